"""test_hours.py - absences that are whatever lies outside working hours, as the mailboxes have them

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import sys
import unittest
import zoneinfo

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")


class Hours(practice.FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "20")

    def plan(self, people):
        today = datetime.date.today()
        self.items = (f"items:\n  - id: evenings\n    for: {{people: [{', '.join(people)}]}}\n"
                      f"    when: {{from: {today}, until: {today + datetime.timedelta(days=30)}, rrule: OUTSIDE=HOURS}}\n"
                      "    reply: {inside: \"<p>later</p>\"}\n    own_reply: replace-restore\n")
        self.run_program("items", "import", self.write_file("items.yaml", self.items), status=0)
        for mail in people:
            self.sim.control("POST", "/mailbox", {"address": mail, "state": "off"})

    def segments(self, mail):
        done = self.run_program("--json", "plan", mail, status=0)
        return [(datetime.datetime.fromisoformat(s["from"]), datetime.datetime.fromisoformat(s["until"]))
                for s in done.lines[0]["segments"]], done.err

    def check(self, mail, zone, from_hour, until_hour, days):
        """Away from the end of work until its next beginning, on the clock of the hours' own zone."""
        segments, _ = self.segments(mail)
        inner = segments[1:-1]
        self.assertGreater(len(inner), 10)
        for begin, end in inner:
            begin, end = begin.astimezone(zone), end.astimezone(zone)
            self.assertEqual((begin.hour, begin.minute, end.hour), (until_hour, 0, from_hour), (begin, end))
            self.assertIn(begin.weekday(), days)
            self.assertIn(end.weekday(), days)

    def life(self):
        ann, bob, cid = self.people(3)
        self.sim.control("POST", "/mailbox", {"address": ann, "hours": {"days": 31, "from": 540, "until": 1020, "zone": "W. Europe Standard Time"}})
        self.sim.control("POST", "/mailbox", {"address": bob, "hours": {"days": 15, "from": 480, "until": 960, "zone": "Tokyo Standard Time"}})
        self.sim.control("POST", "/mailbox", {"address": cid, "hours": {"days": 0}})
        self.plan([ann, bob, cid])
        self.check(ann, BERLIN, 9, 17, {0, 1, 2, 3, 4})
        self.check(bob, TOKYO, 8, 16, {0, 1, 2, 3})
        segments, told = self.segments(cid)
        self.assertEqual(segments, [])
        self.assertIn(f"“{cid}”: their working hours could not be read", told)
        return ann

    def test_premises(self):
        self.add_profile(self.sim)
        ann = self.life()
        before = self.sim.counters()["operations"]["GetUserAvailability"]
        self.check(ann, BERLIN, 9, 17, {0, 1, 2, 3, 4})
        self.assertEqual(self.sim.counters()["operations"]["GetUserAvailability"], before)
        done = {line["mailbox"]: line["action"] for line in self.run_program("--json", "apply", status=0).lines}
        self.assertEqual(done[ann], "write")
        self.assertEqual(self.sim.mailbox(ann)["state"], "scheduled")

    def test_online(self):
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id",
                         self.sim.client_id, "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca",
                         self.sim.ca, "--secret-stdin", stdin=self.sim.client_secret + "\n", status=0)
        self.life()

    def people(self, n):
        return [person["mail"] for person in self.run_program("--json", "people", status=0).json][3:3 + n]


if __name__ == "__main__":
    unittest.main(verbosity=2)
