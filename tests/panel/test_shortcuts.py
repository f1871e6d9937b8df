#!/usr/bin/python3
"""test_shortcuts.py - every line of the window that shows the keys: what stands there is pressed, and does what it says

The keys are read off the window itself. A line that nobody has written a test for fails, and so does a test whose line is gone.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import re

from caps import read_lines
from days import ROWS, Days
from journey import EDIT_ITEM as EDIT, INSIDE, MAIN, NEW_ITEM as NEW, REPLY, TEMPLATES, WIZARD, main, wait

KEYS = "Keyboard shortcuts"
N_PEOPLE = 30


class Shortcuts(Days):
    maxDiff = None

    def begin(self):
        """Somebody with an absence, with a reply of their own, with one that was changed since, and with two that compete."""
        self.simulator = self.start_simulator(f"--people={N_PEOPLE}")
        self.add_profile(self.simulator, has_directory=True)
        self.people = [person for person in json.loads(self.ctl("--json", "people")) if person["mail"] != self.simulator.admin]
        mails = [person["mail"] for person in self.people]
        today = datetime.date.today()
        usual = {"type": "vacation", "when": {"from": str(today - datetime.timedelta(days=1)), "until": str(today + datetime.timedelta(days=9))},
                 "own_reply": "replace-restore", "reply": {"inside": "<p>I am away.</p>", "audience": "none"}}
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [usual | {"id": "planned", "for": {"people": mails[:1]}}, usual | {"id": "drifts", "for": {"people": mails[3:4]}}]}), encoding="utf-8")
        self.ctl("items", "add", str(path))
        self.ctl("apply")
        self.hold(mails[3], "<p>Somebody wrote this.</p>")
        self.ctl("apply")  # which notices that
        path.write_text(json.dumps({"items": [usual | {"id": name, "for": {"people": mails[4:5]}} for name in ("one", "two")]}), encoding="utf-8")
        self.ctl("items", "add", str(path))
        self.hold(mails[1], "<p>Back soon.</p>")
        self.hold(mails[2], "<p>I am back on 3 May 2020.</p>")
        self.ctl("replies", "protect", mails[1])
        app = self.start()
        self.find_count(f"{N_PEOPLE} people")
        app.focus(MAIN)

    def hold(self, address, inside):
        self.simulator.control("POST", "/mailbox", {"address": address, "state": "on", "inside": inside, "outside": "", "audience": "none"})

    def read_window(self):
        app = self.app
        app.keys("ctrl+question")
        app.find("label", "New out of office item", KEYS)
        top = next(c for c in app.refresh(is_thorough=True).children if c.name == KEYS)
        self.picture("shortcuts")
        labels = [n.name for n in top.below() if n.role == "label"]
        lines = read_lines(labels)
        app.focus(KEYS)
        app.keys("Escape")
        app.gone(KEYS)
        return lines

    # What each line must do; keys: as the line shows them.

    def choose(self, number):
        """Somebody in the list, by keys."""
        app = self.app
        app.focus(MAIN)
        app.keys("ctrl+1", "ctrl+f", "ctrl+a")
        app.type(self.people[number]["mail"])
        self.find_count(f"1 of {N_PEOPLE} people")
        app.keys("Down")
        app.find("label", "What Exchange Holds", MAIN)

    def show_everybody(self):
        self.app.focus(MAIN)
        self.app.keys("ctrl+f", "Escape")
        self.find_count(f"{N_PEOPLE} people")

    def opens(self, keys, window):
        """Each of them a window, which Escape closes."""
        for key in keys:
            self.app.focus(MAIN)
            self.app.keys(key)
            self.app.find(None, window)
            self.app.focus(window)
            self.app.keys("Escape")
            self.app.gone(window)
        self.app.focus(MAIN)

    def test_lines(self):
        self.begin()
        lines = self.read_window()
        tests = {title: getattr(self, name) for title, name in LINES.items()}
        self.assertEqual(sorted(lines), sorted(tests), "each line of the window has a test")
        for title, test in tests.items():
            with self.subTest(title):
                self.assertTrue(lines[title], "there are keys")
                test(lines[title])

    def add(self, keys):
        self.opens(keys, NEW)

    def set_one(self, keys):
        self.choose(5)
        self.opens(keys, REPLY)

    def apply(self, keys):
        self.opens(keys, "Before Applying")

    def templates(self, keys):
        self.opens(keys, TEMPLATES)

    def edit(self, keys):
        self.choose(0)
        self.opens(keys, EDIT)
        self.choose(1)
        for key in keys:
            self.app.keys("ctrl+f", "Down")
            self.opens([key], REPLY)

    def switch_off(self, keys):
        self.choose(1)
        for key in keys:
            self.app.keys("ctrl+f", "Down")
            self.opens([key], f"Switch off the reply of {self.people[1]['name']}?")

    def save_reply(self, keys):
        for key in keys:
            self.choose(6)
            self.app.keys("ctrl+shift+n")
            self.app.find("text", INSIDE, REPLY)
            self.app.focus(REPLY)
            self.tab_to(INSIDE, REPLY)
            self.app.type("Back on Monday.")
            self.app.keys(key)
            self.app.gone(REPLY)
            wait("it to be written", lambda: "Back on Monday." in self.simulator.mailbox(self.people[6]["mail"])["inside"])

    def search(self, keys):
        for key in keys:
            self.show_everybody()
            self.app.keys("Tab", "Tab", key)
            self.app.type(self.people[7]["mail"])
            self.find_count(f"1 of {N_PEOPLE} people")
        self.show_everybody()

    def out(self, keys):
        self.opens(keys, "Who Is Out")

    def journal(self, keys):
        self.opens(keys, "Journal")

    def existing(self, keys):
        app = self.app
        for key in keys:
            app.focus(MAIN)
            app.keys(key)
            app.find("label", lambda t: "mailboxes were read." in t, "Existing Replies")
            app.focus("Existing Replies")
            app.keys("Escape")
            app.gone("Existing Replies")

    def doctor(self, keys):
        self.choose(1)
        self.opens(keys, "Doctor")

    def settings(self, keys):
        self.opens(keys, "Settings")

    def refresh(self, keys):
        for key in keys:
            before = self.simulator.counters()["requests"]
            self.app.focus(MAIN)
            self.app.keys(key)
            wait("the server to be asked", lambda: self.simulator.counters()["requests"] > before)

    def toggles(self, keys, is_there):
        was = bool(is_there())
        for key in keys:
            for wanted in (not was, was):
                self.app.focus(MAIN)
                self.app.keys(key)
                wait(f"it to be {'shown' if wanted else 'hidden'}", lambda: bool(is_there()) == wanted)

    def sidebar(self, keys):
        self.toggles(keys, lambda: self.app.look("text", "Find a department, unit, group or kind", MAIN))

    def details(self, keys):
        self.choose(0)
        self.toggles(keys, lambda: self.app.look("label", "What Exchange Holds", MAIN))

    def view_list(self, keys):
        self.show_everybody()
        for key in keys:
            self.app.keys("ctrl+2")
            self.app.find("list", ROWS, MAIN)
            self.app.keys(key)
            wait("the list", lambda: not self.app.look("list", ROWS, MAIN))

    def view_calendar(self, keys):
        for key in keys:
            self.app.keys("ctrl+1", key)
            self.app.find("list", ROWS, MAIN)

    def go_to_calendar(self):
        """The second day of next week, in the row of somebody who has nothing."""
        self.show_everybody()
        self.app.keys("ctrl+2")
        self.app.find("list", ROWS, MAIN)
        if not self.app.look("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN):
            self.show_week()
        self.app.focus(MAIN)
        self.app.keys("ctrl+2", "Escape")
        self.keys("alt+Home", "alt+Right", "ctrl+Home", "Home", "Right")
        self.wait_told("Tuesday")

    def title(self):
        return [n.name for n in self.app.look("label", lambda t: re.match(r"\d+ \w+ – .* 20\d\d$", t), MAIN)]

    def travel(self, keys):
        self.go_to_calendar()
        earlier, later, today = keys
        seen = [self.title()]
        for key in (later, earlier):
            self.keys(key)
            wait("other days", lambda: self.title() and self.title() != seen[-1])
            seen.append(self.title())
        self.assertEqual(seen[0], seen[2])
        self.keys(later, today)
        begin = datetime.date.today() - datetime.timedelta(days=datetime.date.today().weekday())
        self.app.find("label", lambda t: t.startswith(f"{begin.day} {begin:%b} – "), MAIN)

    def select_cells(self, keys):
        self.go_to_calendar()
        for key, words in zip(keys, ("1 person × 2 days", "1 person × 2 days", "2 people × 1 day", "2 people × 1 day")):
            self.app.keys("Escape", *(["Down", "Down"] if key.endswith("Up") else []))
            self.app.keys(key)
            self.app.find("label", words, MAIN)
        self.app.keys("Escape")

    def undo(self, keys):
        self.go_to_calendar()
        undo, redo = keys
        for _ in range(8):
            if "Nothing" in self.told() or not re.search("Vacation|reply", self.told()):
                break
            self.app.keys("Down")
        self.app.keys("Return")
        self.write_absence()
        self.wait_told("Vacation")
        self.app.keys(undo)
        self.wait_told("^(?!.*Vacation)")
        self.app.keys(redo)
        self.wait_told("Vacation")
        self.app.keys(undo)
        self.wait_told("^(?!.*Vacation)")

    def another_block(self, keys):
        for key in keys:
            self.go_to_calendar()
            self.keys("shift+Right", "ctrl+Down", "ctrl+Down", key)
            self.app.find("label", "2 people, 3 days in all", MAIN)
            self.app.keys("Escape")

    def everything(self, keys):
        for key in keys:
            self.go_to_calendar()
            self.app.keys(key)
            self.app.find("label", f"{N_PEOPLE} people × 7 days", MAIN)
            self.app.keys("Escape")

    # The words of the search: as they stand there, with what somebody has in the place of the example.

    def finds(self, word, n):
        self.app.enter("entry", "Search people", word, MAIN)
        self.find_count(f"{n} of {N_PEOPLE} people")

    def finds_field(self, shown, value, n):
        word, = shown
        self.assertGreater(n, 0)
        self.finds(word.split(":")[0] + f':"{value}"', n)

    def everybody(self):
        return json.loads(self.ctl("--json", "people"))

    def finds_equal(self, shown, field):
        value = next(person[field] for person in self.people if person.get(field))
        self.finds_field(shown, value, sum(value.lower() in (person.get(field) or "").lower() for person in self.everybody()))

    def word_department(self, shown):
        self.finds_equal(shown, "department")

    def word_title(self, shown):
        self.finds_equal(shown, "title")

    def word_office(self, shown):
        self.finds_equal(shown, "office")

    def word_unit(self, shown):
        unit = re.search("ou=([^,]+)", next(p for p in self.people if p.get("dn"))["dn"], re.I).group(1)
        self.finds_field(shown, unit, sum(f"ou={unit},".lower() in p.get("dn", "").lower() for p in self.everybody()))

    def word_kind(self, shown):
        for word in shown:
            kind = word.split(":")[1]
            self.finds(word, sum(person.get("kind") == kind for person in self.everybody()))

    def word_out(self, shown):
        counts = []
        for word in shown:
            self.app.enter("entry", "Search people", word, MAIN)
            counts.append(int(self.find_count(lambda t: re.match(rf"\d+ of {N_PEOPLE} people$", t)).split()[0]))
        self.assertGreater(min(counts), 0)
        self.assertEqual(sum(counts), N_PEOPLE)

    def word_disabled(self, shown):
        word, = shown
        self.finds(word, sum(bool(person.get("disabled")) for person in self.everybody()))

    def finds_only(self, shown, *numbers):
        """Each word one of our people (None: nobody), and not the one who has nothing."""
        for word, number in zip(shown, numbers, strict=True):
            if number is not None:
                self.finds(f"{word} {self.people[number]['mail']}", 1)
            self.finds(f"{word} {self.people[5]['mail']}", 0)

    def word_own(self, shown):
        self.finds_only(shown, 1, None, 2)

    def word_drifted(self, shown):
        self.finds_only(shown, 3, 4, 1)

    def word_blanks(self, shown):
        word, = shown
        value = word.split('"')[1]
        self.finds(word, sum(value in (person.get("department") or "").lower() for person in self.everybody()))
        self.show_everybody()

    # What leads out of the window.

    def connection(self, keys):
        self.opens(keys, WIZARD)

    def keys_window(self, keys):
        self.opens(keys, KEYS)

    def close(self, keys):
        for key in keys:
            self.app.keys("ctrl+t")
            self.app.find(None, TEMPLATES)
            self.app.focus(TEMPLATES)
            self.app.keys(key)
            self.app.gone(TEMPLATES)
            self.assertIsNone(self.app.process.poll())

    def quit(self, keys):
        self.app.focus(MAIN)
        self.app.keys(*keys)
        wait("the program to end", lambda: self.app.process.poll() is not None)
        self.assertEqual(self.app.process.returncode, 0, self.app.log()[-3000:])


LINES = {"New out of office item": "add", "Set one person’s reply at once": "set_one", "Apply the plan": "apply", "Templates": "templates",
         "Edit the selected person’s absence or reply": "edit", "Switch off the selected person’s reply": "switch_off",
         "Save the reply that is being edited": "save_reply", "Search": "search", "Who is out, now or on a day": "out",
         "Take over people’s own replies": "existing",
         "Doctor: which reply leaves, and what stops it": "doctor", "Settings": "settings", "Journal: what was written, and what was there before": "journal",
         "Fetch people and states again": "refresh", "Show or hide the filters": "sidebar", "People in a list": "view_list",
         "People in a calendar": "view_calendar", "Earlier, later, today": "travel", "Select people and days in the calendar": "select_cells",
         "Undo and redo what was planned": "undo", "Begin another block, after Ctrl and an arrow": "another_block",
         "Select everything that the calendar shows": "everything", "Show or hide the details pane": "details", "Department": "word_department",
         "Organisational unit": "word_unit", "Title": "word_title", "Office": "word_office", "Kind of mailbox": "word_kind",
         "Who is out or in now": "word_out", "Disabled accounts": "word_disabled", "Replies that people set up themselves": "word_own",
         "Changed after writing, in conflict, protected": "word_drifted", "A value with blanks": "word_blanks", "Connection": "connection",
         "Keyboard shortcuts": "keys_window", "Close the window": "close", "Quit": "quit"}


main()
