#!/usr/bin/env bash
# run-asan.sh BUILD [MESON-TEST-OPTION…] - run the tests of a build with sanitizers
#
# Left out: style (looks at the sources only) and outside (other people's clients on our simulator), and fuzz (a minute each).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

# intercept_tls_get_addr: with it, GCC 12's leak checker dies on the threads of GLib's TLS module. verify_asan_link_order: tests of
# whole years preload libfaketime, which comes first in the list of libraries; it takes no memory from anybody.
export ASAN_OPTIONS=abort_on_error=1:print_summary=1:strict_string_checks=1:intercept_tls_get_addr=0:verify_asan_link_order=0
export UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_summary=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
exec "$here/run.sh" "$@" --no-suite style --no-suite outside --no-suite fuzz --timeout-multiplier 4
