#!/usr/bin/python3
"""test_calendar_own.py - what the calendar's menu does with a reply that somebody has set up themselves

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from days import Days
from journey import MAIN, main


class Own(Days):
    def menu(self, entry):
        """Opens the menu at the cursor, and gives the names of its entries."""
        self.app.keys("shift+F10")
        self.app.find("menu item", entry)
        return {n.name for n in self.app.look("menu item", is_thorough=True)}

    def test_own(self):
        app = self.open_calendar()
        self.show_week()
        app.enter("entry", "Search people", "anna neumann", MAIN)
        self.find_count("1 of 240 people")
        app.focus(MAIN)
        self.keys("ctrl+2", "ctrl+Home", "Home")
        for _ in range(7):  # today is in it
            if "Own reply" in self.told():
                break
            self.keys("Right")
        self.wait_told("Anna Neumann: Own reply")

        # Protected, and marked so; then not any more.
        names = self.menu("Adopt as an Absence")
        self.assertLessEqual({"Show and Edit the Reply…", "Protect", "Lift the Protection", "Switch Off…"}, names)
        self.picture("own-menu")
        app.click("menu item", "Protect")
        self.wait_told("the mailbox is protected")
        self.picture("own-protected")
        self.menu("Lift the Protection")
        app.click("menu item", "Lift the Protection")
        self.wait_told("^(?!.*the mailbox is protected)")

        # Adopted: an absence with the same text, and nothing is written.
        self.menu("Adopt as an Absence")
        app.click("menu item", "Adopt as an Absence")
        app.find("label", lambda t: "is a planned absence now" in t, MAIN)
        self.wait_told("Other absence.*made here for this person")
        self.picture("own-adopted")
        self.end()

    def test_several(self):
        app = self.open_calendar()
        self.show_week()
        app.enter("entry", "Search people", "is:own", MAIN)
        app.find("label", lambda t: re.match(r"\d+ of 240 people", t), MAIN)
        app.focus(MAIN)
        self.keys("ctrl+2", "ctrl+Home", "Home", "shift+Down", "shift+Down")

        # How many mailboxes each entry is about is said; switched off, and undone.
        names = self.menu("Adopt as an Absence (3 mailboxes)")
        self.assertLessEqual({"Protect (3 mailboxes)", "Switch Off… (3 mailboxes)"}, names)
        self.picture("own-several")
        app.click("menu item", "Switch Off… (3 mailboxes)")
        app.click("push button", "Switch Off", "Switch off 3 replies?")
        app.find("label", "3 replies were switched off, 0 left alone, 0 failed.", MAIN)
        app.click("push button", "Undo", MAIN)
        self.wait_told("Own reply")
        self.end()


main()
