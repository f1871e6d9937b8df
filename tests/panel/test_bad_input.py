#!/usr/bin/python3
"""test_bad_input.py - what is wrong with names, dates, the clipboard and the local database is told in the window, and nothing is lost

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import shutil
import sqlite3
import subprocess

from journey import MAIN, NEW_ITEM as NEW, RECURRENCE, WIZARD, Journey, main, wait

INSIDE = "Reply to people inside the organisation"
FOR = "Add names or addresses; ou:… for a unit, (…) for a filter"
PREFLIGHT = "Before Applying"
OUT = "Who Is Out"
NAMES = ('<b>Bold & "Quoted"</b>', "A" + "x" * 10000, "Evil \u202efdp.exe", "Line\r\nBreak", "=cmd|' /C calc'!A0", "\U0001F468\u200D\U0001F469\u200D\U0001F467",
         "Z" + "a\u0301\u0302\u0303" * 300, " \t ", "_Mnemonic %s %n", "{{person.name}}")
# What a page on the clipboard may hold that must never leave here.
HOSTILE = """<script>alert(1)</script><svg onload=alert(2)></svg><style>p{background:url(http://evil.example/)}</style>
<p onclick="alert(3)" style="width:expression(alert(4));behavior:url(x)">Kept <a href="javascript:alert(5)">words</a>
<a href="data:text/html,evil">more</a> <img src="http://evil.example/pixel" onerror=alert(6)><iframe src="http://evil.example"></iframe></p><!-- not closed <p>gone"""


class BadInput(Journey):
    def begin(self):
        self.simulator = self.start_simulator("--people=14")
        self.add_profile(self.simulator, has_directory=True)
        self.people = [p["mail"] for p in json.loads(self.ctl("--json", "people")) if p["mail"] != self.simulator.admin]
        self.store = self.folder / "absentia" / "absentia.db"

    def start_panel(self):
        app = self.start()
        self.find_count("14 people")
        return app

    def plan(self, *people):
        item = {"id": "ours", "type": "vacation", "for": {"people": people}, "when": {"from": "2020-01-01"},
                "reply": {"inside": "<p>{{person.name}} is away.</p>", "outside": "<p>Away.</p>", "audience": "all"}, "own_reply": "replace-restore"}
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [item]}), encoding="utf-8")
        self.ctl("items", "add", str(path))

    def open_new(self, whom):
        app = self.app
        app.focus(MAIN)
        app.keys("ctrl+n")
        app.find(None, NEW)
        app.enter("text", FOR, whom, NEW)
        app.focus(NEW)

    def write(self, text):
        self.reveal("text", INSIDE, NEW)
        node = self.app.find("text", INSIDE, NEW)
        node.call("EditableText", "SetTextContents", "s", text)
        wait(f"{text!r} to stand there", lambda: node.text() == text)
        return node

    def set_name(self, mail, name):
        self.simulator.control("POST", "/person", {"address": mail, "set": {"displayName": name, "department": name[:60], "title": name[:60]}})

    def test_names(self):
        """However somebody is called, the rows, the details, what is written and who is out can be read, and a blank name is the address."""
        self.begin()
        whose = dict(zip(self.people, NAMES))
        for mail, name in whose.items():
            self.set_name(mail, name)
        self.plan(*whose)
        app = self.start_panel()
        app.click("push button", "Refresh", MAIN)
        blank = next(mail for mail, name in whose.items() if not name.strip())
        app.find("label", blank, MAIN)
        app.find("label", "Evil fdp.exe", MAIN)
        self.picture("bad-names")
        app.focus(MAIN)
        app.keys("ctrl+f", *["Down"] * len(NAMES))
        app.find("label", "What Exchange Holds", MAIN)
        app.keys("ctrl+2")
        app.find("list", "Calendar of people and days", MAIN)
        self.picture("bad-names-calendar")
        app.keys("ctrl+Return")
        app.find("label", lambda t: t.endswith(" mailboxes are written to. It takes less than a minute."), PREFLIGHT)
        app.find("label", blank, PREFLIGHT)
        self.picture("bad-names-before")
        app.focus(PREFLIGHT)
        app.keys("Escape")
        app.gone(PREFLIGHT)
        app.focus(MAIN)
        app.keys("ctrl+o")
        app.find("label", "Line Break", OUT)
        self.picture("bad-names-out")
        self.end()

    def test_person_gone(self):
        """Somebody leaves the directory while an absence for them is written."""
        self.begin()
        app = self.start_panel()
        mail = self.people[5]
        self.open_new(mail)
        self.write("Away.")
        self.simulator.control("POST", "/person", {"address": mail, "remove": True})
        app.click("push button", "Refresh", MAIN)
        self.find_count("13 people")
        app.focus(NEW)
        app.keys("ctrl+Return")
        app.find("label", lambda t: t.startswith("Vacation, ") and t.endswith(f": “{mail}”: there is no such person."), PREFLIGHT)
        app.find("label", "Nothing has to be written.", PREFLIGHT)
        self.picture("bad-person-gone")
        self.assertIn(mail, self.ctl("items", "export"))
        self.end()

    def test_end_of_the_years(self):
        """The calendar beside a date far away can be walked in, and what cannot be is refused."""
        self.begin()
        app = self.start_panel()
        self.open_new(self.people[5])
        self.reveal("text", "From: date", NEW)
        for date in ("0000-01-01", "1600-01-01", "10000-01-01", "2031-02-30", "31.31.2031"):
            app.enter("text", "From: date", date, NEW)
            self.tells("Enter a date such as 2026-12-24.", NEW)
        for date in ("9999-12-31", "1900-01-01"):
            app.enter("text", "From: date", date, NEW)
            app.mouse(app.find("push button", "From: pick from a calendar", NEW))
            app.find(None, "Calendar", NEW)
            app.keys("ctrl+Right", "ctrl+Down", "ctrl+Left", "ctrl+Up", "Down", "Up", "Escape")
            app.find("label", "When", NEW)
        self.end()

    def test_never(self):
        """30 February is refused, and no longer told when something else is wrong."""
        self.begin()
        app = self.start_panel()
        self.open_new(self.people[5])
        self.reveal("push button", "Recurrence…", NEW)
        app.click("push button", "Recurrence…", NEW)
        app.find("label", "Recurrence Pattern", RECURRENCE)
        app.focus(RECURRENCE)
        for name, item in (("Repeats", "Yearly"), ("Month", "February"), ("Day of the month", "30")):
            app.choose(name, item, RECURRENCE)
        self.tells("This never happens: no day is in the recurrence.", RECURRENCE)
        app.enter("text", "First day: date", "nonsense", RECURRENCE)
        self.tells("Enter a date such as 2026-12-24.", RECURRENCE)
        wait("only that", lambda: not app.look("label", lambda t: t.startswith("This never happens"), RECURRENCE))
        self.assertFalse(app.look("push button", "OK", RECURRENCE, is_sensitive=True))
        self.end()

    def test_store_gone(self):
        """What was typed stays, and is saved when the file is back."""
        self.begin()
        app = self.start_panel()
        self.open_new(self.people[5])
        node = self.write("Typed with care.")
        self.store.rename(self.folder / "elsewhere.db")
        app.keys("ctrl+s")
        app.find("label", "The local database was taken away while the program was using it.", NEW)
        self.picture("bad-store-gone")
        self.assertEqual(node.text(), "Typed with care.")
        (self.folder / "elsewhere.db").rename(self.store)
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        self.assertIn("Typed with care.", self.ctl("items", "export"))
        self.end()

    def test_store_newer(self):
        """A newer version has been started at the same database."""
        self.begin()
        app = self.start_panel()
        self.open_new(self.people[5])
        node = self.write("Typed with care.")
        with sqlite3.connect(self.store) as database:
            schema = database.execute("PRAGMA user_version").fetchone()[0]
            database.execute("PRAGMA user_version = 999")
        app.keys("ctrl+s")
        app.find("label", "The local database belongs to a newer version of this program.", NEW)
        self.assertEqual(node.text(), "Typed with care.")
        with database:
            database.execute(f"PRAGMA user_version = {schema}")
        database.close()
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        self.end()

    def test_not_connected(self):
        """Nothing is offered that would ask a server of which nobody has told yet."""
        app = self.start()
        app.find("dialog", WIZARD)
        app.focus(WIZARD)
        app.keys("Escape")
        app.gone(WIZARD)
        app.focus(MAIN)
        app.keys("F10")
        for words in ("Import Existing…", "Who Is Out…", "Doctor…", "Templates…", "Holidays…"):
            self.assertFalse(app.find("menu item", words).has("sensitive"), words)
        app.keys("Escape")
        self.end()

    def test_clipboard(self):
        """Of a hostile page only words come in."""
        if shutil.which("xclip") is None:
            self.skipTest("xclip is not installed")
        self.begin()
        app = self.start_panel()
        self.open_new(self.people[5])
        node = self.write("")
        path = self.folder / "page.html"
        path.write_text(HOSTILE, encoding="utf-8")
        subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/html", "-i", str(path)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.tab_to(INSIDE, NEW, most=60)
        app.keys("ctrl+v")
        wait("the words", lambda: "Kept words" in node.text())
        self.picture("bad-clipboard")
        app.keys("ctrl+s")
        app.gone(NEW)
        kept = self.ctl("items", "export").lower()
        for word in ("script", "svg", "onclick", "expression", "behavior", "javascript", "data:", "evil", "iframe", "onerror"):
            self.assertNotIn(word, kept)
        app.focus(MAIN)
        self.end()


if __name__ == "__main__":
    main()
