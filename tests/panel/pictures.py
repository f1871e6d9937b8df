#!/usr/bin/python3
"""pictures.py - a picture of each window of the panel that a menu or a key opens

    PANEL_PICTURES=DIR tests/panel/headless.sh -w -k -s 1500x2400 -- python3 tests/panel/pictures.py

Windows are opened by the actions on the session bus and by keys. `pictures_windows.py` takes those that only something that happens opens, and
`pictures.sh` all of them in all looks.

SPDX-License-Identifier: GPL-3.0-or-later
"""

from camera import Camera
from journey import main


class Pictures(Camera):
    def simple(self):
        for name, action, *size in (("out", "out"), ("existing", "existing"), ("doctor", "doctor"), ("templates", "templates"), ("holidays", "holidays"), ("test", "test"), ("journal", "journal"),
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
