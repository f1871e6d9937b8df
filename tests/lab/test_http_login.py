"""test_http_login.py - logging in at a web server as a real domain knows it: Kerberos with a ticket or a password, NTLM, Basic, each with
and without Extended Protection; and that a wrong password is tried once

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import subprocess
import unittest

import apache
import domain
import front
import people
import web
from domain import AUTHORITY, LAB, Computer, LabTest, Sniffer

NAME = "exch.corp.example"
ADDRESS = "127.0.0.30"
HOST = "autodiscover.corp.example"
OTHER_NAME = "other.corp.example"   # somebody in between
OTHER_ADDRESS = "127.0.0.31"
HOSTS = f"127.0.0.1 localhost\n{ADDRESS} {NAME}\n{OTHER_ADDRESS} {OTHER_NAME}\n{ADDRESS} {HOST}\n"
# NTLM's mechanism keeps some things of OpenSSL's until the end, which is not ours to mend.
NO_LEAKS = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
HAS_NTLM = pathlib.Path("/etc/gss/mech.d/mech.ntlmssp.conf").exists()


class HttpLogin(LabTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keytab = front.make_keytab(cls.corp, (NAME, HOST), LAB / "exch.keytab")

    def setUp(self):
        super().setUp()
        self.environment["KRB5_CONFIG"] = "/dev/null"   # nothing is set up on this computer
        self.computer = Computer(self.folder, hosts=HOSTS)
        self.simulator = self.start("--people=20")
        self.add_profile(self.simulator, "direct")   # to learn whom it knows
        self.run_program("profile", "use", "direct", status=0)
        self.mailbox, *self.crowd = self.people(12)

    def serve(self, **options):
        server = front.Front(ADDRESS, (NAME, HOST), self.simulator, self.corp, keytab=self.keytab, **options)
        self.addCleanup(server.stop)
        return server

    def add(self, name="corp", *, auth="auto", user="oofadmin@corp.example", password=people.PASSWORD, **options):
        self.add_directory(name, ews_url=f"https://{NAME}/EWS/Exchange.asmx", auth=auth, user=user, password=password, ca=AUTHORITY,
                           test_mailbox=self.mailbox, **{"directory": None, "directory_ca": None} | options)
        self.run_program("profile", "use", name, status=0)

    def check(self, name, *words):
        """A step of the verification."""
        report = self.run_program("--json", "verify", *words).json
        return next(step for step in report["checks"] if step["id"] == name)

    def assert_works(self, words="Away."):
        """Verified, written and read."""
        step = self.check("credentials")
        self.assertEqual(step["state"], "ok", step)
        self.run_program("set", "--state=on", "--inside-file", self.write_file("inside", words), "--plain", "--audience=none", self.mailbox,
                         status=0)
        shown = self.run_program("--json", "show", self.mailbox, status=0)
        self.assertIn(words, shown.out)
        return step

    def test_ticket(self):
        """The ticket that kinit left, where it must be tied to the certificate."""
        server = self.serve(needs_binding=True, schemes=("Negotiate",))
        self.environment.pop("KRB5_CONFIG")
        self.sign_in()
        self.environment["KRB5_CONFIG"] = "/dev/null"
        self.add(auth="negotiate", password="not used")
        with self.forgiving("oofadmin", 0):
            step = self.assert_works()
        self.assertIn("tied to the server", step["detail"])
        self.assertEqual({login.user for login in server.logins}, {"oofadmin@CORP.EXAMPLE"})
        self.assertEqual(server.refused, [])

    def test_password(self):
        """A name and a password, and nothing else set up on this computer; also one whose suffix is no realm."""
        server = self.serve(needs_binding=True)
        for user in ("oofadmin@corp.example", f"foreign.admin@{people.SUFFIX}"):
            with self.subTest(user):
                self.add(user, user=user)
                with Sniffer() as sniffer, self.forgiving("oofadmin", 0):
                    step = self.assert_works(user)
                self.assertIn("Used: Negotiate, tied", step["detail"])
                self.assertFalse(sniffer.has_heard(people.PASSWORD))
        self.assertEqual(server.schemes_used(), ["Negotiate"])
        self.assertEqual({login.user for login in server.logins}, {"oofadmin@CORP.EXAMPLE", "foreign@CORP.EXAMPLE"})
        self.assertEqual(server.refused, [])
        kept = subprocess.run(["klist", "-s"], env=self.environment, timeout=60)
        self.assertNotEqual(kept.returncode, 0, "the ticket was left behind on this computer")

    def test_powershell(self):
        """The console over https takes the same login."""
        server = self.serve(needs_binding=True, schemes=("Negotiate",))
        self.add()
        step = self.check("powershell")
        self.assertEqual(step["state"], "ok", step)
        self.assertIn("negotiate", step["detail"])
        self.assertTrue(any("/powershell" in login.path.lower() for login in server.logins))

    def test_powershell_in_clear(self):
        """Port 80, as Exchange is installed: Kerberos encrypts, with a ticket that the password got."""
        self.serve(schemes=("Negotiate",))
        plain = front.PlainFront(ADDRESS, self.simulator, self.keytab)
        self.addCleanup(plain.stop)
        self.add(console=f"http://{NAME}/PowerShell/")
        with Sniffer() as sniffer:
            steps = {step["id"]: step for step in self.run_program("--json", "verify").json["checks"]}
        self.assertEqual(steps["powershell"]["state"], "ok", steps["powershell"])
        for name in ("role", "lets-out", "throttling"):
            self.assertNotIn(steps[name]["state"], ("failed", "skipped"), steps[name])
        self.assertEqual({login.user for login in plain.logins}, {"oofadmin@CORP.EXAMPLE"})
        self.assertGreater(plain.sealed, 4)
        self.assertTrue(sniffer.has_heard("Encrypted Boundary"))
        self.assertFalse(sniffer.has_heard("Get-ExchangeServer"))

    def test_cmdlets_in_clear(self):
        """Replies by cmdlets alone, on the same port and with the same ticket: several consoles at once."""
        plain = front.PlainFront(ADDRESS, self.simulator, self.keytab)
        self.addCleanup(plain.stop)
        self.add(console=f"http://{NAME}/PowerShell/", path="powershell")
        text = self.write_file("inside", "Away by cmdlet.")
        with Sniffer() as sniffer:
            self.run_program("set", "--state=on", "--inside-file", text, "--plain", "--audience=none", "--jobs=4", *self.crowd[:6], status=0)
            shown = self.run_program("--json", "show", *self.crowd[:6], status=0)
        self.assertEqual(shown.out.count("Away by cmdlet."), 6, shown)
        self.assertEqual({login.user for login in plain.logins}, {"oofadmin@CORP.EXAMPLE"})
        self.assertFalse(sniffer.has_heard("Away by cmdlet."))
        self.assertFalse(sniffer.has_heard(people.PASSWORD))

    def test_autodiscover(self):
        """The host of the mail domain takes the same login, and wants it tied, too."""
        server = self.serve(needs_binding=True, schemes=("Negotiate",))
        found = self.run_program("profile", "add", "found", "--autodiscover", "oofadmin@corp.example", "--admin", "oofadmin@corp.example",
                                 "--ca", str(AUTHORITY), "--password-stdin", "--verbose", stdin=people.PASSWORD + "\n")
        self.assertTrue(any("autodiscover" in login.path.lower() for login in server.logins), found)
        self.assertEqual(server.refused, [])

    def test_each_request(self):
        """A server that logs no connection in, but each request."""
        server = self.serve(needs_binding=True, is_persistent=False, schemes=("Negotiate",))
        self.add()
        self.assert_works()
        self.assertGreater(len(server.logins), server.connections)

    def test_man_in_the_middle(self):
        """Somebody in between with a certificate of the same authority: what he passes on is of no use."""
        folder = LAB / "web" / OTHER_ADDRESS
        web.Web.certified(OTHER_ADDRESS, (OTHER_NAME,))
        server = self.serve(needs_binding=True, schemes=("Negotiate",), wanted=folder / "certificate")
        self.add()
        step = self.check("credentials")
        self.assertEqual(step["state"], "failed", step)
        self.assertEqual(server.logins, [])
        self.assertEqual(set(server.refused), {"misbound"})

    def test_wrong_password(self):
        """Once in all: not by each worker, not by another way, not for PowerShell, the directory or the next question."""
        server = self.serve()
        self.add(user="wrong@corp.example", password="wrong-9", directory=people.DOMAIN, directory_ca=AUTHORITY)
        before = self.corp.wrong_passwords("wrong")
        report = self.run_program("--json", "verify").json
        states = {step["id"]: step["state"] for step in report["checks"]}
        self.assertEqual(states["credentials"], "failed", report)
        self.assertEqual(states["powershell"], "skipped", report)
        self.assertEqual(self.corp.wrong_passwords("wrong") - before, 1)
        self.corp.forgive("wrong")
        self.assertEqual(server.logins, [])
        self.assertEqual(server.refused, [])

        before = self.corp.wrong_passwords("wrong")
        done = self.run_program("show", "--jobs=8", *self.crowd)
        self.assertEqual(done.status, 3, done)
        self.assertEqual(self.corp.wrong_passwords("wrong") - before, 1)
        self.corp.forgive("wrong")

    def test_no_kerberos_server(self):
        """The domain's name server is not to be reached: the password goes by NTLM, and why is told."""
        self.environment |= NO_LEAKS
        server = self.serve(schemes=("Negotiate", "NTLM"))
        self.add()
        self.computer = Computer(self.folder, hosts=HOSTS, resolv="nameserver 127.0.0.99\n")
        step = self.assert_works()
        self.assertIn("No Kerberos ticket", step["detail"])
        self.assertEqual(server.schemes_used(), ["NTLM"])

    @unittest.skipUnless(HAS_NTLM, "gss-ntlmssp is not installed")
    def test_ntlm_as_negotiate(self):
        """A server that offers Negotiate alone, where there is no Kerberos: NTLM goes by that name, too, and tied."""
        self.environment |= NO_LEAKS
        server = self.serve(schemes=("Negotiate",), needs_binding=True)
        self.add()
        self.computer = Computer(self.folder, hosts=HOSTS, resolv="nameserver 127.0.0.99\n")
        step = self.assert_works()
        self.assertIn("No Kerberos ticket", step["detail"])
        self.assertEqual(server.schemes_used(), ["NTLM"])

    def test_ntlm(self):
        """With libcurl's and, where it is installed, with GSSAPI's, which alone is tied to the certificate."""
        self.environment |= NO_LEAKS
        for has_mechanism in (False, True) if HAS_NTLM else (False,):
            for needs_binding in (False, True):
                with self.subTest(has_mechanism=has_mechanism, needs_binding=needs_binding):
                    name = f"{has_mechanism}-{needs_binding}"
                    self.environment |= {"GSS_MECH_CONFIG": "/etc/gss/mech.d/mech.ntlmssp.conf" if has_mechanism else "/dev/null"}
                    server = front.Front(ADDRESS, (NAME,), self.simulator, self.corp, schemes=("NTLM",), needs_binding=needs_binding)
                    try:
                        self.add(name, auth="ntlm")
                        if has_mechanism or not needs_binding:
                            step = self.assert_works(name)
                            self.assertEqual("tied" in step["detail"], has_mechanism, step)
                            self.assertEqual(server.schemes_used(), ["NTLM"])
                        else:
                            step = self.check("credentials")
                            self.assertEqual(step["state"], "failed", step)
                            self.assertIn("gss-ntlmssp", step["remedy"])
                            self.assertEqual(set(server.refused), {"unbound"})
                    finally:
                        server.stop()

    def test_basic(self):
        server = self.serve(schemes=("Basic",))
        self.add(auth="basic")
        self.assert_works()
        self.assertEqual(server.schemes_used(), ["Basic"])

    @unittest.skipIf(apache.missing(), f"{apache.missing()} is not installed")
    def test_apache(self):
        """A Kerberos web server that we did not write."""
        server = apache.Apache(ADDRESS, (NAME,), self.simulator, self.keytab)
        self.addCleanup(server.stop)
        self.add()
        self.assert_works()
        served = [line for line in server.requests() if line[2] == "200"]
        self.assertGreater(len(served), 3)
        self.assertEqual({line[0] for line in served}, {"oofadmin@CORP.EXAMPLE"})


def main():
    domain.main()


if __name__ == "__main__":
    main()
