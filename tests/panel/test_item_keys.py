#!/usr/bin/python3
"""test_item_keys.py - an absence that repeats, with all that belongs to one, by the keyboard alone: from Ctrl+N to applied

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json

from journey import MAIN, NEW_ITEM as NEW, RECURRENCE, Journey, main, wait

BEFORE = "Before Applying"
RUN = "Applying the Plan"
FOR = "Add names or addresses; ou:… for a unit, (…) for a filter"
FORWARD = "Forward messages to the substitute"
ZONE = "W. Europe Standard Time"  # Berlin's


def day(days):
    return datetime.date.today() + datetime.timedelta(days=days)


class ItemKeys(Journey):
    def begin(self):
        self.simulator = self.start_simulator("--people=40")
        self.add_profile(self.simulator)
        people = [p for p in json.loads(self.ctl("--json", "people")) if p["mail"] != self.simulator.admin]
        there = [p for p in people if self.simulator.mailbox(p["mail"])["zone"] == ZONE]
        self.assertGreater(len(there), 1)
        path = self.folder / "templates.yaml"
        path.write_text(json.dumps({"templates": [{"name": "Course", "type": "training", "inside": "<p>Learning until {{absence.end}}, ask {{substitute.name}}.</p>",
                                                   "outside": "<p>Away.</p>", "audience": "all", "status": "approved"}]}), encoding="utf-8")
        self.ctl("templates", "add", str(path))
        app = self.start()
        self.find_count("40 people")
        app.focus(MAIN)
        return there[:2]

    def fill(self, name, text, window):
        """An entry that Tab reaches."""
        self.tab_into(name, window, most=60)
        self.app.keys("ctrl+a")
        self.app.type(text)
        wait(f"{text!r} to stand there", lambda: self.app.find("text", name, window).text() == text)

    def pick(self, name, downs, window):
        """The entry of a combo row that is so far down in its list."""
        self.tab_to(name, window, most=120)
        self.app.keys("space", "Home", *["Down"] * downs, "Return")

    def choose_days(self, *days):
        """Of the week; the one of the first day is chosen already."""
        for name in days:
            button = self.app.find("push button", name, RECURRENCE)
            if not button.has("pressed") and not button.has("checked"):
                self.tab_to(name, RECURRENCE, most=60)
                self.app.keys("space")

    def test_from_nothing(self):
        person, substitute = self.begin()
        app = self.app
        second, last = day(2), day(30)

        # For whom, of what type, with which text.
        app.keys("ctrl+n")
        app.find(None, NEW)
        app.focus(NEW)
        self.tab_into(FOR, NEW)
        app.type(person["name"])
        app.keys("Return")
        app.find("push button", "It reaches 1 person", NEW)
        self.fill("From: date", str(day(0)), NEW)
        self.fill("Until: date", str(day(0)), NEW)

        # Each week, on two days of it, until a date.
        self.tab_to("Recurrence…", NEW, most=60)
        app.keys("Return")
        app.find("label", "Recurrence Pattern", RECURRENCE)
        app.focus(RECURRENCE)
        self.pick("Repeats", 2, RECURRENCE)
        app.find("label", "week", RECURRENCE)
        self.choose_days(day(0).strftime("%A"), second.strftime("%A"))
        self.pick("Ends", 2, RECURRENCE)
        self.fill("Last day: date", str(last), RECURRENCE)
        self.picture("keys-recurrence")
        app.keys("ctrl+Return")
        app.gone(RECURRENCE)
        app.focus(NEW)

        # What it says, who stands in, where messages go, what the calendar shows.
        self.pick("Template", 1, NEW)
        self.fill("Substitute: address", substitute["mail"], NEW)
        self.pick(FORWARD, 1, NEW)
        app.find("label", "And keep a copy", NEW)
        self.tab_to("Calendar and meetings", NEW, most=120)
        app.keys("Return")
        self.tab_to("Entry in the calendar", NEW)
        app.keys("space")
        self.picture("keys-item")

        # Saved and applied.
        app.keys("ctrl+Return")
        app.find("dialog", BEFORE)
        app.find("push button", "Apply Now", BEFORE, is_sensitive=True, timeout=60)
        self.picture("keys-before")
        app.focus(BEFORE)
        app.keys("alt+a")
        app.find("label", "Done", RUN, timeout=60)
        self.picture("keys-run")
        app.focus(RUN)
        app.keys("Escape")
        app.gone(RUN)
        held = self.simulator.mailbox(person["mail"])
        self.assertIn("Learning until ", held["inside"])
        self.assertIn(substitute["name"], held["inside"])
        self.assertEqual(len(held["rules"]), 1)
        entries = self.simulator.control("GET", "/calendar?address=" + person["mail"])["entries"]
        self.assertTrue(entries)
        item, = json.loads(self.ctl("--json", "items", "export"))["items"]
        self.assertEqual(item["for"]["people"], [person["mail"]])
        self.assertEqual((item["reply"]["template"], item["substitute"]), ("Course", substitute["mail"]))
        rule = dict(part.split("=") for part in item["when"]["rrule"].split(";"))
        self.assertEqual((rule["FREQ"], set(rule["BYDAY"].split(","))), ("WEEKLY", {d.strftime("%a").upper()[:2] for d in (day(0), second)}))
        self.assertIn(last.strftime("%Y%m%d"), rule["UNTIL"])
        self.end()


if __name__ == "__main__":
    main()
