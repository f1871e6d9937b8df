"""test_online_profile.py - connections to Exchange Online from the shell: what they need, what is kept and where

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

CLIENT = "0d6a2f4e-97c1-4d3b-8a52-61f3c0e9b7d4"
OTHER = "11111111-97c1-4d3b-8a52-61f3c0e9b7d4"
SECRET = "t0p~s3cret-of-the-app"


class OnlineProfileTest(practice.FlowTest):
    def add(self, *options, name="cloud", stdin=SECRET + "\n", status=0):
        return self.run_program("profile", "add", name, *options, stdin=stdin, status=status)

    def online(self, *options, **more):
        return self.add("--kind", "online", "--tenant", "corp.example", "--client-id", CLIENT, "--secret-stdin", *options,
                        **more)

    def show(self, name="cloud"):
        return self.run_program("--json", "profile", "show", name, status=0).json

    def test_kept(self):
        self.online("--cloud", "gcc-high")
        kept = self.show()
        self.assertEqual((kept["kind"], kept["cloud"], kept["tenant"], kept["client_id"], kept["certificate"]),
                         ("online", "gcc-high", "corp.example", CLIENT, None))
        text = self.run_program("profile", "show", "cloud", status=0).out
        self.assertIn("gcc-high", text)
        self.assertIn(CLIENT, text)
        self.assertNotIn("EWS", text)
        self.assertIn("corp.example", self.run_program("profile", "list", status=0).out)
        self.assertNotIn(SECRET.encode(), self.store.read_bytes())

    def test_end_of_the_secret(self):
        self.online("--secret-until", "2027-05-31")
        self.assertEqual(self.show()["secret_until"], "2027-05-31")
        self.online("--replace", "--secret-until", "31.05.2027", status=1)

    def test_certificate(self):
        path = self.write_file("app.pem", "no certificate, which does not matter yet")
        self.add("--kind", "online", "--tenant", "corp.example", "--client-id", CLIENT, "--certificate", path, stdin="")
        self.assertEqual(self.show()["certificate"], path)

    def test_hybrid(self):
        self.add("--kind", "hybrid", "--tenant", "corp.example", "--client-id", CLIENT, "--server", "mail.corp.example",
                 "--admin", "admin@corp.example", "--password-stdin", "--secret-stdin", stdin="password\n" + SECRET + "\n")
        kept = self.show()
        self.assertEqual((kept["kind"], kept["ews_url"], kept["tenant"]),
                         ("hybrid", "https://mail.corp.example/EWS/Exchange.asmx", "corp.example"))

    def test_what_is_missing(self):
        for options in (("--tenant", "corp.example"), ("--client-id", CLIENT), ()):
            with self.subTest(options):
                self.assertIn("--tenant", self.add("--kind", "online", *options, status=2).err)
        self.assertIn("--admin", self.add("--kind", "hybrid", "--tenant", "corp.example", "--client-id", CLIENT,
                                          status=2).err)

    def test_what_is_wrong(self):
        usual = {"--tenant": "corp.example", "--client-id": CLIENT}
        wrong = {"--tenant": ("corp", "a/b.example", "corp.example?x", "..", "köln.example"),
                 "--client-id": ("app", CLIENT + "0"),
                 "--login-url": ("http://login.example", "https://me@login.example", "https://x/?y", "login"),
                 "--graph-url": ("http://graph.example",),
                 "--admin-api-url": ("https://x/#y",)}
        for option, values in wrong.items():
            for value in values:
                with self.subTest(option=option, value=value):
                    options = usual | {option: value}
                    done = self.add("--kind", "online", "--secret-stdin", *[w for pair in options.items() for w in pair],
                                    status=1)
                    self.assertTrue(done.err.strip())
                    self.assertNotIn(SECRET, done.err)
        self.assertEqual(self.run_program("--json", "profile", "list", status=0).json, [])

    def test_secret_of_another_application(self):
        """The kept secret goes with its application: it is never shown to another one's tenant."""
        simulator = self.start("--people", "3")
        range_options = ("--login-url", simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca)
        self.online(*range_options, stdin=simulator.client_secret + "\n")
        self.run_program("people", status=0)
        self.add("--replace", "--client-id", OTHER, stdin="", status=0)
        asked = simulator.counters()["operations"].get("oauth-token", 0)
        self.assertEqual(self.run_program("people").status, 3)
        self.assertEqual(simulator.counters()["operations"].get("oauth-token", 0), asked)


if __name__ == "__main__":
    unittest.main(verbosity=2)
