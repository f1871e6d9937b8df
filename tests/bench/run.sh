#!/usr/bin/env bash
# run.sh BUILD [OPTION…] - the benchmark, with a keyring of its own
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
BUILD=$1
export BUILD
shift
exec "$here/../keyring/with-keyring.sh" unlocked /usr/bin/python3 "$here/bench.py" "$@"
