#!/usr/bin/python3
"""test_two_panels.py - two panels and an engine at one store: an edit in one is seen in the other, who comes second with a save is told and loses
nothing, one applies while the engine works

Each panel has a session bus and a keyring daemon of its own, as two people at one computer have: on one bus the second would be the first.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import dbus  # noqa: E402
from drive import App, NotThere, run  # noqa: E402
from journey import BUILD, EDIT_ITEM as EDIT, INSIDE, MAIN, NEW_ITEM as NEW, PROGRAM as PANEL, REPLY, Journey, main, wait  # noqa: E402

PROGRAM = str(BUILD / "src" / "absentiactl")
PREFLIGHT = "Before Applying"
MINUTE = 60


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


class TwoPanels(Journey):
    def begin(self):
        self.sim = self.start_simulator("--people=12")
        self.add_profile(self.sim)
        people = [person for person in json.loads(self.ctl("--json", "people")) if person["mail"] != self.sim.admin]
        self.somebody, self.mail = people[0]["name"], people[0]["mail"]
        self.sim.control("POST", "/mailbox", {"address": self.mail, "state": "off", "inside": "<p>mine</p>", "outside": ""})
        self.engine = subprocess.Popen([PROGRAM, "engine"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment())
        self.addCleanup(self.engine.wait, MINUTE)
        self.addCleanup(self.engine.kill)
        self.first = self.start()
        self.second = self.start_second()
        for app in (self.first, self.second):
            app.find("label", "12 people", MAIN)
        self.put_side_by_side()

    def start_second(self):
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(bus.stdout.close)
        self.addCleanup(bus.wait, MINUTE)
        self.addCleanup(bus.terminate)
        address = bus.stdout.readline().strip()
        accessible = dbus.SessionBus().call_blocking("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", "", ())
        environment = self.environment() | {"DBUS_SESSION_BUS_ADDRESS": address, "AT_SPI_BUS_ADDRESS": str(accessible)}
        keyring = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": self.make_folder("runtime")})
        keyring.stdin.write(b"test\n")  # as headless.sh writes it
        keyring.stdin.close()
        self.addCleanup(keyring.wait, MINUTE)
        self.addCleanup(keyring.terminate)
        connection = dbus.bus.BusConnection(address)
        wait("the second keyring", lambda: connection.name_has_owner("org.freedesktop.secrets"))
        app = App(str(PANEL), env=environment, log=str(self.folder / "second.log"))
        self.addCleanup(app.stop)
        app.find("frame", MAIN)
        return app

    def make_folder(self, name):
        folder = self.folder / name
        folder.mkdir(mode=0o700)
        return str(folder)

    def put_side_by_side(self):
        """Both have windows of the same names: one must not lie on the other."""
        width = int(run("xdotool", "getdisplaygeometry").split()[0])
        if width < 2 * self.first.geometry(self.first.xid(MAIN))["WIDTH"]:
            self.skipTest("the screen is too small: headless.sh -s 2700x1000")
        run("xdotool", "windowmove", "--sync", self.first.xid(MAIN), "20", "40")
        run("xdotool", "windowmove", "--sync", self.second.xid(MAIN), str(width // 2 + 20), "40")

    def select_in(self, app):
        app.focus(MAIN)
        app.mouse(app.find("label", self.somebody, MAIN))
        wait(f"{self.somebody} in the details", lambda: len(app.look("label", self.somebody, MAIN)) == 2)

    def write(self, app, text, window):
        for _ in range(60):
            if app.look("text", INSIDE, window):
                break
            app.keys("Tab")
        node = app.find("text", INSIDE, window)
        node.call("EditableText", "SetTextContents", "s", text)
        wait(f"{text!r} to stand there", lambda: node.text() == text)

    def open_edit(self, app):
        """Before the absence is known there, Edit is about the reply itself."""
        def look():
            app.focus(MAIN)
            app.click("push button", "Edit", MAIN)
            title = wait("a window", lambda: next((name for name in app.windows() if name in (EDIT, REPLY)), None))
            if title == REPLY:
                app.focus(REPLY)
                app.keys("Escape")
                app.gone(REPLY)
            return title == EDIT

        wait("what is planned", look, MINUTE)
        app.focus(EDIT)

    def held(self):
        held = self.sim.mailbox(self.mail)
        return held["state"], held["inside"]

    def show(self, app, name):
        self.app = app
        self.picture(name)

    def test_two_panels(self):
        self.begin()
        first, second = self.first, self.second
        for app in (first, second):
            app.find("label", lambda text: "The engine runs." in text, MAIN, timeout=MINUTE)
            self.select_in(app)

        # What the first one plans the second one has in seconds, and so has Exchange.
        first.focus(MAIN)
        first.keys("ctrl+n")
        first.find(None, NEW)
        first.focus(NEW)
        first.enter("text", "From: date", day(2), NEW)
        first.enter("text", "Until: date", day(5), NEW)
        self.write(first, "By the first.", NEW)
        first.focus(NEW)
        first.click("push button", "Save", NEW)
        first.gone(NEW)
        wait("Exchange to have it", lambda: self.held()[0] == "scheduled" and "By the first." in self.held()[1], MINUTE)

        # Both open it; the second to save is told, and what was typed is still there.
        self.open_edit(second)
        self.open_edit(first)
        second.focus(EDIT)
        self.write(second, "By the second.", EDIT)
        first.focus(EDIT)
        self.write(first, "By the first, again.", EDIT)
        first.click("push button", "Save", EDIT)
        first.gone(EDIT)
        self.app = second

        # In the seconds in which the second cannot know yet it is refused; from then on it is asked.
        asked = "Somebody Changed This Item Meanwhile"

        def save_again():
            self.assertIn(EDIT, second.windows())
            second.focus(EDIT)
            if second.look("push button", "Save", EDIT, is_sensitive=True):
                second.click("push button", "Save", EDIT)
            try:
                return second.find("push button", "Replace", asked, timeout=5)
            except NotThere:
                return None

        wait("the question", save_again, MINUTE)
        self.assertIn("By the first, again.", self.ctl("items", "export"))
        self.show(second, "two-told")
        second.click("push button", "Cancel", asked)
        second.gone(asked)
        self.assertEqual(second.find("text", INSIDE, EDIT).text(), "By the second.")
        wait("the first one's to arrive", lambda: "By the first, again." in self.held()[1], MINUTE)

        # And then replaces it, knowing what it does; it applies that while the engine works.
        second.focus(EDIT)
        second.click("push button", "Save and Apply…", EDIT)
        second.click("push button", "Replace", asked)
        second.gone(EDIT)
        second.find(None, PREFLIGHT, timeout=MINUTE)

        def apply():
            """The engine may be quicker: then there is nothing left to apply."""
            if second.look("push button", "Apply Now", PREFLIGHT, is_sensitive=True):
                second.click("push button", "Apply Now", PREFLIGHT)
                second.find("label", "Done", "Applying the Plan", timeout=MINUTE)
                return True
            return "By the second." in self.held()[1]

        wait("it to be applied", apply, MINUTE)
        wait("the second one's to arrive", lambda: "By the second." in self.held()[1], MINUTE)
        self.assertTrue(json.loads(self.ctl("--json", "history", "--verify"))["is_whole"])
        for app in (first, second):
            app.find("label", lambda text: "The engine runs." in text, MAIN, timeout=MINUTE)
        self.engine.send_signal(signal.SIGTERM)
        for app in (first, second):
            app.find("label", lambda text: "The engine is stopped." in text, MAIN, timeout=MINUTE)


if __name__ == "__main__":
    main()
