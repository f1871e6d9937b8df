#!/usr/bin/python3
"""test_calendar_items.py - the calendar's interaction: blocks of people and days by mouse and by keys

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from drive import run
from journey import MAIN, Journey, main, wait

ROWS = "Calendar of people and days"


class Items(Journey):
    def strips(self):
        return [n for n in self.app.look("image", lambda t: re.match("In$|Away|Unknown", t), MAIN)]

    def told(self):
        """What a screen reader hears of the cursor."""
        texts = [n.description for n in self.app.look("list item", None, MAIN) if n.description]
        return texts[0] if len(texts) == 1 else ""

    def wait_told(self, pattern):
        wait(f"{pattern!r} to be told", lambda: re.search(pattern, self.told()))

    def place(self, node):
        """The same on the screen: X window, and where its left upper corner is."""
        left, top, width, height = node.top().extents()
        xid = self.app.xid(node.top().raw_name)
        window = self.app.geometry(xid)
        x, y, node_width, node_height = node.extents()
        return (xid, x - left + (window["WIDTH"] - width) // 2, y - top + (window["HEIGHT"] - height) // 2, node_width, node_height)

    def drag(self, begin, end, modifier=None):
        """From (strip, share of its width) to another one, with a key held down."""
        spots = []
        for node, share in (begin, end):
            xid, x, y, width, height = self.place(node)
            spots.append((xid, str(x + int(width * share)), str(y + height // 2)))
        if modifier:
            run("xdotool", "keydown", modifier)
        run("xdotool", "mousemove", "--window", *spots[0], "mousedown", "1", "mousemove_relative", "8", "0", "mousemove", "--window", *spots[1],
            "mousemove_relative", "1", "0", "mouseup", "1")
        if modifier:
            run("xdotool", "keyup", modifier)

    def open_calendar(self, *options):
        app = self.start(*options)
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        wait("rows", lambda: len(self.strips()) > 8)
        return app

    def test_blocks(self):
        app = self.open_calendar("--demo")
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
        app.keys("Right", "shift+Right", "shift+Down", "shift+Down")
        app.find("label", "3 people × 2 days", MAIN)
        app.keys("ctrl+Down", "ctrl+Right", "ctrl+space")
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
        app.keys("Home", "Left")
        wait("the week before", lambda: not app.look("label", title, MAIN))
        app.keys("Right")
        app.find("label", title, MAIN)

        # What is selected stays with its people when the list is filtered.
        app.keys("ctrl+Home", "shift+Down")
        app.find("label", "2 people × 1 day", MAIN)
        app.click("push button", "Out Now", MAIN)
        self.find_count("11 of 240 people")
        wait("nothing of those who went to be selected", lambda: not app.look("label", "2 people × 1 day", MAIN))
        self.end()


main()
