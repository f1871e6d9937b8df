#!/usr/bin/env bash
# run.sh BUILD [SECONDS] - every fuzz target for a minute, or SECONDS, with a new seed; what it dies of is said with its seed
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$1 seconds=${2:-60}
here=$(dirname "$(realpath "$0")")
status=0
for target in "$build"/tests/fuzz/fuzz-*; do
  if [ ! -f "$target" ] || [ ! -x "$target" ]; then continue; fi
  name=${target##*/fuzz-}
  echo "$name: $seconds s"
  "$target" --seed "$((RANDOM * 32768 + RANDOM))" --seconds "$seconds" "$here/corpus/$name" || status=1
done
exit $status
