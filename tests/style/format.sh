#!/usr/bin/env bash
# format.sh SOURCE - the C code is what clang-format 14 makes of it
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

cd "$1"
if ! clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
  echo "clang-format 14 is not here (other versions format otherwise)"
  exit 77
fi
find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
