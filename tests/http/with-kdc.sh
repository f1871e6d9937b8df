#!/usr/bin/env bash
# with-kdc.sh COMMAND... - run COMMAND with a Kerberos realm of its own and a ticket for ann@TEST.EXAMPLE
#
# The keytab of HTTP/127.0.0.1 is in KRB5_KTNAME, the ticket in KRB5CCNAME. Another account is bob, who must prove his password
# (test-of-bob); the KDC writes to KDC_LOG what it is asked. Everything ends with COMMAND, whose exit status is handed on. Where the KDC is not installed it says so as a skipped test (TAP).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin

for program in krb5kdc kdb5_util kadmin.local kinit; do
  command -v "$program" > /dev/null || { echo "1..0 # SKIP $program is not installed"; exit 0; }
done
folder=$(mktemp -d "${TMPDIR:-/tmp}/absentia-kdc.XXXXXX")
kdc=
trap '[ -z "$kdc" ] || kill "$kdc" 2> /dev/null || true; rm -rf "$folder"' EXIT
port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

cat > "$folder/krb5.conf" << END
[libdefaults]
  default_realm = TEST.EXAMPLE
  dns_lookup_kdc = false
  dns_canonicalize_hostname = false
  rdns = false
[realms]
  TEST.EXAMPLE = {
    kdc = 127.0.0.1:$port
  }
END
cat > "$folder/kdc.conf" << END
[realms]
  TEST.EXAMPLE = {
    database_name = $folder/principal
    key_stash_file = $folder/stash
    kdc_listen = 127.0.0.1:$port
    kdc_tcp_listen = 127.0.0.1:$port
  }
[logging]
  kdc = FILE:$folder/log
END
export KRB5_CONFIG=$folder/krb5.conf KRB5_KDC_PROFILE=$folder/kdc.conf
export KRB5_KTNAME=FILE:$folder/keytab KRB5CCNAME=FILE:$folder/cache KRB5RCACHENAME=none: KDC_LOG=$folder/log

{
  kdb5_util create -s -P test
  kadmin.local addprinc -pw test ann
  kadmin.local addprinc -pw test-of-bob +requires_preauth bob
  kadmin.local addprinc -randkey HTTP/127.0.0.1
  kadmin.local ktadd -k "$folder/keytab" HTTP/127.0.0.1
} > "$folder/made" 2>&1 || { cat "$folder/made" >&2; exit 1; }
krb5kdc -n > "$folder/said" 2>&1 &
kdc=$!
for ((i = 0; i < 100; i++)); do
  # The KDC needs a moment until it listens.
  kinit ann <<< test > "$folder/kinit" 2>&1 && break
  kill -0 "$kdc" 2> /dev/null || break
  sleep 0.05
done
[ -e "$folder/cache" ] || { cat "$folder/said" "$folder/kinit" >&2; exit 1; }

status=0
"$@" || status=$?
exit $status
