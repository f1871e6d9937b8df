#!/usr/bin/env bash
# run-tsan.sh BUILD [TEST…] - what has threads under ThreadSanitizer, in a build with -Db_sanitize=thread
#
# GLib is not built with it: tests/tsan/glib-locks.c says what its locks order. That a race is found at all is tried first.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
shift
[ $# -gt 0 ] || set -- delivery-gate delivery-many delivery-prove delivery-run delivery-throttle http-parallel session-core session-engine \
  session-engine-edits session-engine-clocks session-hub session-hub-items

work=$(mktemp -d "${TMPDIR:-/tmp}/absentia-tsan.XXXXXX")
trap 'rm -rf "$work"' EXIT
read -ra glib < <(pkg-config --cflags --libs glib-2.0)
gcc -g -shared -fPIC -fsanitize=thread "$source/tests/tsan/glib-locks.c" -o "$work/locks.so" "${glib[@]}" -ldl
gcc -g -fsanitize=thread "$source/tests/tsan/race.c" -o "$work/race" "${glib[@]}"
echo called_from_lib:libsqlite3.so > "$work/suppressions"

export TSAN_OPTIONS="exitcode=66 history_size=4 ignore_noninstrumented_modules=1 suppressions=$work/suppressions"
export G_TEST_SRCDIR=$source/tests G_TEST_BUILDDIR=$build/tests PATH=$build/src:$PATH TZ=UTC

# under PROGRAM - without random addresses, which GCC 12's does not always bear
under() {
  LD_PRELOAD="$(gcc -print-file-name=libtsan.so) $work/locks.so" timeout 600 setarch -R "$1"
}

if under "$work/race" > "$work/race.log" 2>&1; then
  echo "a race is not found: nothing is proved here"
  exit 1
fi
status=0
for name in "$@"; do
  if under "$build/tests/test-$name" > "$work/$name.log" 2>&1; then
    echo "ok $name"
  else
    echo "not ok $name"
    grep -A 30 "WARNING: ThreadSanitizer" "$work/$name.log" || tail -n 20 "$work/$name.log"
    status=1
  fi
done
exit $status
