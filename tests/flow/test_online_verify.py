"""test_online_verify.py - the verification of Exchange Online from the shell: each step in each of its states

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess
import unittest

from practice import FlowTest

STEPS = ("online-cloud", "online-tenant", "online-credentials", "online-token", "online-permissions", "graph", "online-people",
         "online-mailbox", "online-write")


class OnlineVerify(FlowTest):
    def add(self, simulator, *options, tenant="corp.example", secret=None, login=None, kind="online"):
        secret = simulator.client_secret if secret is None else secret
        self.run_program("profile", "add", "cloud", "--replace", "--kind", kind, "--tenant", tenant, "--client-id", simulator.client_id,
                         "--login-url", login or simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca, *options,
                         *(["--secret-stdin"] if secret else []), stdin=secret + "\n", status=0)
        self.run_program("profile", "use", "cloud", status=0)

    def verify(self, status=0, mailbox="oofadmin@corp.example"):
        done = self.run_program("--json", "verify", "--mailbox", mailbox, status=status)
        return {check["id"]: check for check in done.json["checks"]}

    def states(self, checks):
        return {name: checks[name]["state"] for name in STEPS if checks[name]["state"] != "ok"}

    def make_certificate(self, days):
        key, certificate = str(self.folder / "key.pem"), str(self.folder / "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", str(days),
                        "-subj", "/CN=Absentia"], check=True, capture_output=True, timeout=60)
        with open(key, encoding="ascii") as a, open(certificate, encoding="ascii") as b:
            return certificate, self.write_file("both.pem", a.read() + b.read())

    def test_all_is_well(self):
        simulator = self.start("--people", "10")
        self.add(simulator)
        checks = self.verify()
        self.assertEqual(self.states(checks), {})
        self.assertEqual(checks["online-permissions"]["value"], "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All")
        self.assertIn(simulator.tenant, checks["online-tenant"]["seen"])
        self.assertNotIn("ey", checks["online-token"]["detail"] or "")
        self.assertEqual(simulator.counters()["operations"]["oauth-token"], 1)  # one token for all of it

    def test_hybrid(self):
        simulator = self.start("--people", "10")
        self.run_program("profile", "add", "both", "--kind", "hybrid", "--ews-url", simulator.ews, "--admin", simulator.admin, "--auth", "basic",
                         "--ca", simulator.ca, "--tenant", simulator.tenant, "--client-id", simulator.client_id, "--login-url", simulator.login,
                         "--graph-url", simulator.graph, "--password-stdin", "--secret-stdin",
                         stdin=simulator.password + "\n" + simulator.client_secret + "\n", status=0)
        checks = self.verify()
        self.assertEqual(self.states(checks), {})
        self.assertEqual((checks["credentials"]["state"], checks["impersonation"]["state"]), ("ok", "ok"))

    def test_permissions(self):
        usual = "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All"
        for roles, states, seen in (
                (usual + " Mail.ReadWrite", {"online-permissions": "warning"}, "more than that: Mail.ReadWrite"),
                ("MailboxSettings.ReadWrite", {"online-permissions": "warning", "online-people": "failed"}, "User.Read.All"),
                ("MailboxSettings.Read User.Read.All GroupMember.Read.All", {"online-permissions": "warning", "online-write": "failed"},
                 "MailboxSettings.ReadWrite"),
                ("", {"online-permissions": "warning", "online-people": "failed"}, "names no permission")):
            with self.subTest(roles):
                simulator = self.start("--people", "10", "--app-roles", roles)
                self.add(simulator)
                checks = self.verify(status=0 if "failed" not in states.values() else 1)
                self.assertEqual(self.states(checks), states)
                self.assertIn(seen, checks["online-permissions"]["seen"])
                self.assertTrue(checks["online-permissions"]["remedy"])

    def test_refusals(self):
        simulator = self.start("--people", "3")
        self.add(simulator)
        for code, words in (("AADSTS7000222", "has expired"), ("AADSTS700016", "does not know the application"),
                            ("AADSTS65001", "consented"), ("AADSTS53003", "Conditional Access"), ("AADSTS500011", "no Exchange Online"),
                            ("AADSTS7000112", "switched off"), ("AADSTS999999", "refused the log-in")):
            with self.subTest(code):
                simulator.fail({"fault": code}, operation="oauth-token")
                checks = self.verify(status=3)
                simulator.heal()
                self.assertEqual(checks["online-token"]["state"], "failed")
                self.assertIn(words, checks["online-token"]["seen"])
                self.assertTrue(checks["online-token"]["remedy"])
                self.assertIn(code, checks["online-token"]["detail"])
                self.assertEqual({checks[name]["state"] for name in STEPS[4:]}, {"skipped"})

    def test_wrong_secret(self):
        simulator = self.start("--people", "3")
        self.add(simulator, secret="Wr0ng~secret")
        done = self.run_program("--json", "--verbose", "verify", status=3)
        self.assertIn("secret is wrong", done.out)
        self.assertNotIn("Wr0ng", done.out + done.err)
        self.assertEqual(simulator.counters()["operations"]["oauth-token"], 1)

    def test_tenant(self):
        simulator = self.start("--people", "3")
        self.add(simulator, tenant="other.example")
        checks = self.verify(status=3)
        self.assertEqual((checks["online-cloud"]["state"], checks["online-tenant"]["state"], checks["online-token"]["state"]),
                         ("ok", "failed", "skipped"))
        self.assertIn("knows no organisation", checks["online-tenant"]["seen"])

    def test_server(self):
        simulator = self.start("--people", "3")
        for garbage in ("html-page", "huge", "truncated"):
            with self.subTest(garbage):
                self.add(simulator)
                simulator.fail({"garbage": garbage}, operation="oauth-configuration")
                checks = self.verify(status=None)
                simulator.heal()
                self.assertEqual((checks["online-cloud"]["state"], checks["online-tenant"]["state"]), ("failed", "skipped"))
        simulator.fail({"redirect": "https://evil.example/"}, operation="oauth-token")
        self.assertIn("elsewhere", self.verify(status=None)["online-token"]["seen"])
        simulator.heal()
        self.add(simulator, login="https://localhost:1")
        self.assertEqual(self.verify(status=4)["online-cloud"]["state"], "failed")

    def test_clock(self):
        simulator = self.start("--people", "3", "--now", "2031-01-01T00:00:00Z")
        self.add(simulator)
        checks = self.verify(status=None)
        self.assertEqual(checks["online-cloud"]["state"], "warning")
        self.assertIn("slow", checks["online-cloud"]["seen"])
        self.assertEqual(checks["online-token"]["state"], "ok")

    def test_certificate(self):
        certificate, both = self.make_certificate(100)
        simulator = self.start("--people", "3", "--app-certificate", certificate)
        self.add(simulator, "--certificate", both, secret="")
        checks = self.verify()
        self.assertEqual(self.states(checks), {})
        print_ = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-fingerprint", "-sha1"], capture_output=True, text=True,
                                check=True).stdout.strip().split("=")[1].replace(":", "")
        self.assertIn(print_, checks["online-credentials"]["seen"])

        self.make_certificate(20)  # in the same file: soon over, and not the registered one
        simulator = self.start("--people", "3", "--app-certificate", self.write_file("other.pem", "none"))
        self.add(simulator, "--certificate", both, secret="")
        checks = self.verify(status=3)
        self.assertEqual((checks["online-credentials"]["state"], checks["online-token"]["state"]), ("warning", "failed"))
        self.assertIn("not registered", checks["online-token"]["seen"])

        self.write_file("both.pem", "nothing")
        checks = self.verify(status=None)
        self.assertEqual((checks["online-tenant"]["state"], checks["online-credentials"]["state"], checks["online-token"]["state"]),
                         ("ok", "failed", "skipped"))
        self.assertIn("no certificate", checks["online-credentials"]["seen"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
