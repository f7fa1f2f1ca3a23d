#!/usr/bin/env python3
"""How fast `byline build` is, in processor time: other programs on the machine do not count.

    speed.py news FILE.conllu… [--megabytes 50]   MB of text per second and core, memory at a quarter and at all of it
    speed.py jobs FILE.conllu… [--megabytes 5]    one and two threads: wall and processor time, same bytes
    speed.py shards PATH…                         shards 1, 2, 3, 7, 64 merged in mixed order: the bytes of one build
    speed.py hostile                              texts made to be slow: four times the text, four times the time

BYLINE is the program. The files are CoNLL-U, whose text is repeated as articles of its own; with `shards` anything build reads.
"""
import argparse
import filecmp
import json
import os
import random
import sys
import tempfile
import time

import graph
import plain_text


def run(*command):
    """(seconds of processor, seconds of wall, peak megabytes); another exit code than 0 or 1 ends the script."""
    begin = time.monotonic()
    child = os.posix_spawn(graph.byline_program(), [graph.byline_program(), *command], os.environ)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def build(paths, target, *options):
    return run("build", *paths, "-o", target, "--quiet", "--ontology", f"{graph.ROOT}/ontology", *options)


def write_repeated(files, megabytes, path):
    """Articles in turn until the size is reached; the real size in bytes."""
    articles = list(plain_text.articles(files))
    written = number = 0
    with open(path, "w", encoding="utf-8") as file:
        while written < megabytes * 1e6:
            record = dict(articles[number % len(articles)], id=f"{number:06}")
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            written += len(record["text"].encode())
            number += 1
    return written, number


def news(options, folder):
    empty = f"{folder}/one.jsonl"
    with open(empty, "w", encoding="utf-8") as file:
        file.write('{"id": "one", "text": "Nothing.", "language": "en"}\n')
    start = min(build([empty], f"{folder}/one.nq", "--jobs", "1")[0] for _ in range(3))
    for megabytes in (options.megabytes / 4, options.megabytes):
        size, number = write_repeated(options.paths, megabytes, f"{folder}/news.jsonl")
        cpu, wall, memory = build([f"{folder}/news.jsonl"], f"{folder}/news.{options.format}", "--jobs", "1")
        written = os.path.getsize(f"{folder}/news.{options.format}") / 1e6
        print(f"{size / 1e6:.1f} MB in {number} articles: {cpu:.1f} s of processor ({wall:.1f} s wall), {size / 1e6 / cpu:.3f} MB/s per core, "
              f"peak {memory:.0f} MB, {options.format} of {written:.0f} MB; start alone {start:.2f} s", flush=True)


def jobs(options, folder):
    size, _ = write_repeated(options.paths, options.megabytes, f"{folder}/news.jsonl")
    best = {}
    for _ in range(3):
        for count in (1, 2):
            figures = build([f"{folder}/news.jsonl"], f"{folder}/{count}.nq", "--jobs", str(count))
            best[count] = min(best.get(count, figures), figures, key=lambda f: f[1])
    same = filecmp.cmp(f"{folder}/1.nq", f"{folder}/2.nq", shallow=False)
    (cpu1, wall1, _), (cpu2, wall2, _) = best[1], best[2]
    print(f"{size / 1e6:.1f} MB, best of 3: one thread {wall1:.2f} s wall, {cpu1:.2f} s processor; two {wall2:.2f} s wall, {cpu2:.2f} s processor: "
          f"{wall1 / wall2:.2f} times as fast by wall, {'same bytes' if same else 'DIFFERENT BYTES'}; load {os.getloadavg()[0]:.1f}")
    sys.exit(0 if same else 1)


def shards(options, folder):
    build(options.paths, f"{folder}/whole.nq")
    good = True
    for count in (1, 2, 3, 7, 64):
        parts = []
        for i in range(1, count + 1):
            build(options.paths, f"{folder}/{count}-{i}.shard", "--shard", f"{i}/{count}")
            parts.append(f"{folder}/{count}-{i}.shard")
        random.Random(count).shuffle(parts)
        run("merge", *parts, "-o", f"{folder}/{count}.nq")
        same = filecmp.cmp(f"{folder}/whole.nq", f"{folder}/{count}.nq", shallow=False)
        print(f"{count} shards: {'same bytes' if same else 'DIFFERENT BYTES'}", flush=True)
        good &= same
    sys.exit(0 if good else 1)


HOSTILE = {
    "one sentence without end": "Acme bought Zeta and Blue Harbor sold Kite in May and ",
    "a list without end": "Acme, Zeta, Blue Harbor, Norte Digital, ",
    "nested brackets": "Acme (Zeta (founded by Ana Lima ",
    "said that said that": "Ana Lima said that John Smith said that ",
    "triggers only": "acquired founder acquired merger donated ",
    "capital words": "Acme Zeta Torch ",
    "of the of the": "of the director of the unit of the ",
    "quotation marks": "“Acme “ said ” Ana ",
    "one word": "x",
    "dates": "in May 2019, on 3 June 2020, ",
    "pronouns": "He said it and she told them it was theirs. ",
    "who writes": "We like Acme and our Zeta, ",
    "it among names": "It was said that its makers and Acme use it, and they sold its parts to Zeta and it grew; ",
    "posts": "Chief executive Ana Lima said Norvik Marine grew and Rui Costa becomes chair. ",
    "speakers": "“We grew fast,” said the head of the unit, Ana Lima, at Kite Summit. ",
}
HOSTILE_PORTUGUESE = {
    "posts without an owner": "Choveu muito ontem, disse o diretor financeiro, Rui Lima. ",
    "verbs without a subject": "A Acme fabrica motores e emprega gente e disse que compra lojas e ",
    "relative clauses": "Ana Lima, que dirigiu a Acme e trabalhou na Zeta, e ",
}


def hostile(options, folder):
    slow = False
    empty = f"{folder}/one.jsonl"
    with open(empty, "w", encoding="utf-8") as file:
        file.write('{"id": "one", "text": "Nothing.", "language": "en"}\n')
    start = min(build([empty], f"{folder}/one.nq", "--jobs", "1")[0] for _ in range(3))
    texts = [("en", *text) for text in HOSTILE.items()] + [("pt", *text) for text in HOSTILE_PORTUGUESE.items()]
    for language, name, unit in texts:
        spent = []
        for size in (options.kilobytes * 250, options.kilobytes * 1000):
            with open(f"{folder}/a.jsonl", "w", encoding="utf-8") as file:
                text = unit * (size // len(unit.encode()))
                file.write(json.dumps({"id": "a", "text": text, "language": language}) + "\n")
            cpu, _, memory = build([f"{folder}/a.jsonl"], f"{folder}/a.nq", "--jobs", "1")
            spent.append(max(cpu - start, 0.01))
        bad = spent[1] > 0.25 + 5.5 * spent[0]
        slow |= bad
        print(f"{name}: {spent[0]:.2f} s, four times the text {spent[1]:.2f} s, peak {memory:.0f} MB{'  NOT LINEAR' if bad else ''}", flush=True)
    sys.exit(1 if slow else 0)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("measure", choices=("news", "jobs", "shards", "hostile"))
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--megabytes", type=float, default=None)
    parser.add_argument("--kilobytes", type=int, default=400)
    parser.add_argument("--format", default="nq")
    options = parser.parse_args()
    options.megabytes = options.megabytes or {"news": 50, "jobs": 5}.get(options.measure, 1)
    with tempfile.TemporaryDirectory() as folder:
        {"news": news, "jobs": jobs, "shards": shards, "hostile": hostile}[options.measure](options, folder)


if __name__ == "__main__":
    main()
