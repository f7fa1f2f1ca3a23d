#!/usr/bin/env python3
"""--timeout and --max-memory, measured: limits_test.py BYLINE [--show]

Every shape of query below would run for hours or fill any memory. It must end with exit code 4, a
message, within 100 ms of its time and 10 % of its memory. On a busy machine a run may be late
through no fault of its own: the best of five counts.
"""
import os
import random
import subprocess
import sys
import tempfile
import time

BYLINE = sys.argv[1]
SHOW = '--show' in sys.argv
SECONDS = 0.5
LATE_SECONDS = 0.1
MEGABYTES = 200
TRIES = 5
CROSS = '?a ?p ?b . ?c ?q ?d . ?e ?r ?f'

QUERIES = {
    'count of a product': 'SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?c :q ?d . ?e :p ?f . FILTER(?b + ?d > ?f) }',
    'product': 'SELECT * { %s }' % CROSS,
    'distinct': 'SELECT DISTINCT ?a ?d ?f { %s }' % CROSS,
    'join on an expression': 'SELECT * { ?a :p ?b . ?c :q ?d . ?e :p ?f FILTER(STR(?b) = CONCAT(STR(?d), STR(?f))) }',
    'closure of all nodes': 'SELECT * { ?a (:p|:q)* ?b . ?c (:p|:q)* ?d }',
    'closure in a closure': 'SELECT (COUNT(*) AS ?n) { ?a ((:p/:q)+|(^:p/:q)*)+ ?b . ?b (:p*/:q*)* ?c . ?c (:p|^:q)* ?a }',
    'negated set': 'SELECT * { ?a !(:x|^:y) ?b . ?c !(:x|^:y) ?d . ?e !:z ?f }',
    'optional': 'SELECT * { ?a :p ?b OPTIONAL { ?c :q ?d OPTIONAL { ?e :p ?f FILTER(?f != ?d) } FILTER(?d != ?b) } }',
    'minus': 'SELECT * { ?a :p ?b . ?c :q ?d MINUS { ?a :q ?x . ?c :p ?y . ?z :p ?w } }',
    'exists': 'SELECT * { ?a :p ?b . ?c :q ?d FILTER NOT EXISTS { ?e :p ?f FILTER(?f = ?a && ?e = ?c) } }',
    'sort': 'SELECT * { %s } ORDER BY ?b DESC(?d) STR(?f)' % CROSS,
    'groups': 'SELECT ?a (GROUP_CONCAT(STR(?d)) AS ?s) (COUNT(DISTINCT ?f) AS ?n) { %s } GROUP BY ?a ?d' % CROSS,
    'sum': 'SELECT (SUM(xsd:decimal(?n) / 7) AS ?s) { ?a :n ?n . ?b :n ?m . ?c :n ?o . ?d :n ?k }',
    'subquery': 'SELECT * { { SELECT DISTINCT ?a { %s } ORDER BY ?a } ?x ?y ?a }' % CROSS,
    'string that doubles': 'SELECT (STRLEN(?z) AS ?n) { ?s :n ?v . BIND(STR(?v) AS ?a0) %s BIND(?a40 AS ?z) }' % ' '.join(
        'BIND(CONCAT(?a%d, ?a%d) AS ?a%d)' % (i, i, i + 1) for i in range(40)),
    'replace that grows': 'SELECT (STRLEN(?z) AS ?n) { ?s :n ?v . BIND(STR(?v) AS ?a0) %s BIND(?a40 AS ?z) }' % ' '.join(
        'BIND(REPLACE(?a%d, ".", "$0$0") AS ?a%d)' % (i, i + 1) for i in range(40)),
    'regex': 'SELECT (COUNT(*) AS ?n) { ?a :t ?t . ?b :t ?u . ?c :t ?v FILTER REGEX(CONCAT(?t, ?u, ?v), "(a|b)*c.{1,100}d$", "s") }',
    'regex with a back-reference': 'SELECT (COUNT(*) AS ?n) { ?a :t ?t . ?b :t ?u . ?c :t ?v FILTER REGEX(CONCAT(?t, ?u, ?v), "^(a+b?)+\\\\1c$") }',
    'hashes': 'SELECT (COUNT(*) AS ?n) { ?a :t ?t . ?b :t ?u . ?c :t ?v FILTER(SHA512(CONCAT(?t, ?u, ?v)) < "0") }',
    'construct': 'CONSTRUCT { ?a :x ?d . _:n :y ?f } WHERE { %s }' % CROSS,
    'describe': 'DESCRIBE ?a { %s }' % CROSS,
    'union in graphs': 'SELECT * { GRAPH ?g { ?a ?p ?b } GRAPH ?h { ?c ?q ?d } ?e ?r ?f }',
    'values': 'SELECT * { %s }' % ' '.join('VALUES ?v%d { %s }' % (i, ' '.join(map(str, range(50)))) for i in range(8)),
}
UPDATES = {
    'insert': 'INSERT { ?a :x ?d . _:n :y ?f } WHERE { %s }' % CROSS,
    'delete': 'DELETE { ?a ?p ?b } INSERT { ?a ?q ?f } WHERE { %s }' % CROSS,
    'many operations': ' ; '.join('INSERT { ?a :x%d [] } WHERE { ?a ?p ?b . ?c ?q ?d }' % i for i in range(30)),
}
# Nothing here fills a memory: these only take time.
ONLY_TIME = {'count of a product', 'closure in a closure', 'sum', 'regex', 'regex with a back-reference', 'hashes',
             'exists', 'minus', 'join on an expression', 'describe', 'optional'}
PREFIXES = 'PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> '


def write_data(path, nodes):
    r = random.Random(1)
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(nodes):
            out.write('<http://e/s%d> <http://e/n> "%d"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' % (i, i))
            out.write('<http://e/s%d> <http://e/t> "%s" .\n' % (i, 'a' * (i % 50) + 'b' * (i % 7) * 20))
            for p in 'ppqq':
                out.write('<http://e/s%d> <http://e/%s> <http://e/s%d> .\n' % (i, p, r.randrange(nodes)))


def run(arguments):
    """(exit code, seconds, peak of memory in MB, stderr)"""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([BYLINE, *arguments], stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
        errors.seek(0)
        return process.returncode, seconds, usage.ru_maxrss / 1024, errors.read().decode()


def measure(name, arguments, excess, limit, what):
    """The least excess of some runs; the problems of the last one."""
    best, problems = None, []
    for _ in range(TRIES):
        code, seconds, megabytes, errors = run(arguments)
        value = excess(seconds, megabytes)
        best = value if best is None else min(best, value)
        problems = [] if code == 4 and 'limit' in errors else ['exit code %d, %s' % (code, errors.strip()[:200])]
        if best <= limit or problems:
            break
    if best > limit:
        problems.append('%s: %.3f, allowed %.3f' % (what, best, limit))
    if SHOW or problems:
        print('%-30s %s %8.3f  %s' % (name, what, best, '; '.join(problems) or 'ok'))
    return best, bool(problems)


def main():
    failed = 0
    late, over = [], []
    with tempfile.TemporaryDirectory() as folder:
        data, big = os.path.join(folder, 'data.nt'), os.path.join(folder, 'big.nt')
        write_data(data, 2000)
        write_data(big, 150000)
        target = os.path.join(folder, 'target.nq')
        commands = [(name, ['query', '-q', PREFIXES + text, '--data', data, '--format',
                            'nt' if text.startswith(('CONSTRUCT', 'DESCRIBE')) else 'csv'])
                    for name, text in QUERIES.items()]
        commands += [(name, ['update', '-q', PREFIXES + text, '--data', data, '-o', target]) for name, text in UPDATES.items()]
        named = ['--named-graph', 'http://e/g=' + data]
        commands = [(name, command + named if 'GRAPH' in command[2] else command) for name, command in commands]
        for name, command in commands:
            value, bad = measure(name, command + ['--timeout', str(SECONDS)], lambda s, _: s - SECONDS, LATE_SECONDS, 's late')
            late.append(value)
            failed += bad
            if name not in ONLY_TIME:
                value, bad = measure(name, command + ['--max-memory', '%dM' % MEGABYTES, '--timeout', '60'],
                                     lambda _, m: m / MEGABYTES - 1, 0.1, 'of the memory over')
                over.append(value)
                failed += bad
        # The file is mapped: its pages are not memory that the process fills.
        mapped = os.path.getsize(big) / 2**20
        for name, options, excess, limit in (
                ('loading', ['--timeout', '0.1'], lambda s, _: s - 0.1, LATE_SECONDS),
                ('loading, memory', ['--max-memory', '50M'], lambda _, m: (m - mapped) / 50 - 1, 0.1)):
            value, bad = measure(name, ['query', '-q', 'ASK {}', '--data', big] + options, excess, limit, 'over')
            failed += bad
        if set(os.listdir(folder)) != {'data.nt', 'big.nt'}:
            failed += 1
            print('left behind: %s' % os.listdir(folder))
        code, _, _, errors = run(['query', '-q', 'SELECT * { ?s ?p ?o }', '--data', data, '--max-rows', '10'])
        failed += code != 4 or 'more than 10 rows' not in errors
    print('%d shapes: at most %.0f ms late, at most %.1f %% over the memory; %d failed' % (
        len(commands), max(late) * 1000, max(over) * 100, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
