#!/usr/bin/env python3
"""Runs W3C's RDF suites through `byline convert` and fails on anything that is not listed.

    w3c_rdf.py BYLINE SUITE        SUITE: rdf11 (826 tests) or c14n (82)

Needs the suites and their harness beside the repository (../shared); exit 77 = not there.
w3c_exceptions.tsv lists the tests that do not pass, each with its reason: a listed test
that passes fails the run, too.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('BYLINE_SHARED', os.path.join(HERE, '../../../shared'))


def expected_failures(suite):
    listed = set()
    with open(os.path.join(HERE, 'w3c_exceptions.tsv'), encoding='utf-8') as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                of_suite, group, test, _reason = line.rstrip('\n').split('\t')
                if of_suite == suite:
                    listed.add((group, test))
    return listed


def run(byline, suite):
    versions = 'rdf11' if suite == 'rdf11' else 'rdf12'
    with tempfile.TemporaryDirectory() as folder:
        outcome = os.path.join(folder, 'outcome.json')
        command = [sys.executable, os.path.join(SHARED, 'w3c-harness/run_rdf.py'), '--engine', byline,
                   '--versions', versions, '--json', outcome, '--suite', os.path.join(SHARED, 'w3c-rdf-tests')]
        subprocess.run(command + (['--c14n', '--only', 'c14n'] if suite == 'c14n' else []),
                       check=True, stdout=subprocess.DEVNULL)
        with open(outcome, encoding='utf-8') as file:
            return json.load(file)


def main():
    byline, suite = sys.argv[1:3]
    if not os.path.exists(os.path.join(SHARED, 'w3c-harness/run_rdf.py')):
        print(f'skipped: W3C {suite}: no suites at {SHARED}')
        return 77
    results = run(byline, suite)
    failed = {(r['group'], r['id']): r['why'] for r in results if r['outcome'] != 'pass'}
    listed = expected_failures(suite)
    for key in sorted(set(failed) - listed):
        print('FAILED', *key, failed[key].replace('\n', ' ')[:200])
    for key in sorted(listed - set(failed)):
        print('PASSES NOW, take it off the list:', *key)
    print(f'{len(results) - len(failed)} of {len(results)} pass, {len(listed)} listed')
    return 1 if set(failed) != listed or not results else 0


sys.exit(main())
