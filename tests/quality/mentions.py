"""Is `--mentions` complete? mentions.py BYLINE CORPUS…: what the data model (sections 5 and 6) says of spans and mentions.

- Every Assertion has subject and object spans; the object's of a literal is where it was read.
- A name, pronoun or phrase of an entity in a fact is an occurrence of that entity at these characters (unless the fact names
  the step heading or metadata, or the thing is a value: a metric, a principle, a role).
- Every occurrence has begin, end, words, article, one entity, one form; no leading article, no possessive ending; its entity
  has a class, a label, and `article schema:mentions entity`.
- Every quotation has pieces, each a nif:String with its words; they joined by a space are schema:text.
- Every sentence that names a known entity of the article by its full label has an occurrence there.
Exit code 1 with what is missing.
"""
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import graph

LEADING = re.compile(r"^(the|a|an|o|a|os|as|um|uma|its|their|sua|seu)\s", re.I)
KINDS = ("organization", "person", "place", "work", "occasion")


def check(byline, corpus):
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        done = subprocess.run([byline, "build", corpus, "-o", file.name, "--mentions", "--quiet"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        ours = graph.Graph(file.name)
    node, problems, counted = ours.node, [], Counter()
    occurrences = defaultdict(set)  # (article, begin, end) → entities
    for s, po in node.items():
        types = {graph.compact(t) for t in po.get("rdf:type", ())}
        if "nif:EntityOccurrence" in types:
            counted["occurrences"] += 1
            context = po.get("nif:referenceContext", [""])[0]
            entities, forms = po.get("itsrdf:taIdentRef", []), po.get("by:mentionForm", [])
            words = po.get("nif:anchorOf", [""])[0]
            if len(entities) != 1 or len(forms) != 1 or not words:
                problems.append(f"{s}: {len(entities)} entities, {len(forms)} forms, words {words!r}")
                continue
            occurrences[context, graph.span(po)].add(entities[0])
            if re.search(r"['’]s?$", words) and graph.compact(forms[0]) == "by:name":
                problems.append(f"{s}: possessive ending in {words!r}")
            if graph.compact(forms[0]) == "by:name" and re.match(r"(the|a|an|o|os|as|um|uma) ", words):
                problems.append(f"{s}: leading article in {words!r}")
            thing = node[entities[0]]
            if not thing.get("rdf:type") and "/topic/" not in entities[0]:
                counted["entities without class"] += 1
            if not thing.get("skos:prefLabel"):
                problems.append(f"{s}: {entities[0]} has no label")
            if entities[0] not in node[context].get("schema:mentions", ()):
                problems.append(f"{s}: {context} does not mention {entities[0]}")
        if "by:Quotation" in types:
            counted["quotations"] += 1
            pieces = sorted(graph.span(node[p]) + (node[p].get("nif:anchorOf", [""])[0],) for p in po.get("by:piece", ()))
            if not pieces or any("nif:String" not in {graph.compact(t) for t in node[p].get("rdf:type", ())} for p in po["by:piece"]):
                problems.append(f"{s}: a quotation without pieces")
            elif " ".join(p[2] for p in pieces) not in po.get("schema:text", ()):
                problems.append(f"{s}: its text is not its pieces")
    for a in ours.assertions:
        counted["assertions"] += 1
        if not a.subject_span or not a.object_span:
            problems.append(f"{a.node}: no span of subject or object ({a.predicate})")
            continue
        context = a.node.split("#")[0]
        steps = {graph.compact(x) for x in node[a.node].get("by:step", ())}
        for term, span in ((a.subject, a.subject_span), (a.object, a.object_span)):
            kind = re.search(r"/(\w+)/[^/#]+$", term)
            if kind and kind.group(1) in KINDS and not steps & {"by:heading", "by:metadata"}:
                counted["spans of entities"] += 1
                if term not in occurrences.get((context, span), ()):
                    problems.append(f"{a.node}: {a.predicate}: no occurrence of {term} at {span}: {occurrences.get((context, span), 'nothing')}")
    names = defaultdict(set)
    for (context, span), entities in occurrences.items():
        for entity in entities:
            names[context].add(entity)
    covered = defaultdict(list)
    for context, span in occurrences:
        covered[context].append(span)
    for article, sentences in ours.sentences.items():
        context = next((c for c in names if graph.article_id(c) == article), None)
        for entity in sorted(names.get(context, ())):
            for label in node[entity].get("skos:prefLabel", ()):
                for sentence in sentences if len(label) > 3 else ():
                    for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", sentence.text):
                        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
                        counted["full labels in sentences"] += 1
                        if not any(b < end and begin < e for b, e in covered[context]):
                            problems.append(f"{context}: {label!r} at {begin}-{end} is no occurrence")
    print(f"{corpus}: " + ", ".join(f"{n} {what}" for what, n in sorted(counted.items())) + f", {len(problems)} problems")
    return problems


def main():
    problems = [p for corpus in sys.argv[2:] for p in check(sys.argv[1], corpus)]
    for problem in problems[:200]:
        print("  " + problem)
    sys.exit(1 if problems else 0)


main()
