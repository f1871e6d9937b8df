#!/usr/bin/python3
"""test_journal.py - "Journal": what was written to which mailbox, found again, kept, checked, taken back

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import MAIN, Journey, main, wait

JOURNAL = "Journal"
SEARCH = "Search mailboxes, reasons and replies"
ALICE = "alice.fox@corp.example"


class History(Journey):
    uses_file_chooser = True

    def begin(self):
        """Two runs by the command line: one over two mailboxes, one over the first of them again."""
        self.sim = self.start_simulator("--people=60")
        self.add_profile(self.sim)
        text = self.folder / "text"
        for words, *mails in (("<p>I am away.</p>", ALICE, "benjamin.wilson@corp.example"), ("<p>I am in the mountains.</p>", ALICE)):
            text.write_text(words)
            self.ctl("set", *mails, "--state", "on", "--inside-file", str(text), "--audience", "none")
        app = self.start()
        self.find_count("60 people")
        app.focus(MAIN)
        return app

    def test_found_kept_checked(self):
        app = self.begin()
        app.keys("ctrl+j")
        app.find(None, JOURNAL)
        app.find("label", "3 entries", JOURNAL)
        self.picture("journal")
        app.focus(JOURNAL)

        # By a word of the reply, by somebody from their details, by the run.
        app.enter("text", SEARCH, "mountains", JOURNAL)
        app.find("label", "1 entry", JOURNAL)
        app.enter("text", SEARCH, "nobody", JOURNAL)
        app.find("label", "No Entries", JOURNAL)
        self.picture("journal-nothing")
        app.keys("Escape", "Escape")
        app.gone(JOURNAL)
        self.select("Benjamin Wilson")
        app.click("push button", "Journal…", MAIN)
        app.find(None, JOURNAL)
        app.find("label", "1 entry", JOURNAL)
        app.click("push button", "Only This Run", JOURNAL)
        app.find("label", "2 entries", JOURNAL)
        self.picture("journal-run")

        # Nobody has changed it; kept as a table.
        app.focus(JOURNAL)
        app.keys("F10")
        app.click("menu item", "Check That Nobody Has Changed It")
        app.find("label", "Nobody Has Changed the Journal")
        self.picture("journal-checked")
        app.keys("Escape")
        wait("the answer to go", lambda: not app.look("label", "Nobody Has Changed the Journal"))
        app.focus(JOURNAL)
        rows = self.save_as(JOURNAL, "Save the Journal", "kept.csv")
        self.assertEqual({row["mailbox"] for row in rows}, {ALICE, "benjamin.wilson@corp.example"})
        self.assertEqual({row["after_inside"] for row in rows}, {"<p>I am away.</p>"})
        self.end()

    def test_taken_back(self):
        """The first run: whom somebody has changed since is left alone."""
        app = self.begin()
        before = self.sim.mailbox(ALICE)
        app.keys("ctrl+j")
        app.find("label", "3 entries", JOURNAL)
        app.enter("text", SEARCH, "benjamin", JOURNAL)
        app.find("label", "1 entry", JOURNAL)
        app.click("push button", "Undo This Run…", JOURNAL)
        app.find("label", "Undo in 2 Mailboxes?")
        self.picture("journal-undo")
        app.click("push button", "Undo the Run")
        wait("Benjamin's reply to be off", lambda: self.sim.mailbox("benjamin.wilson@corp.example")["state"] == "off")
        self.assertEqual(self.sim.mailbox(ALICE), before)
        app.find("label", "2 entries", JOURNAL)  # the way back is in it, too
        self.picture("journal-undone")
        self.end()


main()
