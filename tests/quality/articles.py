"""Facts of articles written for this test: articles.py BYLINE FOLDER [--ontology FOLDER] [--show [ID]] [--list] [--lexicon FILE]
[--precision X] [--recall X] [--certainty X] [--types X]

FOLDER/LANG/NAME.txt is an article, NAME.facts beside it what a careful reader finds in it, one fact a line:

    Subject | property | Object | certainty                       a relation
    Acquisition | agent A; theme B; time 2019 | certainty         an event with its roles, whatever sentences state them
    Membership | member P; organization O; role R | certainty
    Statistic | of X; value 300; metric employees; comparator gt
    Quotation | speaker S; text first words of what is quoted
    Entity | Name | by:Company                                    its class (or one above it)

`?` before a line: two careful readers may differ, neither right nor wrong. Names fit by any label of the thing; certainty holds
the words negated future hedged reported opinion former and `by S` (said by S). Not compared: classes that the text
states, jobTitle and worksFor beside a membership, shortcuts beside their event, periods.
Precision and recall count relations, event types and roles, memberships, figures, quotations and their speakers. --show prints what byline finds, in the same form. Exit code 1
if a figure is below its floor.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict

LINE = re.compile(r'(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)(?: (<[^>]*>))? \.')
ROLES = {"agent", "theme", "recipient", "source", "hasPlace", "hasTimeStamp", "medium", "softwareVersion", "amount"}
NAMES = {"hasPlace": "place", "hasTimeStamp": "time", "softwareVersion": "version"}
SYMMETRIC = {"partnerOf", "competitorOf", "spouse"}  # written once, as first stated
SKIPPED = {"type", "jobTitle", "acquiredBy", "donatedTo", "transferredTo", "announced"}
FILLING = re.compile(r"\s+")


def fold(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return FILLING.sub(" ", re.sub(r"[^\w.+%-]+", " ", text)).strip(" .")


def short(iri):
    return re.split(r"[#/]", iri.strip("<>"))[-1]


def text_of(literal):
    body = re.match(r'"((?:[^"\\]|\\.)*)"', literal).group(1)
    body = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)), body)
    return body.replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\")


class Graph:
    def __init__(self, path):
        self.node = defaultdict(lambda: defaultdict(list))
        for line in open(path, encoding="utf-8"):
            s, p, o, g = LINE.match(line).groups()
            if not (g and "/article/" in g):
                self.node[s][short(p)].append(o)
        self.facts = defaultdict(lambda: defaultdict(list))  # article → sentence → assertions
        self.sentences = defaultdict(list)
        for s, data in self.node.items():
            kinds = {short(k) for k in data.get("type", [])}
            article = s.strip("<>").split("#")[0].split("/article/")[-1]
            if "Assertion" in kinds and data["sentence"]:
                self.facts[article][data["sentence"][0]].append(data)
            elif "Sentence" in kinds:
                self.sentences[article].append((int(text_of(data["beginIndex"][0])), s, text_of(data["anchorOf"][0])))

    def kind(self, iri):
        kinds = {"Event" if "/sem/" in k else short(k) for k in self.node[iri].get("type", []) if k != "<https://schema.org/Event>"} \
            if iri in self.node else set()
        return next((k for k in ("Event", "Statistic", "Quotation", "Membership") if k in kinds), "Entity")

    def names(self, term):
        if term.startswith('"'):
            return [text_of(term)]
        data = self.node.get(term, {})
        labels = [text_of(x) for key in ("prefLabel", "altLabel") for x in data.get(key, [])]
        return labels or [short(term)]

    def certainty(self, data):
        words = sorted(short(x) for key in ("polarity", "modality") for x in data.get(key, []))
        return " ".join(words + ["by " + self.names(x)[0] for x in data.get("saidBy", [])])


class Fact:
    """`parts` of a relation: subject, object; of a node: (role, value) pairs; every value a list of names."""

    def __init__(self, kind, parts, certainty, where="", optional=False, rules=()):
        self.kind, self.parts, self.certainty, self.where = kind, parts, certainty, where
        self.optional, self.rules = optional, rules
        self.direct = True    # of a quotation
        self.free_roles = []  # of an event: may be there

    def __str__(self):
        if self.kind in NODES or self.kind[0].isupper():
            body = f"{self.kind} | " + "; ".join(f"{role} {names[0]}" for role, names in self.parts)
        else:
            body = " | ".join((self.parts[0][1][0], self.kind, self.parts[1][1][0]))
        return body + (f" | {self.certainty}" if self.certainty else "")


NODES = {"Statistic", "Quotation", "Membership", "Entity"}


def found_facts(graph, article):
    facts, nodes = [], {}
    order = sorted(graph.sentences[article])
    for _, sentence, _ in order:
        members = {(a["subject"][0]) for a in graph.facts[article][sentence] if short(a["predicate"][0]) == "organization"}
        employed = {tuple(graph.node[m][x][0] for x in ("member", "organization") if graph.node[m][x]) for m in members}
        for data in graph.facts[article][sentence]:
            subject, predicate, target = data["subject"][0], short(data["predicate"][0]), data["object"][0]
            kind, certainty = graph.kind(subject), graph.certainty(data)
            rules = [short(x) for x in data.get("rule", [])]
            if kind == "Entity":
                beside = predicate == "worksFor" and (subject, target) in employed
                if predicate not in SKIPPED and not beside:
                    facts.append(Fact(predicate, [("subject", graph.names(subject)), ("object", graph.names(target))], certainty, sentence, rules=rules))
                continue
            fresh = subject not in nodes
            if fresh:
                kind_name = next((short(x) for x in graph.node[subject].get("eventType", [])), "Event") if kind == "Event" else kind
                nodes[subject] = Fact(kind_name, [], certainty, sentence, rules=rules)
                facts.append(nodes[subject])
            fact = nodes[subject]
            if kind == "Event":
                if predicate == "eventType":
                    fact.kind = short(target)
                    fact.certainty = min(fact.certainty, certainty, key=len)
                elif predicate == "amount":
                    values = graph.node[target].get("value", [])
                    if not any(role == "amount" for role, _ in fact.parts):
                        fact.parts.append(("amount", [text_of(v) for v in values] or ["?"]))
                elif predicate in ROLES:
                    part = (NAMES.get(predicate, predicate), graph.names(target))
                    if part not in fact.parts:
                        fact.parts.append(part)
            elif kind == "Statistic" and fresh:
                s = graph.node[subject]
                of = graph.names(target)
                if graph.kind(target) == "Event":
                    facts.remove(fact)
                    continue
                fact.parts = [("of", of)] + [("value", [text_of(x) + "".join(text_of(u) for u in s.get("unitText", []) if text_of(u) == "%")]) for x in s.get("value", [])]
                fact.parts += [("metric", graph.names(x)) for x in s.get("metric", [])]
                fact.parts += [("comparator", [short(x)]) for x in s.get("comparator", []) if short(x) != "eq"]
            elif kind == "Quotation" and fresh:
                s = graph.node[subject]
                fact.direct = "true" in "".join(s.get("direct", []))
                fact.parts = [("speaker", graph.names(x)) for x in s.get("speaker", [])]
                fact.parts += [("text", [text_of(x)]) for x in s.get("text", [])]
            elif kind == "Membership" and predicate in ("member", "organization", "role"):
                part = (predicate, graph.names(target))
                if part not in fact.parts:
                    fact.parts.append(part)
    return facts


def gold_facts(path):
    facts = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        optional = line.startswith("?")
        line = line.lstrip("?").strip()
        if not line or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split(" | ")]
        if cells[0] == "Entity":
            facts.append(Fact("Entity", [("name", [cells[1]]), ("class", [cells[2]])], "", number, optional))
        elif cells[0] in NODES or (cells[0][0].isupper() and len(cells) < 4 and re.match(r"\??(agent|theme|source|recipient) ", cells[1])):
            parts = [(p.split(" ", 1)[0], [p.split(" ", 1)[1]]) for p in cells[1].split("; ")]
            fact = Fact(cells[0], [p for p in parts if p[0][0] != "?"], cells[2] if len(cells) > 2 else "", number, optional)
            fact.free_roles = [(role[1:], names) for role, names in parts if role[0] == "?"]
            facts.append(fact)
        else:
            if len(cells) < 3:
                sys.exit(f"{path}:{number}: a relation has subject | property | object")
            facts.append(Fact(cells[1], [("subject", [cells[0]]), ("object", [cells[2]])], cells[3] if len(cells) > 3 else "", number, optional))
    return facts


def fits(role, gold, names):
    want = fold(gold[0])
    have = [fold(n) for n in names]
    if role in ("metric", "role", "text", "object"):
        return any(want == h or want in h or (len(h) > 3 and h in want) if role != "object" else
                   want == h or (len(want) > 25 and (want in h or h in want)) for h in have)
    return want in have


def units(fact):
    """What a fact counts: an event its type and roles, a quotation its words and speaker, anything else one."""
    if fact.kind in ("Statistic", "Membership") or not fact.kind[0].isupper():
        return 1
    return len(fact.parts) if fact.kind == "Quotation" else 1 + len(fact.parts)


def negated(fact):
    return "negated" in fact.certainty


def agreement(gold, found):
    """Units of `gold` that `found` has; 0: another fact."""
    if gold.kind != found.kind or negated(gold) != negated(found):
        return 0
    if gold.kind in SYMMETRIC:
        (s, a), (o, b) = gold.parts
        (_, x), (_, y) = found.parts
        return int(any(fits(s, a, one) and fits(o, b, other) for one, other in ((x, y), (y, x))))
    if not gold.kind[0].isupper():
        return int(all(fits(r, g, f) for (r, g), (_, f) in zip(gold.parts, found.parts)))
    hits = [(r, g) for r, g in gold.parts if any(r == role and fits(r, g, names) for role, names in found.parts)]
    roles = {r for r, _ in hits}
    if gold.kind == "Statistic":
        return int({"of", "value"} <= roles)
    if gold.kind == "Membership":
        return int({"member", "organization"} <= roles and ("role" in roles or not any(r == "role" for r, _ in gold.parts)))
    if gold.kind == "Quotation":
        return len(hits) if "text" in roles else 0
    # the theme tells one event from another; without it who takes part
    key = "theme" if all(any(r == "theme" for r, _ in f.parts) for f in (gold, found)) else None
    return 1 + len(hits) if (key in roles if key else roles & {"agent", "theme", "source", "recipient"}) else 0


class Score:
    def __init__(self):
        self.right = self.wanted = self.wrong = self.certain = self.matched = self.typed = self.entities = 0
        self.notes = []

    def article(self, graph, article, gold):
        found = found_facts(graph, article)
        free = list(found)
        pairs = []
        for want in sorted((g for g in gold if g.kind != "Entity"), key=lambda g: g.optional):
            best = max(free, key=lambda f: agreement(want, f), default=None)
            hit = agreement(want, best) if best else 0
            if hit:
                free.remove(best)
                # the same relation again, in another sentence, is no other fact
                free = [f for f in free if f.kind[0].isupper() and f.kind not in ("Membership", "Statistic") or not agreement(want, f)]
                pairs.append((want, best, hit))
            if want.optional:
                continue
            self.wanted += units(want)
            self.right += hit
            if hit < units(want):
                self.notes.append(f"missing {article}:{want.where}: {want}" + (f"   FOUND {best}" if hit else ""))
        for want, best, hit in pairs:
            if not want.optional:
                self.matched += 1
                self.certain += sorted(want.certainty.split()) == sorted(best.certainty.split())
                if sorted(want.certainty.split()) != sorted(best.certainty.split()):
                    self.notes.append(f"certainty {article}:{want.where}: {want}   FOUND {best.certainty or 'plain'}")
                allowed = sum(any(r == role and fits(r, g, names) for role, names in best.parts) for r, g in want.free_roles)
                over = max(0, units(best) - hit - allowed) if best.kind not in ("Statistic", "Membership") and best.kind[0].isupper() else 0
                self.wrong += over
                if over:
                    self.notes.append(f"extra roles {article}: {best}   WANTED {want}")
        for fact in free:
            if fact.kind == "Quotation" and not fact.direct:
                continue
            self.wrong += units(fact)
            self.notes.append(f"wrong {article}: {fact}   <{' '.join(fact.rules)}>")
        mentioned = graph.node[f"<https://w3id.org/byline/data/article/{article}>"].get("mentions", [])
        for want in (g for g in gold if g.kind == "Entity"):
            self.entities += 1
            name, kind = want.parts[0][1][0], short(want.parts[1][1][0].replace(":", "#"))
            things = [e for e in mentioned if fold(name) in [fold(n) for n in graph.names(e)]]
            classes = {short(c) for e in things for c in graph.node[e].get("type", [])}
            if kind in classes:
                self.typed += 1
            else:
                self.notes.append(f"type {article}: {name} is {kind}   FOUND {' '.join(sorted(classes)) or 'none'}")


def build(byline, folder, ontology, lexicon):
    with tempfile.TemporaryDirectory() as there:
        path = os.path.join(there, "graph.nq")
        command = [byline, "build", folder, "-o", path, "--mentions", "--quiet"]
        command += (["--ontology", ontology] if ontology else []) + (["--lexicon", lexicon] if lexicon else [])
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return Graph(path)


def show(graph, wanted):
    for article in sorted(graph.sentences):
        if wanted and wanted not in article:
            continue
        print(f"\n===== {article}")
        mentioned = graph.node[f"<https://w3id.org/byline/data/article/{article}>"].get("mentions", [])
        for entity in sorted(mentioned):
            print(f"Entity | {graph.names(entity)[0]} | {' '.join(sorted(short(c) for c in graph.node[entity].get('type', [])))}")
        by_sentence = defaultdict(list)
        for fact in found_facts(graph, article):
            by_sentence[fact.where].append(fact)
        for _, sentence, text in sorted(graph.sentences[article]):
            print("##", text)
            for fact in by_sentence[sentence]:
                print(f"{fact}      <{' '.join(fact.rules)}>")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("byline")
    parser.add_argument("folder")
    parser.add_argument("--show", nargs="?", const="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--lexicon")
    parser.add_argument("--ontology")
    for figure in ("precision", "recall", "certainty", "types"):
        parser.add_argument("--" + figure, type=float, default=0)
    options = parser.parse_args()
    graph = build(options.byline, options.folder, options.ontology, options.lexicon)
    if options.show is not None:
        return show(graph, options.show)
    failed = False
    total = Score()
    for language in sorted(os.listdir(options.folder)):
        score = Score()
        for name in sorted(os.listdir(os.path.join(options.folder, language))):
            if name.endswith(".facts"):
                gold = gold_facts(os.path.join(options.folder, language, name))
                for one in (score, total):
                    one.article(graph, f"{language}/{name[:-6]}", gold)
        report(language, score)
    figures = report("all", total)
    if options.list:
        print("\n".join(total.notes))
    for name, value in figures.items():
        if value < getattr(options, name):
            print(f"{name} {value:.3f} is below {getattr(options, name)}")
            failed = True
    return int(failed)


def report(name, score):
    figures = {"precision": score.right / max(1, score.right + score.wrong), "recall": score.right / max(1, score.wanted),
               "certainty": score.certain / max(1, score.matched), "types": score.typed / max(1, score.entities)}
    print(f"{name:4} " + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()) +
          f"   ({score.right} of {score.wanted} found, {score.wrong} wrong; {score.typed} of {score.entities} entities)")
    return figures


if __name__ == "__main__":
    sys.exit(main())
