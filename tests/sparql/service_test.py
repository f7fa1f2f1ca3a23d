#!/usr/bin/env python3
"""SERVICE and LOAD against an endpoint on the loopback: service_test.py BYLINE

What is not allowed is refused before data is read; what is allowed is asked, and nothing else.
"""
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

BYLINE = sys.argv[1]
XSD = 'http://www.w3.org/2001/XMLSchema#'


def result(variables, *rows):
    return json.dumps({'head': {'vars': variables}, 'results': {'bindings': list(rows)}})


def iri(name):
    return {'type': 'uri', 'value': 'http://e/' + name}


ALL = result(['s', 'o'],
             {'s': iri('a'), 'o': {'type': 'literal', 'value': 'one'}},
             {'s': iri('b'), 'o': {'type': 'literal', 'value': '2', 'datatype': XSD + 'integer'}},
             {'s': iri('zz'), 'o': {'type': 'bnode', 'value': 'n'}})


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path; keeps the queries it got."""
    queries = []
    elsewhere = ''

    def answer(self, status, kind, body, **headers):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        for name, value in headers.items():
            self.send_header(name, value)
        data = body.encode()
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        Handler.queries.append(urllib.parse.parse_qs(body)['query'][0])
        srj = 'application/sparql-results+json'
        if self.path == '/all':
            self.answer(200, srj, ALL)
        elif self.path == '/cut':
            self.answer(200, srj, ALL, **{'X-SPARQL-MaxRows': '3'})
        elif self.path == '/bad-iri':
            self.answer(200, srj, result(['o'], {'o': {'type': 'uri', 'value': 'http://e/a b'}}))
        elif self.path == '/page':
            self.answer(200, 'text/html', '<html>hello</html>')
        elif self.path == '/moved':
            self.answer(302, 'text/plain', '', Location=Handler.elsewhere)
        elif self.path == '/long':
            self.answer(200, srj, ALL + ' ' * (40 << 20))
        elif self.path == '/slow':
            time.sleep(3)
            self.answer(200, srj, ALL)
        else:
            self.answer(500, 'text/plain', 'out of order\nsecond line')

    def do_GET(self):
        if self.path == '/doc.ttl':
            self.answer(200, 'text/turtle; charset=utf-8', '<#x> <p> [ <q> 01 ] .')
        elif self.path == '/here':
            self.answer(301, 'text/plain', '', Location='/doc.ttl')
        elif self.path == '/away':
            self.answer(301, 'text/plain', '', Location=Handler.elsewhere)
        elif self.path == '/round':
            self.answer(301, 'text/plain', '', Location='/round')
        elif self.path == '/broken':
            self.answer(200, 'text/turtle', '<a> <b> .\n')
        else:
            self.answer(200, 'image/png', 'x')

    def log_message(self, *_):
        pass


class ServiceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.origin = 'http://127.0.0.1:%d' % cls.server.server_port
        Handler.elsewhere = 'http://localhost:%d/doc.ttl' % cls.server.server_port
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = os.path.join(cls.folder.name, 'data.ttl')
        with open(cls.data, 'w', encoding='utf-8') as out:
            out.write('<http://e/a> <http://e/p> 1 . <http://e/b> <http://e/p> 2 .\n'
                      '_:n <http://e/p> 3 . <http://e/d> <http://e/at> <%s/all> .\n' % cls.origin)

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    def setUp(self):
        Handler.queries.clear()

    def run_byline(self, *arguments, data=None):
        return subprocess.run([BYLINE, *arguments, '--data', data or self.data], capture_output=True, text=True,
                              timeout=60, check=False)

    def ask(self, pattern, *options, allow=True, data=None):
        allowed = ['--allow-service', self.origin] if allow else []
        return self.run_byline('query', '-q', 'SELECT * { %s }' % pattern.replace('@', self.origin),
                               '--format', 'csv', *allowed, *options, data=data)

    def rows(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        return sorted(done.stdout.split('\n')[1:-1])

    def refused(self, done, code, *parts):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertEqual(done.stdout, '')

    def test_is_refused_with_its_place_before_data_is_read(self):
        done = self.ask('SERVICE <@/all> { ?s ?p ?o }', allow=False, data='no-such-file.ttl')
        self.refused(done, 2, 'query:1:12: error: <%s/all> may not be asked' % self.origin, '^',
                     'hint: --allow-service %s allows it' % self.origin)
        self.assertEqual(Handler.queries, [])

    def test_another_origin_is_not_allowed(self):
        for other in ('http://127.0.0.1:1/', 'https://127.0.0.1:%d/' % self.server.server_port,
                      'http://user@127.0.0.1:%d/' % self.server.server_port, 'ftp://127.0.0.1/', 'urn:x',
                      self.origin.replace('127.0.0.1', 'localhost') + '/all', self.origin + '@example.org/'):
            self.refused(self.ask('SERVICE <%s> { ?s ?p ?o }' % other), 2, 'may not be asked')
        self.assertEqual(Handler.queries, [])

    def test_origins_are_scheme_host_and_port(self):
        for bad in (self.origin + '/all', 'example.org', 'file:///etc', 'http://', 'http://u@h', 'http://h:port'):
            self.refused(self.run_byline('query', '-q', 'ASK {}', '--allow-service', bad), 2, 'is no origin')
        done = self.run_byline('query', '-q', 'ASK { SERVICE <%s/all> {} }' % self.origin, '--allow-service',
                               self.origin.upper() + '/')
        self.assertEqual(done.stdout, 'yes\n', done.stderr)

    def test_rows_are_joined_and_bindings_are_told(self):
        done = self.ask('?s <http://e/p> ?n . SERVICE <@/all> { ?s <http://e/q> ?o }')
        self.assertEqual(self.rows(done), ['http://e/a,1,one', 'http://e/b,2,2'])
        self.assertEqual(len(Handler.queries), 1)

    def test_few_bindings_are_told_to_the_endpoint(self):
        self.rows(self.ask('VALUES ?s { <http://e/a> <http://e/b> } SERVICE <@/all> { ?s <http://e/q> ?o }'))
        self.assertIn('VALUES', Handler.queries[0])
        self.assertIn('<http://e/a>', Handler.queries[0])

    def test_blank_nodes_of_the_endpoint_are_not_ours(self):
        done = self.ask('?o <http://e/p> ?n . SERVICE <@/all> { ?s ?q ?o }')
        self.assertEqual(self.rows(done), [])

    def test_a_variable_endpoint_is_asked_for_each_value(self):
        self.assertEqual(len(self.rows(self.ask('SERVICE ?at { ?s ?q ?o } ?x <http://e/at> ?at'))), 3)
        self.refused(self.ask('SERVICE ?at { ?s ?q ?o }'), 2, 'SERVICE ?at has no endpoint to ask')
        self.refused(self.ask('VALUES ?at { <http://h/> } SERVICE ?at { ?s ?q ?o }'), 2, '<http://h/> may not be asked')
        self.refused(self.ask('VALUES ?at { "x" } SERVICE ?at { ?s ?q ?o }'), 2, 'is no IRI')

    def test_answers_that_are_none(self):
        for path, part in (('500', 'HTTP 500'), ('page', 'no SPARQL JSON result'), ('bad-iri', 'as an IRI'),
                           ('moved', 'it has moved to http://localhost'), ('cut', 'gives only 3 of its rows')):
            self.refused(self.ask('SERVICE <@/%s> { ?s ?p ?o }' % path), 3, part)

    def test_silent_goes_on_and_says_so(self):
        done = self.ask('?s <http://e/p> ?n SERVICE SILENT <@/500> { ?s ?q ?o }')
        self.assertEqual(len(self.rows(done)), 3)
        self.assertIn('warning: ', done.stderr)
        done = self.ask('?s <http://e/p> ?n SERVICE SILENT <@/all> { ?s ?q ?o }', allow=False)
        self.assertEqual(len(self.rows(done)), 3)
        self.assertEqual(Handler.queries[1:], [])

    def test_the_time_limit_ends_waiting(self):
        begin = time.monotonic()
        self.refused(self.ask('SERVICE SILENT <@/slow> { ?s ?p ?o }', '--timeout', '0.3'), 4, 'time limit')
        self.assertLess(time.monotonic() - begin, 2)

    @unittest.skipIf('BYLINE_SANITIZED' in os.environ, "a sanitizer's own tables are far above any limit")
    def test_the_memory_limit_holds_for_answers(self):
        self.refused(self.ask('SERVICE SILENT <@/long> { ?s ?p ?o }', '--max-memory', '100M'), 4, 'longer than')
        self.assertEqual(len(self.rows(self.ask('SERVICE <@/long> { ?s ?p ?o }'))), 3)

    def test_a_file_answers_for_an_endpoint(self):
        done = self.ask('SERVICE <http://h/> { ?s <http://e/p> ?n FILTER(?n > 1) SERVICE <http://i/> { ?s ?q 2 } }',
                        '--service', 'http://h/=' + self.data, '--service', 'http://i/=' + self.data, allow=False)
        self.assertEqual(len(self.rows(done)), 1)

    def update(self, request, *options, allow=True):
        allowed = ['--allow-service', self.origin] if allow else []
        return self.run_byline('update', '-q', request.replace('@', self.origin), '--format', 'nq', *allowed, *options)

    def test_load_is_refused_or_reads_the_document(self):
        self.refused(self.update('LOAD <@/doc.ttl>', allow=False), 2, 'query:1:1: error:', 'may not be asked', '^')
        for path in ('doc.ttl', 'here'):
            done = self.update('LOAD <@/%s> INTO GRAPH <http://e/g>' % path)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn('<%s/doc.ttl#x>' % self.origin, done.stdout)
            self.assertEqual(done.stdout.count('<http://e/g>'), 2)
            self.assertIn('"01"', done.stdout)

    def test_load_of_what_is_none_changes_nothing(self):
        target = os.path.join(self.folder.name, 'target.nq')
        for path, code, part in (('away', 2, 'may not be asked'), ('round', 3, 'HTTP 301'), ('broken', 2, 'broken:1:'),
                                 ('picture', 3, 'is no syntax that byline reads')):
            with open(target, 'w', encoding='utf-8') as out:
                out.write('before')
            done = self.update('INSERT DATA { <a:a> <a:b> 1 } ; LOAD <@/%s>' % path, '-o', target)
            self.refused(done, code, part)
            with open(target, encoding='utf-8') as file:
                self.assertEqual(file.read(), 'before')
        done = self.update('LOAD SILENT <@/broken> ; INSERT DATA { <a:a> <a:b> 1 }')
        self.assertIn('<a:a>', done.stdout)
        self.assertIn('warning: ', done.stderr)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
