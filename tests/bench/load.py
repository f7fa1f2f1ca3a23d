#!/usr/bin/env python3
"""`byline load` against plain curl uploads of the same graphs, in one run.

    BYLINE_PEERS=build/peers tests/bench/load.py BYLINE [--triples 500000] [--runs 3]

Makes graphs of 10,000 triples each, starts Virtuoso and Oxigraph in turn on loopback (those
that are installed), and loads the same data by curl (one process, one connection, a PUT per
graph), by `byline load --no-staging`, and by `byline load` as it is, in turn; each run replaces
what is there. Prints the best time of each, the ratios to curl, and byline's largest resident
memory. Fails if --no-staging takes more than 1.5 times as long as curl, or memory passes 64 MB.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "publish"))
import stores

TRIPLES_PER_GRAPH = 10_000
WORDS = "community members make decisions in the open while funding grows across the industry".split()


def triple(n):
    """About 130 bytes: a link, a figure or a text, as in a graph of news."""
    subject = f"<https://example.org/fact/{n // 4}>"
    if n % 4 == 0:
        return f"{subject} <https://example.org/about> <https://example.org/entity/{n % 997}> ."
    if n % 4 == 1:
        return f'{subject} <https://example.org/value> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    text = " ".join(WORDS[(n + i) % len(WORDS)] for i in range(6))
    return f'{subject} <https://example.org/text{n % 4}> "{text} {n}"@en .'


def make_data(folder, triples):
    """Writes graph-N.ttl for curl and graph.nq for byline; returns the graphs' names."""
    names = []
    with open(folder / "graph.nq", "w") as quads:
        for begin in range(0, triples, TRIPLES_PER_GRAPH):
            name = f"https://example.org/graph/{begin // TRIPLES_PER_GRAPH:05}"
            lines = [triple(n) for n in range(begin, min(begin + TRIPLES_PER_GRAPH, triples))]
            quads.writelines(f"{line[:-1]}<{name}> .\n" for line in lines)
            (folder / f"graph-{len(names)}.ttl").write_text("@prefix e: <https://example.org/> .\n" + "\n".join(lines) + "\n")
            names.append(name)
    return names


def timed(command, **options):
    begin = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, **options)
    seconds = time.monotonic() - begin
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr}")
    return seconds


def curl_config(store, folder, names):
    """One curl process that sends all graphs over one connection."""
    crud = {"virtuoso": "/sparql-graph-crud-auth", "oxigraph": "/store"}[store.name]
    parts = []
    for number, name in enumerate(names):
        lines = ['request = "PUT"', 'header = "Content-Type: text/turtle"', 'header = "Expect:"', "fail", "silent", "show-error", 'output = "/dev/null"']
        lines.append(f'data-binary = "@{folder}/graph-{number}.ttl"')
        lines.append(f'url = "{store.url}{crud}?graph={urllib.parse.quote(name, safe="")}"')
        if store.login:
            lines += ["digest", 'user = "dba:dba"']
        parts.append("\n".join(lines))
    path = folder / "curl.config"
    path.write_text("\nnext\n".join(parts) + "\n")
    return ["curl", "--config", str(path)]


def measure(byline, store, folder, names, runs):
    load = [byline, "load", str(folder / "graph.nq"), "--endpoint", store.endpoint, "--quiet", "--no-manifest", *store.login]
    commands = {"curl": curl_config(store, folder, names), "no-staging": [*load, "--no-staging"], "staging": load}
    environment = {**os.environ, **getattr(store, "environment", {})}
    best = {}
    timed(commands["curl"])  # every timed run replaces graphs that are there
    for _ in range(runs):
        for what, command in commands.items():
            best[what] = min(best.get(what, 1e9), timed(command, env=environment))
    return best


def peak_memory(byline, store, graph):
    """Largest resident memory of one load, in MB."""
    environment = {**os.environ, **getattr(store, "environment", {})}
    command = [byline, "load", str(graph), "--endpoint", store.endpoint, "--quiet", "--no-manifest", *store.login]
    _, status, usage = os.wait4(os.posix_spawnp(byline, command, environment), 0)
    if status != 0:
        sys.exit("byline load failed")
    return usage.ru_maxrss / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("byline")
    parser.add_argument("--triples", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        names = make_data(folder, arguments.triples)
        timed([arguments.byline, "convert", str(folder / "graph.nq"), "-o", str(folder / "graph.byl")])
        print(f"{arguments.triples} triples in {len(names)} graphs, {(folder / 'graph.nq').stat().st_size / 1e6:.1f} MB; best of {arguments.runs}")
        for kind in (stores.Virtuoso, stores.Oxigraph):
            if reason := kind.available():
                print(f"skipped: {kind.name}: {reason}")
                continue
            with kind() as store:
                best = measure(arguments.byline, store, folder, names, arguments.runs)
                memory = max(peak_memory(arguments.byline, store, folder / f"graph.{suffix}") for suffix in ("nq", "byl"))
            ratio = {what: seconds / best["curl"] for what, seconds in best.items()}
            print(f"{kind.name}: curl {best['curl']:.1f} s; --no-staging {best['no-staging']:.1f} s, {ratio['no-staging']:.2f}x; "
                  f"staging {best['staging']:.1f} s, {ratio['staging']:.2f}x; byline {memory:.0f} MB resident at most")
            failed |= ratio["no-staging"] > 1.5 or memory > 64
    sys.exit(failed)


if __name__ == "__main__":
    main()
