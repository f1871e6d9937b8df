#!/usr/bin/env python3
"""words.py - what is not written here, and why

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

ANYWHERE = "nowhere"

# pattern in the code (no comments, no strings), where it is allowed, why not elsewhere
BANNED = [
    (r"\bgoto\b", ANYWHERE, "return early; g_autoptr cleans up"),
    (r"\b(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof) \(", ANYWHERE, "unbounded or unchecked"),
    (r"\b(system|popen) \(", ANYWHERE, "no shell between us and a program: GSubprocess"),
    (r"\b(g_usleep|usleep|sleep|nanosleep) \(", ANYWHERE, "wait through BaseCall, so that Cancel works at once"),
    (r"\bg_idle_add\w* \(", r"src/session/", "only the gate in session crosses threads; elsewhere it hides an order"),
    (r"\bg_object_set_data\w* \(", ANYWHERE, "a field says what it is"),
    (r"\bg_task_run_in_thread\w* \(", ANYWHERE, "GLib's shared pool is small; session_hub has its own"),
    (r"\b_?exit \(", r"src/[\w-]+\.c$|tests/", "only main ends the program"),
]

# pattern anywhere in the text, comments too
BANNED_IN_TEXT = [(r"\b(TODO|FIXME|XXX)\b", "say what is wrong, or open an issue")]

problems = []
code = tree.files(".c", ".h")
for path in code:
    text = path.read_text(encoding="utf-8")
    for pattern, allowed, why in BANNED:
        if re.search(allowed, tree.name(path)):
            continue
        for match in re.finditer(pattern, tree.without_strings(text)):
            line = text.count("\n", 0, match.start()) + 1
            problems.append(f"{tree.name(path)}:{line}: {match[0].strip(' (')}: {why}")
    for pattern, why in BANNED_IN_TEXT:
        problems += [f"{tree.name(path)}: {match[0]}: {why}" for match in re.finditer(pattern, text)]

tree.finish(problems, len(code))
