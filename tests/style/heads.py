#!/usr/bin/env python3
"""heads.py - every file begins with its role, and every .c file and script names the licence

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

TAG = "SPDX-License-Identifier"
LICENCE = f"{TAG}: GPL-3.0-or-later"
ROLE = {
    ".c": r"/\* {name} - \S",
    ".h": r"/\* {name} - \S",
    ".sh": r"#![^\n]*\n# {name}[^\n]* - \S",
    ".py": r'(#![^\n]*\n)?"""{name}[^\n]* - \S',
}

problems = []
code = tree.files(*ROLE)
for path in code:
    text = path.read_text(encoding="utf-8")
    if not re.match(ROLE[path.suffix].format(name=re.escape(path.name)), text):
        problems.append(f"{tree.name(path)}: does not begin with '{path.name} - its role'")
    if path.suffix == ".h":
        if "\n#pragma once\n" not in text:
            problems.append(f"{tree.name(path)}: no #pragma once")
    if path.suffix != ".h" and LICENCE not in text:
        problems.append(f"{tree.name(path)}: no line '{LICENCE}'")
    elif re.search(rf"^.*\w.*{TAG}:", text, re.MULTILINE):
        problems.append(f"{tree.name(path)}: the licence wants a line for itself")

tree.finish(problems, len(code))
