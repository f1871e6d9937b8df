#!/usr/bin/env bash
# run.sh BUILD [SECONDS [TARGET]] - every fuzz target for ten minutes, or SECONDS, with a new seed, two at the same time; what
# one dies of is kept in BUILD/tests/fuzz/crashes, and named
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$1 seconds=${2:-600} target=${3-}
here=$(dirname "$(realpath "$0")")

if [ -n "$target" ]; then
  name=${target##*/fuzz-}
  # What AddressSanitizer finds has to be kept, too.
  export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}abort_on_error=1
  "$target" --seconds "$seconds" --crashes "$build/tests/fuzz/crashes" "$here/corpus/$name" 2>&1 | sed "s/^/$name: /"
  exit
fi
find "$build/tests/fuzz" -maxdepth 1 -type f -executable -name 'fuzz-*' -print0 | sort -z |
  xargs -0 -n 1 -P 2 "$0" "$build" "$seconds"
