// Oxigraph in WebAssembly: loads FILE.nq, runs each query of QUERIES REPS times, prints a line
// of JSON for the load and one a query. Times are CPU time of the process, the best of all runs.
//   node oxigraph.mjs FILE.nq QUERIES REPS
import fs from "fs";
import path from "path";
import oxigraph from "oxigraph";

const [, , file, folder, reps] = process.argv;
const cpu = () => {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) / 1000;
};
const print = (line) => console.log(JSON.stringify(line));
const options = { format: "application/n-quads", unchecked: true, no_transaction: true };

/// Whole lines of at most 64 MiB: a string of 1.5 GB is more than JavaScript allows.
function load(store) {
  const input = fs.openSync(file, "r");
  const buffer = Buffer.alloc(64 << 20);
  let rest = Buffer.alloc(0);
  for (let n; (n = fs.readSync(input, buffer, 0, buffer.length, null)) > 0; ) {
    const text = Buffer.concat([rest, buffer.subarray(0, n)]);
    const end = text.lastIndexOf(10) + 1;
    store.load(text.subarray(0, end).toString("utf8"), options);
    rest = Buffer.from(text.subarray(end));
  }
}

const begin = cpu();
const store = new oxigraph.Store();
load(store);
print({ load_cpu_s: (cpu() - begin) / 1000, quads: store.size, peak_mb: process.resourceUsage().maxRSS / 1000 });
for (const name of fs.readdirSync(folder).filter((x) => x.endsWith(".rq")).sort()) {
  const query = fs.readFileSync(path.join(folder, name), "utf8");
  const line = { q: name.replace(".rq", ""), ms: Infinity };
  for (let i = 0; i < Number(reps) && !(line.ms > 5000 && i > 0); i++) {
    const at = cpu();
    const rows = store.query(query);
    let value = null;
    for (const row of rows) {
      if (row instanceof Map) for (const [, term] of row) value = term.value;
    }
    line.ms = Math.min(line.ms, cpu() - at);
    line.rows = rows.length;
    line.value = rows.length === 1 ? value : null;
  }
  print(line);
}
