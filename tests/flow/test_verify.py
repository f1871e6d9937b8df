"""test_verify.py - the verification from the shell: what each check sees, and the cure where there is one

SPDX-License-Identifier: GPL-3.0-or-later
"""
import unittest

from practice import FlowTest


class Verify(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "60")

    def test_verify(self):
        self.add_profile(self.sim)
        report = self.run_program("--json", "verify", status=0).json
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual(states["credentials"], "ok", report)
        self.assertEqual(states["impersonation"], "warning", report)   # no test mailbox was chosen
        for step in ("powershell", "role", "lets-out", "throttling"):
            self.assertEqual(states[step], "ok", report)
        self.assertEqual(report["result"], "warning")
        someone = self.people(1)[0]
        report = self.run_program("--json", "verify", "--mailbox", someone, status=0).json
        self.assertEqual({check["id"]: check["state"] for check in report["checks"]}["impersonation"], "ok", report)

    def test_report(self):
        self.add_profile(self.sim)
        path = self.folder / "report.txt"
        self.run_program("verify", "--report", str(path), status=0)
        text = path.read_text(encoding="utf-8")
        for words in ("[Passed] Secure connection", "SHA-256 ", "[Passed] Clock", "[Warning] Right to act for a mailbox", "5985", self.sim.ews, "→ "):
            self.assertIn(words, text)
        self.assertRegex(text, r"SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}\n")
        self.assertNotIn(self.sim.password, text)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        done = self.run_program("verify", "--report", str(self.folder / "nowhere" / "report.txt"), status=1)
        self.assertIn("nowhere", done.err)

    def test_verify_why_not(self):
        """EWS refuses alike whoever has no role and whose role does not hold the mailbox: two sentences, two cures."""
        self.add_profile(self.sim)
        someone, else_one = self.people(2)
        department = next(p["department"] for p in self.run_program("--json", "people", status=0).json if p["mail"] == someone)
        causes = (([], {"role_enabled": False}, "switched off", 'Set-ManagementRoleAssignment "ApplicationImpersonation-Absentia" -Enabled $true'),
                  (["--character=no-impersonation"], {}, "does not have the role", "New-ManagementRoleAssignment"),
                  ([f"--scope=department={department}"], {}, "leaves this mailbox out", "-RecipientRelativeWriteScopeType Organization"))
        for options, organization, seen, cure in causes:
            sim = self.start("--people", "60", *options)
            sim.control("POST", "/organization", organization)
            self.run_program("profile", "add", "corp", "--replace", "--ews-url", sim.ews, "--ca", sim.ca, "--admin", sim.admin, "--auth", "basic",
                             "--password-stdin", stdin=sim.password + "\n", status=0)
            outside = next(p["mail"] for p in self.run_program("--json", "people", status=0).json if p["department"] != department)
            report = self.run_program("--json", "verify", "--mailbox", outside, status=1).json
            check = next(check for check in report["checks"] if check["id"] == "impersonation")
            self.assertEqual(check["state"], "failed", report)
            self.assertIn(seen, check["seen"])
            self.assertIn(cure, check["remedy"])
            self.assertTrue(any(cure in command for command in check["commands"]), check)
            self.assertIn("ErrorImpersonateUserDenied", check["detail"])

    def test_verify_without_powershell(self):
        """Nothing that PowerShell says or does not say is a failure; each warning names the cure."""
        self.add_profile(self.sim)
        self.sim.control("POST", "/organization", {"allowed_oof": "None"})
        report = self.run_program("--json", "verify", status=0).json
        steps = {check["id"]: check for check in report["checks"]}
        self.assertEqual(steps["lets-out"]["state"], "warning", report)
        self.assertIn("Set-RemoteDomain", steps["lets-out"]["remedy"])
        self.sim.fail({"fault": "5"}, operation="powershell-create")
        report = self.run_program("--json", "verify", status=0).json
        steps = {check["id"]: check for check in report["checks"]}
        self.assertEqual([steps[step]["state"] for step in ("powershell", "role", "lets-out", "throttling")],
                         ["warning", "skipped", "skipped", "skipped"], report)
        self.assertIn("Set-User", steps["powershell"]["remedy"])
        self.assertEqual(report["result"], "warning")


if __name__ == "__main__":
    unittest.main(verbosity=2)
