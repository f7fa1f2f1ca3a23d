"""A triple store in memory that misbehaves on purpose, on loopback only.

It speaks the Graph Store Protocol and just as much SPARQL as `byline load` sends. The first
path segment chooses the misbehaviour: http://127.0.0.1:PORT/FAULT/… ; `ok` is none.
"""

import base64
import email.utils
import hashlib
import http.server
import json
import re
import threading
import time
import urllib.parse

TERM = r'(?:<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?)'
TRIPLE = re.compile(rf"^({TERM}) ({TERM}) ({TERM}) \.$")


class Store:
    def __init__(self):
        self.graphs = {}
        self.requests = 0
        self.failures = {}
        self.last_query = ""
        self.largest = 0  # bytes of a body
        self.lock = threading.Lock()

    def lines(self, body):
        lines = [line for line in body.decode().split("\n") if line and not line.startswith("@prefix")]
        for line in lines:
            if not TRIPLE.match(line):
                raise ValueError("bad line: " + line)
        return set(lines)

    def replace(self, graph, lines):
        self.graphs[graph] = set(lines)

    def add(self, graph, lines):
        self.graphs.setdefault(graph, set()).update(lines)

    def update(self, text):
        if text.startswith("INSERT DATA"):
            inner = text[text.index("{") + 1 : text.rindex("}")].strip()
            graph = ""
            named = re.match(r"GRAPH <([^>]*)> \{(.*)\}$", inner, re.S)
            if named:
                graph, inner = named.groups()
            self.add(graph, [line for line in inner.split("\n") if line.strip()])
            return
        for operation in (part.strip() for part in text.split(";\n")):
            name = lambda ref: "" if ref == "DEFAULT" else ref[1:-1]
            if match := re.fullmatch(r"(COPY|ADD) (\S+) TO (\S+)", operation):
                source = self.graphs.get(name(match[2]), set())
                if match[1] == "COPY":
                    self.replace(name(match[3]), source)
                else:
                    self.add(name(match[3]), source)
            elif match := re.fullmatch(r"DROP SILENT GRAPH (\S+)", operation):
                self.graphs.pop(name(match[1]), None)
            elif operation == "CLEAR SILENT DEFAULT":
                self.graphs.pop("", None)
            elif operation:
                raise ValueError("unknown operation: " + operation)

    def query(self, text):
        number = lambda n: {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": str(n)}
        if "VALUES ?g" in text:
            asked = re.findall(r"<([^>]*)>", text[text.index("VALUES") : text.index("GRAPH")])
            rows = [{"g": {"type": "uri", "value": g}, "n": number(len(self.graphs[g]))} for g in asked if self.graphs.get(g)]
            return ["g", "n"], rows
        if "COUNT(*)" in text:
            return ["n"], [{"n": number(len(self.graphs.get("", ())))}]
        graph = re.search(r"GRAPH <([^>]*)>", text)
        lines = self.graphs.get(graph[1] if graph else "", set())
        wanted = set(re.findall(rf"\(({TERM}) ({TERM})\)", text))
        rows = []
        for line in lines:
            s, p, o = TRIPLE.match(line).groups()
            if (s, p) in wanted:
                rows.append({"s": self.json_term(s), "p": self.json_term(p), "o": self.json_term(o)})
        return ["s", "p", "o"], rows

    @staticmethod
    def json_term(text):
        if text.startswith("<"):
            return {"type": "uri", "value": text[1:-1]}
        lexical, rest = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(.*)', text, re.S).groups()
        lexical = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), lexical)
        term = {"type": "literal", "value": lexical}
        if rest.startswith("@"):
            term["xml:lang"] = rest[1:]
        elif rest:
            term["datatype"] = rest[3:-1]
        return term


ROWS, MOST_ROWS = 25, 10
USER, SECRET, NONCE = "reader", "s3cret", "n0nce"


def md5(*parts):
    return hashlib.md5(":".join(parts).encode()).hexdigest()


def is_known(scheme, header, method):
    """Whether an Authorization header proves USER and SECRET (RFC 7617, 6750, 7616)."""
    if scheme == "basic":
        return header == "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
    if scheme == "bearer":
        return header == "Bearer " + SECRET
    given = {name: bare or quoted for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', header)}
    if given.get("username") != USER or given.get("nonce") != NONCE:
        return False
    expected = md5(md5(USER, "x", SECRET), NONCE, given["nc"], given["cnonce"], given["qop"], md5(method, given["uri"]))
    return given["response"] == expected


CHALLENGES = {"basic": 'Basic realm="x"', "bearer": "Bearer", "digest": f'Digest realm="x", nonce="{NONCE}", qop="auth"'}


def counted(text, fault):
    """Answers a query about <http://e/rows>: 25 rows, of which a request gets 10 at most.
    Returns (variables, rows, whether rows were cut)."""
    if "COUNT(*)" in text:
        number = ROWS + 1 if fault == "miscounts" else ROWS
        return ["n"], [{"n": {"type": "literal", "value": str(number)}}], False
    last = lambda word, default: int((re.findall(word + r" (\d+)", text) or [default])[-1])
    rows = range(last("OFFSET", 0), min(ROWS, last("OFFSET", 0) + last("LIMIT", ROWS)))
    bindings = [{"s": {"type": "uri", "value": f"http://e/s{n:02}"}, "o": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": str(n)}} for n in rows]
    return ["s", "o"], bindings[:MOST_ROWS], len(bindings) > MOST_ROWS


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store = None

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", kind="text/plain", headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def once(self, key, times=1):
        """True the first `times` times it is asked for `key`."""
        with self.store.lock:
            done = self.store.failures.get(key, 0)
            self.store.failures[key] = done + 1
            return done < times

    def misbehave(self, fault, path):
        """Answers wrongly and returns True, or returns False."""
        writes = self.command in ("PUT", "POST") and path != "query"
        if fault in CHALLENGES:
            if is_known(fault, self.headers.get("Authorization", ""), self.command):
                return False
            self.answer(401, b"who are you", headers=[("WWW-Authenticate", CHALLENGES[fault])])
        elif fault == "401":
            self.answer(401, b"who are you", headers=[("WWW-Authenticate", 'Basic realm="x"')])
        elif fault == "413" and writes:
            self.answer(413, b"too large")
        elif fault == "429" and writes and self.once("429"):
            self.answer(429, b"busy", headers=[("Retry-After", "1")])
        elif fault == "429-date" and writes and self.once("429-date"):
            date = email.utils.formatdate(time.time() + 2, usegmt=True)
            self.answer(429, b"busy", headers=[("Retry-After", date)])
        elif fault == "429-tomorrow" and writes:
            self.answer(503, b"closed", headers=[("Retry-After", "86400")])
        elif fault == "virtuoso-error":
            self.answer(500, b"Virtuoso 37000 Error SP030: SPARQL compiler, line 1: syntax error")
        elif fault == "virtuoso-deadlock" and writes and self.once("virtuoso-deadlock"):
            self.answer(500, b"Virtuoso 40001 Error SR172: Transaction deadlocked")
        elif fault == "500" and writes and self.once("500"):
            self.answer(500, b"out of luck")
        elif fault == "500-always":
            self.answer(500, b"out of luck")
        elif fault == "redirect":
            self.answer(307, headers=[("Location", self.path)])
        elif fault == "html":
            self.answer(200, b"<html>Welcome</html>", "text/html; charset=utf-8")
        elif fault == "cut":
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
            self.close_connection = True
        elif fault == "never":
            time.sleep(20)
            self.close_connection = True
        elif fault == "short" and path == "query":
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "10")
            self.end_headers()
            self.wfile.write(b'{"head": {"vars": []}, "results": {"bindings": []}}')
            self.close_connection = True
        elif fault == "partial" and path == "query":
            answer = b'{"head": {"vars": ["n"]}, "results": {"bindings": []}}'
            self.answer(200, answer, "application/sparql-results+json", [("X-SQL-State", "S1TAT")])
        elif fault == "trickle":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.2)
            self.close_connection = True
        elif fault == "drop" and writes and self.once("drop", 2):
            self.close_connection = True
        elif fault == "forgets" and path == "query":
            with self.store.lock:
                for graph in self.store.graphs.values():
                    if graph:
                        graph.pop()
            return False
        else:
            if fault == "slow":
                time.sleep(0.02)
            return False
        return True

    def handle_request(self):
        url = urllib.parse.urlsplit(self.path)
        fault = url.path.split("/")[1]
        # All services at one URL, told apart by what is sent, as the standard allows.
        kinds = {"application/x-www-form-urlencoded": "query", "application/sparql-update": "update"}
        path = kinds.get(self.headers.get("Content-Type"), "store")
        length = int(self.headers.get("Content-Length") or 0)
        if fault == "cut-upload" and self.command == "PUT" and self.once("cut-upload", 2):
            self.rfile.read(length // 2)
            self.close_connection = True
            return
        body = self.rfile.read(length)
        if fault == "counts-bytes":
            self.store.largest = max(self.store.largest, length)
        with self.store.lock:
            self.store.requests += 1
        if self.misbehave(fault, path):
            return
        arguments = urllib.parse.parse_qs(url.query, keep_blank_values=True)
        try:
            with self.store.lock:
                self.serve(fault, path, arguments, body)
        except (ValueError, KeyError, AttributeError) as problem:
            self.answer(400, repr(problem).encode())

    def serve(self, fault, path, arguments, body):
        if path == "query":
            text = urllib.parse.parse_qs(body.decode())["query"][0]
            self.store.last_query = text
            cut = False
            if "ASK" in text:
                result = {"head": {}, "boolean": "true" in text}
            elif "CONSTRUCT" in text or "DESCRIBE" in text:
                headers = [("X-SPARQL-MaxRows", "1")] if fault == "cut-graph" else []
                triple = b"<http://e/s> <http://e/p> \"o\" .\n"
                self.answer(200, triple, "application/n-triples", headers)
                return
            else:
                variables, rows = self.store.query(text) if "<http://e/rows>" not in text else (None, None)
                if variables is None:
                    variables, rows, cut = counted(text, fault)
                result = {"head": {"vars": variables}, "results": {"bindings": rows}}
            headers = [("X-SPARQL-MaxRows", str(MOST_ROWS))] if cut else []
            self.answer(200, json.dumps(result).encode(), "application/sparql-results+json", headers)
        elif path == "update":
            self.store.update(body.decode())
            self.answer(204)
        else:
            graph = arguments["graph"][0] if "graph" in arguments else ""
            lines = self.store.lines(body)
            (self.store.replace if self.command == "PUT" else self.store.add)(graph, lines)
            self.answer(204)

    do_GET = do_POST = do_PUT = do_DELETE = handle_request


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # the client was killed: that is what the test does


def start():
    """Starts a store on a free loopback port; returns (store, base URL, server)."""
    store = Store()
    handler = type("BoundHandler", (Handler,), {"store": store})
    server = Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return store, f"http://127.0.0.1:{server.server_address[1]}", server
