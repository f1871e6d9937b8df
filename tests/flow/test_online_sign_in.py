"""test_online_sign_in.py - a person signs in to Exchange Online from the shell: with a browser, and with a code

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import ssl
import subprocess
import threading
import unittest
import urllib.error
import urllib.request

from practice import TIMEOUT, FlowTest

ME = "oofadmin@corp.example"


class OnlineSignIn(FlowTest):
    def browse(self, simulator, url):
        """What a browser does with an address: the last page, after all redirects."""
        context = ssl.create_default_context(cafile=simulator.ca)
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
        try:
            with opener.open(url, timeout=TIMEOUT) as page:
                return page.read().decode()
        except urllib.error.HTTPError as page:
            return page.read().decode()

    def sign_in(self, simulator, way, answer, *options):
        """answer: gets each line that the program says, and gives the addresses to open."""
        command = self.command("profile", "add", "me", "--kind", "online", "--tenant", "corp.example", "--client-id",
                               simulator.client_id, "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca",
                               simulator.ca, "--sign-in", way, *options)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=self.environment) as process:
            watchdog = threading.Timer(TIMEOUT, process.kill)
            watchdog.start()
            said = []
            for line in process.stderr:
                said.append(line)
                for url in answer(line):
                    self.browse(simulator, url)
            status = process.wait(TIMEOUT)
            watchdog.cancel()
        return status, "".join(said)

    def in_browser(self, more):
        return lambda line: [line.strip() + more] if line.startswith("https://") else []

    def with_code(self, answer):
        def open_page(line):
            found = re.search(r"page (\S+) and enter the code (\S+);", line)
            return [f"{found[1]}?user_code={found[2]}&answer={answer}"] if found else []
        return open_page

    def check_own(self):
        """One's own mailbox, and nobody else's; each command uses the token that came with the one before."""
        people = self.run_program("--json", "people", status=0).json
        self.assertEqual([person["mail"] for person in people], [ME])
        text = self.write_file("text.txt", "Away.")
        self.run_program("set", ME, "--state", "on", "--inside-file", text, "--outside-file", text, "--plain", status=0)
        self.assertEqual(self.run_program("--json", "show", ME, status=0).lines[0]["state"], "on")
        other = self.run_program("--json", "show", "alice.fox@corp.example", status=1).lines[0]
        self.assertEqual((other["result"], other["error"]["code"]), ("failed", "FORBIDDEN"))

    def test_browser(self):
        simulator = self.start("--people", "10")
        status, said = self.sign_in(simulator, "browser", self.in_browser("&login_hint=" + ME))
        self.assertEqual(status, 0, said)
        self.assertIn("own mailbox only", said)
        kept = self.run_program("--json", "profile", "show", "me", status=0).json
        self.assertEqual((kept["sign_in"], kept["online_user"], kept["certificate"]), ("person", ME, None))
        self.check_own()
        checks = {c["id"]: c for c in self.run_program("--json", "verify", "--mailbox", ME, status=0).json["checks"]}
        self.assertIn("their own mailbox only", checks["online-credentials"]["seen"])
        self.assertEqual({name: checks[name]["state"] for name in ("online-token", "online-permissions", "online-write")},
                         {"online-token": "ok", "online-permissions": "ok", "online-write": "ok"})
        self.run_program("people", status=0)  # with what the verification left

    def test_code(self):
        simulator = self.start("--people", "10")
        status, said = self.sign_in(simulator, "device", self.with_code("yes"))
        self.assertEqual(status, 0, said)
        self.check_own()

    def test_declined(self):
        simulator = self.start("--people", "3")
        for way, answer in (("browser", self.in_browser("&answer=no")), ("device", self.with_code("no"))):
            with self.subTest(way):
                status, said = self.sign_in(simulator, way, answer)
                self.assertEqual(status, 3, said)
                self.assertIn("declined", said)
        self.assertEqual(self.run_program("--json", "profile", "list", status=0).json, [])

    def test_back_to_the_application(self):
        """The kept token is not taken for a secret."""
        simulator = self.start("--people", "10")
        self.assertEqual(self.sign_in(simulator, "browser", self.in_browser("&login_hint=" + ME))[0], 0)
        self.run_program("profile", "add", "me", "--replace", "--secret-stdin", stdin=simulator.client_secret + "\n", status=0)
        self.assertEqual(self.run_program("--json", "profile", "show", "me", status=0).json["sign_in"], "application")
        self.assertEqual(len(self.run_program("--json", "people", status=0).json), 10)

    def test_misuse(self):
        for options in (("--sign-in", "letter"), ("--sign-in", "device", "--secret-stdin")):
            self.run_program("profile", "add", "me", "--kind", "online", "--tenant", "corp.example", "--client-id",
                             "0d6a2f4e-97c1-4d3b-8a52-61f3c0e9b7d4", *options, status=2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
