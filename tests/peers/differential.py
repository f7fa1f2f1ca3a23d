#!/usr/bin/env python3
"""Differential test: generated queries over small generated data, byline against peers.

    differential.py --engine build/dev/src/cli/byline --peers build/peers --wrappers WRAPPERS
                    [--queries 2000] [--seed 1] [--updates] [--keep FOLDER] [--only NUMBER]

PEERS holds node_modules/oxigraph and fuseki/jena-fuseki-server-*.jar (tests/peers/install.sh);
without the jar Debian's libapache-jena-java is used. WRAPPERS holds oxigraph.cjs and JenaPeer.java.
A peer that is not there is skipped by name; without any peer the exit code is 77.

Every query and every data set follows from the seed, which is printed. Answers are compared as
multisets of rows, numbers by value (12 significant digits), blank nodes by being one. Where byline
and a peer differ, the difference must be a line of known_differences.tsv (a peer, a regular
expression that the query matches, the way in which the answers differ, the reason) and all other peers
must agree with byline, else the test fails.
"""
import argparse
import collections
import decimal
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile

XSD = 'http://www.w3.org/2001/XMLSchema#'
PREFIXES = 'PREFIX : <http://example.org/>\nPREFIX xsd: <%s>\n' % XSD
NAMES = ['ada', 'bob', 'cy', 'dan', 'eve', 'fay']
LINKS = [':knows', ':likes', ':worksAt']
FIELDS = [':age', ':name', ':score', ':born', ':flag']
STRINGS = ['"ada"', '"Bob"', '"c y"', '"ação"@pt', '"action"@en', '"ACTION"@EN', '""', '"12"', '"a.b"',
           '"\\U0001F600x"']
# Only datatypes and forms that Oxigraph keeps: it stores "7"^^xsd:byte as 7 and 1.0 as 1.
NUMBERS = ['1', '2', '3', '-4', '10', '2.5', '-0.5', '0.25', '"25"^^xsd:double', '"0.5"^^xsd:double',
           '"3"^^xsd:float']
DATES = ['"2024-01-31"^^xsd:date', '"2023-12-01"^^xsd:date', '"2024-02-01T10:00:00Z"^^xsd:dateTime',
         '"2024-02-01T12:00:00+02:00"^^xsd:dateTime', '"2024-05-01T00:00:00Z"^^xsd:dateTime']
ODD = ['"x"^^:t', '"y"^^:t', 'true', 'false']


class Generator:
    """Random data and queries in which every answer is determined by the specification."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def pick(self, values):
        return self.r.choice(values)

    def chance(self, p):
        return self.r.random() < p

    def literal(self):
        return self.pick(self.pick([STRINGS, NUMBERS, NUMBERS, DATES, ODD]))

    def name(self):
        return ':' + self.pick(NAMES)

    def triples(self, count):
        for _ in range(count):
            if self.chance(0.5):
                yield '%s %s %s .' % (self.name(), self.pick(LINKS), self.name())
            else:
                yield '%s %s %s .' % (self.name(), self.pick(FIELDS), self.literal())

    def data(self):
        turtle = PREFIXES.replace('PREFIX', '@prefix').replace('>\n', '> .\n')
        return [turtle + '\n'.join(self.triples(n)) + '\n' for n in (60, 25, 20)]

    # --- patterns -----------------------------------------------------------------------
    def variable(self):
        return self.pick(['?a', '?b', '?c', '?d'])

    def node(self):
        return self.variable() if self.chance(0.85) else self.name()

    def path(self, depth=0):
        kind = self.r.random()
        if depth > 2 or kind < 0.4:
            return self.pick(LINKS)
        if kind < 0.5:
            return '^' + self.pick(LINKS)
        if kind < 0.6:
            return '!(%s|^%s)' % (self.pick(LINKS), self.pick(LINKS))
        if kind < 0.8:
            return '(%s)%s' % (self.path(depth + 1), self.pick('*+?'))
        return '(%s%s%s)' % (self.path(depth + 1), self.pick('/|'), self.path(depth + 1))

    def triple(self):
        kind = self.r.random()
        if kind < 0.45:
            return '%s %s %s .' % (self.node(), self.pick(LINKS), self.node())
        if kind < 0.75:
            return '%s %s %s .' % (self.node(), self.pick(FIELDS), self.pick(['?v', '?w']))
        if kind < 0.85:
            return '%s ?p %s .' % (self.node(), self.node())
        return '%s %s %s .' % (self.node(), self.path(), self.node())

    def basic(self):
        return ' '.join(self.triple() for _ in range(self.r.randint(1, 3)))

    def group(self, depth=0):
        parts = [self.basic()]
        for _ in range(self.r.randint(0, 2 if depth < 2 else 0)):
            parts.append(self.part(depth + 1))
        if self.chance(0.35):
            parts.append('FILTER(%s)' % self.condition())
        return '{ %s }' % ' '.join(parts)

    def part(self, depth):
        kind = self.r.randint(0, 8)
        if kind <= 1:
            return 'OPTIONAL ' + self.group(depth)
        if kind == 2:
            return '%s UNION %s' % (self.group(depth), self.group(depth))
        if kind == 3:
            return 'MINUS ' + self.group(depth)
        if kind == 4:
            return 'FILTER %sEXISTS %s' % (self.pick(['', 'NOT ']), self.group(2))
        if kind == 5:
            return 'GRAPH %s %s' % (self.pick(['?g', ':g1', ':g2']), self.group(depth))
        if kind == 6:
            rows = ' '.join('(%s %s)' % (self.name(), self.pick(['UNDEF', self.literal()]))
                            for _ in range(self.r.randint(1, 3)))
            return 'VALUES (?a ?v) { %s }' % rows
        if kind == 7:
            return '{ SELECT %s?a (COUNT(*) AS ?n%d) WHERE %s GROUP BY ?a }' % (
                self.pick(['', 'DISTINCT ']), depth, self.group(2))
        return 'BIND(%s AS ?x%d%d)' % (self.expression(), depth, self.r.randint(0, 999))

    # --- expressions --------------------------------------------------------------------
    def atom(self):
        return self.pick(['?v', '?w', '?a', self.literal(), self.pick(NUMBERS)])

    def number(self, depth=0):
        if depth > 1 or self.chance(0.5):
            return self.pick(['?v', '?w', self.pick(NUMBERS)])
        return self.pick([
            '(%s %s %s)' % (self.number(depth + 1), self.pick('+-*'), self.number(depth + 1)),
            '(%s / %s)' % (self.number(depth + 1), self.pick(['2', '4.0', '8e0', '0'])),
            '%s(%s)' % (self.pick(['ABS', 'CEIL', 'FLOOR', 'ROUND']), self.number(depth + 1)),
            'STRLEN(%s)' % self.string(depth + 1), '(-%s)' % self.number(depth + 1),
            'xsd:integer(%s)' % self.atom(), 'xsd:double(%s)' % self.atom(), 'xsd:decimal(%s)' % self.atom(),
            '%s(%s)' % (self.pick(['YEAR', 'MONTH', 'DAY', 'HOURS', 'SECONDS']),
                        self.pick(['?v', DATES[2], DATES[3]]))])

    def string(self, depth=0):
        if depth > 1 or self.chance(0.4):
            return self.pick(['?v', '?w', self.pick(STRINGS)])
        inner = self.string(depth + 1)
        return self.pick([
            'STR(%s)' % self.atom(), 'UCASE(%s)' % inner, 'LCASE(%s)' % inner,
            'SUBSTR(%s, %d, %d)' % (inner, self.r.randint(1, 3), self.r.randint(0, 3)),
            'CONCAT(%s, %s)' % (inner, self.string(depth + 1)),
            'STRBEFORE(%s, %s)' % (inner, self.pick(['"i"', '"o"', '""'])),
            'STRAFTER(%s, %s)' % (inner, self.pick(['"a"', '"t"', '""'])),
            'REPLACE(%s, "[aeiou]", "-")' % inner, 'ENCODE_FOR_URI(%s)' % inner,
            'LANG(%s)' % self.atom(), 'SHA1(%s)' % inner, 'STRLANG(STR(%s), "en")' % inner])

    def expression(self):
        return self.pick([self.number, self.string, self.condition, self.atom])()

    def condition(self, depth=0):
        kind = self.r.randint(0, 9)
        if depth < 2 and kind == 0:
            return '(%s %s %s)' % (self.condition(depth + 1), self.pick(['&&', '||']), self.condition(depth + 1))
        if depth < 2 and kind == 1:
            return '!(%s)' % self.condition(depth + 1)
        return self.pick([
            '%s %s %s' % (self.number(), self.pick(['=', '!=', '<', '>', '<=', '>=']), self.number()),
            '%s %s %s' % (self.node(), self.pick(['=', '!=']), self.node()),
            '%s = %s' % (self.string(), self.string()),
            'BOUND(%s)' % self.pick(['?a', '?v', '?w', '?d']),
            '%s(%s, %s)' % (self.pick(['CONTAINS', 'STRSTARTS', 'STRENDS']), self.string(), self.pick(['"a"', '""', '"n"@en'])),
            'REGEX(%s, "%s", "%s")' % (self.string(), self.pick(['^a', 'c.?t', '[0-9]+', 'o$']), self.pick(['', 'i'])),
            'LANGMATCHES(LANG(?v), "%s")' % self.pick(['en', '*', 'pt']),
            '%s(%s)' % (self.pick(['isIRI', 'isLiteral', 'isNumeric', 'isBlank']), self.atom()),
            '%s %sIN (%s, %s)' % (self.atom(), self.pick(['', 'NOT ']), self.atom(), self.atom()),
            'sameTerm(?v, %s)' % self.literal(),
            'DATATYPE(?v) = xsd:%s' % self.pick(['integer', 'string', 'date', 'decimal']),
            'IF(BOUND(?v), %s, false)' % self.pick(['true', '?v = 1', 'isNumeric(?w)']),
            'COALESCE(?w, ?v, 0) = %s' % self.pick(NUMBERS)])

    # --- queries ------------------------------------------------------------------------
    def query(self):
        kind = self.r.randint(0, 9)
        if kind == 0:
            return PREFIXES + 'ASK ' + self.group()
        if kind <= 2:
            return PREFIXES + self.aggregate()
        text = 'SELECT %s* WHERE %s' % (self.pick(['', 'DISTINCT ']), self.group())
        if kind == 3:
            text = 'SELECT ?a ?v (%s AS ?e) WHERE %s' % (self.expression(), self.group())
        elif kind == 4:
            # One column of IRIs, so that what LIMIT cuts is determined (15.1 orders no mixed literals).
            text = 'SELECT DISTINCT ?a WHERE { %s FILTER(isIRI(?a)) } ORDER BY %s LIMIT %d OFFSET %d' % (
                self.group(), self.pick(['?a', 'DESC(?a)']), self.r.randint(0, 5), self.r.randint(0, 2))
        return PREFIXES + text

    def template(self):
        """Triples of an update's template; no blank nodes, so that datasets compare as sets."""
        triples = ' '.join(self.pick(['?a :knows ?b .', '?a :age ?v .', '?a ?p ?b .', ':ada :score ?v .', '?b :likes ?a .',
                                      ':bob :flag true .', '?v :name "x" .']) for _ in range(self.r.randint(1, 3)))
        return 'GRAPH %s { %s }' % (self.pick([':g1', ':g2', ':g3', '?g']), triples) if self.chance(0.3) else triples

    def update(self):
        return PREFIXES + ' ;\n'.join(self.operation() for _ in range(self.r.randint(1, 3)))

    def operation(self):
        kind = self.r.randint(0, 9)
        if kind == 0:
            return 'DELETE WHERE { %s }' % ' '.join('%s ?p ?v .' % self.node() for _ in range(self.r.randint(1, 2)))
        if kind == 1:
            return '%s DATA { %s }' % (self.pick(['INSERT', 'DELETE']), ' '.join(self.triples(2)))
        if kind == 2:
            # SILENT: a store need not remember a graph that is empty (3.1.3).
            return self.pick(['CLEAR SILENT GRAPH :g1', 'CLEAR DEFAULT', 'CLEAR SILENT NAMED', 'DROP SILENT GRAPH :g2'])
        head = self.pick(['', '', 'WITH :g1 '])
        using = self.pick(['', '', '', 'USING :g2 ', 'USING :g1 USING NAMED :g2 '])
        change = self.pick(['DELETE { %s }', 'INSERT { %s }', 'DELETE { %s } INSERT { %s }'])
        change = change % tuple(self.template() for _ in range(change.count('%s')))
        return '%s%s %sWHERE %s' % (head, change, using, self.group())

    def aggregate(self):
        call = self.pick(['COUNT(*)', 'COUNT(?v)', 'COUNT(DISTINCT ?v)', 'SUM(?v)', 'AVG(?v)', 'SUM(xsd:integer(?v))',
                          'MIN(STRLEN(STR(?v)))', 'MAX(STR(?v))', 'COUNT(DISTINCT *)'])
        having = self.pick(['', '', ' HAVING (COUNT(*) > 1)'])
        if self.chance(0.3):
            return 'SELECT (%s AS ?n) WHERE %s' % (call, self.group())
        return 'SELECT ?a (%s AS ?n) WHERE %s GROUP BY ?a%s' % (call, self.group(), having)


# --- running ------------------------------------------------------------------------------
class Served:
    """A peer that answers one JSON line per call: {"args": […]} → {"rc", "out", "err"}."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env=environment)

    def run(self, arguments):
        self.process.stdin.write(json.dumps({'args': arguments}) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            return 'ended', ''
        answer = json.loads(line)
        return answer['rc'], answer.get('out', '')

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def debian_jena(folder):
    """Class path of Debian's Jena, whose Xerces messages lie under another package name than its classes."""
    core = '/usr/share/java/jena-core.jar'
    if not os.path.exists(core):
        return None
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            found = re.search(r'/xerces/impl/(msg/.*\.properties)$', name)
            if found:
                path = os.path.join(folder, 'xerces/impl', found.group(1))
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'wb') as out:
                    out.write(jar.read(name))
    jars = [j for j in glob.glob('/usr/share/java/*.jar')
            if re.search(r'jena|thrift|slf4j|xerces|caffeine|commons|libthrift|protobuf|gson|jsonld|collection', j)]
    return ':'.join([folder] + sorted(jars))


def start_peers(peers, wrappers, work):
    found = {}
    if os.path.isdir(os.path.join(peers, 'node_modules/oxigraph')):
        environment = dict(os.environ, NODE_PATH=os.path.join(peers, 'node_modules'))
        found['oxigraph'] = Served(['node', os.path.join(wrappers, 'oxigraph.cjs'), '--serve'], environment)
    jars = sorted(glob.glob(os.path.join(peers, 'fuseki/jena-fuseki-server-*.jar')))
    classes = jars[-1] if jars else debian_jena(os.path.join(work, 'jena'))
    if classes:
        found['jena'] = Served(['java', '-cp', classes, os.path.join(wrappers, 'JenaPeer.java'), '--serve'],
                               dict(os.environ))
    for name in ('oxigraph', 'jena'):
        if name not in found:
            print('skipped: %s (not installed)' % name)
    return found


def value_of(term):
    """A term as what is compared: numbers by value and datatype, tags in lower case."""
    kind, text, datatype = term['type'], term['value'], term.get('datatype', '')
    if kind == 'bnode':
        return 'bnode'
    if datatype.startswith(XSD) and datatype != XSD + 'string':
        try:
            number = decimal.Decimal(text.replace('INF', 'Infinity'))
            with decimal.localcontext() as context:
                context.prec = 12
                return datatype, str((+number).normalize() + 0)
        except decimal.InvalidOperation:
            pass
        return datatype, text.replace('+00:00', 'Z')
    return kind.replace('typed-', ''), text, '' if datatype == XSD + 'string' else datatype, \
        term.get('xml:lang', '').lower()


def answer_of(rc, text):
    if rc != 0:
        return 'error %s' % rc
    document = json.loads(text)
    if 'boolean' in document:
        return document['boolean']
    return collections.Counter(
        tuple(sorted((name, value_of(term)) for name, term in row.items()))
        for row in document['results']['bindings'])


TERM = re.compile(r'<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?')


def dataset_of(rc, text):
    """The quads of N-Quads as a multiset; an error as text."""
    if rc != 0:
        return 'error %s' % rc
    quads = collections.Counter()
    for line in text.splitlines():
        terms = []
        for iri, blank, literal, tag, datatype in TERM.findall(line):
            kind = 'uri' if iri else 'bnode' if blank else 'literal'
            text = re.sub(r'\\U([0-9A-Fa-f]{8})|\\u([0-9A-Fa-f]{4})', lambda m: chr(int(m[1] or m[2], 16)), literal)
            terms.append(value_of({'type': kind, 'value': iri or text, 'datatype': datatype, 'xml:lang': tag}))
        if terms:
            quads[tuple(enumerate(terms))] += 1
    return quads


def show(answer, mine):
    """The whole of an answer that has no rows, else the rows that only one of the two has."""
    counters = isinstance(answer, collections.Counter) and isinstance(mine, collections.Counter)
    if not counters:
        return 'rows' if isinstance(answer, collections.Counter) else str(answer)
    lines = ['%d rows' % sum(answer.values())]
    for sign, rows in (('+', answer - mine), ('-', mine - answer)):
        lines += sorted('  %s %d x %s' % (sign, n, ' '.join('%s=%s' % (k, v) for k, v in row))
                        for row, n in rows.items())[:8]
    return '\n'.join(lines)


def read_known(path):
    known = []
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                peer, pattern, ways, reason = line.rstrip('\n').split('\t')
                known.append((peer, re.compile(pattern, re.S), ways.split('|'), reason))
    return known


COUNT_NAME = re.compile(r'n\d*$')


def differs_by(way, answer, mine):
    """Whether a peer's answer differs from ours just in this way (see known_differences.tsv)."""
    if not isinstance(answer, collections.Counter) or not isinstance(mine, collections.Counter):
        return False
    if way == 'duplicates':
        return set(answer) == set(mine) and not answer - mine
    if way == 'fewer':
        return not answer - mine
    if way == 'more':
        return not mine - answer
    if way == 'none':
        return not answer and sum(mine.values()) == 1

    def without_number(rows):
        return collections.Counter(tuple(cell for cell in row if not COUNT_NAME.match(cell[0])) for row in rows.elements())

    def numbers(rows):
        return sum(decimal.Decimal(cell[1][1]) for row in rows.elements() for cell in row if COUNT_NAME.match(cell[0]))

    if way == 'unbound':
        return without_number(answer) == without_number(mine) and without_number(answer) == answer
    if set(without_number(answer)) != set(without_number(mine)) or without_number(answer) - without_number(mine):
        return False
    return numbers(answer) < numbers(mine) if way == 'numbers' else way == 'greater' and numbers(answer) > numbers(mine)


def reason_for(known, peer, query, answer, mine):
    return next((why for name, pattern, ways, why in known if name == peer and pattern.search(query) and
                 any(differs_by(way, answer, mine) for way in ways)), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--engine')
    parser.add_argument('--peers', default='')
    parser.add_argument('--wrappers', default='')
    parser.add_argument('--queries', type=int, default=2000)
    parser.add_argument('--updates', action='store_true', help='update requests instead of queries')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--keep', help='folder for data and queries; default: a temporary one')
    parser.add_argument('--only', type=int, help='run this query of the seed alone and show all answers')
    parser.add_argument('--print', action='store_true', help='print the queries, one a line, and run nothing')
    a = parser.parse_args()
    if a.print:
        for number in range(a.queries):
            print(Generator(a.seed * 1_000_003 + number).query().replace('\n', ' '))
        return 0
    if not os.path.isdir(a.wrappers):
        print('skipped: no folder %s with the peers\' wrappers' % a.wrappers)
        return 77
    known = read_known(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'known_differences.tsv'))
    with tempfile.TemporaryDirectory() as temporary:
        return compare(a, known, a.keep or temporary)


def compare(a, known, work):
    peers = start_peers(a.peers, a.wrappers, work)
    if not peers:
        return 77
    print('seed %d' % a.seed)
    data_per = 50  # queries for each data set
    failures, excused, run, rows = 0, collections.Counter(), 0, 0
    for number in range(a.queries):
        generator = Generator(a.seed * 1_000_003 + number)
        if a.only is not None and number != a.only:
            continue
        files = [os.path.join(work, '%s.ttl' % name) for name in ('data', 'g1', 'g2')]
        if a.only is not None or number % data_per == 0:
            texts = Generator(a.seed * 1_000_003 + number // data_per).data()
            for path, text in zip(files, texts):
                with open(path, 'w', encoding='utf-8') as out:
                    out.write(text)
        path = os.path.join(work, 'query.rq')
        query = generator.update() if a.updates else generator.query()
        with open(path, 'w', encoding='utf-8') as out:
            out.write(query)
        arguments = ['update' if a.updates else 'query', '--default-graph', files[0], '--named-graph', 'http://example.org/g1=' + files[1],
                     '--named-graph', 'http://example.org/g2=' + files[2], '--base', 'http://example.org/',
                     '--format', 'nq' if a.updates else 'srj', path]
        ours = subprocess.run([a.engine] + arguments, capture_output=True, text=True, timeout=60, check=False)
        read = dataset_of if a.updates else answer_of
        mine = read(ours.returncode, ours.stdout)
        answers = {name: read(*peer.run(arguments)) for name, peer in peers.items()}
        run += 1
        rows += sum(mine.values()) if isinstance(mine, collections.Counter) else 0
        differing = [name for name, answer in answers.items() if answer != mine]
        # A difference is excused only where every other peer agrees with byline.
        reasons = {name: reason_for(known, name, query, answers[name], mine) if len(differing) == 1 else None
                   for name in differing}
        for name in differing:
            excused[name, reasons[name] or 'UNEXPLAINED'] += 1
        if a.only is not None or any(reason is None for reason in reasons.values()):
            failures += 1 if any(reason is None for reason in reasons.values()) else 0
            print('\n--- query %d (seed %d) differs from %s\n%s' % (number, a.seed, ', '.join(differing) or 'none', query))
            for name, answer in [('byline', mine)] + list(answers.items()):
                print('%s: %s' % (name, show(answer, mine)))
            if ours.returncode:
                print(ours.stderr.strip())
    for peer in peers.values():
        peer.close()
    print('\n%d queries, %d rows, against %s: %d unexplained' % (run, rows, ' and '.join(peers), failures))
    for (name, reason), count in sorted(excused.items()):
        print('  %4d %s: %s' % (count, name, reason))
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
