#!/usr/bin/python3
"""test_run.py - what is shown before anything is written, and the run: tried, paused, slowed, stopped, retried, undone

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

from journey import MAIN, Journey, main, wait

BEFORE = "Before Applying"
PERSON = "Now and Then"
RUN = "Applying the Plan"
UNDOING = "Undoing a Run"
ASKED = "A Run Is Under Way"
def PILOT(text):  # GTK 4.8 leaves the sign of the mnemonic in a check button's name
    return "with a few first" in text


def SLOWLY(text):
    return "one mailbox a second" in text


SET = {"operation": "SetUserOofSettings"}


class Run(Journey):
    uses_file_chooser = True

    def begin(self, n, *options, has_directory=False):
        """The panel on n people, of whom all but the administrator have a planned absence that is in force."""
        self.simulator = self.start_simulator(f"--people={n}", *options)
        self.add_profile(self.simulator, has_directory=has_directory)
        found = json.loads(self.ctl("--json", "people"))
        self.people = [person["mail"] for person in found if person["mail"] != self.simulator.admin]
        item = {"id": "closure", "type": "closure", "for": {"people": self.people[1:]}, "when": {"from": "2020-01-01"},
                "reply": {"inside": "<p>We are closed.</p>", "outside": "<p>We are closed, dear customer.</p>", "audience": "all"},
                "own_reply": "replace-restore"}
        asks = {**item, "id": "asks", "for": {"people": self.people[:1]}, "own_reply": "ask"}
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [item, asks]}), encoding="utf-8")
        self.ctl("items", "add", str(path))
        self.start()
        self.find_count(f"{n} people")
        self.app.focus(MAIN)

    def open_before(self):
        self.app.focus(MAIN)
        self.app.keys("ctrl+Return")
        self.app.find("dialog", BEFORE)
        self.app.find("push button", "Apply Now", BEFORE, is_sensitive=True)
        self.app.focus(BEFORE)

    def apply(self):
        self.app.click("push button", "Apply Now", BEFORE)
        self.app.gone(BEFORE)
        self.app.find("dialog", RUN)

    def heading(self, words, window=RUN):
        self.app.find("label", words, window, timeout=60)

    def is_closed(self, mailbox):
        return "We are closed." in self.simulator.mailbox(mailbox)["inside"]

    def n_closed(self):
        return sum(self.is_closed(mailbox) for mailbox in self.people)

    def test_before(self):
        """What it would do, counted, filtered, looked at and kept; a number is typed for many; Return applies."""
        self.begin(130)
        text = self.write("own.html", "<p>Back soon.</p>\n<p>Ann</p>")
        self.ctl("set", self.people[0], self.people[3], "--state", "on", "--audience", "none", "--inside-file", text)
        app = self.app
        self.open_before_many()
        app.find("label", lambda t: t.startswith("In ") and "own" in t, BEFORE)
        app.find("push button", "Write: 128", BEFORE)
        app.find("push button", "Any reason (129)", BEFORE)
        app.find("push button", "The absence is in force (128)", BEFORE)
        self.picture("before")

        # By reason and by action; both at once may leave nobody.
        asks = "The person has a reply of their own: somebody has to decide."
        app.click("push button", asks[:-1] + " (1)", BEFORE)
        wait("one row", lambda: len(app.look("label", asks, BEFORE)) == 1 and not app.look("label", "The absence is in force.", BEFORE))
        self.picture("before-reason")
        app.click("push button", "Write: 128", BEFORE)
        wait("no row", lambda: not app.look("label", asks, BEFORE))
        app.click("push button", "Any reason (129)", BEFORE)
        app.find("label", "The absence is in force.", BEFORE)

        rows = self.save_as(BEFORE, "Save the Table", "before.csv", "Save the table as a spreadsheet (CSV)")
        self.assertEqual({row["Mailbox"] for row in rows if row["Action"] == "Write"}, set(self.people[1:]))
        own = next(row for row in rows if row["Mailbox"] == self.people[3])
        self.assertEqual((own["Now"], own["Then"], own["Replaces a reply of the person’s own"]), ("On, without an end",) * 2 + ("yes",))

        # The texts of one person.
        app.focus(BEFORE)
        app.mouse(app.find("label", own["Name"], BEFORE), clicks=2)
        app.find("dialog", PERSON)
        text = app.find("text", lambda t: "lines with" in t, PERSON).text()
        self.assertIn("− Back soon.", text)
        self.assertIn("+ We are closed.", text)
        self.picture("before-person")
        app.focus(PERSON)
        app.keys("Escape")
        app.gone(PERSON)

        # A wrong number does nothing, the right one and Return apply.
        app.focus(BEFORE)
        self.assertFalse(app.look("push button", "Apply Now", BEFORE, is_sensitive=True))
        number = str(len(self.people) - 1)
        app.mouse(app.find("text", f"Type {number} to apply it to so many mailboxes", BEFORE))
        app.type("7")
        app.keys("Return")
        self.assertIn(BEFORE, app.windows())
        app.keys("ctrl+a")
        app.type(number)
        app.keys("Return")
        app.gone(BEFORE)
        app.find("dialog", RUN)
        self.heading("Tried: go on with the others?")
        self.assertEqual(self.n_closed(), 5)
        self.end()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def open_before_many(self):
        self.app.focus(MAIN)
        self.app.keys("ctrl+Return")
        self.app.find("dialog", BEFORE)
        self.app.find("label", lambda t: t.endswith("minute.") or t.endswith("minutes."), BEFORE, timeout=60)
        self.app.focus(BEFORE)

    def test_run(self):
        """Tried with five, left and found again, paused, slowed, gone on with; what failed is retried; undone."""
        self.begin(40)
        app = self.app
        broken = self.people[20]
        self.simulator.fail({"response_error": "ErrorAccessDenied"}, **SET, mailbox=broken)
        self.open_before()
        app.find("check box", PILOT, BEFORE)
        self.apply()
        self.heading("Tried: go on with the others?")
        app.find("label", "5 mailboxes were read back and compared: Exchange holds what was sent. 34 others wait.", RUN)
        self.assertEqual(self.n_closed(), 5)
        self.picture("run-tried")

        # The window is closed, the main window shows the run, and another one cannot begin.
        app.focus(RUN)
        app.keys("Escape")
        app.gone(RUN)
        app.find("label", "Applying the Plan: tried, waits for you – 5 of 39", MAIN)
        self.picture("run-bar")
        app.focus(MAIN)
        app.keys("ctrl+Return")
        app.find(None, ASKED)
        app.focus(ASKED)
        self.picture("run-asked")
        app.click("push button", "Show the Run", ASKED)
        app.find("dialog", RUN)

        # Slowly, so that there is time to press what can be pressed.
        app.mouse(app.find("check box", SLOWLY, RUN))
        app.click("push button", "Continue with the Others", RUN)
        self.heading("Applying the plan…")
        app.click("push button", "Pause", RUN)
        self.heading("Paused")
        done = self.n_closed()
        self.picture("run-paused")
        self.assertLess(done, 39)
        app.click("push button", "Resume", RUN)
        self.heading("Applying the plan…")
        app.mouse(app.find("check box", SLOWLY, RUN))
        self.heading("Done, with failures")
        self.assertEqual(self.n_closed(), 38)
        self.picture("run-failures")
        rows = self.save_as(RUN, "Save the Report", "run.csv", "Save Report…")
        self.assertEqual([row["Mailbox"] for row in rows if row["Result"] == "Failed"], [broken])
        self.assertEqual(len(rows), 39)

        self.simulator.heal()
        app.click("push button", "Retry Failed", RUN)
        self.heading("Done")
        self.assertEqual(self.n_closed(), 39)

        # All of it is one run, but what somebody has changed since stays.
        self.ctl("set", self.people[2], "--state", "on", "--audience", "none", "--inside-file", self.write("mine.html", "<p>Mine.</p>"))
        app.click("push button", "Undo the Run…", RUN)
        app.find(None, "Undo in 39 Mailboxes?")
        app.click("push button", "Undo the Run", "Undo in 39 Mailboxes?")
        self.heading("Done", UNDOING)
        app.find("label", "1 mailbox was changed by somebody since, and was left alone.", UNDOING)
        self.assertEqual(self.n_closed(), 0)
        self.assertIn("Mine.", self.simulator.mailbox(self.people[2])["inside"])
        self.picture("run-undone")
        app.click("push button", "Close", UNDOING)
        app.gone(UNDOING)
        wait("the bar to go", lambda: not app.look("push button", "Show the Run", MAIN))
        self.end()

    def begin_slowly(self, has_directory=False):
        """A run over 29 mailboxes, of which some are done and some are not."""
        self.begin(30, has_directory=has_directory)
        self.open_before()
        self.app.mouse(self.app.find("check box", PILOT, BEFORE))
        self.simulator.fail({"slow_ms": 500}, **SET)
        self.apply()
        wait("some to be done", lambda: self.n_closed() > 0)
        return self.app

    def test_stop(self):
        """Stopped: the others are not begun, and it can be applied again."""
        app = self.begin_slowly()
        app.click("push button", "Stop", RUN)
        self.heading("Stopped")
        app.find("label", lambda t: "not begun" in t, RUN)
        n = self.n_closed()
        self.assertLess(n, 29)
        self.picture("run-stopped")
        self.simulator.heal()
        app.click("push button", "Close", RUN)
        app.gone(RUN)
        self.open_before()
        app.find("push button", f"Write: {29 - n}", BEFORE)
        app.keys("Escape")
        app.gone(BEFORE)
        self.end()

    def test_silent(self):
        """The server is gone in the middle: that is told, and the run goes on by itself when it is back."""
        app = self.begin_slowly()
        self.simulator.fail({"reset": True})
        app.find("label", lambda t: t.startswith("The server has not answered for "), RUN, timeout=60)
        app.find("label", lambda t: t.endswith(" of 29, the server does not answer"), MAIN)
        self.picture("run-silent")
        self.assertLess(self.n_closed(), 29)
        self.simulator.heal()
        self.heading("Done")
        self.assertEqual(self.n_closed(), 29)
        self.end()

    def test_deleted(self):
        """Somebody is deleted in the directory in the middle of it: that is told with their name, and everybody else is written."""
        app = self.begin_slowly(has_directory=True)
        address = next(mailbox for mailbox in reversed(self.people) if not self.is_closed(mailbox))
        name = next(person["name"] for person in json.loads(self.ctl("--json", "people")) if person["mail"] == address)
        self.simulator.control("POST", "/person", {"address": address, "remove": True})
        self.simulator.heal()
        self.heading("Done, with failures")
        app.find("label", "There is no mailbox of this address on this server.", RUN)
        self.tells(name, RUN)
        self.picture("run-deleted")
        self.assertEqual(self.n_closed(), 28)
        app.focus(RUN)
        app.keys("Escape")
        app.gone(RUN)

        # They leave the list; the next look says that they are gone, and they are in nobody's way.
        app.focus(MAIN)
        app.keys("F5")
        self.find_count("29 people")
        app.focus(MAIN)
        app.keys("ctrl+Return")
        app.find("push button", "Skip: 28", BEFORE, timeout=60)
        self.tells(address, BEFORE)
        self.picture("run-deleted-again")
        self.end()

    def test_refused(self):
        """The server lets us in no more: the run waits and says why."""
        self.begin(30)
        app = self.app
        self.open_before()
        self.simulator.fail({"slow_ms": 300}, **SET)
        self.apply()
        self.heading("Tried: go on with the others?")
        self.simulator.heal()
        self.simulator.fail({"status": 401}, **{"from": 1})
        app.click("push button", "Continue with the Others", RUN)
        self.heading("Paused")
        self.picture("run-refused")
        app.find("label", lambda t: "password" in t.lower(), RUN)
        self.end()

    def requests(self):
        return self.simulator.counters()["requests"]

    def open_slowly(self):
        """What is shown before applying, as long as it is still reading."""
        self.app.focus(MAIN)
        before = self.requests()
        self.simulator.fail({"slow_ms": 2000}, operation="GetUserOofSettings")
        self.app.keys("ctrl+Return")
        self.app.find("dialog", BEFORE)
        wait("it to read", lambda: self.requests() > before)
        self.app.focus(BEFORE)

    def test_before_closed(self):
        """Reading ends with its window and with the program, however many mailboxes are left."""
        self.begin(1200)
        app = self.app
        self.open_slowly()
        app.keys("Escape")
        app.gone(BEFORE)
        wait("the last request to end", lambda: self.simulator.counters()["at_once"] == 0)
        self.simulator.heal()
        self.open_slowly()
        self.end()
        reads = self.simulator.counters()["operations"]["GetUserOofSettings"]
        self.assertLess(reads, len(self.people))

    def test_quit(self):
        """Whoever quits is asked, and both answers are safe."""
        self.begin(30)
        app = self.app
        self.open_before()
        app.mouse(app.find("check box", PILOT, BEFORE))
        self.simulator.fail({"slow_ms": 3000}, **SET)
        self.apply()
        self.heading("Applying the plan…")
        app.focus(MAIN)
        app.keys("ctrl+q")
        app.find(None, ASKED)
        self.picture("run-quit")
        app.focus(ASKED)
        app.keys("Escape")
        app.gone(ASKED)
        self.heading("Applying the plan…")
        app.focus(MAIN)
        app.keys("ctrl+q")
        app.find(None, ASKED)
        app.click("push button", "Stop It and Quit", ASKED)
        wait("the program to end", lambda: app.process.poll() is not None)
        self.assertEqual(app.process.returncode, 0, app.log()[-2000:])
        self.assertLess(self.n_closed(), 29)
        history = json.loads(self.ctl("--json", "history"))
        self.assertEqual({row["result"] for row in history}, {"written"})
        self.assertEqual(len(history), self.n_closed())


main()
