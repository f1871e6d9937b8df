#!/bin/bash
# units.sh ROOT - systemd understands its units, and what it says of the service's exposure stays good
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

root=$1
most=20 # tenths; systemd-analyze calls up to 2.0 "OK"
command -v systemd-analyze > /dev/null || { echo "systemd-analyze is not installed"; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/absentia-units.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR=$work/runtime HOME=$work
mkdir -m 700 "$XDG_RUNTIME_DIR"
printf '#!/bin/sh\n' > "$work/absentiactl"
chmod +x "$work/absentiactl"

status=0
for kind in system user; do
  mkdir "$work/$kind"
  sed "s#@bindir@#$work#g" "$root/data/systemd/$kind/absentia-engine.service.in" > "$work/$kind/absentia-engine.service"
  said=$(systemd-analyze "--$kind" --man=no verify "$work/$kind/absentia-engine.service" 2>&1) || status=1
  # What it says of other units of this computer is not about ours.
  if grep "absentia" <<< "$said"; then
    status=1
  fi
done
exposure=$(systemd-analyze --offline=true --threshold=$most security "$work/system/absentia-engine.service" 2> /dev/null) || {
  tail -n 1 <<< "$exposure"
  status=1
}
exit $status
