#!/usr/bin/env python3
"""bench.py [--people N] [--jobs N] [--latency MS] [--rounds N] - how near bulk work comes to what the server allows

A server that takes L seconds for each request and is asked J at a time answers J / L requests a second: no
client can do better. The table says which share of that absentiactl reaches against absentia-sim, from its start to its end
(so its own start is in it), and how much CPU time a request costs on both sides. Both share this computer's
processors: where the simulator is at 100 % of one, it is the limit.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from practice import PROGRAM, Simulator  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ctl(*words, given=""):
    """absentiactl; what it printed. Its own complaints go to standard error."""
    return subprocess.run([PROGRAM, *words], input=given, stdout=subprocess.PIPE, text=True, check=True).stdout


def connect(sim, jobs):
    ctl("profile", "add", "bench", "--ews-url", sim.ews, "--ca", sim.ca, "--auth", "basic", "--admin", sim.admin,
        "--jobs", str(jobs), "--password-stdin", given=sim.password + "\n")
    return [person["mail"] for person in json.loads(ctl("--json", "people"))]


def measure(sim, mailboxes, words, expected):
    """One bulk command: requests, seconds, CPU seconds of the client and of the simulator."""
    before = sim.counters()["requests"], cpu_of_children(), cpu_of(sim.process.pid)
    start = time.monotonic()
    output = ctl("--json", *words, "-", given="\n".join(mailboxes) + "\n")
    seconds = time.monotonic() - start
    results = [json.loads(line)["result"] for line in output.splitlines()]
    if results != [expected] * len(mailboxes):
        sys.exit(f"{words}: not all {len(mailboxes)} are {expected}: {sorted(set(results))}, {len(results)} lines")
    after = sim.counters()["requests"], cpu_of_children(), cpu_of(sim.process.pid)
    return after[0] - before[0], seconds, after[1] - before[1], after[2] - before[2]


def run_round(sim, folder, mailboxes, number):
    """Each step once: name -> what measure () gives."""
    text = pathlib.Path(folder, "away.html")
    text.write_text(f"<p>I am away. Please ask my {number} colleagues.</p>\n", encoding="utf-8")
    on = ["set", "--state", "on", "--inside-file", text, "--outside-file", text, "--audience", "all"]
    return {"set: read, write, read back": measure(sim, mailboxes, on, "written"),
            "set again: read, nothing to write": measure(sim, mailboxes, on, "skipped"),
            "show: read": measure(sim, mailboxes, ["show"], "read")}


def report(options, sim, folder):
    mailboxes = connect(sim, options.jobs)
    rounds = [run_round(sim, folder, mailboxes, number) for number in range(options.rounds)]
    ideal = options.jobs * 1000 / options.latency

    print(f"{len(mailboxes):,} mailboxes, {options.jobs} jobs, {options.latency} ms: ideal {ideal:,.0f} requests/s; "
          f"the median of {options.rounds} rounds, and the share of the slowest and the fastest")
    print(f"{'':34}{'requests':>9}{'seconds':>9}{'req/s':>8}{'share':>8}{'slowest':>9}{'fastest':>9}"
          f"{'µs/req':>8}{'sim µs/req':>12}{'sim load':>10}")
    for name in rounds[0]:
        rows = sorted((r[name] for r in rounds), key=lambda row: row[1])
        requests, seconds, cpu, sim_cpu = rows[len(rows) // 2]
        share = [row[0] / row[1] / ideal for row in rows]
        print(f"{name:34}{requests:>9,}{seconds:>9.2f}{requests / seconds:>8,.0f}{share[len(rows) // 2]:>8.1%}"
              f"{share[-1]:>9.1%}{share[0]:>9.1%}"
              f"{cpu / requests * 1e6:>8.0f}{sim_cpu / requests * 1e6:>12.0f}{sim_cpu / seconds:>10.0%}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=16)
    parser.add_argument("--latency", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        sim = Simulator("--people", str(options.people), "--latency", str(options.latency))
        try:
            report(options, sim, folder)
        finally:
            sim.stop()


main()
