#!/usr/bin/env python3
"""Sentence and word boundaries against treebanks.

    sentences.py [--list] LANGUAGE NAME=FILE[,FILE…]…

Prints, per treebank, F1 of sentence ends and of syntactic words (spans and forms) on the
running text; paragraph breaks are given, sentences of a paragraph are joined by a space.
"""
import sys

import conllu
import probe


def f1(right, found, gold):
    return 200.0 * right / max(found + gold, 1)


def measure(language, name, paths, show):
    documents = conllu.documents(paths)
    records = [{"id": str(i), "text": d.text, "language": language}
               for i, d in enumerate(documents)]
    found = probe.probe(records)
    counts = [0, 0, 0]
    words = [0, 0, 0]
    for i, document in enumerate(documents):
        sentences = found.get(str(i), {"sentences": []})["sentences"]
        gold = {s.end for s in document.sentences}
        ours = {s["span"][1] for s in sentences}
        counts = [counts[0] + len(gold & ours), counts[1] + len(ours), counts[2] + len(gold)]
        gold_words = [(b, e, w[1].lower()) for s in document.sentences for w, b, e in s.words]
        our_words = [(b, e, w.lower()) for s in sentences for b, e, w in s.get("tokens", [])]
        both = set(gold_words) & set(our_words)
        words = [words[0] + len(both), words[1] + len(our_words), words[2] + len(gold_words)]
        if show != "":
            for end in sorted(ours ^ gold):
                sign = "extra  " if end in ours else "missing"
                around = document.text[max(0, end - 60):end] + "⏎" + document.text[end:end + 40]
                print(f"{sign} {name} {around!r}")
            if show == "words":
                for word in sorted(set(gold_words) ^ set(our_words)):
                    sign = "gold" if word in gold_words else "ours"
                    print(sign, name, word, document.text[max(0, word[0] - 15):word[1] + 15])
    print(f"{name}: sentences F1 {f1(*counts):.2f} (right {counts[0]}, found {counts[1]}, "
          f"gold {counts[2]}); words F1 {f1(*words):.2f}")


def main(arguments):
    show = "sentences" if "--list" in arguments else "words" if "--words" in arguments else ""
    arguments = [a for a in arguments if not a.startswith("--")]
    for argument in arguments[1:]:
        name, paths = argument.split("=", 1)
        measure(arguments[0], name, paths.split(","), show)


if __name__ == "__main__":
    main(sys.argv[1:])
