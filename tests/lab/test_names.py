"""test_names.py - Check Names against a real directory: one, several, nobody; names that try to be syntax; a thousand at once

SPDX-License-Identifier: GPL-3.0-or-later
"""
import domain
import people
from domain import LabTest


class Names(LabTest):
    def setUp(self):
        super().setUp()
        self.add_directory()

    def logons(self, found):
        return sorted(match["logon"] for match in found["matches"])

    def test_odd_people(self):
        """Everybody is found by the display name, the logon name, the principal name and the address, and nobody else is."""
        for logon, (name, _, _) in people.ODD.items():
            asked = [name, logon, f"{logon}@{people.DOMAIN}", f"CORP\\{logon}", f"={name}", f"{logon}.alias@{people.DOMAIN}"]
            for text, found in zip(asked, self.check_names(*asked)):
                with self.subTest(text):
                    self.assertEqual(found["text"], text)
                    self.assertIn(logon, self.logons(found), found)
                    if text != logon:
                        self.assertEqual(found["result"], "one", found)

    def test_syntax_is_text(self):
        hostile = ["*", "**", "(", ")", "a*", "*)(objectClass=*", "*)(cn=*))(|(cn=*", "\\2a", "%s%n", "jmueller)(", "\\", "CORP\\*", "*@*",
                   "=*", "CN=*", "<GUID=*>", "S-1-5-*", "é" * 300, "\u202e\u200b", "a\tb"]
        found = self.check_names(*hostile)
        self.assertEqual(len(found), len(hostile))
        for text, answer in zip(hostile, found):
            with self.subTest(text):
                wanted = ["injection"] if text == "*)(objectClass=*" else []
                self.assertEqual(self.logons(answer), wanted, answer)

    def test_several(self):
        found = self.check_names("Anna Schmidt")[0]
        self.assertEqual((found["result"], self.logons(found)), ("several", sorted(people.TWINS)))
        places = {match["dn"].partition(",")[2] for match in found["matches"]}
        self.assertEqual(len(places), 2)

    def test_orders_of_a_name(self):
        for text in ("Anna Schmidt", "Schmidt Anna", "Schmidt, Anna", "anna schm", "ANNA SCHMIDT", "=Anna Schmidt"):
            with self.subTest(text):
                self.assertEqual(self.logons(self.check_names(text)[0]), sorted(people.TWINS))
        self.assertEqual(self.check_names("Müller, Jürgen")[0]["matches"][0]["logon"], "jmueller")
        self.assertEqual(self.check_names("Jürgen Müller")[0]["matches"][0]["logon"], "jmueller")

    def test_nobody(self):
        nobody = self.run_program("--json", "check-names", "Nobody At All")
        self.assertEqual((nobody.json["result"], nobody.json["matches"], nobody.status), ("none", [], 5))

    def test_identities(self):
        one = self.check_names("jmueller")[0]["matches"][0]
        for text in (one["dn"], one["id"], one["upn"]):
            with self.subTest(text):
                self.assertEqual(self.logons(self.check_names(text)[0]), ["jmueller"])
        self.assertEqual((one["name"], one["mail"], one["kind"], one["enabled"]),
                         ("Müller, Jürgen", "jmueller@corp.example", "user", True))

    def test_principal_names(self):
        foreign = self.check_names(f"foreign.admin@{people.SUFFIX}")[0]
        self.assertEqual(self.logons(foreign), ["foreign"])
        implicit = self.check_names("noupn@corp.example")[0]
        self.assertEqual((self.logons(implicit), implicit["matches"][0]["upn"]), (["noupn"], None))
        disabled = self.check_names("disabled")[0]["matches"][0]
        self.assertEqual(disabled["enabled"], False)

    def test_thousand(self):
        names = [people.mail_of(people.crowd(number)[0]) for number in range(1000)] + ["nobody1", "nobody2"]
        found = self.check_names("-", stdin="\n".join(names) + "\n")
        self.assertEqual([answer["result"] for answer in found], ["one"] * 1000 + ["none"] * 2)
        self.assertEqual([answer["matches"][0]["mail"] for answer in found[:1000]], names[:1000])


domain.main()
