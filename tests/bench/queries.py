#!/usr/bin/env python3
"""Measures byline against the engines found on this machine: load, size, and 19 queries.

    queries.py [--articles N…] [--cache DIR] [--byline BUILD] [--peers DIR] [--only NAME…] [--again NAME…]

Needs ../shared/bench beside the repository (generator, queries, expected counts), the programs
byline_bench_load, byline_bench_queries and byline_bench_sord of the build folder (build/release),
and the engines that tests/peers/install.sh puts into --peers (build/peers) or Debian has.
Data, engines' stores and their results lie in --cache (build/bench-data). An engine that has a result
there is not measured again unless --again names it; byline always is. Prints a page of tables
with the ratios; exit code 1 if byline's row counts are not the expected ones.

All times are CPU time: byline's of the program, parsing and planning and making the result's
strings included; the engines' as engines.py says. Anything under 0.1 ms counts as 0.1 ms.
"""
import argparse, json, math, os, pathlib, platform, shutil, sys, tempfile

import engines
from engines import run

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared" / "bench"
FLOOR_MS = 0.1
# What the engines are known to answer otherwise (shared/bench/README.md).
KNOWN = {("virtuoso", "q08-regex-lang"), ("virtuoso", "q17-scan-count"), ("rdflib", "q17-scan-count")}
ENGINES = {"oxigraph-wasm": engines.oxigraph_wasm, "oxigraph-native": engines.oxigraph_native,
           "virtuoso": engines.virtuoso, "jena-tdb2": engines.jena, "rdflib": engines.rdflib}


def data_file(cache, articles):
    path = cache / f"articles-{articles}.nq"
    if not path.exists():
        print(f"generating {path.name}", file=sys.stderr)
        part = path.with_suffix(".part")
        run([sys.executable, SHARED / "gen_news_kg.py", "--articles", articles, "-o", part], check=True)
        part.rename(path)
    return path


def expected(articles):
    lines = (SHARED / "expected.tsv").read_text().splitlines()
    column = lines[0].split("\t").index(f"{articles}_articles")
    return {line.split("\t")[0]: line.split("\t")[column] for line in lines[1:]}


def agrees(want, answer):
    if want.startswith("n="):
        return str(answer["value"]) == want[2:]
    return str(answer["rows"]) == want


def lines_of(program, *arguments):
    done = run([program, *arguments], check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def byline(data, cache, build):
    """The best of three loads, the queries, and Sord's load of the same file."""
    programs = build / "tests/bench"
    byl = cache / (data.stem + ".byl")
    loads = [lines_of(programs / "byline_bench_load", data, byl)[0] for _ in range(3)]
    load = min(loads, key=lambda line: line["load_cpu_s"])
    load["open_ms"] = min(line["open_ms"] for line in loads)
    answers = lines_of(programs / "byline_bench_queries", byl, SHARED / "queries", 9)
    return load, {line["q"]: line for line in answers}


def measured(name, data, cache, peers, again):
    """An engine's result: the kept one, or a new one. None if the engine is not there."""
    kept = cache / f"{data.stem}.{name}.json"
    if kept.exists() and name not in again:
        return json.loads(kept.read_text())
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        try:
            result = ENGINES[name](data, pathlib.Path(scratch), peers)
        except (OSError, RuntimeError) as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            return None
    if result is None:
        print(f"{name}: not found, or not for data of this size", file=sys.stderr)
        return None
    kept.write_text(json.dumps(result))
    return result


def sord(data, cache, build, again):
    kept = cache / f"{data.stem}.sord.json"
    if not kept.exists() or "sord" in again:
        kept.write_text(json.dumps(lines_of(build / "tests/bench/byline_bench_sord", data)[0]))
    return json.loads(kept.read_text())


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def report_loads(load, sord_load, results):
    quads = load["default_quads"] + load["named_quads"]
    print("| load | CPU s | ratio | bytes a quad on disk |\n|---|---|---|---|")
    print(f"| byline | {load['load_cpu_s']:.2f} | 1 | {load['bytes_per_quad']:.1f} |")
    rows = {"Sord, three orders and graphs": {"cpu_s": sord_load["load_cpu_s"]}} if sord_load else {}
    rows.update({result["version"]: result["load"] for result in results.values()})
    for name, line in rows.items():
        size = f"{line['bytes'] / quads:.0f}" if line.get("bytes") else "-"
        print(f"| {name} | {line['cpu_s']:.2f} | {line['cpu_s'] / load['load_cpu_s']:.1f}x | {size} |")
    print(f"\nbyline: peak memory while building {load['peak_bytes_per_quad']:.1f} bytes a quad with the mapped input, "
          f"{load['peak_own_bytes_per_quad']:.1f} beside it; open and first answer {load['open_ms']:.3f} ms, "
          f"loading is {load['load_cpu_s'] * 1e3 / load['open_ms']:,.0f} times that")


def report_queries(want, ours, results):
    print("\n| query | byline ms | by hand ms | " + " | ".join(results) + " |\n|---|---|---|" + "---|" * len(results))
    ratios = {name: {} for name in results}
    for query in sorted(want):
        mine = max(ours[query]["ms"], FLOOR_MS)
        cells = []
        for name, result in results.items():
            got = result["queries"].get(query, {})
            if got.get("ms") is None:
                cells.append(got.get("error") or "-")
                continue
            ratio = max(got["ms"], FLOOR_MS) / mine
            right = agrees(want[query], got)
            if right or (name, query) in KNOWN:
                ratios[name][query] = ratio
            cells.append(f"{got['ms']:.2f} = {ratio:.1f}x" + ("" if right else " (other rows)"))
        print(f"| {query} | {ours[query]['ms']:.3f} | {ours[query]['hand_ms']:.3f} | " + " | ".join(cells) + " |")
    print()
    for name, found in ratios.items():
        if found:
            worst = min(found, key=found.get)
            print(f"* {results[name]['version']}: geometric mean {geometric_mean(found.values()):.1f}x over {len(found)} queries, "
                  f"least {found[worst]:.1f}x ({worst})")
    by_hand = {q: max(ours[q]["ms"], FLOOR_MS) / max(ours[q]["hand_ms"], FLOOR_MS) for q in want}
    slowest = max(by_hand, key=by_hand.get)
    print(f"* hand-written plans: geometric mean {geometric_mean(by_hand.values()):.1f}x their time, most {by_hand[slowest]:.1f}x ({slowest})")


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, {platform.freedesktop_os_release()['PRETTY_NAME']}, load average {os.getloadavg()[0]:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--cache", type=pathlib.Path, default=ROOT / "build" / "bench-data")
    parser.add_argument("--byline", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT / "build" / "peers")
    parser.add_argument("--only", nargs="*", choices=[*ENGINES, "sord"], help="engines to report; none: byline alone")
    parser.add_argument("--again", nargs="*", default=[], choices=[*ENGINES, "sord"], help="engines to measure anew")
    options = parser.parse_args()
    if not SHARED.exists():
        print("skipped: ../shared/bench is not there", file=sys.stderr)
        return 77
    options.cache.mkdir(parents=True, exist_ok=True)
    cache, build, peers = options.cache.resolve(), options.byline.resolve(), options.peers.resolve()
    chosen = [*ENGINES, "sord"] if options.only is None else options.only
    all_right = True
    print(f"Machine: {machine()}")
    for articles in options.articles:
        data = data_file(cache, articles)
        load, ours = byline(data, cache, build)
        results = {name: measured(name, data, cache, peers, options.again) for name in ENGINES if name in chosen}
        results = {name: result for name, result in results.items() if result}
        want = expected(articles)
        wrong = [query for query in want if not agrees(want[query], ours[query])]
        quads = load["default_quads"] + load["named_quads"]
        print(f"\n## {quads:,} quads ({articles:,} articles)\n")
        print(f"row counts: {len(want) - len(wrong)} of {len(want)} as expected" + (f"; WRONG: {wrong}" if wrong else "") + "\n")
        report_loads(load, sord(data, cache, build, options.again) if "sord" in chosen else None, results)
        report_queries(want, ours, results)
        sys.stdout.flush()
        all_right = all_right and not wrong
    return 0 if all_right else 1


if __name__ == "__main__":
    sys.exit(main())
