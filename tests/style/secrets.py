#!/usr/bin/env python3
"""secrets.py - no key, certificate, database or password file lies in the tree

Tests make what they need of these when they run.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

NAMES = re.compile(
    r"\.(pem|key|crt|cer|der|p12|pfx|jks|keytab|keyring|kdbx|sqlite|db|netrc)$|^(id_\w+|\.env.*|\.netrc|credentials)$")
CONTENT = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}")

problems = []
everything = tree.files()
for path in everything:
    if NAMES.search(path.name):
        problems.append(f"{tree.name(path)}: looks like a file with a secret")
    elif CONTENT.search(path.read_bytes()):
        problems.append(f"{tree.name(path)}: contains a private key")

tree.finish(problems, len(everything))
