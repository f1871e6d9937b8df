#!/usr/bin/env python3
"""directory.py BENCH-DIRECTORY [--people N] [--rounds N] - reading a large directory, beside OpenLDAP's own client

slapd is filled with people; ldapsearch and our directory room read the same attributes of all of them, page by page, with the same bind
over the same TLS, in turns. Both share this computer with the server.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import slapd  # noqa: E402
from figures import note  # noqa: E402

NAMES = 1000
EVERYBODY = "(&(sAMAccountType=805306368)(msExchMailboxGuid=*))"


def cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(server, program, what, *words, names=()):
    given = "\n".join([slapd.PASSWORD, *names]) + "\n"
    done = subprocess.run([program, what, server.url, server.authority, slapd.ADMIN, *map(str, words)], input=given, stdout=subprocess.PIPE,
                          text=True, check=True)
    return json.loads(done.stdout)


def theirs(server, attributes):
    """ldapsearch: seconds, CPU seconds, entries."""
    cpu, start = cpu_of_children(), time.monotonic()
    with tempfile.TemporaryFile() as out:
        server.ldapsearch("-b", slapd.BASE, "-E", "pr=500/noprompt", EVERYBODY, *attributes, stdout=out)
        seconds, cpu = time.monotonic() - start, cpu_of_children() - cpu
        out.seek(0)
        return seconds, cpu, sum(line.startswith(b"dn:") for line in out)


def attributes_of_the_room():
    """What directory_people_find () asks for, from its source."""
    source = pathlib.Path(__file__).resolve().parents[2] / "src" / "directory" / "directory-person.h"
    table = re.search(r"DIRECTORY_PERSON_ATTRIBUTES(.*?)\n\n", source.read_text(encoding="utf-8"), re.DOTALL)
    return re.findall(r'"(\w+)"', table[1])


def searches_of(server, run):
    before = server.searches()
    result = run()
    return result, server.searches() - before - 1  # the counter's own is one


def report(server, program, options):
    attributes = attributes_of_the_room()
    ours(server, program, "people", 0)  # slapd's caches are warm
    pairs = [(theirs(server, attributes), ours(server, program, "people", 0)) for _ in range(options.rounds)]
    one = ours(server, program, "people", 1)
    median = statistics.median
    n = pairs[0][1]["people"]
    if any(pair[0][2] != n or pair[1]["people"] != n for pair in pairs) or n != options.people:
        sys.exit(f"not everybody came: {options.people} are there, ldapsearch {pairs[0][0][2]}, ours {n}")

    print(f"{n:,} people over TLS, pages of 500, {len(attributes)} attributes; the median of {options.rounds} rounds")
    print(f"{'':24}{'seconds':>9}{'CPU µs each':>13}")
    print(f"{'ldapsearch':24}{median(p[0][0] for p in pairs):>9.3f}{median(p[0][1] for p in pairs) / n * 1e6:>13.2f}")
    print(f"{'directory_people_find':24}{median(p[1]['seconds'] for p in pairs):>9.3f}{median(p[1]['cpu'] for p in pairs) / n * 1e6:>13.2f}")
    print(f"wall, ours to ldapsearch's: {median(p[1]['seconds'] / p[0][0] for p in pairs):.2f} (wanted: at most 1.15)")
    print(f"first page shown after {median(p[1]['first_ms'] for p in pairs):.1f} ms (60)")
    print(f"memory a person: {median(p[1]['bytes'] for p in pairs) / n:.0f} B allocated, "
          f"{(median(p[1]['peak_kib'] for p in pairs) - one['peak_kib']) * 1024 / n:.0f} B of peak RSS (300)")

    note("100,000 people by LDAP: times ldapsearch's seconds", [p[1]["seconds"] / p[0][0] for p in pairs], 1.15)
    note("100,000 people by LDAP: CPU us each", median(p[1]["cpu"] for p in pairs) / n * 1e6, 5)
    note("100,000 people by LDAP: ms to the first page", median(p[1]["first_ms"] for p in pairs), 60)

    names = [slapd.address(number) for number in range(NAMES - 2)] + ["nobody one", "nobody two"]
    result, many = searches_of(server, lambda: ours(server, program, "names", names=names))
    _, few = searches_of(server, lambda: ours(server, program, "names", names=names[:1]))
    print(f"Check Names: {result['names']:,} pasted names, {result['one']:,} found, in {result['seconds'] * 1e3:.0f} ms and {many} searches, "
          f"{few} of which one name alone takes (50)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="absentia-bench.") as folder:
        server = slapd.Slapd(folder, options.people)
        try:
            report(server, options.program, options)
        finally:
            server.stop()


main()
