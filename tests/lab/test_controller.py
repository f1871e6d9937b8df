"""test_controller.py - the lab itself: what the other tests take for granted of its controllers, asked with OpenLDAP's and MIT's tools

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess

import domain
import people
from domain import AUTHORITY, LabTest, Sniffer

BASE = "dc=corp,dc=example"


class ControllerTest(LabTest):
    controllers = ("corp", "fabrikam")

    def ask(self, *words, user="oofadmin", password=people.PASSWORD, url=f"ldaps://{people.CONTROLLER}"):
        """ldapsearch with a simple bind; user None: with the ticket."""
        bind = ["-Q", "-N", "-Y", "GSS-SPNEGO"] if user is None else ["-x", "-D", f"{user}@{people.DOMAIN}", "-w", password]
        done = subprocess.run(["ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-H", url, *bind, *words], capture_output=True, text=True,
                              timeout=60, env={**self.environment, "LDAPTLS_CACERT": str(AUTHORITY)})
        return done.stdout + done.stderr

    def count(self, condition, base=BASE):
        return self.ask("-b", base, condition, "dn").count("\ndn:") + 1

    def test_accounts(self):
        for logon, code in (("disabled", "533"), ("expired", "701"), ("mustchange", "773"), ("locked", "775")):
            self.assertIn(f"data {code}", self.ask("-b", BASE, "-s", "base", user=logon), logon)
        for logon in ("oofadmin", "noupn", "foreign"):
            self.assertIn("dn: DC=corp", self.ask("-b", BASE, "-s", "base", user=logon), logon)
        self.assertIn("data 52e", self.ask("-b", BASE, "-s", "base", user="wrong", password="nothing"))
        self.assertEqual(self.corp.wrong_passwords("wrong"), 1)
        self.corp.forgive("wrong")
        self.assertEqual(self.corp.wrong_passwords("wrong"), 0)

    def test_clear_is_refused_and_heard(self):
        with Sniffer() as sniffer:
            answer = self.ask("-b", BASE, "-s", "base", url=f"ldap://{people.CONTROLLER}")
        self.assertIn("Transport encryption required", answer)
        self.assertTrue(sniffer.has_heard(people.PASSWORD))  # so that silence means something elsewhere
        with Sniffer() as sniffer:
            self.ask("-b", BASE, "-s", "base")
        self.assertTrue(sniffer.heard)
        self.assertFalse(sniffer.has_heard(people.PASSWORD))

    def test_tickets(self):
        self.sign_in()
        self.assertIn("dn: DC=corp", self.ask("-b", BASE, "-s", "base", user=None, url=f"ldap://{people.CONTROLLER}"))
        over = self.ask("-b", "dc=fabrikam,dc=example", "(sAMAccountName=wendy)", "dn", user=None, url=f"ldap://{people.OTHER_CONTROLLER}")
        self.assertIn("CN=Wendy Works", over)

    def test_content(self):
        self.assertEqual(self.count("(sAMAccountName=u0*)"), people.CROWD)
        self.assertEqual(self.count("(cn=\\2a\\29\\28objectClass=\\2a)"), 1)
        self.assertEqual(self.count("(anr=Anna Schmidt)"), 2)
        nested = f"(memberOf:1.2.840.113556.1.4.1941:=CN=Nested 2,OU=Groups,OU=Lab,{BASE})"
        self.assertEqual(self.count(f"(&(sAMAccountType=805306368){nested})"), people.TEAM + 2)
        self.assertEqual(self.count("(objectClass=serviceConnectionPoint)", "cn=Services,cn=Configuration," + BASE), 3)
        self.assertEqual(self.count("(objectClass=trustedDomain)"), len(people.TRUSTS) + 1)


domain.main()
