#!/usr/bin/python3
"""test_editor_drop.py - what is dragged out of another program's window and dropped on a reply's text

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess

from drive import NotThere
from edit import INSIDE, EditorJourney
from journey import REPLY, main, wait

SOURCE = os.environ["DRAG_SOURCE"]
OTHER = "Another Program"
PLAIN = "text/plain;charset=utf-8"
WORDS = ('<p class="MsoNormal" onclick="x()" style="position:fixed"><b>Ask</b> <script>x()</script>'
         '<img src="https://out.example/x.png" onerror="y()"><a href="javascript:z()">Bob</a></p>')


class Drop(EditorJourney):
    def offer(self, kinds):
        """The other program, in the right upper corner of the screen; gives the middle of its window."""
        words = []
        for number, (kind, text) in enumerate(kinds.items()):
            path = self.folder / f"offer-{number}"
            path.write_text(text, encoding="utf-8")
            words += [kind, str(path)]
        self.other = subprocess.Popen([SOURCE, *words], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.other.stdout.close)
        self.addCleanup(self.other.wait)
        self.addCleanup(self.other.kill)

        def find():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.other.pid), "--name", OTHER], capture_output=True, text=True)
            return found.stdout.split()
        xid = wait("the other program's window", find)[0]
        subprocess.run(["xdotool", "windowmove", "--sync", xid, "1150", "30", "windowraise", xid], check=True)
        place = self.app.geometry(xid)
        return place["X"] + place["WIDTH"] // 2, place["Y"] + place["HEIGHT"] // 2

    def drop(self, start, is_done):
        """A busy computer sees the button go up before the drag has begun: slower then."""
        box = self.page(INSIDE) if self.with_webkit else self.app.find("text", INSIDE, REPLY)
        left, top, _, _ = self.screen(box)
        for pace in (0.05, 0.2, 0.5):
            self.drag(start, (left + 60, top + (36 if self.with_webkit else 24)), pace)
            try:
                return wait("what was dropped", is_done, 8)
            except NotThere:
                continue
        return self.fail(f"nothing of it came: {self.text()!r}")

    def test_words(self):
        """What arrives is as clean as what is pasted; without HTML it is the words alone."""
        self.start_with(b"<p>Hello.</p>")
        self.go_into()
        start = self.offer({"text/html": WORDS, PLAIN: "Ask Bob"})
        self.drop(start, lambda: "Ask" in self.text() and "Bob" in self.text())
        self.picture("editor-dropped")
        self.app.focus(REPLY)
        self.save()
        held = self.held()
        self.assertIn("Hello", held)
        for word in ("Mso", "script", "onclick", "img", "onerror", "position", "out.example"):
            self.assertNotIn(word, held)
        if self.with_webkit:
            self.assertIn("<b>Ask</b>", held)
        self.end()

    def test_file(self):
        """It is refused, with a sentence; what stands there stays, and can be undone no further than before."""
        self.start_with(b"<p>Hello.</p>")
        self.go_into()
        path = self.folder / "plan of the house.pdf"
        path.write_bytes(b"%PDF-1.4")
        start = self.offer({"text/uri-list": f"{path.as_uri()}\r\n", PLAIN: str(path)})
        self.drop(start, lambda: self.app.look("label", lambda t: t.startswith("A file cannot be put into a reply"), REPLY))
        self.picture("editor-dropped-file")
        self.assertEqual(self.text(), "Hello.")
        self.app.focus(REPLY)
        self.app.keys("Escape")
        self.app.gone(REPLY)
        self.assertEqual(self.held(), "<p>Hello.</p>")
        self.end()


if __name__ == "__main__":
    main()
