#!/usr/bin/env python3
"""strings.py - every file with words for people is in po/POTFILES.in, and every catalogue compiles

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess

import tree

TRANSLATED = {
    ".c": r"\b(N?C?_|g?d?n?gettext|ngettext) \(",
    ".ui": r'translatable="(yes|true)"',
    ".in": r"^(Name|Comment)=|<(summary|p|li|caption)>",
}

listed = {line for line in (tree.ROOT / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
          if line and not line.startswith("#")}
texts = [p for p in tree.files(*TRANSLATED) if p.name != "POTFILES.in" and not tree.name(p).startswith("tests/")]
with_words = set()
for path in texts:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".c":
        text = tree.without_strings(text)
    if re.search(TRANSLATED[path.suffix], text, re.MULTILINE):
        with_words.add(tree.name(path))

problems = [f"{path}: has words for people but is not in po/POTFILES.in" for path in sorted(with_words - listed)]
problems += [f"{path}: in po/POTFILES.in, but is not there or has no words for people"
             for path in sorted(listed - with_words)]

languages = [line for line in (tree.ROOT / "po/LINGUAS").read_text(encoding="utf-8").split("\n")
             if line and not line.startswith("#")]
for language in languages:
    run = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", f"po/{language}.po"],
                         cwd=tree.ROOT, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        problems.append(f"po/{language}.po: {run.stderr}")

tree.finish(problems, len(texts) + len(languages))
