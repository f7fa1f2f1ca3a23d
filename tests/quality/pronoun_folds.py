#!/usr/bin/env python3
"""it and they of all of GUM, each document by a model that has not seen it.

    pronoun_folds.py BYLINE DATA [--folds 6] [--least C …] [--models FOLDER]

Documents are dealt out in order of name; for each fold a model is trained (a minute) whose
recipe leaves the fold's documents out of trees, names and antecedents. Then `pronouns.py`'s
measure is added up, for answers of confidence C or more (1.1: what is learned alone). DATA
holds gum-clean. Models are kept in FOLDER and used again.
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import tempfile

import graph
import pronouns


def left_out(recipe, documents):
    """The recipe without the documents."""
    for part in ("trees", "names"):
        for source in recipe["train"][part]:
            if source["path"] == "gum-clean":
                source["except"] = sorted({*source.get("except", []), *documents})
    for source in recipe["antecedents"]["train"]:
        source["except"] = sorted(documents)
    return recipe


def languages_without(byline, data, documents, folder, kept):
    """A languages folder whose English model has not seen the documents."""
    shutil.copytree(f"{graph.ROOT}/ontology", f"{folder}/ontology")
    path = f"{folder}/ontology/languages/en/training.json"
    with open(path, encoding="utf-8") as file:
        recipe = left_out(json.load(file), documents)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(recipe, file)
    if not os.path.exists(kept):
        subprocess.run([byline, "train", "en", "--data", data, "--ontology", f"{folder}/ontology", "--out", kept],
                       check=True, stderr=subprocess.DEVNULL)
    shutil.copyfile(kept, f"{folder}/ontology/languages/en/language.model")
    return f"{folder}/ontology/languages"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("byline")
    parser.add_argument("data")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--least", type=float, nargs="*", default=[0.0, 0.8])
    parser.add_argument("--sure", type=float, nargs="*", default=[None], help="probabilities from which on what is learned is an answer")
    parser.add_argument("--models")
    options = parser.parse_args()
    paths = sorted(glob.glob(f"{options.data}/gum-clean/GUM_*.conllu"))
    sums = {(least, sure): {} for least in options.least for sure in options.sure}
    for fold in range(options.folds):
        part = paths[fold::options.folds]
        names = [os.path.splitext(os.path.basename(path))[0] for path in part]
        with tempfile.TemporaryDirectory() as folder:
            kept = f"{options.models or folder}/fold-{fold + 1}-of-{options.folds}.model"
            languages = languages_without(options.byline, options.data, names, folder, kept)
            for (least, sure), sum_ in sums.items():
                for group, counts in pronouns.count_gum(part, False, least, languages, sure).items():
                    sum_[group] = [a + b for a, b in zip(sum_.get(group, [0, 0, 0]), counts)]
        print(f"fold {fold + 1} of {options.folds}", flush=True)
    for (least, sure), sum_ in sums.items():
        print(f"confidence {least} or more" + ("" if sure is None else f", probability {sure} or more"))
        pronouns.report(sum_)


if __name__ == "__main__":
    main()
