"""test_throttling.py - ten thousand mailboxes on servers that refuse: counted on the server's side

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import subprocess
import sys
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

MAILBOXES = int(os.environ.get("MAILBOXES", 10000))
REQUESTS = 3  # for each: read, write, read back
MOST_S = 1500
FREELY = 1000  # mailboxes, on a server that refuses nothing: how fast this computer is at the moment


class Throttling(practice.FlowTest):
    def run_all(self, simulator, people, profile=None):
        """Sets everybody's reply; how long that took."""
        reply = self.write_file("reply.html", "<p>Betriebsurlaub</p>")
        begin = time.monotonic()
        chosen = ["--profile", profile] if profile else []
        done = subprocess.run(self.command(*chosen, "--json", "set", "-", "--state", "on", "--inside-file", reply, "--outside-file", reply,
                                           "--audience", "all"), input="\n".join(people), capture_output=True, text=True,
                              env=self.environment, timeout=MOST_S)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count('"result":"written"') + done.stdout.count('"result": "written"'), len(people))
        return time.monotonic() - begin

    def freely(self, add):
        """What a mailbox takes where nothing is refused: the time below is held against that, too, as others may work here."""
        simulator = self.start("--people", str(FREELY + 1))
        add(simulator, "free")
        took = self.run_all(simulator, self.addresses(simulator, "free")[:FREELY], profile="free")
        self.run_program("profile", "remove", "free", status=0)
        simulator.stop()
        return took / FREELY

    def check(self, simulator, took, rate, burst, alone):
        """At most 1.4 times what the budget allows; five refusals and two requests in a back-off for a thousand mailboxes."""
        counters = simulator.counters()
        refused = sum(counters["refusals"].values())
        best = max((MAILBOXES * REQUESTS - burst) / rate, MAILBOXES * alone)
        figures = (f"{MAILBOXES} mailboxes in {took:.0f} s, best {best:.0f} s: {took / best:.2f} times; refused {refused}, in a "
                   f"back-off {counters['in_back_off']}")
        print(figures, file=sys.stderr)
        self.assertEqual((counters["mailboxes_written"], counters["mailboxes_written_twice"]), (MAILBOXES, 0))
        self.assertLessEqual(refused, 5 * MAILBOXES / 1000, figures)
        self.assertLessEqual(counters["in_back_off"], 2 * MAILBOXES / 1000, figures)
        self.assertLessEqual(took, 1.4 * best, figures)

    def addresses(self, simulator, profile):
        people = [person["mail"] for person in self.run_program("--profile", profile, "--json", "people", status=0).json]
        admin = getattr(simulator, "admin", "")
        return [mail for mail in people if mail != admin][:MAILBOXES]

    def add_premises(self, simulator, name):
        self.add_profile(simulator, name, jobs=12)

    def add_cloud(self, simulator, name):
        self.run_program("profile", "add", name, "--kind", "online", "--tenant", simulator.tenant, "--client-id", simulator.client_id,
                         "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca, "--jobs", "12",
                         "--secret-stdin", stdin=simulator.client_secret + "\n", status=0)

    def run_throttled(self, add):
        simulator = self.start("--people", str(MAILBOXES + 1), "--character", "throttling", "--budget", "400,400,2000,27")
        add(simulator, "corp")
        people = self.addresses(simulator, "corp")
        before = self.freely(add)
        simulator.control("DELETE", "/counters")
        took = self.run_all(simulator, people, profile="corp")
        self.check(simulator, took, 400, 400, max(before, self.freely(add)))
        return simulator, people

    def test_premises(self):
        simulator, people = self.run_throttled(self.add_premises)
        # What was learnt is known to the next run: nothing is refused.
        simulator.control("DELETE", "/counters")
        self.run_program("--json", "show", "-", stdin="\n".join(people[:2000]), status=0)
        self.assertEqual(simulator.counters()["refusals"], {})

    def test_online(self):
        """The same twenty in a request, each of which counts."""
        self.run_throttled(self.add_cloud)


if __name__ == "__main__":
    unittest.main(verbosity=2)
