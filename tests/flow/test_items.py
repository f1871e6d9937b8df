"""test_items.py - absences, templates and holidays as files: kept, listed, exported and imported from the shell

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import unittest

from practice import FlowTest

ITEMS = """\
items:
  - id: sales-training
    type: training
    for:
      people: [ann@corp.example]
      groups: [sales@corp.example]
      exclude: [boss@corp.example]
    when:
      from: 2031-11-04T08:00
      until: 2031-11-04T16:00
      zone: Europe/Berlin
      rrule: FREQ=WEEKLY;BYDAY=TU;COUNT=10
      exdates: [2031-12-23T08:00]
      holidays: {calendar: de-by.ics, how: skip}
    reply:
      template: training
      audience: known
    own_reply: replace-restore
    priority: 5
    substitute: bob@corp.example
    note: "ticket 4711"
  - for: {people: [carol@corp.example]}
    type: sick
    when: {from: 2031-11-04}
    reply: {inside: "<p>Away \\U0001F600</p>"}
"""

TEMPLATES = """\
templates:
  - name: training
    type: training
    inside: |
      <p>{{person.name}} is in a training.</p>
    outside: <p>Back on {{absence.back-on}}.</p>
    audience: all
    status: approved
"""

HOLIDAYS = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20200101\r
DTEND;VALUE=DATE:20200102\r
RRULE:FREQ=YEARLY\r
SUMMARY:Neu\r
 jahr\r
END:VEVENT\r
END:VCALENDAR\r
"""


def item(name, **more):
    return {"id": name, "for": {"people": ["ann@corp.example"]}, "when": {"from": "2031-11-04"},
            "reply": {"inside": "<p>x</p>"}} | more


class Items(FlowTest):
    def setUp(self):
        super().setUp()
        self.add_profile(self.start())

    def take(self, *arguments, status=0, stdin=""):
        return self.run_program(*arguments, status=status, stdin=stdin)

    def fill(self):
        self.take("holidays", "import", self.write_file("de-by.ics", HOLIDAYS))
        self.take("templates", "add", self.write_file("templates.yaml", TEMPLATES))
        self.take("items", "add", self.write_file("items.yaml", ITEMS))

    def test_kept_and_shown(self):
        self.fill()
        listed = self.take("items", "list").out.splitlines()
        self.assertEqual(len(listed), 2)
        self.assertIn("sales-training  Training  ann@corp.example and 1 more  every Tuesday", listed[0])
        self.assertRegex(listed[1], "^sick-[0-9a-f]{12}  Sick")
        as_json = self.take("items", "list", "--json").json
        self.assertEqual(as_json[0]["when"]["exdates"], ["2031-12-23"])
        self.assertEqual((as_json[0]["priority"], as_json[0]["reply"]), (5, {"template": "training", "audience": "known"}))
        self.assertEqual(as_json[1]["reply"]["inside"], "<p>Away \U0001F600</p>")
        self.assertTrue(as_json[0]["creator"] and as_json[0]["created"].endswith("Z"))
        self.assertIn("training  Training  approved  used by 1 absence", self.take("templates", "list").out)
        holidays = self.take("holidays", "list", "--json").json
        self.assertEqual((holidays[0]["name"], holidays[0]["used_by"]), ("de-by.ics", 1))
        self.assertGreater(holidays[0]["days"], 50)
        self.assertIn("2031-01-01", self.take("holidays", "show", "de-by.ics").out)

    def test_export_and_import_change_nothing(self):
        self.fill()
        path = self.folder / "all.yaml"
        self.take("items", "export", "--all", str(path))
        first = path.read_bytes()
        rows = self.take("items", "import", "--json", str(path)).lines
        self.assertEqual({(row["state"], row["result"]) for row in rows}, {("same", "skipped")})
        self.assertEqual(len(rows), 4)
        self.assertEqual(self.take("items", "export", "--all", "-").out.encode(), first)
        as_json = self.take("items", "export", "--all", "--json").out
        rows = self.take("items", "import", "--json", "-", stdin=as_json).lines
        self.assertEqual({row["state"] for row in rows}, {"same"})
        # Into a profile that knows nothing of it.
        self.add_profile(self.start(), "other")
        self.take("--profile", "other", "items", "import", str(path))
        self.assertEqual(self.take("--profile", "other", "items", "export", "--all").out.encode(), first)
        try:
            import yaml
        except ImportError:
            return
        self.assertEqual(json.loads(json.dumps(yaml.safe_load(first.decode()), default=str))["templates"][0]["inside"],
                         "<p>{{person.name}} is in a training.</p>\n")

    def test_the_manual(self):
        """What the manual shows can be read."""
        manual = pathlib.Path(__file__).parents[2] / "data" / "man" / "absentia-items.5"
        example = manual.read_text(encoding="utf-8").split(".nf\n")[1].split(".fi\n")[0].replace("\\-", "-")
        self.take("holidays", "import", self.write_file("de-by.ics", HOLIDAYS))
        rows = self.take("items", "import", "--json", "-", stdin=example).lines
        self.assertEqual([(row["name"], row["state"]) for row in rows], [("training", "new"), ("sales-training", "new")])

    def test_the_same_file_twice(self):
        """What has no id gets the same one again, so that nothing is there twice."""
        self.fill()
        rows = self.take("items", "import", "--json", self.write_file("again.yaml", ITEMS)).lines
        self.assertEqual([row["state"] for row in rows], ["same", "same"])
        self.assertIn("use “items edit”", self.take("items", "add", self.write_file("x", ITEMS), status=1).err)

    def test_rehearsal(self):
        self.fill()
        before = self.take("items", "export", "--all").out
        changed = ITEMS.replace("priority: 5", "priority: 6") + "  - " + json.dumps(item("new-one")) + "\n"
        rows = self.take("items", "import", "--dry-run", self.write_file("c.yaml", changed)).out.splitlines()
        self.assertEqual([row.split()[0] for row in rows], ["changed", "same", "new"])
        self.assertEqual(self.take("items", "export", "--all").out, before)

    def test_edit_and_remove(self):
        self.fill()
        shown = self.take("items", "show", "sales-training").out
        created = next(line for line in shown.splitlines() if "created:" in line)
        self.take("items", "edit", "sales-training", "-", stdin=shown.replace("priority: 5", "priority: 9"))
        again = self.take("items", "show", "sales-training").out
        self.assertIn("priority: 9", again)
        self.assertIn(created, again)
        anonymous = json.dumps({"items": [{key: value for key, value in item("").items() if key != "id"}]})
        self.take("items", "edit", "sales-training", "-", stdin=anonymous)
        self.assertIn(created, self.take("items", "show", "sales-training").out)
        other = json.dumps({"items": [item("another")]})
        self.take("items", "edit", "sales-training", "-", stdin=other, status=1)
        self.take("items", "edit", "nobody", "-", stdin=other, status=1)
        self.take("items", "remove", "sales-training", "nobody", status=1)
        self.assertEqual(len(self.take("items", "list", "--json").json), 2)
        self.take("items", "remove", "sales-training")
        self.take("items", "show", "sales-training", status=1)

    def test_past(self):
        """What was there before an edit can be put back."""
        self.fill()
        first = self.take("templates", "show", "training").out
        self.assertEqual(self.take("templates", "history", "training").out, "")
        self.take("templates", "edit", "training", "-", stdin=first.replace("is in a training", "learns"))
        past = self.take("templates", "history", "training", "--json").json
        self.assertEqual([(row["past"], row["text"]) for row in past], [(1, first)])
        self.assertTrue(past[0]["who"] and past[0]["at"])
        self.assertEqual(self.take("templates", "show", "--past", "1", "training").out, first)
        self.take("templates", "show", "--past", "2", "training", status=1)
        self.take("templates", "show", "--past", "-1", "training", status=2)
        self.take("items", "remove", "sales-training")
        item = self.take("items", "show", "--past", "1", "sales-training").out
        self.take("items", "add", "-", stdin=item)
        self.assertEqual(self.take("items", "show", "sales-training").out, item)
        self.take("items", "history", "nobody", status=1)

    def test_where_used(self):
        self.fill()
        self.assertEqual([one["id"] for one in self.take("items", "list", "--using", "training", "--json").json],
                         ["sales-training"])
        self.assertEqual(len(self.take("items", "list", "--using", "training").out.splitlines()), 1)
        self.assertEqual(self.take("items", "list", "--using", "other").out, "")
        self.take("templates", "list", "--using", "training", status=2)

    def test_in_use(self):
        self.fill()
        self.assertIn("in use by 1 absence", self.take("templates", "remove", "training", status=1).err)
        self.assertIn("in use by 1 absence", self.take("holidays", "remove", "de-by.ics", status=1).err)
        self.take("items", "remove", "sales-training")
        self.take("templates", "remove", "training")
        self.take("holidays", "remove", "de-by.ics")

    def test_one_bad_among_a_thousand(self):
        self.fill()
        before = self.take("items", "export", "--all").out
        many = [item(f"item-{i}") for i in range(1000)]
        many[500]["when"] = {"from": "2031-11-04", "until": "2031-11-01"}
        many[700]["colour"] = "red"
        path = self.write_file("many.yaml", "items:\n" + "".join(f"- {json.dumps(one)}\n" for one in many))
        result = self.take("items", "import", path, status=1)
        self.assertEqual(result.out, "")
        self.assertIn(f"{path}:502: item-500: The end must be after the start.", result.err)
        self.assertIn(f"{path}:702: item-700: The key “colour” is not known here.", result.err)
        self.assertIn("2 mistakes", result.err)
        rows = self.take("items", "import", "--json", path, status=1).lines
        self.assertEqual([(row["line"], row["name"], row["reason"]) for row in rows],
                         [(502, "item-500", "end-before-start"), (702, "item-700", "file-key")])
        self.assertEqual(self.take("items", "export", "--all").out, before)

    def test_bad_files(self):
        self.fill()
        before = self.take("items", "export", "--all").out
        whole = pathlib.Path(self.write_file("w.yaml", before)).read_bytes()
        for name, content in {"newer": b"version: 2\nthings: []\n", "half": whole[: whole.index(b"sales-training") + 9],
                              "latin1": "items: [ä]".encode("latin-1"), "nul": b"items: []\0", "empty": b"",
                              "bomb": b"items: &a [*a, *a]", "deep": b"[" * 100000, "ics": HOLIDAYS.encode(),
                              "binary": bytes(range(256)) * 100}.items():
            with self.subTest(name):
                result = self.take("items", "import", self.write_file(name, content), status=1)
                self.assertIn(f"{name}:", result.err)
                self.assertEqual(result.out, "")
        self.take("items", "import", str(self.folder / "missing"), status=1)
        self.assertIn(f"{self.folder}: ", self.take("items", "import", str(self.folder), status=1).err)
        self.take("items", "export", str(self.folder / "no" / "folder"), status=1)
        self.take("holidays", "import", self.write_file("x.ics", ITEMS), status=1)
        self.assertEqual(self.take("items", "export", "--all").out, before)

    def test_wrong_use(self):
        for words in (["items"], ["items", "shout"], ["items", "show"], ["items", "edit", "x"], ["templates", "add"],
                      ["holidays"], ["holidays", "import"], ["holidays", "import", "-"], ["items", "list", "more"]):
            with self.subTest(words):
                self.take(*words, status=2)

    def test_many_people(self):
        people = [f"p{i}@corp.example" for i in range(50000)]
        self.take("items", "import", "-", stdin=json.dumps({"items": [item("all", **{"for": {"people": people}})]}))
        self.assertEqual(self.take("items", "list", "--json").json[0]["for"]["people"], people)


if __name__ == "__main__":
    unittest.main(verbosity=2)
