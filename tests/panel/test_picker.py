#!/usr/bin/python3
"""test_picker.py - Browse: the object picker, its Locations and Check Names, from the wizard's page Administrator

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess

from journey import BUILD, LOCATIONS, MAIN, PICKER, REPLY, WIZARD, Journey, main, wait

SIGN_IN = "Sign In to a Domain"
UPN = "User principal name (name@domain)"
NAMES = "Names to find"
HOSTILE = "*)(objectClass=*"


class Picker(Journey):
    def connect(self, *options, **profile):
        """A connection with a directory is there, and the main window shows its people."""
        self.sim = self.start_simulator("--people=60", *options)
        self.add_profile(self.sim, has_directory=True, **profile)
        app = self.start()
        app.find("push button", "Connection: corp, connected", MAIN)
        return app

    def open_page(self, *options, **profile):
        """The wizard stands at the page Administrator."""
        app = self.connect(*options, **profile)
        app.click("push button", "Connection: corp, connected", MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.find("label", "Where Is the Server?", WIZARD)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        return app

    def browse(self, whom="the administrator"):
        self.app.click("push button", f"Browse for {whom}", WIZARD)
        self.app.find("dialog", PICKER)
        self.app.focus(PICKER)

    def type_name(self, text, *keys):
        """Into the field, which has the keys."""
        wait("the field to have the keys", lambda: self.app.find("text", NAMES, PICKER).has("focused"))
        self.app.type(text)
        self.app.keys(*keys)

    def upn(self):
        return self.app.find("text", UPN, WIZARD).text()

    def subtitle(self, start):
        return self.app.find("label", lambda t: t.startswith(start), PICKER)

    def test_one(self):
        """With the keys alone: Check Names, then OK; and OK at once, which checks by itself."""
        app = self.open_page()
        self.browse()
        self.picture("picker-empty")
        self.type_name("fox, alice", "Return")
        app.find("push button", "Alice Fox, alice.fox@corp.example", PICKER)
        self.picture("picker-one")
        app.keys("Return")
        app.gone(PICKER)
        wait("the user principal name", lambda: self.upn() == "alice.fox@corp.example")

        self.browse()
        self.type_name("CORP\\oofadmin", "alt+o")
        app.gone(PICKER)
        wait("the user principal name", lambda: self.upn() == self.sim.admin)

        # Cancel changes nothing.
        self.browse()
        self.type_name("alice fox", "Escape")
        app.gone(PICKER)
        self.assertEqual(self.upn(), self.sim.admin)

        # A mailbox for the test comes by its address.
        self.browse("a test mailbox")
        self.type_name("alice fox", "alt+o")
        app.gone(PICKER)
        wait("the address", lambda: app.find("text", "Mail address of somebody", WIZARD).text() == "alice.fox@corp.example")
        self.end()

    def test_several(self):
        app = self.open_page()
        self.browse()
        self.type_name("a", "alt+k")
        app.find("label", "Multiple names found for “a”")
        app.find("label", "1 with several people of that name", PICKER)
        self.picture("picker-several")
        wait("Alice Fox in the list", lambda: app.look("label", "Alice Fox"))
        app.keys("Down", "Return")
        chip = wait("a chip", lambda: app.look("push button", lambda t: t.endswith("@corp.example"), PICKER))[0].name
        self.assertFalse(app.look("label", "1 with several people of that name", PICKER))
        app.keys("alt+o")
        app.gone(PICKER)
        wait("the user principal name", lambda: chip.endswith(", " + self.upn()))

        # Only one can be chosen here.
        self.browse()
        self.type_name("alice fox; george wilson", "Return")
        app.find("label", "Only one can be chosen here. Remove the others.", PICKER)
        app.keys("alt+o")
        app.find("label", "Only one can be chosen here. Remove the others.", PICKER)
        app.find("push button", "George Wilson, george.wilson@corp.example", PICKER)
        app.keys("BackSpace", "alt+o")
        app.gone(PICKER)
        wait("the user principal name", lambda: self.upn() == "alice.fox@corp.example")
        self.end()

    def test_none(self):
        """What is unknown turns red, and can be corrected or removed; hostile text is only a name."""
        app = self.open_page()
        self.browse()
        self.type_name(HOSTILE, "alt+o")
        app.find("label", f"“{HOSTILE}” was not found")
        app.find("push button", f"{HOSTILE}: not found", PICKER)
        self.picture("picker-none")
        app.keys("Return")  # Correct the Name
        wait("the name to be typed again", lambda: app.find("text", NAMES, PICKER).text() == HOSTILE)
        app.keys("ctrl+a")
        self.type_name("nobody at all", "Return")
        app.find("label", "“nobody at all” was not found")
        app.keys("Escape", "Delete")
        wait("the chip to go", lambda: not app.look("push button", "nobody at all: not found", PICKER))

        # Somebody may really be called so.
        self.sim.control("POST", "/person", {"add": {"cn": HOSTILE, "mail": "odd@corp.example"}})
        self.type_name(HOSTILE, "Return")
        app.find("push button", lambda t: t.startswith(HOSTILE + ", "), PICKER)
        self.end()

    def test_no_upn(self):
        app = self.open_page()
        self.sim.control("POST", "/person", {"address": "alice.fox@corp.example", "set": {"userPrincipalName": None}})
        self.browse()
        self.type_name("alice fox", "alt+o")
        app.gone(PICKER)
        warning = app.find("label", lambda t: "userPrincipalName" in t, WIZARD).name
        self.assertIn("Set-ADUser -Identity 'alice.fox' -UserPrincipalName 'alice.fox@corp.example'", warning)
        self.assertEqual(self.upn(), "alice.fox@corp.example")
        self.picture("picker-no-upn")
        app.enter("text", UPN, self.sim.admin, WIZARD)
        wait("the warning to go", lambda: not app.look("label", lambda t: "userPrincipalName" in t, WIZARD))
        self.end()

    def test_locations(self):
        app = self.open_page()
        self.browse()
        app.keys("alt+l")
        app.find("label", "emea.corp.example", LOCATIONS)
        app.focus(LOCATIONS)
        app.find("label", "DNS knows no domain controller of this domain.", LOCATIONS)
        app.find("label", "Domain Controllers", LOCATIONS)
        self.picture("locations")

        # A domain that wants another account; this one does not even answer.
        app.keys("End")
        app.find("push button", "Sign In to This Domain…", LOCATIONS)
        self.assertFalse(app.look("push button", "OK", LOCATIONS, is_sensitive=True))
        app.keys("alt+s")
        app.find("dialog", SIGN_IN)
        app.focus(SIGN_IN)
        app.type("guest@northwind.example")
        wait("it to stand there", lambda: app.find("text", UPN, SIGN_IN).text() == "guest@northwind.example")
        app.enter("password text", "Password", "a password that is not stored", SIGN_IN)
        app.click("push button", "Sign In", SIGN_IN)
        app.find("label", "DNS knows no domain controller of this domain.", SIGN_IN)
        self.picture("sign-in")
        app.keys("Escape")
        app.gone(SIGN_IN)

        # People/Design: found there, and not elsewhere.
        app.focus(LOCATIONS)
        self.open_unit("People", "Design")
        app.mouse(app.find("label", "Design", LOCATIONS))
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)
        app.find("label", "corp.example/People/Design", PICKER)
        app.focus(PICKER)
        self.type_name("oofadmin", "Return")
        app.find("label", "“oofadmin” was not found")

        # Search elsewhere: what was not found is looked for there at once.
        app.keys("Down", "Return")
        app.find("dialog", LOCATIONS)
        app.focus(LOCATIONS)
        app.find("label", "Entire Directory", LOCATIONS)
        app.keys("Home")
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)
        app.find("push button", lambda t: t.endswith(", oofadmin@corp.example"), PICKER)
        self.end()

    def open_unit(self, name, child):
        """With the keys: to the unit's row, and open it."""
        app = self.app
        app.mouse(app.find("label", name, LOCATIONS))
        app.keys("Right")
        app.find("label", child, LOCATIONS)

    def test_advanced(self):
        app = self.open_page()
        self.browse()
        app.keys("alt+a")
        app.find("entry", "Department", PICKER)
        app.enter("entry", "Department", "Legal", PICKER)
        app.click("push button", "Search", PICKER)
        found = app.find("label", lambda t: t.endswith(" found"), PICKER).name
        self.picture("picker-advanced")
        self.assertGreater(int(found.split()[0]), 1)
        app.click("push button", "Add", PICKER)
        chip = wait("a chip", lambda: app.look("push button", lambda t: t.endswith("@corp.example"), PICKER))[0].name
        app.enter("entry", "Department", "No such department", PICKER)
        app.click("push button", "Search", PICKER)
        app.find("label", "Nobody fits. Try less, or another location.", PICKER)
        app.keys("alt+o")
        app.gone(PICKER)
        wait("the user principal name", lambda: chip.endswith(", " + self.upn()))
        self.end()

    def test_directory_is_down(self):
        """The window says so and stays; what was typed stays too. A silent directory holds nobody up."""
        app = self.open_page()
        self.browse()
        self.sim.fail({"ldap": "result", "number": 51, "text": "busy"}, operation="ldap-search")
        self.type_name("alice fox", "Return")
        app.find("label", "The domain controller is busy.", PICKER)
        self.assertEqual(app.find("text", NAMES, PICKER).text(), "alice fox")
        self.picture("picker-down")
        self.sim.heal()
        app.keys("Return")
        app.find("push button", "Alice Fox, alice.fox@corp.example", PICKER)

        self.sim.fail({"ldap": "silence"}, operation="ldap-search")
        self.type_name("emre aydin", "Return")
        app.find("push button", "Stop", PICKER)
        app.click("push button", "Stop", PICKER)
        app.find("push button", "Check Names", PICKER, is_sensitive=True)
        self.assertEqual(app.find("text", NAMES, PICKER).text(), "emre aydin")
        app.focus(PICKER)
        app.keys("Return")
        app.find("push button", "Stop", PICKER)
        app.keys("Escape")
        app.gone(PICKER)
        self.end()

    def open_directory_part(self):
        """As high as the screen, so that all of it is seen."""
        app = self.app
        subprocess.run(["xdotool", "windowsize", "--sync", app.xid(WIZARD), "640", "980"], check=True)
        app.mouse(app.find("label", "Use Active Directory", WIZARD))
        app.find("text", "Domain or controller (empty: corp.example)", WIZARD)
        app.focus(WIZARD)

    def test_directory_part(self):
        app = self.open_page()
        self.open_directory_part()
        app.click("push button", "Test", WIZARD)
        wait("the test to pass", lambda: app.look("label", "Everything works", WIZARD))
        self.picture("wizard-directory")

        # Nobody listens there: the reason, and no browsing until something is changed.
        app.enter("text", "Domain or controller (empty: corp.example)", "ldaps://127.0.0.1:9", WIZARD)
        app.click("push button", "Test", WIZARD)
        app.find("label", "No domain controller answered.", WIZARD)
        self.assertFalse(app.look("push button", "Browse for the administrator", WIZARD, is_sensitive=True))
        self.picture("wizard-directory-failed")
        app.enter("text", "Domain or controller (empty: corp.example)", "not an address", WIZARD)
        app.click("push button", "Test", WIZARD)
        app.find("label", lambda t: "neither" in t or "domain" in t and t.endswith("."), WIZARD)

        # An account of the directory's own, with its own password, up to Finish.
        app.enter("text", "Domain or controller (empty: corp.example)", self.sim.ldap, WIZARD)
        app.click("check box", "Same account as for Exchange", WIZARD)
        app.enter("text", "Directory account (name@domain)", "alice.fox@corp.example", WIZARD)
        app.enter("password text", "Directory password", self.sim.password, WIZARD)
        app.enter("text", "Mail address of somebody", self.sim.admin, WIZARD)
        self.picture("wizard-directory-own")
        self.assertEqual(self.verify(), "Everything works")
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.end()
        done = subprocess.run([str(BUILD / "src" / "absentiactl"), "check-names", "alice.fox@corp.example"], text=True,
                              capture_output=True, env=self.environment(), timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertNotIn(self.sim.password, self.app.log())

    def test_switched_off(self):
        """Without a directory there is nothing to browse, and the reason stands beside."""
        app = self.open_page()
        app.click("check box", "Use Active Directory", WIZARD)
        app.find("label", "To look somebody up, switch Active Directory on below.", WIZARD)
        for whom in ("the administrator", "a test mailbox"):
            self.assertFalse(app.look("push button", f"Browse for {whom}", WIZARD, is_sensitive=True))
        self.picture("wizard-no-directory")
        app.click("check box", "Use Active Directory", WIZARD)
        app.find("push button", "Browse for the administrator", WIZARD, is_sensitive=True)
        self.end()


    def test_add(self):
        """Who is to get a reply may be looked up in the directory, too."""
        app = self.connect()
        self.find_count(lambda t: re.fullmatch(r"\d+ people", t))
        self.set_reply()
        app.click("push button", "Browse…", REPLY)
        app.find("dialog", PICKER)
        app.focus(PICKER)
        self.type_name("CORP\\alice.fox", "alt+o")
        app.gone(PICKER)
        app.find("label", "Alice Fox", REPLY)
        self.picture("add-browsed")
        app.focus(REPLY)
        app.keys("Escape")
        app.gone(REPLY)
        self.end()


if __name__ == "__main__":
    main()
