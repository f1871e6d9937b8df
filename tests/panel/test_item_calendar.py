#!/usr/bin/python3
"""test_item_calendar.py - what an absence does beside the reply: its entry in the calendar is chosen and made, who is told by mail is chosen

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

from journey import EDIT_ITEM as EDIT, INSIDE, MAIN, NEW_ITEM as NEW, Journey, main

SHOWN = "Entry in the calendar"
SUBJECT = "Subject of the entry (“Out of office” when empty)"


class ItemCalendar(Journey):
    def prepare(self):
        simulator = self.start_simulator("--people=20")
        self.add_profile(simulator)
        return simulator

    def open_calendar(self, window):
        self.app.focus(window)
        self.tab_to("Calendar and meetings", window, most=120)
        self.app.keys("Return")

    def test_chosen_and_made(self):
        simulator = self.prepare()
        app = self.start()
        self.find_count("20 people")
        person = next(p for p in json.loads(self.ctl("--json", "people")) if p["mail"] != simulator.admin)
        app.enter("entry", "Search people", person["name"], MAIN)
        self.find_count("1 of 20 people")
        self.select(person["name"])
        app.focus(MAIN)
        app.keys("ctrl+n")
        app.find(None, NEW)
        text = app.find("text", INSIDE, NEW)
        text.call("EditableText", "SetTextContents", "s", "I am away.")
        self.open_calendar(NEW)
        self.tab_to(SHOWN, NEW)
        self.picture("item-calendar")
        app.keys("space")
        self.reveal("text", SUBJECT, NEW)
        app.enter("text", SUBJECT, "Away at sea", NEW)
        self.picture("item-calendar-chosen")
        app.click("push button", "Save", NEW)
        app.gone(NEW)
        self.assertIn("subject: Away at sea", self.ctl("items", "export"))

        # Opened again, it stands there; applied, it is made.
        app.focus(MAIN)
        app.click("push button", "Edit", MAIN)
        app.find(None, EDIT)
        self.open_calendar(EDIT)
        self.reveal("text", SUBJECT, EDIT)
        self.assertEqual(app.find("text", SUBJECT, EDIT).text(), "Away at sea")
        app.keys("Escape")
        app.gone(EDIT)
        self.ctl("apply")
        entry, = simulator.control("GET", "/calendar?address=" + person["mail"])["entries"]
        self.assertEqual((entry["subject"], entry["shown"]), ("Away at sea", "OOF"))
    def open_new(self, person):
        self.app.enter("entry", "Search people", person["name"], MAIN)
        self.find_count("1 of 20 people")
        self.select(person["name"])
        self.app.focus(MAIN)
        self.app.keys("ctrl+n")
        self.app.find(None, NEW)
        self.app.focus(NEW)

    def test_told(self):
        """Who is to be told can be chosen where a mail server is set, and is greyed where none is."""
        self.prepare()
        app = self.start()
        self.find_count("20 people")
        ann, bob = json.loads(self.ctl("--json", "people"))[3:5]
        self.open_new(ann)
        self.tells("No mail server is set, so nobody is told", NEW)
        app.keys("Escape")
        app.gone(NEW)
        self.ctl("notify", "set", "--server", "mail.corp.example", "--tls", "none", "--user", "", "--from", "absentia@corp.example",
                   "--to", "admin@corp.example")
        self.open_new(ann)
        self.tells("Once, when the absence begins", NEW)
        text = app.find("text", INSIDE, NEW)
        text.call("EditableText", "SetTextContents", "s", "I am away.")
        self.reveal("text", "Substitute: address", NEW)
        app.enter("text", "Substitute: address", bob["mail"], NEW)
        self.tab_to("Tell by mail", NEW, most=80)
        app.keys("Return")
        self.tab_to("The substitute", NEW)
        app.keys("space")
        self.tells("1 person for each mailbox", NEW)
        self.picture("item-tell")
        app.click("push button", "Save", NEW)
        app.gone(NEW)
        self.assertIn("substitute: true", self.ctl("items", "export"))


if __name__ == "__main__":
    main()
