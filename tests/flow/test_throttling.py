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


class Throttling(practice.FlowTest):
    def run_all(self, simulator, people, *options):
        """Sets everybody's reply; how long that took."""
        reply = self.write_file("reply.html", "<p>Betriebsurlaub</p>")
        begin = time.monotonic()
        done = subprocess.run(self.command("--json", "set", "-", "--state", "on", "--inside-file", reply, "--outside-file", reply,
                                           "--audience", "all", *options), input="\n".join(people), capture_output=True, text=True,
                              env=self.environment, timeout=MOST_S)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count('"result":"written"') + done.stdout.count('"result": "written"'), len(people))
        return time.monotonic() - begin

    def check(self, simulator, took, rate, burst):
        """At most 1.4 times what the budget allows; five refusals and two requests in a back-off for a thousand mailboxes."""
        counters = simulator.counters()
        refused = sum(counters["refusals"].values())
        best = (MAILBOXES * REQUESTS - burst) / rate
        figures = (f"{MAILBOXES} mailboxes in {took:.0f} s, best {best:.0f} s: {took / best:.2f} times; refused {refused}, in a "
                   f"back-off {counters['in_back_off']}")
        print(figures, file=sys.stderr)
        self.assertEqual((counters["mailboxes_written"], counters["mailboxes_written_twice"]), (MAILBOXES, 0))
        self.assertLessEqual(refused, 5 * MAILBOXES / 1000, figures)
        self.assertLessEqual(counters["in_back_off"], 2 * MAILBOXES / 1000, figures)
        self.assertLessEqual(took, 1.4 * best, figures)

    def addresses(self, simulator):
        people = [person["mail"] for person in self.run_program("--json", "people", status=0).json]
        admin = getattr(simulator, "admin", "")
        return [mail for mail in people if mail != admin][:MAILBOXES]

    def test_premises(self):
        simulator = self.start("--people", str(MAILBOXES + 1), "--character", "throttling", "--budget", "400,400,2000,27")
        self.add_profile(simulator, jobs=12)
        people = self.addresses(simulator)
        simulator.control("DELETE", "/counters")
        self.check(simulator, self.run_all(simulator, people), 400, 400)
        # What was learnt is known to the next run: nothing is refused, and it takes no longer.
        simulator.control("DELETE", "/counters")
        begin = time.monotonic()
        self.run_program("--json", "show", "-", stdin="\n".join(people[:2000]), status=0)
        self.assertLessEqual(time.monotonic() - begin, 1.4 * 2000 / 400)
        self.assertEqual(simulator.counters()["refusals"], {})

    def test_online(self):
        """The same twenty in a request, each of which counts."""
        simulator = self.start("--people", str(MAILBOXES + 1), "--character", "throttling", "--budget", "400,400,2000,27")
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", simulator.tenant, "--client-id", simulator.client_id,
                         "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca, "--jobs", "12",
                         "--secret-stdin", stdin=simulator.client_secret + "\n", status=0)
        people = self.addresses(simulator)
        simulator.control("DELETE", "/counters")
        self.check(simulator, self.run_all(simulator, people), 400, 400)


if __name__ == "__main__":
    unittest.main(verbosity=2)
