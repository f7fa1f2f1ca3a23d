"""train_reproducible.py BYLINE SOURCE: the shipped models are what `byline train` makes.

Trains each language from ../shared/nlp-data and compares the bytes with the shipped model.
Exit code 77 (skipped) where the data are not there.
"""

import pathlib
import subprocess
import sys
import tempfile

byline, source = sys.argv[1], pathlib.Path(sys.argv[2])
data = source.parent / "shared" / "nlp-data"
if not data.is_dir():
    print(f"skipped: no training data in {data}")
    sys.exit(77)

different = []
with tempfile.TemporaryDirectory() as folder:
    for recipe in sorted((source / "ontology" / "languages").glob("*/training.json")):
        language = recipe.parent.name
        shipped = recipe.parent / "language.model"
        made = pathlib.Path(folder) / "language.model"
        subprocess.run(
            [byline, "train", language, "--data", data, "--ontology", source / "ontology", "--out", made],
            check=True,
        )
        if made.read_bytes() != shipped.read_bytes():
            different.append(language)
for language in different:
    print(f"{language}: training gives other bytes than the shipped language.model")
sys.exit(1 if different else 0)
