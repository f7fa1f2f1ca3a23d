"""No hallucination: no_hallucination.py BYLINE CORPUS… [--annotated FILE…]: builds the graph of each corpus with --mentions and re-derives
from the texts every position, label and literal that articles give.

`--annotated`: annotated corpora (CoNLL-U, IOB, Re-DocRED, CORE, GAP), whose running text is taken, all in one graph.

- The text at each nif:beginIndex/nif:endIndex of a sentence, piece or mention is its nif:anchorOf.
- Evidence lies inside its sentence; mention spans of subject and object inside the article.
- A label in an article's graph stands in that article's text, or is the label of a thing whose other label does, or is
  the lexicon's (reached by a name that stands there), or is the place that a word of origin there means ("Brazilian":
  the table `demonyms`, and then one of the place's mentions is that very word). A name that was not found anywhere fails. What a figure counts
  may be named by its rule ("used by millions": users).
- A text literal of an assertion is a substring of its sentence (white space aside); digits of numbers and dates come from
  the sentence, its neighbourhood by a named step, or are spelled there.
Exit code 1 with every violation.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict

import plain_text

NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
BY = "https://w3id.org/byline#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LINE = re.compile(r'(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)(?: (<[^>]*>))? \.')
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def unescape(text):
    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)",
                  lambda m: chr(int(m.group(1)[1:], 16)) if m.group(1)[0] in "uU" and len(m.group(1)) > 1 else ESCAPES.get(m.group(1), m.group(1)), text)


def term(token):
    if token.startswith("<"):
        return ("iri", token[1:-1])
    match = re.match(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$', token)
    return ("literal", unescape(match.group(1)), match.group(2) or "", match.group(3) or "")


def fold(text):
    # "Service™", "Musical²": signs behind a word, which compatibility makes letters of it.
    text = "".join(" " if unicodedata.category(c) in ("So", "No") else c for c in text)
    text = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"\W+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def texts_of(corpus):
    """Of JSON Lines the texts by id; else nothing."""
    if not corpus.endswith(".jsonl"):
        return {}
    with open(corpus, encoding="utf-8") as file:
        return {record["id"]: record["text"] for record in map(json.loads, file)}


def check(byline, corpus):
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        done = subprocess.run([byline, "build", corpus, "-o", file.name, "--mentions", "--quiet"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        quads = [LINE.match(line) for line in open(file.name, encoding="utf-8")]
    node = defaultdict(lambda: defaultdict(list))
    given, labels = [], defaultdict(set)
    lexicon = defaultdict(set)
    for quad in quads:
        s, p, o, g = quad.groups()
        s, p, o = s[1:-1], p[1:-1], term(o)
        if g:
            given.append((g[1:-1], s, p, o))
        else:
            node[s][p].append(o)
        if p in (SKOS + "prefLabel", SKOS + "altLabel", BY + "formerName"):
            labels[s].add(o[1])
    articles = {s: unescape("") for s in node if ("iri", BY + "Article") in node[s][RDF + "type"]}
    problems, checked = [], defaultdict(int)
    given_texts = texts_of(corpus)
    for article in articles:
        identity = article.split("/article/", 1)[1]
        if identity in given_texts:
            articles[article] = given_texts[identity]
            continue
        shown = subprocess.run([byline, "build", corpus, "--show-text", identity], capture_output=True)
        articles[article] = shown.stdout.decode("utf-8")
    checked["articles"] = len(articles)
    folded = {a: " " + fold(t) + " " for a, t in articles.items()}
    for s, po in node.items():
        if NIF + "anchorOf" in po:
            begin, end = int(po[NIF + "beginIndex"][0][1]), int(po[NIF + "endIndex"][0][1])
            text = articles[po[NIF + "referenceContext"][0][1]]
            checked["positions"] += 1
            if text[begin:end] != po[NIF + "anchorOf"][0][1]:
                problems.append(f"{s}: the text there is {text[begin:end]!r}")
    for s, po in node.items():
        if ("iri", BY + "Assertion") not in po[RDF + "type"]:
            continue
        sentence = node[po[BY + "sentence"][0][1]]
        article = sentence[NIF + "referenceContext"][0][1]
        begin, end = int(po[NIF + "beginIndex"][0][1]), int(po[NIF + "endIndex"][0][1])
        low, high = int(sentence[NIF + "beginIndex"][0][1]), int(sentence[NIF + "endIndex"][0][1])
        checked["assertions"] += 1
        if not low <= begin < end <= high:
            problems.append(f"{s}: evidence {begin}-{end} outside its sentence {low}-{high}")
        for name in ("subject", "object"):
            if BY + name + "Begin" in po:
                b, e = int(po[BY + name + "Begin"][0][1]), int(po[BY + name + "End"][0][1])
                if not 0 <= b < e <= len(articles[article]):
                    problems.append(f"{s}: {name} at {b}-{e} is outside the article")
        value = po[RDF + "object"][0]
        if value[0] == "literal" and value[2]:
            checked["text literals"] += 1
            if fold(value[1]) not in fold(sentence[NIF + "anchorOf"][0][1]) and BY + "step" not in po:
                problems.append(f"{s}: {value[1]!r} is not in its sentence")
        elif value[0] == "literal" and re.match(r"\d{4}", value[1]):
            checked["dates"] += 1
            if value[1][:4] not in articles[article][low:high] and BY + "step" not in po:
                problems.append(f"{s}: the year {value[1][:4]} is not in its sentence and no step is named")
    origins, spoken = words_of_origin(), defaultdict(set)
    for po in node.values():
        for entity in po.get("http://www.w3.org/2005/11/its/rdf#taIdentRef", ()):
            spoken[po[NIF + "referenceContext"][0][1], entity[1]].add(fold(po[NIF + "anchorOf"][0][1]))
    # The words of a metric may be the rule's: "used by millions" counts users.
    metrics = {o[1] for _, _, p, o in given if p == BY + "metric"}
    for graph, s, p, o in given:
        if p not in (SKOS + "prefLabel", SKOS + "altLabel"):
            continue
        checked["labels"] += 1
        if s in metrics:
            continue
        if any(origins[word] & labels[s] for word in spoken[graph, s] if word in origins):
            continue
        if not any(" " + fold(label) + " " in folded[graph] for label in labels[s]):
            problems.append(f"{s}: none of its labels stands in {graph}: {sorted(labels[s])}")
    print(f"{corpus}: " + ", ".join(f"{n} {what}" for what, n in sorted(checked.items())) + f", {len(problems)} problems")
    return problems


def words_of_origin():
    """Folded word → the place it means, from the tables of all languages."""
    words = defaultdict(set)
    languages = f"{os.path.dirname(os.path.abspath(__file__))}/../../ontology/languages"
    for language in sorted(os.listdir(languages)):
        table = f"{languages}/{language}/names.table"
        if not os.path.exists(table):
            continue
        inside = False
        for line in open(table, encoding="utf-8"):
            if line.startswith("["):
                inside = line.strip() == "[demonyms]"
            elif inside and "\t" in line:
                word, place = line.rstrip("\n").split("\t")[:2]
                words[fold(word)].add(place)
    return words


def main():
    byline, *corpora = sys.argv[1:]
    annotated = []
    if "--annotated" in corpora:
        at = corpora.index("--annotated")
        corpora, annotated = corpora[:at], corpora[at + 1:]
    problems = [p for corpus in corpora for p in check(byline, corpus)]
    if annotated:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in plain_text.articles(annotated))
            file.flush()
            problems += check(byline, file.name)
    for problem in problems:
        print("  " + problem)
    sys.exit(1 if problems else 0)


main()
