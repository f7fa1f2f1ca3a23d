#!/usr/bin/env python3
"""Measures byline against the peers found on this machine: load, size, and 19 queries.

usage: queries.py [--articles N…] [--cache DIR] [--byline BUILD] [--peers DIR] [--only NAME…]

Needs ../shared/bench beside the repository (generator, queries, expected counts, runners).
Data and peers' stores lie in --cache (default: build/bench-data, never in the repository's
tree under version control). Byline: CPU time, the best of the repetitions, of
byline_bench_queries and byline_bench_load of the build folder (build/release). Peers: best
wall time of their runner; Virtuoso by its own clock. Anything under 0.1 ms counts as 0.1 ms.
Peers looked for: oxigraph (npm, WASM; native through pyoxigraph), virtuoso, jena, rdflib.
"""
import argparse, json, math, os, pathlib, shutil, socket, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared" / "bench"
FLOOR_MS = 0.1
# What the peers are known to answer otherwise (shared/bench/README.md).
KNOWN = {("virtuoso", "q08-regex-lang"), ("virtuoso", "q17-scan-count"), ("rdflib", "q17-scan-count")}


def run(command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)


def json_lines(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def name_of(query):
    return query.removesuffix(".rq")


def data_file(cache, articles):
    path = cache / f"articles-{articles}.nq"
    if not path.exists():
        print(f"generating {path.name}", file=sys.stderr)
        run([sys.executable, SHARED / "gen_news_kg.py", "--articles", articles, "-o", path], check=True)
    return path


def expected(articles):
    lines = (SHARED / "expected.tsv").read_text().splitlines()
    column = lines[0].split("\t").index(f"{articles}_articles")
    return {line.split("\t")[0]: line.split("\t")[column] for line in lines[1:]}


def agrees(want, rows, value):
    return str(value) == want[2:] if want.startswith("n=") else str(rows) == want


def byline(data, cache, build):
    byl = cache / (data.stem + ".byl")
    load = json_lines(run([build / "tests/bench/byline_bench_load", data, byl], check=True).stdout)[0]
    rows = json_lines(run([build / "tests/bench/byline_bench_queries", byl, SHARED / "queries", 5], check=True).stdout)
    return load, {r["q"]: r for r in rows}


def from_runner(lines):
    """Times and rows of a runner of shared/bench/peers; single counts by their first value."""
    load, times = {}, {}
    for line in lines:
        if "q" in line:
            times[name_of(line["q"])] = {"ms": line.get("min", line.get("cpu")), "rows": line.get("rows"),
                                         "first": line.get("first"), "err": line.get("err")}
        elif "load_s" in line:
            load = line
    return load, times


def oxigraph_wasm(data, peers):
    if not shutil.which("node") or not (peers / "node_modules/oxigraph").exists():
        return None
    runner = peers / "run_oxigraph.mjs"  # beside node_modules, where Node looks for packages
    shutil.copy(SHARED / "peers/run_oxigraph.mjs", runner)
    done = run(["node", "--max-old-space-size=8000", runner, data, SHARED / "queries", 5], timeout=1800)
    return from_runner(json_lines(done.stdout))


NATIVE = """
import sys, time, json, glob, pyoxigraph as ox
start = time.time(); cpu = time.process_time()
store = ox.Store(); store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS); store.optimize()
print(json.dumps(dict(engine="oxigraph " + ox.__version__, load_s=time.time() - start, load_cpu_s=time.process_time() - cpu)), flush=True)
for path in sorted(glob.glob(sys.argv[2] + "/*.rq")):
    text = open(path).read(); times = []
    for _ in range(int(sys.argv[3])):
        at = time.process_time(); rows = list(store.query(text)); times.append((time.process_time() - at) * 1e3)
        if times[-1] > 5000: break
    print(json.dumps(dict(q=path.split("/")[-1], min=min(times), rows=len(rows))), flush=True)
"""


def oxigraph_native(data, peers):
    python = peers / "py/bin/python"
    if run([python, "-c", "import pyoxigraph"]).returncode != 0 if python.exists() else True:
        return None
    done = run([python, "-c", NATIVE, data, SHARED / "queries", 5], timeout=1800)
    return from_runner(json_lines(done.stdout))


def rdflib(data, peers):
    python = peers / "py/bin/python"
    python = python if python.exists() else pathlib.Path(sys.executable)
    if run([python, "-c", "import rdflib"]).returncode != 0:
        return None
    done = run([python, SHARED / "peers/run_rdflib.py", data, SHARED / "queries", 1], timeout=3600)
    return from_runner(json_lines(done.stdout))


def jena(data, peers):
    jars = pathlib.Path("/usr/share/java")
    if not shutil.which("javac") or not list(jars.glob("jena-*.jar")):
        return None
    path = ":".join([str(peers)] + sorted(str(p) for p in peers.glob("*.jar")) + [f"{jars}/*"])
    if run(["javac", "-cp", path, "-d", peers, SHARED / "peers/JenaBench.java"]).returncode != 0:
        return None
    database = peers / f"tdb2-{data.stem}"
    shutil.rmtree(database, ignore_errors=True)
    done = run(["java", "-Xmx6g", "-cp", path, "JenaBench", data, SHARED / "queries", 5, "tdb2", database], timeout=3600)
    return from_runner(json_lines(done.stdout))


VIRTUOSO_INI = """[Database]
DatabaseFile = {dir}/v.db
ErrorLogFile = {dir}/v.log
LockFile = {dir}/v.lck
TransactionFile = {dir}/v.trx
[TempDatabase]
DatabaseFile = {dir}/vt.db
TransactionFile = {dir}/vt.trx
[Parameters]
ServerPort = {host}
DirsAllowed = {allowed}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
ResultSetMaxRows = 1000000
[SPARQL]
ResultSetMaxRows = 1000000
"""


def virtuoso(data, peers):
    if not shutil.which("virtuoso-t") or not shutil.which("isql-vt"):
        return None
    folder = peers / f"virtuoso-{data.stem}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    (folder / "v.ini").write_text(VIRTUOSO_INI.format(dir=folder, host=host, allowed=data.parent))
    server = subprocess.Popen(["virtuoso-t", "-f", "-c", folder / "v.ini"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ask = lambda text: run(["isql-vt", host, "dba", "dba", f"exec={text}"], timeout=1800).stdout
        for _ in range(120):
            time.sleep(0.5)
            if "1 Rows" in ask("select 1;"):
                break
        start = time.time()
        ask(f"DB.DBA.TTLP_MT(file_open('{data}'),'','urn:x:default',512,0,0); checkpoint;")
        load = {"load_s": round(time.time() - start, 2)}
        lines = json_lines(run([sys.executable, SHARED / "peers/run_virtuoso.py", SHARED / "queries", host, 5], timeout=3600).stdout)
        return load, from_runner(lines)[1]
    finally:
        server.terminate()
        server.wait(60)


PEERS = {"oxigraph-wasm": oxigraph_wasm, "oxigraph-native": oxigraph_native, "virtuoso": virtuoso,
         "jena-tdb2": jena, "rdflib": rdflib}


def report(articles, load, ours, theirs):
    want = expected(articles)
    wrong = [q for q in want if not agrees(want[q], ours[q]["rows"], ours[q]["value"])]
    print(f"\n## {articles} articles\n\nbyline: " + json.dumps(load))
    print(f"row counts: {len(want) - len(wrong)} of {len(want)} as expected" + (f"; WRONG: {wrong}" if wrong else ""))
    for name, (their_load, _) in theirs.items():
        seconds = their_load.get("load_s")
        print(f"{name} load: {json.dumps(their_load)}" + (f" = {seconds / load['load_s']:.1f}x" if seconds else ""))
    print("\n| query | byline ms | by hand ms | " + " | ".join(theirs) + " |\n|---|---|---|" + "---|" * len(theirs))
    ratios = {name: [] for name in theirs}
    for query in sorted(want):
        mine = max(ours[query]["ms"], FLOOR_MS)
        cells = []
        for name, (_, times) in theirs.items():
            got = times.get(query, {})
            if got.get("ms") is None:
                cells.append("-")
                continue
            ratio = max(got["ms"], FLOOR_MS) / mine
            differs = not want[query].startswith("n=") and str(got["rows"]) != want[query]
            if not differs or (name, query) in KNOWN:
                ratios[name].append(ratio)
            cells.append(f"{got['ms']:.2f} = {ratio:.1f}x" + (" (other rows)" if differs else ""))
        print(f"| {query} | {ours[query]['ms']:.3f} | {ours[query]['hand_ms']:.3f} | " + " | ".join(cells) + " |")
    for name, values in ratios.items():
        if values:
            mean = math.exp(sum(map(math.log, values)) / len(values))
            print(f"\n{name}: geometric mean {mean:.1f}x over {len(values)} queries, worst {min(values):.1f}x")
    slow = max(max(ours[q]["ms"], FLOOR_MS) / max(ours[q]["hand_ms"], FLOOR_MS) for q in want)
    print(f"\nslowest query against its hand-written plan: {slow:.1f}x (floor {FLOOR_MS} ms)")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--cache", type=pathlib.Path, default=ROOT / "build" / "bench-data")
    parser.add_argument("--byline", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--peers", type=pathlib.Path, help="folder with node_modules, py/ and jars (default: CACHE/peers)")
    parser.add_argument("--only", nargs="*", help="peers to run; none: byline alone")
    options = parser.parse_args()
    if not SHARED.exists():
        print("skipped: ../shared/bench is not there", file=sys.stderr)
        return 77
    options.cache.mkdir(parents=True, exist_ok=True)
    peers = (options.peers or options.cache / "peers").resolve()
    peers.mkdir(parents=True, exist_ok=True)
    right = True
    for articles in options.articles:
        data = data_file(options.cache.resolve(), articles)
        load, ours = byline(data, options.cache.resolve(), options.byline.resolve())
        theirs = {}
        for name, measure in PEERS.items():
            if options.only is not None and name not in options.only:
                continue
            try:
                found = measure(data, peers)
            except (subprocess.TimeoutExpired, OSError) as problem:
                print(f"{name}: {problem}", file=sys.stderr)
                continue
            if found is None:
                print(f"{name}: not found", file=sys.stderr)
            else:
                theirs[name] = found
        right = report(articles, load, ours, theirs) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
