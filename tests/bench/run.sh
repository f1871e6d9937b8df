#!/usr/bin/env bash
# run.sh BUILD [OPTION…] - the benchmarks: what a mailbox costs beside a plain loop, bulk work (with the options, and a keyring of its own), recurrences and plans, a
# large directory, the calendar, windows with very much in them, the panel's start; at the end one table of all that has a goal
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
BUILD=$1
export BUILD
shift
FIGURES=$(mktemp)
export FIGURES
trap 'rm -f "$FIGURES"' EXIT
/usr/bin/python3 -B "$here/requests.py"
echo
"$here/../keyring/with-keyring.sh" unlocked /usr/bin/python3 "$here/bench.py" "$@"
echo
"$BUILD/tests/bench/bench-oof"
echo
"$BUILD/tests/bench/bench-plan"
echo
/usr/bin/python3 -B "$here/directory.py" "$BUILD/tests/bench/bench-directory"
echo
env GSK_RENDERER=cairo "$here/../panel/headless.sh" -- "$BUILD/tests/bench/bench-calendar"
echo
env GSK_RENDERER=cairo "$here/../panel/headless.sh" -- "$BUILD/tests/bench/bench-windows"
echo
"$here/../keyring/with-keyring.sh" unlocked "$here/../panel/headless.sh" -k -- /usr/bin/python3 -B "$here/panel.py"
echo
"$here/../panel/headless.sh" -k -- /usr/bin/python3 -B "$here/apply.py"
echo
/usr/bin/python3 -B "$here/figures.py"
