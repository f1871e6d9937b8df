#!/usr/bin/python3
"""test_accessible.py - what somebody would stumble over who cannot see the window, or has only keys

In each window: everything that takes the focus has a name, no mnemonic's underscore is read out, no two buttons that are
seen at the same time have one name, nothing to click is tiny.

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import LOCATIONS, MAIN, NEW_ITEM, PICKER, RECURRENCE, REPLY, TEMPLATES, TEST, WIZARD, Journey, main, wait

SPEAKS = {"push button", "check box", "radio button", "combo box", "text", "entry", "password text", "toggle button", "link",
          "switch", "menu item"}
SMALLEST = 16
# By which key, and what shows that it is there.
OTHERS = (("ctrl+t", TEMPLATES, "Inside the Organisation"), ("ctrl+comma", "Settings", "On This Desktop"), ("ctrl+o", "Who Is Out", lambda t: t.endswith(" people are out.")),
          ("ctrl+i", "Existing Replies", lambda t: t.startswith("240 mailboxes were read.")), ("ctrl+d", "Doctor", "The Reply"), ("ctrl+j", "Journal", "No Entries"),
          ("ctrl+Return", "Before Applying", lambda t: t.endswith(" mailboxes are written to. It takes less than a minute.")))


def judge(node):
    """What is wrong with one object, as sentences."""
    below = {n.name for n in node.below() if n.role == "label" and n.name}
    if not node.name and not below and node.has("focusable"):
        if node.role != "check box" or not any(row.role == "list item" for row in node.ancestors()):  # a row names its own switch
            yield f"has no name{' but a tooltip' if node.description else ''}"
    if node.name.startswith("_") or (" _" in node.name and node.role != "text"):
        yield "reads out an underscore"
    width, height = node.extents()[2:]
    if node.role == "push button" and node.actions() and (width < SMALLEST or height < SMALLEST):
        yield f"is a target of only {width} x {height}"


class Accessible(Journey):
    maxDiff = None
    uses_file_chooser = True

    def lint(self, window):
        self.app.refresh(is_thorough=True)
        top = next(c for c in self.app.root.children if c.name == window)
        findings, buttons = [], {}
        for node in top.below():
            if node.description == "Show Text":  # a part of libadwaita's entry for passwords
                continue
            if node.role not in SPEAKS or "Component" not in node.interfaces or not node.is_seen():
                continue
            where = f"{window}: {node.role} {node.name!r} ({node.description}) at {node.extents()}"
            findings += [f"{where} {wrong}" for wrong in judge(node)]
            if node.role == "push button" and node.name and node.actions():
                groups = tuple(n.name for n in node.ancestors() if n.path != node.path and n.name and n.role not in SPEAKS)
                buttons.setdefault((node.name, groups), []).append(where)
        findings += [f"{len(same)} buttons of one name: {same[0]}" for same in buttons.values() if len(same) > 1]
        self.assertEqual(findings, [])

    def test_main_and_reply(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        self.lint(MAIN)
        self.select("Agnieszka Brzęczyszczykiewicz")
        self.lint(MAIN)
        self.set_reply()
        app.find("label", "Inside the Organisation", REPLY)
        app.focus(REPLY)
        self.lint(REPLY)
        app.keys("Escape")
        app.gone(REPLY)
        app.focus(MAIN)
        app.enter("entry", "Search people", "zzz", MAIN)
        app.find("label", "Nobody Found", MAIN)
        self.lint(MAIN)
        self.set_reply()
        app.find("entry", "Find a person", REPLY)
        self.lint(REPLY)
        self.end()

    def test_item(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.click("push button", "Add", MAIN)
        app.find("label", "When", NEW_ITEM)
        app.focus(NEW_ITEM)
        self.lint(NEW_ITEM)
        self.tab_to("Recurrence…", NEW_ITEM)
        app.keys("Return")
        app.find("label", "Recurrence Pattern", RECURRENCE)
        app.focus(RECURRENCE)
        self.lint(RECURRENCE)
        self.end()

    def test_others(self):
        """What the main window opens by a key: all in it has a name, something has the keys, Escape closes it."""
        app = self.start("--demo-plan")
        self.find_count("240 people")
        self.select("Agnieszka Brzęczyszczykiewicz")
        for key, window, inside in OTHERS:
            with self.subTest(window=window):
                app.focus(MAIN)
                app.keys(key)
                try:
                    app.find(None, inside, window)
                    if window != "Doctor":  # an entry has the keys, of which the bus does not tell
                        wait("something to have the keys", lambda window=window: self.focused(window))
                    self.lint(window)
                finally:
                    app.focus(window)
                    app.keys("Escape")
                    app.gone(window)
        self.end()

    def test_wizard(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        app.focus(WIZARD)
        self.lint(MAIN)
        self.lint(WIZARD)
        self.begin_wizard(simulator)
        self.lint(WIZARD)
        app.click("push button", "Back", WIZARD)
        app.find("label", "Where Is the Server?", WIZARD)
        self.lint(WIZARD)
        self.next()
        self.enter_admin(simulator)
        self.verify()
        self.lint(WIZARD)
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.lint(WIZARD)
        self.end()

    def test_test(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("F10")
        app.click("menu item", "Test Access to a Mailbox…")
        app.find("dialog", TEST)
        app.focus(TEST)
        self.lint(TEST)
        app.enter("text", "Mailboxes", "arjun.iyer@corp.example;nobody@corp.example;heike.lange@corp.example", TEST)
        app.click("push button", "Test", TEST)
        app.find("label", lambda t: t.startswith("Test succeeded for "), TEST)
        app.mouse(app.find("label", "nobody@corp.example", TEST))
        app.find("label", lambda t: t.startswith("Address: "), TEST)
        self.lint(TEST)
        self.end()

    def test_picker(self):
        app = self.start("--demo")
        self.find_count("240 people")
        app.focus(MAIN)
        app.keys("ctrl+k")
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.find("label", "Where Is the Server?", WIZARD)
        self.next()
        app.click("push button", "Browse for the administrator", WIZARD)
        app.find("dialog", PICKER)
        self.lint(PICKER)
        app.focus(PICKER)
        app.type("nobody of this name")
        app.keys("Return")
        app.find("label", "“nobody of this name” was not found")
        self.lint(PICKER)
        app.keys("Escape", "alt+a")
        app.enter("entry", "Name begins with", "a", PICKER)
        app.keys("alt+s")
        app.find("label", lambda t: t.endswith(" found"), PICKER)
        self.lint(PICKER)
        app.keys("alt+l")
        app.find("label", "Domain Controllers", LOCATIONS)
        self.lint(LOCATIONS)
        self.end()


if __name__ == "__main__":
    main()
