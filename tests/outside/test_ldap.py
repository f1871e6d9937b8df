"""test_ldap.py - a client that others wrote: OpenLDAP's ldapsearch on the simulator's directory

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "flow"))

import practice  # noqa: E402

if shutil.which("ldapsearch") is None:
    print("skipped: ldapsearch (ldap-utils) is not installed")
    sys.exit(77)

ROOT = "DC=corp,DC=example"
PEOPLE = "(sAMAccountType=805306368)"


class Found:
    """What ldapsearch printed: its status, its words, the entries as {name: [values]}."""

    def __init__(self, done):
        self.code, self.words, self.entries = done.returncode, done.stderr, []
        for block in done.stdout.split("\n\n"):
            entry = {}
            for line in block.splitlines():
                name, _, value = line.partition(":")
                if line.startswith("#") or not name:
                    continue
                value = base64.b64decode(value[2:]) if value.startswith(": ") else value.strip().encode()
                entry.setdefault(name, []).append(value)
            if "dn" in entry:
                self.entries.append(entry)


class LdapTest(practice.FlowTest):
    simulator = None

    def open_range(self, people=1200, *options):
        self.simulator = self.start("--people", str(people), *options)
        self.password = pathlib.Path(self.folder) / "password"
        self.password.touch(0o600)
        self.password.write_text(self.simulator.password, encoding="utf-8")
        return self.simulator

    def run_ldap(self, program, port, *arguments, user=None, password=None):
        environment = dict(os.environ, LDAPTLS_CACERT=self.simulator.ca)
        bind = ["-D", user or self.simulator.admin, "-y", str(self.password)] if user != "" else []
        if password is not None:
            bind[-1] = str(pathlib.Path(self.folder) / "other")
            pathlib.Path(bind[-1]).write_text(password, encoding="utf-8")
        options = ["-LLL", "-o", "ldif-wrap=no"] if program == "ldapsearch" else []
        return subprocess.run([program, "-x", *options, "-H", self.simulator.ready[port], *bind, *arguments],
                              env=environment, capture_output=True, text=True, timeout=practice.TIMEOUT, check=False)

    def search(self, port, *arguments, base=ROOT, **who):
        return Found(self.run_ldap("ldapsearch", port, "-b", base, *arguments, **who))

    def test_root(self):
        self.open_range(20)
        root = self.search("ldap_plain", "-s", "base", base="", user="").entries[0]
        self.assertEqual(root["defaultNamingContext"], [ROOT.encode()])
        self.assertIn(b"1.2.840.113556.1.4.800", root["supportedCapabilities"])
        self.assertNotIn("supportedSASLMechanisms", root)
        refused = self.search("ldap", PEOPLE, user="")
        self.assertEqual(refused.code, 1)
        self.assertIn("000004DC", refused.words)

    def test_binds(self):
        simulator = self.open_range(20)
        for user in [simulator.admin, "CORP\\oofadmin", "CN=OOF Administrator,OU=IT,OU=People," + ROOT]:
            self.assertEqual(self.search("ldap", "-s", "base", user=user).code, 0, user)
            self.assertEqual(self.search("ldap_plain", "-ZZ", "-s", "base", user=user).code, 0, user)
        clear = self.search("ldap_plain", "-s", "base")
        self.assertEqual(clear.code, 8)
        self.assertIn("Transport encryption required", clear.words)
        wrong = self.search("ldap", "-s", "base", password="wrong")
        self.assertEqual(wrong.code, 49)
        self.assertIn("data 52e,", wrong.words)
        simulator.control("POST", "/account", {"address": simulator.admin, "state": "disabled"})
        self.assertIn("data 533,", self.search("ldap", "-s", "base").words)
        simulator.control("POST", "/account", {"address": simulator.admin, "state": "normal"})
        who = self.run_ldap("ldapwhoami", "ldap")
        self.assertEqual(who.stdout, "u:CORP\\oofadmin\n")
        sasl = subprocess.run(["ldapsearch", "-Q", "-Y", "EXTERNAL", "-H", simulator.ready["ldap"]], text=True,
                              env=dict(os.environ, LDAPTLS_CACERT=simulator.ca), capture_output=True, timeout=60,
                              check=False)
        self.assertNotEqual(sasl.returncode, 0)

    def test_certificate(self):
        self.open_range(20, "--tls", "expired")
        self.assertIn("Can't contact LDAP server", self.search("ldap", "-s", "base").words)

    def test_pages(self):
        self.open_range(1200)
        cut = self.search("ldap", PEOPLE, "mail")
        self.assertEqual((cut.code, len(cut.entries)), (4, 1000))
        self.assertEqual(len(self.search("ldap", "-z", "5", PEOPLE, "mail").entries), 5)
        paged = self.search("ldap", "-E", "pr=500/noprompt", "(&" + PEOPLE + "(userPrincipalName=*))", "mail")
        self.assertEqual(paged.code, 0)
        self.assertEqual(len({entry["mail"][0] for entry in paged.entries}), 1200)
        self.assertEqual(len({entry["dn"][0].lower() for entry in paged.entries}), 1200)

    def test_ranges(self):
        self.open_range(30000)
        group = "CN=Sales,OU=Groups," + ROOT
        members, first = set(), 0
        while True:
            entry = self.search("ldap", "-s", "base", "(objectClass=*)", f"member;range={first}-*", base=group).entries[0]
            name = next(key for key in entry if key.startswith("member"))
            members.update(entry[name])
            if name.endswith("-*"):
                break
            self.assertEqual(name, f"member;range={first}-{first + 1499}")
            first += 1500
        turned = self.search("ldap", "-E", "pr=1000/noprompt", f"(memberOf={group})", "1.1")
        self.assertEqual({entry["dn"][0] for entry in turned.entries}, members)
        self.assertGreater(len(members), 2000)

    def test_names(self):
        self.open_range(1200)
        found = self.search("ldap", "(anr=anna sch)", "displayName", "givenName", "sn").entries
        self.assertGreater(len(found), 1)
        for entry in found:
            self.assertEqual(entry["givenName"], [b"Anna"])
            self.assertTrue(entry["sn"][0].decode().lower().startswith("sch"))
        turned = self.search("ldap", "(anr=sch anna)", "1.1").entries
        self.assertEqual(sorted(e["dn"] for e in turned), sorted(e["dn"] for e in found))

    def test_same_people_as_exchange(self):
        simulator = self.open_range(60)
        for entry in self.search("ldap", "(&" + PEOPLE + "(userPrincipalName=*))", "mail", "displayName", "department"
                                 ).entries:
            if "mail" not in entry or b"{" in entry["mail"][0]:
                continue
            mailbox = simulator.mailbox(entry["mail"][0].decode())
            self.assertEqual((mailbox["name"], mailbox["department"]),
                             (entry["displayName"][0].decode(), entry["department"][0].decode()))

    def test_catalog(self):
        simulator = self.open_range(60)
        entry = self.search("ldap_catalog", f"(mail={simulator.admin})", base="").entries[0]
        self.assertIn("displayName", entry)
        for name in ["title", "department", "company", "mobile", "thumbnailPhoto", "physicalDeliveryOfficeName"]:
            self.assertNotIn(name, entry)
        self.assertEqual(self.search("ldap_catalog", "(department=*)", base="").entries, [])
        self.assertEqual(len(self.search("ldap_catalog", "(objectClass=crossRef)", "cn", base="").entries), 6)

    def test_faults(self):
        simulator = self.open_range(60)
        rows = [({"ldap": "result", "number": 51, "text": "later"}, 51, 0),
                ({"ldap": "size-limit", "number": 4}, 4, 4),
                ({"ldap": "referral"}, 10, 0),
                ({"ldap": "cut", "number": 3}, 52, 3),
                ({"reset": True}, 52, 0),
                ({"ldap": "garbage"}, 52, 0)]
        for action, code, entries in rows:
            simulator.fail(action, operation="ldap-search")
            # Without -C referrals are not followed; 52 is what libldap's "server down" becomes.
            found = self.search("ldap", PEOPLE, "mail")
            simulator.heal()
            self.assertEqual(len(found.entries), entries, action)
            self.assertNotEqual(found.code, 0, action)
            if code != 52:
                self.assertEqual(found.code, code, action)

    def test_silence(self):
        simulator = self.open_range(20)
        for operation, action in [("ldap-connect", {"ldap": "tls-silence"}), ("ldap-search", {"ldap": "silence"})]:
            simulator.fail(action, operation=operation)
            begin = time.monotonic()
            with self.assertRaises(subprocess.TimeoutExpired):
                subprocess.run(["ldapsearch", "-x", "-H", simulator.ready["ldap"], "-D", simulator.admin, "-y",
                                str(self.password), "-b", ROOT], capture_output=True, timeout=1.5, check=False,
                               env=dict(os.environ, LDAPTLS_CACERT=simulator.ca))
            self.assertLess(time.monotonic() - begin, 10)
            simulator.heal()
        self.assertEqual(self.search("ldap", "-s", "base").code, 0)

    def test_changes(self):
        simulator = self.open_range(20)
        before = int(self.search("ldap", "-s", "base", base="", user="").entries[0]["highestCommittedUSN"][0])
        somebody = self.search("ldap", "(&" + PEOPLE + "(mail=*)(!(mail=" + simulator.admin + ")))", "mail").entries[0]
        address = somebody["mail"][0].decode()
        simulator.control("POST", "/person", {"address": address, "set": {"title": "Kapitän", "sn": "*)(cn=*"}})
        news = self.search("ldap", f"(uSNChanged>={before + 1})", "title", "sn").entries
        self.assertEqual([(e["title"], e["sn"]) for e in news], [(["Kapitän".encode()], [b"*)(cn=*"])])
        simulator.control("POST", "/person", {"address": address, "remove": True})
        self.assertEqual(self.search("ldap", f"(mail={address})").entries, [])
        grave = self.search("ldap", "-E", "!1.2.840.113556.1.4.417", f"(uSNChanged>={before + 1})", "isDeleted").entries
        self.assertEqual([e["isDeleted"] for e in grave], [[b"TRUE"]])


if __name__ == "__main__":
    unittest.main()
