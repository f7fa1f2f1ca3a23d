"""Real triple stores, started on loopback with a configuration of our own.

Each store is a context manager with `endpoint` (what `byline load --endpoint` takes), `query`
(its SPARQL URL), `name` and `login` (options of byline). `available()` says None, or why the
store cannot be started here. They are stopped by the process that was started.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PEERS = pathlib.Path(os.environ.get("BYLINE_PEERS", "build/peers"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(url, process, seconds=180):
    end = time.monotonic() + seconds
    request = url + "?query=" + urllib.parse.quote("ASK {}")
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the store ended with code {process.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(request, timeout=5).read()
            return
        time.sleep(0.2)
    raise RuntimeError("the store does not answer")


class Store:
    name = ""
    login = ()

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        self.log = open(pathlib.Path(self.folder.name, "log"), "w")
        self.process = self.start(pathlib.Path(self.folder.name))
        try:
            wait_until_it_answers(self.query, self.process)
        except Exception:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        self.folder.cleanup()

    def run(self, command, **options):
        return subprocess.Popen(command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, **options)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Oxigraph(Store):
    name = "oxigraph"

    @staticmethod
    def binary():
        found = [PEERS / "oxigraph" / "oxigraph", shutil.which("oxigraph")]
        return next((str(path) for path in found if path and pathlib.Path(path).exists()), None)

    @classmethod
    def available(cls):
        return None if cls.binary() else "the oxigraph server is not installed"

    def start(self, folder):
        self.endpoint, self.query = self.url, self.url + "/query"
        return self.run([self.binary(), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{self.port}"])


class Virtuoso(Store):
    name = "virtuoso"
    login = ("--user", "dba")
    environment = {"BYLINE_SECRET": "dba"}
    INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = 30000
MaxDirtyBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = 10000
[Plugins]
"""

    @classmethod
    def available(cls):
        return None if shutil.which("virtuoso-t") else "virtuoso-opensource-7-bin is not installed"

    def start(self, folder):
        self.endpoint, self.query = self.url, self.url + "/sparql"
        ini = folder / "virtuoso.ini"
        self.sql_port = free_port()
        ini.write_text(self.INI.format(folder=folder, port=self.port, sql_port=self.sql_port))
        return self.run(["virtuoso-t", "+foreground", "+configfile", str(ini)], cwd=folder)


class Fuseki(Store):
    name = "fuseki"

    @staticmethod
    def jar():
        return next(iter(sorted((PEERS / "fuseki").glob("jena-fuseki-server-*.jar"))), None)

    @classmethod
    def available(cls):
        if not cls.jar():
            return "Fuseki is not installed (tests/peers/install.sh)"
        return None if shutil.which("java") else "java is not installed"

    def start(self, folder):
        self.endpoint, self.query = self.url + "/ds", self.url + "/ds/query"
        (folder / "db").mkdir()
        return self.run(["java", "-Xmx1g", "-jar", str(self.jar().resolve()), "--localhost", "--port", str(self.port), "--tdb2", "--loc", str(folder / "db"), "--update", "/ds"], cwd=folder)


ALL = [Virtuoso, Oxigraph, Fuseki]
