#!/usr/bin/python3
"""test_editor_clipboard.py - what is pasted and dragged into a reply's text, and out of it

SPDX-License-Identifier: GPL-3.0-or-later
"""

import shutil
import subprocess

from drive import NotThere
from edit import INSIDE, REPLIES, EditorJourney
from journey import REPLY, main, wait


class Clipboard(EditorJourney):
    def test_word_pasted(self):
        """What Word puts on the clipboard is cleaned on the way."""
        if shutil.which("xclip") is None:
            self.skipTest("xclip is not installed")
        self.start_with(b"<p>Hello.</p>")
        self.copy_html((REPLIES / "word-list.html").read_bytes() +
                       b"<p class=MsoNormal onclick='x()'><b>Ask</b><o:p></o:p> <script>x()</script>Bob</p>")
        self.go_into()
        self.app.keys("ctrl+End", "ctrl+v")
        wait("what was pasted", lambda: "Ask Bob" in self.text())
        self.picture("editor-pasted")
        self.app.keys("ctrl+z")
        wait("one step back", lambda: self.text() == "Hello.")
        self.app.keys("ctrl+y")
        wait("and forth", lambda: "Ask Bob" in self.text())
        self.save()
        held = self.held()
        self.assertIn("<b>Ask</b> Bob", held)
        self.assertIn("<li>", held)
        for word in ("Mso", "script", "onclick", "o:p", "<style", "<!--"):
            self.assertNotIn(word, held)
        self.end()

    def test_pasted_long(self):
        """Five megabytes are refused with a sentence; what stands there stays, and can be edited and saved."""
        if shutil.which("xclip") is None:
            self.skipTest("xclip is not installed")
        self.start_with(b"<p>Hello.</p>")
        self.copy_html(b"<p>" + b"word " * (1024 * 1024) + b"</p>", "UTF8_STRING")
        self.go_into()
        self.app.keys("ctrl+End", "ctrl+v")
        self.tells("What you pasted is too long (5.2", REPLY)
        self.picture("editor-too-long")
        self.app.keys("ctrl+End")
        self.app.type(" More.")
        wait("what was typed then", lambda: self.text() == "Hello. More.")
        self.save()
        self.assertIn("Hello. More.", self.held())
        self.end()

    def test_placeholder_copied(self):
        """It is a placeholder where it is pasted, too; what is typed behind a paste comes behind it."""
        self.start_with(b"<p>I am <b>{{given}}</b> x</p>")
        self.go_into()
        self.app.keys("ctrl+a", "ctrl+c", "ctrl+End")
        subprocess.run(["xdotool", "key", "--delay", "1", "Return", "ctrl+v", *"abc", "ctrl+b", *"de", "ctrl+Return"], check=True)
        self.app.gone(REPLY)
        self.assertEqual(self.held(), "<p>I am <b>{{given}}</b> x</p><p>I am <b>{{given}}</b> xabc<b>de</b></p>")
        self.open_reply()
        self.go_into()
        self.app.keys("ctrl+Home", "shift+End", "ctrl+x")
        wait("the line to go", lambda: self.text().startswith("\nI am"))
        self.app.keys("ctrl+End", "ctrl+shift+v")
        wait("it as plain text", lambda: self.text() == "\nI am {{given}} xabcdeI am {{given}} x")
        self.app.keys("ctrl+z", "ctrl+z")
        wait("both undone", lambda: self.text() == "I am {{given}} x\nI am {{given}} xabcde")
        self.end()

    def test_selection_pasted(self):
        """The middle button puts what is selected in any program where it is pressed, as clean as what is pasted."""
        if shutil.which("xclip") is None:
            self.skipTest("xclip is not installed")
        self.start_with(b"<p>Hello.</p>")
        (self.folder / "primary").write_bytes(b"<p onclick='x()'><b>Ask</b><img src=x onerror='y()'> Bob</p>" if self.with_webkit else b"Ask Bob")
        subprocess.run(["xclip", "-selection", "primary", "-t", "text/html" if self.with_webkit else "UTF8_STRING", "-i",
                        str(self.folder / "primary")], check=True)
        self.go_into()
        subprocess.run(["xdotool", "click", "2"], check=True)
        wait("what was selected", lambda: "Ask" in self.text() and "Bob" in self.text())
        self.save()
        held = self.held()
        for word in ("onclick", "img", "onerror"):
            self.assertNotIn(word, held)
        self.end()

    def test_dragged(self):
        """Words of the text go where they are dropped, with their placeholders as they are."""
        self.start_with(b"<p>{{person.given-name}} is away.</p><p>Then</p>")
        box = self.page(INSIDE) if self.with_webkit else self.app.find("text", INSIDE, REPLY)
        self.assertTrue(any(self.is_dragged(box, pace) for pace in (0.05, 0.2, 0.5)), self.text())
        self.picture("editor-dragged")
        self.app.keys("ctrl+z")
        wait("it to be back", lambda: self.text() == "First name is away.\nThen")
        self.app.keys("ctrl+y")
        wait("and there again", lambda: "First name" in self.text()[1:])
        self.save()
        self.assertRegex(self.held(), r"<p>(&nbsp;| ).*\{\{person\.given-name\}\}")
        self.end()

    def is_dragged(self, box, pace):
        """The first thing of the text into its second line. A busy computer sees the button go up before the drag has begun."""
        self.go_into()
        self.app.keys("ctrl+Home", "shift+Right")
        wait("it to be selected", self.has_selection)  # the mouse overtakes keys
        left, top, width, _ = self.screen(box)
        first, second = (36, 66) if self.with_webkit else (24, 58)
        self.drag((left + 30, top + first), (left + width - 40, top + second), pace)
        try:
            wait("it to be moved", lambda: "First name" in self.text()[1:], 5)
        except NotThere:
            return False
        return True

    def has_selection(self):
        self.app.refresh(is_thorough=True)
        node = next(n for n in self.app.root.below() if n.role == "text" and n.name == INSIDE)
        return node.call("Text", "GetNSelections", "") > 0

    def copy_html(self, html, kind="text/html"):
        (self.folder / "clipboard.html").write_bytes(html)
        subprocess.run(["xclip", "-selection", "clipboard", "-t", kind, "-i", str(self.folder / "clipboard.html")],
                       check=True)


if __name__ == "__main__":
    main()
