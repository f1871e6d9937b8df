"""test_locations.py - the domains of a real forest, its units, and trusted domains: that answer, that do not, that want another account

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess

import domain
import people
from domain import LabTest


class Locations(LabTest):
    controllers = ("corp", "fabrikam")

    def locations(self, *words):
        done = self.run_program("--json", "locations", *words)
        self.assertIn(done.status, (0, 5), done)
        return done.json

    def test_all(self):
        for way in ("password", "simple"):
            with self.subTest(way):
                self.add_directory(directory_auth=way)
                found = {place["dns"]: place for place in self.locations("--check") if place["kind"] != "forest"}
                self.run_program("profile", "remove", "corp", status=0)
                home = found[people.DOMAIN]
                self.assertEqual((home["kind"], home["netbios"], home["reachable"], home["error"]), ("domain", "CORP", True, None))
                self.assertEqual(found["contoso.example"]["direction"], "outbound")
                self.assertEqual(found["adatum.example"]["direction"], "both")
                self.assertEqual(found[people.OTHER]["direction"], "both")
                self.assertNotIn("northwind.example", found)   # we do not trust it: nothing of it can be chosen
                adatum = found["adatum.example"]
                self.assertEqual(adatum["reachable"], False)
                self.assertTrue(adatum["error"], adatum)

    def test_order(self):
        """The whole forest, its domains, then trusted ones."""
        self.add_directory()
        kinds = [place["kind"] for place in self.locations()]
        self.assertEqual(kinds[:2], ["forest", "domain"])
        self.assertEqual(set(kinds[2:]), {"trust"})

    def test_trusted_forest(self):
        """The ticket of our own domain is good there."""
        self.add_directory()
        reached = {place["dns"]: place for place in self.locations("--check")}[people.OTHER]
        self.assertEqual((reached["reachable"], reached["error"]), (True, None), reached)
        found = self.check_names("wendy", "Anna Schmidt", options=["--location", people.OTHER])
        self.assertEqual([match["result"] for match in found], ["one", "one"], found)
        self.assertEqual(found[0]["matches"][0]["upn"], "wendy@fabrikam.example")
        by_prefix = self.check_names("FABRIKAM\\wendy")
        self.assertEqual(by_prefix[0]["result"], "one", by_prefix)

    def test_units(self):
        self.add_directory()
        below = [place["name"] for place in self.locations("corp.example/Lab")]
        self.assertEqual(below, sorted(["Sales", "Büro, Süd #1", "Odd", "Service", "Crowd", "Groups"]))
        home = {place["name"] for place in self.locations("corp.example")}
        self.assertLessEqual({"Lab", "Users", "Builtin"}, home)
        self.assertFalse({"System", "Program Data"} & home, "what Windows hides")
        for where, count in (("corp.example/Lab/Sales", 1), ("corp.example/Lab/Sales/Graz", 1), ("corp.example/Lab/Büro, Süd #1", 1),
                             ("CORP", 2), ("OU=Graz,OU=Sales,OU=Lab,DC=corp,DC=example", 1), ("corp.example/Users", 0)):
            with self.subTest(where):
                found = self.check_names("Anna Schmidt", options=["--location", where])[0]
                self.assertEqual(len(found["matches"]), count, found)
        missing = self.run_program("check-names", "--location", "corp.example/Nowhere", "a")
        self.assertEqual(missing.status, 1, missing)
        self.assertIn("There is no such place in the directory.", missing.err)


class WithChild(LabTest):
    """A second domain in the forest. Samba cannot have one: its entry alone, which spoils this controller's tickets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corp.stop()
        dns, netbios = people.CHILD
        base = "DC=corp,DC=example"
        subprocess.run(["ldbadd", "-H", cls.corp.folder / "private" / "sam.ldb", "--relax"], text=True, check=True, capture_output=True,
                       input=f"dn: CN={netbios},CN=Partitions,CN=Configuration,{base}\nobjectClass: crossRef\nnCName: DC=emea,{base}\n"
                             f"dnsRoot: {dns}\nnETBIOSName: {netbios}\nsystemFlags: 3\ntrustParent: CN=CORP,CN=Partitions,CN=Configuration,{base}\n")
        cls.corp.start()

    def test_child(self):
        self.add_directory(directory_auth="simple")
        places = self.run_program("--json", "locations", "--check", status=5).json
        domains = [(place["dns"], place["netbios"], place["reachable"]) for place in places if place["kind"] == "domain"]
        self.assertEqual(domains, [("corp.example", "CORP", True), ("emea.corp.example", "EMEA", False)])
        child = next(place for place in places if place["dns"] == "emea.corp.example")
        self.assertTrue(child["error"], child)
        whole = self.check_names("jmueller")[0]
        self.assertEqual(whole["result"], "one", whole)
        failed = self.run_program("check-names", "--location", "emea.corp.example", "jmueller")
        self.assertEqual(failed.status, 4, failed)


domain.main()
