#!/usr/bin/env python3
"""apply.py [--people N] [--mailboxes N] - frames and stalls of the panel while it applies a plan to very many mailboxes

The people and the mailboxes are the simulator's, which answers at once; the window is drawn by the processor (cairo). Run it before
others on the computer (nice -n -20), not above the kernel's threads.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile

from panel import BENCH, PROGRAM, Simulator, know_people


def plan(folder, n):
    """One absence for n of the people, in force for long."""
    found = json.loads(subprocess.run([PROGRAM, "--json", "people"], stdout=subprocess.PIPE, text=True, check=True).stdout)
    item = {"id": "closure", "type": "closure", "for": {"people": [person["mail"] for person in found][:n]}, "when": {"from": "2020-01-01"},
            "reply": {"inside": "<p>We are closed.</p>" * 40, "outside": "<p>We are closed, dear customer.</p>" * 40, "audience": "all"},
            "own_reply": "replace-restore"}
    path = pathlib.Path(folder) / "items.yaml"
    path.write_text(json.dumps({"items": [item]}), encoding="utf-8")
    subprocess.run([PROGRAM, "items", "add", path], stdout=subprocess.DEVNULL, check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20000)
    parser.add_argument("--mailboxes", type=int, default=10000)
    options = parser.parse_args()
    os.environ["GSK_RENDERER"] = "cairo"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        sim = Simulator("--people", str(options.people))
        try:
            print(f"{know_people(sim):,} people, a plan for {options.mailboxes:,} of them", flush=True)
            plan(folder, options.mailboxes)
            subprocess.run([BENCH / "bench-apply", str(options.mailboxes)], check=True)
        finally:
            sim.stop()


main()
