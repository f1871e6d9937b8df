"""days.py - what the journeys through the calendar of people and days have in common: what is told of the cursor, keys in time

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import os
import re
import zoneinfo

from drive import run
from journey import INSIDE, MAIN, NEW_ITEM as NEW, Journey, wait

ROWS = "Calendar of people and days"
HERE = "Europe/London"  # where those of the demo organisation are who stand first: their days begin when this computer's do
IS_MIRRORED = "invert-text-dir" in os.environ.get("GTK_DEBUG", "")


def today():
    return datetime.datetime.now(zoneinfo.ZoneInfo(HERE)).date()


def in_time(key):
    """Time goes on to the right, and to the left where everything is mirrored."""
    if not IS_MIRRORED:
        return key
    return re.sub("Left|Right", lambda side: "Left" if side[0] == "Right" else "Right", key)


def place_in_time(share):
    """What share of the days' width lies left of a moment."""
    return 1 - share if IS_MIRRORED else share


class Days(Journey):
    def environment(self):
        return super().environment() | {"TZ": HERE}

    def told(self):
        """What a screen reader hears of the cursor."""
        texts = [n.description for n in self.app.look("list item", None, MAIN) if n.description]
        return texts[0] if len(texts) == 1 else ""

    def wait_told(self, pattern):
        wait(f"{pattern!r} to be told", lambda: re.search(pattern, self.told()))

    def keys(self, *keys):
        """In the calendar: Right is later, Left is earlier, wherever that is."""
        self.app.keys(*map(in_time, keys))

    def open_calendar(self, *options, people="240 people"):
        app = self.start(*(options or ("--demo",)))
        self.find_count(people)
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        return app

    def show_week(self):
        """Gives what the week is called."""
        self.app.click("push button", "Week", MAIN)
        title = self.app.find("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN).name
        self.app.focus(MAIN)
        return title

    def write_absence(self, text="I am away.", kind=None):
        """Fills in what the window of a new absence cannot know, the reply, and saves."""
        app = self.app
        app.find(None, NEW)
        app.focus(NEW)
        if kind is not None:
            app.choose("Type", kind, NEW)
        self.reveal("text", INSIDE, NEW)
        app.enter("text", INSIDE, text, NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        app.focus(MAIN)

    def strips(self):
        return [n for n in self.app.look("image", lambda t: re.match("In$|Away|Unknown", t), MAIN)]

    def place(self, node):
        """The same on the screen: X window, and where its left upper corner is."""
        left, top, width, height = node.top().extents()
        xid = self.app.xid(node.top().raw_name)
        window = self.app.geometry(xid)
        x, y, node_width, node_height = node.extents()
        return (xid, x - left + (window["WIDTH"] - width) // 2, y - top + (window["HEIGHT"] - height) // 2, node_width, node_height)

    def drag(self, begin, end, *modifiers):
        """From (strip, share of its width) to another one, with keys held down."""
        spots = []
        for node, share in (begin, end):
            xid, x, y, width, height = self.place(node)
            spots.append((xid, str(x + int(width * place_in_time(share))), str(y + height // 2)))
        for key in modifiers:
            run("xdotool", "keydown", key)
        run("xdotool", "mousemove", "--window", *spots[0], "mousedown", "1", "mousemove_relative", "8", "0", "mousemove", "--window", *spots[1],
            "mousemove_relative", "1", "0", "mouseup", "1")
        for key in modifiers:
            run("xdotool", "keyup", key)

    def cell(self, row, day, days=7):
        """The middle of a day of a row that is seen."""
        return (self.strips()[row], (day + 0.5) / days)

    def click(self, place, button="1", clicks=1):
        node, share = place
        xid, x, y, width, height = self.place(node)
        run("xdotool", "mousemove", "--window", xid, str(x + int(width * place_in_time(share))), str(y + height // 2), "click", "--repeat", str(clicks),
            "--delay", "60", button)
