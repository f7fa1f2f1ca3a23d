#!/usr/bin/env python3
"""W3C's SPARQL 1.0 and 1.1 suites through the command line, in one result format.

  w3c_sparql.py BYLINE FORMAT          FORMAT: srj, srx, tsv, own

Every runnable test must pass: 482 of 1.0; of 1.1 499 and the 6 that need an endpoint, which a
file answers for here. There are no exceptions. Needs the suites and the harness beside the
repository; without them it is skipped (77).
"""
import json
import os
import subprocess
import sys
import tempfile

EXPECTED = {'10': 482, '11': 505}
HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('BYLINE_SHARED', os.path.join(HERE, '../../../shared'))


def main(byline, result_format):
    runner = os.path.join(SHARED, 'w3c-harness/run_sparql.py')
    if not os.path.exists(runner) or not os.path.isdir(os.path.join(SHARED, 'w3c-rdf-tests')):
        print('skipped: no W3C suites beside the repository')
        return 77
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, 'outcomes.json')
        subprocess.run([sys.executable, runner, '--engine', byline, '--versions', '10,11', '--format',
                        result_format, '--include', 'SERVICE', '--timeout', '60', '--json', report],
                       check=True, stdout=subprocess.DEVNULL)
        with open(report, encoding='utf-8') as file:
            outcomes = json.load(file)
    failed = 0
    for version, wanted in EXPECTED.items():
        passed = 0
        for test in outcomes:
            if test['version'] != version or test['outcome'] == 'skip':
                continue
            if test['outcome'] == 'pass':
                passed += 1
            else:
                failed += 1
                print(test['outcome'], test['group'], test['id'], test['why'][:300])
        print('SPARQL 1.%s: %d of %d' % (version[1], passed, wanted))
        failed += passed != wanted
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
