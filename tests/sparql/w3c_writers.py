#!/usr/bin/env python3
"""The writers that W3C's expected results do not reach, over all queries of its suites.

  w3c_writers.py BYLINE

Each evaluation test is asked in every format; table and CSV must say what JSON says, Turtle what
N-Triples says (W3C's own comparisons run JSON, XML and TSV: w3c_sparql.py). Without the suites it
is skipped (77).
"""
import collections
import concurrent.futures
import csv
import io
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('BYLINE_SHARED', os.path.join(HERE, '../../../shared'))
# What is new for each run cannot be compared between two.
NEW = re.compile(r'\b(RAND|UUID|STRUUID|BNODE|NOW)\s*\(', re.I)


def main(byline):
    harness = os.path.join(SHARED, 'w3c-harness')
    suites = os.path.join(SHARED, 'w3c-rdf-tests')
    if not os.path.isdir(harness) or not os.path.isdir(suites):
        print('skipped: no W3C suites beside the repository')
        return 77
    sys.path.insert(0, harness)
    import rdfio
    import run_sparql

    def ask(test, kind):
        return subprocess.run([byline, 'query', *run_sparql.data_args(test['graphs']), *test['service'], '--base',
                               run_sparql.url(test['file']), '--format', kind, test['file']],
                              capture_output=True, timeout=120, check=False)

    def text_of(term):
        return '' if term is None else '_:' if term[0] == 'B' else term[1]

    def as_csv(result):
        return collections.Counter(tuple(text_of(row.get(v)) for v in result.vars) for row in result.rows)

    def check(test):
        """What is wrong, or nothing; and the form."""
        form = run_sparql.expected_of(test).kind
        formats = ['nt', 'ttl'] if form == 'graph' else ['srj', 'srx', 'tsv', 'csv', 'table']
        done = {kind: ask(test, kind) for kind in formats}
        for kind, one in done.items():
            if one.returncode:
                return '%s: exit code %d, %s' % (kind, one.returncode, one.stderr.decode()[:200]), form
        out = {kind: one.stdout.decode('utf-8') for kind, one in done.items()}
        if form == 'graph':
            left = rdfio.Results('graph', quads=rdfio.read_nq(out['nt']))
            right = rdfio.Results('graph', quads=rdfio.Reader(out['ttl'], 'http://example.org/', False).read())
            return rdfio.compare(left, right, False), form
        wanted = rdfio.read_srj(out['srj'])
        if form == 'ask':
            word = 'true' if wanted.value else 'false'
            right = out['csv'] == word + '\r\n' and out['tsv'] == word + '\n' and \
                out['table'] == ('yes\n' if wanted.value else 'no\n')
            return '' if right else 'another answer in table, CSV or TSV', form
        lines = out['table'].split('\n')
        footer = '(%d row%s)' % (len(wanted.rows), '' if len(wanted.rows) == 1 else 's')
        if lines[-2] != footer or len(lines) != len(wanted.rows) * bool(wanted.vars) + 2 + 2 * bool(wanted.vars):
            return 'the table has other rows: %s' % lines[-2], form
        if wanted.vars and lines[0].split() != ['?' + v for v in wanted.vars]:
            return 'the table has other columns: %s' % lines[0], form
        with open(test['file'], encoding='utf-8') as query:
            if NEW.search(query.read()):
                return '', form
        rows = list(csv.reader(io.StringIO(out['csv'], newline='')))
        # A row whose only cell is empty is an empty line, which this reader takes for no cell.
        found = collections.Counter(tuple('_:' if cell.startswith('_:') else cell for cell in row or [''] * len(rows[0]))
                                    for row in rows[1:])
        if not out['csv'].endswith('\r\n') or rows[0] != wanted.vars or found != as_csv(wanted):
            return 'CSV has other rows than JSON', form
        for kind, other in (('srx', rdfio.read_srx(done['srx'].stdout)), ('tsv', rdfio.read_tsv(out['tsv']))):
            why = rdfio.compare(wanted, other, False)
            if why or other.vars != wanted.vars:
                return '%s: %s' % (kind, why or 'other variables'), form
        return '', form

    with tempfile.TemporaryDirectory() as work:
        tests = [t for t in run_sparql.Suite(suites, ['10', '11'], work, False).tests
                 if t['what'] == 'query' and t['skip'] in ('', 'SERVICE')]
        forms = collections.Counter()
        failed = 0
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for test, (why, form) in zip(tests, pool.map(check, tests)):
                forms[form] += 1
                if why:
                    failed += 1
                    print('%s %s: %s' % (test['group'], test['id'], why))
    print('%d SELECT, %d ASK, %d graphs in every format: %d differ' % (
        forms['select'], forms['ask'], forms['graph'], failed))
    return 1 if failed or not forms['select'] else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
