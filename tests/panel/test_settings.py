#!/usr/bin/python3
"""test_settings.py - the settings window: who is told by e-mail, the log, the support package

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

from journey import MAIN, NEW_ITEM, Journey, main, wait

SETTINGS = "Settings"
SUPPORT = "Support Package"
HOURS = "Quiet hours (22:00-06:00; empty: none)"
SAVER = "Save the Support Package"


class Settings(Journey):
    uses_file_chooser = True

    def begin(self):
        sim = self.start_simulator("--people=20")
        self.add_profile(sim)
        app = self.start()
        self.find_count("20 people")
        app.focus(MAIN)
        app.keys("ctrl+comma")
        app.find(None, SETTINGS)
        wait("the settings", lambda: app.look("push button", "Save", SETTINGS, is_sensitive=True))
        return app

    def kept(self):
        return json.loads(self.ctl("--json", "notify"))

    def click_button(self, name, window):
        """Also below what is in sight."""
        top = next(c for c in self.app.refresh(is_thorough=True).children if c.name == window)
        next(n for n in top.below() if n.role == "push button" and n.name == name).call("Action", "DoAction", "i", 0)

    def test_absences(self):
        """What is set on the page is what the command says, and a new absence begins with it."""
        app = self.begin()
        app.focus(SETTINGS)
        app.click(None, "Absences", SETTINGS)
        app.find("label", "What a New Absence Begins With", SETTINGS)
        self.write_hours("22 to 6")
        self.tells("engine.quiet-hours takes times of day such as 22:00-06:00, or none", SETTINGS)
        self.picture("settings-absences-wrong")
        self.write_hours("22:00-06:00")
        wait("the hours to be kept", lambda: self.ctl("settings", "get", "engine.quiet-hours") == "22:00-06:00\n")
        self.picture("settings-absences")
        self.write("Organisation’s name", "Corp & Söhne")
        wait("the name to be kept", lambda: self.ctl("settings", "get", "organisation.name") == "Corp & Söhne\n")
        self.write("Language of dates, such as en or de; empty: this program’s", "klingon")
        self.tells("items.language takes a language such as en or de", SETTINGS)
        outside = "Also to substitutes outside the organisation"
        app.click(None, outside, SETTINGS)
        wait("it to be allowed", lambda: self.ctl("settings", "get", "forward.outside") == "on\n")
        self.picture("settings-forward-outside")
        app.keys("space")  # a second click so soon would be a double one
        wait("it to be forbidden again", lambda: self.ctl("settings", "get", "forward.outside") == "off\n")
        app.choose("If They Have Their Own Reply", "Replace and restore", SETTINGS)
        wait("it to be kept", lambda: self.ctl("settings", "get", "items.own-reply") == "replace-restore\n")
        app.click("push button", "Close", SETTINGS)
        app.gone(SETTINGS)

        def begins():
            app.focus(MAIN)
            app.keys("ctrl+n")
            app.find(None, NEW_ITEM)
            found = any(n.name == "Ours goes out; theirs is put back afterwards." for n in self.below(NEW_ITEM))
            app.focus(NEW_ITEM)
            app.keys("Escape")
            app.gone(NEW_ITEM)
            return found
        wait("a new absence that begins so", begins)
        self.end()

    def test_time(self):
        """The zone of a new absence and the first day of the week, by keys; the calendars of holidays are told."""
        app = self.begin()
        app.focus(SETTINGS)
        app.keys("alt+h")
        self.tells("There is no calendar yet", SETTINGS)
        app.choose("Time Zone of a New Absence", "This computer’s", SETTINGS)
        wait("the zone to be kept", lambda: self.ctl("settings", "get", "items.zone") == "computer\n")
        app.choose("First Day of the Week", "Sunday", SETTINGS)
        wait("the day to be kept", lambda: self.ctl("settings", "get", "calendar.first-day") == "sunday\n")
        (self.folder / "bavaria.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                                                 "DTSTART;VALUE=DATE:20310106\r\nSUMMARY:Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", encoding="utf-8")
        self.ctl("holidays", "import", str(self.folder / "bavaria.ics"))
        self.tells("1 day, until 2031; no absence has it", SETTINGS)
        app.choose("Working Days", "bavaria.ics", SETTINGS)
        wait("the calendar to be kept", lambda: self.ctl("settings", "get", "items.holidays") == "bavaria.ics\n")
        self.picture("settings-time")
        app.focus(SETTINGS)
        app.keys("alt+d")
        app.find("dialog", "Holidays")
        app.focus("Holidays")
        app.keys("Escape")
        app.gone("Holidays")
        self.assertTrue(self.begins_here())
        app.focus(MAIN)
        app.keys("ctrl+comma")
        app.find(None, SETTINGS)
        app.focus(SETTINGS)
        app.keys("alt+h")
        wait("the page", lambda: app.look("combo box", "Time Zone of a New Absence", SETTINGS, is_sensitive=True))
        app.choose("Time Zone of a New Absence", "Each mailbox’s own", SETTINGS)
        wait("the zone to be kept", lambda: self.ctl("settings", "get", "items.zone") == "mailbox\n")
        self.assertFalse(self.begins_here())
        self.end()

    def begins_here(self):
        """Closes the settings; is a new absence in this computer's zone?"""
        app = self.app
        app.focus(SETTINGS)
        app.keys("Escape")
        app.gone(SETTINGS)
        app.focus(MAIN)
        app.keys("ctrl+n")
        app.find(None, NEW_ITEM)
        found = any(n.role == "combo box" and "This computer" in " ".join([n.name, *(m.name for m in n.below())]) for n in self.below(NEW_ITEM))
        self.picture("settings-time-item")
        app.focus(NEW_ITEM)
        app.keys("Escape")
        app.gone(NEW_ITEM)
        return found

    def write_hours(self, hours):
        self.write(HOURS, hours)

    def write(self, row, text):
        """By keys: Return is what applies."""
        app = self.app
        app.focus(SETTINGS)
        self.tab_into(row, SETTINGS, most=60)
        app.keys("ctrl+a")
        app.type(text)
        wait("what was typed", lambda: app.find("text", row, SETTINGS).text() == text)
        app.keys("Return")

    def below(self, window):
        return list(next(c for c in self.app.refresh(is_thorough=True).children if c.name == window).below())

    def test_notifications(self):
        app = self.begin()
        self.picture("settings-empty")
        app.enter("text", "Recipients, apart by commas", "ann@corp.example, bob@corp.example", SETTINGS)
        app.enter("text", "Sender", "nobody", SETTINGS)
        app.enter("text", "Mail server", "localhost", SETTINGS)
        app.enter("text", "Port (empty: the usual one)", "1", SETTINGS)
        app.enter("text", "Log in as (empty: nobody logs in)", "absentia", SETTINGS)
        app.enter("text", "Password", "geheim", SETTINGS)
        self.click_button("Save", SETTINGS)
        self.tells("The sender is not a mail address.", SETTINGS)
        self.assertEqual(self.kept()["server"], "")

        app.enter("text", "Sender", "absentia@corp.example", SETTINGS)
        self.click_button("Save", SETTINGS)
        self.tells("Saved.", SETTINGS)
        kept = self.kept()
        self.assertEqual((kept["server"], kept["port"], kept["tls"], kept["to"], kept["has_password"]),
                         ("localhost", 1, "starttls", "ann@corp.example, bob@corp.example", True))
        app.find("text", "Password (one is kept)", SETTINGS)

        # Nobody listens there: that is said, with what to do.
        self.click_button("Send a Test Message", SETTINGS)
        self.tells("The mail server cannot be reached.", SETTINGS)
        self.picture("settings-failed")
        app.focus(SETTINGS)
        # The first takes the toast away.
        wait("the window to close", lambda: SETTINGS not in app.windows() or app.keys("Escape"))
        self.end()

    def test_log_and_support(self):
        app = self.begin()
        app.keys("alt+l")
        self.tells("How Much the Engine Logs", SETTINGS)
        self.tells("journalctl", SETTINGS)
        self.picture("settings-log")
        app.keys("alt+c")
        app.find("dialog", SUPPORT)
        self.tells("The last 200 writes", SUPPORT)
        self.picture("support")

        # What is told of it is text, whatever the file is called.
        self.click_button("Save…", SUPPORT)
        app.find("push button", "Save", SAVER)
        target = self.folder / "R&D <1>.txt"
        app.focus(SAVER)
        app.keys("ctrl+a")
        app.type(str(target))
        app.keys("Return")
        wait("the file", target.exists)
        app.find("label", lambda t: t.startswith("Saved as ") and target.name in t, SUPPORT)
        app.focus(SUPPORT)
        wait("the window to close", lambda: SUPPORT not in app.windows() or app.keys("Escape"))
        app.gone(SUPPORT)
        self.end()


if __name__ == "__main__":
    main()
