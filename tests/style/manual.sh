#!/usr/bin/env bash
# manual.sh PAGE PROGRAM [COMMAND…] - the manual page has the options that --help lists, and no others
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

page=$1
program=$2
shift 2

options ()
{
  grep -oE -- '--[a-z][a-z-]+' | grep -vx -e --help | sort -u
}

help ()
{
  local command

  "$program" --help
  for command in "$@"; do
    # shellcheck disable=SC2086 # a command may be of two words
    "$program" $command --help
  done
}

helped=$(help "$@" | options)
told=$(grep -v '^\.\\"' "$page" | sed 's/\\-/-/g' | options)
if [ "$helped" != "$told" ]; then
  echo "Only in --help (<) or only in $page (>):"
  diff <(echo "$helped") <(echo "$told") || true
  exit 1
fi
