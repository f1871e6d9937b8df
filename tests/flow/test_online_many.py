"""test_online_many.py - thousands of mailboxes online: twenty in a request, throttling, lost answers, kill -9

The simulator counts what was asked and what was written, also twice.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import signal
import subprocess
import unittest

from practice import TIMEOUT, FlowTest, wait_for

AT_FIRST = 250  # requests, before there are twenty in each
MANY = 300  # seconds for the largest run, on a busy machine


class OnlineMany(FlowTest):
    def begin(self, people, *options):
        self.sim = self.start("--people", str(people), *options)
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id",
                         self.sim.client_id, "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca,
                         "--secret-stdin", stdin=self.sim.client_secret + "\n", status=0)
        mails = [one["mail"] for one in self.run_program("--json", "people", status=0).json]
        self.assertEqual(len(mails), people)
        self.sim.control("DELETE", "/counters")
        return mails

    def order(self, *options):
        reply = self.write_file("reply.html", "<p>Betriebsurlaub</p>")
        return ["--json", "set", "-", "--state", "on", "--inside-file", reply, "--outside-file", reply, "--audience", "all", *options]

    def set_all(self, mails, *options, status=0):
        done = subprocess.run(self.command(*self.order(*options)), input="\n".join(mails), capture_output=True, text=True,
                              env=self.environment, timeout=MANY)
        self.assertEqual(done.returncode, status, done.stderr[-2000:])
        return done

    def results(self, done):
        return collections.Counter(line.split('"result":"')[1].split('"')[0] for line in done.stdout.splitlines())

    def assert_written_once(self, n):
        counters = self.sim.counters()
        self.assertEqual((counters["mailboxes_written"], counters["mailboxes_written_twice"]), (n, 0))

    def test_twenty_thousand(self):
        """1,000 requests that write, as many that read before, and as many that read back; more at first, when nothing is known."""
        mails = self.begin(20000)
        done = self.set_all(mails)
        self.assertEqual(self.results(done), {"written": 20000})
        self.assert_written_once(20000)
        operations = self.sim.counters()["operations"]
        self.assertGreaterEqual(operations["graph-batch"], 3000)
        self.assertLessEqual(operations["graph-batch"], 3000 + AT_FIRST)
        self.assertEqual((operations["graph-set-settings"], operations["graph-get-settings"]), (20000, 40000))
        self.assertLessEqual(self.sim.counters()["connections"], 6)

        self.sim.control("DELETE", "/counters")
        self.assertEqual(self.results(self.set_all(mails)), {"skipped": 20000})
        self.assertEqual(self.sim.counters()["operations"]["graph-batch"], 1000)
        self.assertEqual(self.sim.counters()["writes"], 0)

    def test_in_flight(self):
        """No more requests at once than --jobs says, and all of them are used."""
        mails = self.begin(1000, "--latency", "10")
        self.assertEqual(self.results(self.set_all(mails, "--jobs", "3")), {"written": 1000})
        counters = self.sim.counters()
        self.assertEqual(counters["peak_at_once"], 3)
        self.assertLessEqual(counters["operations"]["graph-batch"], 150 + AT_FIRST)

    def test_throttled(self):
        """A tenth of the parts refused, answers that say nothing of what was done, whole requests lost: all in one run."""
        mails = self.begin(3000)
        self.sim.fail({"status": 429, "retry_after": 1}, operation="graph-set-settings", every=10)
        self.sim.fail({"status": 429, "retry_after": 1}, operation="graph-get-settings", every=10)
        self.sim.fail({"status": 503, "executed": True}, operation="graph-set-settings", every=37)
        self.sim.fail({"status": 503, "retry_after": 1}, operation="graph-get-settings", every=43)
        self.sim.fail({"status": 504, "executed": True}, operation="graph-set-settings", every=71)
        self.sim.fail({"fault": "MailboxNotEnabledForRESTAPI"}, operation="graph-get-settings", mailbox=mails[77])
        self.sim.fail({"reset": True, "executed": True}, operation="graph-batch", every=250)
        self.sim.fail({"status": 429, "retry_after": 1}, operation="graph-batch", every=415)
        done = self.set_all(mails, status=5)
        self.assertEqual(self.results(done), {"written": 2999, "failed": 1})
        self.assert_written_once(2999)
        self.assertGreater(self.sim.counters()["refusals"]["TooManyRequests"], 500)
        self.sim.heal()
        rows = self.run_program("--json", "history", "--limit", "10000", status=0).json
        self.assertEqual(collections.Counter(row["result"] for row in rows), {"written": 2999})

    def test_everything_refused_for_a_while(self):
        """The service as a whole is too busy: it is left alone for as long as it says, and nothing is lost."""
        mails = self.begin(400)
        self.sim.fail({"status": 429, "retry_after": 1}, operation="graph-get-settings", to=60, **{"from": 1})
        self.assertEqual(self.results(self.set_all(mails)), {"written": 400})
        self.assert_written_once(400)

    def test_kill_in_the_middle(self):
        """What Exchange holds that it did not hold before stands in the journal; the same order again finishes the work."""
        mails = self.begin(2000, "--latency", "5")
        before = {mail: self.sim.mailbox(mail) for mail in mails}
        process = subprocess.Popen(self.command(*self.order()), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, text=True, env=self.environment)
        process.stdin.write("\n".join(mails))
        process.stdin.close()
        wait_for("some writes", lambda: self.sim.counters()["mailboxes_written"] >= 300)
        process.send_signal(signal.SIGKILL)
        self.assertEqual(process.wait(TIMEOUT), -signal.SIGKILL)

        rows = {row["mailbox"]: row for row in self.run_program("--json", "history", "--limit", "10000", status=0).json}
        changed = [mail for mail in mails if self.sim.mailbox(mail) != before[mail]]
        self.assertGreaterEqual(len(changed), 300)
        self.assertLess(len(changed), 2000)
        for mail in changed:
            self.assertIn(mail.lower(), rows, "changed, but not in the journal")
            self.assertEqual(rows[mail.lower()]["before"]["inside"], before[mail]["inside"])

        found = self.results(self.set_all(mails))
        self.assertEqual(found["written"] + found["skipped"], 2000)
        self.assertGreaterEqual(found["skipped"], len(changed))
        self.assert_written_once(2000)
        self.assertEqual({self.sim.mailbox(mail)["state"] for mail in mails[::50]}, {"on"})

    def test_cancel(self):
        mails = self.begin(2000, "--latency", "50")
        process = subprocess.Popen(self.command(*self.order()), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment)
        process.stdin.write("\n".join(mails))
        process.stdin.close()
        self.assertTrue(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT), 130)
        process.stdout.close()
        process.stderr.close()
        self.assertLess(self.sim.counters()["mailboxes_written"], 2000)

    def test_show_and_test(self):
        mails = self.begin(60)
        for verb, result in (("show", "read"), ("test", "succeeded")):
            self.sim.control("DELETE", "/counters")
            lines = self.run_program("--json", verb, "-", stdin="\n".join([*mails, "nobody@corp.example", "no address"]),
                                     status=5).lines
            self.assertEqual(len(lines), 62)
            states = collections.Counter(one.get("result", "read") for one in lines)
            self.assertEqual(states[result], 60, states)
            self.assertLessEqual(self.sim.counters()["operations"]["graph-batch"], 16)  # of four, at first


class HybridMany(OnlineMany):
    """Each side its own requests, its own gate."""

    def begin(self, people, *options):
        self.sim = self.start("--people", str(people), "--hybrid", *options)
        self.run_program("profile", "add", "both", "--kind", "hybrid", "--ews-url", self.sim.ews, "--admin", self.sim.admin, "--auth",
                         "basic", "--tenant", self.sim.tenant, "--client-id", self.sim.client_id, "--login-url", self.sim.login,
                         "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--directory", self.sim.ldap, "--directory-ca",
                         self.sim.ca, "--directory-auth", "simple", "--secret-stdin", "--password-stdin",
                         stdin=f"{self.sim.password}\n{self.sim.client_secret}\n", status=0)
        mails = [one["mail"] for one in self.run_program("--json", "people", status=0).json]
        self.sim.control("DELETE", "/counters")
        return mails

    test_twenty_thousand = test_in_flight = test_throttled = test_everything_refused_for_a_while = None
    test_kill_in_the_middle = test_cancel = test_show_and_test = None

    def test_both_sides(self):
        mails = self.begin(1000)
        self.assertEqual(self.results(self.set_all(mails)), {"written": 1000})
        self.assert_written_once(1000)
        operations = self.sim.counters()["operations"]
        online = operations["graph-set-settings"]
        self.assertEqual(online + operations["SetUserOofSettings"], 1000)
        self.assertGreater(online, 100)
        self.assertLessEqual(operations["graph-batch"], 3 * (online // 20 + 3) + AT_FIRST)

    def test_one_side_is_busy(self):
        """The cloud refuses everything for three seconds; the servers on premises do not wait for it."""
        mails = self.begin(300)
        self.sim.fail({"status": 429, "retry_after": 3}, operation="graph-batch", nth=1)
        process = subprocess.Popen(self.command(*self.order()), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, env=self.environment)
        process.stdin.write("\n".join(mails))
        process.stdin.close()
        seen = [line.split('"backend":"')[1].split('"')[0] for line in process.stdout]
        self.assertEqual(process.wait(TIMEOUT), 0)
        process.stdout.close()
        self.assertEqual(len(seen), 300)
        self.assertEqual(seen[: seen.index("graph")].count("ews"), seen.count("ews"), "premises waited for the cloud")


if __name__ == "__main__":
    unittest.main(verbosity=2)
