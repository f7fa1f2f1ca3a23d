"""The running text of annotated corpora, as articles: CoNLL-U, token lists in columns (IOB), JSON of several shapes, TSV."""
import json
import os
import re

import tokens


# What has no running text of its own: licences, notes, and the entity columns (.iob2) of texts that stand in the CoNLL-U files.
TEXTS = (".conllu", ".json", ".tsv", ".txt")
NOTES = re.compile(r"licen[cs]e|readme|description", re.I)


def files_below(paths):
    """The files, and in place of a folder all annotated texts below it, in order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        below = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
        yield from sorted(file for file in below if file.endswith(TEXTS) and not NOTES.search(os.path.basename(file)))


def articles(paths):
    """dicts with id, text, language for `byline build`; the format is told by extension and content."""
    for path in files_below(paths):
        name = re.sub(r"\W+", "-", os.path.splitext("-".join(path.split(os.sep)[-2:]))[0])
        language = "pt" if re.search(r"portuguese|(^|[-_/])pt([-_.]|$)", path, re.I) else "en"
        for number, text in enumerate(texts(path)):
            if text.strip():
                yield {"id": f"{name}-{number:05}", "text": text, "language": language}


def texts(path):
    if path.endswith(".conllu"):
        return from_conllu(path)
    if path.endswith(".json"):
        return from_json(path)
    if path.endswith(".tsv") and "gap" in os.path.basename(path):
        return from_gap(path)
    return from_columns(path)


def from_conllu(path):
    """A document is what stands below "# newdoc", else 40 sentences."""
    found, open_sentences = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc") or len(open_sentences) == 40:
                found.append(" ".join(open_sentences))
                open_sentences = []
            if line.startswith("# text = "):
                open_sentences.append(line[9:].strip())
    return found + [" ".join(open_sentences)]


def from_json(path):
    with open(path, encoding="utf-8") as file:
        records = json.load(file)
    for record in records if isinstance(records, list) else []:
        if "sents" in record:
            text = ""
            for sentence in record["sents"]:
                text, _ = tokens.join(sentence, text, split_hyphens=True)
            yield text
        elif "context" in record:
            yield tokens.join(record["context"])[0]


def from_gap(path):
    with open(path, encoding="utf-8") as file:
        next(file)
        return [line.split("\t")[1] for line in file]


def from_columns(path):
    """One word a line, first or second column; an empty line ends a sentence; 40 sentences make an article."""
    found, sentences, words = [], [], []
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            columns = line.split()
            if line.startswith("#") or line.startswith("-DOCSTART-"):
                continue
            if columns:
                words.append(columns[1] if columns[0].isdigit() and len(columns) > 2 else columns[0])
            elif words:
                sentences.append(tokens.join(words)[0])
                words = []
            if len(sentences) == 40:
                found.append(" ".join(sentences))
                sentences = []
    return found + [" ".join(sentences)]
