#!/usr/bin/python3
"""test_versions.py - a template is previewed for people of the list, edited, and an earlier version is restored

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import INSIDE, TEMPLATES, Journey, main, wait

PREVIEW = "Preview"
PAST = "Earlier Versions"


class Versions(Journey):
    def save(self, text):
        app = self.app
        app.find("text", INSIDE, TEMPLATES).call("EditableText", "SetTextContents", "s", text)
        app.focus(TEMPLATES)
        app.keys("ctrl+s")
        app.find("push button", "Earlier Versions…", TEMPLATES, is_sensitive=True)

    def test_versions(self):
        app = self.start("--demo")
        self.find_count("240 people")
        self.begin_template()
        app.enter("text", "Reply to people outside the organisation", "Away.", TEMPLATES)
        self.save("The first words.")
        self.save("{{person.name}} is away.")
        app.click("push button", "Preview…", TEMPLATES)
        app.find("dialog", PREVIEW)
        wait("a name", lambda: app.find("text", lambda t: t.startswith("To people inside"), PREVIEW).text().endswith(" is away."))
        self.picture("template-preview")
        app.focus(PREVIEW)
        app.keys("Escape")
        app.gone(PREVIEW)

        app.click("push button", "Earlier Versions…", TEMPLATES)
        app.find("dialog", PAST)
        wait("what would change", lambda: "+ The first words." in app.find("text", lambda t: "lines with" in t, PAST).text())
        self.picture("template-versions")
        app.click("push button", "Restore", PAST)
        app.gone(PAST)
        wait("the first words", lambda: app.find("text", INSIDE, TEMPLATES).text() == "The first words.")
        self.end()


main()
