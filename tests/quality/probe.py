"""Drives byline_annotate_probe: articles in, annotations (spans in characters) out."""
import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def probe(records, program=None, languages=None, keep_all=True):
    """`records`: dicts with id, text, language and, if known, date. With `keep_all`
    nothing is cut as boilerplate: a stage is measured alone."""
    program = program or os.environ.get(
        "BYLINE_PROBE", f"{ROOT}/build/release/tests/quality/byline_annotate_probe")
    languages = languages or f"{ROOT}/ontology/languages"
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    result = subprocess.run([program, *(['--keep-all'] if keep_all else []), languages], input=lines.encode(), check=True,
                            stdout=subprocess.PIPE)
    found = {}
    for line in result.stdout.decode().splitlines():
        article = json.loads(line)
        found[article["id"]] = article
    texts = {record["id"]: record["text"] for record in records}
    for name, article in found.items():
        to_characters(article, character_offsets(texts[name]))
    return found


def character_offsets(text):
    offsets = {}
    at = 0
    for i, character in enumerate(text):
        offsets[at] = i
        at += len(character.encode())
    offsets[at] = len(text)
    return offsets


def to_characters(value, offsets):
    """Turns every span below `value`, in place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("span", "cue", "speaker", "antecedent"):
                value[key] = [offsets[inner[0]], offsets[inner[1]]]
            elif key == "pieces":
                value[key] = [[offsets[a], offsets[b]] for a, b in inner]
            elif key == "tokens":
                for token in inner:
                    token[0], token[1] = offsets[token[0]], offsets[token[1]]
            else:
                to_characters(inner, offsets)
    elif isinstance(value, list):
        for inner in value:
            to_characters(inner, offsets)
