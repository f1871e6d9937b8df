#!/usr/bin/python3
"""test_calendar.py - the calendar of people and days: what is drawn is told, plans are read, keys and buttons move in time

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import os
import pathlib
import re

from days import Days
from journey import MAIN, REPLY, main, wait


class Calendar(Days):
    def strips(self):
        """What is told of those who can be seen."""
        return [n.name for n in self.app.look("image", lambda t: re.match("In$|Away|Unknown", t), MAIN)]

    def title(self):
        names = [n.name for n in self.app.look("label", lambda t: re.search(r"20\d\d$", t), MAIN)]
        return names[0] if len(names) == 1 else None

    def test_demo_plan(self):
        """The practice range for who comes first has absences of several types, and texts that they share."""
        app = self.open_calendar("--demo-plan")
        wait("the rows", lambda: len(self.strips()) > 8)
        self.picture("calendar-demo-plan")
        app.focus(MAIN)
        app.keys("ctrl+t")
        app.find(None, "Templates")
        for name in ("Training", "Vacation"):
            app.find("label", name, "Templates")
        app.mouse(app.find("label", "Training", "Templates"))
        self.tells("Training, ", "Templates")  # where it is used
        self.end()

    def test_demo(self):
        app = self.open_calendar()
        wait("the rows to tell who is away", lambda: any(t.startswith("Away until") for t in self.strips()))
        self.picture("calendar-month")
        now = datetime.datetime.now()
        month = self.title()
        self.assertTrue(month.endswith(str(now.year)) or now.month in (1, 12), month)

        # In time, by keys and by buttons.
        app.focus(MAIN)
        self.keys("alt+Right")
        wait("the next month", lambda: self.title() not in (None, month))
        self.keys("alt+Left", "alt+Left")
        wait("the month before", lambda: self.title() not in (None, month))
        app.click("push button", "Today", MAIN)
        wait("this month", lambda: self.title() == month)
        for unit in ("Week", "Quarter", "Year"):
            app.click("push button", unit, MAIN)
            wait(f"a {unit.lower()}", lambda: self.title() not in (None, month))
            self.picture(f"calendar-{unit.lower()}")
            month = self.title()
        app.click("push button", "Month", MAIN)

        # The row that is chosen is edited from here, and the filters are at work.
        app.click("push button", "Out Now", MAIN)
        wait("only those out", lambda: self.strips() and all(t.startswith("Away") for t in self.strips()))
        self.find_count("11 of 240 people")
        app.mouse(app.find("label", "Heike Lange", MAIN))
        app.keys("Return")
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        app.keys("Escape")
        app.gone(REPLY)
        app.keys("ctrl+1")
        app.find("list", "People", MAIN)
        self.end()

    def test_plans(self):
        """Who is in now, but has a window ahead, is read when the calendar shows them."""
        simulator = self.start_simulator("--people=30")
        self.add_profile(simulator)
        app = self.start()
        self.find_count("30 people")
        text = pathlib.Path(os.environ["PANEL_RUN"]) / "inside.html"
        text.write_text("<p>Away</p>", encoding="utf-8")
        begin = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(minutes=30)
        first = json.loads(self.ctl("people", "--json"))[0]["mail"]
        self.ctl("set", first, "--state", "scheduled", "--audience", "none", "--inside-file", str(text), "--from", begin.isoformat(), "--until",
                 (begin + datetime.timedelta(days=2)).isoformat())
        app.focus(MAIN)
        app.keys("ctrl+2")
        wait("the plan to be read", lambda: any(t.startswith("Away from") for t in self.strips()))
        self.picture("calendar-planned")
        self.end()


main()
