"""`byline load` and `byline query --endpoint` with real stores: what goes in comes back.

    BYLINE_PEERS=build/peers python3 stores_test.py BYLINE NAME GRAPH…

NAME is virtuoso, oxigraph or fuseki; exit code 77 (skipped) if it is not installed.
"""

import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import urllib.request
from decimal import Decimal, InvalidOperation

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import stores

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")}
QUAD = re.compile(r'^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?)(?: (<[^>]*>))? \.$')
SEED = int(os.environ.get("BYLINE_SEED", "20221114"))
KILLS = int(os.environ.get("BYLINE_KILLS", "5"))
EDITION_GRAPHS = 12
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def unescape(text):
    text = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), text)
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), text)


def resource(text):
    """An IRI or blank node (N-Triples); what byline makes of a blank node counts as one."""
    made = re.match(r"<.*/\.well-known/genid/[a-z0-9]{16}/(.*)>$", text)
    return ("blank", made[1]) if made else ("blank", text[2:]) if text.startswith("_:") else ("iri", text[1:-1])


def value(kind, text, datatype="", language=""):
    """A term as stores keep it: the documented rewriting (docs/stores.md) removed."""
    if kind == "uri":
        return resource(f"<{text}>")
    if language:
        return ("text", text, language.lower())
    if datatype in NUMBERS:
        try:
            # A double may come back as a decimal: Virtuoso writes 1.0E3 as 1000.
            number = Decimal(text)
            return ("number", "NaN" if number.is_nan() else number.normalize() + 0)
        except InvalidOperation:
            return ("number", text.upper())
    if datatype == XSD + "dateTime":
        text = text.replace("2022-09-14T24:00", "2022-09-15T00:00")
        return ("dateTime", re.sub(r"\.?0+(?=Z|$|[+-])", "", text) if "." in text else text)
    if datatype == XSD + "boolean":
        return ("boolean", text in ("true", "1"))
    return ("text", text, "" if datatype == XSD + "string" else datatype)


def read_quads(path, default_graph):
    """Quads of a sorted N-Quads file as comparable values."""
    quads = set()
    for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n")[:-1]:
        s, p, o, g = QUAD.match(line).groups()
        if not o.startswith('"'):
            term = resource(o)
        else:
            lexical, rest = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(.*)', o, re.S).groups()
            term = value("literal", unescape(lexical), rest[3:-1] if rest.startswith("^^") else "", rest[1:] if rest.startswith("@") else "")
        quads.add((resource(s), p[1:-1], term, g[1:-1] if g else default_graph))
    return quads


class StoreTest(unittest.TestCase):
    byline = kind = graphs = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.store = self.kind()
        self.store.__enter__()

    def tearDown(self):
        self.store.__exit__()
        self.folder.cleanup()

    def run_byline(self, *arguments):
        environment = {**os.environ, **getattr(self.store, "environment", {})}
        return subprocess.run([self.byline, *arguments], capture_output=True, text=True, env=environment, timeout=600)

    def load(self, path, *options):
        # The store is not named: it must be recognised.
        done = self.run_byline("load", str(path), "--endpoint", self.store.endpoint, *self.store.login, "--quiet", *options)
        self.assertEqual(done.returncode, 0, done.stderr)

    def select(self, text):
        body = urllib.parse.urlencode({"query": text}).encode()
        request = urllib.request.Request(self.store.query, body, {"Accept": "application/sparql-results+json"})
        return json.load(urllib.request.urlopen(request, timeout=120))["results"]["bindings"]

    def contents(self, graphs):
        """Everything in these graphs, page by page (Virtuoso cuts at 10,000 rows)."""
        found = set()
        for graph in graphs:
            where = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
            offset = 0
            while True:
                rows = self.select(f"SELECT ?s ?p ?o WHERE {{ {where} }} ORDER BY ?s ?p ?o LIMIT 5000 OFFSET {offset}")
                for row in rows:
                    o = row["o"]
                    found.add((value("uri", row["s"]["value"]), row["p"]["value"], value(o["type"] if o["type"] == "uri" else "literal", o["value"], o.get("datatype", ""), o.get("xml:lang", "")), graph))
                offset += len(rows)
                if len(rows) < 5000:
                    break
        return found

    def expected(self, path):
        sorted_file = pathlib.Path(self.folder.name, "sorted.nq")
        done = self.run_byline("convert", str(path), "-o", str(sorted_file))
        self.assertEqual(done.returncode, 0, done.stderr)
        default = "https://w3id.org/byline/data/graph/default" if self.store.name == "virtuoso" else ""
        return read_quads(sorted_file, default)

    def built(self, path):
        """A folder of articles is built first; a file is copied: its journal lies beside it."""
        if not pathlib.Path(path).is_dir():
            return shutil.copy(path, self.folder.name)
        graph = pathlib.Path(self.folder.name, "built.nq")
        done = self.run_byline("build", str(path), "-o", str(graph), "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        return graph

    def check(self, path, *options):
        path = self.built(path)
        expected = self.expected(path)
        self.load(path, *options)
        found = self.contents(sorted({quad[3] for quad in expected}))
        self.assertEqual(sorted(map(repr, expected - found))[:3], [])
        self.assertEqual(sorted(map(repr, found - expected))[:3], [])

    def test_every_graph_comes_back(self):
        for path in self.graphs:
            for options in (["--verify"], ["--no-manifest", "--no-staging", "--verify"], ["--no-manifest", "--method", "update", "--verify"]):
                with self.subTest(graph=path, options=options):
                    self.check(path, *options)

    def test_a_second_load_changes_nothing(self):
        self.check(self.graphs[-1])
        self.check(self.graphs[-1], "--verify")

    def make_edition(self, number):
        """A dataset of which every statement is another than in other editions."""
        graph = pathlib.Path(self.folder.name, "edition.nq")
        with open(graph, "w") as out:
            for n in range(EDITION_GRAPHS * 50):
                name = n % (EDITION_GRAPHS + 1)
                out.write(f'<http://e/s{n}> <http://e/p> "{number} {n}"' + (f" <http://e/k{name}> .\n" if name else " .\n"))
        return graph

    def start_load(self, graph):
        environment = {**os.environ, **getattr(self.store, "environment", {})}
        command = [self.byline, "load", str(graph), "--endpoint", self.store.endpoint, *self.store.login, "--batch", "3000", "--quiet"]
        return subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)

    def graphs_of_store(self):
        return sorted(row["g"]["value"] for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }") if "://e/" in row["g"]["value"] or "/byline/" in row["g"]["value"])

    def test_killed_anywhere_a_rerun_completes(self):
        chance = random.Random(SEED)
        print(f"seed {SEED}", file=sys.stderr)
        self.load(self.make_edition(-1), "--batch", "3000")
        begin = time.monotonic()
        self.load(self.make_edition(-2), "--batch", "3000")
        whole = time.monotonic() - begin
        cut = 0
        for number in range(KILLS):
            graph = self.make_edition(number)
            process = self.start_load(graph)
            time.sleep(chance.uniform(0, whole))
            cut += process.poll() is None
            process.kill()
            process.communicate()
            self.load(graph, "--batch", "3000")
            expected = self.expected(graph)
            names = sorted({quad[3] for quad in expected})
            self.assertEqual(self.contents(names), expected, f"kill {number}")
            # No staging graph is left.
            self.assertEqual(self.graphs_of_store(), [name for name in names if name])
        print(f"{cut} of {KILLS} loads were cut", file=sys.stderr)

    def test_ctrl_c_leaves_the_old_graph_or_the_new_one(self):
        chance = random.Random(SEED + 1)
        self.load(self.make_edition("old"), "--batch", "3000")
        begin = time.monotonic()
        self.load(self.make_edition("older"), "--batch", "3000")
        whole = time.monotonic() - begin
        for number in range(max(3, KILLS // 5)):
            old = {edition: self.expected(self.make_edition(edition)) for edition in ("older", number - 1, number)}
            process = self.start_load(self.make_edition(number))
            time.sleep(chance.uniform(0, whole))
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=60)
            self.assertIn(process.returncode, (0, 130, -2), told)
            for name in sorted({quad[3] for quad in old[number]}):
                found = self.contents([name])
                editions = [{quad for quad in edition if quad[3] == name} for edition in old.values()]
                self.assertIn(found, editions, f"{name} is neither old nor new")
            self.load(self.make_edition(number), "--batch", "3000")

    def rows(self, *arguments):
        """The rows of a query, as a sorted list of comparable values."""
        done = self.run_byline("query", *arguments, "--format", "srj")
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout)["results"]["bindings"]
        term = lambda o: value(o["type"] if o["type"] == "uri" else "literal", o["value"], o.get("datatype", ""), o.get("xml:lang", ""))
        return sorted(sorted((name, repr(term(o))) for name, o in row.items()) for row in result)

    def compare_canned_queries(self, graph, *there):
        parameters = {"about": ["entity=PyTorch"], "who-says": ["subject=PyTorch", "property=" + self.some_property(graph)]}
        names = [query["name"] for query in json.loads(self.run_byline("queries", "--format", "json").stdout)]
        self.assertGreater(len(names), 10)
        rows = 0
        for name in names:
            with self.subTest(query=name):
                options = [name, *(part for pair in parameters.get(name, []) for part in ("--param", pair))]
                here = self.rows(*options, "--data", str(graph))
                self.assertEqual(here, self.rows(*options, "--endpoint", self.store.endpoint, *self.store.login, *there))
                rows += len(here)
        self.assertGreater(rows, 100)

    def test_canned_queries_give_the_same_rows_as_locally(self):
        graph = self.built(self.graphs[-1])
        self.load(graph)
        self.compare_canned_queries(graph)

    def test_the_default_graph_may_lie_under_a_name(self):
        graph = self.built(self.graphs[-1])
        self.load(graph, "--graph", "http://e/all")
        self.compare_canned_queries(graph, "--graph", "http://e/all")
        done = self.run_byline("query", "people-roles", "--endpoint", self.store.endpoint, *self.store.login, "--graph", "http://e/none")
        self.assertEqual(done.returncode, 2)
        self.assertIn("http://e/none", done.stderr)

    def some_property(self, graph):
        """A property that the graph states of PyTorch, by its local name."""
        query = "SELECT ?p { ?a <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p . ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n . FILTER(STR(?n) = 'PyTorch') } ORDER BY ?p LIMIT 1"
        done = self.run_byline("query", "-q", query, "--data", str(graph), "--format", "csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()[1]

    def test_no_row_of_a_long_answer_is_lost(self):
        count = 23_456
        graph = pathlib.Path(self.folder.name, "long.nq")
        graph.write_text("".join(f'<http://e/s{n % 7}> <http://e/p> "{n}" <http://e/g> .\n' for n in range(count)))
        self.load(graph)
        there = ["--endpoint", self.store.endpoint, *self.store.login]
        select = "SELECT ?s ?o WHERE { GRAPH <http://e/g> { ?s <http://e/p> ?o } }"
        self.assertEqual(self.rows("-q", select, *there), self.rows("-q", select, "--data", str(graph)))
        limited = select + " ORDER BY DESC(?o) LIMIT 12000 OFFSET 500"
        self.assertEqual(self.rows("-q", limited, *there), self.rows("-q", limited, "--data", str(graph)))
        construct = "CONSTRUCT { ?s <http://e/q> ?o } WHERE { GRAPH <http://e/g> { ?s <http://e/p> ?o } }"
        done = self.run_byline("query", "-q", construct, *there, "--format", "nt")
        self.assertEqual(done.stdout.count("\n"), count, done.stderr)


if __name__ == "__main__":
    StoreTest.byline, name, *StoreTest.graphs = sys.argv[1:]
    StoreTest.kind = next(store for store in stores.ALL if store.name == name)
    reason = StoreTest.kind.available()
    if reason:
        print(f"skipped: {name}: {reason}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
