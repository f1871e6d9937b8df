#!/usr/bin/python3
"""test_autodiscover.py - the wizard finds the server by itself, says how, and asks before it goes to strangers

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import time

from journey import MAIN, WIZARD, Journey, main, wait


class Autodiscover(Journey):
    uses_file_chooser = True

    def search(self, *faults):
        """From a connection whose server is gone to the page that searches."""
        self.sim = self.start_simulator("--people=20")
        for action in faults:
            self.sim.fail(action, operation="Autodiscover")
        self.add_profile(self.sim, has_directory=True, ews_url="https://127.0.0.1:1/EWS/Exchange.asmx", test_mailbox=self.sim.admin)
        app = self.start()
        app.click("push button", lambda t: t.startswith("Connection: corp"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.click("check box", "Find it with Autodiscover", WIZARD)
        app.find("text", "Mail address to start from", WIZARD)
        self.picture("wizard-automatic")
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.next()
        return app

    def test_found(self):
        app = self.search()
        app.find("label", "The server was found", WIZARD)
        app.find("label", lambda t: "It names https://localhost:" in t, WIZARD)
        # Each step with what came of it; those that were not needed say so.
        for step in ("The mail domain", "The domain’s autodiscover host", "Redirect over HTTP, without a login", "DNS record (SRV)"):
            app.find("label", step, WIZARD)
        self.assertEqual(len(app.look("label", "Not needed any more.", WIZARD)), 4)
        app.find("label", "Exchange Server 2016 CU23, 15.1.2507.6", WIZARD)
        app.find("label", "Basic, Bearer", WIZARD)
        self.picture("wizard-found")
        self.assertEqual(self.verify(), "Everything works")
        # Back, and nothing is searched again.
        n = self.sim.counters()["operations"]["Autodiscover"]
        app.click("push button", "Back", WIZARD)
        app.find("label", "The server was found", WIZARD)
        self.assertEqual(self.sim.counters()["operations"]["Autodiscover"], n)
        self.end()

    def test_version(self):
        """What was found is shown where a version is chosen; another one is a warning, and is kept."""
        app = self.search()
        app.find("label", "The server was found", WIZARD)
        self.next()
        app.find("label", "Everything works", WIZARD, timeout=40)
        for page in ("The server was found", "Test Mailbox", "Where Is the Server?"):
            app.click("push button", "Back", WIZARD)
            app.find("label", page, WIZARD)
        app.find("label", "The server says that it is Exchange Server 2016 CU23, 15.1.2507.6.", WIZARD)
        app.focus(WIZARD)
        app.choose("Exchange version", "2019", WIZARD)
        self.picture("wizard-version")
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.next()
        app.find("label", "The server was found", WIZARD)
        self.assertEqual(self.verify(), "It works, with 1 warning")
        app.find("label", lambda t: t.endswith("the connection says 2019."), WIZARD)
        self.next()
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        kept = json.loads(self.ctl("--json", "profile", "show", "corp"))
        self.assertEqual([kept[key] for key in ("version", "build", "offered")], ["2019", "15.1.2507.6", "Basic, Bearer"])
        self.end()

    def test_by_hand(self):
        """Verification tells which Exchange it is, and the page of the server says so afterwards, until another one is typed."""
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator, mailbox=simulator.admin)
        self.verify()
        app.find("label", lambda t: "Exchange Server 2016 CU23, 15.1.2507.6" in t, WIZARD)
        for page in ("Test Mailbox", "Where Is the Server?"):
            app.click("push button", "Back", WIZARD)
            app.find("label", page, WIZARD)
        app.find("label", "The server says that it is Exchange Server 2016 CU23, 15.1.2507.6.", WIZARD)
        app.enter("text", "Server name or IP address", "mail.corp.example", WIZARD)
        app.find("label", "Which Exchange it is. Automatic finds out what the server understands.", WIZARD)
        self.end()

    def test_stop(self):
        """Stop ends it at once, whatever is waited for, and the steps that were left say so."""
        app = self.search({"garbage": "silence"})
        app.find("label", lambda t: t.startswith("Asking https://localhost:"), WIZARD)
        wait("the question", lambda: self.sim.counters()["operations"].get("Autodiscover"))
        self.picture("wizard-asking")
        start = time.monotonic()
        app.click("push button", "Stop", WIZARD)
        app.find("label", "Stopped", WIZARD)
        self.assertLess(time.monotonic() - start, 3)
        self.assertTrue(app.look("label", "Not asked.", WIZARD))
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
