#!/usr/bin/python3
"""test_directory_people.py - the people of the directory: groups and units as filters, what changed only, another start
without it

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

from drive import NotThere
from journey import MAIN, Journey, main, wait

UNIT = "Customer Service"
GROUP = "All Employees"  # only groups are in it


class DirectoryPeople(Journey):
    def start_with_directory(self, people=60):
        simulator = self.start_simulator(f"--people={people}")
        self.add_profile(simulator, has_directory=True)
        app = self.start()
        self.find_count(f"{people} people")
        app.focus(MAIN)
        return simulator, app

    def lines(self, name):
        """Those of that name, from above; at least one."""
        def fits(text):
            return re.fullmatch(re.escape(name) + r", [\d,]+ (person|people)", text)
        return wait(f"a line {name!r}", lambda: self.app.look("list item", fits, MAIN))

    @staticmethod
    def count(line):
        return int(line.name.rpartition(", ")[2].split(" ")[0].replace(",", ""))

    def find_filter(self, text):
        self.app.enter("text", "Find a department, unit, group or kind", text, MAIN)

    def test_filters(self):
        _, app = self.start_with_directory()
        # The same name as a department, as a unit with the same people, and as a group with one more.
        self.find_filter(UNIT)
        department, unit, group = wait("all three", lambda: len(found := self.lines(UNIT)) == 3 and found)
        n = self.count(unit)
        self.assertEqual(self.count(department), n)
        self.assertGreaterEqual(self.count(group), n)
        app.mouse(unit)
        self.find_count(f"{n} of 60 people")

        # Groups are folded at first; members of members count.
        self.find_filter("")
        app.mouse(app.find("list item", "Groups", MAIN))
        self.picture("sidebar-groups")
        self.find_filter(GROUP)
        wait("the other sections to go", lambda: not app.look("list item", "Departments", MAIN))
        group = self.lines(GROUP)[0]
        self.assertEqual(self.count(group), 60)

        def is_chosen():  # where it was clicked while the list was being filled: again, as a person would
            app.mouse(self.lines(GROUP)[0])
            try:
                return wait("everybody", lambda: app.look("label", "60 of 60 people", MAIN), 5)
            except NotThere:
                return None
        wait("everybody to be found", is_chosen)
        self.end()

    def test_changes(self):
        simulator, app = self.start_with_directory()
        address = app.find("label", lambda t: "@corp.example · " in t, MAIN).name.split(" ")[0]
        simulator.control("POST", "/person", {"address": address, "set": {"title": "Keeper of the Seal"}})
        app.click("push button", "Refresh", MAIN)
        app.enter("entry", "Search people", 'title:"keeper of the"', MAIN)
        self.find_count("1 of 60 people")
        app.keys("ctrl+f", "Down")
        app.find("label", "Keeper of the Seal", MAIN)
        self.picture("directory-person")
        simulator.control("POST", "/person", {"address": address, "remove": True})
        app.enter("entry", "Search people", "", MAIN)
        app.click("push button", "Refresh", MAIN)
        self.find_count("59 people")
        self.end()

    def test_without_the_directory(self):
        simulator, app = self.start_with_directory()
        # The directory does not answer, Exchange does: the list stays, and says of when it is and why.
        simulator.fail({"ldap": "result", "number": 51, "text": "busy"}, operation="ldap-search")
        app.click("push button", "Refresh", MAIN)
        app.find("label", lambda t: t.startswith("People as of ") and t.count(".") > 1, MAIN)
        self.find_count("60 people")
        self.picture("directory-busy")
        simulator.heal()
        app.click("push button", "Refresh", MAIN)
        wait("the age to go", lambda: not app.look("label", lambda t: t.startswith("People as of "), MAIN))
        self.end()

        # Neither answers at the next start.
        simulator.stop()
        app = self.start()
        self.find_count("60 people")
        app.find("label", lambda t: t.startswith("People as of "), MAIN)
        self.assertGreater(self.count(self.lines(UNIT)[0]), 0)
        self.picture("directory-start-offline")
        self.end()


if __name__ == "__main__":
    main()
