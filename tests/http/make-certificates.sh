#!/usr/bin/env bash
# make-certificates.sh FOLDER - an authority, a good certificate and four bad ones, each with its key
#
# Made anew for each build: no key is kept, and the dates do not run out.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

mkdir -p "$1"
cd "$1"
work=$(mktemp -d)

# What openssl says is of interest only when it fails.
finish ()
{
  local status=$?

  [ "$status" -eq 0 ] || cat "$work/log" >&2
  rm -rf "$work"
}
trap finish EXIT

cat >"$work/ca.conf" <<EOF
[ca]
default_ca = ca
database = $work/index
new_certs_dir = $work
default_md = sha256
policy = policy
rand_serial = yes
unique_subject = no
copy_extensions = copy
[policy]
commonName = supplied
[req]
distinguished_name = name
[name]
EOF
: >"$work/index"

new_key ()
{
  openssl ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"
}

# NAME SUBJECT-ALTERNATIVE-NAMES FROM UNTIL
issue ()
{
  new_key "$1"
  openssl req -new -config "$work/ca.conf" -key "$work/$1.key" -subj "/CN=$1.test" \
    -addext "subjectAltName=$2" -out "$work/$1.csr"
  openssl ca -batch -notext -config "$work/ca.conf" -cert authority.pem -keyfile "$work/authority.key" \
    -startdate "$3" -enddate "$4" -in "$work/$1.csr" -out "$work/$1.pem"
  cat "$work/$1.pem" "$work/$1.key" >"$1.pem"
}

make_all ()
{
  local here=IP:127.0.0.1,DNS:localhost

  new_key authority
  openssl req -x509 -config "$work/ca.conf" -key "$work/authority.key" -days 36500 \
    -subj "/O=Absentia tests/CN=Absentia test authority" -addext basicConstraints=critical,CA:TRUE \
    -addext keyUsage=critical,keyCertSign,cRLSign -out authority.pem
  issue good $here 20200101000000Z 21200101000000Z
  issue expired $here 20200101000000Z 20200201000000Z
  issue early $here 21190101000000Z 21200101000000Z
  issue other-name DNS:mail.elsewhere.test 20200101000000Z 21200101000000Z
  new_key self-signed
  openssl req -x509 -config "$work/ca.conf" -key "$work/self-signed.key" -days 36500 \
    -subj "/CN=self-signed.test" -addext subjectAltName=IP:127.0.0.1 -out "$work/self-signed.pem"
  cat "$work/self-signed.pem" "$work/self-signed.key" >self-signed.pem
}

make_all 2>"$work/log"
