"""camera.py - what takes pictures of the panel's windows, to be looked at: in every look that headless.sh knows, and in other languages

Names in journeys are English; where the program speaks another language (PICTURES_LANGUAGE: it must be installed) they are looked up in the build's
catalogue. PICTURES_WIDTH makes all windows so narrow as that, or as they let themselves be made. A picture is taken once two looks in a row are the same.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import gettext
import os
import subprocess
import time

import dbus

from drive import App, run, wait
from journey import BUILD, MAIN, Journey

WIDTH = int(os.environ.get("PICTURES_WIDTH", "0"))
LANGUAGE = os.environ.get("PICTURES_LANGUAGE")
SETTLED = 20  # seconds at the most


def read_words():
    """What the language says, by the English: without the signs of mnemonics."""
    if LANGUAGE is None:
        return {}
    path = BUILD / "po" / LANGUAGE / "LC_MESSAGES" / "absentia.mo"
    with open(path, "rb") as catalogue:
        found = gettext.GNUTranslations(catalogue)._catalog
    return {key.replace("_", "", 1): text.replace("_", "", 1) for key, text in found.items() if isinstance(key, str) and text}


WORDS = read_words()


def said(text):
    return WORDS.get(text, text) if isinstance(text, str) else text


class Speaking(App):
    """Finds what is called so in English."""

    def look(self, role=None, name=None, within=None, *rest):
        return super().look(role, said(name), said(within), *rest)

    def windows(self):
        words = {text: key for key, text in WORDS.items()}
        return [words.get(name, name) for name in super().windows()]

    def xid(self, title):
        return super().xid(said(title))

    def choose(self, name, item, within=None):
        super().choose(name, said(item), within)


class Camera(Journey):
    driver = Speaking

    def environment(self):
        return super().environment() | ({"LANGUAGE": LANGUAGE} if LANGUAGE else {})

    def windows(self):
        """Those that have a title."""
        search = ("xdotool", "search", "--onlyvisible", "--pid", str(self.app.process.pid), "--name", ".")
        return [xid for xid in subprocess.run(search, capture_output=True, text=True).stdout.split() if self.app.geometry(xid)["WIDTH"] > 50]

    @staticmethod
    def path(name):
        os.makedirs(os.environ["PANEL_PICTURES"], exist_ok=True)
        return os.path.join(os.environ["PANEL_PICTURES"], name + ".png")

    def take(self, name, xid="root", settled=SETTLED):
        command, last = ("import", "-silent", "-window", xid), None
        end = time.monotonic() + settled
        while time.monotonic() < end:
            now = subprocess.run([*command, "rgb:-"], capture_output=True).stdout
            if now == last:
                break
            last = now
            time.sleep(0.3)
        run(*command, self.path(name))
        self.assertIsNone(self.app.process.poll(), self.app.log()[-2000:])

    def activate(self, action, of="/window/1"):
        name = "org.absentia.Absentia" + self.suffix
        dbus.SessionBus().call_blocking(name, "/" + name.replace(".", "/") + of, "org.gtk.Actions", "Activate", "sava{sv}", (action, [], {}))

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
            self.activate(opener, "" if opener == "about" else "/window/1")
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
