import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.*;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.TDB2Factory;
import org.apache.jena.tdb2.loader.LoaderFactory;

/**
 * Jena TDB2: loads FILE.nq into FOLDER, runs each query REPS times, prints a line of JSON for the
 * load and one a query. Times are CPU time of the process (all its threads), the best of REPS; each is
 * the mean of as many runs as take 200 ms, since Java's clock of CPU time ticks in steps of 10 ms.
 * Arguments: FILE.nq QUERIES REPS FOLDER.
 */
public class JenaBench {
  static double cpuMs() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e6;
  }

  /** The rows, and the last value seen. */
  static String[] answer(String text, Dataset data) {
    Query query = QueryFactory.create(text);
    try (QueryExecution run = QueryExecution.dataset(data).query(query).timeout(120_000).build()) {
      if (query.isConstructType()) {
        return new String[] {Long.toString(run.execConstruct().size()), ""};
      }
      ResultSet results = run.execSelect();
      long rows = 0;
      String value = "";
      while (results.hasNext()) {
        QuerySolution row = results.next();
        for (String name : results.getResultVars()) {
          var node = row.get(name);
          value = node == null ? "" : node.isLiteral() ? node.asLiteral().getLexicalForm() : node.toString();
        }
        ++rows;
      }
      return new String[] {Long.toString(rows), rows == 1 ? value : ""};
    }
  }

  public static void main(String[] arguments) throws Exception {
    JenaSystem.init();
    double begin = cpuMs();
    Dataset data = TDB2Factory.connectDataset(arguments[3]);
    var loader = LoaderFactory.parallelLoader(data.asDatasetGraph(), (format, values) -> {});
    loader.startBulk();
    loader.load(arguments[0]);
    loader.finishBulk();
    System.out.printf("{\"load_cpu_s\":%.2f}%n", (cpuMs() - begin) / 1e3);
    for (Path path : Files.list(Path.of(arguments[1])).filter(p -> p.toString().endsWith(".rq")).sorted().toList()) {
      String text = Files.readString(path);
      double best = Double.MAX_VALUE;
      String[] got = {"0", ""};
      String error = "";
      try {
        got = Txn.calculateRead(data, () -> answer(text, data));  // reads pages, compiles code
        for (int i = 0; i < Integer.parseInt(arguments[2]) && (i == 0 || best < 5000); ++i) {
          double at = cpuMs();
          int runs = 0;
          for (; runs == 0 || cpuMs() - at < 200; ++runs) {
            got = Txn.calculateRead(data, () -> answer(text, data));
          }
          best = Math.min(best, (cpuMs() - at) / runs);
        }
      } catch (QueryCancelledException tooLong) {
        error = "more than 120 s";
      }
      System.out.printf("{\"q\":\"%s\",\"ms\":%.4f,\"rows\":%s,\"value\":\"%s\",\"error\":\"%s\"}%n",
          path.getFileName().toString().replace(".rq", ""), best, got[0], got[1].replaceAll("[^0-9.]", ""), error);
    }
    System.exit(0);
  }
}
