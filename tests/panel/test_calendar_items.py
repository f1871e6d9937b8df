#!/usr/bin/python3
"""test_calendar_items.py - the calendar's interaction: blocks of people and days by mouse and by keys

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from drive import run
from days import Days
from journey import EDIT_ITEM as EDIT, MAIN, NEW_ITEM as NEW, main, wait

WEST = 8  # the row of somebody where it is not later than here
FOR = "Add names or addresses; ou:… for a unit, (…) for a filter"


class Items(Days):
    def open_rows(self, *options):
        app = self.open_calendar(*options)
        wait("rows", lambda: len(self.strips()) > 8)
        return app

    def test_blocks(self):
        app = self.open_rows("--demo")
        app.click("push button", "Week", MAIN)
        app.find("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN)
        rows = self.strips()

        # By the mouse: the middle of the second day to that of the fifth, three people.
        self.drag((rows[1], 1.5 / 7), (rows[3], 4.5 / 7))
        app.find("label", "3 people × 4 days", MAIN)
        self.wait_told("3 people × 4 days selected$")
        self.picture("calendar-block")
        self.drag((rows[5], 0.5 / 7), (rows[6], 0.6 / 7), "ctrl")
        app.find("label", "5 people, 14 days in all", MAIN)
        self.picture("calendar-blocks")
        app.keys("Escape")
        wait("one cell", lambda: "selected" not in self.told())

        # By keys alone.
        app.keys("ctrl+Home", "Home")
        first = wait("the first cell", self.told)
        self.keys("Right", "shift+Right", "shift+Down", "shift+Down")
        app.find("label", "3 people × 2 days", MAIN)
        self.keys("ctrl+Down", "ctrl+Right", "ctrl+space")
        app.find("label", "4 people, 7 days in all", MAIN)
        app.keys("Escape", "ctrl+Home", "Home")
        wait("the first cell again", lambda: self.told() == first)
        app.keys("ctrl+a")
        app.find("label", "240 people × 7 days", MAIN)
        app.keys("Escape", "ctrl+End")
        wait("the last person", lambda: self.told() and self.told().split(",")[0] != first.split(",")[0])
        last = self.told().split(",")[0]
        app.find("label", last, MAIN)

        # Over the edge of what is shown: other days.
        title = next(n.name for n in app.look("label", lambda t: re.search(r"20\d\d$", t), MAIN))
        self.keys("Home", "Left")
        wait("the week before", lambda: not app.look("label", title, MAIN))
        self.keys("Right")
        app.find("label", title, MAIN)

        # What is selected stays with its people when the list is filtered.
        app.keys("ctrl+Home", "shift+Down")
        app.find("label", "2 people × 1 day", MAIN)
        app.click("push button", "Out Now", MAIN)
        self.find_count("11 of 240 people")
        wait("nothing of those who went to be selected", lambda: not app.look("label", "2 people × 1 day", MAIN))
        self.end()

    def test_filter(self):
        """An absence for whoever a filter means is drawn for them: the directory is asked."""
        app = self.open_rows("--demo")
        app.click("push button", "Week", MAIN)
        app.focus(MAIN)
        week = app.find("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN).name
        self.keys("alt+Right")  # what is over cannot be planned
        wait("the next week", lambda: not app.look("label", week, MAIN))
        self.keys("ctrl+Home", "Home", "Right", "shift+Right")
        app.find("label", "1 person × 2 days", MAIN)
        app.keys("Return")
        app.find(None, NEW)
        app.focus(NEW)
        app.enter("text", FOR, "(department=*)", NEW)
        self.write_absence()
        app.focus(MAIN)
        self.keys("Escape", "ctrl+Home", "Down", "Down", "Home", "Right")
        self.wait_told("Vacation.*made here by a rule")
        self.picture("calendar-filter")
        self.end()

    def test_absences(self):
        """Created from a block, moved, made longer, copied to somebody else, given to more people, undone."""
        app = self.open_rows("--demo")
        app.click("push button", "Week", MAIN)
        app.find("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN)
        app.focus(MAIN)
        week = app.look("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN)[0].name
        self.keys("alt+Right")  # what is over cannot be planned
        wait("the next week", lambda: not app.look("label", week, MAIN))
        self.drag(self.cell(1, 1), self.cell(1, 2))
        app.find("label", "1 person × 2 days", MAIN)
        app.keys("Return")
        self.write_absence()
        app.focus(MAIN)
        self.keys("Escape", "ctrl+Home", "Down", "Home", "Right")
        self.wait_told("Vacation")
        self.picture("calendar-created")

        # Moved by two days, then its end by one, and its begin.
        self.drag(self.cell(1, 1), self.cell(1, 3))
        wait("the second day to be free", lambda: "Vacation" not in self.told())
        self.keys("Right", "Right")
        self.wait_told("Vacation")
        node = self.strips()[1]
        self.drag((node, 5 / 7 - 0.005), (node, 6 / 7))
        self.keys("Right", "Right")
        self.wait_told("Vacation")
        self.picture("calendar-longer")
        app.keys("ctrl+z")
        wait("the end to be as it was", lambda: "Vacation" not in self.told())
        app.keys("ctrl+shift+z")
        self.wait_told("Vacation")

        # A copy for the person below, and the same one for two more.
        self.drag(self.cell(1, 3), self.cell(2, 3), "ctrl")
        app.keys("ctrl+Home", "Down", "Down")
        self.wait_told("Vacation")
        self.drag(self.cell(1, 3), self.cell(WEST, 3), "ctrl", "shift")
        app.keys(*["Down"] * (WEST - 2))
        self.wait_told("Vacation")
        self.picture("calendar-copied")

        # Escape gives up what is dragged.
        xid, x, y, width, height = self.place(self.strips()[WEST])
        run("xdotool", "mousemove", "--window", xid, str(x + width // 2), str(y + height // 2), "mousedown", "1", "mousemove_relative", "--", "-150", "0")
        app.find("label", lambda t: t.startswith("Move: "), MAIN)
        self.picture("calendar-dragged")
        run("xdotool", "key", "Escape")  # not by keys (), which lets go of the button for it
        run("xdotool", "mouseup", "1")
        wait("nothing to be dragged", lambda: not app.look("label", lambda t: t.startswith("Move: "), MAIN))
        self.keys("ctrl+Home", *["Down"] * WEST, "Home", "Right", "Right")
        wait("the third day to be free still", lambda: "Wednesday" in self.told() and "Vacation" not in self.told())

        # By keys alone: the menu.
        self.keys("ctrl+Home", "Down", "Down", "Home", "Right", "Right", "Right")
        self.wait_told("Vacation")
        app.keys("shift+F10")
        app.find("menu item", "Add an Absence…")
        self.picture("calendar-menu")
        app.keys("Escape")
        wait("the keys to be back", lambda: any("Vacation" in text for text in self.focused(MAIN)))
        app.keys("Return")
        app.find(None, EDIT)
        app.focus(EDIT)
        app.keys("Escape")
        app.gone(EDIT)
        self.end()


main()
