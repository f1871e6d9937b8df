#!/usr/bin/python3
"""pictures.py - a picture of each window of the panel, to be looked at: in the looks that headless.sh knows, and in other languages

    PANEL_PICTURES=DIR tests/panel/headless.sh -w -k -s 1500x2400 -- python3 tests/panel/pictures.py

Windows are opened by the actions on the session bus and by keys, so that it works in every language (PICTURES_LANGUAGE). A picture is taken once two
looks in a row are the same. PICTURES_WIDTH makes all windows so narrow as that, or as they let themselves be made.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import time

import dbus

from drive import run, wait
from journey import MAIN, Journey, main

WIDTH = int(os.environ.get("PICTURES_WIDTH", "0"))
LANGUAGE = os.environ.get("PICTURES_LANGUAGE")
SETTLED = 20  # seconds at the most


class Pictures(Journey):
    def environment(self):
        return super().environment() | ({"LANGUAGE": LANGUAGE} if LANGUAGE else {})

    def windows(self):
        """Those that have a title."""
        search = ("xdotool", "search", "--onlyvisible", "--pid", str(self.app.process.pid), "--name", ".")
        return [xid for xid in subprocess.run(search, capture_output=True, text=True).stdout.split() if self.app.geometry(xid)["WIDTH"] > 50]

    def take(self, name, xid="root"):
        command, last = ("import", "-silent", "-window", xid), None
        end = time.monotonic() + SETTLED
        while time.monotonic() < end:
            now = subprocess.run([*command, "rgb:-"], capture_output=True).stdout
            if now == last:
                break
            last = now
            time.sleep(0.3)
        os.makedirs(os.environ["PANEL_PICTURES"], exist_ok=True)
        run(*command, os.path.join(os.environ["PANEL_PICTURES"], name + ".png"))
        self.assertIsNone(self.app.process.poll(), self.app.log()[-2000:])

    def activate(self, action):
        name = "org.absentia.Absentia" + self.suffix
        dbus.SessionBus().call_blocking(name, "/" + name.replace(".", "/") + "/window/1", "org.gtk.Actions", "Activate", "sava{sv}", (action, [], {}))

    def fit(self, xid, width, height):
        subprocess.run(["xdotool", "windowsize", xid, str(WIDTH or width), str(height)], check=False)

    def keys_to(self, xid, *keys):
        run("xdotool", "windowfocus", "--sync", xid)
        for key in keys:
            self.app.keys(key)

    def open(self, name, opener, width=None, height=None):
        """opener: an action, or keys to the window on top."""
        before = self.windows()
        if isinstance(opener, str):
            self.activate(opener)
        else:
            self.keys_to(self.top, *opener)
        try:
            wait(f"the window {name}", lambda: set(self.windows()) - set(before), 5)
        except AssertionError:  # there may be none, with an empty store
            print(f"no window: {name}")
            return
        self.top = (set(self.windows()) - set(before)).pop()
        if width or WIDTH:
            self.fit(self.top, width or WIDTH, height or self.app.geometry(self.top)["HEIGHT"])
        self.take(name, self.top)

    def leave(self):
        for _ in range(8):
            others = [xid for xid in self.windows() if xid != self.main]
            if not others:
                break
            self.keys_to(others[-1], "Escape")
            time.sleep(0.4)
            if len(self.windows()) > len(others) + 1:  # whether to discard what was typed
                self.take("question", self.windows()[-1])
                self.app.keys("alt+d")
                time.sleep(0.4)
        self.top = self.main

    def begin(self, *options):
        self.suffix = ".Demo" if options else ""
        self.start(*options)
        self.top = self.main = self.app.xid(MAIN)
        self.fit(self.main, 1280, 850)

    def simple(self):
        for name, action, *size in (("out", "out"), ("existing", "existing"), ("doctor", "doctor"), ("templates", "templates"), ("holidays", "holidays"), ("test", "test"),
                                    ("settings", "settings", 760, 1000), ("support", "support"), ("wizard", "connection"),
                                    ("preflight", "apply"), ("shortcuts", "show-help-overlay")):
            self.open(name, action, *size)
            if name == "settings":
                for page in ("absences", "log"):
                    self.keys_to(self.top, "Right")
                    self.take(f"settings-{page}", self.top)
            self.leave()

    def test_demo(self):
        self.begin("--demo-plan")
        self.app.find("label", lambda t: t.startswith("240 "))
        self.take("main", self.main)
        self.keys_to(self.main, "ctrl+f", "Down", "Down", "Down", "Down")
        self.take("main-person", self.main)
        self.keys_to(self.main, "F10")
        self.take("main-menu")
        self.keys_to(self.main, "Escape")
        self.open("reply", "set-reply", 640, 1100)
        self.leave()
        self.keys_to(self.main, "ctrl+2")
        self.take("calendar", self.main)
        self.open("item", "add", 820, 2300)
        self.leave()
        self.simple()
        self.keys_to(self.main, "F9", "shift+F9")
        self.take("calendar-alone", self.main)

    def test_empty(self):
        self.begin()
        self.take("empty-start")
        self.leave()
        self.take("empty-main", self.main)
        for name, action in (("out", "out"), ("existing", "existing"), ("doctor", "doctor"), ("settings", "settings"), ("templates", "templates")):
            self.open("empty-" + name, action)
            self.leave()


if __name__ == "__main__":
    main()
