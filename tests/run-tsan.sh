#!/usr/bin/env bash
# run-tsan.sh BUILD [TEST…] - what has threads under ThreadSanitizer, in a build with -Db_sanitize=thread
#
# GLib is not built with it: tests/tsan/glib-locks.c says what its locks order. That a race is found at all is tried first.
# panel-NAME is a journey of tests/panel with the panel under it; what it talks to is, too, but is not watched.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
shift
[ $# -gt 0 ] || set -- delivery-gate delivery-many delivery-prove delivery-run delivery-throttle http-parallel session-core session-engine \
  session-engine-edits session-engine-clocks session-hub session-hub-items panel-run panel-calendar panel-picker panel-doctor panel-existing

work=$(mktemp -d "${TMPDIR:-/tmp}/absentia-tsan.XXXXXX")
trap 'rm -rf "$work"' EXIT
read -ra glib < <(pkg-config --cflags --libs glib-2.0)
gcc -g -shared -fPIC -fsanitize=thread "$source/tests/tsan/glib-locks.c" -o "$work/locks.so" "${glib[@]}" -ldl
gcc -g -fsanitize=thread "$source/tests/tsan/race.c" -o "$work/race" "${glib[@]}"
echo called_from_lib:libsqlite3.so > "$work/suppressions"

options="exitcode=66 history_size=4 ignore_noninstrumented_modules=1 suppressions=$work/suppressions"
export TSAN_OPTIONS=$options
export G_TEST_SRCDIR=$source/tests G_TEST_BUILDDIR=$build/tests PATH=$build/src:$PATH TZ=UTC

# under PROGRAM - without random addresses, which GCC 12's does not always bear
under() {
  LD_PRELOAD="$(gcc -print-file-name=libtsan.so) $work/locks.so" timeout 600 setarch -R "$1"
}

# The panel as the journeys start it; each writes what is found into a file of its own.
mkdir -p "$work/panel/src" "$work/panel/meson-logs"
ln -s "$build"/src/absentiactl "$build"/src/absentia-sim "$work/panel/src"
cat > "$work/panel/src/absentia" << END
#!/bin/sh
export TSAN_OPTIONS="$options log_path=$work/panel/report"
LD_PRELOAD="$(gcc -print-file-name=libtsan.so) $work/locks.so" exec "$build/src/absentia" "\$@"
END
chmod +x "$work/panel/src/absentia"

# journey NAME - also fails when something was found
# shellcheck disable=SC2317 # an array calls it
journey() {
  rm -f "$work"/panel/report.*
  BUILD="$work/panel" TSAN_OPTIONS=report_bugs=0 timeout 900 setarch -R "$source/tests/panel/headless.sh" -w -k -- /usr/bin/python3 -B "$source/tests/panel/test_$1.py" || return
  ! cat "$work"/panel/report.* 2> /dev/null
}

if under "$work/race" > "$work/race.log" 2>&1; then
  echo "a race is not found: nothing is proved here"
  exit 1
fi
status=0
for name in "$@"; do
  case $name in
    panel-*) run=(journey "${name#panel-}") ;;
    *) run=(under "$build/tests/test-$name") ;;
  esac
  if "${run[@]}" > "$work/$name.log" 2>&1; then
    echo "ok $name"
  else
    echo "not ok $name"
    grep -A 30 "WARNING: ThreadSanitizer" "$work/$name.log" || tail -n 20 "$work/$name.log"
    status=1
  fi
done
exit $status
