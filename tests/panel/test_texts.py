#!/usr/bin/python3
"""test_texts.py - other people's texts and other people's changes: nothing is lost without a question

SPDX-License-Identifier: GPL-3.0-or-later
"""


from journey import INSIDE, MAIN, REPLY, Journey, main, wait

FORMATTED = '<html><body><p>Ask <b>Bob</b> or <a href="https://absence.example/who?x=1&amp;y=2">look here</a>.</p></body></html>'


class Texts(Journey):
    def start_on_somebody(self):
        """The panel on a simulator, with its first person's details."""
        simulator = self.start_simulator("--people=20")
        self.add_profile(simulator)
        (self.folder / "formatted.html").write_text(FORMATTED, encoding="utf-8")
        self.set(simulator, "--state", "on", "--inside-file", str(self.folder / "formatted.html"), "--audience", "none")
        self.start()
        self.find_count("20 people")
        self.search_for(simulator.admin, "1 of 20 people")
        return simulator

    def set(self, simulator, *options):
        self.ctl("set", simulator.admin, *options)

    def open_reply(self):
        self.app.click("push button", "Edit", MAIN)
        self.app.find("label", "Inside the Organisation", REPLY)
        self.app.focus(REPLY)

    def held(self, simulator):
        return simulator.mailbox(simulator.admin)

    def test_formatting_is_kept(self):
        simulator = self.start_on_somebody()
        app = self.app
        self.open_reply()
        wait("the text", lambda: app.find("text", INSIDE, REPLY).text() == "Ask Bob or look here.")
        self.picture("reply-formatted")
        app.click(None, "Scheduled", REPLY)
        app.find("text", "Until: date", REPLY)
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        app.find("label", "A reply is planned; none goes out yet.", MAIN)
        self.assertEqual(self.held(simulator)["inside"], FORMATTED)
        self.end()

    def test_changed_meanwhile(self):
        simulator = self.start_on_somebody()
        app = self.app
        self.open_reply()
        app.click(None, "Scheduled", REPLY)
        app.find("text", "Until: date", REPLY)
        self.set(simulator, "--state", "off")
        app.click("push button", "Save", REPLY)
        app.find("push button", "Look at the New State", "Somebody Changed This Reply Meanwhile")
        self.picture("changed-meanwhile")
        app.click("push button", "Look at the New State", "Somebody Changed This Reply Meanwhile")
        wait("the new state", lambda: not app.look("text", "Until: date", REPLY))
        app.keys("Escape")
        app.gone(REPLY)

        # Keep editing: the next Save goes over the new state.
        self.set(simulator, "--state", "on")
        self.open_reply()
        app.click(None, "Scheduled", REPLY)
        app.find("text", "Until: date", REPLY)
        self.set(simulator, "--state", "off")
        app.click("push button", "Save", REPLY)
        app.click("push button", "Keep Editing", "Somebody Changed This Reply Meanwhile")
        app.gone("Somebody Changed This Reply Meanwhile")
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        app.find("label", "A reply is planned; none goes out yet.", MAIN)
        self.end()


if __name__ == "__main__":
    main()
