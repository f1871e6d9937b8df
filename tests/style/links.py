#!/usr/bin/env python3
"""links.py - what the documents point to in this tree is there

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

LINK = re.compile(r"\]\(([^)#:]+)\)|`((?:src|ui|data|po|tests|\.\.)/[\w./-]+)`")

problems = []
links = 0
for path in tree.files(".md"):
    for match in LINK.finditer(path.read_text(encoding="utf-8")):
        links += 1
        target = match[1] or match[2]
        if not (path.parent / target).exists() and not (tree.ROOT / target).exists():
            problems.append(f"{tree.name(path)}: {target} is not there")

tree.finish(problems, links)
