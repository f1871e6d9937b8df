#!/usr/bin/python3
"""test_first_start.py - the first start: the wizard opens by itself, and leads to the people

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import MAIN, WIZARD, Journey, main, wait


class FirstStart(Journey):
    uses_file_chooser = True

    def walk(self, simulator):
        app = self.app
        self.begin_wizard(simulator)
        self.enter_admin(simulator, mailbox=simulator.admin)
        self.picture("wizard-admin")
        self.assertEqual(self.verify(), "Everything works")
        self.picture("wizard-verification")
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.picture("wizard-finish")
        app.enter("text", "Name", "Head office", WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)

    def test_wizard(self):
        simulator = self.start_simulator("--people=60")
        app = self.start()
        app.find("dialog", WIZARD)
        self.walk(simulator)
        self.find_count("60 people")
        app.find("push button", "Connection: Head office, connected", MAIN)
        self.end()

        # It is kept: the next start needs no wizard and asks for no password.
        app = self.start()
        self.find_count("60 people")
        self.assertEqual(app.windows(), [MAIN])

        # Connection opens it again, with what was typed then, but without the password.
        app.click("push button", "Connection: Head office, connected", MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        wait("the server", lambda: app.find("text", "EWS URL", WIZARD).text() == simulator.ews)
        self.next()
        app.find("label", "Leave it empty to use the one that is in the keyring.", WIZARD)
        self.assertEqual(app.find("text", "User principal name (name@domain)", WIZARD).text(), simulator.admin)
        app.focus(WIZARD)
        app.keys("Escape")
        app.gone(WIZARD)
        self.end()
        self.assertNotIn(simulator.password, app.log())
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(simulator.password.encode(), path.read_bytes(), path)

    def test_nothing_is_kept_before_finish(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        app.focus(WIZARD)
        app.keys("Escape")
        app.click("push button", "Leave")
        app.gone(WIZARD)
        app.find("label", "Not Connected Yet", MAIN)
        self.picture("not-connected")
        self.end()

        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        self.end()

    def test_back_keeps_what_was_typed(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        app.click("push button", "Back", WIZARD)
        wait("the server", lambda: app.find("text", "EWS URL", WIZARD).text() == simulator.ews)
        app.enter("text", "EWS URL", "https://other.example/EWS/Exchange.asmx", WIZARD)
        app.enter("text", "Server name or IP address", "third.example", WIZARD)
        self.assertEqual(app.find("text", "EWS URL", WIZARD).text(), "https://other.example/EWS/Exchange.asmx")
        app.click("push button", "Fill in from the server name again", WIZARD)
        wait("the URL", lambda: app.find("text", "EWS URL", WIZARD).text() == "https://third.example/EWS/Exchange.asmx")
        app.enter("text", "Server name or IP address", "10.1.2.3", WIZARD)
        app.find("label", lambda t: t.startswith("Certificates are made out to names"), WIZARD)
        self.picture("wizard-ip-address")
        app.enter("text", "Server name or IP address", "not a server", WIZARD)
        self.next()
        app.find("label", "This is neither a server name nor an IP address.", WIZARD)
        self.picture("wizard-server-refused")
        self.end()


if __name__ == "__main__":
    main()
