#!/usr/bin/env python3
"""Speed of reading and writing RDF as ratios to Serd, in one run.

    tests/bench/rdf.py BUILD_FOLDER [FILE.nq]      BUILD_FOLDER: a release build

Builds byline_bench_rdf there, makes a file with ../shared/bench/gen_news_kg.py if none is
given, takes the best CPU time of five runs in turn, and fails if a goal is missed:
reading N-Quads >= 1.10x serdi's reader, <= 16 MiB resident, writing Turtle >= 0.8x Serd's.
"""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BYLINE_SHARED', os.path.join(os.path.dirname(ROOT), 'shared'))
RUNS = 5


def measure(program, what, file):
    line = subprocess.run([program, what, file], check=True, capture_output=True, text=True).stdout
    _, seconds, statements, kib = line.split()
    return float(seconds), int(statements), int(kib)


def main():
    build = sys.argv[1]
    subprocess.run(['cmake', '--build', build, '--target', 'byline_bench_rdf'], check=True, stdout=subprocess.DEVNULL)
    program = os.path.join(build, 'tests/bench/byline_bench_rdf')
    with tempfile.TemporaryDirectory() as folder:
        file = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, 'news.nq')
        if len(sys.argv) <= 2:
            subprocess.run([sys.executable, os.path.join(SHARED, 'bench/gen_news_kg.py'), '--articles', '10000',
                            '-o', file], check=True, stdout=subprocess.DEVNULL)
        best = {}
        for _ in range(RUNS):
            for what in ('read', 'read-serd', 'write', 'write-serd'):
                got = measure(program, what, file)
                best[what] = min(best.get(what, got), got)
        for what, (seconds, statements, kib) in best.items():
            print(f'{what:11} {seconds:7.3f} s  {statements / seconds / 1e6:6.2f} M statements/s  {kib / 1024:7.1f} MiB')
        read = best['read-serd'][0] / best['read'][0]
        write = best['write-serd'][0] / best['write'][0]
        resident = best['read'][2] / 1024
        print(f'reading N-Quads: {read:.2f} x Serd (goal 1.10), {resident:.1f} MiB resident (goal 16); '
              f'writing Turtle: {write:.2f} x Serd (goal 0.80)')
        return 0 if read >= 1.1 and resident <= 16 and write >= 0.8 else 1


sys.exit(main())
