#!/usr/bin/python3
"""test_picker.py - the object picker in a real window, on a real directory: Browse, Locations, Check Names, OK

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import subprocess
import sys

import domain
import people
from domain import Controller

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "panel"))
from journey import BUILD, MAIN, WIZARD, Journey, main, wait  # noqa: E402

PICKER = "Select Active Directory user"
LOCATIONS = "Locations"
SIGN_IN = "Sign In to a Domain"
UPN = "User principal name (name@domain)"


class Picker(Journey):
    uses_file_chooser = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corp, cls.fabrikam = Controller("corp"), Controller("fabrikam")
        for controller in (cls.corp, cls.fabrikam):
            controller.start()
            cls.addClassCleanup(controller.stop)

    def environment(self):
        return {**super().environment(), "KRB5CCNAME": f"FILE:{self.folder}/tickets"}

    def sign_in(self):
        subprocess.run(["kinit", "oofadmin@CORP.EXAMPLE"], input=people.PASSWORD + "\n", text=True, check=True, capture_output=True,
                       env=self.environment(), timeout=60)

    def upn(self):
        return self.app.find("text", UPN, WIZARD).text()

    def open_picker(self):
        """From the first start to the picker."""
        simulator = self.start_simulator("--people=10")
        app = self.start()
        self.begin_wizard(simulator)
        return app

    def browse(self):
        self.app.click("push button", "Browse for the administrator", WIZARD)
        self.app.find("dialog", PICKER)

    def choose_location(self, name):
        app = self.app
        app.click("push button", "Locations…", PICKER)
        app.mouse(app.find("label", name, LOCATIONS))
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)

    def check(self, text):
        self.app.enter("text", "Names to find", text, PICKER)
        self.app.click("push button", "Check Names", PICKER)

    def test_browse(self):
        """With the ticket of this computer: no password is typed anywhere."""
        self.sign_in()
        app = self.open_picker()
        wait("the ticket's name", lambda: self.upn().lower() == "oofadmin@corp.example")
        self.browse()

        # What there is: the domain, its units, a trusted forest that answers, one that does not and says why.
        app.click("push button", "Locations…", PICKER)
        for name in (people.DOMAIN, people.OTHER, "adatum.example", "contoso.example"):
            app.find("label", name, LOCATIONS)
        app.find("label", "DNS knows no domain controller of this domain.", LOCATIONS)
        self.picture("lab-locations")
        app.mouse(app.find("label", people.DOMAIN, LOCATIONS))
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)

        # Nobody, several, one.
        self.check("Nobody At All")
        app.find("label", "“Nobody At All” was not found")
        self.picture("lab-nobody")
        app.keys("Escape")
        self.check("Anna Schmidt")
        app.find("label", "Multiple names found for “Anna Schmidt”")
        self.picture("lab-several")
        app.mouse(app.find("label", "anna2@corp.example"))
        app.find(None, lambda name: name.startswith("Anna Schmidt, "), PICKER)
        self.picture("lab-one")
        self.accept()
        self.assertEqual(self.upn(), "anna2@corp.example")

        # OK checks by itself; a name that would be syntax elsewhere is a name.
        self.browse()
        app.enter("text", "Names to find", "*)(objectClass=*", PICKER)
        self.accept()
        self.assertEqual(self.upn(), "injection@corp.example")

        # Who has no principal name: the one that every account has, and a warning that names the attribute.
        self.browse()
        self.check("CORP\\noupn")
        app.find(None, lambda name: name.startswith("Account noupn, "), PICKER)
        self.accept()
        self.assertEqual(self.upn(), "noupn@corp.example")
        app.find("label", lambda text: "(attribute userPrincipalName)" in text, WIZARD)
        self.picture("lab-no-upn")
        self.end()

    def test_trusted_forest_and_outage(self):
        """Signed in with a password. In the trusted forest our account is good; a controller that dies in between is a sentence, and
        all is well again when it is back."""
        app = self.open_picker()
        app.enter("text", UPN, "oofadmin@corp.example", WIZARD)
        app.enter("password text", "Password", people.PASSWORD, WIZARD)
        app.click("check box", "Use Active Directory", WIZARD)
        self.browse()
        self.choose_location(people.OTHER)
        self.check("wendy")
        app.find(None, lambda name: name.startswith("Wendy Works, "), PICKER)
        self.accept()
        self.assertEqual(self.upn(), "wendy@fabrikam.example")
        app.enter("text", UPN, "oofadmin@corp.example", WIZARD)

        self.browse()
        self.check("jmueller")
        app.find(None, lambda name: name.startswith("Müller, Jürgen, "), PICKER)
        self.corp.stop("KILL")
        self.check("contractor")
        app.find("label", lambda text: text in ("The domain controller closed the connection.", "No domain controller answered.",
                                                "DNS knows no domain controller of this domain."), PICKER, timeout=60)
        self.picture("lab-outage")
        self.corp.start()
        app.click("push button", "Check Names", PICKER)
        app.find(None, lambda name: name.startswith("Bob (Contractor), "), PICKER, timeout=60)
        self.accept()
        self.assertEqual(self.upn(), "contractor@corp.example")
        self.end()

    def test_sign_in(self):
        """With the password over TLS our account is good at home only: the trusted forest wants one of its own, gets it, and is searched."""
        simulator = self.start_simulator("--people=10")
        subprocess.run([str(BUILD / "src" / "absentiactl"), "profile", "add", "corp", "--ews-url", simulator.ews, "--ca", simulator.ca, "--admin",
                        "oofadmin@corp.example", "--directory", people.DOMAIN, "--directory-auth", "simple", "--directory-ca",
                        str(domain.AUTHORITY), "--password-stdin"],
                       input=people.PASSWORD + "\n", text=True, check=True, capture_output=True, env=self.environment(), timeout=60)
        app = self.start()
        app.click("push button", lambda name: name.startswith("Connection: corp"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.find("label", "Where Is the Server?", WIZARD)
        self.next()
        self.browse()
        app.click("push button", "Locations…", PICKER)
        app.mouse(app.find("label", people.OTHER, LOCATIONS))
        app.click("push button", "Sign In to This Domain…", LOCATIONS)
        for password, outcome in (("Wrong-1", "The directory refused the name or the password."), (people.PASSWORD, None)):
            app.enter("text", UPN, f"wendy@{people.OTHER}", SIGN_IN)
            app.enter("password text", "Password", password, SIGN_IN)
            app.click("push button", "Sign In", SIGN_IN)
            if outcome:
                app.find("label", outcome, SIGN_IN)
                self.picture("lab-sign-in-refused")
        app.gone(SIGN_IN)
        app.click("push button", "OK", LOCATIONS)
        app.gone(LOCATIONS)
        self.check("wendy")
        app.find(None, lambda name: name.startswith("Wendy Works, "), PICKER)
        self.picture("lab-signed-in")
        self.accept()
        self.assertEqual(self.upn(), f"wendy@{people.OTHER}")

        # Home is asked as before, by the account of before.
        app.enter("text", UPN, "oofadmin@corp.example", WIZARD)
        self.browse()
        self.check("jmueller")
        app.find(None, lambda name: name.startswith("Müller, Jürgen, "), PICKER)
        self.accept()
        self.end()

    def accept(self):
        self.app.click("push button", "OK", PICKER)
        self.app.gone(PICKER)


if __name__ == "__main__":
    main()
