#!/usr/bin/env python3
"""What byline writes is read the same by others.

    peers.py BYLINE [NODE_MODULES]

Writes the nasty corpus (tests/rdf/data/nasty.nq and a literal of a million characters) and
the graph of the seed corpus in every syntax, lets each peer read it and print N-Quads, and
compares the datasets by isomorphism (`byline diff`). Peers: rapper (raptor2-utils), Jena's
riot (libapache-jena-java), N3.js, Oxigraph and jsonld.js (npm install --prefix FOLDER n3
oxigraph jsonld; NODE_MODULES or $BYLINE_NODE_MODULES is FOLDER/node_modules). A peer that
is not there is reported as skipped by name; exit 77 if none is. DEFECTS are the peers' own.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
JAVA = '/usr/share/java'
JARS = ('jena-*', 'commons-cli', 'commons-codec', 'commons-compress', 'commons-csv', 'commons-io', 'commons-lang3',
        'dexx.collection', 'gson', 'guava', 'httpclient', 'httpclient-cache', 'httpcore', 'jackson-annotations',
        'jackson-core', 'jackson-databind', 'jakarta.json-api', 'jsonld-java', 'titanium-json-ld', 'libthrift', 'thrift',
        'protobuf', 'slf4j-api', 'slf4j-simple', 'jcl-over-slf4j')

NODE = r'''
const fs = require('fs');
const [peer, format, file] = process.argv.slice(1);
const types = {ttl: 'text/turtle', trig: 'application/trig', nt: 'application/n-triples', nq: 'application/n-quads'};
const text = fs.readFileSync(file, 'utf8');
(async () => {
  if (peer === 'n3') {
    const n3 = require('n3');
    const quads = new n3.Parser({format: types[format], blankNodePrefix: '_:'}).parse(text);
    const writer = new n3.Writer({format: 'application/n-quads'});
    writer.addQuads(quads);
    writer.end((error, result) => process.stdout.write(result));
  } else if (peer === 'oxigraph') {
    const oxigraph = require('oxigraph');
    for (const q of oxigraph.parse(text, {format: types[format]})) {
      const graph = q.graph.termType === 'DefaultGraph' ? '' : q.graph.toString() + ' ';
      process.stdout.write(`${q.subject} ${q.predicate} ${q.object} ${graph}.\n`);
    }
  } else {
    process.stdout.write(await require('jsonld').toRDF(JSON.parse(text), {format: 'application/n-quads'}));
  }
})().catch(error => { console.error(String(error)); process.exit(1); });
'''

# What a peer gets wrong: (peer, quads of `byline diff` that show it, reason).
DEFECTS = tuple((peer, re.compile(quads), reason) for peer, quads, reason in (
    ('rapper', r'/(a/\.\./b/\./c|b/c)>', 'takes dot segments out of absolute IRIs'),
    ('rapper', r'ns#p(19|20|21)>', 'cuts literals at U+0000'),
    ('rapper', r'ns#p35>', 'drops U+FFFE and U+FFFF'),
    ('rapper', r' _:(g|b1) \.$', 'refuses blank nodes as names of graphs in TriG'),
    ('riot', r'/(a/\.\./b/\./c|b/c)>', 'takes dot segments out of absolute IRIs'),
    ('jsonld', r'XMLSchema#double> ', 'rewrites the lexical form of xsd:double'),
))


def run(command, **options):
    return subprocess.run(command, capture_output=True, check=False, **options)


class Rapper:
    name, formats = 'rapper', {'ttl': 'turtle', 'nt': 'ntriples', 'nq': 'nquads', 'trig': 'trig'}

    def missing(self):
        return None if shutil.which('rapper') else 'rapper is not installed'

    def read(self, fmt, file):
        return run(['rapper', '-q', '-i', self.formats[fmt], '-o', 'nquads', file, 'http://example.org/base'])


class Jena:
    name, formats = 'riot', {'ttl': 'turtle', 'nt': 'ntriples', 'nq': 'nquads', 'trig': 'trig'}

    def __init__(self, scratch):
        self.scratch = scratch

    def missing(self):
        core = os.path.join(JAVA, 'jena-core.jar')
        if not shutil.which('java') or not os.path.exists(core):
            return 'libapache-jena-java is not installed'
        # Debian's jar moved Xerces' classes and left its message files under the old name.
        with zipfile.ZipFile(core) as jar:
            for name in jar.namelist():
                inside = name.removeprefix('org/apache/jena/ext/xerces/')
                if inside != name and not name.endswith('/'):
                    target = os.path.join(self.scratch, 'xerces', inside)
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    with open(target, 'wb') as file:
                        file.write(jar.read(name))
        jars = [jar for pattern in JARS for jar in glob.glob(os.path.join(JAVA, pattern + '.jar'))]
        self.class_path = os.pathsep.join([self.scratch, *jars])
        return None

    def read(self, fmt, file):
        return run(['java', '-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', self.class_path, 'riotcmd.riot',
                    '--syntax=' + self.formats[fmt], '--output=nquads', file])


class Node:
    def __init__(self, name, formats, modules):
        self.name, self.formats, self.modules = name, formats, modules

    def missing(self):
        if not shutil.which('node') or not self.modules:
            return 'npm package %s is not installed' % self.name
        return None if os.path.isdir(os.path.join(self.modules, self.name)) else 'npm package %s is not there' % self.name

    def read(self, fmt, file):
        return run(['node', '-e', NODE, self.name, fmt, file], env={**os.environ, 'NODE_PATH': self.modules})


def corpora(byline, scratch):
    """name → N-Quads file"""
    with open(os.path.join(HERE, 'data/nasty.nq'), encoding='utf-8') as file:
        nasty = file.read()
    nasty += '<http://example.org/s> <http://example.org/long> "%s" .\n' % ('long \\"text\\" \\n' * 80000)
    out = {}
    path = os.path.join(scratch, 'nasty.nq')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(nasty)
    out['nasty'] = path
    seeds = os.path.join(scratch, 'seeds.nq')
    if run([byline, 'build', os.path.join(ROOT, 'corpus'), '-o', seeds]).returncode in (0, 1) and os.path.exists(seeds):
        out['seeds'] = seeds
    else:
        print('skipped: seeds (byline build made no graph)')
    return out


def compare(byline, peer, fmt, corpus, file, original, scratch):
    done = peer.read(fmt, file)
    back = os.path.join(scratch, 'back.nq')
    with open(back, 'wb') as out:
        out.write(done.stdout)
    # Not the exit code: riot ends with 1 after warnings, with every quad read.
    difference = run([byline, 'diff', original, back])
    lines = difference.stdout.decode().splitlines()
    known = {}
    for line in list(lines):
        for name, quads, reason in DEFECTS:
            if name == peer.name and quads.search(line):
                known[reason] = known.get(reason, 0) + 1
                lines.remove(line)
                break
    good = difference.returncode in (0, 1) and not lines
    print(f'{peer.name:9} {fmt:6} {corpus:6} {"ok" if good else "FAILED"}',
          *(f'[known: {reason}, {count} lines]' for reason, count in sorted(known.items())))
    if not good:
        print(done.stderr.decode(errors='replace')[-600:], difference.stderr.decode(errors='replace')[:300])
        print('\n'.join(lines[:20]))
    return good


def main():
    byline = os.path.abspath(sys.argv[1])
    modules = sys.argv[2] if len(sys.argv) > 2 else os.environ.get('BYLINE_NODE_MODULES', '')
    good, compared = True, 0
    with tempfile.TemporaryDirectory() as scratch:
        all_four = ('ttl', 'trig', 'nt', 'nq')
        peers = [Rapper(), Jena(os.path.join(scratch, 'jena')), Node('n3', all_four, modules),
                 Node('oxigraph', all_four, modules), Node('jsonld', ('jsonld',), modules)]
        present = []
        for peer in peers:
            reason = peer.missing()
            if reason:
                print('skipped:', peer.name + ':', reason)
            else:
                present.append(peer)
        for corpus, file in corpora(byline, scratch).items():
            plain = os.path.join(scratch, corpus + '-default.nq')
            with open(file, encoding='utf-8', newline='') as lines, open(plain, 'w', encoding='utf-8', newline='') as out:
                out.writelines(line for line in lines if not is_in_graph(line))
            for fmt in ('ttl', 'trig', 'nt', 'nq', 'jsonld'):
                original = plain if fmt in ('ttl', 'nt') else file
                written = os.path.join(scratch, f'{corpus}.{fmt}')
                subprocess.run([byline, 'convert', original, '-o', written], check=True)
                for peer in present:
                    if fmt in peer.formats:
                        good &= compare(byline, peer, fmt, corpus, written, original, scratch)
                        compared += 1
    if not compared:
        return 77
    return 0 if good else 1


def is_in_graph(line):
    """Whether a canonical line of N-Quads ends in a graph: the term after the object."""
    rest = line[:-3]
    if rest.endswith('"'):
        return False
    last = rest.rsplit(' ', 1)[1]
    if last.startswith('"') or '"@' in last or '"^^<' in last:
        return False
    before = rest[:-len(last) - 1]
    # subject and predicate alone before the last term: it is the object
    return before.endswith('"') or len(before.split(' ')) > 2


if __name__ == '__main__':
    sys.exit(main())
