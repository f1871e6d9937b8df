#!/usr/bin/env python3
"""requests.py [--count N] [--rounds N] [--many N] - what a mailbox costs, beside a plain loop of libcurl and the usual parsers

All ask the same least server on this computer (endpoint.c) for the same, in turns, so that a slow spell meets each of them; the
figures are medians of ratios of neighbours. CPU is user and system time of the whole process, less that of a run with one
mailbox. "set" and "patch" are one request for each mailbox, as the loop does; "whole" is what absentiactl does for a write: read,
journal, write, read back. h2load, where it is installed, parses nothing and sends one body again and again: what this
computer allows at that time.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request

from figures import note

BUILD = pathlib.Path(os.environ["BUILD"])
CTL = BUILD / "src" / "absentiactl"
HTML = "<html><body>" + "<p style=\"margin:0\">Vielen Dank für Ihre Nachricht &amp; bis bald – ich bin im <b>Urlaub</b>.</p>" * 40 + "</body></html>"
GOALS = {"ews-get": 1.3, "ews-set": 1.3, "graph-get": 1.0, "graph-patch": 1.0, "graph-batch-get": 0.5, "graph-batch-patch": 0.5}
LATENCY_MS = 20


def ask(url):
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url) as answer:
        return json.load(answer)


class Endpoint:
    def __init__(self, latency, folder, pem=None):
        self.folder = folder
        self.pem = pem
        self.process = subprocess.Popen([BUILD / "tests" / "bench" / "endpoint", str(latency), folder / "reply.html", *([pem] if pem else [])],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port, self.plain = (int(self.process.stdout.readline()) for _ in range(2))
        self.url = f"{'https' if pem else 'http'}://127.0.0.1:{self.port}"

    def count(self):
        return ask(f"http://127.0.0.1:{self.plain}/count")

    def stop(self):
        self.process.communicate()


def run(command, expected):
    """CPU seconds, seconds, peak kB."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    told = json.loads(out.splitlines()[-1]) if out else {}
    if status != 0 or told.get("ok") != expected:
        sys.exit(f"{command}: status {status}, {out}")
    return usage.ru_utime + usage.ru_stime, told["elapsed"], usage.ru_maxrss


def ours(server, op, count, jobs, *more):
    ca = ["--ca", server.pem] if server.pem else []
    return [CTL, "bench", "--url", server.url, "--op", op, "--count", count, "--jobs", jobs, "--html", server.folder / "reply.html", *ca, *more]


def loop(server, op, count, jobs):
    return [BUILD / "tests" / "bench" / "plain-loop", server.url, op, count, jobs, server.folder / "reply.html", *([server.pem] if server.pem else [])]


def h2load(server, op, count, jobs):
    """Its seconds; None where it is not, or cannot ask this."""
    if not shutil.which("h2load") or not op.startswith("ews"):
        return None
    out = subprocess.run(["h2load", "--h1", "-t1", "-c", str(jobs), "-n", str(count), "-H", "Content-Type: text/xml", "-d", server.folder / op,
                          server.url + "/EWS/Exchange.asmx"], capture_output=True, text=True, check=True).stdout
    if f" {count} succeeded" not in out:
        sys.exit(f"h2load: {out}")
    number, unit = re.search(r"^finished in ([0-9.]+)(m?s),", out, re.MULTILINE).groups()
    return float(number) / (1000 if unit == "ms" else 1)


def jobs_of(op):
    return 4 if "batch" in op else 27


def cpu(make, server, op, count, *more):
    idle = run(make(server, op, 1, 1, *more), 1)[0]
    return max(run(make(server, op, count, jobs_of(op), *more), count)[0] - idle, 0) / count * 1e6


def table_of_cpu(options, folder):
    server = Endpoint(0, folder)
    single = {}
    print(f"CPU of a mailbox: {options.count:,} mailboxes, {options.rounds} rounds, the median, lowest and highest ratio")
    print(f"{'':24}{'loop µs':>9}{'ours µs':>9}{'ratio':>8}{'lowest':>8}{'highest':>9}{'goal':>7}")
    for op, goal in GOALS.items():
        pairs = [(cpu(loop, server, op, options.count), cpu(ours, server, op, options.count)) for _ in range(options.rounds)]
        ratios = sorted(mine / theirs for theirs, mine in pairs)
        single[op] = statistics.median(p[1] for p in pairs)
        print(f"{op:24}{statistics.median(p[0] for p in pairs):>9.1f}{single[op]:>9.1f}{statistics.median(ratios):>8.2f}"
              f"{ratios[0]:>8.2f}{ratios[-1]:>9.2f}{goal:>7.1f}", flush=True)
        note(f"CPU of {op}, times the plain loop's", ratios, goal)
    for get, put in (("ews-get", "ews-set"), ("graph-batch-get", "graph-batch-patch")):
        requests = 2 * single[get] + single[put]
        whole = [cpu(ours, server, put, options.count, "--whole") for _ in range(options.rounds)]
        print(f"{put + ', whole':24}{'':>9}{statistics.median(whole):>9.1f}   of that the three requests {requests:.1f}")
    server.stop()


def table_of_time(options, folder, pem):
    print(f"\nAt {LATENCY_MS} ms{' with TLS' if pem else ''}: the share of what the server allows; connections that were opened (allowed is one more than jobs)")
    print(f"{'':24}{'ideal/s':>9}{'h2load':>8}{'loop':>8}{'ours':>8}{'opened':>9}{'jobs':>6}")
    server = Endpoint(LATENCY_MS, folder, pem)
    kind = "TLS" if pem else "http"
    for op, goal in {"ews-get": 0.94, "ews-set": 0.94, "graph-patch": 0.94, "graph-batch-patch": 0.95}.items():
        jobs, seconds, each = jobs_of(op), LATENCY_MS / 1000 * (5 if "batch" in op else 1), 20 if "batch" in op else 1
        ideal = jobs / seconds * each
        count = int(ideal * options.seconds)
        mine, limit, theirs = [], [], []
        for _ in range(options.rounds):
            limit.append(h2load(server, op, count, jobs))
            theirs.append(count / run(loop(server, op, count, jobs), count)[1] / ideal)
            server.count()
            mine.append(count / run(ours(server, op, count, jobs), count)[1] / ideal)
            opened = server.count()["connections"] - 1  # this question's own
        beside = [share * ideal / (count / took) for share, took in zip(mine, limit) if took]
        told = f"{count / statistics.median(limit) / ideal:>8.1%}" if beside else f"{'':>8}"
        print(f"{op:24}{ideal:>9,.0f}{told}{statistics.median(theirs):>8.1%}{statistics.median(mine):>8.1%}{opened:>9}{jobs:>6}", flush=True)
        note(f"{op} at {LATENCY_MS} ms, {kind}: share of the ideal", mine, goal, "least", f"the loop {statistics.median(theirs):.2f}")
        if beside:
            note(f"{op} at {LATENCY_MS} ms, {kind}: times h2load's", beside, 0.97, "least")
        note(f"{op} at {LATENCY_MS} ms, {kind}: connections beyond the jobs", opened - jobs, 1)
    if not pem:
        share_of_journal(options, server)
    server.stop()


def share_of_journal(options, server):
    """What is left of a whole write's time beside its three requests."""
    count = int(27 / LATENCY_MS * 1000 * options.seconds / 3)
    shares = []
    for _ in range(options.rounds):
        reading = run(ours(server, "ews-get", count, 27), count)[1]
        writing = run(ours(server, "ews-set", count, 27), count)[1]
        whole = run(ours(server, "ews-set", count, 27, "--whole"), count)[1]
        shares.append(1 - (2 * reading + writing) / whole)
    print(f"a write with journal, reading and reading back: {statistics.median(shares):.1%} of its time is none of the three requests'")
    note("journal, snapshots and comparing: share of a run's time", shares, 0.2)


def table_of_memory(options, folder):
    server = Endpoint(0, folder)
    print("\nMemory: the peak with 1,000 mailboxes and with many more")
    for op, more in (("ews-get", ()), ("graph-batch-get", ()), ("ews-set", ("--whole",)), ("graph-batch-patch", ("--whole",))):
        few = run(ours(server, op, 1000, jobs_of(op), *more), 1000)[2]
        many = run(ours(server, op, options.many, jobs_of(op), *more), options.many)[2]
        each = (many - few) * 1024 / (options.many - 1000)
        name = op + (", whole" if more else "")
        print(f"{name:24}{few / 1024:>8.1f} MB{many / 1024:>8.1f} MB with {options.many:,}: {each:.0f} B each", flush=True)
        note(f"{name}: bytes a mailbox more", each, 200)
        note(f"{name}: MB with {options.many:,}", many / 1024, 40)
    server.stop()


def write_bodies(folder):
    """What h2load sends: no more than the endpoint looks at, and as long as ours."""
    (folder / "reply.html").write_text(HTML, encoding="utf-8")
    (folder / "ews-get").write_text("GetUserOofSettingsRequest" + " " * 900, encoding="utf-8")
    (folder / "ews-set").write_text("SetUserOofSettingsRequest" + " " * 12000, encoding="utf-8")


def make_certificate(folder):
    pem, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", pem,
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, stderr=subprocess.DEVNULL)
    pem.write_text(pem.read_text(encoding="ascii") + key.read_text(encoding="ascii"), encoding="ascii")
    return pem


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--many", type=int, default=100000)
    options = parser.parse_args()
    intro = json.loads((BUILD / "meson-info" / "intro-buildoptions.json").read_text(encoding="utf-8"))
    kind = next(one["value"] for one in intro if one["name"] == "buildtype")
    if not re.fullmatch("debugoptimized|release", kind):
        print(f"This is a build of type “{kind}”: what it costs says little. Try meson setup -Dbuildtype=debugoptimized.\n")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_bodies(folder)
        table_of_cpu(options, folder)
        table_of_time(options, folder, None)
        table_of_time(options, folder, make_certificate(folder))
        table_of_memory(options, folder)


main()
