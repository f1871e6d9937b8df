"""test_verify.py - the verification from the shell: what each check sees, and the cure where there is one

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import pathlib
import re
import ssl
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
        for words in ("[Passed] Secure connection", "SHA-256: ", "[Passed] Clock", "[Warning] Right to act for a mailbox", "5985", self.sim.ews, "→ "):
            self.assertIn(words, text)
        self.assertRegex(text, r"SHA-256: ([0-9A-F]{2}:){31}[0-9A-F]{2}\n")
        self.assertNotIn(self.sim.password, text)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        done = self.run_program("verify", "--report", str(self.folder / "nowhere" / "report.txt"), status=1)
        self.assertIn("nowhere", done.err)

    def check(self, report, name):
        return next(check for check in report["checks"] if check["id"] == name)

    def test_certificates(self):
        """The server's certificate and the authority's own are shown each with its fingerprint, and a refused one, too."""
        self.add_profile(self.sim)
        detail = self.check(self.run_program("--json", "verify", status=0).json, "tls")["detail"]
        prints = re.findall(r"SHA-256: ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})", detail)
        self.assertEqual(len(prints), 2, detail)
        pem = pathlib.Path(self.sim.ca).read_text()
        authority = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
        self.assertEqual(prints[1].replace(":", ""), authority)
        self.assertNotEqual(prints[0], prints[1])
        self.assertIn("Names: ", detail)
        for kind, seen in (("expired", "expired"), ("wrong-name", "another name"), ("self-signed", "signed by itself")):
            sim = self.start("--people=3", "--tls", kind)
            self.add_profile(sim, "tls-" + kind)
            check = self.check(self.run_program("--profile", "tls-" + kind, "--json", "verify", status=1).json, "tls")
            self.assertEqual(check["state"], "failed")
            self.assertIn(seen, check["seen"])
            self.assertRegex(check["detail"], r"Certificate: (?s:.*)Valid until: 20\d\d-(?s:.*)SHA-256: [0-9A-F:]{95}\n")
            self.assertIn("Reason: tls-", check["detail"])

    def test_login(self):
        self.add_profile(self.sim)
        check = self.check(self.run_program("--json", "verify", status=0).json, "credentials")
        self.assertIn("with Basic", check["seen"])
        self.assertIn("Offered: Basic", check["detail"])
        self.assertIn("Used: Basic", check["detail"])

    def test_replies(self):
        """The account's own reply, the test mailbox's, and whom Exchange lets them out to."""
        self.add_profile(self.sim, "corp")
        someone = self.people(1)[0]
        for ceiling, state, remedy in (("All", "ok", ""), ("Known", "warning", f'Set-Mailbox -Identity "{someone}"'),
                                       ("None", "warning", f'Set-Mailbox -Identity "{someone}"')):
            self.sim.control("POST", "/organization", {"external_oof": ceiling})
            report = self.run_program("--json", "verify", "--mailbox", someone, status=0).json
            self.assertEqual(self.check(report, "own")["state"], "ok")
            self.assertIn(self.sim.admin, self.check(report, "own")["seen"])
            self.assertIn(someone, self.check(report, "oof")["seen"])
            check = self.check(report, "audience")
            self.assertEqual(check["state"], state, check)
            self.assertIn(remedy, check["remedy"] or "")
            self.assertIn("AllowExternalOof: " + ceiling, check["detail"])
        self.sim.fail({"fault": "ErrorNonExistentMailbox"}, operation="GetUserOofSettings", mailbox=self.sim.admin)
        report = self.run_program("--json", "verify", status=0).json
        self.assertEqual((self.check(report, "own")["state"], self.check(report, "audience")["state"]), ("skipped", "skipped"))
        self.assertIn("needs none", self.check(report, "own")["seen"])

    def test_last_tested(self):
        """Without a test mailbox the proof is made on one that was tested, rather one that went well."""
        self.add_profile(self.sim)
        someone, other = self.people(2)
        self.sim.fail({"fault": "ErrorNonExistentMailbox"}, mailbox=someone)
        self.run_program("test", someone, other, status=5)
        check = self.check(self.run_program("--json", "verify", status=0).json, "impersonation")
        self.assertEqual(check["state"], "ok")
        self.assertIn(other, check["seen"])

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
