#!/usr/bin/python3
"""test_test.py - "Test access to a mailbox": from the main menu and with what is typed in the wizard

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import BUILD, MAIN, PICKER, TEST, Journey, main, wait

MAILBOXES = "Mailboxes"


class Access(Journey):
    def open_dialog(self, *options, password=None, directory=None):
        self.sim = self.start_simulator("--people=60", *options)
        self.add_profile(self.sim, password, has_directory=True, **({} if directory is None else {"directory": directory}))
        app = self.start()
        app.find("push button", lambda t: t.startswith("Connection: corp, "), MAIN)
        wait("the connection", lambda: not app.look("push button", lambda t: "connecting" in t, MAIN))
        self.open_from_menu()
        return app

    def open_from_menu(self):
        app = self.app
        app.focus(MAIN)
        app.keys("F10")
        app.find("menu item", "Test Access to a Mailbox…")
        app.click("menu item", "Test Access to a Mailbox…")
        app.find("dialog", TEST)
        app.focus(TEST)

    def name(self, *mailboxes):
        wait("the field to have the keys", lambda: self.app.find("text", MAILBOXES, TEST).has("focused"))
        self.app.keys("ctrl+a", "Delete")
        self.app.type(";".join(mailboxes))

    def label(self, start):
        return self.app.find("label", lambda t: t.startswith(start), TEST).name

    def test_one_succeeds(self):
        app = self.open_dialog()
        self.assertFalse(app.look("push button", "Test", TEST, is_sensitive=True))
        self.picture("test-empty")
        self.name("alice.fox@corp.example")
        app.keys("ctrl+Return")
        app.find("label", "Test succeeded for 1 of 1", TEST)
        seen = self.label("Test succeeded\n")
        self.assertIn("EWS at localhost, as " + self.sim.admin, seen)
        self.assertTrue(seen.endswith(" ms"), seen)
        self.assertRegex(self.label("Tested "), r"^Tested \d+ \w+ 20\d\d, \d\d:\d\d: succeeded for 1 of 1$")
        self.picture("test-succeeded")
        app.keys("Escape")
        app.gone(TEST)

        # It is kept.
        self.open_from_menu()
        self.assertTrue(self.label("Tested ").endswith("succeeded for 1 of 1"))

        # The shell's test is evidence, too.
        told = subprocess.run([str(BUILD / "src" / "absentiactl"), "test", "alice.fox@corp.example", "nobody@corp.example"],
                              text=True, check=False, capture_output=True, env=self.environment())
        self.assertEqual(told.returncode, 5, told.stderr)
        app.keys("Escape")
        app.gone(TEST)
        self.open_from_menu()
        self.assertTrue(self.label("Tested ").endswith("succeeded for 1 of 2"))
        self.label("Test failed: There is no mailbox of this address on this server.")
        app.find("label", "nobody@corp.example", TEST)
        self.picture("test-kept")
        self.end()

    def test_write(self):
        """Off at first; what is written arrives, and the mailbox is as it was."""
        app = self.open_dialog()
        ann = "alice.fox@corp.example"
        before = {key: value for key, value in self.sim.mailbox(ann).items() if key != "read_at"}
        self.name(ann)
        app.keys("alt+t")
        self.label("Test succeeded\n")
        self.assertEqual(self.sim.counters()["writes"], 0)
        app.keys("alt+w")
        wait("the switch", lambda: app.find("check box", "Write and restore", TEST).has("checked"))
        app.keys("alt+t")
        self.label("Test succeeded: what was written arrived\n")
        self.assertEqual(self.sim.counters()["writes"], 1)
        self.assertEqual(self.sim.mailbox(ann), before)
        self.picture("test-write")

        # Somebody changes it between writing and reading back.
        self.sim.fail({"slow_ms": 1500}, operation="SetUserOofSettings", nth=1)
        app.keys("alt+t")
        wait("the write", lambda: self.sim.counters()["writes"] == 2)
        self.sim.control("POST", "/mailbox", {"address": ann, "state": "on", "inside": "<p>Back soon</p>"})
        self.label("Test failed: After writing, the mailbox held something else. What was there before was put back.\n")
        told = self.label("Automatic reply: “off” was written, “on” was found.")
        self.assertIn("Back soon", told)
        self.assertEqual(self.sim.mailbox(ann), before)
        self.picture("test-put-back")
        self.end()

    def test_cloud(self):
        """The server knows nothing of a mailbox; the directory knows where it is."""
        app = self.open_dialog()
        self.sim.control("POST", "/person", {"address": "george.wilson@corp.example",
                                             "set": {"msExchRecipientTypeDetails": "2147483648"}})
        self.sim.fail({"fault": "ErrorNonExistentMailbox"}, mailbox="george.wilson@corp.example")
        self.name("george.wilson@corp.example")
        app.keys("alt+t")
        app.find("label", "Test failed: The mailbox is in Exchange Online, says the directory.", TEST)
        self.label("This server cannot act for it: ")  # only one: its cure is seen at once
        self.picture("test-cloud")
        self.end()

    def test_several(self):
        """One succeeds, one without rights, one unknown, one that is no address; each with its cause and cure."""
        app = self.open_dialog()
        self.sim.control("POST", "/organization", {"role_scope": "Sales"})
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox="george.wilson@corp.example")
        self.name("alice.fox@corp.example", "george.wilson@corp.example", "nobody@corp.example", "ALICE.FOX@corp.example",
                  "no address")
        app.keys("alt+t")
        app.find("label", "Test succeeded for 1 of 4", TEST)
        self.assertTrue(self.label("Tested ").endswith("succeeded for 1 of 4"))
        self.label("Test succeeded\n")
        self.label("Test failed: The account may act for others, but the scope of its role leaves this mailbox out.")
        self.label("Test failed: There is no mailbox of this address on this server.")
        self.label("Test failed: This is not a mail address.")
        self.picture("test-several")

        # The cure and the raw answer on demand.
        app.mouse(app.find("label", "george.wilson@corp.example", TEST))
        self.label("See whom it holds:")
        app.find("label", lambda t: t.startswith("Get-ManagementRoleAssignment"), TEST)
        self.label("Set-ManagementRoleAssignment ")
        self.assertIn("ErrorImpersonateUserDenied", self.label("Address: "))
        self.picture("test-no-right")
        app.mouse(app.find("label", "alice.fox@corp.example", TEST))
        self.end()

    def test_browse(self):
        app = self.open_dialog()
        self.name("alice.fox@corp.example")
        app.keys("alt+b")
        app.find("dialog", PICKER)
        app.focus(PICKER)
        wait("the field to have the keys", lambda: app.find("text", "Names to find", PICKER).has("focused"))
        app.type("george wilson; benjamin wilson")
        app.keys("alt+o")
        app.gone(PICKER)
        app.focus(TEST)
        wait("the addresses", lambda: app.find("text", MAILBOXES, TEST).text() ==
             "alice.fox@corp.example\ngeorge.wilson@corp.example\nbenjamin.wilson@corp.example")
        app.keys("alt+t")
        app.find("label", "Test succeeded for 3 of 3", TEST)
        self.end()

    def test_stop(self):
        """Stop works at once, and what was done counts."""
        app = self.open_dialog()
        people = ["alice.fox@corp.example"] + [f"person{i}@corp.example" for i in range(30)]
        self.sim.fail({"slow_ms": 60000}, mailbox="person7@corp.example")
        self.name(*people)
        app.keys("alt+t")
        app.find("push button", "Stop", TEST)
        wait("what can be answered", lambda: len(app.look("label", lambda t: t.startswith("Test "), TEST)) >= 30)
        self.picture("test-running")
        app.keys("alt+s")
        app.find("label", "Test succeeded for 1 of 31", TEST)
        app.find("label", "Not tested", TEST)
        app.find("push button", "Test", TEST, is_sensitive=True)
        self.assertTrue(self.label("Tested ").endswith("succeeded for 1 of 30"))
        self.picture("test-stopped")

        # Closing stops, too.
        app.keys("alt+t")
        app.find("push button", "Stop", TEST)
        app.keys("Escape")
        app.gone(TEST)
        self.end()

    def test_wrong_password(self):
        app = self.open_dialog(password="not this one", directory="")
        self.name(*(f"person{i}@corp.example" for i in range(12)))
        app.keys("alt+t")
        app.find("label", "Test failed: The server refused the name or the password.", TEST)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)
        self.picture("test-wrong-password")
        self.end()

    def test_too_many(self):
        app = self.open_dialog()
        app.enter("text", MAILBOXES, ";".join(f"a{i}@corp.example" for i in range(201)), TEST)
        app.keys("ctrl+Return")
        app.find("label", "That is too many at a time.", TEST)
        self.end()


if __name__ == "__main__":
    main()
