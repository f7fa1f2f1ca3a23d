"""`byline load` against a store that misbehaves: right message, right exit code, nothing lost.

    python3 load_test.py BYLINE [--kills N]
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fake_store

SEED = int(os.environ.get("BYLINE_SEED", "20221114"))
BASE = "https://w3id.org/byline/data/"
ARGUMENTS = None


def quads(graphs=20, triples=30, edition=""):
    """A small dataset with nasty literals: N-Quads text and the expected graphs."""
    values = ['"plain"', '"quote \\" and \\\\ back"', '"line\\nbreak\\ttab"@en', '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"ação"@pt-BR', "<http://e/é>"]
    lines = []
    expected = {}
    for g in range(graphs + 1):
        name = f"http://e/g{g}" if g else ""
        for t in range(triples):
            triple = f"<http://e/s{t}{edition}> <http://e/p> {values[t % len(values)]}"
            lines.append(triple + (f" <{name}>" if name else "") + " .")
            expected.setdefault(name, set()).add(triple + " .")
    return "\n".join(lines) + "\n", expected


class LoadTest(unittest.TestCase):
    def setUp(self):
        self.store, self.url, self.server = fake_store.start()
        self.folder = tempfile.TemporaryDirectory()
        self.file = pathlib.Path(self.folder.name, "graph.nq")
        text, self.expected = quads()
        self.file.write_text(text)

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.folder.cleanup()

    def command(self, fault, *options):
        return [ARGUMENTS.byline, "load", str(self.file), "--endpoint", f"{self.url}/{fault}", "--store", "standard", "--quiet", *options]

    def load(self, fault, *options, environment=None, seconds=60):
        begin = time.monotonic()
        done = subprocess.run(self.command(fault, *options), capture_output=True, text=True, timeout=seconds, env={**os.environ, **(environment or {})})
        self.seconds = time.monotonic() - begin
        self.assertGreaterEqual(done.returncode, 0, "killed by a signal")
        return done

    def assert_loaded(self):
        self.assertEqual({g: s for g, s in self.store.graphs.items() if s}, self.expected)

    def assert_refused(self, done, code, *words):
        self.assertEqual(done.returncode, code, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertNotIn("s3cret", done.stderr)

    def test_everything_arrives_and_is_verified(self):
        done = self.load("ok", "--verify")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_loaded()

    def test_without_staging(self):
        self.assertEqual(self.load("ok", "--no-staging").returncode, 0)
        self.assert_loaded()

    def test_by_update(self):
        done = self.load("ok", "--method", "update")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_loaded()

    def test_an_index_is_loaded_as_well(self):
        index = self.file.with_suffix(".byl")
        subprocess.run([ARGUMENTS.byline, "convert", str(self.file), "-o", str(index)], check=True)
        self.file = index
        done = self.load("ok", "--verify")
        self.assertEqual(done.returncode, 0, done.stderr)
        # Terms of an index are canonical: language tags are in lower case.
        canonical = lambda graphs: {g: {line.replace("@pt-BR", "@pt-br") for line in lines} for g, lines in graphs.items()}
        self.assertEqual(canonical(self.store.graphs), canonical(self.expected))

    def test_small_requests(self):
        done = self.load("ok", "--batch", "1000")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_loaded()

    def test_a_second_load_sends_nothing(self):
        self.load("ok")
        before = self.store.requests
        self.assertEqual(self.load("ok").returncode, 0)
        self.assertLessEqual(self.store.requests - before, 3)  # counts only
        self.assert_loaded()

    def test_only_changed_graphs_are_sent_and_vanished_ones_dropped(self):
        self.load("ok")
        text, self.expected = quads(graphs=10)
        self.file.write_text(text)
        self.assertEqual(self.load("ok").returncode, 0)
        self.assert_loaded()

    def test_a_store_that_was_emptied_is_filled_again(self):
        self.load("ok")
        self.store.graphs.clear()
        self.assertEqual(self.load("ok").returncode, 0)
        self.assert_loaded()

    def test_append_keeps_what_is_there(self):
        self.store.graphs["http://e/g1"] = {'<http://e/old> <http://e/p> "x" .'}
        self.expected["http://e/g1"].add('<http://e/old> <http://e/p> "x" .')
        self.assertEqual(self.load("ok", "--append").returncode, 0)
        self.assert_loaded()

    def test_replace_removes_what_was_there(self):
        self.store.graphs["http://e/g1"] = {'<http://e/old> <http://e/p> "x" .'}
        self.assertEqual(self.load("ok").returncode, 0)
        self.assert_loaded()

    def test_dry_run_and_show_send_nothing(self):
        for option in ("--dry-run", "--show"):
            done = self.load("ok", option)
            self.assertEqual(done.returncode, 0)
            self.assertEqual(self.store.requests, 0)
        self.assertEqual(done.stdout.count("curl "), 21)

    def test_unauthorised(self):
        done = self.load("401", "--user", "u", environment={"BYLINE_SECRET": "s3cret"})
        self.assert_refused(done, 3, "401", "--user")
        self.assertEqual(self.store.graphs, {})

    def test_too_large(self):
        self.assert_refused(self.load("413"), 3, "413", "--batch")

    def test_busy_then_done(self):
        done = self.load("429")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(self.seconds, 1.0)  # Retry-After
        self.assert_loaded()

    def test_failing_once_then_done(self):
        self.assertEqual(self.load("500").returncode, 0)
        self.assert_loaded()

    def test_failing_always(self):
        self.assert_refused(self.load("500-always", "--retries", "2"), 3, "500", "out of luck")

    def test_broken_connections_are_tried_again(self):
        self.assertEqual(self.load("drop").returncode, 0)
        self.assert_loaded()

    def test_a_redirect_is_not_followed_with_a_body(self):
        self.assert_refused(self.load("redirect"), 3, "307")

    def test_a_page_is_a_failure(self):
        self.assert_refused(self.load("html"), 3, "HTML page")

    def test_a_cut_answer(self):
        self.assert_refused(self.load("cut", "--retries", "1"), 3)

    def test_no_answer_at_all(self):
        self.assert_refused(self.load("never", "--timeout", "1", "--retries", "1"), 3)
        self.assertLess(self.seconds, 10)

    def test_nobody_listens(self):
        self.server.shutdown()
        self.server.server_close()
        self.assert_refused(self.load("ok", "--retries", "1"), 3)
        self.server = fake_store.start()[2]

    def test_a_store_that_loses_triples_is_found_out(self):
        old = {'<http://e/old> <http://e/p> "x" .'}
        self.store.graphs["http://e/g1"] = set(old)
        self.assert_refused(self.load("forgets"), 3, "the store kept")
        self.assertNotIn("http://e/g2", self.store.graphs)

    def test_an_unknown_store_is_suggested(self):
        done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url, "--store", "virtuso"], capture_output=True, text=True)
        self.assert_refused(done, 2, "did you mean 'virtuoso'")

    def test_bulk_files(self):
        for store in ("virtuoso", "tdb2", "oxigraph", "qlever", "neptune"):
            folder = pathlib.Path(self.folder.name, store)
            done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), str(folder), "--method", "files", "--store", store], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len(folder.joinpath("graph.nq").read_text().splitlines()), 630)
            self.assertIn("graph.nq", done.stdout)

    def test_ctrl_c_leaves_the_old_graph_or_the_new_one(self):
        old = {'<http://e/old> <http://e/p> "x" .'}
        for graph in self.expected:
            self.store.graphs[graph] = set(old)
        process = subprocess.Popen(self.command("slow"), stderr=subprocess.PIPE)
        time.sleep(0.25)
        process.send_signal(2)
        process.communicate(timeout=20)
        self.assertIn(process.returncode, (130, 0))
        for graph, content in self.expected.items():
            self.assertIn(self.store.graphs[graph], (old, content))

    def test_killed_anywhere_a_rerun_completes(self):
        chance = random.Random(SEED)
        print(f"seed {SEED}", file=sys.stderr)
        for number in range(ARGUMENTS.kills):
            text, self.expected = quads(edition=f"-{number}")
            self.file.write_text(text)
            process = subprocess.Popen(self.command("slow"), stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 0.8))
            process.kill()
            process.wait()
            self.assertEqual(self.load("slow").returncode, 0)
            self.assert_loaded()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("byline")
    parser.add_argument("--kills", type=int, default=10)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=1)
