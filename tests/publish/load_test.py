"""`byline load` against a store that misbehaves: right message, right exit code, nothing lost.

    python3 load_test.py BYLINE [--kills N]
"""

import argparse
import fcntl
import os
import pathlib
import pty
import random
import subprocess
import sys
import tempfile
import termios
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


def read_all(terminal):
    """What a program writes to a terminal until it ends."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            return shown
        if not part:
            return shown
        shown += part


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

    def test_no_request_is_larger_than_said(self):
        for options in (["--batch", "2000"], ["--batch", "2000", "--method", "update"], ["--batch", "2000", "--no-staging"]):
            done = self.load("counts-bytes", "--no-manifest", *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_loaded()
            self.assertLessEqual(self.store.largest, 2000 + (100 if "update" in options else 0))

    def test_a_graph_from_standard_input(self):
        done = subprocess.run([*self.command("ok")[:2], "-", *self.command("ok")[3:], "--from", "nq"], input=self.file.read_text(), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_loaded()
        self.assertEqual(list(pathlib.Path.cwd().glob("*.loaded")), [])

    def test_broken_input_is_found_before_anything_is_sent(self):
        self.file.write_text(self.file.read_text() + "<http://e/s> <http://e/p> .\n")
        self.assert_refused(self.load("ok"), 2, f"{self.file}:631:")
        self.file = self.file.with_name("missing.nq")
        self.assert_refused(self.load("ok"), 3, "missing.nq")
        self.assertEqual(self.store.requests, 0)

    def test_an_empty_graph_deletes_nothing(self):
        text = self.file.read_text()
        self.file.write_text("")
        self.assertEqual(self.load("ok").returncode, 0)
        self.file.write_text(text)
        self.assertEqual(self.load("ok").returncode, 0)
        self.file.write_text("")
        self.assert_refused(self.load("ok"), 2, "no statement", "21 graphs")
        self.assert_loaded()

    def test_the_default_graph_gets_a_name(self):
        self.assertEqual(self.load("ok", "--graph", "http://e/all").returncode, 0)
        self.expected["http://e/all"] = self.expected.pop("")
        self.assert_loaded()

    def test_blank_nodes_of_two_files_stay_apart(self):
        for text in ("_:b <http://e/p> \"one\" .\n", "_:b <http://e/p> \"two\" .\n"):
            self.file.write_text(text)
            for _ in range(2):  # sent twice, there once
                self.assertEqual(self.load("ok", "--append", "--no-manifest").returncode, 0)
        self.assertEqual(len(self.store.graphs[""]), 2)
        self.assertEqual(len({line.split()[0] for line in self.store.graphs[""]}), 2)

    def test_literals_that_a_store_would_spoil_are_refused(self):
        self.file.write_text('<http://e/s> <http://e/p> "9223372036854775808"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
        done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/ok", "--store", "fuseki", "--dry-run"], capture_output=True, text=True)
        self.assert_refused(done, 4, "nothing was sent", "9223372036854775808")
        kinds = {"integer": ["x", "", "1" * 41], "decimal": ["0.1234567890123456"], "double": ["NaN", "1e"], "duration": ["P1Y"], "date": ["2022", "-0044-03-15"], "dateTime": ["2022-09-14T19:00:00.1234567Z"]}
        for kind, values in kinds.items():
            for text in values:
                self.file.write_text(f'<http://e/s> <http://e/p> "{text}"^^<http://www.w3.org/2001/XMLSchema#{kind}> .\n')
                command = [ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/ok", "--store", "virtuoso", "--dry-run"]
                done = subprocess.run(command, capture_output=True, text=True)
                self.assert_refused(done, 4, "nothing was sent", f'http://e/s http://e/p "{text}"', "--lossy")
                self.assertEqual(subprocess.run([*command, "--lossy"], capture_output=True).returncode, 0)
        self.assertEqual(self.load("ok").returncode, 0)  # other stores keep them

    def test_rewriting_is_told(self):
        self.file.write_text('<http://e/s> <http://e/p> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> , "x"@pt-BR .\n')
        self.file = self.file.rename(self.file.with_suffix(".ttl"))
        for store, notes in (("virtuoso", 2), ("oxigraph", 2), ("fuseki", 0)):
            done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/ok", "--store", store, "--dry-run"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stderr.count(f"note: {store} rewrites 1 literal: "), notes, done.stderr)

    def test_a_literal_too_long_for_the_store(self):
        self.file.write_text('<http://e/s> <http://e/p> "' + "x" * 10_000_001 + '" .\n')
        done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/ok", "--store", "virtuoso"], capture_output=True, text=True)
        self.assert_refused(done, 4, "10000001 bytes", "http://e/s http://e/p", "nothing was sent")
        self.assertEqual(self.store.requests, 0)

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

    def test_every_way_to_log_in(self):
        secret = pathlib.Path(self.folder.name, "secret")
        secret.write_text(fake_store.SECRET + "\n")
        for scheme, user in (("basic", ["--user", fake_store.USER]), ("digest", ["--user", fake_store.USER]), ("bearer", [])):
            with self.subTest(scheme=scheme):
                options = ["--auth", scheme, *user, "--no-manifest", "--retries", "0"]
                self.store.graphs.clear()
                done = self.load(scheme, *options, environment={"BYLINE_SECRET": fake_store.SECRET})
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assert_loaded()
                done = self.load(scheme, *options, "--secret-file", str(secret), environment={"BYLINE_SECRET": "wrong"})
                self.assertEqual(done.returncode, 0, done.stderr)
                self.store.graphs.clear()
                done = self.load(scheme, *options, environment={"BYLINE_SECRET": "s3cret-but-wrong"})
                self.assert_refused(done, 3, "401", "--user")
                self.assertEqual(self.store.graphs, {})

    def test_a_prompt_asks_for_the_secret(self):
        master, slave = pty.openpty()
        command = self.command("basic", "--user", fake_store.USER, "--no-manifest")
        environment = {name: value for name, value in os.environ.items() if name != "BYLINE_SECRET"}
        process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        shown = b""
        while b"secret of reader:" not in shown:
            shown += os.read(master, 1000)
        os.write(master, fake_store.SECRET.encode() + b"\n")
        shown += read_all(master)
        self.assertEqual(process.wait(timeout=20), 0, shown)
        self.assertNotIn(fake_store.SECRET.encode(), shown)
        self.assert_loaded()

    def test_a_terminal_shows_progress(self):
        master, slave = pty.openpty()
        command = [word for word in self.command("slow") if word != "--quiet"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        shown = read_all(master).decode()
        self.assertEqual(process.wait(timeout=20), 0, shown)
        self.assertRegex(shown, r"\d+/21 graphs, \d+/630 triples, \d+/s, \d+ s left")
        self.assertIn("21 graphs sent (630 triples)", shown)

    def test_a_secret_in_the_url_is_refused(self):
        command = [word.replace("http://", "http://me:s3cret@") for word in self.command("ok")]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assert_refused(done, 2, "--user")
        self.assertEqual(self.store.requests, 0)

    def test_too_large(self):
        self.assert_refused(self.load("413"), 3, "413", "--batch")

    def test_busy_then_done(self):
        done = self.load("429")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(self.seconds, 1.0)  # Retry-After
        self.assert_loaded()

    def test_busy_until_a_date(self):
        done = self.load("429-date")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(self.seconds, 1.0)
        self.assert_loaded()

    def test_a_store_that_is_closed_for_long_is_not_waited_for(self):
        self.assert_refused(self.load("429-tomorrow"), 3, "86400 s", "a rerun")
        self.assertLess(self.seconds, 10)

    def test_errors_that_stay_are_not_tried_again(self):
        self.assert_refused(self.load("virtuoso-error"), 3, "SP030")
        self.assertEqual(self.store.requests, 1)

    def test_a_deadlock_is_tried_again(self):
        self.assertEqual(self.load("virtuoso-deadlock").returncode, 0)
        self.assert_loaded()

    def test_failing_once_then_done(self):
        self.assertEqual(self.load("500").returncode, 0)
        self.assert_loaded()

    def test_failing_always(self):
        self.assert_refused(self.load("500-always", "--retries", "2"), 3, "500", "out of luck")

    def test_broken_connections_are_tried_again(self):
        self.assertEqual(self.load("drop").returncode, 0)
        self.assert_loaded()

    def test_uploads_that_break_off_are_tried_again(self):
        self.assertEqual(self.load("cut-upload").returncode, 0)
        self.assert_loaded()

    def test_a_redirect_is_not_followed_with_a_body(self):
        self.assert_refused(self.load("redirect"), 3, "307")

    def test_redirects_without_end(self):
        done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/redirect"], capture_output=True, text=True, timeout=20)
        self.assert_refused(done, 3, "redirects")

    def test_a_store_that_says_nothing_of_itself(self):
        done = subprocess.run([ARGUMENTS.byline, "load", str(self.file), "--endpoint", self.url + "/ok"], capture_output=True, text=True, timeout=20)
        self.assert_refused(done, 2, "--store")

    def test_a_page_is_a_failure(self):
        self.assert_refused(self.load("html"), 3, "HTML page")

    def test_a_cut_answer(self):
        self.assert_refused(self.load("cut", "--retries", "1"), 3)

    def test_an_answer_longer_than_it_says(self):
        self.assert_refused(self.load("short", "--retries", "1"), 3)

    def test_an_answer_that_trickles_in(self):
        self.assert_refused(self.load("trickle", "--timeout", "1", "--retries", "1"), 3)
        self.assertLess(self.seconds, 10)

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
        self.assertIn(process.returncode, (130, 0, -2))  # -2: before the first request
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
