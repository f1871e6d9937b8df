"""test_autodiscover.py - profile add --autodiscover: the server is found through the directory's service point

The simulator's hosts are not in DNS, so the other ways end with "nothing": those are proved in tests/autodiscover.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import resource
import signal
import subprocess
import time
import unittest

from practice import FlowTest, wait_for


class Autodiscover(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "20")

    def find(self, *options, status=0, address=None):
        return self.run_program("--verbose", "profile", "add", "found", "--autodiscover", address or self.sim.admin, "--admin",
                                self.sim.admin, "--ca", self.sim.ca, "--directory", self.sim.ldap, "--directory-auth", "simple",
                                "--password-stdin", *options, stdin=self.sim.password + "\n", status=status)

    def test_found(self):
        done = self.find()
        self.assertIn("Found the web service: https://localhost:", done.err)
        profile = self.run_program("--json", "profile", "show", "found", status=0).json
        self.assertEqual(profile["ews_url"].split(":")[-1], self.sim.ews.split(":")[-1])
        verified = self.run_program("--profile", "found", "--json", "verify").json
        self.assertIn(verified["result"], ("ok", "warning"), verified)
        self.assertNotIn(self.sim.password, done.err)

    def test_plain_xml(self):
        # The second question is the one with a login: SOAP is not there, plain XML is.
        self.sim.fail({"status": 404}, operation="Autodiscover", nth=1)
        self.find()

    def test_stranger(self):
        self.sim.fail({"redirect_url": "https://evil.example/autodiscover/autodiscover.xml"}, operation="Autodiscover")
        done = self.find(status=1)
        self.assertIn("outside the domain", done.err)
        self.assertIn("evil.example", done.err)
        self.assertEqual(self.run_program("--json", "profile", "list", status=0).json, [])

    def test_cloud(self):
        self.sim.fail({"redirect_address": "ann@corp.mail.onmicrosoft.com"}, operation="Autodiscover")
        self.assertIn("Exchange Online", self.find(status=1).err)

    def test_circle(self):
        self.sim.fail({"redirect_address": self.sim.admin.upper()}, operation="Autodiscover")
        self.assertIn("from redirect to redirect", self.find(status=1).err)

    def test_nobody(self):
        self.assertIn("No Exchange server could be found", self.find(status=1, address="nobody@corp.example").err)

    def test_garbage(self):
        """Whatever the service sends: soon an end, the usual sentence, and little memory."""
        for kind in ("entity-bomb", "external-entity", "huge", "malformed-xml", "deep-xml", "html-page", "truncated", "wrong-namespace",
                     "huge-header", "gzip-bomb", "bad-utf8", "empty", "not-http", "silence"):
            with self.subTest(kind):
                self.sim.heal()
                self.sim.fail({"garbage": kind}, operation="Autodiscover")
                start = time.monotonic()
                done = self.find(status=1)
                self.assertIn("No Exchange server could be found", done.err)
                self.assertLess(time.monotonic() - start, 40)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 400 << 10)

    def test_cancelled(self):
        """Ctrl+C ends it at once, whatever is waited for."""
        self.sim.fail({"garbage": "silence"}, operation="Autodiscover")
        process = subprocess.Popen(self.command("profile", "add", "found", "--autodiscover", self.sim.admin, "--admin", self.sim.admin, "--ca",
                                                self.sim.ca, "--directory", self.sim.ldap, "--directory-auth", "simple", "--password-stdin"),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(process.wait)
        process.stdin.write(self.sim.password + "\n")
        process.stdin.flush()
        wait_for("the question", lambda: self.sim.counters()["operations"].get("Autodiscover"))
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertLess(time.monotonic() - start, 2)

    def test_misuse(self):
        self.find("--server", "s", status=2)
        self.assertIn("mail address", self.find(status=1, address="nobody").err)


if __name__ == "__main__":
    unittest.main()
