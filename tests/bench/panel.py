#!/usr/bin/env python3
"""panel.py [--people N] [--rounds N] - the panel's first window with very many people that it knows already, beside a bare one

The people come from the simulator, once; the panel starts without any server, as on a morning without a network. Both windows are
drawn by the processor (cairo), in turns.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from practice import PROGRAM, Simulator  # noqa: E402
from figures import note  # noqa: E402

BUILD = pathlib.Path(os.environ["BUILD"]).resolve()
BENCH = BUILD / "tests" / "bench"


def know_people(sim):
    """In a profile of one's own. Gives how many there are."""
    subprocess.run([PROGRAM, "profile", "add", "bench", "--ews-url", sim.ews, "--ca", sim.ca, "--auth", "basic", "--admin", sim.admin,
                    "--password-stdin"], input=sim.password + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
    return len(json.loads(subprocess.run([PROGRAM, "--json", "people"], stdout=subprocess.PIPE, text=True, check=True).stdout))


def start(program):
    told = subprocess.run([BENCH / "first-window", program], stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(told)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.environ["GSK_RENDERER"] = "cairo"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        sim = Simulator("--people", str(options.people))
        try:
            known = know_people(sim)
        finally:
            sim.stop()
        pairs = [(start(BENCH / "bare-window"), start(BUILD / "src" / "absentia")) for _ in range(options.rounds)]
    bare, ours = ([pair[i] for pair in pairs] for i in range(2))
    ratios = [mine["ms"] / other["ms"] for other, mine in pairs]
    print(f"the first window, {known:,} people known, the median of {options.rounds} rounds")
    print(f"{'':24}{'ms':>8}{'MB (PSS)':>10}")
    for name, rows in (("bare", bare), ("absentia", ours)):
        print(f"{name:24}{statistics.median(r['ms'] for r in rows):>8.0f}{statistics.median(r['pss_kb'] for r in rows) / 1024:>10.1f}")
    note(f"first window with {known:,} people: times a bare one's", ratios, 1.5)
    note(f"first window with {known:,} people: MB of PSS", [row["pss_kb"] / 1024 for row in ours], 90)


if __name__ == "__main__":
    main()
