"""`byline query --endpoint` against a store of our own: formats, pages, failures.

    python3 query_test.py BYLINE
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fake_store

ROWS = "SELECT ?s ?o WHERE { ?s <http://e/rows> ?o }"


class RemoteQueryTest(unittest.TestCase):
    byline = None

    def setUp(self):
        self.store, self.url, self.server = fake_store.start()

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()

    def ask(self, query, *options, fault="ok"):
        command = [self.byline, "query", "-q", query, "--endpoint", f"{self.url}/{fault}", "--store", "standard", "--retries", "0", *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, "BYLINE_SECRET": "s3cret"})

    def assert_refused(self, done, code, *words):
        self.assertEqual(done.returncode, code, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertNotIn("s3cret", done.stderr)

    def test_rows_that_the_store_cuts_are_fetched_in_pages(self):
        done = self.ask(ROWS, "--format", "csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        expected = ["s,o"] + [f"http://e/s{n:02},{n}" for n in range(25)]
        self.assertEqual(done.stdout.split(), expected)

    def test_own_limit_and_offset_are_kept(self):
        done = self.ask(ROWS + " ORDER BY ?o LIMIT 14 OFFSET 3", "--format", "csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split()[1:], [f"http://e/s{n:02},{n}" for n in range(3, 17)])

    def test_rows_that_are_missing_are_an_error(self):
        self.assert_refused(self.ask(ROWS, fault="miscounts"), 3, "25 of 26 rows")

    def test_every_format(self):
        for format in ("table", "srj", "srx", "csv", "tsv"):
            done = self.ask(ROWS, "--format", format)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("http://e/s24", done.stdout)
        rows = json.loads(self.ask(ROWS, "--format", "srj").stdout)["results"]["bindings"]
        self.assertEqual(len(rows), 25)

    def test_an_answer_that_time_cut_is_an_error(self):
        self.assert_refused(self.ask(ROWS, fault="partial"), 4, "part of the answer")

    def test_yes_and_no(self):
        self.assertEqual(self.ask("ASK { FILTER(true) }", "--format", "csv").stdout, "true\n")
        self.assertEqual(self.ask("ASK {}", "--exit-status").returncode, 1)

    def test_graphs(self):
        for query in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://e/s>"):
            done = self.ask(query, "--format", "nt")
            self.assertEqual(done.stdout, '<http://e/s> <http://e/p> "o" .\n', done.stderr)
        self.assert_refused(self.ask("DESCRIBE <http://e/s>", fault="cut-graph"), 3, "cuts")

    def test_a_graph_that_the_store_cuts_is_made_from_rows(self):
        done = self.ask("CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s <http://e/rows> ?o }", "--format", "nt", fault="cut-graph")
        self.assertEqual(done.stdout.count("<http://e/q>"), 25, done.stderr)

    def test_a_default_graph_under_a_name(self):
        query = """SELECT ?s ?g WHERE { ?s <http://e/p> ?o . OPTIONAL { ?s <http://e/q> ?x }
            GRAPH ?g { ?s <http://e/p> ?o . ?o <http://e/p> ?y } FILTER NOT EXISTS { ?s <http://e/r> ?z } }"""
        self.store.graphs["http://e/all"] = {'<http://e/s> <http://e/p> "x" .'}
        self.ask(query, "--graph", "http://e/all")
        sent = " ".join(self.store.last_query.split())
        self.assertEqual(sent.count("GRAPH <http://e/all> {"), 3, sent)
        self.assertEqual(sent.count("GRAPH ?g {"), 1, sent)
        self.assertIn("FILTER ((?g) != (<http://e/all>))", sent)
        self.ask(query)  # the store's own way
        self.assertEqual(self.store.last_query, query)
        self.assert_refused(self.ask(query, "--graph", "http://e/none"), 2, "http://e/none", "--graph")

    def test_too_many_rows(self):
        self.assert_refused(self.ask(ROWS, "--max-rows", "20"), 4, "more than 20 rows")

    def test_errors_of_the_store(self):
        self.assert_refused(self.ask(ROWS, "--user", "u", fault="401"), 3, "401", "--user")
        self.assert_refused(self.ask(ROWS, fault="html"), 3, "HTML page")
        self.assert_refused(self.ask(ROWS, fault="cut"), 3)
        self.assert_refused(self.ask(ROWS, "--timeout", "1", fault="never"), 3)
        self.assert_refused(self.ask(ROWS, "--timeout", "1", fault="trickle"), 3)
        self.assert_refused(self.ask(ROWS, fault="short"), 3)
        self.assert_refused(self.ask(ROWS, fault="virtuoso-error"), 3, "SP030")

    def test_own_errors(self):
        self.assert_refused(self.ask("SELECT ?s WHERE {"), 2)
        self.assert_refused(self.ask(ROWS, "--data", "graph.trig"), 2, "--endpoint")


if __name__ == "__main__":
    RemoteQueryTest.byline = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1])
