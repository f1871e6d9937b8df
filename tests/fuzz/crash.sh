#!/usr/bin/env bash
# crash.sh BROKEN - an input that a reader dies of is kept and named, and kills it again: from the file, and by its numbers
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

broken=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ulimit -c 0

if "$broken" --seed 7 --rounds 10000 --crashes "$folder/crashes" 2> told; then
  echo "it did not die"
  exit 1
fi
words=$(sed -n 's/^broken died of signal 6: --seed 7 --round \([0-9]*\), the input is in \(.*\)$/\1 \2/p' told)
read -r round file <<< "$words"
[ "$file" = "$folder/crashes/broken-7-$round" ] || { cat told; exit 1; }
if "$broken" "$file" 2> /dev/null; then
  echo "the file is harmless"
  exit 1
fi
if "$broken" --seed 7 --round "$round" --crashes "$folder/again" 2> /dev/null; then
  echo "the round is harmless"
  exit 1
fi
cmp "$file" "$folder/again/broken-7-$round"
