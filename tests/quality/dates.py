#!/usr/bin/env python3
"""Dates against the ISO values of GUM's <date when="…"> marks.

    dates.py [--list] FILE.conllu…

A mark counts as answered if one of our dates with a value overlaps it, as right if that
value (or, of a period, one of its ends) is the mark's.
"""
import re
import sys

import conllu
import probe


def marks(document):
    """(ISO value, begin, end) of every date mark that has one value."""
    open_marks = []
    found = []
    for sentence in document.sentences:
        for columns, begin, end in sentence.words:
            match = re.search(r"XML=([^|]*)", columns[9])
            for tag in re.findall(r"<[^>]*>", match.group(1)) if match else []:
                if tag.startswith("<date"):
                    open_marks.append((tag, begin))
                elif tag == "</date>" and open_marks:
                    opened, from_ = open_marks.pop()
                    value = re.search(r'when:::"([^"]*)"', opened)
                    if value:
                        found.append((value.group(1), from_, end))
    return found


def main(arguments):
    show = "--list" in arguments
    documents = conllu.documents([a for a in arguments if not a.startswith("--")])
    found = probe.probe([{"id": d.name, "text": d.text, "language": "en"}
                         for d in documents])
    gold = answered = right = 0
    for document in documents:
        ours = [d for s in found[document.name]["sentences"] for d in s.get("dates", [])]
        for value, begin, end in marks(document):
            gold += 1
            hits = [d for d in ours if d["span"][0] < end and begin < d["span"][1]]
            values = {v for d in hits for v in (d["value"], d["end"]) if v}
            answered += bool(values)
            right += value in values
            if show and value not in values:
                print(document.name, value, repr(document.text[begin:end]), hits,
                      repr(document.text[max(0, begin - 40):begin]))
    print(f"dates: gold {gold}, answered {answered}, right {right}: "
          f"{100.0 * right / max(gold, 1):.1f} % right, "
          f"{100.0 * right / max(answered, 1):.1f} % of those answered")


if __name__ == "__main__":
    main(sys.argv[1:])
