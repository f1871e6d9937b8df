#!/usr/bin/python3
"""test_verification.py - the page Verification: steps to consider, ignore, the report, one check again

SPDX-License-Identifier: GPL-3.0-or-later
"""

import signal
import time

from journey import MAIN, WIZARD, Journey, main, wait

SAVER = "Save the Report"
REASON = "The works council wants it so"


class Verification(Journey):
    uses_file_chooser = True

    def begin(self, *options, **organization):
        """A connection that is kept, and its wizard at the end of the verification; gives the summary."""
        self.sim = self.start_simulator("--people=20", *options)
        self.sim.control("POST", "/organization", {"allowed_oof": "None", **organization})
        self.add_profile(self.sim, has_directory=True, test_mailbox=self.sim.admin)
        self.start()
        return self.go()

    def go(self):
        self.app.click("push button", lambda t: t.startswith("Connection: corp"), MAIN)
        self.app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        self.app.find("text", "EWS URL", WIZARD)
        self.next()
        self.app.find("label", "Test Mailbox", WIZARD)
        return self.verify()

    def tab_to(self, role, name, description=None):
        """By keys alone. Each step is one question to one node."""
        node = next(n for n in self.app.find(None, WIZARD).below() if (n.role, n.name) == (role, name) and description in (None, n.description))
        for _ in range(80):
            if node.has("focused"):
                return
            self.app.keys("Tab")
        self.fail(f"Tab does not reach {name!r}")

    def await_focus(self, role, name):
        wait(f"the focus on {name!r}", lambda: self.app.find(role, name, WIZARD).has("focused"), 5)

    def test_remedy_is_copied_by_keys(self):
        """What failed is told at the top; the cmdlet of its remedy, and nothing else, comes out of the clipboard."""
        self.assertEqual(self.begin("--character=no-impersonation", allowed_oof="External"), "1 check failed")
        app = self.app
        command = f'New-ManagementRoleAssignment -Name "Absentia" -Role ApplicationImpersonation -User "{self.sim.admin}"'
        app.find("label", lambda t: t.startswith("Right to act for a mailbox: The account does not have the role"), WIZARD)
        app.focus(WIZARD)
        self.tab_to("push button", "Copy", command)
        self.picture("verification-remedy")
        app.keys("space")
        app.find("push button", "Copied", WIZARD)
        app.find("push button", "Next", WIZARD, is_sensitive=True)

        # The card of the warning says why, and takes a reason: what was copied is pasted there.
        self.tab_to("push button", "Ignore…")
        app.find("label", "Without this role no reply of anybody else can be read or set.", WIZARD)
        self.picture("verification-card")
        app.keys("space")
        self.await_focus("text", "Why it may stay so")
        app.keys("ctrl+v")
        wait("it to be pasted", lambda: app.find("text", "Why it may stay so", WIZARD).text() == command, 5)
        app.keys("Return")
        self.await_focus("push button", "Consider Again")
        app.keys("space")
        self.await_focus("push button", "Ignore…")
        self.end()

    def test_scope_leaves_it_out(self):
        """The role is there, its scope leaves the mailbox out: another sentence, another cure."""
        self.assertIn("check", self.begin("--scope=department=Nobody", allowed_oof="External"))
        self.app.find("label", lambda t: t.startswith("Right to act for a mailbox: The account may act for others, but the scope"), WIZARD)
        self.app.find("label", 'Set-ManagementRoleAssignment "ApplicationImpersonation-Absentia" -RecipientRelativeWriteScopeType Organization', WIZARD)
        self.end()

    def test_stop(self):
        """Stop ends a verification at once, also when the server has fallen silent in the middle."""
        self.begin()
        app = self.app
        self.sim.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.sim.process.send_signal, signal.SIGCONT)
        app.focus(WIZARD)
        self.tab_to("push button", "Verify Again")
        app.keys("space")
        self.await_focus("push button", "Stop")
        begun = time.monotonic()
        app.keys("space")
        app.find("label", "Stopped", WIZARD)
        self.assertLess(time.monotonic() - begun, 3)
        self.await_focus("push button", "Verify Again")
        self.picture("verification-stopped")
        self.assertFalse(app.look("push button", "Next", WIZARD, is_sensitive=True))
        self.sim.process.send_signal(signal.SIGCONT)
        app.keys("space")
        app.find("label", "It works, with 1 warning", WIZARD)
        self.end()

    def test_one_again_by_keys(self):
        """The focus stays where somebody was."""
        self.begin()
        self.app.focus(WIZARD)
        self.tab_to("push button", "Verify “Keyring” again")
        n = self.sim.counters()["requests"]
        self.app.keys("space")
        self.app.find("label", "It works, with 1 warning", WIZARD)
        self.await_focus("push button", "Verify “Keyring” again")
        self.assertEqual(self.sim.counters()["requests"], n)
        self.end()

    def test_steps_to_consider(self):
        self.assertEqual(self.begin(), "It works, with 1 warning")
        app = self.app
        app.find("label", "Steps to Consider", WIZARD)
        app.find("label", "Set-RemoteDomain -Identity Default -AllowedOOFType External", WIZARD)
        self.picture("verification-steps")

        # Not without a reason.
        app.click("push button", "Ignore…", WIZARD)
        app.find("push button", "Ignore", WIZARD)
        self.assertFalse(app.look("push button", "Ignore", WIZARD, is_sensitive=True))
        app.enter("text", "Why it may stay so", REASON, WIZARD)
        app.find("push button", "Ignore", WIZARD, is_sensitive=True)
        app.click("push button", "Ignore", WIZARD)
        app.find("label", f"Ignored: {REASON}", WIZARD)
        app.find("label", "Everything works", WIZARD)
        app.find("label", "1 warning is ignored.", WIZARD)
        self.picture("verification-ignored")

        # It is kept with the connection.
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.end()
        self.start()
        self.assertEqual(self.go(), "Everything works")
        self.app.find("label", f"Ignored: {REASON}", WIZARD)
        self.app.click("push button", "Consider Again", WIZARD)
        self.app.find("label", "It works, with 1 warning", WIZARD)
        self.end()

    def test_report(self):
        self.begin()
        app = self.app
        app.click("push button", "Save Report…", WIZARD)
        app.find(None, SAVER)
        app.focus(SAVER)
        path = self.folder / "kept.txt"
        app.keys("ctrl+a")
        app.type(str(path))
        app.keys("Return")
        app.find("label", lambda t: t.startswith("Saved as ") and "kept.txt" in t, WIZARD)
        text = path.read_text(encoding="utf-8")
        self.assertIn("[Passed] Secure connection", text)
        self.assertIn("SHA-256: ", text)
        self.assertIn("Set-RemoteDomain", text)
        self.assertNotIn(self.sim.password, text)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.end()

    def test_one_again(self):
        self.assertEqual(self.begin(), "It works, with 1 warning")
        app = self.app
        self.sim.control("POST", "/organization", {"allowed_oof": "External"})
        n = self.sim.counters()["operations"]
        # It is below what is in sight.
        next(n for n in app.refresh().below() if n.name == "Verify “Replies to the outside” again").call("Action", "DoAction", "i", 0)
        app.find("label", "Everything works", WIZARD)
        after = self.sim.counters()["operations"]
        self.assertEqual(after.get("ldap-search"), n.get("ldap-search"))        # the directory was left alone
        app.find("push button", "Next", WIZARD, is_sensitive=True)
        self.end()

    def test_failed_directory_does_not_hold_up(self):
        """Only a failed log-in does."""
        self.begin()
        self.sim.fail({"ldap": "garbage"}, operation="ldap-search")
        self.app.click("push button", "Verify Again", WIZARD)
        self.app.find("label", lambda t: "failed" in t and "check" in t, WIZARD)
        self.picture("verification-failed")
        self.app.find("push button", "Next", WIZARD, is_sensitive=True)
        self.end()


if __name__ == "__main__":
    main()
