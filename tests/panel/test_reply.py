#!/usr/bin/python3
"""test_reply.py - a reply from nothing to its end: set, seen in the list, edited, undone, switched off

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime

from journey import INSIDE, MAIN, REPLY, Journey, main, wait



def day(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


class Reply(Journey):
    def pills(self):
        return [n.name for n in self.app.look("label", lambda t: t.startswith("Away"), MAIN)]

    def search(self, text):
        self.app.enter("entry", "Search people", text, MAIN)

    def pick_somebody_in(self):
        """Somebody without a reply: the first whose pill says so."""
        app = self.app
        self.search("is:in arjun iyer")
        self.find_count(lambda t: t.startswith("1 of "))
        self.select("Arjun Iyer")
        app.find("label", "No automatic reply goes out.", MAIN)

    def test_demo(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        self.picture("main")
        self.search("arjun iyer")
        self.find_count("1 of 240 people")
        self.select("Arjun Iyer")
        app.find("label", "In", MAIN)

        # Add proposes a schedule; an empty text is refused at its field.
        self.set_reply()
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        app.click("push button", "Save", REPLY)
        app.find("label", "The reply inside the organisation is empty.", REPLY)
        self.picture("reply-empty")
        app.enter("text", INSIDE, "I am away.\nBack soon <at the latest>.", REPLY)
        app.enter("text", "From: date", day(-1), REPLY)
        app.enter("text", "Until: date", "nonsense", REPLY)
        app.find("label", "Enter a date such as 2026-12-24.", REPLY)
        self.picture("reply-bad-date")
        app.enter("text", "Until: date", day(-2), REPLY)
        app.click("push button", "Save", REPLY)
        wait("a refusal at the window", lambda: app.look("label", lambda t: "end" in t.lower() and "." in t, REPLY))
        app.enter("text", "Until: date", day(6), REPLY)
        self.picture("reply-filled")
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)

        # The pill in the list and the pane follow; it really is in the mailbox.
        wait("the pill", lambda: len(self.pills()) == 2)
        app.find("label", "A reply goes out now, as planned.", MAIN)
        app.find("push button", "Undo", MAIN)
        self.picture("saved")
        texts = [n for n in app.look("text", "Reply inside the organisation", MAIN)]
        self.assertEqual([t.text() for t in texts], ["I am away.\nBack soon <at the latest>."])

        # Opened and saved without a change, nothing is written.
        app.click("push button", "Edit", MAIN)
        app.find("label", "Inside the Organisation", REPLY)
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        app.find("label", "Nothing to change: Exchange holds exactly that already.", MAIN)

        # Edited, and undone.
        app.click("push button", "Edit", MAIN)
        app.find("label", "Inside the Organisation", REPLY)
        app.click(None, "On", REPLY)
        wait("the schedule to go", lambda: not app.look("text", "From: date", REPLY))
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        app.find("label", "A reply goes out until somebody switches it off.", MAIN)
        app.click("push button", "Undo", MAIN)
        app.find("label", "A reply goes out now, as planned.", MAIN)

        # Switched off, with the texts kept.
        app.click("push button", "Switch Off", MAIN)
        app.find("push button", "Cancel", "Switch off the reply of Arjun Iyer?")
        self.picture("switch-off")
        app.click("push button", "Switch Off", "Switch off the reply of Arjun Iyer?")
        app.find("label", "No automatic reply goes out.", MAIN)
        wait("the pill to go", lambda: not self.pills())
        self.assertFalse(app.look("push button", "Switch Off", MAIN, is_sensitive=True))
        app.find("text", "Reply inside the organisation", MAIN)
        self.end()

    def test_discard_is_asked(self):
        app = self.start("--demo")
        self.pick_somebody_in()
        app.click("push button", "Edit", MAIN)
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        app.keys("Escape")
        app.gone(REPLY)

        app.click("push button", "Edit", MAIN)
        app.enter("text", INSIDE, "typed", REPLY)
        app.focus(REPLY)
        app.keys("Escape")
        app.find("push button", "Discard", "Discard the Changes?")
        self.picture("discard")
        app.click("push button", "Keep Editing", "Discard the Changes?")
        app.gone("Discard the Changes?")
        self.assertEqual(app.find("text", INSIDE, REPLY).text(), "typed")
        app.keys("Escape")
        app.click("push button", "Discard", "Discard the Changes?")
        app.gone(REPLY)
        self.end()

    def test_add_asks_for_the_person(self):
        app = self.start("--demo")
        self.find_count("240 people")
        self.set_reply()
        app.enter("entry", "Find a person", "zzz", REPLY)
        app.find("label", "Nobody Found", REPLY)
        app.enter("entry", "Find a person", "iyer arjun", REPLY)
        self.picture("add-person")
        app.mouse(app.find("label", "Arjun Iyer", REPLY))
        app.find("label", "Inside the Organisation", REPLY)
        self.end()


if __name__ == "__main__":
    main()
