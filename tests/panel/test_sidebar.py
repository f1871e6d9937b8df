#!/usr/bin/python3
"""test_sidebar.py - the filters beside the list: counts, choosing, folding, the words of the search, another start

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from journey import MAIN, Journey, main, wait


class Sidebar(Journey):
    def line(self, name):
        """The line of that name, as a screen reader says it: "Sales, 18 people"."""
        return self.app.find("list item", lambda t: re.fullmatch(re.escape(name) + r", [\d,]+ (person|people)", t), MAIN)

    def count(self, name):
        return int(self.line(name).name.rpartition(", ")[2].split(" ")[0].replace(",", ""))

    def start_demo(self):
        """The demo, once everybody is there and counted."""
        app = self.start("--demo")
        self.find_count("240 people")
        wait("all to be counted", lambda: self.count("All people") == 240)
        return app

    def choose(self, name):
        self.app.mouse(self.line(name))

    def lines(self):
        """Names of all lines that are seen, heads included."""
        return [n.name for n in self.app.look("list item", lambda t: t != "", MAIN)]

    def below(self, head):
        """The line that follows."""
        lines = self.lines()
        return lines[lines.index(head) + 1:][:1] if head in lines else []

    def test_departments(self):
        app = self.start_demo()
        n = self.count("Finance")
        self.assertGreater(n, 5)
        self.choose("Finance")
        self.find_count(f"{n} of 240 people")
        self.picture("sidebar-department")

        # Together with the search text, and away again.
        app.focus(MAIN)
        app.keys("ctrl+f")
        app.type("zzz")
        app.find("label", "Nobody Found", MAIN)
        app.click("push button", "Show Everyone", MAIN)
        self.find_count("240 people")

        # A line is found by its name, a section folds.
        app.enter("text", "Find a department, unit, group or kind", "forsch", MAIN)
        wait("one line to be left", lambda: [t for t in self.lines() if t.startswith("Forschung")] and
             not [t for t in self.lines() if t.startswith("Finance")])
        app.enter("text", "Find a department, unit, group or kind", "", MAIN)
        self.line("Finance")
        app.mouse(app.find("list item", "Departments", MAIN))
        wait("the section to fold", lambda: "Organisational Units" in self.below("Departments"))
        app.mouse(app.find("list item", "Departments", MAIN))
        wait("the section to open", lambda: "Organisational Units" not in self.below("Departments"))

        # F9 takes it away and brings it back, with the keys on the chosen line.
        app.focus(MAIN)
        app.keys("F9")
        wait("the filters to go", lambda: not [t for t in self.lines() if t.startswith("All people")])
        app.keys("F9")
        self.line("All people")
        app.keys("Home", "Down", "Down")
        self.find_count(f"{self.count('Own replies')} of 240 people")
        self.end()

    def test_narrow(self):
        """Without room the filters lie over the list, until one is chosen."""
        app = self.start_demo()
        self.line("Finance")
        app.focus(MAIN)
        xid = app.xid(MAIN)
        for _ in range(2):  # the first time it only becomes as narrow as it can be with them
            app.resize(xid, 760, 700)
            wait("the filters to go", lambda: not [t for t in self.lines() if t.startswith("All people")])
        app.keys("F9")
        self.line("Finance")
        app.keys("Escape")
        wait("the filters to go", lambda: not [t for t in self.lines() if t.startswith("All people")])
        app.keys("F9")
        n = self.count("Finance")
        self.picture("sidebar-narrow")
        self.choose("Finance")
        self.find_count(f"{n} of 240 people")
        wait("the filters to go", lambda: not [t for t in self.lines() if t.startswith("All people")])
        app.resize(xid, 1200, 760)
        self.line("Finance")
        self.end()

    def test_words(self):
        app = self.start_demo()
        n = self.count("Finance")
        app.focus(MAIN)
        for text, wanted in (("dept:finance", f"{n} of 240 people"), ("dept:zzz", "0 of 240 people"),
                             ('dept:"customer service"', f"{self.count('Customer Service')} of 240 people"),
                             ("kind:room", None), ("is:disabled", None)):
            app.enter("entry", "Search people", text, MAIN)
            self.find_count(wanted or re.compile(r"\d+ of 240 people").fullmatch)
        self.end()

    def test_replies(self):
        """What is noteworthy about replies: counted, chosen, searched for; more is known once the mailboxes were read."""
        app = self.start_demo()
        wait("own replies to be known", lambda: self.count("Own replies") > 0)
        self.assertEqual([self.count("Stale"), self.count("Forgotten"), self.count("Protected")], [0, 0, 0])
        app.focus(MAIN)
        app.keys("ctrl+i")
        app.find("label", lambda t: t.startswith("240 mailboxes were read."), "Existing Replies")
        app.keys("Escape")
        wait("the window to close", lambda: not app.look("frame", "Existing Replies"))
        wait("what was found to be counted", lambda: self.count("Protected") > 0)

        names = {"own": "Own replies", "forgotten": "Forgotten", "stale": "Stale", "drifted": "Drifted", "conflict": "Conflicts",
                 "protected": "Protected"}
        for word, name in names.items():
            app.enter("entry", "Search people", f"is:{word}", MAIN)
            wait(f"as many as are counted for {name}", lambda: app.look("label", f"{self.count(name)} of 240 people", MAIN))
        app.enter("entry", "Search people", "", MAIN)
        self.find_count("240 people")
        self.choose("Protected")
        wait("as many as are counted", lambda: app.look("label", f"{self.count('Protected')} of 240 people", MAIN))
        self.picture("sidebar-replies")
        self.end()


if __name__ == "__main__":
    main()
