#!/usr/bin/env python3
"""requests.py [--count N] [--rounds N] - what a mailbox costs, beside a plain loop of libcurl and the usual parsers

Both ask the same least server on this computer (endpoint.c) for the same, in turns, so that a slow spell meets both; the
figures are medians of ratios of neighbours. CPU is user and system time of the whole process, less that of a run with one
mailbox. "set" and "patch" are one request for each mailbox, as the loop does; "whole" is what absentiactl does for a write: read,
journal, write, read back. The goals are those that the program was made for; what misses one is marked.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request

BUILD = pathlib.Path(os.environ["BUILD"])
CTL = BUILD / "src" / "absentiactl"
HTML = "<html><body>" + "<p style=\"margin:0\">Vielen Dank für Ihre Nachricht &amp; bis bald – ich bin im <b>Urlaub</b>.</p>" * 40 + "</body></html>"
GOALS = {"ews-get": 1.3, "ews-set": 1.3, "graph-get": 1.0, "graph-patch": 1.0, "graph-batch-get": 0.5, "graph-batch-patch": 0.5}


class Endpoint:
    def __init__(self, latency, html):
        self.process = subprocess.Popen([BUILD / "tests" / "bench" / "endpoint", str(latency), html], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def count(self):
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(self.url + "/count") as answer:
            return json.load(answer)

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


def ours(url, op, count, jobs, html, *more):
    return [CTL, "bench", "--url", url, "--op", op, "--count", count, "--jobs", jobs, "--html", html, *more]


def loop(url, op, count, jobs, html):
    return [BUILD / "tests" / "bench" / "plain-loop", url, op, count, jobs, html]


def cpu(make, url, op, count, jobs, html, *more):
    idle = run(make(url, op, 1, 1, html, *more), 1)[0]
    return max(run(make(url, op, count, jobs, html, *more), count)[0] - idle, 0) / count * 1e6


def table_of_cpu(options, html):
    server = Endpoint(0, html)
    print(f"CPU of a mailbox: {options.count:,} mailboxes, {options.rounds} rounds, the median, lowest and highest ratio")
    print(f"{'':24}{'loop µs':>9}{'ours µs':>9}{'ratio':>8}{'lowest':>8}{'highest':>9}{'goal':>7}")
    for op, goal in GOALS.items():
        jobs = 4 if "batch" in op else 27
        pairs = [(cpu(loop, server.url, op, options.count, jobs, html), cpu(ours, server.url, op, options.count, jobs, html))
                 for _ in range(options.rounds)]
        ratios = sorted(mine / theirs for theirs, mine in pairs)
        ratio = statistics.median(ratios)
        print(f"{op:24}{statistics.median(p[0] for p in pairs):>9.1f}{statistics.median(p[1] for p in pairs):>9.1f}{ratio:>8.2f}"
              f"{ratios[0]:>8.2f}{ratios[-1]:>9.2f}{goal:>7.1f}{'' if ratio <= goal else '  missed'}", flush=True)
    for op in ("ews-set", "graph-batch-patch"):
        jobs = 4 if "batch" in op else 27
        one = statistics.median(cpu(ours, server.url, op, options.count, jobs, html) for _ in range(options.rounds))
        whole = statistics.median(cpu(ours, server.url, op, options.count, jobs, html, "--whole") for _ in range(options.rounds))
        print(f"{op + ', whole':24}{'':>9}{whole:>9.1f}   {whole / one:.1f} times the one request")
    server.stop()


def table_of_time(options, html):
    print("\nAt 20 ms: how near to what the server allows, beside the loop; connections that were opened")
    print(f"{'':24}{'ideal/s':>9}{'loop':>8}{'ours':>8}{'goal':>7}{'opened':>9}")
    server = Endpoint(20, html)
    for op, goal in {"ews-get": 0.94, "ews-set": 0.94, "graph-patch": 0.94, "graph-batch-patch": 0.95}.items():
        jobs, latency, each = (4, 0.1, 20) if "batch" in op else (27, 0.02, 1)
        ideal = jobs / latency * each
        count = int(ideal * options.seconds)
        theirs = count / run(loop(server.url, op, count, jobs, html), count)[1] / ideal
        server.count()
        mine = count / run(ours(server.url, op, count, jobs, html), count)[1] / ideal
        opened = server.count()["connections"] - 1  # this question's own
        print(f"{op:24}{ideal:>9,.0f}{theirs:>8.1%}{mine:>8.1%}{goal:>7.0%}{opened:>9}"
              f"{'' if mine >= goal and opened <= jobs + 1 else '  missed'}", flush=True)
    server.stop()


def table_of_memory(options, html):
    server = Endpoint(0, html)
    print("\nMemory: the peak with 1,000 mailboxes and with many more")
    for op, more in (("ews-get", ()), ("graph-batch-get", ()), ("ews-set", ("--whole",)), ("graph-batch-patch", ("--whole",))):
        jobs = 4 if "batch" in op else 27
        few = run(ours(server.url, op, 1000, jobs, html, *more), 1000)[2]
        many = run(ours(server.url, op, options.many, jobs, html, *more), options.many)[2]
        each = (many - few) * 1024 / (options.many - 1000)
        print(f"{op + (', whole' if more else ''):24}{few / 1024:>8.1f} MB{many / 1024:>8.1f} MB with {options.many:,}: {each:.0f} B each"
              f"{'' if each <= 200 and many <= 40 * 1024 else '  missed'}", flush=True)
    server.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--many", type=int, default=20000)
    options = parser.parse_args()
    intro = json.loads((BUILD / "meson-info" / "intro-buildoptions.json").read_text(encoding="utf-8"))
    kind = next(one["value"] for one in intro if one["name"] == "buildtype")
    if not re.fullmatch("debugoptimized|release", kind):
        print(f"This is a build of type “{kind}”: what it costs says little. Try meson setup -Dbuildtype=debugoptimized.\n")
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(HTML)
        file.flush()
        table_of_cpu(options, file.name)
        table_of_time(options, file.name)
        table_of_memory(options, file.name)


main()
