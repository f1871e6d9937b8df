"""test_verify.py - the verification from the shell: what each check sees, and the cure where there is one

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import hashlib
import pathlib
import re
import signal
import ssl
import subprocess
import time
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

    def states(self, *arguments, status=0, password=None, name="corp"):
        """How each check came out; and what holds for every one of them."""
        done = self.run_program("--profile", name, "--json", "verify", *arguments, status=status)
        checks = done.json["checks"]
        for check in checks:
            self.assertTrue(check["seen"], check)
            self.assertNotIn("%", check["seen"] + (check["remedy"] or ""), check)
            if check["state"] == "ok":
                self.assertIsNone(check["remedy"], check)
            if check["state"] == "failed":
                self.assertTrue(check["remedy"] and check["detail"], check)
            for command in check["commands"]:
                self.assertIn(command, check["remedy"])
        self.assertNotIn(password or self.sim.password, done.out + done.err)
        states = {check["id"]: check["state"] for check in checks}
        worst = "failed" if "failed" in states.values() else "warning" if "warning" in states.values() else "ok"
        self.assertEqual(done.json["result"], worst)
        return states

    CHAIN = ("name", "reachable", "tls", "ews", "credentials")

    def test_grounds(self):
        """What fails takes what stands on it along, and nothing else."""
        self.add_profile(self.sim)
        mailbox = self.people(1)[0]
        good = self.states("--mailbox", mailbox)
        self.assertEqual(set(good.values()), {"ok"}, good)
        closed = self.start("--people=3")
        closed.stop()
        breaks = (
            ("name", {"ews-url": "https://no-such-name.invalid/EWS/Exchange.asmx"}, 4),
            ("reachable", {"ews-url": closed.ews}, 4),
            ("tls", {"ca": self.write_file("other.pem", pathlib.Path(self.start("--people=3").ca).read_bytes())}, 1),
            ("ews", {"ews-url": self.sim.ews.replace("Exchange.asmx", "Nothing.asmx")}, 1),
            ("credentials", {"password": "Wrong-1"}, 3),
        )
        for broken, options, status in breaks:
            with self.subTest(broken):
                self.add_profile(self.sim, broken, **options)
                states = self.states("--mailbox", mailbox, status=status, name=broken, password=options.get("password"))
                at = self.CHAIN.index(broken)
                expected = dict(zip(self.CHAIN, ["ok"] * at + ["failed"] + ["skipped"] * (len(self.CHAIN) - at - 1)))
                self.assertEqual({name: states[name] for name in self.CHAIN}, expected, states)
                for check in ("version", "own", "impersonation", "oof", "audience", "powershell", "role", "lets-out", "throttling"):
                    self.assertEqual(states[check], "skipped", (check, states))
                self.assertEqual(states["keyring"], "ok")
                self.assertEqual(states["ports"], "skipped" if broken == "name" else "ok")

    def test_single(self):
        """One check each that does not come out well, with the others as they were."""
        self.add_profile(self.sim)
        mailbox = self.people(1)[0]
        everything = self.states("--mailbox", mailbox)
        rows = (
            ({"own": "warning"}, 0, dict(action={"fault": "ErrorAccessDenied"}, operation="GetUserOofSettings", mailbox=self.sim.admin)),
            ({"oof": "failed"}, 1, dict(action={"fault": "ErrorAccessDenied"}, operation="GetUserOofSettings", mailbox=mailbox)),
            ({"impersonation": "failed", "oof": "skipped"}, 1, dict(action={"fault": "ErrorNonExistentMailbox"}, operation="GetFolder")),
            ({"role": "warning"}, 0, dict(action={"fault": "CommandNotFoundException"}, operation="Get-ManagementRoleAssignment")),
            ({"lets-out": "warning"}, 0, dict(action={"fault": "CommandNotFoundException"}, operation="Get-RemoteDomain")),
            ({"throttling": "warning"}, 0, dict(action={"fault": "CommandNotFoundException"}, operation="Get-ThrottlingPolicyAssociation")),
            ({"powershell": "warning", "role": "skipped", "lets-out": "skipped", "throttling": "skipped"}, 0,
             dict(action={"status": 404}, operation="powershell-create")),
        )
        for changes, status, fault in rows:
            with self.subTest(next(iter(changes))):
                self.sim.fail(**fault)
                self.assertEqual(self.states("--mailbox", mailbox, status=status), {**everything, **changes})
                self.sim.heal()

    def test_clock(self):
        sim = self.start("--people=3", "--now=" + (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=3)).isoformat())
        self.add_profile(sim, "late")
        report = self.run_program("--profile", "late", "--json", "verify", status=0).json
        check = self.check(report, "clock")
        self.assertEqual(check["state"], "warning", report)
        self.assertIn("timedatectl", check["remedy"])

    def test_no_keyring(self):
        """Without a keyring there is no password either: each says so."""
        self.add_profile(self.sim)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
        states = self.states(status=3)
        self.assertEqual((states["ews"], states["credentials"], states["keyring"]), ("ok", "failed", "warning"))

    def test_interrupted(self):
        """Ctrl+C ends it at once while the server is silent, and the report has what was seen until then."""
        self.add_profile(self.sim)
        path = self.folder / "part.txt"
        self.sim.fail({"slow_ms": 60000}, operation="GetServerTimeZones", **{"from": 2})
        process = subprocess.Popen(self.command("verify", "--report", str(path)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment)
        for line in process.stdout:
            if line.startswith("✓ Exchange Web Services"):
                break
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        self.assertLess(time.monotonic() - begun, 5)
        self.assertEqual(process.returncode, 130, err)
        text = path.read_text(encoding="utf-8")
        self.assertIn("[Passed] Exchange Web Services", text)
        self.assertIn("Stopped.", text)

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
        self.assertEqual((self.check(report, "own")["state"], self.check(report, "audience")["state"]), ("skipped", "skipped"), report["checks"][8:13])
        self.assertIn("needs none", self.check(report, "own")["seen"])

    def test_last_tested(self):
        """Without a test mailbox the proof is made on one that was tested, rather one that went well."""
        self.add_profile(self.sim)
        someone, other = self.people(2)
        self.sim.fail({"fault": "ErrorNonExistentMailbox"}, mailbox=someone)
        self.run_program("--json", "verify", "--mailbox", other, status=0)
        self.assertIsNone(self.run_program("--json", "profile", "show", status=0).json["test_mailbox"])  # for that time only
        self.run_program("test", someone, other, status=5)
        check = self.check(self.run_program("--json", "verify", status=0).json, "impersonation")
        self.assertEqual(check["state"], "ok")
        self.assertIn(other, check["seen"])

    def test_role_through_group(self):
        """What was proved a moment ago is not denied because no assignment shows; without the proof it is a warning."""
        self.add_profile(self.sim)
        mailbox = self.people(1)[0]
        self.sim.control("POST", "/organization", {"role_hidden": True})
        check = self.check(self.run_program("--json", "verify", "--mailbox", mailbox, status=0).json, "role")
        self.assertEqual(check["state"], "ok", check)
        self.assertIn("through a group", check["seen"])
        check = self.check(self.run_program("--json", "verify", status=0).json, "role")
        self.assertEqual(check["state"], "warning", check)
        self.assertIn("New-ManagementRoleAssignment", check["remedy"])

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
