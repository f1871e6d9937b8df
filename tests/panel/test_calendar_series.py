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
from drive import run
from journey import BUILD, EDIT_ITEM as EDIT, MAIN, NEW_ITEM as NEW, RECURRENCE, main, wait

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
                  "when": {"from": str(tuesday), "until": str(tuesday + datetime.timedelta(days=1)), "rrule": "FREQ=WEEKLY;COUNT=6",
                           "zone": "Europe/London"},
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

    def press(self, role, name, window=MAIN):
        """By the real pointer, once it is seen."""
        self.app.mouse(self.app.find(role, name, window))

    def wheel_to(self, role, name, window):
        """Turns the wheel over the middle of a window until it is in sight."""
        node = self.app.find(role, name, window)
        xid = self.app.xid(window)
        place = self.app.geometry(xid)
        run("xdotool", "mousemove", "--window", xid, str(place["WIDTH"] // 2), str(place["HEIGHT"] // 2))

        def is_near():
            left, top, width, height = node.top().extents()
            x, y, node_width, node_height = node.extents()
            if top + height // 4 < y < top + height * 3 // 4:
                return True
            run("xdotool", "click", "5")
            return False
        wait(f"{name!r} to come into sight", is_near, every=0.2)

    def pick(self, name, item, window):
        """An entry of a combo row, opened and chosen by the pointer."""
        combo = self.app.find("combo box", name, window)
        self.app.mouse(combo)

        def entry():
            self.app.refresh()
            return next((n for n in self.app.nodes[combo.path].below() if n.role == "label" and n.name == item and n.popover()), None)
        self.app.mouse(wait(f"{item!r} in the list of {name!r}", entry, 5))

    def week_later(self):
        def title():
            return [n.name for n in self.app.look("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN)]
        before = title()
        self.press("push button", "Later")
        wait("the next week", lambda: title() and title() != before)

    def look_at(self, day, pattern):
        """What a click on that day of the second row makes told."""
        self.click(self.cell(1, day))
        self.wait_told(pattern)

    def test_by_mouse(self):
        """With the pointer alone: drawn, made to repeat, one of the series moved, all of it, taken back."""
        app = self.open_calendar("--demo")
        wait("rows", lambda: len(self.strips()) > 8)
        self.show_week()
        self.week_later()  # what is over cannot be planned

        # Drawn over two days of one person, and added by the menu of the block.
        self.drag(self.cell(1, 1), self.cell(1, 2))
        app.find("label", "1 person × 2 days", MAIN)
        self.click(self.cell(1, 1), "3")
        self.press("menu item", lambda t: t.startswith("Add an Absence"), None)
        app.find(None, NEW)
        app.focus(NEW)
        self.wheel_to("push button", "Recurrence…", NEW)
        self.press("push button", "Recurrence…", NEW)
        app.find("label", "Recurrence Pattern", RECURRENCE)
        app.focus(RECURRENCE)
        self.pick("Repeats", "Daily", RECURRENCE)
        app.find("label", "day", RECURRENCE)
        self.pick("Repeats", "Weekly", RECURRENCE)
        app.find("label", "week", RECURRENCE)
        self.picture("series-weekly")
        self.press("push button", "OK", RECURRENCE)
        app.gone(RECURRENCE)
        self.tells("every Tuesday, for 2 days", NEW)
        self.write_absence("Every week.")
        self.look_at(1, "Tuesday.*Vacation.*part of a series")
        self.picture("series-drawn")
        self.week_later()
        self.look_at(2, "Wednesday.*Vacation.*part of a series")
        self.week_later()
        self.look_at(2, "Wednesday.*Vacation.*part of a series")  # not where the drag begins: that were a double click

        # This one only, to two days later.
        self.drag(self.cell(1, 1), self.cell(1, 3))
        self.press("push button", "This Occurrence", None)
        self.look_at(4, "Friday.*Vacation")
        self.look_at(1, "Tuesday(?!.*Vacation)")
        self.picture("series-one-moved")
        self.week_later()
        self.look_at(2, "Wednesday.*Vacation.*part of a series")

        # All of them, one day later; that one has its own days.
        self.drag(self.cell(1, 1), self.cell(1, 2))
        self.picture("series-question")
        self.press("push button", "The Series", None)
        self.look_at(3, "Thursday.*Vacation.*part of a series")
        self.look_at(1, "Tuesday(?!.*Vacation)")
        self.week_later()
        self.look_at(3, "Thursday.*Vacation.*part of a series")
        self.picture("series-all-moved")

        # Taken back, one after the other.
        app.focus(MAIN)
        app.keys("ctrl+z")
        self.look_at(1, "Tuesday.*Vacation")
        self.press("push button", "Earlier")
        self.press("push button", "Earlier")
        self.look_at(1, "Tuesday(?!.*Vacation)")
        app.keys("ctrl+z")
        self.look_at(1, "Tuesday.*Vacation")
        app.keys("ctrl+z")
        self.look_at(1, "Tuesday(?!.*Vacation)")
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
