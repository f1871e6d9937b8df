#!/usr/bin/python3
"""test_holidays.py - calendars of public holidays: imported, looked at, renamed, kept while they are used, removed

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

from journey import MAIN, Journey, main, wait

HOLIDAYS = "Holidays"
CHOOSER = "Choose a Calendar File"
EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART;VALUE=DATE:{0}\r\nSUMMARY:Day\r\nEND:VEVENT\r\n"


def calendar(*days):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n" + "".join(map(EVENT.format, days)) + "END:VCALENDAR\r\n"


class Holidays(Journey):
    uses_file_chooser = True

    def import_file(self, name, text):
        app = self.app
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        app.click("push button", "Import…", HOLIDAYS)
        app.find(None, CHOOSER)
        app.focus(CHOOSER)
        app.type(str(path))
        app.keys("Return")
        app.gone(CHOOSER)

    def test_calendars(self):
        simulator = self.start_simulator("--people=20")
        self.add_profile(simulator)
        app = self.start()
        self.find_count("20 people")
        app.click("push button", "Main menu", MAIN)
        app.mouse(app.find("menu item", "Holidays…"))
        app.find("dialog", HOLIDAYS)
        app.find("label", "No Calendar Yet", HOLIDAYS)
        self.picture("holidays-none")

        # What is wrong with a file is told with its line, and nothing is kept.
        self.import_file("broken.ics", calendar("20310106").replace("VALUE=DATE:2031", "VALUE=DATE:20x1"))
        app.find("label", lambda t: "line " in t, HOLIDAYS)
        self.picture("holidays-broken")
        self.import_file("half.ics", calendar("20310106", "20310501")[:150])
        app.find("label", lambda t: "line " in t, HOLIDAYS)
        self.import_file("bytes.ics", b"\xff\xfe\x00BEGIN")
        app.find("label", "No Calendar Yet", HOLIDAYS)
        self.import_file("large.ics", b"x" * (9 << 20))
        app.find("label", lambda t: "too large" in t, HOLIDAYS)

        self.import_file("bavaria.ics", calendar("20310106", "20310501", "20311003"))
        app.find("label", "3 Days", HOLIDAYS)
        app.find("label", "Mon 6 Jan 2031", HOLIDAYS)
        app.find("push button", "Remove…", HOLIDAYS, is_sensitive=True)
        self.picture("holidays")

        # The same name again is asked about.
        self.import_file("bavaria.ics", calendar("20310106", "20310501"))
        app.click("push button", "Replace", "Replace the Calendar “bavaria.ics”?")
        app.find("label", "2 Days", HOLIDAYS)

        # While an absence has it, it stays; its new name is the absence's, too.
        item = {"id": "part", "type": "part-time", "for": {"people": [simulator.admin]}, "reply": {"inside": "<p>Away.</p>", "audience": "none"},
                "when": {"from": "2031-01-06", "until": "2031-01-06", "rrule": "FREQ=WEEKLY;COUNT=9", "holidays": {"calendar": "bavaria.ics", "how": "skip"}}}
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [item]}), encoding="utf-8")
        self.ctl("items", "add", str(path))
        app.find("label", "Used by; it cannot be removed while it is", HOLIDAYS, timeout=30)
        self.assertFalse(app.look("push button", "Remove…", HOLIDAYS, is_sensitive=True))
        self.picture("holidays-used")
        app.focus(HOLIDAYS)
        app.mouse(app.find("text", "Name", HOLIDAYS))
        app.keys("ctrl+a")
        app.type("Bavaria")
        app.keys("Return")
        wait("the new name", lambda: [c["name"] for c in json.loads(self.ctl("--json", "holidays", "list"))] == ["Bavaria"])
        self.assertIn("Bavaria", self.ctl("items", "show", "part"))
        self.ctl("items", "remove", "part")
        app.find("push button", "Remove…", HOLIDAYS, timeout=30, is_sensitive=True)
        app.click("push button", "Remove…", HOLIDAYS)
        app.click("push button", "Remove", "Remove the Calendar “Bavaria”?")
        app.find("label", "No Calendar Yet", HOLIDAYS)
        app.focus(HOLIDAYS)
        app.keys("Escape")
        app.gone(HOLIDAYS)
        self.end()


main()
