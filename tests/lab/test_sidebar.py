#!/usr/bin/python3
"""test_sidebar.py - the people of a real directory in the panel: units and groups as filters, what changed only, another
start without it

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import subprocess
import sys

import people
from domain import Controller

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "panel"))
from journey import MAIN, Journey, main, wait  # noqa: E402
from practice import PROGRAM  # noqa: E402

COUNT = re.compile(r"[\d,]+ people")


class Sidebar(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corp = Controller("corp")
        cls.corp.start()
        cls.addClassCleanup(cls.corp.stop)

    def environment(self):
        return {**super().environment(), "KRB5CCNAME": f"FILE:{self.folder}/tickets"}

    def run_program(self, *arguments, stdin=""):
        subprocess.run(arguments, input=stdin, text=True, check=True, capture_output=True, env=self.environment(), timeout=60)

    def test_people(self):
        simulator = self.start_simulator("--people=10")
        self.run_program("kinit", "oofadmin@CORP.EXAMPLE", stdin=people.PASSWORD + "\n")
        self.run_program(PROGRAM, "profile", "add", "corp", "--ews-url", simulator.ews, "--ca", simulator.ca, "--admin",
                         simulator.admin, "--auth", "basic", "--directory", people.DOMAIN, "--directory-auth", "ticket",
                         "--password-stdin", stdin=simulator.password + "\n")
        app = self.start()
        everybody = self.find_count(COUNT.fullmatch)
        number = everybody.split(" ")[0]
        app.focus(MAIN)
        app.find("list item", f"All people, {everybody}", MAIN)
        self.picture("lab-people")

        # Groups: more members than fit into one answer, a ring of nested ones that comes to an end.
        for name, n in (("All (everybody)", people.CROWD), ("Ring 2", people.TEAM + 3)):
            app.enter("text", "Find a department, unit, group or kind", name, MAIN)
            line = app.find("list item", lambda t, name=name: t.startswith(name + ", "), MAIN)
            self.assertEqual(line.name.replace(",", "").split(" ")[-2:], [str(n), "people"])
            wait("the other sections to go", lambda: not app.look("list item", "Departments", MAIN))
            app.mouse(line)
            self.find_count(f"{n} of {number} people")
        self.picture("lab-sidebar")
        self.end()

        # The controller is gone: the people of the last time, with their age and the reason.
        self.corp.stop()
        app = self.start()
        self.find_count(everybody)
        app.find("label", lambda t: t.startswith("People as of ") and t.count(".") > 1, MAIN)
        self.picture("lab-start-offline")
        self.end()


if __name__ == "__main__":
    main()
