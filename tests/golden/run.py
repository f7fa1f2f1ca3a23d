"""Runs golden command tests: run.py BYLINE SOURCE CASES…; a case is a .case file.

A case is a list of steps in a fresh folder. Lines at column 1 are keys, indented lines
(two spaces) their text:

    setup: | shell command, or indented lines of them (run by sh -e)
    run: build in -o out.nq            the arguments of byline, split as sh does
    exit: 1                            expected exit code (default 0)
    stdout: / stderr:                  expected text, exactly (CR LF counts as a line break); left out: must be empty
    stderr~: / stdout~:                each line must be part of the output

`{source}` stands for the source folder in commands and outputs, `{folder}` for the case's in outputs, $BYLINE for the program in set-ups. `--bless` rewrites the
exact texts and the exit codes of the files. A line `# not sanitized: REASON` leaves a case out of sanitized builds. Exit code 1 if a case fails.
"""
import os
import shlex
import subprocess
import sys
import tempfile


def parse(text):
    steps, step, key = [], None, None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("  ") or (line == "" and key and step and step.get(key)):
            step[key].append(line[2:])
            continue
        key = None
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if not colon or key not in ("setup", "run", "exit", "stdin", "stdout", "stderr", "stdout~", "stderr~"):
            sys.exit(f"line {number}: no key: {line}")
        if key in ("setup", "run"):
            step = {"kind": key}
            steps.append(step)
        step[key] = [value.strip()] if value.strip() else []
    for one in steps:
        for name in ("stdin", "stdout", "stderr", "stdout~", "stderr~"):
            while one.get(name) and one[name][-1] == "":
                one[name].pop()
    return steps


def run_step(step, byline, source, folder, environment):
    """The problems of a step, and what it really did."""
    fill = lambda text: text.replace("{source}", source)
    if step["kind"] == "setup":
        done = subprocess.run(["sh", "-ec", fill("\n".join(step["setup"]))], cwd=folder, capture_output=True, text=True, env=environment)
        return ([] if done.returncode == 0 else [f"setup failed: {done.stderr}"]), None
    arguments = shlex.split(fill(" ".join(step["run"])))
    stdin = "\n".join(step.get("stdin", [])) + ("\n" if "stdin" in step else "")
    done = subprocess.run([byline] + arguments, cwd=folder, input=stdin.encode(), capture_output=True, timeout=300, env=environment)
    actual = {"exit": done.returncode}
    for name, data in (("stdout", done.stdout), ("stderr", done.stderr)):
        actual[name] = data.decode("utf-8", "replace").replace("\r\n", "\n").replace(source, "{source}").replace(folder, "{folder}").rstrip("\n").split("\n")
        if actual[name] == [""]:
            actual[name] = []
    problems = []
    expected = int(step.get("exit", ["0"])[0])
    if done.returncode != expected:
        problems.append(f"exit code {done.returncode}, expected {expected}")
    for name in ("stdout", "stderr"):
        if name + "~" in step:
            text = "\n".join(actual[name])
            problems += [f"{name} lacks: {part}" for part in step[name + "~"] if part and part not in text]
        elif actual[name] != step.get(name, []):
            problems.append(f"{name} is\n    " + "\n    ".join(actual[name]) + f"\n  expected\n    " + "\n    ".join(step.get(name, [])))
    if problems and actual["stderr"]:
        problems.append("stderr was\n    " + "\n    ".join(actual["stderr"][:20]))
    return problems, actual


def blessed(text, steps, results):
    """The case's text with what the commands really gave."""
    out = []
    lines = text.split("\n")
    skip, kept_text, index = False, False, -1
    for line in lines:
        key = line.partition(":")[0]
        if line.startswith("  ") or line == "":
            again = line == "" and not kept_text and out and out[-1] == ""
            if not skip and not again:
                out.append(line)
            continue
        skip = key in ("exit", "stdout", "stderr")
        kept_text = key in ("stdin", "stdout~", "stderr~")
        if key in ("setup", "run"):
            index += 1
        if not skip:
            out.append(line)
        if key == "run" and results[index]:
            actual = results[index]
            if actual["exit"]:
                out.append(f"exit: {actual['exit']}")
            for name in ("stdout", "stderr"):
                if name + "~" not in steps[index] and actual[name]:
                    out.append(f"{name}:")
                    out += ["  " + one if one else "" for one in actual[name]]
            if not any(n in steps[index] for n in ("stdin", "stdout~", "stderr~")):
                out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--bless"]
    byline, source, cases = arguments[0], arguments[1], arguments[2:]
    environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", TZ="UTC", BYLINE=byline)
    files = []
    for case in cases:
        files += sorted(os.path.join(case, f) for f in os.listdir(case) if f.endswith(".case")) if os.path.isdir(case) else [case]
    failed = 0
    for file in files:
        text = open(file, encoding="utf-8").read()
        if "BYLINE_SANITIZED" in environment and "\n# not sanitized: " in text:
            print(f"{os.path.relpath(file, source)}: skipped under a sanitizer")
            continue
        steps = parse(text)
        problems, results = [], []
        with tempfile.TemporaryDirectory() as folder:
            for step in steps:
                found, actual = run_step(step, byline, source, folder, environment)
                results.append(actual)
                problems += [f"{' '.join(step[step['kind']])}: {p}" for p in found]
        if "--bless" in sys.argv:
            open(file, "w", encoding="utf-8").write(blessed(text, steps, results))
        elif problems:
            failed += 1
            print(f"{os.path.relpath(file, source)}: failed\n  " + "\n  ".join(problems))
    print(f"{len(files) - failed} of {len(files)} cases passed")
    sys.exit(1 if failed or not files else 0)


main()
