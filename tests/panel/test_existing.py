#!/usr/bin/python3
"""test_existing.py - replies that people have set up themselves: read, grouped, adopted, protected, switched off, undone

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

from journey import MAIN, Journey, main, wait

EXISTING = "Existing Replies"
QUESTION = "Switch off 2 replies?"


class Existing(Journey):
    def hold(self, address, state, inside):
        self.sim.control("POST", "/mailbox", {"address": address, "state": state, "inside": inside, "outside": "", "audience": "none"})

    def label(self, begin):
        self.app.find("label", lambda t: t.startswith(begin), EXISTING)

    def test_take_over(self):
        self.sim = self.start_simulator("--people=20")
        self.add_profile(self.sim)
        people = [p for p in json.loads(self.ctl("--json", "people")) if p["mail"] != self.sim.admin]
        for person in people[:4]:
            self.hold(person["mail"], "on", "<p>Closed for the summer.</p>")
        for person in people[4:6]:
            self.hold(person["mail"], "on", f"<p>{person['name']} is back on <b>3 May 2020</b>.</p>")
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox=people[10]["mail"], operation="GetUserOofSettings")
        before = self.sim.counters()["mailboxes_written"]

        app = self.start()
        self.find_count("20 people")
        app.focus(MAIN)
        app.keys("ctrl+i")
        self.label("19 mailboxes were read.")
        self.label("4 people, the same text")
        self.label("2 people, the same but for names and dates")
        self.label("Mailboxes That Could Not Be Read")
        self.picture("existing")

        # The largest group is selected: nothing is written when it is adopted.
        app.click("push button", "Adopt", EXISTING)
        self.label("4 replies are planned absences now. Nothing was written")
        wait("the mark", lambda: len(app.look("label", "Put there by an absence", EXISTING)) == 4)
        self.assertEqual(self.sim.counters()["mailboxes_written"], before)
        self.picture("existing-adopted")

        # What is out of date is switched off, and put back.
        app.choose("Replies that are shown", "Out of date", EXISTING)
        wait("only those", lambda: not app.look("label", "4 people, the same text", EXISTING))
        app.click("push button", "Switch Off Stale…", EXISTING)
        app.click("push button", "Switch Off")
        wait("both to be off", lambda: [self.sim.mailbox(p["mail"])["state"] for p in people[4:6]] == ["off", "off"])
        self.label("2 replies were switched off")
        app.click("push button", "Undo", EXISTING)
        wait("both to be on", lambda: [self.sim.mailbox(p["mail"])["state"] for p in people[4:6]] == ["on", "on"])
        self.label("2 people, the same but for names and dates")
        app.click("push button", "Protect", EXISTING)
        rows = lambda: {line["mailbox"]: line for line in map(json.loads, self.ctl(
            "--json", "replies", "list", "--no-protect", *(p["mail"] for p in people[:6])).splitlines())}
        wait("it to be kept", lambda: [rows()[p["mail"]]["protection"] for p in people[4:6]] == ["chosen", "chosen"])
        self.assertEqual(len({rows()[p["mail"]]["item"] for p in people[:4]}), 1)
        self.assertIsNotNone(rows()[people[0]["mail"]]["item"])
        app.keys("Escape")
        self.end()

    def test_demo(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+i")
        self.label("240 mailboxes were read.")
        self.picture("existing-demo")
        app.keys("Escape")
        wait("the window to close", lambda: not app.look("frame", EXISTING))
        self.end()


if __name__ == "__main__":
    main()
