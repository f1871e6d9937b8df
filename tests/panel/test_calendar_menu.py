#!/usr/bin/python3
"""test_calendar_menu.py - what the calendar's menu does with an absence, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime

from days import Days
from journey import MAIN, NEW_ITEM, main, wait

UNTIL = "Until When?"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Menu(Days):
    def wait_day(self, day, is_away):
        wait(f"{DAYS[day]}, away: {is_away}", lambda: DAYS[day] in self.told() and ("Vacation" in self.told()) == is_away)

    def go(self, day, is_away=True):
        self.keys("Escape", "ctrl+Home", "Down", "Home", *["Right"] * day)
        self.wait_day(day, is_away)

    def back(self):
        wait("the keys to be back", lambda: any(day in text for text in self.focused(MAIN) for day in DAYS))

    def choose(self, entry, key, told=None):
        """told: what is said for some seconds when it is done."""
        self.app.keys("shift+F10")
        self.app.find("menu item", entry)
        self.app.keys(key)
        if told is not None:
            self.app.find("label", told, MAIN)
        self.back()

    def offers(self):
        self.app.keys("shift+F10")
        wait("the menu", lambda: not any(day in text for text in self.focused(MAIN) for day in DAYS))
        self.app.find("menu item", "Remove…")
        names = {n.name for n in self.app.look("menu item", is_thorough=True)}
        self.picture("calendar-deeds")
        self.app.keys("Escape")
        self.back()
        return names

    def test_deeds(self):
        app = self.open_calendar()
        week = self.show_week()
        self.keys("ctrl+2", "alt+Right")  # what is over cannot be planned
        wait("the next week", lambda: not app.look("label", week, MAIN))
        self.go(1, is_away=False)
        self.keys("shift+Right", "shift+Right", "Return")
        self.write_absence()

        # At its begin there is nothing to split, and what has not begun cannot end now.
        self.go(1)
        offers = self.offers()
        self.assertIn("Duplicate", offers)
        self.assertFalse(offers & {"Split Here", "End Now", "Make This Occurrence an Exception"}, offers)

        # Split before its second day, and what begins there once more: two days, not three.
        self.go(2)
        self.choose("Split Here", "h", told="Split: done")
        self.go(2)
        self.wait_told("Vacation, Wed")
        self.choose("Duplicate", "u")
        self.go(4)
        self.go(5)
        self.go(6, is_away=False)
        app.keys("ctrl+z")
        self.go(5, is_away=False)
        self.go(2)
        wait("the second half to begin there", lambda: "Split Here" not in self.offers())
        app.keys("ctrl+z")  # one again
        wait("it to be one again", lambda: "Split Here" in self.offers())

        # Until another day, which is asked.
        self.go(3)
        app.keys("shift+F10")
        app.find("menu item", "Change Length")
        app.keys("l")
        app.find("menu item", "Until…")
        app.keys("u")
        app.find(None, UNTIL)
        app.find("label", "The last day of the absence, for 1 mailbox.", UNTIL)
        self.picture("calendar-until")
        date = app.find("text", lambda t: t.startswith("Last day"), UNTIL)
        last = datetime.date.fromisoformat(date.text()) + datetime.timedelta(days=2)
        app.enter("text", date.name, last.isoformat(), UNTIL)
        app.click("push button", "Apply", UNTIL)
        app.gone(UNTIL)
        app.focus(MAIN)
        self.go(5)
        self.go(6, is_away=False)
        self.end()

    def test_calendar_only(self):
        """Somebody is out without a reply: nothing has to be written, and nothing goes out."""
        app = self.open_calendar()
        week = self.show_week()
        self.keys("ctrl+2", "alt+Right")
        wait("the next week", lambda: not app.look("label", week, MAIN))
        self.go(1, is_away=False)
        app.keys("shift+F10")
        app.click("menu item", "Mark as Out in the Calendar Only…")
        app.find(None, NEW_ITEM)
        app.focus(NEW_ITEM)
        app.keys("ctrl+s")
        app.gone(NEW_ITEM)
        app.focus(MAIN)
        self.go(1)
        self.wait_told("in the calendar only")
        self.picture("calendar-only")
        app.keys("ctrl+z")
        self.go(1, is_away=False)
        self.end()


main()
