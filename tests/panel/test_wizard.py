#!/usr/bin/python3
"""test_wizard.py - the whole wizard in one go: from Connection on the toolbar to the people

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import CHOOSER, LOCATIONS, MAIN, PICKER, TEST, WIZARD, Journey, main, wait

UPN = "User principal name (name@domain)"
NAMES = "Names to find"
MAILBOXES = "Mailboxes"
GEORGE = "george.wilson@corp.example"


class Wizard(Journey):
    uses_file_chooser = True

    def begin(self, *options):
        """The first start, the wizard closed again; then Connection on the toolbar, up to the page of the server."""
        self.sim = self.start_simulator("--people=60", *options)
        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        app.focus(WIZARD)
        app.keys("Escape")
        app.gone(WIZARD)
        app.click("push button", lambda t: t.startswith("Connect"), MAIN)
        app.find("label", "Welcome to Absentia", WIZARD)
        self.next()
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.find("label", "Where Is the Server?", WIZARD)
        return app

    def trust_authority(self):
        app = self.app
        app.click("push button", "Choose…", WIZARD)
        app.find(None, CHOOSER)
        app.focus(CHOOSER)
        app.type(self.sim.ca)
        app.keys("Return")
        app.gone(CHOOSER)
        app.find("push button", "Trust those of this computer again", WIZARD)

    def enter_directory(self):
        """The simulator's directory is in no DNS, and has no Kerberos: its address, and the password over TLS."""
        app = self.app
        app.focus(WIZARD)
        xid = app.xid(WIZARD)
        app.resize(xid, 640, 960)
        app.click("check box", "Use Active Directory", WIZARD)
        app.enter("text", lambda t: t.startswith("Domain or controller"), self.sim.ldap, WIZARD)
        app.choose("Log in with", "Password, over TLS", WIZARD)

    def browse_for_admin(self):
        """Browse, Locations, Check Names, OK."""
        app = self.app
        app.click("push button", "Browse for the administrator", WIZARD)
        app.find("dialog", PICKER)
        app.focus(PICKER)
        app.keys("alt+l")
        app.find("label", "Domain Controllers", LOCATIONS)
        app.focus(LOCATIONS)
        self.picture("whole-locations")
        app.mouse(app.find("label", "corp.example", LOCATIONS))
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)
        app.focus(PICKER)
        wait("the field to have the keys", lambda: app.find("text", NAMES, PICKER).has("focused"))
        app.type("oofadmin")
        app.keys("alt+k")
        app.find("push button", lambda t: t.endswith(", " + self.sim.admin), PICKER)
        self.picture("whole-picker")
        app.keys("alt+o")
        app.gone(PICKER)
        wait("the administrator", lambda: app.find("text", UPN, WIZARD).text() == self.sim.admin)

    def try_card(self):
        """Succeeds for one, fails for another, with the cause and the cure; and back to the wizard."""
        app = self.app
        self.open_test()
        app.enter("text", MAILBOXES, "alice.fox@corp.example", TEST)
        app.click("push button", "Test", TEST)
        app.find("label", "Test succeeded for 1 of 1", TEST)
        self.picture("whole-test-succeeded")
        self.sim.control("POST", "/organization", {"role_scope": "Sales"})
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox=GEORGE)
        app.enter("text", MAILBOXES, GEORGE, TEST)
        app.click("push button", "Test", TEST)
        app.find("label", lambda t: t.startswith("Test failed: ") and "scope" in t, TEST)
        self.tells("Get-ManagementRoleAssignment", TEST)
        self.picture("whole-test-failed")
        app.click("push button", "Close", TEST)
        app.gone(TEST)

    def finish(self):
        app = self.app
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.picture("whole-finish")
        app.enter("text", "Name", "Head office", WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.find_count("60 people")
        app.find("push button", "Connection: Head office, connected", MAIN)
        self.picture("whole-people")

    def test_autodiscover(self):
        """Autodiscover, Browse, Verification, the card Test, Finish, and the people are there."""
        app = self.begin()
        app.click("check box", "Find it with Autodiscover", WIZARD)
        self.trust_authority()
        self.picture("whole-server")
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        app.enter("text", UPN, "alice.fox@corp.example", WIZARD)
        self.enter_directory()
        app.enter("password text", "Password", self.sim.password, WIZARD)
        self.picture("whole-admin")
        self.browse_for_admin()
        self.next()
        app.find("label", "The server was found", WIZARD)
        self.picture("whole-found")
        self.verify()
        self.picture("whole-verification")
        self.try_card()
        self.finish()
        self.end()
        self.assertNotIn(self.sim.password, app.log())

    def test_card_and_back(self):
        """The card Test with what is typed; what it tells is mended two pages before, and the way on is open."""
        app = self.begin()
        self.enter_server(self.sim)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.enter_admin(self.sim, password="not this one")
        self.assertIn("failed", self.verify())
        self.assertFalse(app.look("push button", "Next", WIZARD, is_sensitive=True))
        self.assertFalse(app.look("label", "Test Impersonation on a Mailbox", WIZARD))  # there is nothing to test with
        app.click("push button", "Back", WIZARD)
        app.find("label", "Test Mailbox", WIZARD)
        app.enter("password text", "Password", self.sim.password, WIZARD)
        self.assertEqual(self.verify(), "It works, with 1 warning")
        app.resize(app.xid(WIZARD), 640, 960)
        self.try_card()
        self.tells("succeeded for 0 of 1", WIZARD)
        self.sim.heal()
        self.sim.control("POST", "/organization", {"role_scope": ""})
        self.open_test()
        app.find("label", lambda t: t.startswith("Test failed: "), TEST)  # the last result is still to be read
        app.enter("text", MAILBOXES, GEORGE, TEST)
        app.click("push button", "Test", TEST)
        app.find("label", "Test succeeded for 1 of 1", TEST)
        app.keys("Escape")
        app.gone(TEST)
        self.tells("succeeded for 1 of 1", WIZARD)
        app.click("push button", "Back", WIZARD)
        app.find("label", "Test Mailbox", WIZARD)
        self.assertEqual(self.verify(), "It works, with 1 warning")
        self.finish()
        self.end()

    def test_keys(self):
        """No pointer, no action: from the first start to the people."""
        self.sim = self.start_simulator("--people=60")
        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        app.focus(WIZARD)
        app.keys("Return")
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        app.keys("alt+n")
        app.find("label", "Where Is the Server?", WIZARD)
        self.tab_into("Server name or IP address", WIZARD)
        app.type(self.sim.ews.split("/")[2])
        wait("the URL to fill itself in", lambda: app.find("text", "EWS URL", WIZARD).text() == self.sim.ews)
        self.tab_to("Choose…", WIZARD)
        app.keys("space")
        app.find(None, CHOOSER)
        app.focus(CHOOSER)
        app.type(self.sim.ca)
        app.keys("Return")
        app.gone(CHOOSER)
        app.focus(WIZARD)
        app.keys("alt+n")
        app.find("label", "Test Mailbox", WIZARD)
        self.tab_into(UPN, WIZARD)
        app.type(self.sim.admin)
        app.keys("Tab")
        app.type(self.sim.password)
        self.tab_into("Mail address of somebody", WIZARD)
        app.type(self.sim.admin)
        app.keys("alt+n")
        app.find("label", "Everything works", WIZARD)
        self.tab_to("Test", WIZARD, most=80)
        app.keys("space")
        app.find("dialog", TEST)
        app.focus(TEST)
        wait("the field to have the keys", lambda: app.find("text", MAILBOXES, TEST).has("focused"))
        app.keys("ctrl+a")
        app.type("alice.fox@corp.example")
        app.keys("alt+w", "ctrl+Return")
        app.find("label", lambda t: t.startswith("Test succeeded: what was written arrived"), TEST)
        self.assertEqual(self.sim.counters()["writes"], 1)
        self.tab_to("alice.fox@corp.example", TEST)
        app.keys("space")
        app.find("label", lambda t: t.startswith("Address: https://"), TEST)
        self.tab_to("What the server answered", TEST)
        app.keys("space")
        answer = wait("the answer", lambda: app.look("text", "The server’s answer", TEST))[0]
        self.assertIn("GetUserOofSettingsResponse", answer.text())
        self.picture("keys-answer")
        app.keys("Escape")
        app.gone(TEST)
        app.focus(WIZARD)
        app.keys("alt+n")
        app.find("label", "What Will Be Kept", WIZARD)
        app.keys("ctrl+a")
        app.type("Head office")
        app.keys("alt+f")
        app.gone(WIZARD)
        self.find_count("60 people")
        app.find("push button", "Connection: Head office, connected", MAIN)
        self.end()


if __name__ == "__main__":
    main()
