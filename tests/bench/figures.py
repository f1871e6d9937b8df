#!/usr/bin/env python3
"""figures.py - what was measured beside its goal; run by itself, it prints the table of all that $FIGURES holds

Each program of make bench adds lines to the file that $FIGURES names, where there is one:
what TAB value TAB goal TAB "most" or "least" TAB what else is to be known. Nothing here passes or fails:
a figure of a busy machine is no verdict, so the load is told with it.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import statistics


def note(what, values, goal, bound="most", remark=""):
    """values: one, or those of several rounds, of which the median counts and the range is told."""
    values = sorted(values) if isinstance(values, list) else [values]
    if len(values) > 1:
        remark = f"{values[0]:.2f} to {values[-1]:.2f} in {len(values)} rounds{', ' if remark else ''}{remark}"
    if os.environ.get("FIGURES"):
        with open(os.environ["FIGURES"], "a", encoding="utf-8") as file:
            file.write(f"{what}\t{statistics.median(values):.4g}\t{goal:g}\t{bound}\t{remark}\n")


def main():
    lines = pathlib.Path(os.environ["FIGURES"]).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    width = max(len(row[0]) for row in rows)

    print(f"What was measured beside its goal, at a load of {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")
    for what, value, goal, bound, remark in rows:
        is_met = float(value) <= float(goal) if bound == "most" else float(value) >= float(goal)
        sign = "≤" if bound == "most" else "≥"
        print(f"{what:{width}}  {float(value):>8.4g}  {sign} {float(goal):<8.4g} {'met   ' if is_met else 'missed'}  {remark}".rstrip())


if __name__ == "__main__":
    main()
