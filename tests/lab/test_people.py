"""test_people.py - the people of a real directory: all pages, kinds of mailboxes, units, nested groups, search by attributes

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import subprocess

import domain
import people
from domain import LabTest

HELPER = domain.practice.BUILD / "tests" / "lab" / "lab-person"


class People(LabTest):
    def setUp(self):
        super().setUp()
        self.add_directory()

    def people(self, *words):
        return {person["logon"]: person for person in self.run_program("--json", "people", *words, status=0).json}

    def test_everybody_with_a_mailbox(self):
        """More than one page; no system mailbox, contact or group."""
        found = self.people()
        crowd = {people.crowd(number)[0] for number in range(people.CROWD)}
        self.assertLessEqual(crowd, set(found))
        self.assertEqual(len({person["id"] for person in found.values()}), len(found))
        self.assertLessEqual(set(people.ODD), set(found))
        kinds = {logon: found[logon]["kind"] for logon in people.KINDS if logon in found}
        self.assertEqual({logon: kinds.get(logon) for logon in ("shared", "room", "linked", "cloud")},
                         {"shared": "shared", "room": "room", "linked": "linked", "cloud": "user"})
        for logon in ("sysmail", "plain", "krbtgt", "Administrator", ""):
            self.assertNotIn(logon, found)
        someone = found["u00013"]
        self.assertEqual((someone["name"], someone["department"], someone["mail"], someone["enabled"]),
                         ("Person00013 Crowd13", "Department 1", "u00013@corp.example", True))

    def test_simple_bind_gives_the_same(self):
        with_ticket = self.people()
        self.add_directory("simple", directory_auth="simple")
        self.run_program("profile", "use", "simple", status=0)
        self.assertEqual(self.people(), with_ticket)

    def test_units(self):
        self.assertEqual(set(self.people("--location", "corp.example/Lab/Sales")), {"anna1"})
        self.assertEqual(len(self.people("--location", "corp.example/Lab/Crowd")), people.CROWD)

    def test_groups(self):
        """Direct and nested members; rings and a group that contains itself come to an end."""
        team = {people.crowd(number)[0] for number in range(people.TEAM)}
        expected = {"Team of 300": team, "Nested 1": team | {"jmueller"}, "Nested 2": team | {"jmueller", "anna1"},
                    "Ring 1": team | {"jmueller", "anna1", "anna2"}, "Ring 2": team | {"jmueller", "anna1", "anna2"},
                    "Contains Itself": {"contractor"}}
        for group, members in expected.items():
            with self.subTest(group):
                self.assertEqual(set(self.people("--group", group)), members)
        self.assertEqual(len(self.people("--group", "All (everybody)")), people.CROWD)

    def test_photo_and_attributes(self):
        """Read from the person's own domain; what only calls itself a photo is none."""
        wanted = ["title", "department", "physicalDeliveryOfficeName", "extensionAttribute1", "objectGUID", "nonsense"]
        done = subprocess.run([HELPER, people.DOMAIN, domain.AUTHORITY, "oofadmin@corp.example", *wanted], capture_output=True, text=True,
                              input="\n".join([people.PASSWORD, "jmueller", "bigphoto", "badphoto", "anna1"]) + "\n", timeout=60,
                              env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {row.pop("logon"): row for row in map(json.loads, done.stdout.splitlines())}
        self.assertEqual((found["jmueller"]["photo"], found["jmueller"]["begins"]), (len(people.PHOTO), people.PHOTO[0]))
        self.assertEqual((found["bigphoto"]["photo"], found["bigphoto"]["begins"]), (90_004, 0xff))
        self.assertEqual((found["badphoto"]["photo"], found["anna1"]["photo"]), (0, 0))
        self.assertEqual(found["jmueller"]["department"], "R&D <Süd>")
        self.assertEqual([found["anna1"].get(name) for name in wanted[:4]], ["Consultant", "Sales", "Graz 1", "eins"])
        self.assertRegex(found["anna1"]["objectGUID"], "^[0-9a-f-]{36}$")
        self.assertNotIn("nonsense", found["anna1"])

    def test_queries(self):
        self.assertEqual(set(self.people("Müller")), {"jmueller"})
        self.assertEqual(set(self.people("*)(objectClass=*")), {"injection"})
        self.assertEqual(set(self.people("no such person")), set())


domain.main()
