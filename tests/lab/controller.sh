#!/usr/bin/env bash
# controller.sh make|certify|start|stop|trust FOLDER… - a domain controller of Samba on one loopback address
#
#   make FOLDER REALM NETBIOS HOST ADDRESS   a new forest in FOLDER
#   certify FOLDER CA                        configuration and certificate for where FOLDER is now; CA: a folder
#   start FOLDER [OPTION…]                   in the background, with options for Samba; returns when all its ports answer
#   stop FOLDER [SIGNAL]                     by its process id (TERM)
#   trust FOLDER OTHER                       a two-way forest trust between two that run
# LDAP's and the global catalog's ports cannot be changed in Samba, so each controller has an address for itself. Root only,
# inside lab.sh: Samba insists on /run/samba, which becomes a folder of its own.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

export LC_ALL=C.UTF-8
password=${LAB_PASSWORD:-Correct-Horse-7}
command=$1
folder=$(realpath -m "$2")
shift 2

fail ()
{
  echo "controller.sh: $*" >&2
  exit 1
}

# What the forest is called and where it listens: realm, netbios, host, address.
load ()
{
  read -r realm netbios host address < "${1:-$folder}/identity"
  domain=${realm,,}
  fqdn=$host.$domain
}

configure ()
{
  mkdir -p "$folder"/{private,state,cache,lock,run,ncalrpc,log,tls}
  {
    echo '[global]'
    printf '%s\n' "realm = $realm" "workgroup = $netbios" "netbios name = ${host^^}" \
      'server role = active directory domain controller' \
      'server services = ldap, cldap, kdc, rpc, nbt, wrepl, drepl, winbindd, dns, s3fs' \
      "interfaces = $address/8" 'bind interfaces only = yes' \
      'dns update command = /bin/true' 'spn update command = /bin/true' \
      "ncalrpc dir = $folder/ncalrpc" "ntp signd socket directory = $folder/run/signd" \
      'logging = file' "log file = $folder/log/samba" 'log level = 1' \
      "tls keyfile = $folder/tls/key.pem" "tls certfile = $folder/tls/certificate.pem" "tls cafile = $folder/tls/authority.pem" \
      'ldap server require strong auth = yes' 'idmap_ldb:use rfc2307 = yes' \
      "private dir = $folder/private" "state directory = $folder/state" "cache directory = $folder/cache" \
      "lock directory = $folder/lock" "pid directory = $folder/run" "binddns dir = $folder/state/dns" \
      'load printers = no' 'printing = bsd' 'disable spoolss = yes'
    printf '%s\n' '[sysvol]' "path = $folder/state/sysvol" 'read only = no'
    printf '%s\n' '[netlogon]' "path = $folder/state/sysvol/$domain/scripts" 'read only = no'
  } > "$folder/smb.conf"
}

certify ()
{
  local ca=$1 tls=$folder/tls

  mkdir -p "$ca"
  if [ ! -s "$ca/authority.pem" ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 7 -subj '/O=Lab/CN=Authority of the lab' \
      -keyout "$ca/authority.key" -out "$ca/authority.pem" 2> /dev/null
  fi
  cp "$ca/authority.pem" "$tls/"
  openssl req -newkey rsa:2048 -nodes -subj "/O=Lab/CN=$fqdn" -keyout "$tls/key.pem" -out "$tls/request.pem" 2> /dev/null
  openssl x509 -req -days 7 -in "$tls/request.pem" -CA "$ca/authority.pem" -CAkey "$ca/authority.key" -CAcreateserial \
    -extfile <(printf 'subjectAltName=DNS:%s,DNS:%s,IP:%s\nextendedKeyUsage=serverAuth\n' "$fqdn" "$domain" "$address") \
    -out "$tls/certificate.pem" 2> /dev/null
  chmod 600 "$tls/key.pem" # Samba refuses one that others can read
}

make_forest ()
{
  mkdir -p "$folder"
  echo "$*" > "$folder/identity"
  load
  configure
  samba-tool domain provision -s "$folder/smb.conf" --server-role=dc --dns-backend=SAMBA_INTERNAL --use-rfc2307 \
    --realm="$realm" --domain="$netbios" --host-name="$host" --host-ip="$address" --adminpass="$password" \
    > "$folder/log/provision" 2>&1 || { tail -20 "$folder/log/provision" >&2; fail "provisioning $realm failed"; }
  # Adds the service names ldap/HOST, without which no ticket works.
  samba_spnupdate -s "$folder/smb.conf"
  samba-tool domain passwordsettings set -s "$folder/smb.conf" --complexity=off --min-pwd-length=1 --min-pwd-age=0 \
    --max-pwd-age=0 --history-length=0 --account-lockout-threshold=5 --account-lockout-duration=0 > "$folder/log/settings"
}

# Asks its name server for itself, over UDP: what is sent in the first moments is lost.
knows_names ()
{
  local label

  exec 3<> "/dev/udp/$address/53"
  {
    printf '\0\1\1\0\0\1\0\0\0\0\0\0'
    for label in ${fqdn//./ }; do
      printf "\\x$(printf %x "${#label}")%s" "$label"
    done
    printf '\0\0\1\0\1'
  } | dd bs=512 iflag=fullblock status=none >&3 # in one datagram
  [ "$(timeout 0.2 head -c 12 <&3 | wc -c)" -eq 12 ]
}

answers ()
{
  local port ports=(53 445 3268)

  [ $# -gt 0 ] || ports+=(88 464 636 3269) # options may take these away
  ldapsearch -x -LLL -o nettimeout=2 -H "ldap://$address" -s base -b '' isSynchronized 2> /dev/null | grep -q TRUE || return 1
  for port in "${ports[@]}"; do
    (exec 3<> "/dev/tcp/$address/$port") 2> /dev/null || return 1
  done
  knows_names 2> /dev/null
}

start ()
{
  local process

  mkdir -p "$folder/run/samba" /run/samba
  # shellcheck disable=SC2016 # the inner shell expands it
  # A process for each connection: one that Samba itself crashes on (StartTLS without TLS) takes no other with it.
  setsid unshare --mount --propagation private "$BASH" -c '
    mount --bind "$1/run/samba" /run/samba
    exec samba -s "$1/smb.conf" --foreground --no-process-group --model=standard "${@:2}"' controller "$folder" "$@" \
    > "$folder/log/output" 2>&1 < /dev/null &
  process=$!
  echo $process > "$folder/run/process"
  for _ in $(seq 1200); do
    kill -0 $process 2> /dev/null || { tail -20 "$folder/log/output" "$folder/log/samba" >&2; fail "$realm ended at once"; }
    answers "$@" && return 0
    sleep 0.05
  done
  fail "$realm does not answer after a minute"
}

stop ()
{
  local process

  process=$(cat "$folder/run/process")
  kill -"${1:-TERM}" -- -"$process" 2> /dev/null || true
  for _ in $(seq 600); do
    kill -0 "$process" 2> /dev/null || { rm "$folder/run/process"; return 0; }
    sleep 0.05
  done
  fail "process $process does not end"
}

trust ()
{
  local ours=$realm

  load "$1"
  samba-tool domain trust create "$realm" -s "$folder/smb.conf" --type=forest --direction=both --create-location=both \
    -U "administrator@$realm%$password" --local-dc-username="administrator@$ours" --local-dc-password="$password" \
    > "$folder/log/trust" 2>&1 || { cat "$folder/log/trust" >&2; fail "no trust between $ours and $realm"; }
}

[ "$command" = make ] || load
case $command in
  make) make_forest "$@" ;;
  certify) configure; certify "$@" ;;
  start) start "$@" ;;
  stop) stop "$@" ;;
  trust) trust "$@" ;;
  *) fail "unknown command $command" ;;
esac
