#!/usr/bin/python3
"""test_autodiscover.py - the wizard finds the server by itself, says how, and asks before it goes to strangers

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import BUILD, MAIN, WIZARD, Journey, main, wait


class Autodiscover(Journey):
    def search(self, *faults):
        """From a connection whose server is gone to the page that searches."""
        self.sim = self.start_simulator("--people=20")
        for action in faults:
            self.sim.fail(action, operation="Autodiscover")
        subprocess.run([str(BUILD / "src" / "absentiactl"), "profile", "add", "corp", "--ews-url", "https://127.0.0.1:1/EWS/Exchange.asmx",
                        "--ca", self.sim.ca, "--admin", self.sim.admin, "--auth", "basic", "--directory", self.sim.ldap,
                        "--directory-auth", "simple", "--test-mailbox", self.sim.admin, "--password-stdin"],
                       input=self.sim.password + "\n", text=True, check=True, capture_output=True, env=self.environment())
        app = self.start()
        app.click("push button", lambda t: t.startswith("Connection: corp"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.click("check box", "Find it with Autodiscover", WIZARD)
        app.find("text", "Mail address to start from (the administrator’s, if empty)", WIZARD)
        self.picture("wizard-automatic")
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.next()
        return app

    def test_found(self):
        app = self.search()
        app.find("label", "The server was found", WIZARD)
        app.find("label", lambda t: "It names https://localhost:" in t, WIZARD)
        self.picture("wizard-found")
        self.assertEqual(self.verify(), "Everything works")
        # Back, and nothing is searched again.
        n = self.sim.counters()["operations"]["Autodiscover"]
        app.click("push button", "Back", WIZARD)
        app.find("label", "The server was found", WIZARD)
        self.assertEqual(self.sim.counters()["operations"]["Autodiscover"], n)
        self.end()

    def test_stranger(self):
        app = self.search({"redirect_url": "https://mail.elsewhere.example/autodiscover/autodiscover.xml"})
        app.find("label", "The way to the server leads to a host outside the domain.", WIZARD)
        app.find("label", "mail.elsewhere.example", WIZARD)
        self.picture("wizard-stranger")
        self.assertFalse(app.look("push button", "Next", WIZARD, is_sensitive=True))
        app.click("push button", "Ask There, Too", WIZARD)
        # It is not there, but it was asked; then the fault ends, and the search finds the server.
        app.find("label", "No Exchange server could be found for this address.", WIZARD)
        self.sim.heal()
        app.click("push button", "Search Again", WIZARD)
        app.find("label", "The server was found", WIZARD)
        self.end()


if __name__ == "__main__":
    main()
