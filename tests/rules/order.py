"""Rules say the same in any order: order.py BYLINE ONTOLOGY CORPUS…

Shuffles the statements of every rule file and the names of the files, builds each corpus with both ontologies and compares
the graphs, without what names files, lines and the ontology's hash.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

OWN_PLACE = re.compile(r"byline#(ruleFile|ruleLine)>|/build/|prov#")


def statements(text):
    """Each with its comments and clauses."""
    found = []
    for line in text.split("\n"):
        if line and not line[0].isspace() and line[0] != "#":
            found.append([line])
        elif found and line.strip():
            found[-1].append(line)
    return ["\n".join(lines) for lines in found]


def shuffled(source, target, seed):
    chance = random.Random(seed)
    shutil.copytree(source, target)
    for folder, _, files in sorted(os.walk(target)):
        rules = sorted(name for name in files if name.endswith(".rules"))
        names = [f"{i:02}-{name}" for i, name in enumerate(chance.sample(rules, len(rules)))]
        for name in rules:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                parts = statements(file.read())
            chance.shuffle(parts)
            os.remove(path)
            new = next(n for n in names if n.endswith(name))
            with open(os.path.join(folder, new), "w", encoding="utf-8") as file:
                file.write("\n\n".join(parts) + "\n")


def graph(byline, ontology, corpus, target):
    done = subprocess.run([byline, "build", corpus, "-o", target, "--quiet", "--ontology", ontology], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    with open(target, encoding="utf-8") as file:
        return {line for line in file if not OWN_PLACE.search(line)}


def main():
    byline, ontology, *corpora = sys.argv[1:]
    different = False
    with tempfile.TemporaryDirectory() as folder:
        mixed = os.path.join(folder, "ontology")
        shuffled(ontology, mixed, seed=5)
        for corpus in corpora:
            before = graph(byline, ontology, corpus, os.path.join(folder, "a.nq"))
            after = graph(byline, mixed, corpus, os.path.join(folder, "b.nq"))
            print(f"{corpus}: {len(before)} statements, {len(before ^ after)} different")
            for line in sorted(before ^ after)[:20]:
                print(("- " if line in before else "+ ") + line.rstrip())
            different |= before != after
    sys.exit(1 if different else 0)


main()
