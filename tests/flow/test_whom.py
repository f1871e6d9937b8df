"""test_whom.py - for whom absences are: filters, units and groups as living rules or as the people of the moment

Against the simulator's directory, and its Graph.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import datetime
import sys
import pathlib
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402


class Whom(practice.FlowTest):
    def items(self, *items, status=0):
        text = "items:\n" + "".join(items)
        return self.run_program("items", "import", self.write_file("items.yaml", text), status=status)

    def item(self, name, whom, own="leave"):
        day = datetime.date.today() + datetime.timedelta(days=20)
        return (f"  - id: {name}\n    for: {{{whom}}}\n    when: {{from: {day}, until: {day}}}\n"
                f"    reply: {{inside: \"<p>away</p>\"}}\n    own_reply: {own}\n")

    def switch_off(self, mailboxes):
        """The simulator's people have replies of their own."""
        for mailbox in mailboxes:
            self.sim.control("POST", "/mailbox", {"address": mailbox, "state": "off"})

    def apply(self, *arguments, status=0):
        done = self.run_program("--json", "apply", *arguments, status=status)
        return {line["mailbox"]: (line["action"], line["reason"]) for line in done.lines}, done.err

    def written(self, *arguments, status=0):
        return {mailbox for mailbox, how in self.apply(*arguments, status=status)[0].items() if how[0] == "write"}


class Directory(Whom):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "60")
        self.add_profile(self.sim, directory=self.sim.ldap, **{"directory-auth": "simple"})
        found = self.run_program("--json", "people", status=0).json
        by = collections.defaultdict(list)
        for person in found:
            by[person["department"]].append(person["mail"])
        self.department, self.members = sorted((len(m), d, m) for d, m in by.items() if d and len(m) > 2)[0][1:]
        self.switch_off(p["mail"] for p in found)

    def move(self, mail, department):
        self.sim.control("POST", "/person", {"address": mail, "set": {"department": department}})

    def test_living_filter(self):
        """Who joins gets it, who leaves loses it, and what is no filter takes nothing away."""
        self.items(self.item("rule", f"filter: \"(department={self.department})\""))
        self.assertEqual(self.written(), set(self.members))
        leaver = self.members[0]
        self.move(leaver, "Elsewhere")
        self.assertEqual(self.apply()[0][leaver], ("write", "restore"))
        self.assertEqual(self.sim.mailbox(leaver)["state"], "off")
        self.items(self.item("rule", f"filter: \"(department={self.department}\""))
        done, told = self.apply()
        self.assertIn("is no filter", told)
        self.assertEqual(set(done.values()), {("wait", "members-unknown")})
        self.assertEqual(set(done), set(self.members[1:]))
        self.items(self.item("rule", "filter: \"(department=No such one)\""))
        done, told = self.apply()
        self.assertIn("nobody with a mailbox is in it", told)
        self.assertEqual(set(done.values()), {("write", "restore")})

    def test_filter_stays_inside_its_brackets(self):
        for bad in ("(department=a))(|(mail=*)", "department=a", "(&)", "(a=b)(c=d)", "(" * 40 + "a=b" + ")" * 40):
            self.items(self.item("rule", f"filter: \"{bad}\""))
            done, told = self.apply()
            self.assertEqual(done, {}, bad)
            self.assertIn("filter", told)

    def test_unknown_exclusion(self):
        """Nobody knows who must not get it: nobody does."""
        self.items(self.item("rule", f"filter: \"(department={self.department})\", exclude: {{groups: [gone@corp.example]}}"))
        done, told = self.apply()
        self.assertEqual(done, {})
        self.assertIn("gone@corp.example", told)

    def test_people_of_the_moment(self):
        self.items(self.item("then", f"filter: \"(department={self.department})\", living: false"))
        self.move(self.members[0], "Elsewhere")
        self.assertEqual(self.written(), set(self.members))
        # Saved again with the same names they stay; with others it is other people.
        self.items(self.item("then", f"filter: \"(department={self.department})\", living: false", "after"))
        self.assertEqual({how for how in self.apply()[0].values()}, {("skip", "in-step")})
        self.items(self.item("then", f"filter: \" (department={self.department})\", living: false"))
        self.assertEqual(self.apply()[0][self.members[0]], ("write", "restore"))

    def test_people_of_the_moment_later(self):
        """Saved while the directory was silent: those of the moment when it answers."""
        self.sim.stop()
        done = self.items(self.item("then", f"filter: \"(department={self.department})\", living: false"), status=4)
        self.assertIn("It is saved.", done.err)

    def test_unit(self):
        dn = next(p["dn"] for p in self.run_program("--json", "people", self.members[0], status=0).json)
        unit = dn.partition(",")[2]
        everybody = {p["mail"] for p in self.run_program("--json", "people", status=0).json if p["dn"].endswith("," + unit)}
        self.items(self.item("unit", f"ou: \"{unit}\""))
        self.assertEqual(self.written("--dry-run"), everybody)


class Online(Whom):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "60")
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id",
                         self.sim.client_id, "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca",
                         self.sim.ca, "--secret-stdin", stdin=self.sim.client_secret + "\n", status=0)
        people = self.run_program("--json", "people", status=0).json
        self.department = next(p["department"] for p in people if p["department"])
        self.members = {p["mail"] for p in people if p["department"] == self.department}
        self.switch_off(self.members)

    def test_filter(self):
        self.items(self.item("rule", f"filter: \"department eq '{self.department}'\""))
        self.assertEqual(self.written("--dry-run"), self.members)
        self.items(self.item("rule", "filter: \"department eq\""))
        done, told = self.apply()
        self.assertEqual(done, {})
        self.assertIn("is no filter", told)


if __name__ == "__main__":
    unittest.main(verbosity=2)
