#!/usr/bin/env python3
"""The canned queries, unchanged, on byline and on its peers: the same answers.

    canned.py --engine BYLINE --peers FOLDER --wrappers FOLDER --source SOURCE_FOLDER

Each query of queries/ is asked over the graph of the seed corpus and over the tests' small graph,
and each graph in two shapes: as byline writes it, and as a store keeps it whose default graph is
the union of all its graphs (DATA-MODEL, 4): there, what was in the default graph lies in a graph of
its own. All answers of a query must be the same; a peer that is not installed is named. Exit code
77 without any.
"""
import argparse
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile

import differential

QUAD = re.compile(r'^(?P<triple>\S+ \S+ (?:<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?|_:\S+)) (?P<graph><[^>]*> )?\.$')
DEFAULT_GRAPH = '<https://w3id.org/byline/data/graph/default>'


def as_union(source, target):
    """Every triple in the default graph, and in the graph that it is in."""
    with open(source, encoding='utf-8') as lines, open(target, 'w', encoding='utf-8') as out:
        for line in lines:
            found = QUAD.match(line)
            out.write('%s .\n%s %s .\n' % (found['triple'], found['triple'], (found['graph'] or DEFAULT_GRAPH).strip()))


def graphs(engine, source, work):
    """(name, N-Quads file) of each graph in each shape."""
    for name, command in (('seeds', ['build', os.path.join(source, 'corpus'), '--quiet']),
                          ('small', ['convert', os.path.join(source, 'tests/golden/graph.trig')])):
        plain, union = (os.path.join(work, name + end) for end in ('.nq', '-union.nq'))
        subprocess.run([engine, *command, '-o', plain], check=True, stdout=subprocess.DEVNULL)
        as_union(plain, union)
        yield name, plain
        yield name + ', default graph as union', union


def without_parameters(queries, work):
    """Copies without the lines that declare parameters: a query that needs one is asked for all its values."""
    for query in queries:
        copy = os.path.join(work, os.path.basename(query))
        with open(query, encoding='utf-8') as lines, open(copy, 'w', encoding='utf-8') as out:
            out.writelines(line for line in lines if not line.startswith('# param:'))
        yield copy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('engine', 'peers', 'wrappers', 'source'):
        parser.add_argument('--' + name, required=True)
    a = parser.parse_args()
    if not os.path.isdir(a.wrappers):
        print('skipped: no folder %s with the peers\' wrappers' % a.wrappers)
        return 77
    queries = sorted(glob.glob(os.path.join(a.source, 'queries/*.rq')))
    differing = asked = rows = 0
    with tempfile.TemporaryDirectory() as work:
        peers = differential.start_peers(a.peers, a.wrappers, work)
        if not peers:
            return 77
        first = {}
        for graph, path in graphs(a.engine, a.source, work):
            for query in without_parameters(queries, work):
                arguments = ['query', '--data', path, '--base', 'http://example.org/', '--format', 'srj', query]
                ours = subprocess.run([a.engine, *arguments], capture_output=True, text=True, timeout=120, check=False)
                answers = {'byline': differential.answer_of(ours.returncode, ours.stdout)}
                for name, peer in peers.items():
                    answers[name] = differential.answer_of(*peer.run(arguments))
                # Both shapes of a graph have one answer.
                wanted = first.setdefault((graph.split(',')[0], query), answers['byline'])
                asked += 1
                rows += sum(wanted.values()) if isinstance(wanted, collections.Counter) else 0
                for name, answer in answers.items():
                    if answer != wanted or not isinstance(answer, collections.Counter):
                        differing += 1
                        print('%s over %s: %s\n%s' % (os.path.basename(query), graph, name,
                                                      differential.show(answer, wanted)))
        for peer in peers.values():
            peer.close()
    print('%d canned queries, %d times asked, %d rows, byline against %s: %d differ' % (
        len(queries), asked, rows, ' and '.join(peers), differing))
    return 1 if differing or not rows else 0


if __name__ == '__main__':
    sys.exit(main())
