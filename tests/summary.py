#!/usr/bin/env python3
"""summary.py LOG - what a person wants to know after 'meson test': counts, failures, what was skipped and why

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import re
import sys

GOOD = {"OK", "EXPECTEDFAIL"}
TAP_SKIP = re.compile(r"^ok\b[^#]*#\s*skip\S*\s*(.*)", re.IGNORECASE | re.MULTILINE)


def skip_reasons(test):
    """Why a test, or a part of it, did not run: TAP says it in a line, a script with its last words."""
    output = test.get("stdout") or ""
    reasons = [reason.strip() or "no reason given" for reason in TAP_SKIP.findall(output)]
    plan = re.search(r"^1\.\.0\s*#\s*skip\S*\s*(.*)", output, re.IGNORECASE | re.MULTILINE)
    if plan:
        reasons.append(plan.group(1).strip())
    if test["result"] == "SKIP" and not reasons:
        words = output.strip().splitlines()
        reasons.append(words[-1] if words else "no reason given")
    return sorted(set(reasons))


def main(path):
    log = pathlib.Path(path)
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    tests = [json.loads(line) for line in lines if line.strip()]
    for test in tests:
        test["name"] = test["name"].split(" / ")[-1]
    failed = [t for t in tests if t["result"] not in GOOD | {"SKIP"}]
    skipped = [(t, skip_reasons(t)) for t in tests]
    skipped = [(t, reasons) for t, reasons in skipped if reasons]

    print()
    for test, reasons in skipped:
        part = "skipped" if test["result"] == "SKIP" else "skipped a part"
        for reason in reasons:
            print(f"{part}: {test['name']}: {reason}")
    for test in failed:
        print(f"FAILED: {test['name']} ({test['result'].lower()}, {test['duration']:.1f} s)")

    passed = sum(t["result"] in GOOD for t in tests)
    wholly = sum(t["result"] == "SKIP" for t in tests)
    print(f"{len(tests)} tests: {passed} passed, {len(failed)} failed, {wholly} skipped")
    if not tests:
        print("No test ran: that is a failure.")
    if failed or not tests:
        print(f"The whole log: {log.with_suffix('.txt').resolve()}")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
