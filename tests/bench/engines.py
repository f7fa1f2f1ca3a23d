"""The engines that queries.py measures beside byline: how each is loaded, asked and timed.

Each function takes the N-Quads file, a scratch folder of its own, and the folder that
tests/peers/install.sh filled; it gives None if the engine is not there, else
{"version", "load": {...}, "queries": {name: {"ms", "rows", "value", "error"}}}.

Times are CPU time of the process that holds the data, all its threads, the best of all
repetitions (at least one, up to five, fewer for queries above five seconds). A server's wall time on
a busy machine says nothing; its CPU time is at most its wall time on an idle one, unless it
uses two threads. So peers look no slower than they are.
"""
import json, pathlib, re, resource, shutil, socket, subprocess, sys, time, urllib.error, urllib.parse, urllib.request

HERE = pathlib.Path(__file__).resolve().parent
QUERIES = HERE.parent.parent.parent / "shared" / "bench" / "queries"
REPETITIONS = 5
SLOW_MS = 5000
TIMEOUT_S = 180


def run(command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)


def queries():
    return sorted(QUERIES.glob("*.rq"))


def cpu_of(pid):
    """CPU seconds of a process, all threads that it has or had (clock_getcpuclockid)."""
    return time.clock_gettime((~pid << 3) | 2)


def cpu_of_command(command):
    """Runs a command: (its CPU seconds, the result)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def peak_mb(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) // 1000


def size_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def best_of(ask):
    """Runs `ask`, which gives (ms, rows, value), until it has been timed often enough."""
    best = None
    for _ in range(REPETITIONS):
        ms, rows, value = ask()
        best = {"ms": ms if best is None else min(ms, best["ms"]), "rows": rows, "value": value}
        if ms > SLOW_MS:
            break
    return best


def from_runner(done, version):
    """The lines of JSON that a program of runners/ prints."""
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines or "load_cpu_s" not in lines[0]:
        raise RuntimeError(f"{version}: {done.stderr[-500:]}")
    load = {"cpu_s": lines[0]["load_cpu_s"], "peak_mb": lines[0].get("peak_mb")}
    found = {line["q"]: line for line in lines[1:]}
    for line in found.values():
        if line.get("error"):
            line["ms"] = None
    return {"version": lines[0].get("version", version), "load": load, "queries": found}


def oxigraph_wasm(data, scratch, peers):
    package = peers / "node_modules/oxigraph/package.json"
    if not shutil.which("node") or not package.exists():
        return None
    # Beside node_modules, where Node looks for packages.
    runner = shutil.copy(HERE / "runners/oxigraph.mjs", peers / "oxigraph_bench.mjs")
    done = run(["node", "--max-old-space-size=8000", runner, data, QUERIES, REPETITIONS])
    return from_runner(done, "oxigraph (WASM) " + json.loads(package.read_text())["version"])


def rdflib(data, scratch, peers):
    found = [p for p in (peers / "py/bin/python", "/usr/bin/python3", sys.executable)
             if run([p, "-c", "import rdflib"]).returncode == 0] if shutil.which("python3") else []
    if not found or data.stat().st_size > 500_000_000:  # 13 GB of memory, by what it takes for less
        return None
    done = run([found[0], HERE / "runners/rdflib_bench.py", data, QUERIES, REPETITIONS])
    return from_runner(done, "rdflib")


def jena(data, scratch, peers):
    jars = sorted((peers / "fuseki").glob("jena-fuseki-server-*.jar"))
    if not shutil.which("javac") or not jars:
        return None
    version = "Jena TDB2 " + jars[-1].stem.rsplit("-", 1)[1]
    built = run(["javac", "-cp", jars[-1], "-d", scratch, HERE / "runners/JenaBench.java"])
    if built.returncode != 0:
        raise RuntimeError(f"{version}: {built.stderr[-500:]}")
    done = run(["java", "-Xmx6g", "-cp", f"{scratch}:{jars[-1]}", "JenaBench", data, QUERIES, REPETITIONS, scratch / "tdb2"])
    result = from_runner(done, version)
    result["load"]["bytes"] = size_of(scratch / "tdb2")
    return result


class Server:
    """A process that this script started and ends."""

    def __init__(self, command, folder):
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen([str(c) for c in command], stdout=self.log, stderr=self.log, cwd=folder)
        self.pid = self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def answer_over_http(url, query, is_construct):
    """(rows, value) of a SPARQL endpoint."""
    accept = "application/n-triples" if is_construct else "application/sparql-results+json"
    request = urllib.request.Request(url, urllib.parse.urlencode({"query": query}).encode(), {"Accept": accept})
    body = urllib.request.urlopen(request, timeout=TIMEOUT_S).read()
    if is_construct:
        return len(set(body.splitlines())), None
    rows = json.loads(body)["results"]["bindings"]
    return len(rows), next(iter(rows[0].values()))["value"] if len(rows) == 1 and rows[0] else None


def oxigraph_native(data, scratch, peers):
    binary = peers / "oxigraph/oxigraph"
    if not binary.exists():
        return None
    store = scratch / "store"
    cpu, _ = cpu_of_command([binary, "load", "--location", store, "--file", data, "--lenient"])
    more, _ = cpu_of_command([binary, "optimize", "--location", store])
    load = {"cpu_s": round(cpu + more, 2), "bytes": size_of(store)}
    port = free_port()
    found = {}
    with Server([binary, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"], scratch) as server:
        url = f"http://127.0.0.1:{port}/query"
        wait_for(lambda: answer_over_http(url, "SELECT * {}", False))
        for path in queries():
            text = path.read_text()

            def ask():
                before = cpu_of(server.pid)
                rows, value = answer_over_http(url, text, "\nCONSTRUCT" in text)
                return (cpu_of(server.pid) - before) * 1e3, rows, value

            try:
                found[path.stem] = best_of(ask)
            except (urllib.error.URLError, TimeoutError) as problem:
                found[path.stem] = {"ms": None, "error": str(problem)}
    version = run([binary, "--version"]).stdout.strip()
    return {"version": f"{version} (native server)", "load": load, "queries": found}


def wait_for(ready, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            return ready()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


VIRTUOSO_INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {allowed}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
TransactionAfterImageLimit = 1500000000
ResultSetMaxRows = 1000000
[SPARQL]
ResultSetMaxRows = 1000000
"""


class Isql:
    """One session of Virtuoso's client, which prints each row and then a line that counts them."""

    def __init__(self, port):
        self.client = subprocess.Popen(["isql-vt", f"127.0.0.1:{port}", "dba", "dba", "BANNER=OFF", "PROMPT=OFF"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def ask(self, query):
        """The lines before the closing one, and the number of rows (None: an error)."""
        self.client.stdin.write(query + "\n;\n")
        self.client.stdin.flush()
        lines = []
        while line := self.client.stdout.readline():
            done = re.search(r"(\d+) Rows\. -- \d+ msec", line)
            if done or "*** Error" in line:
                return lines, int(done[1]) if done else None
            lines.append(line.strip())
        raise OSError("the client ended")

    def close(self):
        self.client.stdin.close()
        self.client.wait(60)


def virtuoso(data, scratch, peers):
    if not shutil.which("virtuoso-t") or not shutil.which("isql-vt"):
        return None
    port = free_port()
    ini = scratch / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=scratch, port=port, allowed=data.parent))
    with Server(["virtuoso-t", "-f", "-c", ini], scratch) as server:
        wait_for(lambda: socket.create_connection(("127.0.0.1", port), 1).close())
        before = cpu_of(server.pid)
        # 0: no extra threads; with two, 7.2.5 loses data (shared/bench/README.md).
        loading = run(["isql-vt", f"127.0.0.1:{port}", "dba", "dba",
                       f"exec=DB.DBA.TTLP_MT(file_open('{data}'),'','urn:x:default',512,0,0); checkpoint;"])
        if "*** Error" in loading.stdout + loading.stderr:
            raise RuntimeError(loading.stdout + loading.stderr)
        load = {"cpu_s": round(cpu_of(server.pid) - before, 2), "bytes": (scratch / "v.db").stat().st_size}
        isql = Isql(port)
        lines, _ = isql.ask("sparql select (count(*) as ?n) from <urn:x:default> where { ?s ?p ?o }")
        load["default_quads"] = next((int(line) for line in lines if line.isdigit()), None)
        found = {}
        for path in queries():
            text = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("# "))

            def ask():
                begin = cpu_of(server.pid)
                lines, rows = isql.ask("sparql define input:default-graph-uri <urn:x:default>\n" + text.strip())
                ms = (cpu_of(server.pid) - begin) * 1e3
                value = next((line for line in lines if line.isdigit()), None)
                return ms, rows, value

            found[path.stem] = best_of(ask)
        load["peak_mb"] = peak_mb(server.pid)
        isql.close()
    version = re.search(r"Version [\d.]+", run(["virtuoso-t", "-?"]).stderr or "")
    return {"version": "Virtuoso " + (version[0].split()[1] if version else ""), "load": load, "queries": found}


