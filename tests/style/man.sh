#!/usr/bin/env bash
# man.sh SOURCE - the manual pages have nothing that man warns about
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

if ! command -v man >/dev/null; then
  echo "man is not here"
  exit 77
fi
status=0
for page in "$1"/data/man/*.[15]; do
  warnings=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  if [ -n "$warnings" ]; then
    printf '%s\n' "$warnings"
    status=1
  fi
done
exit "$status"
