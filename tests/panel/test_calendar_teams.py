#!/usr/bin/python3
"""test_calendar_teams.py - the calendar's rows put together by department: opened, closed, counted, selected

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import re

from days import ROWS, Days
from journey import MAIN, main, wait

HEAD = re.compile(r"(.+) \((\d+)\)$")


class Teams(Days):
    def heads(self):
        return {HEAD.match(n.name)[1]: n for n in self.app.look("label", HEAD.match, MAIN)}

    def view(self, *entries):
        """An entry of the menu of the view, by mouse."""
        self.app.click("push button", "View of the calendar", MAIN)
        for entry in entries:
            self.app.click(None, lambda t, e=entry: t.replace("_", "") == e)

    def enter(self):
        self.app.focus(MAIN)
        self.app.keys("ctrl+2")  # it is shown already: to the rows

    def is_open(self):
        """Of the row with the keys."""
        rows = [n for n in self.app.look("list item", None, MAIN) if n.description]
        return rows[0].has("expanded")

    def test_departments(self):
        app = self.open_calendar("--demo")
        self.view("By Department")
        heads = wait("the departments", self.heads)
        self.picture("teams")
        first = sorted(heads)[0]
        size = int(HEAD.match(heads[first].name)[2])

        # By keys: to the first one, closed and opened.
        self.enter()
        app.keys("ctrl+Home")
        self.wait_told(rf"; {re.escape(first)}: \d+ of {size} people away")
        app.keys("minus")
        wait("it to be closed", lambda: not self.is_open())
        app.keys("plus")
        wait("it to be open", self.is_open)
        self.keys("Left")
        wait("it to be closed by the arrow", lambda: not self.is_open())
        self.keys("Right")
        wait("it to be open by the arrow", self.is_open)

        # A closed one stands for all in it, and they stay selected when it opens.
        app.keys("minus")
        wait("it to be closed once more", lambda: not self.is_open())
        self.keys("shift+Right")
        app.find("label", f"{size} people × 2 days", MAIN)
        app.keys("plus")
        app.find("label", f"{size} people × 2 days", MAIN)
        self.picture("teams-selected")
        app.keys("Escape", "minus", "ctrl+a")
        app.find("label", lambda t: re.match(r"240 people × \d+ days$", t), MAIN)

        # By mouse, on its name; and the head stays in sight while its people are scrolled.
        app.keys("Escape")
        app.mouse(self.heads()[first])
        wait("it to be open by mouse", self.is_open)
        app.mouse(self.heads()[first])
        wait("it to be closed by mouse", lambda: first in self.heads() and not self.is_open())
        app.keys("ctrl+End")
        self.picture("teams-pinned")
        wait("a head to stay in sight", lambda: self.heads())

        # From a row below the keys close it, too.
        app.keys("Escape", "ctrl+Home", "plus", "Down")
        self.wait_told("^(?!.*people away)")
        app.keys("minus")
        self.wait_told(rf"; {re.escape(first)}: ")
        self.assertFalse(self.is_open())

        # The menu of its row says for how many something is done.
        app.keys("shift+F10")
        app.find("menu item", lambda t: t == f"Add an Absence… ({size} mailboxes)")
        self.picture("teams-menu")
        app.keys("Escape")

        # All closed; then searched: those that fit are below their heads.
        self.view("Close All")
        wait("heads only", lambda: not app.look("image", lambda t: re.match("In$|Away|Unknown", t), MAIN))
        self.picture("teams-closed")
        app.keys("ctrl+f")
        app.type(first)
        wait("one head", lambda: list(self.heads()) == [first])
        self.picture("teams-searched")
        app.keys("Escape")
        wait("all heads", lambda: len(self.heads()) == len(heads) or len(self.heads()) > 2)
        self.view("One List")
        wait("no heads", lambda: not self.heads())
        self.end()

    def test_managers(self):
        """Everybody below whom they report to: the same by directory and by Graph; and who reports to nobody."""
        app = self.open_calendar("--demo")
        self.view("By Manager")
        heads = wait("the managers", self.heads)
        self.assertEqual({"8"}, {HEAD.match(n.name)[2] for n in heads.values()})
        self.picture("managers")
        first = sorted(heads)[0]

        # Some of them alone: their managers are still named, wherever these are themselves.
        app.focus(MAIN)
        app.keys("ctrl+f")
        app.type("dept:finance")
        app.find("label", f"{first} (1 of 8)", MAIN)
        self.picture("managers-searched")
        app.keys("Escape")
        app.find("label", f"{first} (8)", MAIN)
        self.enter()
        app.keys("ctrl+End")
        self.wait_told("^(?!.*people away)")
        self.picture("managers-none")
        app.keys("minus")
        self.wait_told(r"; No manager: ")
        self.view("Close All")
        wait("heads only", lambda: not app.look("image", lambda t: re.match("In$|Away|Unknown", t), MAIN))
        self.picture("managers-closed")
        self.end()

    def test_managers_online(self):
        """Who changes keeps their manager, of whom Graph says nothing then; another manager, or none, is heard of."""
        sim = self.start_simulator("--people=20")
        self.ctl("profile", "add", "cloud", "--kind", "online", "--tenant", sim.tenant, "--client-id", sim.client_id, "--login-url", sim.login,
                 "--graph-url", sim.graph, "--ca", sim.ca, "--secret-stdin", stdin=sim.client_secret + "\n")
        people = json.loads(self.ctl("--json", "people"))
        app = self.start()
        self.find_count("20 people")
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        self.view("By Manager")
        heads = wait("the managers", self.heads)
        sizes = {name: int(HEAD.match(node.name)[2]) for name, node in heads.items()}
        self.assertEqual(sizes.pop("OOF Administrator"), 7)
        other = next(name for name in sizes if sizes[name] == 8)
        boss = next(person for person in people if person["name"] == other)
        admin = next(person for person in people if person["name"] == "OOF Administrator")
        below = [person for person in people if person["manager"] == admin["id"]]
        self.assertEqual(len(below), 7)
        for person, change in zip(below, ({"title": "Juggler"}, {"manager": boss["dn"]}, {"manager": None})):
            sim.control("POST", "/person", {"address": person["mail"], "set": change})
        self.enter()
        app.keys("F5")
        app.find("label", "OOF Administrator (5)", MAIN)
        app.find("label", f"{other} (9)", MAIN)
        app.focus(MAIN)
        self.enter()
        app.keys("ctrl+End")
        app.find("label", "No manager (2)", MAIN)
        self.picture("managers-online")
        self.end()

    def test_created_is_counted(self):
        """An absence for a whole department is seen in the row of its head, and warned about."""
        app = self.open_calendar("--demo")
        app.click("push button", "Week", MAIN)
        self.view("By Department")
        wait("the departments", self.heads)
        self.enter()
        self.keys("alt+Right", "ctrl+Home", "Home", "Down", "Up")
        self.wait_told("people away")
        app.keys("minus")
        wait("it to be closed", lambda: not self.is_open())
        app.keys("Return")
        self.write_absence("We are all away.")
        self.wait_told(r": (\d+) of \1 people away, more than 50 %")
        self.picture("teams-warned")
        app.keys("ctrl+z")
        self.wait_told(r"people away$")
        self.end()

    def test_remembered(self):
        os.makedirs(os.path.join(self.folder, "absentia"))  # where what is planned would be
        self.open_calendar("--demo")
        self.view("By Office")
        wait("the offices", lambda: len(self.heads()) > 1)
        self.end()
        self.open_calendar("--demo")
        wait("the offices again", lambda: len(self.heads()) > 1)
        self.view("One List")
        wait("no heads", lambda: not self.heads())
        self.end()


main()
