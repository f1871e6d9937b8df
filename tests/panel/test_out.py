#!/usr/bin/python3
"""test_out.py - who is out: now, on a day and in a week; kept as a file

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import os
import pathlib

from drive import NotThere
from journey import MAIN, Journey, main, wait

OUT = "Who Is Out"
SAVER = "Save the List"


class Out(Journey):
    def names(self):
        """Those who can be seen in the list."""
        return {n.name for n in self.app.look("label", None, OUT)}

    def choose(self, unit, is_shown):
        """On a busy machine keys may come before the list has them: then once more."""
        for is_last in (False, False, True):
            self.app.choose("Time that is shown", unit, OUT)
            try:
                wait(f"{unit!r} to be shown", is_shown, 20 if is_last else 4)
                return
            except NotThere:
                if is_last:
                    raise

    def test_demo(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+o")
        app.find("label", "11 people are out.", OUT)
        wait("who, why and when", lambda: {"Heike Lange", "Own reply", "until further notice"} <= self.names())
        self.picture("out-day")

        # In time, by keys: some are back, those with an open end are not, and of the others nobody knows.
        app.focus(OUT)
        for _ in range(14):
            app.keys("alt+Right")
        wait("the others to be back", lambda: "Heike Lange" not in self.names() and "Kevin Clarke" in self.names())
        self.picture("out-later")
        app.keys("alt+Home")
        wait("today again", lambda: "Heike Lange" in self.names())
        self.choose("Now", lambda: not app.look("push button", "Later", OUT, True))
        self.choose("Week", lambda: app.look("label", lambda t: t.startswith("11 people are out. Of 229 more"), OUT))

        # A spreadsheet of it.
        app.focus(OUT)
        app.keys("F10")
        app.find("menu item", "Print…")
        app.click("menu item", "Save as Spreadsheet (CSV)…")
        app.find("push button", "Save", SAVER)
        target = pathlib.Path(os.environ["PANEL_RUN"]) / "out.csv"
        app.focus(SAVER)
        app.keys("ctrl+a")
        app.type(str(target))
        app.keys("Return")
        wait("the file", target.exists)
        app.find("label", lambda t: t.startswith("Saved as ") and "out.csv" in t, OUT)
        with target.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertIn(("Heike Lange", "own", "yes"), [(row["name"], row["type"], row["held"]) for row in rows])
        app.focus(OUT)
        app.keys("Escape", "Escape")  # what was told about the file goes first
        app.gone(OUT)
        self.end()


if __name__ == "__main__":
    main()
