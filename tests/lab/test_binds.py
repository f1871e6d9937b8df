"""test_binds.py - every way to log in to a real domain controller, and that no password ever goes out in clear

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess

import domain
import people
from domain import Computer, LabTest, Sniffer

NO_TLS = "tls enabled = no"
SASL_OVER_TLS = "ldap server require strong auth = allow_sasl_over_tls"
NO_KDC = "server services = ldap, cldap, rpc, nbt, wrepl, drepl, winbindd, dns, s3fs"


class Binds(LabTest):
    def assert_finds(self, who="jmueller"):
        """Check Names finds somebody: logging in went well."""
        found = self.check_names(who)
        self.assertEqual([match["logon"] for match in found[0]["matches"]], [who], found)

    def steps(self, *words):
        """directory probe: step → state."""
        report = self.run_program("--json", "directory", "probe", *words).json
        return {step["id"]: step["state"] for step in report["checks"]}

    def test_ticket(self):
        """The ticket that is there; the password, which is wrong, is not used."""
        self.sign_in()
        self.add_directory(password="wrong", directory_auth="ticket")
        with self.forgiving("oofadmin", 0):
            self.assert_finds()
        self.add_directory("auto", password="wrong")
        self.run_program("profile", "use", "auto", status=0)
        with self.forgiving("oofadmin", 0):
            self.assert_finds()

    def test_refused_ticket_gives_way(self):
        """A ticket that the controller cannot read, as after it was set up anew: the password is there, too."""
        self.sign_in()
        tickets = self.folder / "tickets"
        old = tickets.read_bytes()
        tickets.write_bytes(old[:-200] + bytes(byte ^ 0x55 for byte in old[-200:-60]) + old[-60:])
        self.add_directory()
        self.assert_finds()

    def test_password_to_ticket(self):
        self.add_directory(directory_auth="password")
        with Sniffer() as sniffer:
            self.assert_finds()
        self.assertTrue(sniffer.heard)
        self.assertFalse(sniffer.has_heard(people.PASSWORD))
        kept = subprocess.run(["klist", "-s"], env=self.environment, timeout=60)
        self.assertNotEqual(kept.returncode, 0, "the ticket was left behind on this computer")

    def test_simple_over_tls(self):
        for name, where in (("ldaps", "ldaps://" + people.CONTROLLER), ("start", people.CONTROLLER + ":389"), ("found", people.DOMAIN)):
            with self.subTest(where=where):
                self.add_directory(name, directory=where, directory_auth="simple")
                self.run_program("profile", "use", name, status=0)
                with Sniffer() as sniffer:
                    self.assert_finds()
                self.assertTrue(sniffer.heard)
                self.assertFalse(sniffer.has_heard(people.PASSWORD))

    def test_never_in_clear(self):
        """A controller without TLS gets no password, by any way; Kerberos still works, being safe in itself."""
        with self.corp.otherwise(NO_TLS):
            self.add_directory("simple", directory_auth="simple")
            for name, where in (("ldap", people.CONTROLLER + ":389"), ("ldaps", "ldaps://" + people.CONTROLLER)):
                self.add_directory(name, directory=where, directory_auth="simple")
            for name in ("simple", "ldap", "ldaps"):
                with self.subTest(name), Sniffer() as sniffer:
                    refused = self.run_program("--profile", name, "check-names", "jmueller")
                    self.assertIn(refused.status, (1, 3, 4), refused)
                self.assertTrue(sniffer.heard)
                self.assertFalse(sniffer.has_heard(people.PASSWORD), name)
            self.add_directory()
            self.run_program("profile", "use", "corp", status=0)
            self.assert_finds()

    def test_without_kerberos_server(self):
        """By itself it goes on to TLS and the password."""
        with self.corp.otherwise(NO_KDC):
            self.add_directory()
            with Sniffer() as sniffer:
                self.assert_finds()
            self.assertFalse(sniffer.has_heard(people.PASSWORD))

    def test_kerberos_over_tls(self):
        """Where only LDAPS is reached, for a controller that allows it."""
        with self.corp.otherwise(SASL_OVER_TLS):
            for way in ("password", "auto"):
                self.add_directory(way, directory="ldaps://" + people.CONTROLLER, directory_auth=way)
                self.run_program("profile", "use", way, status=0)
                with self.subTest(way):
                    self.assertEqual(self.steps()["directory-password"], "ok")
                    self.assert_finds()
            self.sign_in()
            self.add_directory("ticket", directory="ldaps://" + people.CONTROLLER, directory_auth="ticket")
            self.run_program("profile", "use", "ticket", status=0)
            self.assert_finds()

    def test_site(self):
        """The probe tells this computer's site, which has no controller of its own."""
        conf = "CN=Sites,CN=Configuration,DC=corp,DC=example"
        site = f"CN=Linz,{conf}"
        added = [(site, "objectClass: site"), (f"CN=NTDS Site Settings,{site}", "objectClass: nTDSSiteSettings"),
                 (f"CN=Servers,{site}", "objectClass: serversContainer"),
                 (f"CN=127.0.0.0/8,CN=Subnets,{conf}", f"objectClass: subnet\nsiteObject: {site}")]
        subprocess.run(["ldbadd", "-H", self.corp.folder / "private" / "sam.ldb"], check=True, timeout=60, text=True, capture_output=True,
                       input="\n".join(f"dn: {dn}\n{values}\n" for dn, values in added))
        self.add_directory()
        report = self.run_program("--json", "directory", "probe").json
        detail = next(step["detail"] for step in report["checks"] if step["id"] == "directory-forest")
        self.assertIn("\nsite Default-First-Site-Name\nthis computer's site Linz", detail)

    def test_who_was_taken(self):
        """Whatever was typed, the probe names the account that it stands for."""
        self.add_directory(user="oofadmin@CORP", directory_auth="simple")
        report = self.run_program("--json", "directory", "probe").json
        seen = next(step["seen"] for step in report["checks"] if step["id"] == "directory-simple")
        self.assertIn("oofadmin@corp.example", seen)

    def test_computer_of_no_domain(self):
        """No krb5.conf, and no DNS that knows the domain: the controller's name is all that is there."""
        self.environment["KRB5_CONFIG"] = "/dev/null"
        self.add_directory()
        self.assert_finds()
        self.computer = Computer(self.folder, resolv="nameserver 127.0.0.99\noptions timeout:1 attempts:1\n",
                                 hosts=f"127.0.0.1 localhost\n{people.ADDRESS} {people.CONTROLLER}\n")
        for name, more in (("named", {}), ("tls", {"directory_auth": "simple"}), ("kerberos", {"directory_auth": "password"})):
            self.add_directory(name, directory=people.CONTROLLER, **more)
            self.run_program("profile", "use", name, status=0)
            with self.subTest(name):
                self.assert_finds()

    def test_address_instead_of_name(self):
        self.add_directory(directory=people.ADDRESS)
        self.assert_finds()

    def test_names_of_accounts(self):
        for user in ("noupn@corp.example", f"foreign.admin@{people.SUFFIX}", "noupn@CORP"):
            for way in ("password", "simple"):
                with self.subTest(user=user, way=way):
                    name = f"{user}-{way}"
                    self.add_directory(name, user=user, directory_auth=way)
                    self.run_program("profile", "use", name, status=0)
                    self.assert_finds()

    def test_authorities_of_this_computer(self):
        """Without a file of its own it trusts what this computer trusts."""
        self.computer = Computer(self.folder, authorities=domain.AUTHORITY.read_text())
        self.add_directory(directory_auth="simple", directory_ca=None)
        self.assert_finds()

    def test_probe(self):
        self.add_directory()
        steps = self.steps()
        self.assertEqual(steps["directory-find"], "ok", steps)
        self.assertEqual((steps["directory-password"], steps["directory-simple"]), ("ok", "ok"), steps)
        self.assertNotEqual(steps["directory-ticket"], "ok", steps)
        self.sign_in()
        self.assertEqual(self.steps()["directory-ticket"], "ok")


domain.main()
