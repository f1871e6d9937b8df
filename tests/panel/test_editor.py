#!/usr/bin/python3
"""test_editor.py - a reply is written with its formatting, by keys alone; another one's is changed in one place

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import socket
import subprocess

from journey import MAIN, REPLY, Journey, main, wait
from practice import PROGRAM as SHELL

INSIDE = "Reply to people inside the organisation"
OUTSIDE = "Reply to people outside the organisation"
REPLIES = pathlib.Path(__file__).resolve().parent.parent / "cases" / "oof" / "replies"


class Editor(Journey):
    def shell(self, *arguments, stdin=""):
        done = subprocess.run([str(SHELL), *arguments], input=stdin, capture_output=True, text=True, timeout=60,
                              env=self.environment())
        self.assertEqual(done.returncode, 0, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def start_with(self, reply):
        """The panel on a simulator, with the dialog of a person who has that reply."""
        self.simulator = simulator = self.start_simulator("--people=20")
        self.shell("profile", "add", "corp", "--kind", "on-premises", "--ews-url", simulator.ews, "--ca", simulator.ca,
                   "--admin", simulator.admin, "--auth", "basic", "--password-stdin", stdin=simulator.password + "\n")
        (self.folder / "reply.html").write_bytes(reply)
        self.shell("set", simulator.admin, "--state", "on", "--inside-file", str(self.folder / "reply.html"),
                   "--audience", "none")
        self.start()
        self.find_count("20 people")
        self.app.enter("entry", "Search people", simulator.admin, MAIN)
        self.find_count("1 of 20 people")
        self.app.focus(MAIN)
        self.app.keys("ctrl+f", "Down")
        self.app.find("label", "What Exchange Holds", MAIN)
        self.open_reply()

    def open_reply(self):
        self.app.click("push button", "Edit", MAIN)
        self.app.find("label", "Inside the Organisation", REPLY)
        self.app.focus(REPLY)

    def save(self):
        self.app.keys("ctrl+Return")
        self.app.gone(REPLY)

    def held(self):
        return json.loads(self.shell("show", self.simulator.admin, "--json"))["inside"]

    def text(self, name=INSIDE):
        return self.app.find("text", name, REPLY).text()

    def go_into(self):
        """The keys go to the text."""
        self.app.mouse(self.app.find("text", INSIDE, REPLY))

    def test_one_letter(self):
        """A letter typed into a reply from Word changes nothing else of it."""
        reply = (REPLIES / "outlook.html").read_bytes()
        self.start_with(reply)
        before = self.held()
        self.picture("editor-outlook")
        self.go_into()
        self.app.keys("ctrl+Home")
        self.app.type("Q")
        wait("the letter", lambda: self.text().startswith("QDear sender"))
        self.save()
        self.assertEqual(self.held(), before.replace("Dear sender", "QDear sender", 1))
        self.end()

    def test_hostile(self):
        """Nothing in a reply is run or fetched: a server that everything in it points to hears nobody."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            there = f"http://127.0.0.1:{server.getsockname()[1]}"
            self.start_with(f"""<html><head><link rel=stylesheet href="{there}/1"><style>@import "{there}/2";</style>
                <meta http-equiv=refresh content="0;url={there}/3"></head><body onload="fetch('{there}/4')" background="{there}/5">
                <p>Hello <img src="{there}/6" onerror="location='{there}/7'"> you</p><script src="{there}/8"></script>
                <iframe src="{there}/9"></iframe><p style="background:url({there}/10)">there</p></body></html>""".encode())
            wait("the text", lambda: self.text().startswith("Hello [picture] you\nthere"))
            self.go_into()
            self.app.keys("ctrl+Home")
            self.app.type("Q")
            wait("the letter", lambda: self.text().startswith("QHello"))
            self.save()
            self.assertRaises(BlockingIOError, server.accept)
            self.assertIn(f'<script src="{there}/8">', self.held())
        self.end()

    def test_written_by_keys(self):
        self.start_with(b"<p>x</p>")
        app = self.app
        self.go_into()
        app.keys("ctrl+a", "Delete")
        app.type("I am ")
        app.keys("ctrl+b")
        app.type("away")
        app.keys("ctrl+b")
        app.type(" until <Monday>.")
        app.keys("Return")
        app.type("Ask")
        app.keys("ctrl+shift+l")
        app.keys("End", "Return")
        app.type("Bob")
        app.keys("Return", "Return")
        app.type("See ")
        app.keys("ctrl+k")
        app.find("text", "Web or mail address", REPLY)
        app.type("corp.example/help")
        app.keys("Return")
        wait("the link", lambda: self.text().endswith("See https://corp.example/help"))
        app.type(" now")
        self.assertEqual(self.text(), "I am away until <Monday>.\n• Ask\n• Bob\nSee https://corp.example/help now")
        self.picture("editor-written")
        app.keys("ctrl+z")
        wait("one step back", lambda: "now" not in self.text())
        app.keys("ctrl+y")
        wait("and forth", lambda: self.text().endswith(" now"))
        self.save()
        self.assertEqual(self.held(), "<p>I am <b>away</b> until &lt;Monday&gt;.</p><ul><li>Ask</li><li>Bob</li></ul>"
                                      "<p>See <a href=\"https://corp.example/help\">https://corp.example/help</a> now</p>")
        self.end()

    def test_views(self):
        self.start_with(b"<p>I am <b>away</b>.</p>")
        app = self.app
        self.go_into()
        app.keys("ctrl+shift+u")
        wait("the source", lambda: app.find("text", "HTML source", REPLY).text() == "<p>I am <b>away</b>.</p>")
        self.picture("editor-source")
        app.enter("text", "HTML source", "<p>I am <i>away</i>.</p><p>Ask Bob.</p>", REPLY)
        app.keys("ctrl+shift+u")
        wait("the text", lambda: self.text() == "I am away.\nAsk Bob.")
        self.save()
        self.assertEqual(self.held(), "<p>I am <i>away</i>.</p><p>Ask Bob.</p>")
        self.end()

    def test_linter(self):
        """What strangers should not read is said below the text, and keeps nobody from saving."""
        self.start_with(b"<p>x</p>")
        app = self.app
        app.choose("Who gets a reply", "Everybody", REPLY)
        app.enter("text", OUTSIDE, "I travel to Paris, my home number is +49 170 5550123.", REPLY)
        app.find("label", lambda t: "looks like a private number" in t, REPLY)
        app.find("label", lambda t: "tells strangers where" in t, REPLY)
        self.picture("editor-findings")
        self.save()
        self.end()


if __name__ == "__main__":
    main()
