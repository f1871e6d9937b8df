"""test_report.py - report out: who is out, by what mailboxes hold and by the plan; as text, JSON and files

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402


class ReportTest(practice.FlowTest):
    def set_up(self):
        simulator = self.start("--people", "12")
        self.add_profile(simulator)
        self.ann, self.bob, self.cid = self.people(3)
        today = datetime.date.today()
        simulator.control("POST", "/mailbox", {"address": self.ann, "state": "on", "inside": "<p>mine</p>"})
        self.run_program("items", "import", self.write_file("items.yaml", (
            f"items:\n  - id: course\n    type: training\n    for: {{people: [{self.bob}]}}\n"
            f"    when: {{from: {today - datetime.timedelta(days=1)}, until: {today + datetime.timedelta(days=2)}}}\n"
            "    reply: {inside: <p>away</p>, audience: none}\n")), status=0)
        return simulator

    def report(self, *arguments, status=0):
        return self.run_program("--json", "report", "out", *arguments, status=status).json

    def test_out(self):
        simulator = self.set_up()
        found = {row["mail"]: row for row in self.report()}
        self.assertEqual({mail: (row["type"], row["held"]) for mail, row in found.items()},
                         {self.ann: ("own", True), self.bob: ("training", False)})
        self.assertIsNone(found[self.ann]["until"])
        self.assertEqual([row["mail"] for row in self.report("--planned")], [self.bob])
        self.assertEqual(simulator.mailbox(self.bob)["state"], "off")
        self.run_program("apply", status=0)
        self.assertTrue({row["mail"]: row["held"] for row in self.report()}[self.bob])
        later = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        self.assertEqual([row["mail"] for row in self.report("--from", later)], [self.ann])

    def test_formats(self):
        self.set_up()
        text = self.run_program("report", "out", status=0)
        self.assertIn(self.bob, text.out)
        self.assertIn("2 people are out.", text.err)
        for kind, word in (("csv", self.ann), ("ics", "BEGIN:VEVENT"), ("html", "<html")):
            path = self.folder / ("out." + kind)
            self.run_program("report", "out", "--format", kind, "--output", str(path), status=0)
            self.assertIn(word, path.read_text())

    def test_problems(self):
        simulator = self.set_up()
        for arguments in ((), ("nothing",), ("out", "more"), ("out", "--format", "pdf"), ("out", "--output", "x"),
                          ("out", "--until", "2001-01-01"), ("out", "--from", "never"), ("out", "--jobs", "99")):
            self.run_program("report", *arguments, status=2)
        self.assertIn("who is out", self.run_program("report", "--help", status=0).out)
        simulator.fail({"response_error": "ErrorAccessDenied"}, mailbox=self.cid)
        found = self.run_program("report", "out", status=5)
        self.assertIn("Of 1 more", found.err)


if __name__ == "__main__":
    unittest.main()
