#!/usr/bin/env python3
"""The seeds' entity graph is the same in every format for looking at, and Graphviz draws it.

    drawings.py BYLINE

Builds the seed corpus and compares the nodes and edges of GraphML, GEXF and DOT (as
Graphviz draws it) with the CSV tables. Without Graphviz that part is skipped by name.
"""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GRAPHML = '{http://graphml.graphdrawing.org/xmlns}'
GEXF = '{http://www.gexf.net/1.2draft}'
SVG = '{http://www.w3.org/2000/svg}'


def converted(byline, graph, fmt):
    return subprocess.run([byline, 'convert', graph, '--to', fmt], check=True, capture_output=True).stdout


def table(text):
    return list(csv.DictReader(io.StringIO(text.decode('utf-8'))))


def graphml(text):
    root = xml.fromstring(text)
    return ([node.get('id') for node in root.iter(GRAPHML + 'node')],
            [(edge.get('source'), edge.get('target')) for edge in root.iter(GRAPHML + 'edge')])


def gexf(text):
    root = xml.fromstring(text)
    return ([node.get('id') for node in root.iter(GEXF + 'node')],
            [(edge.get('source'), edge.get('target')) for edge in root.iter(GEXF + 'edge')])


def drawn(text):
    """Nodes and edges of the picture, from its titles."""
    picture = subprocess.run(['dot', '-Tsvg'], input=text, check=True, capture_output=True)
    if picture.stderr:
        raise SystemExit('dot warns: ' + picture.stderr.decode())
    groups = [(group.get('class'), group.find(SVG + 'title')) for group in xml.fromstring(picture.stdout).iter(SVG + 'g')]
    return ([title.text for kind, title in groups if kind == 'node'],
            [tuple(title.text.split('->', 1)) for kind, title in groups if kind == 'edge'])


def main():
    byline = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        graph = os.path.join(scratch, 'seeds.nq')
        subprocess.run([byline, 'build', os.path.join(ROOT, 'corpus'), '-o', graph], check=False, capture_output=True)
        nodes = sorted(row['id'] for row in table(converted(byline, graph, 'csv-nodes')))
        edges = sorted((row['source'], row['target']) for row in table(converted(byline, graph, 'csv')))
        if not nodes or not edges:
            raise SystemExit('the seeds give no entity graph')
        found = {'graphml': graphml(converted(byline, graph, 'graphml')), 'gexf': gexf(converted(byline, graph, 'gexf'))}
        if shutil.which('dot'):
            found['dot'] = drawn(converted(byline, graph, 'dot'))
        else:
            print('skipped: dot: graphviz is not installed')
    good = True
    for name, (its_nodes, its_edges) in found.items():
        same = sorted(its_nodes) == nodes and sorted(its_edges) == edges
        print(f'{name}: {len(its_nodes)} nodes, {len(its_edges)} edges: {"ok" if same else "FAILED"}')
        good &= same
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
