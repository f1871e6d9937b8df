#!/usr/bin/python3
"""test_item.py - an absence from nothing to its end: made, repeated, refused, edited, removed

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime

from journey import EDIT_ITEM as EDIT, INSIDE, MAIN, NEW_ITEM as NEW, RECURRENCE, TEMPLATES, Journey, main, wait

PREFLIGHT = "Before Applying"
RUN = "Applying the Plan"
UNDOING = "Undoing a Run"
IMPACT = "Change “Holiday” for All Who Use It?"
FOR = "Add names or addresses; ou:… for a unit, (…) for a filter"
FORWARD = "Forward messages to the substitute"


def day(days):
    return (datetime.datetime.now() + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


class Item(Journey):
    def choose_person(self):
        """Arjun Iyer, who has no reply, selected in the list."""
        self.app.enter("entry", "Search people", "arjun iyer", MAIN)
        self.find_count("1 of 240 people")
        self.select("Arjun Iyer")

    def start_on_person(self):
        app = self.start("--demo")
        self.find_count("240 people")
        self.choose_person()
        return app

    def open_new(self):
        self.app.focus(MAIN)
        self.app.keys("ctrl+n")
        self.app.find(None, NEW)
        self.app.focus(NEW)

    def write_text(self, text, window=NEW):
        self.reveal("text", INSIDE, window)
        node = self.app.find("text", INSIDE, window)
        node.call("EditableText", "SetTextContents", "s", text)
        shown = text.replace("{{absence.end}}", "Last day").replace("{{person.name}}", "Name")
        wait(f"{shown!r} to stand there", lambda: node.text() == shown)

    def begin_absence(self, text):
        """Of six days from today."""
        self.open_new()
        self.app.enter("text", "From: date", day(0), NEW)
        self.app.enter("text", "Until: date", day(5), NEW)
        self.write_text(text)

    def refuse_save(self, window):
        """By its key. The mistake is told already; that the save was heard is told by the keys, which it puts into the text."""
        def is_in_text():
            return any(n.had("focused") for n in self.app.find("text", INSIDE, window).below())

        self.app.keys("Tab")
        wait("the keys to leave the text", lambda: not is_in_text())
        self.app.keys("ctrl+s")
        wait("the keys to be in the text", is_in_text)

    def test_made_edited_removed(self):
        app = self.start_on_person()

        # Whoever is selected is in it already; what is missing is told at its field.
        self.open_new()
        app.find(None, lambda t: t.startswith("Arjun Iyer"), NEW)
        app.click("push button", "Save", NEW)
        self.tells("The reply inside the organisation is empty.", NEW)
        self.picture("item-refused")
        self.reveal("text", "From: date", NEW)
        app.enter("text", "From: date", day(20), NEW)
        self.reveal("text", "Until: date", NEW)
        app.enter("text", "Until: date", "nonsense", NEW)
        self.tells("Enter a date such as 2026-12-24.", NEW)
        self.reveal("text", "Until: date", NEW)
        app.enter("text", "Until: date", day(10), NEW)
        self.tells("The end must be after the start.", NEW)
        self.reveal("text", "Until: date", NEW)
        app.enter("text", "Until: date", day(24), NEW)
        self.tells("back on ", NEW)
        self.write_text("I am away until {{absence.end")
        self.picture("item-filled")
        self.tells("A placeholder has no end", NEW)
        self.refuse_save(NEW)
        self.write_text("I am away until {{absence.end}}.")
        app.click("push button", "Save", NEW)
        app.gone(NEW)

        # Edit opens what is planned; unchanged it closes without a question, changed it asks.
        app.focus(MAIN)
        app.click("push button", "Edit", MAIN)
        app.find(None, EDIT)
        self.assertEqual(app.find("text", "Until: date", EDIT).text(), day(24))
        app.focus(EDIT)
        app.keys("Escape")
        app.gone(EDIT)
        app.click("push button", "Edit", MAIN)
        app.enter("text", "Until: date", day(25), EDIT)
        app.focus(EDIT)
        app.keys("Escape")
        app.click("push button", "Keep Editing", "Discard the Changes?")
        app.gone("Discard the Changes?")
        self.assertEqual(app.find("text", "Until: date", EDIT).text(), day(25))
        app.click("push button", "Save", EDIT)
        app.gone(EDIT)
        app.click("push button", "Edit", MAIN)
        wait("what was saved", lambda: app.find("text", "Until: date", EDIT).text() == day(25))
        self.end()

    def test_for_whom(self):
        """Names, units and filters become chips; who is not there is told, and nobody is lost."""
        app = self.start("--demo")
        self.find_count("240 people")
        self.open_new()
        app.click("push button", "Save", NEW)
        self.tells("Say for whom this is.", NEW)
        app.enter("text", FOR, "Arjun Iyer; ou:Design; (department=IT); gone@corp.example", NEW)
        app.click("push button", "Save", NEW)
        for name in ("Arjun Iyer", "Unit Design", "Filter"):
            app.find(None, lambda t, name=name: t.startswith(name), NEW)
        self.tells("1 is not in the list of people", NEW)
        self.tells("Keep in step with membership", NEW)
        self.picture("item-for")
        self.end()

    def test_recurrence(self):
        app = self.start_on_person()
        self.open_new()
        self.reveal("push button", "Recurrence…", NEW)
        app.click("push button", "Recurrence…", NEW)
        app.find("label", "Recurrence Pattern", RECURRENCE)
        app.focus(RECURRENCE)
        self.picture("recurrence")
        app.choose("Repeats", "Yearly", RECURRENCE)
        app.choose("Month", "February", RECURRENCE)
        app.choose("Day of the month", "30", RECURRENCE)
        self.tells("This never happens", RECURRENCE)
        self.assertFalse(app.look("push button", "OK", RECURRENCE, is_sensitive=True))
        self.picture("recurrence-never")
        app.choose("Day of the month", "29", RECURRENCE)
        self.tells("29 February is in leap years only.", RECURRENCE)
        app.choose("Repeats", "In shifts", RECURRENCE)
        app.enter("text", "Days away and at work by turns, such as 4/4", "4/x", RECURRENCE)
        self.tells("Enter days away and days at work by turns", RECURRENCE)
        app.enter("text", "Days away and at work by turns, such as 4/4", "2/2/3/2", RECURRENCE)
        app.keys("ctrl+Return")
        app.gone(RECURRENCE)
        self.tells("2/2/3/2", NEW)
        self.picture("item-repeats")
        self.write_text("On shift.")
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        app.focus(MAIN)
        app.click("push button", "Edit", MAIN)
        app.find(None, EDIT)
        self.tells("2/2/3/2", EDIT)
        self.end()

    def test_applied_and_undone(self):
        app = self.start_on_person()
        self.begin_absence("Away until {{absence.end}}, says {{person.name}}.")
        app.focus(NEW)
        app.keys("ctrl+Return")
        app.find("label", "1 mailbox is written to. It takes less than a minute.", PREFLIGHT)
        app.find("label", "Arjun Iyer", PREFLIGHT)
        self.picture("preflight")
        app.click("push button", "Apply Now", PREFLIGHT)
        app.find("label", "Done", RUN)
        self.tells("1 of 1", RUN)
        self.picture("run")
        app.find("label", lambda t: t.startswith("A reply goes out now"), MAIN)

        # What it was before is put back, and the plan stays.
        app.click("push button", "Undo the Run…", RUN)
        app.click("push button", "Undo the Run", "Undo in 1 Mailbox?")
        app.gone("Undo in 1 Mailbox?")
        app.find("label", "No automatic reply goes out.", MAIN)
        self.picture("run-undone")
        app.focus(UNDOING)
        app.keys("Escape")
        app.gone(UNDOING)
        app.click("push button", "Edit", MAIN)
        app.find(None, EDIT)
        self.end()

    def test_forwarded(self):
        """To the substitute, by a rule: chosen, told before it is applied, and made."""
        app = self.start_on_person()
        self.begin_absence("Away until {{absence.end}}.")
        self.reveal("text", "Substitute: address", NEW)
        app.enter("text", "Substitute: address", "asa.nystrom@corp.example", NEW)
        self.tells("it would stop the automatic reply", NEW)
        self.tab_to(FORWARD, NEW, most=80)
        app.keys("space", "Down", "Return")
        app.find("label", "And keep a copy", NEW)
        self.picture("item-forward")
        app.focus(NEW)
        app.keys("ctrl+Return")
        app.find("label", lambda t: "Forwards messages to asa.nystrom@corp.example and keeps a copy." in t, PREFLIGHT)
        self.picture("preflight-forward")
        app.click("push button", "Apply Now", PREFLIGHT)
        app.find("label", "Done", RUN)
        self.tells("1 of 1", RUN)
        self.picture("run-forward")
        app.focus(RUN)
        app.keys("Escape")
        app.gone(RUN)
        self.end()

    def test_linter(self):
        """What does not go with the absence's kind and year is said below the text."""
        app = self.start("--demo")
        self.find_count("240 people")
        self.choose_person()
        self.open_new()
        app.choose("Type", "Left the company", NEW)
        self.write_text("I am away until 5 May 2001.")
        self.tells("“5 May 2001” is in a year in which this absence is not.", NEW)
        self.tells("somebody who has left does not write any more.", NEW)
        self.picture("item-linter")
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        self.end()

    def test_type(self):
        """The kind chooses the only approved template for it."""
        app = self.start("--demo-plan")
        self.find_count("240 people")
        self.open_new()
        app.choose("Type", "Training", NEW)
        self.tells("The texts are the template’s", NEW)
        self.picture("item-type")
        app.choose("Type", "Sick", NEW)
        self.write_text("I am ill.")
        app.focus(NEW)
        app.keys("Escape")
        app.click("push button", "Discard", "Discard the Changes?")
        app.gone(NEW)
        self.end()

    def test_template(self):
        """A template with placeholders is made, used, and then says where."""
        app = self.start("--demo")
        self.find_count("240 people")
        self.begin_template()
        app.enter("text", INSIDE, "Away until {{absence.nonsense}}.", TEMPLATES)
        app.focus(TEMPLATES)
        app.keys("ctrl+s")
        self.tells("laceholder", TEMPLATES)
        self.write_text("Away until {{absence.end}}.", TEMPLATES)
        app.enter("text", "Reply to people outside the organisation", "I travel to Paris.", TEMPLATES)
        self.tells("tells strangers where somebody is", TEMPLATES)
        app.enter("text", "Reply to people outside the organisation", "Away.", TEMPLATES)
        app.keys("ctrl+s")
        self.tells("No absence uses it.", TEMPLATES)
        self.picture("template")
        app.keys("Escape")
        app.gone(TEMPLATES)

        self.choose_person()
        self.open_new()
        self.tab_to("Template", NEW)
        app.choose("Template", "Holiday", NEW)
        self.tells("A draft: nobody has approved it yet.", NEW)
        self.picture("item-template")
        app.focus(NEW)
        app.keys("ctrl+s")
        app.gone(NEW)
        app.focus(MAIN)
        app.keys("ctrl+t")
        self.tells("Vacation, ", TEMPLATES)

        # Before it is saved it says what that changes.
        self.write_text("Away until {{absence.end}}, truly.", TEMPLATES)
        app.focus(TEMPLATES)
        app.keys("ctrl+s")
        app.find(None, IMPACT)
        app.find("label", lambda t: t.startswith("1 absence that is still to come has its texts from it. 1 mailbox gets "), IMPACT)
        self.picture("template-impact")
        app.focus(IMPACT)
        app.keys("Escape")
        app.gone(IMPACT)
        app.focus(TEMPLATES)
        app.keys("ctrl+s")
        app.find(None, IMPACT)
        app.click("push button", "Save", IMPACT)
        app.gone(IMPACT)
        wait("it to be saved", lambda: not app.find("push button", "Save", TEMPLATES).has("sensitive"))
        app.focus(TEMPLATES)
        app.click("push button", "Remove…", TEMPLATES)
        app.click("push button", "Remove", "Remove the Template “Holiday”?")
        self.tells("used", TEMPLATES)
        self.picture("template-used")
        self.end()


if __name__ == "__main__":
    main()
