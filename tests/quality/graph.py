"""Reads what `byline build` writes (N-Quads) as assertions, entities and mentions, for scripts that measure it."""
import json
import os
import re
import subprocess
import tempfile
import unicodedata
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PREFIXES = {
    "by": "https://w3id.org/byline#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "foaf": "http://xmlns.com/foaf/0.1/", "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"}
LINE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<[^>]*>)?)(?: <([^>]*)>)? \.')
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
SIMPLE = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def byline_program():
    return os.environ.get("BYLINE", f"{ROOT}/build/release/src/cli/byline")


def unescape(text):
    if "\\" not in text:
        return text
    return ESCAPE.sub(lambda m: SIMPLE.get(m.group(3), m.group(3)) if m.group(3) else chr(int(m.group(1) or m.group(2), 16)), text)


def compact(iri):
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base):]}"
    return iri


def fold(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = re.sub(r"\W+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()
    return re.sub(r"^(the|a|an|o|os|as) (?=.)", "", text)


class Assertion:
    """One claim in one sentence; spans count characters of the article."""

    def __init__(self, node, triple, sentence, modality, negated, rule, spans):
        self.node, self.sentence, self.modality, self.negated, self.rule = node, sentence, modality, negated, rule
        self.subject, self.predicate, self.object = triple
        self.span, self.subject_span, self.object_span = spans

    @property
    def article(self):
        return self.sentence.article


class Sentence:
    def __init__(self, article, begin, end, text):
        self.article, self.begin, self.end, self.text = article, begin, end, text


class Graph:
    """`assertions`; `labels[entity]`; `mentions[article, entity]` → spans of names; `sentences[article]`."""

    def __init__(self, path):
        node = defaultdict(lambda: defaultdict(list))
        with open(path, encoding="utf-8") as file:
            for line in file:
                match = LINE.match(line)
                if match and not match.group(5):
                    s, p, iri, text = match.group(1), compact(match.group(2)), match.group(3), match.group(4)
                    node[unescape(s)][p].append(unescape(iri) if iri is not None else unescape(text))
        self.node = node
        self.labels = defaultdict(set)
        self.mentions = defaultdict(list)
        self.sentences = defaultdict(list)
        self.assertions = []
        of_iri = {}
        for s in sorted(node):
            po = node[s]
            types = {compact(t) for t in po.get("rdf:type", ())}
            for p in ("skos:prefLabel", "skos:altLabel", "by:formerName"):
                self.labels[s].update(po.get(p, ()))
            if "nif:Sentence" in types:
                found = Sentence(article_id(po["nif:referenceContext"][0]), *span(po), po["nif:anchorOf"][0])
                of_iri[s] = found
                self.sentences[found.article].append(found)
            elif "nif:EntityOccurrence" in types:
                for entity in po.get("itsrdf:taIdentRef", ()):
                    if "by:name" in {compact(f) for f in po.get("by:mentionForm", ())}:
                        self.mentions[article_id(po["nif:referenceContext"][0]), entity].append(span(po))
        for s in sorted(node):
            po = node[s]
            if "rdf:subject" in po:
                self.assertions.append(Assertion(
                    s, (po["rdf:subject"][0], compact(po["rdf:predicate"][0]), po["rdf:object"][0]), of_iri[po["by:sentence"][0]],
                    {compact(m) for m in po.get("by:modality", ())}, "by:polarity" in po,
                    re.split("[/#]", po.get("by:rule", ["?"])[0])[-1], (span(po), span(po, "by:subject"), span(po, "by:object"))))


def span(po, prefix="nif:"):
    begin, end = ("nif:beginIndex", "nif:endIndex") if prefix == "nif:" else (prefix + "Begin", prefix + "End")
    return (int(po[begin][0]), int(po[end][0])) if begin in po else None


def article_id(iri):
    return iri.split("/article/", 1)[-1].split("#", 1)[0]


def build(records, *options):
    """`records`: dicts with id, text and language, as JSON Lines. The graph that byline builds of them."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, target = os.path.join(folder, "articles.jsonl"), os.path.join(folder, "graph.nq")
        with open(corpus, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        done = subprocess.run([byline_program(), "build", corpus, "-o", target, "--mentions", "--quiet",
                               "--ontology", f"{ROOT}/ontology", *options], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        return Graph(target)
