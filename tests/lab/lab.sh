#!/usr/bin/env bash
# lab.sh COMMAND… - run COMMAND on a network of its own that has Active Directory: Samba's domain controllers
#
# In private network, mount and process namespaces: only loopback, all of 127.0.0.0/8 free; dnsmasq on 127.0.0.53 asks the controllers;
# /etc/hosts and /etc/resolv.conf are the lab's, KRB5_CONFIG is that of a computer of corp.example. COMMAND finds in LAB the folders of the controllers (corp, fabrikam) and
# the authority of their certificates, and starts with controller.sh those that it wants. When it ends, everything that was started ends
# with it, and its status is handed on. Where this cannot run: 77, and the reason.
#
# Making the forests takes some 12 seconds; they are kept in LAB_CACHE (none: made anew), and each run has its own copy.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

skip ()
{
  echo "1..0 # SKIP $*"
  exit 77
}

look_around ()
{
  local program

  [ "$(id -u)" -eq 0 ] || skip "a domain controller needs root"
  for program in samba samba-tool samba_spnupdate ldapsearch ldbsearch dnsmasq ip openssl kinit; do
    command -v "$program" > /dev/null || skip "$program is not installed: data/packages/ensure.sh lab"
  done
  { [ -e /etc/hosts ] && [ -e /etc/resolv.conf ]; } || skip "there is no /etc/hosts or no /etc/resolv.conf to replace"
  /usr/bin/python3 -c 'import samba.samdb, gssapi' 2> /dev/null || skip "python3-samba or python3-gssapi is not installed: data/packages/ensure.sh lab"
  unshare --net --mount --pid --fork --mount-proc --propagation private true 2> /dev/null ||
    skip "this computer lets root make no namespaces"
}

# Inside the namespaces: the loopback network and its names.
set_up_network ()
{
  local file

  ip link set lo up
  ip addr add 127.0.0.2/8 dev lo # with 127.0.0.1 alone, getaddrinfo says that there is no network
  mkdir "$LAB/net"
  echo '127.0.0.1 localhost' > "$LAB/net/hosts"
  echo 'nameserver 127.0.0.53' > "$LAB/net/resolv.conf"
  printf '%s\n' '[libdefaults]' ' dns_lookup_realm = false' ' rdns = false' ' dns_canonicalize_hostname = false' \
    ' default_realm = CORP.EXAMPLE' > "$LAB/net/krb5.conf"
  export KRB5_CONFIG=$LAB/net/krb5.conf KRB5CCNAME=FILE:$LAB/net/tickets
  for file in hosts resolv.conf; do
    mount --bind "$LAB/net/$file" "$(realpath "/etc/$file")"
  done
  dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --listen-address=127.0.0.53 --bind-interfaces --cache-size=0 --user=root \
    --pid-file="$LAB/net/dnsmasq.pid" --local=/example/ --server=/corp.example/127.0.0.10 --server=/fabrikam.example/127.0.0.20
}

# Inside: both forests, filled, with a trust between them, and one account locked.
make_forests ()
{
  local waited=() name process

  "$here/controller.sh" make "$LAB/corp" CORP.EXAMPLE CORP dc1 127.0.0.10 & waited+=($!)
  "$here/controller.sh" make "$LAB/fabrikam" FABRIKAM.EXAMPLE FABRIKAM dc2 127.0.0.20 & waited+=($!)
  for process in "${waited[@]}"; do wait "$process"; done
  waited=()
  for name in corp fabrikam; do
    "$here/controller.sh" certify "$LAB/$name" "$LAB/ca"
    /usr/bin/python3 -B "$here/fill.py" "$LAB/$name" & waited+=($!)
  done
  for process in "${waited[@]}"; do wait "$process"; done
  for name in corp fabrikam; do "$here/controller.sh" start "$LAB/$name"; done
  "$here/controller.sh" trust "$LAB/corp" "$LAB/fabrikam"
  for _ in 1 2 3 4 5; do
    LDAPTLS_CACERT=$LAB/ca/authority.pem ldapwhoami -x -H ldaps://dc1.corp.example -D locked@corp.example -w wrong 2> /dev/null || true
  done
  for name in corp fabrikam; do
    "$here/controller.sh" stop "$LAB/$name"
    rm -rf "$LAB/$name"/{log,run,lock,cache,ncalrpc}
  done
}

inside ()
{
  local name

  set_up_network
  if [ "$1" = --make ]; then
    make_forests
    return
  fi
  for name in corp fabrikam; do "$here/controller.sh" certify "$LAB/$name" "$LAB/ca"; done
  "$@"
}

in_namespaces ()
{
  unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private "$BASH" "$here/lab.sh" --inside "$@"
}

# The forests of these very scripts and this Samba, made by whoever comes first.
prepare ()
{
  local key

  key=$({ cat "$here"/{lab.sh,controller.sh,fill.py,people.py}; samba --version; } | sha256sum | cut -c 1-16)
  mkdir -p "$1"
  exec {lock}> "$1/lock"
  flock "$lock"
  if [ ! -e "$1/$key" ]; then
    rm -rf "$1"/forests-* "$1/new"
    mkdir "$1/new"
    LAB=$1/new in_namespaces --make
    rm -rf "$1/new/net"
    mv "$1/new" "$1/forests-$key"
    ln -s "forests-$key" "$1/$key"
  fi
  cp -a "$1/$key/." "$LAB"
  exec {lock}>&-
}

if [ "${1:-}" = --inside ]; then
  shift
  inside "$@"
  exit
fi
look_around
LAB=$(mktemp -d "${TMPDIR:-/tmp}/absentia-lab.XXXXXX")
export LAB LC_ALL=C.UTF-8
trap 'rm -rf "$LAB"' EXIT
prepare "${LAB_CACHE:-$LAB/made}"
rm -rf "$LAB/made"
status=0
in_namespaces "$@" || status=$?
exit $status
