#!/usr/bin/python3
"""test_preview.py - what an absence would be before it is saved: whom it reaches, what they answer, what would be written

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from journey import INSIDE, MAIN, NEW_ITEM as NEW, Journey, main, wait

PREVIEW = "Preview"
DRY = "Dry Run"
NAME = "Save as Template"
MISSING = "Something Is Missing"
FOR = "Add names or addresses; ou:… for a unit, (…) for a filter"


class Preview(Journey):
    def open_for(self, *names):
        """A new absence for these."""
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+n")
        app.find(None, NEW)
        app.focus(NEW)
        for name in names:
            self.tab_into(FOR, NEW)
            app.type(name)
            app.keys("Return")
        app.find("push button", lambda t: t.startswith("It reaches "), NEW)
        return app

    def test_preview(self):
        app = self.open_for("(department=Sales)", "nobody@nowhere.example")
        wait("one to be left out", lambda: app.look("push button", lambda t: t.endswith(", 1 left out"), NEW))
        n = app.look("push button", lambda t: t.startswith("It reaches "), NEW)[0].name.split()[2]
        self.assertGreater(int(n), 1)
        app.click("push button", lambda t: t.startswith("It reaches "), NEW)
        app.find("dialog", PREVIEW)
        app.find(None, f"People ({n})", PREVIEW)
        self.picture("preview-people")
        app.click(None, "Left Out (1)", PREVIEW)
        app.find("label", lambda t: "nobody@nowhere.example" in t and "no such person" in t, PREVIEW)
        self.picture("preview-left-out")
        app.focus(PREVIEW)
        app.keys("Escape")
        app.gone(PREVIEW)

        # Three of them, both sides; what nobody can fill in is listed.
        app.focus(NEW)
        self.reveal("text", INSIDE, NEW)
        app.find("text", INSIDE, NEW).call("EditableText", "SetTextContents", "s", "{{person.name}} is away, call {{manager.fax}}.")
        app.click("push button", "Preview…", NEW)
        app.find("dialog", PREVIEW)
        app.find("text", lambda t: t.startswith("To people inside"), PREVIEW)
        wait("a name in the text", lambda: "is away, call" in app.find("text", lambda t: t.startswith("To people inside"), PREVIEW).text())
        wait("the other side", lambda: "is away, call" in app.find("text", lambda t: t.startswith("To people outside"), PREVIEW).text())
        wait("the other side", lambda: "is away, call" in app.find("text", lambda t: t.startswith("To people outside"), PREVIEW).text())
        app.find("label", "Nobody knows what to fill in for: manager.fax.", PREVIEW)
        app.find(None, f"Gaps ({n})", PREVIEW)
        self.picture("preview-texts")
        app.focus(PREVIEW)
        app.keys("Escape")
        app.gone(PREVIEW)

        # What would be written, without saving.
        app.click("push button", "Dry Run…", NEW)
        app.find("dialog", DRY)
        app.find("push button", lambda t: re.match("Refuse: [1-9]", t), DRY)
        app.find("push button", f"All: {n}", DRY)
        self.assertFalse(app.look("push button", "Apply Now", DRY))
        self.picture("preview-dry-run")
        app.focus(DRY)
        app.keys("Escape")
        app.gone(DRY)

        # As a template, under a name that is free.
        app.click("push button", "Save as Template…", NEW)
        app.find(None, NAME)
        app.focus(NAME)
        app.type("Sales")
        self.picture("preview-template")
        app.keys("Return")
        app.gone(NAME)
        app.find("label", "The template “Sales” is saved.", NEW)
        app.click("push button", "Save as Template…", NEW)
        app.find(None, NAME)
        app.focus(NAME)
        app.type("Sales")
        app.find("label", lambda t: "choose another one" in t, NAME)
        app.keys("Return", "Escape")
        app.gone(NAME)
        app.click("push button", "Cancel", NEW)
        app.click("push button", "Discard", "Discard the Changes?")
        app.gone(NEW)
        self.end()

    def test_gaps(self):
        """What cannot be filled in is told before the absence is saved; somebody goes back, or saves it anyway."""
        app = self.open_for("(department=Sales)")
        self.reveal("text", INSIDE, NEW)
        inside = app.find("text", INSIDE, NEW)
        inside.call("EditableText", "SetTextContents", "s", "{{person.name}} is away, call {{manager.fax}}.")
        app.focus(NEW)
        app.keys("ctrl+s")
        app.find(None, MISSING)
        app.find("label", lambda t: t.endswith(": manager.fax"), MISSING)
        self.picture("item-gaps")
        app.focus(MISSING)
        app.keys("Escape")
        app.gone(MISSING)
        self.assertIn("is away, call", inside.text())
        app.focus(NEW)
        app.keys("ctrl+s")
        app.find(None, MISSING)
        app.click("push button", "Save Anyway", MISSING)
        app.gone(NEW)

        # A rule for what is not known: nothing to ask.
        app.focus(MAIN)
        app.keys("ctrl+n")
        app.find(None, NEW)
        app.focus(NEW)
        self.tab_into(FOR, NEW)
        app.type("(department=Sales)")
        app.keys("Return")
        self.reveal("text", INSIDE, NEW)
        app.find("text", INSIDE, NEW).call("EditableText", "SetTextContents", "s", "Call {{manager.fax|the switchboard}}.")
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        self.assertEqual(app.look(None, MISSING), [])
        self.end()


main()
