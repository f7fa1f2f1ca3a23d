#!/usr/bin/env python3
"""Who says what, against GUM's attribution relations.

    attribution.py [--list] FILE.conllu…

Gold: discourse units related as attribution-positive or -negative: the source is the
subject of the attributing unit, the span the unit it attributes. Prints how many gold spans
one of our quotations overlaps, and how many of those have the right source.
"""
import re
import sys

import conllu
import probe


def units(document):
    """Discourse units in order: id, begin, end, relation, parent."""
    found = []
    for sentence in document.sentences:
        for columns, begin, end in sentence.words:
            match = re.search(r"Discourse=([^|]*)", columns[9])
            if match:
                first = match.group(1).split(";")[0]
                parts = re.match(r"([a-z-]+?)(_[mr])?:(\d+)(?:->(\d+))?", first)
                if parts:
                    found.append([int(parts.group(3)), begin, end, parts.group(1),
                                  int(parts.group(4) or 0)])
                    continue
            if found:
                found[-1][2] = end
    return found


def main(arguments):
    show = "--list" in arguments
    documents = conllu.documents([a for a in arguments if not a.startswith("--")])
    results = probe.probe([{"id": d.name, "text": d.text, "language": "en"}
                           for d in documents])
    gold = overlapped = right = 0
    for document in documents:
        all_units = units(document)
        by_id = {u[0]: u for u in all_units}
        quotes = results[document.name].get("quotes", [])
        words = [(w, b, e) for s in document.sentences for w, b, e in s.words]
        for unit in all_units:
            if not unit[3].startswith("attribution") or unit[4] not in by_id:
                continue
            said = by_id[unit[4]]
            source = [(b, e) for w, b, e in words
                      if unit[1] <= b < unit[2] and w[7].startswith("nsubj")]
            if not source:
                continue
            gold += 1
            ours = [q for q in quotes
                    if any(a < said[2] and said[1] < b for a, b in q["pieces"])]
            overlapped += bool(ours)
            good = any(q["speaker"][0] < e and b < q["speaker"][1]
                       for q in ours for b, e in source)
            right += good
            if show and not good:
                text = document.text
                print("wrong  " if ours else "missing", document.name,
                      repr(text[unit[1]:unit[2]]), "|", repr(text[said[1]:said[2]]), "|",
                      [text[slice(*q["speaker"])] for q in ours])
    print(f"attribution: gold {gold}, spans found {overlapped} "
          f"({100.0 * overlapped / max(gold, 1):.1f} %), right source {right} "
          f"({100.0 * right / max(overlapped, 1):.1f} % of those)")


if __name__ == "__main__":
    main(sys.argv[1:])
