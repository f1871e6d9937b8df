#!/usr/bin/env bash
# ensure.sh LIST… - install what is missing of Debian's packages in data/packages/LIST.txt
#
# Does nothing, and asks apt nothing, when all is there. Elsewhere than on Debian and its children
# it installs nothing: it names the programs and libraries that the build would miss.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C

wanted_packages ()
{
  local list

  for list in "$@"; do
    sed 's/#.*//' "$here/$list.txt"
  done | xargs -n 1 | sort -u
}

installed_packages ()
{
  # dpkg-query fails when it does not know one of the names; what it knows is printed all the same.
  dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^installed //p' | sort -u || true
}

# The dependencies of meson.build that pkg-config does not find, and the tools of the build.
missing_elsewhere ()
{
  local program module version

  for program in cc meson ninja pkg-config msgfmt; do
    command -v "$program" >/dev/null || echo "program $program"
  done
  command -v pkg-config >/dev/null || return 0
  grep -o "dependency('[^)]*)" "$here/../../meson.build" | grep -v 'required:' |
    sed "s/dependency('\([^']*\)'[^0-9)]*/\1 /; s/[')]//g" |
    while read -r module version; do
      pkg-config --exists "$module${version:+ >= $version}" ||
        echo "library $module${version:+ $version or newer}"
    done
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# What apt says is kept for the case that it fails: hundreds of lines that nobody reads otherwise.
apt ()
{
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1
}

install_packages ()
{
  # --no-remove: never take away something of this machine to make room for ours.
  apt install -y --no-install-recommends --no-remove "${missing[@]}"
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  missing=$(missing_elsewhere)
  [ -z "$missing" ] && exit 0
  {
    echo "This is not Debian, so nothing is installed. Missing here:"
    printf '%s\n' "$missing" | sed 's/^/  /'
    echo "Debian's names of all that is needed are in data/packages."
  } >&2
  exit 1
fi

mapfile -t wanted < <(wanted_packages "$@")
mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}") \
                                <(installed_packages "${wanted[@]}"))
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
  echo "Missing packages. As root, run:" >&2
  echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

# Some of these packages are servers, which start when they are installed: nobody asked for that.
hold_services ()
{
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    held=yes
    as_root sh -c "printf '#!/bin/sh\nexit 101\n' > $policy && chmod 755 $policy"
  fi
}

# shellcheck disable=SC2317 # the trap calls it
clean_up ()
{
  rm -f "$log"
  [ "${held:-no}" = no ] || as_root rm -f $policy
}

log=$(mktemp)
trap clean_up EXIT
trap 'exit 130' INT TERM
echo "Installing from Debian: ${missing[*]}"
if ! apt-get install --simulate -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
  apt update || true # a mirror of something else may be down; what is missing shows below
fi
hold_services
# A second try with fresh lists: the mirror may have replaced a version that the lists still name.
install_packages || { apt update && install_packages; } || {
  cat "$log" >&2
  echo "apt could not install: ${missing[*]}" >&2
  exit 1
}
