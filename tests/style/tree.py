"""tree.py - the sources as the style tests see them: which files there are, and the room table of the build

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ["src", "ui", "data", "po", "tests", ".ci"]
ROOM = re.compile(
    r"\{ 'name': '(?P<name>\w+)', 'uses': \[(?P<uses>[^\]]*)\],\s*'libs': \[(?P<libs>[^\]]*)\]")


def files(*suffixes):
    """Every file of the project with one of the suffixes (all without), sorted."""
    found = [p for p in ROOT.iterdir() if p.is_file() and p.name != ".git"]
    for folder in FOLDERS:
        found += [p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return sorted(p for p in found if not suffixes or p.suffix in suffixes)


def name(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    """The room of a source file; None for the programs' main files and all that is not in src."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "src" and len(parts) == 3 else None


def rooms():
    """The room table of src/meson.build: name -> (uses, libs), in the table's order."""
    text = (ROOT / "src/meson.build").read_text(encoding="utf-8")
    table = {
        row["name"]: (re.findall(r"\w+", row["uses"]), re.findall(r"\w+", row["libs"]))
        for row in ROOM.finditer(text)
    }
    if len(table) < 10:
        sys.exit("tests/style/tree.py does not understand src/meson.build any more")
    return table


def without_comments(text):
    """C with comments blanked (lines stay where they are); strings are kept."""
    return _blank(text, r'("(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')|(/\*.*?\*/|//[^\n]*)', 2)


def without_strings(text):
    """C with the content of strings blanked too."""
    return _blank(without_comments(text), r'(#include[^\n]*)|("(?:\\.|[^"\\\n])*")', 2)


def _blank(text, pattern, group):
    def blank(match):
        return match[0] if match[group] is None else re.sub(r"[^\n]", " ", match[0])

    return re.sub(pattern, blank, text, flags=re.DOTALL)


def finish(problems, checked):
    """Prints the problems, one a line, and ends the test. A test that looked at nothing fails."""
    for problem in problems:
        print(problem)
    print(f"{checked} looked at, {len(problems)} wrong")
    sys.exit(1 if problems or not checked else 0)


def skip(reason):
    print(reason)
    sys.exit(77)
