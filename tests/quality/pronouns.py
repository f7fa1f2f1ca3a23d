#!/usr/bin/env python3
"""Pronouns against gold coreference.

    pronouns.py [--list] gum FILE.conllu…     he/she and it/they, GUM's entity chains
    pronouns.py [--list] gap FILE.tsv…        GAP: does the pronoun mean A or B?

GUM: an answer is right if the antecedent's span overlaps a mention of the pronoun's chain.
GAP: answered if our antecedent overlaps a name A or B says is (or is not) meant.
"""
import csv
import re
import sys

import conllu
import probe

GROUPS = {"he": "he/she", "him": "he/she", "his": "he/she", "himself": "he/she",
          "she": "he/she", "her": "he/she", "hers": "he/she", "herself": "he/she",
          "it": "it/they", "its": "it/they", "itself": "it/they", "they": "it/they",
          "them": "it/they", "their": "it/they"}


def chains(document):
    """(chain, begin, end) of every mention of the document."""
    stack = {}
    found = []
    for sentence in document.sentences:
        for columns, begin, end in sentence.words:
            match = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            if not match:
                continue
            for part in re.findall(r"\([^()]*\)|\([^()]+|[0-9]+(?:\[[^\]]*\])?\)", match.group(1)):
                number = re.match(r"\(?(\d+)", part).group(1)
                if part.startswith("("):
                    stack.setdefault(number, []).append(begin)
                if part.endswith(")") and stack.get(number):
                    found.append((number, stack[number].pop(), end))
    return found


def report(counts):
    for name, (gold, answered, right) in sorted(counts.items()):
        print(f"{name}: gold {gold}, answered {answered} ({100.0 * answered / max(gold, 1):.1f} %), "
              f"right {right} ({100.0 * right / max(answered, 1):.1f} % of those)")


def gum(paths, show):
    documents = conllu.documents(paths)
    results = probe.probe([{"id": d.name, "text": d.text, "language": "en"} for d in documents])
    counts = {}
    for document in documents:
        gold = chains(document)
        ours = {tuple(m["span"]): m for m in results[document.name].get("mentions", [])
                if m["form"] == 2}
        for chain, begin, end in gold:
            word = document.text[begin:end].lower()
            group = GROUPS.get(word)
            earlier = [g for g in gold if g[0] == chain and g[1] < begin and
                       document.text[g[1]:g[2]].lower() not in GROUPS]
            if not group or not earlier:
                continue
            entry = counts.setdefault(group, [0, 0, 0])
            entry[0] += 1
            mention = ours.get((begin, end))
            if not mention:
                continue
            entry[1] += 1
            a, b = mention["antecedent"]
            best = max((g for g in gold if g[1] < b and a < g[2] and g[1:] != (begin, end)),
                       key=lambda g: (min(b, g[2]) - max(a, g[1])) / (g[2] - g[1]), default=None)
            right = any(g[0] == chain and g[1] < b and a < g[2] and
                        (best is None or g[2] - g[1] <= 3 * (b - a) or g[0] == best[0])
                        for g in gold if g[1] != begin)
            entry[2] += right
            if show and not right:
                print("wrong", document.name, word, repr(document.text[a:b]), "|",
                      repr(document.text[max(0, begin - 150):end + 20]))
    report(counts)


def gap(paths, show):
    counts = {"he/she (GAP)": [0, 0, 0]}
    entry = counts["he/she (GAP)"]
    for path in paths:
        rows = list(csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"))
        results = probe.probe([{"id": r["ID"], "text": r["Text"], "language": "en"} for r in rows])
        for row in rows:
            if row["A-coref"] != "TRUE" and row["B-coref"] != "TRUE":
                continue
            entry[0] += 1
            at = int(row["Pronoun-offset"])
            article = results.get(row["ID"], {})
            mention = next((m for m in article.get("mentions", [])
                            if m["span"][0] == at and m["form"] == 2), None)
            if not mention:
                continue
            spans = [m["span"] for m in article["mentions"]
                     if m["entity"] == mention["entity"] and m["form"] == 0]
            hits = {}
            for name in "AB":
                begin = int(row[f"{name}-offset"])
                end = begin + len(row[name])
                hits[name] = any(a < end and begin < b for a, b in spans)
            entry[1] += 1
            right = (hits["A"] and row["A-coref"] == "TRUE") or (hits["B"] and row["B-coref"] == "TRUE")
            entry[2] += right
            if show and not right:
                print("wrong", row["ID"], row["Pronoun"], article["entities"][mention["entity"]]["label"],
                      "| gold", row["A"] if row["A-coref"] == "TRUE" else row["B"], "|", row["Text"][max(0, at - 200):at + 30])
    report(counts)


def main(arguments):
    show = "--list" in arguments
    arguments = [a for a in arguments if not a.startswith("--")]
    (gum if arguments[0] == "gum" else gap)(arguments[1:], show)


if __name__ == "__main__":
    main(sys.argv[1:])
