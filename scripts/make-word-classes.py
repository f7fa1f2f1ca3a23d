#!/usr/bin/env python3
"""make-word-classes.py PACKAGE OUT: makes ontology/word-classes/en.txt. Run by hand, once; nothing is downloaded when byline is built.

    pip download --no-deps spacy-lookups-data==1.0.5; unzip it; PACKAGE is its folder spacy_lookups_data

One class a line: the path to it from the root of the tree of classes, a tab, its words in order. Of two words that differ only
behind the first letter by case ("IBM", "Ibm") the more frequent one stays: byline looks words up so.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

LEAST = -16.5  # logarithm of the frequency: about 63,000 words are that frequent
WORD = re.compile(r"[^\W\d_]([^\W_]|['.&-])*")

package, out = map(pathlib.Path, sys.argv[1:])


def table(name):
    with gzip.open(package / "data" / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        return json.load(file)


classes, frequency = table("en_lexeme_cluster"), table("en_lexeme_prob")
kept = [word for word, number in classes.items() if number and frequency[word] > LEAST and WORD.fullmatch(word) and len(word) <= 20]
lines, seen = collections.defaultdict(list), set()
for word in sorted(kept, key=lambda word: (-frequency[word], word)):
    key = (word.lower(), word[0].isupper())
    if key not in seen:
        seen.add(key)
        lines[bin(classes[word])[:1:-1]].append(word)  # the first step is the lowest bit
with open(out, "w", encoding="utf-8") as file:
    file.write("# classes: words that stand in the same surroundings (Brown clusters), English\n")
    file.write(f"# source: spacy-lookups-data 1.0.5 (PyPI), en_lexeme_cluster, words more frequent than exp({LEAST})\n")
    file.write("# licence: MIT, (c) 2019 ExplosionAI GmbH\n")
    for path in sorted(lines):
        file.write(path + "\t" + " ".join(sorted(lines[path])) + "\n")
