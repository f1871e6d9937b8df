"""test_online_people.py - people and groups of Exchange Online, and of an organisation that is on both sides

SPDX-License-Identifier: GPL-3.0-or-later
"""
import unittest

import practice


class OnlinePeople(practice.FlowTest):
    def add_profile_of(self, kind):
        hybrid = ("--ews-url", self.sim.ews, "--admin", self.sim.admin, "--auth", "basic", "--password-stdin")
        stdin = (self.sim.password + "\n" if kind == "hybrid" else "") + self.sim.client_secret + "\n"
        self.run_program("profile", "add", kind, "--kind", kind, "--tenant", self.sim.tenant, "--client-id", self.sim.client_id,
                         "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--secret-stdin",
                         *(hybrid if kind == "hybrid" else ()), stdin=stdin, status=0)

    def begin(self, *options, kind="online"):
        self.sim = self.start(*options)
        self.add_profile_of(kind)

    def add_directory(self):
        self.run_program("profile", "add", "hybrid", "--replace", "--directory", self.sim.ldap, "--directory-ca", self.sim.ca,
                         "--directory-auth", "simple", status=0)

    def people(self, *arguments):
        return {one["mail"] for one in self.run_program("--json", "people", *arguments, status=0).json}

    def test_group(self):
        """By name and by address, through groups in groups, in pages; the same people as the directory says."""
        self.begin("--people", "1500", kind="hybrid")
        self.add_directory()
        found = self.run_program("--json", "check-names", "a", "e", "s", "--kind", "groups").lines
        groups = {one["name"]: one for answer in found for one in answer["matches"]}
        members = {name: self.people("--group", one["dn"]) for name, one in groups.items()}
        self.assertGreater(max(len(mails) for mails in members.values()), 99)
        self.add_profile_of("online")
        for name, one in groups.items():
            self.assertEqual(self.people("--profile", "online", "--group", name), members[name], name)
            if one.get("mail"):
                self.assertEqual(self.people("--profile", "online", "--group", one["mail"].upper()), members[name])

    def test_no_group(self):
        self.begin("--people", "30")
        for name, word in (("No such group", "no group"), ("", "")):
            done = self.run_program("people", "--group", name or "x' or displayName ne '", status=1)
            self.assertIn(word, done.err)

    def test_search(self):
        self.begin("--people", "300")
        somebody = sorted(self.people())[7]
        self.assertIn(somebody, self.people(somebody.split("@")[0]))
        self.assertEqual(self.people("\"' or 1 eq 1"), set())

    def test_both_sides(self):
        """Each person once, also who is in the cloud alone, whether a directory is asked or not."""
        self.begin("--people", "120", "--hybrid", "--cloud-only", "15", kind="hybrid")
        without = self.run_program("--json", "people", status=0).json
        self.assertEqual((len(without), len({one["mail"] for one in without})), (120, 120))
        self.add_directory()
        people = self.run_program("--json", "people", status=0).json
        self.assertEqual((len(people), len({one["id"] for one in people})), (120, 120))
        alone = [one for one in people if not one.get("dn")]
        self.assertEqual(len(alone), 15)
        self.assertIn(alone[3]["mail"], self.people(alone[3]["mail"].split("@")[0]))
        self.assertNotIn(alone[3]["mail"], self.people("--location", "corp.example"))
        reply = self.write_file("r.html", "x")
        done = self.run_program("--json", "set", alone[3]["mail"], "--state", "on", "--inside-file", reply, "--audience", "none",
                                status=0).lines
        self.assertEqual((done[0]["result"], done[0]["backend"]), ("written", "graph"))

    def test_renamed(self):
        """Who got another address stays one person, on both sides."""
        self.begin("--people", "60", "--hybrid", "--cloud-only", "5", kind="hybrid")
        self.add_directory()
        before = self.run_program("--json", "people", status=0).json
        person = next(one for one in before if one.get("dn"))
        new = "renamed.person@corp.example"
        self.sim.control("POST", "/person", {"address": person["mail"], "set": {"mail": new, "cn": "Renamed Person"}})
        after = self.run_program("--json", "people", status=0).json
        self.assertEqual(len(after), 60)
        found = [one for one in after if one["id"] == person["id"]]
        self.assertEqual([one["mail"] for one in found], [new])


if __name__ == "__main__":
    unittest.main(verbosity=2)
