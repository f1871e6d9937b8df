#!/usr/bin/env python3
"""sizes.py - files of at most 400 lines, functions of at most 80 and a complexity of at most 15

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import shutil
import subprocess

import tree

FILE_LINES = 400
FUNCTION_LINES = 80
COMPLEXITY = 15

# "file: function" -> why it may be larger
EXCEPTIONS = {}

# modified complexity, traditional, statements, first line, lines, file(line): function
MEASURE = re.compile(r"^(\d+)\t\d+\t\d+\t\d+\t(\d+)\t(.*)\(\d+\): (.*)$")

problems = []
code = tree.files(".c", ".h", ".py", ".sh")
for path in code:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > FILE_LINES:
        problems.append(f"{tree.name(path)}: {lines} lines, at most {FILE_LINES}")

if not problems and shutil.which("pmccabe") is None:
    tree.skip("pmccabe is not here, so functions were not measured")
measured = []
if shutil.which("pmccabe"):
    sources = [tree.name(p) for p in code if p.suffix == ".c"]
    run = subprocess.run(["pmccabe", *sources], cwd=tree.ROOT, capture_output=True, text=True, check=True)
    measured = [MEASURE.match(line) for line in run.stdout.splitlines()]
for complexity, lines, path, function in (m.groups() for m in measured if m):
    where = f"{path}: {function}"
    if where in EXCEPTIONS:
        continue
    if int(lines) > FUNCTION_LINES:
        problems.append(f"{where}: {lines} lines, at most {FUNCTION_LINES}")
    if int(complexity) > COMPLEXITY:
        problems.append(f"{where}: complexity {complexity}, at most {COMPLEXITY}")

tree.finish(problems, len(code) + len(measured))
