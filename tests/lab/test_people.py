"""test_people.py - the people of a real directory: all pages, kinds of mailboxes, units, nested groups, search by attributes

SPDX-License-Identifier: GPL-3.0-or-later
"""
import domain
import people
from domain import LabTest


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

    def test_queries(self):
        self.assertEqual(set(self.people("Müller")), {"jmueller"})
        self.assertEqual(set(self.people("*)(objectClass=*")), {"injection"})
        self.assertEqual(set(self.people("no such person")), set())


domain.main()
