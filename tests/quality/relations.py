#!/usr/bin/env python3
"""Relations in text that no rule was written on, against annotated documents: precision and recall of each.

    relations.py redocred|core FILE.json… [--list [RELATION]] [--missing] [--limit N] [--unseen]

BYLINE is the program (default: the release build). `redocred`: documents with every mention of every entity and
their Wikidata relations; `core`: sentences with one relation between two companies. What is asked of which property
stands in redocred.tsv and core.tsv: `gold` and `answers` (`-x`: the other way round, `~x`: either way;
`Type(role,role)`: two roles of an event; `membership`: person and organization of one), `accepted` (other gold
relations of the pair under which an answer is neither right nor wrong).

An answer is an Assertion that is not negated, future, hedged or opinion. It is right when subject and object each name the
gold entity: one of our name mentions or labels is one of its mentions. It is wrong otherwise; `out` counts the
answers with an end that is no gold entity at all (redocred: wrong too in `strict`; core judges only the marked pair).
Recall is over all gold facts, and over those whose entities stand in one sentence. --unseen
takes every second document of redocred: those whose names the English model has not learned from. --list prints each wrong answer with its
rule and sentence, and with --missing each gold fact of one sentence that was not found.

Neither corpus annotates everything that its sentences state. disagreements.tsv lists the answers that a reader of the
sentence finds stated in it (document, relation, both ends, where it says so); they stay wrong in every figure but `read`,
which is the strict precision with them as right.
"""
import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict

import graph
import tokens

HERE = os.path.dirname(os.path.abspath(__file__))


class Document:
    """`entities`: lists of (begin, end, sentence number, name); `gold`: (relation, head, tail)."""

    def __init__(self, name, text, entities, gold, only_marked):
        self.name, self.text, self.entities, self.gold, self.only_marked = name, text, entities, gold, only_marked


def read_redocred(path):
    documents = []
    for number, record in enumerate(json.load(open(path, encoding="utf-8"))):
        text, spans = "", []
        for sentence in record["sents"]:
            text, found = tokens.join(sentence, text, split_hyphens=True)
            spans.append(found)
        entities = [[(spans[m["sent_id"]][m["pos"][0]][0], spans[m["sent_id"]][m["pos"][1] - 1][1], m["sent_id"], m["name"])
                     for m in entity if m["pos"][1] <= len(spans[m["sent_id"]])] for entity in record["vertexSet"]]
        gold = {(label["r"], label["h"], label["t"]) for label in record["labels"]}
        documents.append(Document(f"doc{number:04}", text, entities, gold, False))
    return documents


def read_core(path):
    documents = []
    for record in json.load(open(path, encoding="utf-8")):
        text, spans = tokens.join(record["context"])
        sentence_of = [sum(word in (".", "!", "?") for word in record["context"][:i]) for i in range(len(spans))]
        entities = []
        for side in ("e1", "e2"):
            begin, end = record[side + "_start"], record[side + "_end"]
            words = record["context"][begin:end + 1]
            places = [i for i in range(len(spans) - len(words) + 1) if record["context"][i:i + len(words)] == words]
            entities.append([(spans[i][0], spans[i + len(words) - 1][1], sentence_of[i], record[side + "_name"])
                             for i in sorted(places, key=lambda i: i != begin)])
        pair = (1, 0) if record["invert_relation"] else (0, 1)
        documents.append(Document(record["id"], text, entities, {(record["relation"], *pair)}, True))
    return documents


class Relation:
    def __init__(self, row):
        self.name, self.business = row["relation"], row["business"] == "yes"
        self.gold, self.accepted = row["gold"].split(), row["accepted"].split()
        self.answers = row["answers"].split()


def read_table(path):
    with open(path, encoding="utf-8") as file:
        head = file.readline().rstrip("\n").split("\t")
        return [Relation(dict(zip(head, line.rstrip("\n").split("\t")))) for line in file if line.strip()]


def read_disagreements(kind):
    """(document, relation, head, tail) of answers that the text states and the gold leaves out."""
    path = f"{HERE}/disagreements.tsv"
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return {tuple(row[1:5]) for row in rows if row[0] == kind}


def directed(pattern, head, tail):
    """The pairs that a pattern with its mark of direction asks about."""
    mark = pattern[0]
    if mark == "-":
        return [(tail, head)]
    return [(head, tail), (tail, head)] if mark == "~" else [(head, tail)]


def gold_pairs(document, patterns):
    pairs = set()
    for pattern in patterns:
        for relation, head, tail in document.gold:
            if relation == pattern.strip("-~"):
                pairs.update(directed(pattern, head, tail))
    return pairs


EVENT_ROLES = {"agent": "by:agent", "theme": "by:theme", "recipient": "by:recipient", "source": "by:source",
               "time": "sem:hasTimeStamp"}


class Answers:
    """Every pair of one article that the graph relates, by pattern without direction."""

    def __init__(self, assertions, types):
        self.pairs = defaultdict(list)  # pattern → [(subject, object, assertion of the object)]
        by_event, members = defaultdict(list), defaultdict(list)
        for a in assertions:
            self.pairs[a.predicate].append((a.subject, a.object, a, a))
            by_event[a.subject, a.sentence.begin].append(a)
            if a.predicate in ("org:member", "org:organization"):
                members[a.subject, a.sentence.begin].append(a)
        for (event, _), parts in sorted(by_event.items(), key=lambda x: x[0]):
            for kind in types(event):
                for first, p in EVENT_ROLES.items():
                    for second, q in EVENT_ROLES.items():
                        self.pairs[f"{kind}({first},{second})"] += [
                            (x.object, y.object, x, y) for x in parts for y in parts
                            if x.predicate == p and y.predicate == q and x.object != y.object]
        for parts in members.values():
            self.pairs["membership"] += [(x.object, y.object, x, y) for x in parts for y in parts
                                         if x.predicate == "org:member" and y.predicate == "org:organization"]


def same_stretch(a, b):
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common > 0 and 2 * common > max(a[1] - a[0], b[1] - b[0])


class Linker:
    """Which gold entities of a document one of our terms names."""

    def __init__(self, ours, document):
        self.ours, self.document, self.cache = ours, document, {}

    def entity(self, iri):
        if iri not in self.cache:
            spans = self.ours.mentions.get((self.document.name, iri), [])
            labels = {graph.fold(label) for label in self.ours.labels.get(iri, ())}
            self.cache[iri] = frozenset(
                i for i, mentions in enumerate(self.document.entities)
                if any(graph.fold(m[3]) in labels or any(same_stretch(m[:2], s) for s in spans) for m in mentions))
        return self.cache[iri]

    def date(self, value, place):
        year = re.match(r"-?\d+", value)
        return frozenset(
            i for i, mentions in enumerate(self.document.entities) for m in mentions
            if place and m[0] < place[1] and place[0] < m[1] and year and year.group().lstrip("0") in m[3])

    def term(self, value, place):
        if "://" in value:
            return self.entity(value)
        return self.date(value, place)


class Score:
    def __init__(self):
        self.counts = Counter()
        self.errors = []

    def precision(self, strict=False):
        wrong = self.counts["wrong"] + (self.counts["out"] if strict else 0)
        return ratio(self.counts["right"], self.counts["right"] + wrong)

    def read(self):
        """Precision where what the list of disagreements holds counts as right."""
        c = self.counts
        return ratio(c["right"] + c["stated"], c["right"] + c["wrong"] + c["out"])


def ratio(a, b):
    return a / b if b else None


def percent(value):
    return "   –  " if value is None else f"{100 * value:5.1f} "


def in_one_sentence(document, head, tail):
    return bool({m[2] for m in document.entities[head]} & {m[2] for m in document.entities[tail]})


def name_of(document, entity):
    return document.entities[entity][0][3] if document.entities[entity] else "?"


def around(document, head, tail):
    """The text between the mentions of both that stand closest in one sentence, with some words around."""
    pairs = [(max(a[1], b[1]) - min(a[0], b[0]), min(a[0], b[0]), max(a[1], b[1]))
             for a in document.entities[head] for b in document.entities[tail] if a[2] == b[2]]
    _, begin, end = min(pairs)
    return document.text[max(0, begin - 60):end + 60]


def judge(document, ours, answers, relation, score, stated=frozenset()):
    """Counts one relation's gold facts and answers of one document."""
    linker = Linker(ours, document)
    gold, accepted = gold_pairs(document, relation.gold), gold_pairs(document, relation.accepted)
    symmetric = any(p[0] == "~" for p in relation.gold)
    found, judged = set(), set()
    for pattern in relation.answers:
        for s, o, first, second in answers.pairs.get(pattern.strip("-~"), ()):
            head, tail, head_at, tail_at = s, o, first.subject_span if first is second else first.object_span, second.object_span
            if pattern[0] == "-":
                head, tail, head_at, tail_at = tail, head, tail_at, head_at
            heads, tails = linker.term(head, head_at), linker.term(tail, tail_at)
            pairs = {(h, t) for h in heads for t in tails}
            if symmetric:
                pairs |= {(t, h) for h, t in pairs}
            key = (heads, tails) if heads and tails else (head, tail)
            if pairs & gold:
                found |= pairs & gold
                if not any(pair in judged for pair in pairs & gold):
                    score.counts["right"] += 1
                judged |= pairs & gold
            elif pairs & accepted or key in judged:
                continue
            elif not (heads and tails):
                score.counts["out"] += 1
                score.counts["stated"] += (document.name, relation.name, label(ours, head), label(ours, tail)) in stated
                judged.add(key)
                if not document.only_marked:
                    score.errors.append(("out", document, head, tail, second))
            elif heads != tails or len(heads) > 1:
                score.counts["wrong"] += 1
                score.counts["stated"] += (document.name, relation.name, label(ours, head), label(ours, tail)) in stated
                judged |= {key, (tails, heads)} if symmetric else {key}
                kind = "reversed" if {(t, h) for h, t in pairs} & gold else "wrong"
                score.errors.append((kind, document, head, tail, second))
    if symmetric:
        gold, found = ({tuple(sorted(p)) for p in pairs} for pairs in (gold, found))
    for pair in sorted(gold):
        near = in_one_sentence(document, *pair)
        score.counts["gold"] += 1
        score.counts["near"] += near
        score.counts["found"] += pair in found
        score.counts["found near"] += near and pair in found
        if near and pair not in found:
            score.errors.append(("missing", document, *pair, None))


def label(ours, term):
    return term.rsplit("/", 1)[-1].replace("_", " ") if "://" in term else term


def print_errors(relation, score, ours, options):
    shown = Counter()
    for kind, document, head, tail, assertion in score.errors:
        if kind == "missing" and not options.missing:
            continue
        shown[kind] += 1
        if options.limit and shown[kind] > options.limit:
            continue
        if assertion:
            print(f"{kind}\t{relation.name}\t{document.name}\t{label(ours, head)} → {label(ours, tail)}\t{assertion.predicate}\t{assertion.rule}\t"
                  f"{' '.join(assertion.sentence.text.split())}")
        else:
            print(f"{kind}\t{relation.name}\t{document.name}\t{name_of(document, head)} → {name_of(document, tail)}\t\t\t"
                  f"{' '.join(around(document, head, tail).split())}")


def row(name, score):
    c = score.counts
    print(f"{name:24} {c['gold']:5} {c['near']:5} {c['right']:5} {c['wrong']:5} {c['out']:5} {percent(score.precision())} "
          f"{percent(score.precision(True))} {percent(score.read())} {percent(ratio(c['found'], c['gold']))} {percent(ratio(c['found near'], c['near']))}")


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].strip())
    parser.add_argument("kind", choices=("redocred", "core"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--list", nargs="?", const="", default=None)
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--unseen", action="store_true")
    for bound in ("--f1", "--precision"):
        parser.add_argument(bound, type=float, default=0.0, help="of the business relations, percent; ends with 1 where it is missed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    read = read_redocred if options.kind == "redocred" else read_core
    documents = [d for path in options.files for d in read(path)]
    if options.unseen:
        documents = documents[1::2]
    table = read_table(f"{HERE}/{options.kind}.tsv")
    ours = graph.build([{"id": d.name, "text": d.text, "language": "en"} for d in documents])
    by_article = defaultdict(list)
    for a in ours.assertions:
        if not a.negated and not a.modality & {"by:future", "by:hedged", "by:opinion"}:
            by_article[a.article].append(a)

    def types(event):
        match = re.search(r"/event/(\w+)/", event)
        if match:
            return [match.group(1)]
        return [t.rsplit("#", 1)[-1] for t in ours.node.get(event, {}).get("sem:eventType", ())]

    stated = read_disagreements(options.kind)
    answers = {d.name: Answers(by_article[d.name], types) for d in documents}
    scores = {relation: Score() for relation in table}
    for document in documents:
        for relation in table:
            judge(document, ours, answers[document.name], relation, scores[relation], stated)
    if options.list is not None:
        for relation, score in scores.items():
            if options.list in ("", relation.name):
                print_errors(relation, score, ours, options)
    print(f"{'relation':24} {'gold':>5} {'near':>5} {'right':>5} {'wrong':>5} {'out':>5} {'prec':>6} {'strict':>6} {'read':>6} {'recall':>6} {'r.near':>6}")
    business, others = Score(), Score()
    for relation, score in scores.items():
        row(relation.name, score)
        if not score.counts["gold"]:
            continue  # the corpus does not annotate it: nothing can be judged
        (business if relation.business else others).counts.update(score.counts)
    row("BUSINESS (micro)", business)
    if others.counts:
        row("the others (micro)", others)
    recall, near = (ratio(business.counts[a], business.counts[b]) or 0.0 for a, b in (("found", "gold"), ("found near", "near")))
    strict = options.kind == "redocred"
    precision = business.precision(strict) or 0.0
    reached = f1(precision, recall)
    print(f"business: micro F1 {reached:.3f} (recall over all gold facts), "
          f"{f1(precision, near):.3f} (both in one sentence); precision {'strict' if strict else 'of the marked pairs'}")
    if 100 * reached < options.f1 or 100 * precision < options.precision:
        sys.exit(f"business: F1 {reached:.3f} and precision {precision:.3f}, {options.f1:g} % and {options.precision:g} % at least wanted")


if __name__ == "__main__":
    main()
