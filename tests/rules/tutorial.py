"""Does what a tutorial page says, in a fresh folder: tutorial.py BYLINE PAGE.

A fenced block whose first line names a file (```turtle ontology/x.ttl) is written there; in a ```console block each line
that begins with "$ " is run and must print the lines behind it ("…" alone stands for any number of lines, within a line for any
words). `cd DIR` moves on.
"""
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\S*)[ \t]*(\S*)\n(.*?)^```$", re.M | re.S)


def commands(block):
    found = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def agrees(expected, actual):
    """Is `actual` the lines of `expected`, where "…" is any number of lines?"""
    if not expected:
        return not actual
    if expected[0] == "…":
        return any(agrees(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    words = ".*".join(re.escape(part) for part in expected[0].split("…"))
    return bool(actual) and re.fullmatch(words, actual[0]) is not None and agrees(expected[1:], actual[1:])


def main():
    byline, page = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(page, encoding="utf-8") as file:
        blocks = FENCE.findall(file.read())
    failed = ran = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/bin")
        os.symlink(byline, f"{folder}/bin/byline")
        environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", NO_COLOR="1")
        here = os.path.join(folder, "work")
        os.mkdir(here)
        for kind, name, body in blocks:
            if name:
                path = os.path.join(here, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(body)
            for command, expected in commands(body) if kind == "console" else ():
                if command.startswith("cd "):
                    here = os.path.join(here, command[3:])
                    continue
                done = subprocess.run(["sh", "-c", command + " 2>&1"], cwd=here, capture_output=True, text=True, env=environment)
                actual = [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout.strip() else []
                ran += 1
                if not agrees([line.rstrip() for line in expected], actual):
                    failed += 1
                    print(f"$ {command}\n  expected:", *expected, "  printed:", *actual, sep="\n    ")
    print(f"{page}: {ran} commands, {failed} failed")
    sys.exit(1 if failed or not ran else 0)


main()
