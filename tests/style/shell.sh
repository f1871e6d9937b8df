#!/usr/bin/env bash
# shell.sh SOURCE - no script has anything that shellcheck warns about
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

cd "$1"
if ! command -v shellcheck >/dev/null; then
  echo "shellcheck is not here"
  exit 77
fi
grep -rlIE '^#!.*\b(ba)?sh\b' src ui data po tests .ci | xargs shellcheck
