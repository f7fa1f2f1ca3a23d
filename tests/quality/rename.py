"""Rewrites the seed articles and their gold: every name becomes an invented name of the same type, the same everywhere.

Compounds keep what they share ("Velmark Foundation" houses Velmark; an acronym is that of its new full name); class words
("Foundation", "Summit", "Cloud") stay, because they are no names. Every offset of the gold moves with its text.
"""
import json
import os
import random
import re

GIVEN_NAMES = ("Ana Bruno Carla Daniel Elena Fabio Gloria Hugo Irene Jonas Karen Lucas Marta Nelson Olivia Paulo Rita Samuel Teresa "
               "Victor").split()
ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s st t tr v w z".split()
NUCLEI = "a e i o u ai ea io".split()
CODAS = "l n r s x nd lt rk m sk".split()


class Inventor:
    """New words, none twice, none that is in `taken`."""

    def __init__(self, seed, taken):
        self.random, self.taken = random.Random(seed), {w.casefold() for w in taken}

    def fresh(self, make):
        while True:
            word = make()
            if word.casefold() not in self.taken:
                self.taken.add(word.casefold())
                return word

    def syllable(self, closed=True):
        pick = self.random.choice
        return pick(ONSETS) + pick(NUCLEI) + (pick(CODAS) if closed else "")

    def word(self, syllables=2):
        return self.fresh(lambda: "".join(self.syllable(i + 1 == syllables) for i in range(syllables)).capitalize())

    def capitals(self, count):
        return self.fresh(lambda: "".join(self.random.choice("BCDFGHJKLMNPQRSTVWXZ") for _ in range(count)))


def misspelled(word):
    return word[:3] + "a" + word[3:]


def invented(seed, taken):
    """Old name → new name. Longer names first wins where they overlap."""
    make = Inventor(seed, taken)
    word = {old: make.word() for old in (
        "PyTorch Meta Facebook Microsoft Nvidia Google Amazon Tesla Uber Azure Linux Zuckerberg Zemlin Janardhan Kubernetes Istio "
        "TensorFlow Autopilot Pyro Catalyst Gmail Python GitHub Dublin Ireland Brain European").split()}
    given = make.random.sample(GIVEN_NAMES, 3)
    cloud = [make.word() for _ in range(3)]
    web = [make.word() for _ in range(2)]
    neural = make.word()[:4].capitalize() + make.capitals(3)
    learning = make.capitals(4)
    big = make.capitals(5)
    table = dict(word)
    table.update({
        "meta": word["Meta"].lower(), "NVIDIA": word["Nvidia"].upper(), "PyToarch": misspelled(word["PyTorch"]),
        "AMD": make.capitals(3), "JAX": make.capitals(3), "K8s": make.capitals(1) + "7s", "C++": make.capitals(1) + "++",
        "Web Services": " ".join(web), "AWS": word["Amazon"][0] + web[0][0] + web[1][0],
        "GCP": word["Google"][0] + "CP", "FAIR": word["Facebook"][0] + "AIR",
        "Cloud Native Computing": " ".join(cloud), "CNCF": "".join(w[0] for w in cloud) + "F",
        "Mark": given[0], "Jim": given[1], "Santosh": given[2], "Dublim": word["Dublin"], "Irlanda": word["Ireland"],
        "NeurIPS": neural, "ICML": learning, "MAANG": big, "FAANG": big, "European Open Source Summit": word["European"] + " Summit",
        "Open Source Summit Europe": word["European"] + " Summit"})
    return table


class Renamer:
    def __init__(self, table):
        names = sorted(table, key=len, reverse=True)
        self.table = table
        self.pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))

    def text(self, text):
        return self.pattern.sub(lambda m: self.table[m.group()], text)

    def offsets(self, text):
        """Old character → new character, for every boundary that is not inside a name."""
        moved, at, shift = {}, 0, 0
        for match in self.pattern.finditer(text):
            for i in range(at, match.start() + 1):
                moved[i] = i + shift
            shift += len(self.table[match.group()]) - len(match.group())
            at = match.end()
        for i in range(at, len(text) + 1):
            moved[i] = i + shift
        return moved


def rewrite_corpus(source, target, renamer):
    """Offsets of each article by its three digits."""
    os.makedirs(target)
    moved = {}
    for name in sorted(os.listdir(source)):
        if not re.match(r"00[0-4]_", name):
            continue
        with open(os.path.join(source, name), encoding="utf-8", newline="") as file:
            text = file.read()
        if name.endswith(".txt"):
            moved[name[:3]] = renamer.offsets(text)
            new = renamer.text(text)
        else:
            new = json.dumps({k: renamer.text(v) if k == "title" else v for k, v in json.loads(text).items()}, ensure_ascii=False)
        with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as file:
            file.write(new)
    return moved


def rewrite_gold(source, target, renamer, moved):
    os.makedirs(target)
    for name in ("seeds.tsv", "entities.tsv", "contradictions.tsv", "equivalents.tsv", "traps.tsv"):
        with open(os.path.join(source, name), encoding="utf-8", newline="") as file:
            head, *lines = file.read().rstrip("\n").split("\n")
        columns = head.split("\t")
        rows = [head]
        for line in lines:
            row = dict(zip(columns, line.split("\t")))
            article = moved.get(row.get("article", ""))
            for column, cell in row.items():
                if column in ("begin", "end") and cell and article:
                    row[column] = str(article[int(cell)])
                elif column in ("id", "article", "begin", "end", "property", "relation", "accepted", "note", "status", "class", "kind"):
                    continue
                else:
                    row[column] = renamer.text(cell)
            if article and row.get("subject", "").startswith("Quotation("):
                row["subject"] = re.sub(r"\d+", lambda m: str(article[int(m.group())]), row["subject"])
            rows.append("\t".join(row.get(c, "") for c in columns))
        with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(rows) + "\n")
