#!/usr/bin/python3
"""pictures_windows.py - pictures of the windows that something must have happened for: a run, a conflict, an engine, names that are looked up

    PANEL_PICTURES=DIR tests/panel/headless.sh -w -k -s 1500x2400 -- python3 tests/panel/pictures_windows.py

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import subprocess
import time

from camera import Camera
from days import ROWS
from journey import EDIT_ITEM, INSIDE, LOCATIONS, MAIN, NEW_ITEM as NEW, PICKER, PROGRAM, RECURRENCE, TEMPLATES, WIZARD, main, wait

BEFORE = "Before Applying"
RUN = "Applying the Plan"
EXISTING = "Existing Replies"
KINDS = ("Daily", "Every working day", "Weekly", "Monthly", "Yearly", "In shifts", "Outside working hours")
SPANS = ("Week", "Month", "Quarter", "Year")
TYPES = ("vacation", "sick", "parental", "training", "part-time", "closure", "left", "other")
SET = {"operation": "SetUserOofSettings"}


def day(days):
    return str(datetime.date.today() + datetime.timedelta(days=days))


class Windows(Camera):
    def shot(self, name, window, width=None, height=None):
        """Of the window of that title."""
        xid = self.app.xid(window)
        if width or height:
            self.fit(xid, width or self.app.geometry(xid)["WIDTH"], height or self.app.geometry(xid)["HEIGHT"])
        self.take(name, xid)

    def press(self, key, window):
        self.keys_to(self.app.xid(window), key)

    def begin_plan(self):
        self.begin("--demo-plan")
        self.app.find("label", lambda t: t.startswith("240 "))

    # The practice range, with what is planned there.

    def test_recurrence(self):
        self.begin_plan()
        app = self.app
        self.keys_to(self.main, "ctrl+f", "Down", "Down", "Down")
        self.activate("add")
        app.find(None, NEW)
        self.shot("item-new", NEW, height=1500)
        self.reveal("push button", "Recurrence…", NEW)
        app.click("push button", "Recurrence…", NEW)
        app.find("label", "Recurrence Pattern", RECURRENCE)
        self.shot("recurrence-first", RECURRENCE)
        for kind in KINDS:
            app.focus(RECURRENCE)
            app.choose("Repeats", kind, RECURRENCE)
            self.shot("recurrence-" + kind.lower().replace(" ", "-"), RECURRENCE, height=1500)
        app.choose("Repeats", "Monthly", RECURRENCE)
        app.choose("Day", "By the weekday", RECURRENCE)
        self.shot("recurrence-nth", RECURRENCE, height=1500)
        app.choose("Repeats", "Weekly", RECURRENCE)
        app.focus(RECURRENCE)
        app.keys("ctrl+Return")
        app.gone(RECURRENCE)
        self.shot("item-repeats", NEW, height=2300)

    def test_spans(self):
        self.begin_plan()
        app = self.app
        self.keys_to(self.main, "ctrl+2")
        for span in SPANS:
            app.click("push button", span, MAIN)
            self.take("calendar-demo-" + span.lower(), self.main)

    def test_texts(self):
        """A template that is in use is changed; where it is used."""
        self.begin_plan()
        app = self.app
        self.activate("templates")
        app.find(None, TEMPLATES)
        self.shot("template-used", TEMPLATES, height=1700)
        node = app.find("text", INSIDE, TEMPLATES)
        node.call("EditableText", "SetTextContents", "s", "Away until {{absence.end}}.")
        app.focus(TEMPLATES)
        app.keys("ctrl+s")
        wait("the question", lambda: len(self.windows()) > 2)
        self.take("template-impact", self.windows()[-1])
        app.keys("Escape")

    def test_about(self):
        self.begin_plan()
        self.open("about", "about")

    def test_existing(self):
        self.begin_plan()
        app = self.app
        self.activate("existing")
        app.find("push button", "Adopt", EXISTING)
        self.shot("existing-read", EXISTING)
        app.click("push button", "Adopt", EXISTING)
        time.sleep(1)
        self.shot("existing-adopted", EXISTING)

    # A server of one's own.

    def serve(self, n, *options, **profile):
        self.simulator = self.start_simulator(f"--people={n}", *options)
        self.add_profile(self.simulator, **profile)
        found = json.loads(self.ctl("--json", "people"))
        self.people = [person["mail"] for person in found if person["mail"] != self.simulator.admin]
        self.names = {person["mail"]: person["name"] for person in found}

    def plan(self, *items):
        usual = {"type": "vacation", "own_reply": "replace-restore",
                 "reply": {"inside": "<p>We are closed.</p>", "outside": "<p>We are closed, dear customer.</p>", "audience": "all"}}
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [usual | item for item in items]}), encoding="utf-8")
        self.ctl("items", "add", str(path))

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def begin_served(self, n):
        self.begin()
        self.app.find("label", lambda t: t.startswith(f"{n} "), MAIN)

    def open_before(self):
        self.activate("apply")
        self.app.find("push button", "Apply Now", BEFORE, is_sensitive=False, timeout=60)

    def apply(self):
        self.app.click("push button", "Apply Now", BEFORE, timeout=60)
        self.app.find(None, RUN)

    def test_run(self):
        """Few and many before it, tried, under way, paused, over with failures, undone."""
        self.serve(130)
        people = self.people
        own = self.write("own.html", "<p>Back soon.</p>\n<p>Ann</p>")
        self.ctl("set", people[0], people[3], "--state", "on", "--audience", "none", "--inside-file", own)
        self.plan({"id": "closure", "type": "closure", "for": {"people": people[1:]}, "when": {"from": "2020-01-01"}},
                  {"id": "asks", "for": {"people": people[:1]}, "when": {"from": "2020-01-01"}, "own_reply": "ask"},
                  {"id": "mine", "for": {"people": people[5:9]}, "when": {"from": "2020-01-01"}, "own_reply": "leave"})
        self.begin_served(130)
        app = self.app
        self.open_before()
        app.find("label", lambda t: "129" in t or "128" in t, BEFORE, timeout=60)
        self.shot("before-many", BEFORE)
        row = app.find("label", self.names[people[0]], BEFORE)
        app.focus(BEFORE)
        app.mouse(row, clicks=2)
        app.find(None, "Now and Then")
        self.shot("now-and-then", "Now and Then")
        self.press("Escape", "Now and Then")
        app.gone("Now and Then")
        entry = next(n for n in app.look("text", None, BEFORE) if n.role == "text" and "EditableText" in n.interfaces)
        entry.call("EditableText", "SetTextContents", "s", "128")
        self.shot("before-typed", BEFORE)
        self.simulator.fail({"response_error": "ErrorAccessDenied"}, **SET, mailbox=people[20])
        self.simulator.fail({"response_error": "ErrorMailboxStoreUnavailable"}, **SET, mailbox=people[21])
        app.click("push button", "Apply Now", BEFORE)
        app.find("push button", "Continue with the Others", RUN, timeout=60)
        self.shot("run-tried", RUN)
        self.simulator.fail({"slow_ms": 300}, **SET)
        app.click("push button", "Continue with the Others", RUN)
        app.find("push button", "Pause", RUN)
        time.sleep(2)
        self.take("run-going", app.xid(RUN), settled=0)
        app.click("push button", "Pause", RUN)
        app.find("push button", "Resume", RUN)
        self.shot("run-paused", RUN)
        self.simulator.heal()
        self.simulator.fail({"response_error": "ErrorAccessDenied"}, **SET, mailbox=people[20])
        self.simulator.fail({"response_error": "ErrorMailboxStoreUnavailable"}, **SET, mailbox=people[21])
        app.click("push button", "Resume", RUN)
        app.find("push button", "Retry Failed", RUN, timeout=120)
        self.shot("run-failed", RUN, height=900)
        self.take("run-failed-bar", self.main)
        app.click("push button", "Undo the Run…", RUN)
        time.sleep(1)
        self.take("run-undo", self.windows()[-1])
        self.press("Escape", RUN)

    def test_before_few(self):
        self.serve(12)
        self.plan({"id": "one", "for": {"people": self.people[:1]}, "when": {"from": "2020-01-01"}})
        self.begin_served(12)
        self.open_before()
        self.shot("before-few", BEFORE)
        self.apply()
        self.app.find("push button", "Undo the Run…", RUN, timeout=60)
        self.shot("run-done", RUN)
        self.keys_to(self.app.xid(RUN), "Escape")
        self.app.gone(RUN)
        self.open_before()
        self.shot("before-nothing", BEFORE)

    def test_calendar(self):
        """A bar of each origin and of each state."""
        self.serve(40, has_directory=True)
        people = self.people
        items = [{"id": kind, "type": kind, "for": {"people": [people[i]]}, "when": {"from": day(i - 3), "until": day(i + 2)}} for i, kind in enumerate(TYPES)]
        items += [{"id": "series", "type": "part-time", "for": {"people": people[8:9]}, "when": {"from": day(-30), "until": day(-30), "rrule": "FREQ=WEEKLY;BYDAY=MO,FR"}},
                  {"id": "rule", "type": "training", "for": {"filter": "(department=*)"}, "when": {"from": day(9), "until": day(10)}},
                  {"id": "hours", "for": {"people": people[9:10]}, "when": {"from": day(1) + "T09:00", "until": day(1) + "T13:00", "zone": "Europe/Berlin"}},
                  {"id": "drifts", "for": {"people": people[10:11]}, "when": {"from": day(-1), "until": day(4)}},
                  {"id": "fails", "for": {"people": people[11:12]}, "when": {"from": day(-1), "until": day(4)}},
                  {"id": "first", "for": {"people": people[12:13]}, "when": {"from": day(0), "until": day(6)}},
                  {"id": "second", "type": "training", "for": {"people": people[12:13]}, "when": {"from": day(2), "until": day(3)}},
                  {"id": "open", "type": "sick", "for": {"people": people[13:14]}, "when": {"from": day(-2)}}]
        self.plan(*items)
        own = self.write("own.html", "<p>Back soon.</p>")
        self.ctl("set", people[14], "--state", "on", "--audience", "none", "--inside-file", own)
        self.simulator.fail({"response_error": "ErrorAccessDenied"}, **SET, mailbox=people[11])
        self.ctl("apply", status=tuple(range(10)))
        self.ctl("set", people[10], "--state", "on", "--audience", "none", "--inside-file", own)
        self.begin_served(40)
        self.keys_to(self.main, "ctrl+2")
        self.app.find("list", ROWS, MAIN)
        time.sleep(4)  # the plan comes
        for span in (*SPANS[1:], SPANS[0]):
            self.app.click("push button", span, MAIN)
            self.take("calendar-" + span.lower(), self.main)
        self.app.click("push button", "Today", MAIN)
        self.keys_to(self.main, "ctrl+Home", "Home", "Right", "shift+Right", "shift+Down")
        self.take("calendar-block", self.main)
        self.keys_to(self.main, "shift+F10")
        self.take("calendar-menu")
        self.keys_to(self.main, "Escape", "Escape")
        self.app.enter("entry", "Search people", people[12], MAIN)
        self.app.find("label", lambda t: t.startswith("1 "), MAIN)
        there = datetime.date.today() + datetime.timedelta(days=2)
        self.keys_to(self.main, "ctrl+2", *(["alt+Right"] if there.weekday() < 2 else []), "Home", *["Right"] * there.weekday(), "ctrl+shift+k")
        self.app.find(None, "Conflicts")
        self.shot("conflict", "Conflicts", height=900)
        self.app.click("push button", "Remember as Rule…", "Conflicts")
        time.sleep(1)
        self.take("conflict-rule", self.windows()[-1])

    def test_engine(self):
        self.serve(12)
        self.plan(*({"id": f"i{i}", "for": {"people": [mail]}, "when": {"from": day(1), "until": day(2), "rrule": "FREQ=WEEKLY"}}
                    for i, mail in enumerate(self.people[:3])))
        self.begin_served(12)
        app = self.app
        engine = subprocess.Popen([str(PROGRAM.parent / "absentiactl"), "engine"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment())
        self.addCleanup(engine.wait, 60)
        self.addCleanup(engine.kill)
        app.find("push button", "Pause…", MAIN, timeout=60)
        self.take("engine-runs", self.main)
        app.click("push button", "Pause…", MAIN)
        app.enter("text", "Why, for the others to read", "servers are moved", MAIN)
        self.take("engine-pause")
        app.click("push button", "Pause the Engine", MAIN)
        app.find("push button", "Let It Go On", MAIN)
        self.take("engine-paused", self.main)
        engine.terminate()
        engine.wait(60)
        time.sleep(3)
        self.take("engine-stopped", self.main)
        self.activate("settings")
        time.sleep(1)
        self.take("engine-settings", self.windows()[-1])

    def test_picker(self):
        self.serve(60, has_directory=True)
        self.begin_served(60)
        app = self.app
        self.activate("connection")
        for _ in range(2):
            self.press("Return", WIZARD)
            time.sleep(1)
        self.take("wizard-administrator", app.xid(WIZARD))
        app.click("push button", "Browse for the administrator", WIZARD)
        app.find(None, PICKER)
        self.shot("picker-empty", PICKER)
        for name, text in (("several", "a"), ("none", "nobody at all"), ("one", "alice fox")):
            app.focus(PICKER)
            app.type(text)
            app.keys("Return")
            time.sleep(2)
            self.take("picker-" + name)
            self.keys_to(app.xid(PICKER), *["Escape"] * (1 if name == "one" else 2))
            app.gone(PICKER)
            app.click("push button", "Browse for the administrator", WIZARD)
            app.find(None, PICKER)
        app.click("push button", "Advanced…", PICKER)
        app.enter("entry", "Department", "Legal", PICKER)
        app.click("push button", "Search", PICKER)
        time.sleep(2)
        self.shot("picker-advanced", PICKER)
        app.click("push button", "Locations…", PICKER)
        app.find("label", "emea.corp.example", LOCATIONS)
        self.shot("locations", LOCATIONS)
        self.press("End", LOCATIONS)
        self.shot("locations-silent", LOCATIONS)
        app.click("push button", "Sign In to This Domain…", LOCATIONS)
        app.find(None, "Sign In to a Domain")
        self.shot("sign-in", "Sign In to a Domain")

    def test_item_all(self):
        """All of an absence's fields, filled, and what is wrong with them."""
        self.serve(12)
        self.plan({"id": "one", "for": {"people": self.people[:1]}, "when": {"from": day(0), "until": day(5)}})
        self.begin_served(12)
        self.app.enter("entry", "Search people", self.people[0], MAIN)
        self.app.find("label", lambda t: t.startswith("1 "), MAIN)
        self.keys_to(self.main, "ctrl+f", "Down")
        self.app.find("label", "What Exchange Holds", MAIN)
        time.sleep(4)  # the plan comes
        self.keys_to(self.main, "Return")
        self.app.find(None, EDIT_ITEM)
        self.shot("item-edit", EDIT_ITEM, height=2300)


if __name__ == "__main__":
    main()
