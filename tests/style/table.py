#!/usr/bin/env python3
"""table.py - the room table that people read (src/README.md) is the one of the build (src/meson.build)

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def words(cell):
    return re.findall(r"\w+", cell)


map_text = (tree.ROOT / "src/README.md").read_text(encoding="utf-8")
told = {room: (words(uses), words(libs)) for room, uses, libs in ROW.findall(map_text)}
built = tree.rooms()

problems = [f"{room}: in src/meson.build only" for room in built.keys() - told.keys()]
problems += [f"{room}: in src/README.md only" for room in told.keys() - built.keys()]
for room in built.keys() & told.keys():
    for what, built_words, told_words in zip(("uses", "libraries"), built[room], told[room]):
        if built_words != told_words:
            problems.append(f"{room}: {what}: src/meson.build has {built_words}, src/README.md {told_words}")
folders = {p.name for p in (tree.ROOT / "src").iterdir() if p.is_dir()}
problems += [f"src/{folder}: a folder, but no room" for folder in folders - built.keys()]

tree.finish(problems, len(built))
