#!/usr/bin/env python3
"""How far the rules hold beyond the names and articles they were written on.

    generality.py empty                      the seeds without any lexicon
    generality.py renamed [--seeds 1 2 3]    seeds and gold with every name replaced by an invented one
    generality.py special FILE…              share of the seeds' true facts that come from rules which fire nowhere in
                                             the files (CoNLL-U, Re-DocRED, CORE, GAP, CrossNER or other token lists)
                                             or, for a folder, in all texts below it

Needs the gold (GOLD, default ../shared/gold beside the repository). BYLINE is the program.
"""
import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

import graph
import plain_text
import rename

GOLD = os.environ.get("GOLD", os.path.join(graph.ROOT, "..", "shared", "gold"))
CORPUS = os.path.join(graph.ROOT, "corpus")


def run(*command):
    done = subprocess.run([graph.byline_program(), *command], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def build(corpus, target, *options):
    run("build", corpus, "-o", target, "--quiet", "--ontology", f"{graph.ROOT}/ontology", *options)


def score(path, corpus, gold):
    done = subprocess.run([sys.executable, f"{GOLD}/score.py", path, "--json", "--corpus", corpus, "--gold", gold],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def figures(name, result):
    part = lambda key: f"{100 * (result[key]['share'] or 0):5.1f} % ({result[key]['hits']} of {result[key]['of']})"
    print(f"{name}: recall {part('recall')}, precision {part('precision')}, exact F1 {100 * result['exact f1']:.1f} %, "
          f"types {part('type accuracy')}, traps {result['trap violations']['hits']}, "
          f"merge errors {sum(result['merge errors'].values())}, plain violations {result['plain-triple violations']}")


def hold(reached, bound, name, at_most=False):
    """Ends with 1 where a percentage misses its bound; without a bound nothing is asked."""
    if bound is not None and (reached > bound if at_most else reached < bound):
        sys.exit(f"{name}: {reached:.1f} %, {bound:g} % {'at most' if at_most else 'at least'} wanted")


def show_lists(result, lists):
    for name in ("missing", "wrong", "merged", "split", "types") if lists else ():
        for line in result["lists"][name]:
            print(f"  {name}\t{line}")


def empty(options):
    with tempfile.TemporaryDirectory() as folder:
        build(CORPUS, f"{folder}/graph.nq", "--lexicon", "none")
        result = score(f"{folder}/graph.nq", CORPUS, GOLD)
    figures("no lexicon", result)
    show_lists(result, options.list)
    for key, bound in (("recall", options.recall), ("precision", options.precision)):
        hold(100 * (result[key]["share"] or 0), bound, f"no lexicon, {key}")


def renamed(options):
    with open(os.path.join(GOLD, "entities.tsv"), encoding="utf-8") as file:
        taken = set(re.findall(r"\w+", file.read()))
    total = Counter()
    for seed in options.seeds:
        with tempfile.TemporaryDirectory() as folder:
            renamer = rename.Renamer(rename.invented(seed, taken))
            moved = rename.rewrite_corpus(CORPUS, f"{folder}/corpus", renamer)
            rename.rewrite_gold(GOLD, f"{folder}/gold", renamer, moved)
            build(f"{folder}/corpus", f"{folder}/graph.nq", *(["--lexicon", "none"] if options.no_lexicon else []))
            result = score(f"{folder}/graph.nq", f"{folder}/corpus", f"{folder}/gold")
        figures(f"seed {seed}", result)
        show_lists(result, options.list)
        total["hits"] += result["recall"]["hits"]
        total["gold"] += result["recall"]["of"]
        total["said"] += result["precision"]["of"]
    recall, precision = (100 * total["hits"] / max(total[key], 1) for key in ("gold", "said"))
    print(f"renamed, {len(options.seeds)} seeds: recall {recall:.1f} %, precision {precision:.1f} %")
    hold(recall, options.recall, "renamed, recall")
    hold(precision, options.precision, "renamed, precision")


def true_facts_by_rule(path):
    """Rules of the assertions that the gold's required and optional rows match."""
    spec = importlib.util.spec_from_file_location("score", f"{GOLD}/score.py")
    score_py = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score_py)
    gold = score_py.Gold(GOLD)
    ours = score_py.Graph(score_py.read_quads(path), gold, {})
    found, _ = score_py.match(gold, ours)
    required = {row["id"] for row in gold.rows if row["status"] == "required"}
    rule_of, by_rule = {}, Counter()
    for node, po in ours.out.items():
        for rule in po.get("by:rule", ()):
            rule_of[node] = re.split("[/#]", rule)[-1]
    for identity, fact in found.items():
        if identity in required and fact.node in rule_of:
            by_rule[rule_of[fact.node]] += 1
    return by_rule


def special(options):
    with tempfile.TemporaryDirectory() as folder:
        build(CORPUS, f"{folder}/graph.nq")
        true_facts = true_facts_by_rule(f"{folder}/graph.nq")
        with open(f"{folder}/articles.jsonl", "w", encoding="utf-8") as file:
            for record in plain_text.articles(options.files):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        stats = json.loads(run("rules", "stats", "--corpus", f"{folder}/articles.jsonl", "--format", "json",
                               "--ontology", f"{graph.ROOT}/ontology"))
    silent = {rule: n for rule, n in true_facts.items() if stats["rules"].get(rule, {"facts": 1})["facts"] == 0}
    everything = sum(true_facts.values())
    share = 100 * sum(silent.values()) / max(everything, 1)
    for rule, n in sorted(silent.items(), key=lambda x: (-x[1], x[0])):
        print(f"  {n:4} {rule}")
    print(f"special rules: {stats['articles']} articles, {stats['sentences']} sentences read; {len(silent)} of {len(true_facts)} rules fire only "
          f"on the seeds and give {sum(silent.values())} of {everything} true facts ({share:.1f} %)")
    hold(share, options.most, "special rules", at_most=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("measure", choices=("empty", "renamed", "special"))
    parser.add_argument("files", nargs="*")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    for bound in ("--recall", "--precision", "--most"):
        parser.add_argument(bound, type=float, help="percent; ends with 1 where it is missed")
    parser.add_argument("--no-lexicon", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(GOLD):
        print(f"skipped: no gold at {GOLD}")
        return
    {"empty": empty, "renamed": renamed, "special": special}[options.measure](options)


if __name__ == "__main__":
    main()
