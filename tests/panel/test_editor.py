#!/usr/bin/python3
"""test_editor.py - a reply is written with its formatting, by keys alone; another one's is changed in one place

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import signal
import socket
import subprocess

from edit import INSIDE, OUTSIDE, REPLIES, EditorJourney
from journey import REPLY, TEMPLATES, main, wait


def engines(program):
    """The processes that show pages for a program, at any depth below it."""
    parents, found = {}, []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, rest = status.read_text(encoding="utf-8").partition(" (")
        except OSError:  # it has ended
            continue
        name, _, rest = rest.rpartition(") ")
        parents[int(pid)] = int(rest.split()[1])
        if name.startswith("WebKitWebProces"):
            found.append(int(pid))

    def is_below(pid):
        while pid in parents and pid != program:
            pid = parents[pid]
        return pid == program
    return [pid for pid in found if is_below(pid)]


class Editor(EditorJourney):
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

    def test_placeholder(self):
        """It is one thing on the screen, and comes back as it was written."""
        self.start_with(b"<p>x</p>")
        app = self.app
        self.go_into()
        app.keys("ctrl+a")
        app.type("I am {{given}} {{until}}")
        wait("the placeholders", lambda: self.text() == "I am {{given}} {{until}}")
        self.picture("editor-placeholders")
        app.keys("BackSpace")
        wait("one to go as a whole", lambda: self.text() == "I am {{given}} ")
        app.keys("Home", "Right", "Right", "Right", "Right", "Right", "Right")
        app.type("!")
        wait("the letter", lambda: "!" in self.text())
        self.picture("editor-placeholder")
        self.save()
        self.assertEqual(self.held(), "<p>I am {{given}}! </p>")
        self.end()

    def test_placeholder_chosen(self):
        """From the menu into a template, with a condition around a word: the keys stay in the text."""
        app = self.start("--demo")
        self.find_count("240 people")
        self.begin_template()
        self.go_into(INSIDE, TEMPLATES)
        app.type("Dear Bob")
        app.keys("Left", "Left", "Left")
        app.click("push button", "Placeholder", TEMPLATES)
        app.click("menu item", "The Person", TEMPLATES)
        app.click("menu item", "First name", TEMPLATES)
        wait("the placeholder", lambda: self.text(window=TEMPLATES) == "Dear First nameBob")
        app.type(" ")
        wait("the blank", lambda: self.text(window=TEMPLATES) == "Dear First name Bob")
        app.keys("End", "ctrl+shift+Left")
        app.click("push button", "Condition", TEMPLATES)
        app.click("menu item", "If There Is a Substitute", TEMPLATES)
        wait("the condition", lambda: "End of the condition" in self.text(window=TEMPLATES))
        app.keys("ctrl+End")
        app.type("!")
        wait("the letter", lambda: self.text(window=TEMPLATES).endswith("!"))
        self.picture("editor-template")
        app.keys("ctrl+shift+u")
        wait("the source", lambda: "<p>" in app.find("text", "HTML source", TEMPLATES).text())
        self.assertEqual(app.find("text", "HTML source", TEMPLATES).text(),
                         "<p>Dear {{person.given-name}} {{if substitute}}Bob{{end}}!</p>")
        self.end()

    def test_engine_dies(self):
        """The text view takes over, with what was typed and what can be undone."""
        if not self.with_webkit:
            self.skipTest("about WebKit")
        self.start_with(b"<p>Hello.</p>")
        self.go_into()
        self.app.keys("ctrl+Home")
        self.app.type("Q")
        wait("the letter", lambda: self.text() == "QHello.")
        for process in engines(self.app.process.pid):
            os.kill(process, signal.SIGKILL)
        view = self.app.find("text", INSIDE, REPLY)
        self.assertEqual(view.text(), "QHello.")
        self.tells("Your text is here as you last saw it", REPLY)
        self.picture("editor-died")
        self.app.type("R")
        wait("the next letter", lambda: view.text() == "QRHello.")
        self.app.keys("ctrl+z", "ctrl+z")
        wait("all undone", lambda: view.text() == "Hello.")
        self.end()

    def test_no_sandbox(self):
        """It is not run without: also not where WebKit itself would."""
        if not self.with_webkit:
            self.skipTest("about WebKit")
        os.environ.update(WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1", G_MESSAGES_DEBUG="absentia-panel")
        self.addCleanup(os.environ.pop, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS")
        self.addCleanup(os.environ.pop, "G_MESSAGES_DEBUG")
        self.start_with(b"<p>Hello.</p>")
        wait("the reason", lambda: "a process cannot be locked in here" in self.app.log())
        self.app.mouse(self.app.find("text", INSIDE, REPLY))
        self.app.keys("ctrl+Home")
        self.app.type("Q")
        wait("the letter", lambda: self.app.find("text", INSIDE, REPLY).text() == "QHello.")
        self.end()

    def test_composed(self):
        """Letters of several keys, and of keys that the keyboard has not: in their place, and what was selected is gone."""
        self.start_with(b"<p>Caf! and</p>")
        self.go_into()
        self.app.keys("ctrl+Home", "Right", "Right", "Right", "shift+Right", "Multi_key", "apostrophe", "e")
        wait("the letter", lambda: self.text() == "Café and")
        self.app.keys("End")
        # Each gets a key for as long as it is typed: the program has to look the key up before the next one gets it.
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "600", "--", " 東京 🙂!"], check=True)
        wait("the others", lambda: self.text() == "Café and 東京 🙂!")
        self.app.keys("Left", "BackSpace", "ctrl+Left", "BackSpace")
        wait("one of them to go", lambda: self.text() == "Café and東京 !")
        self.save()
        self.assertEqual(self.held(), "<p>Café and東京 !</p>")
        self.end()

    def test_tab_leaves(self):
        self.start_with(b"<p>Hello.</p>")
        self.go_into()
        self.app.keys("ctrl+Home", "Tab")
        self.assertEqual(self.focused(REPLY), ["Formatted"])
        self.app.keys("shift+Tab")
        self.assertEqual(self.focused(REPLY), [INSIDE])
        self.app.type("Q")
        wait("the letter", lambda: self.text() == "QHello.")
        self.end()

    def test_typed_fast(self):
        """Letters, Enter and the arrows come in their order, however fast."""
        self.start_with(b"<p>x</p>")
        self.go_into()
        self.app.keys("ctrl+a")
        subprocess.run(["xdotool", "type", "--delay", "1", "--", "The quick brown fox jumps over the lazy dog. " * 3],
                       check=True)
        subprocess.run(["xdotool", "key", "--delay", "1", "Return", "1", "2", "3", "Left", "Left", "4", "Home", "5"],
                       check=True)
        wait("all of it", lambda: self.text() == "The quick brown fox jumps over the lazy dog. " * 3 + "\n51423")
        self.end()

    def test_commands_in_order(self):
        """A command comes behind the letters before it and before those behind it, however fast: so does saving."""
        self.start_with(b"<p>x</p>")
        self.go_into()
        self.app.keys("ctrl+a")
        subprocess.run(["xdotool", "key", "--delay", "1", *"abc", "ctrl+b", *"def", "ctrl+b", *"ghi", "ctrl+z", "ctrl+y",
                        "Return", "ctrl+shift+l", *"jkl", "Return", "Return", *"mno", "ctrl+k", *"corp", "period", *"example",
                        "Return"], check=True)
        wait("the link", lambda: self.text().endswith("https://corp.example"))
        subprocess.run(["xdotool", "key", "--delay", "1", *"pqr", "ctrl+Return"], check=True)
        self.app.gone(REPLY)
        self.assertEqual(self.held(), '<p>abc<b>def</b>ghi</p><ul><li>jkl</li></ul>'
                                      '<p>mno<a href="https://corp.example">https://corp.example</a>pqr</p>')
        self.end()

    def test_escape(self):
        """It closes the window from the text, too, and asks when the last letter was typed a moment ago."""
        self.start_with(b"<p>Hello.</p>")
        self.go_into()
        subprocess.run(["xdotool", "key", "--delay", "1", "Q", "Escape"], check=True)
        self.app.find(None, "Discard the Changes?")
        self.app.keys("Escape")
        self.app.gone("Discard the Changes?")
        self.app.focus(REPLY)
        self.app.keys("ctrl+z")
        wait("the letter to go", lambda: self.text() == "Hello.")
        self.app.keys("Escape")
        self.app.gone(REPLY)
        self.end()

    def test_linter(self):
        """What strangers should not read is said below the text, and keeps nobody from saving."""
        self.start_with(b"<p>x</p>")
        app = self.app
        app.choose("Who gets a reply", "Everybody", REPLY)
        self.enter(OUTSIDE, "I travel to Paris, my home number is +49 170 5550123.")
        app.find("label", lambda t: "looks like a private number" in t, REPLY)
        app.find("label", lambda t: "tells strangers where" in t, REPLY)
        self.picture("editor-findings")
        self.save()
        self.end()


if __name__ == "__main__":
    main()
