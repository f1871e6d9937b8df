#!/bin/bash
# pictures.sh DIR [LOOK...] - a picture of every window of the panel, to be looked at
#
# In a folder of DIR for each look: light, dark, mirrored, large, contrast, narrow, german (whose catalogue must be installed: meson install, once).
# BUILD is the build folder; ONLY one of the two programs, and TESTS names the tests in it, as for unittest (all).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(dirname "$(realpath "$0")")
export BUILD=${BUILD:-build}
to=$1
shift
[ $# -gt 0 ] || set -- light dark mirrored large contrast narrow german
read -ra tests <<< "${TESTS:-}"

for look in "$@"; do
  settings=()
  case $look in
    light) ;;
    dark) settings=(ADW_DEBUG_COLOR_SCHEME=prefer-dark) ;;
    mirrored) settings=(GTK_DEBUG=invert-text-dir) ;;
    large) settings=(PANEL_TEXT=175) ;;
    contrast) settings=(ADW_DEBUG_HIGH_CONTRAST=1) ;;
    narrow) settings=(PICTURES_WIDTH=700) ;;
    german) settings=(PICTURES_LANGUAGE=de) ;;
    *) echo "no such look: $look" >&2; exit 2 ;;
  esac
  for pictures in ${ONLY:-pictures.py pictures_windows.py}; do
    env "${settings[@]}" PANEL_PICTURES="$to/$look" "$here/headless.sh" -w -k -s 1500x2400 -- /usr/bin/python3 -B "$here/$pictures" "${tests[@]}" || echo "$look: $pictures failed"
  done
done
