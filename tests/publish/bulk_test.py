"""`byline load --method files` and the bulk loaders: the printed commands are run as they are,
with the capital words filled in, and the store's content is read back.

    BYLINE_PEERS=build/peers python3 bulk_test.py BYLINE NAME GRAPH

NAME is virtuoso, tdb2 or oxigraph; exit code 77 (skipped) if the loader is not installed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import stores
import stores_test

DEFAULT = "https://w3id.org/byline/data/graph/default"


def fail(text):
    sys.exit("FAILED: " + text)


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    if done.returncode != 0:
        fail(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def commands_for(byline, graph, folder, store):
    return run([byline, "load", str(graph), str(folder), "--method", "files", "--store", store]).splitlines()


def by_virtuoso(byline, graph, work):
    with stores.Virtuoso() as store:
        inside = pathlib.Path(store.folder.name, "bulk")  # a folder that the server may read
        *load, errors = commands_for(byline, graph, inside, "virtuoso")
        fill = lambda line: line.replace("HOST:PORT", f"127.0.0.1:{store.sql_port}").replace("PASSWORD", "dba")
        for line in load:
            run(fill(line), shell=True)
        told = run(fill(errors), shell=True)
        if "\n0 Rows." not in told:
            fail("the loader reports errors: " + told)
        reader = stores_test.StoreTest()
        reader.store = store
        return reader.contents(sorted({quad[3] for quad in stores_test.read_quads(inside / "graph.nq", DEFAULT)}))


def by_tdb2(byline, graph, work):
    jena = ["java", "-cp", str(stores.Fuseki.jar().resolve())]
    for line in commands_for(byline, graph, work / "bulk", "tdb2"):
        run([*jena, *line.replace("DATABASE", str(work / "db")).split()])
    dump = work / "dump.nq"
    dump.write_text(run([*jena, "tdb2.tdbdump", "--loc", str(work / "db")]))
    return sorted_quads(byline, dump, work)


def by_oxigraph(byline, graph, work):
    for line in commands_for(byline, graph, work / "bulk", "oxigraph"):
        run([stores.Oxigraph.binary(), *line.replace("DATABASE", str(work / "db")).split()[1:]])
    dump = work / "dump.nq"
    run([stores.Oxigraph.binary(), "dump", "--location", str(work / "db"), "--file", str(dump)])
    return sorted_quads(byline, dump, work)


def sorted_quads(byline, dump, work):
    run([byline, "convert", str(dump), "--from", "nq", "-o", str(work / "sorted.nq")])
    return stores_test.read_quads(work / "sorted.nq", "")


def main():
    byline, name, graph = sys.argv[1:]
    kind, load, default = {"virtuoso": (stores.Virtuoso, by_virtuoso, DEFAULT), "tdb2": (stores.Fuseki, by_tdb2, ""), "oxigraph": (stores.Oxigraph, by_oxigraph, "")}[name]
    reason = kind.available() or (name == "virtuoso" and not shutil.which("isql-vt") and "isql-vt is not installed")
    if reason:
        print(f"skipped: {name}: {reason}")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        run([byline, "convert", graph, "-o", str(work / "expected.nq")])
        expected = stores_test.read_quads(work / "expected.nq", default)
        found = load(os.path.abspath(byline), pathlib.Path(graph).resolve(), work)
    if found != expected:
        fail(f"missing {sorted(map(repr, expected - found))[:3]}, too many {sorted(map(repr, found - expected))[:3]}")
    print(f"{name}: {len(found)} statements came back")


if __name__ == "__main__":
    main()
