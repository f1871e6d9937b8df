#!/bin/bash
# with-keyring.sh MODE COMMAND... - run COMMAND in a private D-Bus session with a real gnome-keyring
#
# MODE  unlocked  the login keyring is there and open
#       locked    it is there and locked; nobody can be asked for its password
#       empty     the service is there, but has no keyring yet
#       none      nothing owns org.freedesktop.secrets
#       no-bus    there is no session bus at all
# Everything that it starts ends with COMMAND, whose exit status is handed on. Where the daemon is not installed it says
# so as a skipped test (TAP). COMMAND finds MODE in WITH_KEYRING_MODE.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
export WITH_KEYRING_MODE=$1; shift
mode=$WITH_KEYRING_MODE
secrets=org.freedesktop.secrets
path=/org/freedesktop/secrets

call() {
  gdbus call --session --dest "$secrets" --object-path "$path" --method "org.freedesktop.Secret.Service.$1" "${@:2}"
}

if [ "${WITH_KEYRING_INSIDE:-}" != 1 ]; then
  for program in gnome-keyring-daemon dbus-run-session gdbus; do
    command -v "$program" > /dev/null || { echo "1..0 # SKIP $program is not installed"; exit 0; }
  done
  folder=$(mktemp -d "${TMPDIR:-/tmp}/absentia-keyring.XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  mkdir -m 700 "$folder/home" "$folder/run" "$folder/services"
  export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" XDG_DATA_HOME="$folder/home/.local/share"
  unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
  if [ "$mode" = no-bus ]; then
    status=0; "$@" || status=$?
    exit $status
  fi
  # No service folders: D-Bus starts nothing by itself.
  cat > "$folder/bus.conf" << END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$folder/run</listen>
  <servicedir>$folder/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
  status=0
  WITH_KEYRING_INSIDE=1 dbus-run-session --config-file="$folder/bus.conf" -- "$BASH" "$0" "$mode" "$@" || status=$?
  exit $status
fi

unset WITH_KEYRING_INSIDE
if [ "$mode" != none ]; then
  options=(--foreground --components=secrets)
  sign="'/'"
  if [ "$mode" != empty ]; then
    options+=(--unlock)
    sign=collection
  fi
  # Its own warnings are not ours.
  env -u G_DEBUG -u MALLOC_CHECK_ -u MALLOC_PERTURB_ gnome-keyring-daemon "${options[@]}" \
    <<< 'test' > "$XDG_RUNTIME_DIR/log" 2>&1 &
  daemon=$!
  trap 'kill "$daemon" 2> /dev/null || true' EXIT
  ready=no
  for _ in $(seq 1000); do # ready: the name is owned, and the login keyring is there where it shall be
    if call ReadAlias default 2> /dev/null | grep -qF "$sign"; then ready=yes; break; fi
    kill -0 "$daemon" 2> /dev/null || break
    sleep 0.02
  done
  [ $ready = yes ] || { cat "$XDG_RUNTIME_DIR/log" >&2; exit 99; }
fi
status=0; "$@" || status=$?
exit $status
