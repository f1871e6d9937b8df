"""edit.py - what journeys into the editor of a reply's text stand on

With ABSENTIA_EDITOR=web in WebKit, else in the text view: what Exchange holds in the end is the same.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import subprocess

from journey import MAIN, PROGRAM, REPLY, Journey, wait

INSIDE = "Reply to people inside the organisation"
OUTSIDE = "Reply to people outside the organisation"
MODULE = PROGRAM.parent / "absentia-webkit.so"
SANDBOX = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"]
REPLIES = pathlib.Path(__file__).resolve().parent.parent / "cases" / "oof" / "replies"


class EditorJourney(Journey):
    with_webkit = os.environ.get("ABSENTIA_EDITOR") == "web"

    def setUp(self):
        if self.with_webkit and not MODULE.exists():
            self.skipTest("built without WebKitGTK")
        if self.with_webkit and subprocess.run(SANDBOX, check=False, capture_output=True).returncode != 0:
            self.skipTest("a process cannot be locked in here (bubblewrap)")
        super().setUp()

    def start_with(self, reply):
        """The panel on a simulator, with the dialog of a person who has that reply."""
        self.simulator = simulator = self.start_simulator("--people=20")
        self.add_profile(simulator)
        (self.folder / "reply.html").write_bytes(reply)
        self.ctl("set", simulator.admin, "--state", "on", "--inside-file", str(self.folder / "reply.html"), "--audience", "none")
        self.start()
        self.find_count("20 people")
        self.search_for(simulator.admin, "1 of 20 people")
        self.open_reply()

    def open_reply(self):
        self.app.click("push button", "Edit", MAIN)
        self.app.find("label", "Inside the Organisation", REPLY)
        self.app.focus(REPLY)

    def save(self):
        self.app.keys("ctrl+Return")
        self.app.gone(REPLY)

    def held(self):
        return json.loads(self.ctl("show", self.simulator.admin, "--json"))["inside"]

    def text(self, name=INSIDE, window=REPLY):
        """What the text view holds: with WebKit it is the document, and not seen."""
        if not self.with_webkit:
            return self.app.find("text", name, window).text()
        self.app.refresh(is_thorough=True)
        return next(n for n in self.app.root.below() if n.role == "text" and n.name == name).text()

    def page(self, name, window=REPLY):
        """The engine's view, once it is there."""
        nodes = wait("the page", lambda: [n for n in self.app.look(None, name, window, is_thorough=True) if n.role != "text"])
        return min(nodes, key=lambda n: n.extents()[3])  # what is around it is called so, too

    def go_into(self, name=INSIDE, window=REPLY):
        """The keys go to the text."""
        self.app.mouse(self.page(name, window) if self.with_webkit else self.app.find("text", name, window))

    def screen(self, node):
        """Where it is on the screen."""
        left, top, _, _ = node.top().extents()
        place = self.app.geometry(self.app.xid(node.top().raw_name))
        x, y, width, height = node.extents()
        border = (place["WIDTH"] - node.top().extents()[2]) // 2
        return place["X"] + border + x - left, place["Y"] + border + y - top, width, height

    @staticmethod
    def drag(start, end, pace):
        words = ["mousemove", *map(str, start), "mousedown", "1"]
        for i in range(1, 11):
            words += ["mousemove", *(str(a + (b - a) * i // 10) for a, b in zip(start, end)), "sleep", str(pace)]
        subprocess.run(["xdotool", *words, "mouseup", "1"], check=True)

    def enter(self, name, text):
        if self.with_webkit:
            self.go_into(name)
            self.app.type(text)
            wait("what was typed", lambda: self.text(name) == text)
        else:
            self.app.enter("text", name, text, REPLY)
