#!/usr/bin/python3
"""test_calendar_series.py - a series in the calendar is moved by keys, one of it and all of it; what cannot be planned is told

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import glob
import json
import re
import sqlite3

from days import ROWS, Days
from journey import BUILD, EDIT_ITEM as EDIT, MAIN, main, wait

PROGRAM = str(BUILD / "src" / "absentiactl")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Series(Days):
    def begin(self):
        sim = self.start_simulator("--people=3")
        self.add_profile(sim)
        people = [person["mail"] for person in json.loads(self.ctl("--json", "people"))]
        today = datetime.date.today()
        tuesday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(days=8)
        items = [{"id": "course", "type": "training", "for": {"people": people[:1]},
                  "when": {"from": str(tuesday), "until": str(tuesday + datetime.timedelta(days=1)), "rrule": "FREQ=WEEKLY;COUNT=6"},
                  "reply": {"inside": "<p>away</p>", "audience": "none"}},
                 {"id": "lost", "type": "sick", "for": {"people": people[1:2]},
                  "when": {"from": str(tuesday), "until": str(tuesday + datetime.timedelta(days=1)), "zone": "Europe/Berlin"},
                  "reply": {"inside": "<p>away</p>", "audience": "none"}}]
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": items}), encoding="utf-8")
        self.ctl("items", "add", str(path))

    def lose_zone(self):
        """As if it were from a computer that knows more zones."""
        path, = glob.glob(f"{self.folder}/**/*.db", recursive=True)
        with sqlite3.connect(path) as store:
            n = store.execute("UPDATE document SET body = replace(body, 'Europe/Berlin', 'Mars/Olympus') WHERE name = 'lost'").rowcount
        self.assertEqual(n, 1)

    def test_series(self):
        self.begin()
        self.lose_zone()
        app = self.start()
        self.find_count("3 people")
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        app.click("push button", "Week", MAIN)
        week = app.find("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN).name

        # What nobody can plan is in no row: it is told below them, and opened from there.
        app.find("label", "1 absence is not planned: nobody knows its time zone", MAIN)
        self.picture("series-unplanned")
        app.click("push button", "1 absence is not planned: nobody knows its time zone", MAIN)
        app.find(None, EDIT)
        app.find("label", lambda t: "Mars/Olympus" in t and "time zone" in t, EDIT)
        self.picture("series-lost")
        app.focus(EDIT)
        app.keys("Escape")
        app.gone(EDIT)
        app.focus(MAIN)

        self.keys("ctrl+2", "alt+Right")
        wait("the next week", lambda: not app.look("label", week, MAIN))
        self.keys("ctrl+Home", "Home", "Right")
        for _ in range(3):
            if "Training" in self.told():
                break
            self.keys("Down")
        self.wait_told("Tuesday.*Training.*part of a series")

        # By the letters of the menu's entries: one day later, this one only.
        self.move("This Occurrence")
        self.wait_told("Tuesday(?!.*Training)")
        self.keys("Right")
        self.wait_told("Wednesday.*Training")
        self.picture("series-one")
        self.keys(*["Right"] * 6)
        self.wait_told("Tuesday.*Training")
        self.end()

    def move(self, answer):
        app = self.app
        app.keys("shift+F10")
        app.find("menu item", "Move")
        app.keys("m")
        app.find("menu item", "One Day Later")
        app.keys("l")
        self.picture("series-asked")
        app.click("push button", answer)
        app.focus(MAIN)


main()
