#!/usr/bin/env python3
"""Pronouns against gold coreference.

    pronouns.py [--list] [--least C] gum FILE.conllu…     he/she and it/they, GUM's entity chains; only answers of confidence C or more
    pronouns.py [--list] gap FILE.tsv…        GAP: does the pronoun mean A or B?

GUM: an answer is right if the mention that the antecedent's words are most like (shared
characters, of the mention or of its core) is of the pronoun's chain: "his name" is not "his".
Pronouns that go back to nothing ("it rains", or a name that follows) are not in "gold", but to
answer one is wrong. The antecedent may be a name or a noun phrase without one ("the bridge").
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
    """(chain, begin, end, begin and end of the core) of every mention of the document."""
    stack = {}
    found = []
    words = [word for sentence in document.sentences for word in sentence.words]
    for at, (columns, begin, end) in enumerate(words):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
        if not match:
            continue
        for part in re.findall(r"\([^()]*\)|\([^()]+|[0-9]+(?:\[[^\]]*\])?\)", match.group(1)):
            number = re.match(r"\(?(\d+)", part).group(1)
            if part.startswith("("):
                fields = part.strip("()").split("-")
                core = [int(i) for i in fields[5].split(",")] if len(fields) > 5 else []
                stack.setdefault(number, []).append((at, core))
            if part.endswith(")") and stack.get(number):
                first, core = stack[number].pop()
                begin = words[first][1]
                if core and first + core[-1] <= at + 1:
                    inner = words[first + core[0] - 1][1], words[first + core[-1] - 1][2]
                else:
                    inner = begin, end
                found.append((number, begin, end, inner))
    return found


def report(counts):
    for name, (gold, answered, right) in sorted(counts.items()):
        print(f"{name}: gold {gold}, answered {answered} ({100.0 * answered / max(gold, 1):.1f} %), "
              f"right {right} ({100.0 * right / max(answered, 1):.1f} % of those)")


def likeness(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared > 0 else 0


def chain_of(gold, span):
    """The chain of the mention that the words are most like."""
    best, chain = 0, None
    for number, begin, end, core in gold:
        found = max(likeness((begin, end), span), likeness(core, span))
        if found > best:
            best, chain = found, number
    return chain


def count_gum(paths, show, least=0.0, languages=None, sure=None):
    """[gold, answered, right] of each group. `sure`: the probability from which on what is
    learned is an answer; default: the program's."""
    documents = conllu.documents(paths)
    results = probe.probe([{"id": d.name, "text": d.text, "language": "en"} for d in documents], languages=languages)
    counts = {}
    for document in documents:
        gold = chains(document)
        chain_at = {(begin, end): chain for chain, begin, end, _ in reversed(gold)}
        article = results[document.name]
        ours = {tuple(p["span"]): p["antecedent"] for p in article.get("pronouns", [])
                if (p["sure"] if sure is None else p["probability"] >= sure)}
        ours |= {tuple(m["span"]): m["antecedent"]
                 for m in article.get("mentions", []) if m["form"] == 2 and m["confidence"] >= least}
        words = {(begin, end) for s in document.sentences for _, begin, end in s.words}
        for begin, end in sorted(words):
            word = document.text[begin:end].lower()
            group = GROUPS.get(word)
            if not group:
                continue
            chain = chain_at.get((begin, end))
            answerable = chain is not None and any(
                g[0] == chain and g[1] < begin and
                document.text[g[1]:g[2]].lower() not in GROUPS for g in gold)
            entry = counts.setdefault(group, [0, 0, 0])
            entry[0] += answerable
            if (begin, end) not in ours:
                continue
            antecedent = ours[begin, end]
            right = answerable and chain_of(gold, antecedent) == chain
            entry[1] += 1
            entry[2] += right
            if show and not right:
                print("wrong" if answerable else "empty", document.name, word,
                      repr(document.text[antecedent[0]:antecedent[1]]), "|",
                      repr(document.text[max(0, begin - 150):end + 20]))
    return counts


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
    least = 0.0
    if "--least" in arguments:
        at = arguments.index("--least")
        least = float(arguments[at + 1])
        del arguments[at:at + 2]
    arguments = [a for a in arguments if not a.startswith("--")]
    if arguments[0] == "gum":
        report(count_gum(arguments[1:], show, least))
    else:
        gap(arguments[1:], show)


if __name__ == "__main__":
    main(sys.argv[1:])
