#!/usr/bin/python3
"""test_conflict_decide.py - a conflict is decided for good: by a rule, by one text for both, by somebody who is asked

SPDX-License-Identifier: GPL-3.0-or-later
"""

from days import Days
from journey import INSIDE, MAIN, NEW_ITEM as NEW, main

CONFLICTS = "Conflicts"


class Decide(Days):
    def begin(self):
        app = self.open_calendar()
        self.show_week()
        self.keys("ctrl+2", "alt+Right", "ctrl+Home", "Down", "Home", "Right")
        self.wait_told("Tuesday")
        return app

    def add_two(self):
        """A training on Tuesday, and a vacation from Tuesday to Thursday, which was made later."""
        self.app.keys("Return")
        self.write_absence("I learn.", "Training")
        self.wait_told("Training")
        self.keys("shift+Right", "shift+Right")
        self.app.keys("shift+F10")
        self.app.click("menu item", "Add an Absence…")
        self.write_absence("I rest.")
        self.keys("Escape", "Home", "Right")
        self.wait_told("Vacation.*in conflict.*behind it")

    def open(self):
        self.app.keys("ctrl+shift+k")
        self.app.find(None, CONFLICTS)
        self.app.focus(CONFLICTS)

    def close(self):
        self.app.focus(CONFLICTS)
        self.app.keys("Escape")
        self.app.gone(CONFLICTS)
        self.app.focus(MAIN)

    def test_decided(self):
        app = self.begin()
        self.add_two()
        self.picture("decide-calendar")

        # The rule is asked about, decides at once, says so, and can be forgotten.
        self.open()
        app.find("label", "It was made later.", CONFLICTS)
        self.picture("decide-before")
        app.click("push button", "Remember as Rule…", CONFLICTS)
        app.find("label", lambda t: "goes before every other type" in t)
        app.click("push button", "Remember")
        app.find("label", "By a remembered rule: “Training” goes before every other type.", CONFLICTS)
        app.find("label", "Remembered Rules", CONFLICTS)
        self.picture("decide-rule")
        self.close()
        self.wait_told("Training.*in conflict")
        self.open()
        app.click("push button", "Forget", CONFLICTS)
        app.find("label", "It was made later.", CONFLICTS)

        # One that waits for somebody is listed, until it is decided.
        app.click("push button", "Wait for a Decision", CONFLICTS)
        app.find("label", lambda t: t.startswith("It waits until somebody has decided."), CONFLICTS)
        self.picture("decide-asked")
        app.click("push button", "Approve", CONFLICTS)
        app.find("label", "It goes out.", CONFLICTS)

        # One text that names both is a draft, which somebody looks at before it is kept.
        app.click("push button", "Merge Texts…", CONFLICTS)
        app.find(None, NEW)
        app.focus(NEW)
        self.reveal("text", INSIDE, NEW)
        text = app.find("text", INSIDE, NEW).text()
        for part in ("Vacation", "I rest.", "Training", "I learn."):
            self.assertIn(part, text)
        self.picture("decide-merged")
        app.keys("ctrl+s")
        app.gone(NEW)
        app.find("label", "It has the higher priority.", CONFLICTS)
        self.picture("decide-after")
        self.close()
        self.end()


main()
