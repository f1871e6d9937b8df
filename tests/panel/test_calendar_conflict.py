#!/usr/bin/python3
"""test_calendar_conflict.py - two absences of one person at a time: who wins is told, and changed

SPDX-License-Identifier: GPL-3.0-or-later
"""

from days import Days
from journey import MAIN, main, wait

CONFLICTS = "Conflicts"


class Conflict(Days):
    def test_resolved(self):
        app = self.open_calendar()
        self.show_week()
        self.keys("ctrl+2", "alt+Right", "ctrl+Home", "Down", "Home", "Right")
        self.wait_told("Tuesday")

        # Three days, and of them the middle one once more: the later one wins.
        self.new("shift+Right", "shift+Right")
        self.wait_told("Vacation")
        self.keys("Escape", "Home", "Right", "Right")
        self.wait_told("Wednesday.*Vacation")
        self.new_over()
        self.wait_told("one|1 more absence behind it")
        self.picture("conflict-calendar")

        # What wins and why; the other one is let win.
        app.keys("ctrl+shift+k")
        app.find(None, CONFLICTS)
        app.find("label", "It was made later.", CONFLICTS)
        app.find("label", "It goes out.", CONFLICTS)
        app.find("label", "It waits behind.", CONFLICTS)
        self.picture("conflict")
        app.focus(CONFLICTS)
        app.click("push button", "Let It Win", CONFLICTS)
        app.find("label", "It has the higher priority.", CONFLICTS)
        self.picture("conflict-raised")

        # Then it lies within the other one: nothing of it is left to trim, but the other can be.
        wait("nothing to trim", lambda: not app.look("push button", "Trim", CONFLICTS))
        app.click("push button", "Let It Win", CONFLICTS)
        app.click("push button", "Trim", CONFLICTS)
        app.find("label", "Nothing competes here.", CONFLICTS)
        self.picture("conflict-resolved")
        app.focus(CONFLICTS)
        app.keys("Escape")
        app.gone(CONFLICTS)
        app.focus(MAIN)
        self.wait_told("^(?!.*behind it)")
        app.keys("ctrl+z")
        self.wait_told("behind it")
        self.end()

    def new(self, *keys):
        """For what is selected with these keys, where nothing is yet."""
        self.keys(*keys)
        self.app.keys("Return")
        self.write_absence()

    def new_over(self):
        """For the cursor's cell, where something is already: from the menu."""
        self.app.keys("shift+F10")
        self.app.click("menu item", "Add an Absence…")
        self.write_absence()


main()
