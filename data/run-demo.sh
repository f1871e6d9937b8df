#!/usr/bin/env bash
# run-demo.sh BUILD - the demo in a window, or on the terminal where there is no display
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$1

# Where the locale knows ASCII only (a bare machine, a container), names would be full of "?".
if [ "$(locale charmap)" != UTF-8 ]; then
  export LC_ALL=C.UTF-8
fi

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
  if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ ! -S "${XDG_RUNTIME_DIR:-}/bus" ]; then
    exec dbus-run-session -- "$build/src/absentia" --demo-plan # a display without a desktop
  fi
  exec "$build/src/absentia" --demo-plan
fi

echo "No display (DISPLAY and WAYLAND_DISPLAY are not set): the same story on the terminal."
exec "$build/src/absentiactl" demo
