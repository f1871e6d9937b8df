"""timeline.py - what tests of absences through time stand on: the program's clock is moved by libfaketime (skipped without it), the
simulator's by its control port

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import glob
import unittest

import practice

FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)


@unittest.skipIf(FAKETIME is None, "without libfaketime")
class TimelineTest(practice.FlowTest):
    def move(self, simulator, days, hours=0):
        """Both sides are at that time, from the day on which the test began."""
        now = self.begin + datetime.timedelta(days=days, hours=hours)
        simulator.control("POST", "/clock", {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ")})
        offset = round((now - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
        self.environment |= {"LD_PRELOAD": FAKETIME, "FAKETIME": f"{offset:+d}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def day(self, days):
        return (self.begin + datetime.timedelta(days=days)).strftime("%Y-%m-%d")

    def set_up(self, *options):
        self.begin = datetime.datetime.now(datetime.timezone.utc).replace(hour=12, minute=0, second=0, microsecond=0)
        return self.start("--people", "20", *options)

    def plan_items(self, text):
        self.run_program("items", "import", self.write_file("items.yaml", "items:\n" + text), status=0)

    def apply(self, *arguments, status=0):
        return {line["mailbox"]: line for line in self.run_program("--json", "apply", *arguments, status=status).lines}

    def act(self, mailbox, *arguments):
        line = self.apply(*arguments)[mailbox]
        return f"{line['action']} {line['reason']}"

    def add_online(self, simulator):
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", simulator.tenant, "--client-id",
                         simulator.client_id, "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca",
                         simulator.ca, "--secret-stdin", stdin=simulator.client_secret + "\n", status=0)
