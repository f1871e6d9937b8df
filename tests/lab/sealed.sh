#!/usr/bin/env bash
# sealed.sh TEST… - run each TEST with a ticket of Active Directory and the keytab of a web server on 127.0.0.1
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
config=$LAB/corp/smb.conf

"$here/controller.sh" start "$LAB/corp"
{
  samba-tool user create websvc --random-password -s "$config"
  samba-tool spn add HTTP/127.0.0.1 websvc -s "$config"
  samba-tool domain exportkeytab "$LAB/web.keytab" --principal=HTTP/127.0.0.1 -s "$config"
} > "$LAB/made" 2>&1 || { cat "$LAB/made" >&2; exit 1; }
export KRB5_KTNAME=FILE:$LAB/web.keytab SEALED_CLIENT=oofadmin@CORP.EXAMPLE
kinit oofadmin <<< "${LAB_PASSWORD:-Correct-Horse-7}" > "$LAB/kinit" 2>&1 || { cat "$LAB/kinit" >&2; exit 1; }

for test in "$@"; do "$test"; done
