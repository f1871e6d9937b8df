#!/usr/bin/python3
"""test_verification.py - the page Verification: steps to consider, ignore, the report, one check again

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import BUILD, MAIN, WIZARD, Journey, main, wait

SAVER = "Save the Report"
REASON = "The works council wants it so"


class Verification(Journey):
    uses_file_chooser = True

    def begin(self, **organization):
        """A connection that is kept, and its wizard at the end of the verification; gives the summary."""
        self.sim = self.start_simulator("--people=20")
        self.sim.control("POST", "/organization", {"allowed_oof": "None", **organization})
        subprocess.run([str(BUILD / "src" / "absentiactl"), "profile", "add", "corp", "--ews-url", self.sim.ews, "--ca", self.sim.ca, "--admin",
                        self.sim.admin, "--auth", "basic", "--directory", self.sim.ldap, "--directory-auth", "simple", "--test-mailbox",
                        self.sim.admin, "--password-stdin"],
                       input=self.sim.password + "\n", text=True, check=True, capture_output=True, env=self.environment())
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
