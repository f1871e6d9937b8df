#!/usr/bin/env bash
# run.sh BUILD [OPTION…] - the benchmarks: what a mailbox costs beside a plain loop, bulk work (with the options, and a keyring of its own), recurrences and plans, a
# large directory, the calendar, windows with very much in them
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
BUILD=$1
export BUILD
shift
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
exec env GSK_RENDERER=cairo "$here/../panel/headless.sh" -- "$BUILD/tests/bench/bench-windows"
