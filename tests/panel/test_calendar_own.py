#!/usr/bin/python3
"""test_calendar_own.py - what the calendar's menu does with a reply that somebody has set up themselves

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from days import Days, today
from journey import MAIN, NEW_ITEM as NEW, main, wait


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

        # Taken back, it is the person's own again at once: nobody has to look into the mailbox for that.
        app.keys("ctrl+z")
        self.wait_told("Anna Neumann: Own reply")
        self.picture("own-again")
        app.keys("ctrl+shift+z")
        self.wait_told("Other absence.*made here for this person")
        self.end()

    def choose_three(self, *options):
        """Those who have a reply of their own: the first three, today."""
        app = self.open_calendar(*options)
        self.show_week()
        app.enter("entry", "Search people", "is:own", MAIN)
        app.find("label", lambda t: re.match(r"\d+ of 240 people", t), MAIN)
        app.focus(MAIN)
        self.keys("ctrl+2", "ctrl+Home", "Home", *["Right"] * today().weekday(), "shift+Down", "shift+Down")
        return app

    def test_several_kept(self):
        """Protected and adopted together; taken back, they are their own again at once."""
        app = self.choose_three()
        self.menu("Protect (3 mailboxes)")
        app.click("menu item", "Protect (3 mailboxes)")
        app.find("label", "3", MAIN)  # of the filter Protected
        self.picture("own-several-protected")
        self.menu("Adopt as an Absence (3 mailboxes)")
        app.click("menu item", "Adopt as an Absence (3 mailboxes)")
        app.find("label", "3 replies are planned absences now. Nothing was written to Exchange.", MAIN)
        self.picture("own-several-adopted")
        wait("no own reply of the three", lambda: app.look("label", "8 of 240 people", MAIN))
        app.keys("ctrl+z")
        wait("their own replies again", lambda: app.look("label", "11 of 240 people", MAIN))
        self.picture("own-several-again")
        self.end()

    def test_template(self):
        """A new absence with the template's text, which gives the replies back afterwards."""
        app = self.choose_three("--demo-plan")

        # A template also says what kind of absence it is for.
        self.menu("Add from a Template (3 mailboxes)")
        app.click("menu item", "Add from a Template (3 mailboxes)")
        app.click("menu item", "Training")
        app.find(None, NEW)
        app.focus(NEW)
        self.tells("It reaches 3 people", NEW)
        top = next(c for c in app.refresh(is_thorough=True).children if c.name == NEW)
        kinds = [n.name for row in top.below() if row.name.startswith("Type") for n in row.below() if n.role == "label"]
        self.assertIn("Training", kinds)
        self.assertNotIn("Vacation", kinds)
        self.picture("new-template-window")
        app.keys("Escape")
        app.gone(NEW)
        app.focus(MAIN)
        self.menu("Replace from a Template (3 mailboxes)")
        app.click("menu item", "Replace from a Template (3 mailboxes)")
        app.find("menu item", "Vacation")
        self.picture("own-template-menu")
        app.click("menu item", "Vacation")
        app.find(None, NEW)
        app.focus(NEW)
        self.picture("own-template-window")
        self.tells("It reaches 3 people", NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        app.focus(MAIN)
        self.keys("Escape", "ctrl+2", "ctrl+Home")
        self.picture("own-template-saved")
        self.end()

    def test_several(self):
        app = self.choose_three()

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
