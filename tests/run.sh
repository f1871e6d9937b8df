#!/usr/bin/env bash
# run.sh BUILD [MESON-TEST-OPTION…] - run the tests of a build folder and say in the end how it went
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$1
shift

log=$build/meson-logs/testlog.json
rm -f "$log"
status=0
meson test -C "$build" --no-rebuild --print-errorlogs "$@" || status=$?
/usr/bin/python3 "$here/summary.py" "$log" || status=1
exit "$status"
