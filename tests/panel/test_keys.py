#!/usr/bin/python3
"""test_keys.py - the main job with the keyboard alone: no action, no pointer

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import MAIN, REPLY, WIZARD, Journey, main, wait

KEYS = "Keyboard shortcuts"


class Keys(Journey):
    def test_reply(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+f")
        app.type("arjun iyer")
        self.find_count("1 of 240 people")
        app.keys("Down")
        app.find("label", "No automatic reply goes out.", MAIN)

        # Set a reply at once, type the text, save.
        app.keys("ctrl+shift+n")
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        self.tab_to("Reply to people inside the organisation", REPLY)
        app.type("Back on Monday.")
        app.keys("ctrl+Return")
        app.gone(REPLY)
        app.find("label", lambda t: t.startswith("A reply "), MAIN)

        # Edit with Return from the list; Escape leaves without a question.
        app.focus(MAIN)
        app.keys("ctrl+f", "Down", "Return")
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        app.keys("Escape")
        app.gone(REPLY)

        # Switch off with Delete and the mnemonic of the answer.
        app.focus(MAIN)
        app.keys("ctrl+f", "Down", "Delete")
        app.find("push button", "Switch Off", "Switch off the reply of Arjun Iyer?")
        app.focus("Switch off the reply of Arjun Iyer?")
        app.keys("alt+s")
        app.find("label", "No automatic reply goes out.", MAIN)

        # Everybody again, the overview of the keys, the connection.
        app.focus(MAIN)
        app.keys("ctrl+f", "Escape")
        self.find_count("240 people")
        app.keys("shift+F9")
        wait("the pane to go", lambda: not app.look("label", "What Exchange Holds", MAIN))
        app.keys("shift+F9")
        app.find("label", "What Exchange Holds", MAIN)
        for _ in range(2):
            app.keys("ctrl+question")
            app.find("label", "New out of office item", KEYS)
            app.focus(KEYS)
            app.keys("Escape")
            app.gone(KEYS)
            app.focus(MAIN)
        app.keys("ctrl+k")
        app.find("dialog", WIZARD)
        app.focus(WIZARD)
        app.keys("Return")
        app.find("label", "Where Is the Server?", WIZARD)
        app.keys("alt+b")
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        app.keys("Escape")
        app.gone(WIZARD)
        app.focus(MAIN)
        app.keys("ctrl+q")
        wait("the program to end", lambda: app.process.poll() is not None)
        self.assertEqual(app.process.returncode, 0, app.log()[-3000:])

    def test_link(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+f")
        app.type("heike lange")
        self.find_count("1 of 240 people")
        app.keys("Down")
        app.find("label", "What Exchange Holds", MAIN)
        self.tab_to("Reply inside the organisation", MAIN)
        text = app.find("text", "Reply inside the organisation", MAIN).text()
        app.keys("ctrl+Home", *["Right"] * (text.index("the office") + 1), "Return")
        app.find("label", "mailto:oofadmin@corp.example", "Open This Link?")
        app.focus("Open This Link?")
        app.keys("Escape")
        app.gone("Open This Link?")
        self.end()


if __name__ == "__main__":
    main()
