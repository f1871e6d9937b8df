#!/usr/bin/python3
"""test_wizard_online.py - the wizard for Exchange Online and for both: from the choice of the target to the people

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os

from journey import MAIN, WIZARD, main
from online import AUTHORITY, CLIENT, ONLINE, OnlineJourney


class WizardOnline(OnlineJourney):
    def test_secret(self):
        """The tenant is looked up, the secret's end is asked for, everything works, and the people are there."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a secret")
        self.put("Ends on (such as 2027-05-31), for a reminder 30 days before", "2030-05-31")
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        self.put_mailbox("alice.fox@corp.example")
        self.trust()
        app.find("label", "Corp Example Ltd", WIZARD)
        app.find("label", f"Tenant ID {self.sim.tenant}", WIZARD)
        self.picture("online-cloud-secret")
        self.assertEqual(self.to_verification(), "Everything works")
        self.picture("online-verification")
        self.finish("Cloud")
        self.end()
        self.assertNotIn(self.sim.client_secret, app.log())

    def test_certificate(self):
        """Its key is protected: the passphrase is asked for, a wrong one told; thumbprint and end stand there; one that ends
        soon is warned of. At the next time all is filled in but the passphrase, which the keyring has."""
        registered = str(self.folder / "registered.crt")
        app = self.begin(ONLINE, "--app-certificate", registered)
        certificate, both = self.make_certificate("app", "-passout", "pass:open sesame", days=20)
        os.rename(certificate, registered)
        self.fill_page("The application, with a certificate")
        self.choose_certificate(both)
        self.tells("The private key is protected: enter its passphrase.", WIZARD)
        self.picture("online-certificate-passphrase")
        app.enter("password text", "Passphrase", "open barley", WIZARD)
        self.tells("The passphrase does not open", WIZARD)
        app.mouse(app.find("push button", "Next", WIZARD))  # pressed through the bus it would act a moment later
        self.step("Organisation and app")
        app.enter("password text", "Passphrase", "open sesame", WIZARD)
        self.tells("CN=Absentia", WIZARD)
        self.tells("It ends within 30 days: make a new one in time.", WIZARD)
        self.picture("online-certificate")
        self.put_mailbox("alice.fox@corp.example")
        self.trust()
        self.assertEqual(self.to_verification(), "It works, with 1 warning")
        self.finish("Certified")
        self.tells("ends within 30 days", MAIN)  # the reminder, above the list
        app.click("push button", lambda t: t.startswith("Connection"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        app.focus(WIZARD)
        self.next()
        self.step("Organisation and app")
        self.tells("CN=Absentia", WIZARD)
        self.assertEqual(self.below("text", CLIENT).text(), self.sim.client_id)
        self.assertEqual(self.to_verification(), "It works, with 1 warning")
        self.end()
        self.assertNotIn("open sesame", app.log())

    def test_hybrid(self):
        """Both halves in one wizard, and both sides in one list."""
        app = self.begin("Hybrid (both)", "--hybrid")
        app.find("label", "Where Is the Server?", WIZARD)
        self.enter_server(self.sim)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.enter_admin(self.sim)
        self.next()
        self.fill_page("The application, with a secret")
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        app.find("label", "Corp Example Ltd", WIZARD)
        self.picture("online-hybrid")
        self.assertIn("It works", self.to_verification())
        self.picture("online-hybrid-verification")
        self.finish("Both")
        self.end()

    def test_wrong_secret(self):
        """What the login server says has a remedy, and Back leads to what is to be mended."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a secret")
        self.next()
        self.tells("Enter the secret: its Value, not its Secret ID.", WIZARD)
        app.enter("password text", "Secret", "not-this-one", WIZARD)
        self.trust()
        self.assertIn("failed", self.to_verification())
        self.tells("The application’s secret is wrong.", WIZARD)
        self.tells("not its Secret ID", WIZARD)
        self.picture("online-wrong-secret")
        self.assertFalse(app.look("push button", "Next", WIZARD, is_sensitive=True))
        for page in ("Register the app", "Organisation and app"):
            app.click("push button", "Back", WIZARD)
            self.step(page)
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        self.assertIn("It works", self.to_verification())
        self.end()
        self.assertNotIn("not-this-one", app.log())

    def test_keys(self):
        """No pointer, no action: from the first start to the people."""
        self.sim = self.start_simulator("--people=30")
        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        app.focus(WIZARD)
        app.keys("Return")
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        app.keys("Down", "space", "alt+n")
        self.step("Organisation and app")
        app.type("corp.example")
        self.tab_on(CLIENT)
        app.type(self.sim.client_id)
        self.tab_to("The application, with a certificate", WIZARD)
        app.keys("Down", "space")
        app.keys("alt+s")
        app.type(self.sim.client_secret)
        self.tab_on("Ends on (such as 2027-05-31), for a reminder 30 days before")
        app.type("2030-01-31")
        self.tab_to("Other Addresses", WIZARD)
        app.keys("space")
        self.tab_on("Login server (https://…)")
        app.type(self.sim.login)
        self.tab_on("Microsoft Graph (https://…)")
        app.type(self.sim.graph)
        self.tab_to("Choose…", WIZARD)
        app.keys("space")
        self.give_file(AUTHORITY, self.sim.ca)
        app.keys("alt+n")
        self.step("Register the app")
        app.keys("alt+b")
        self.step("Organisation and app")
        app.keys("alt+g")
        self.step("Register the app")
        app.keys("alt+n")
        app.find("label", lambda t: t.startswith("It works"), WIZARD)
        app.keys("alt+n")
        app.find("label", "What Will Be Kept", WIZARD)
        app.keys("alt+f")
        app.gone(WIZARD)
        self.find_count("30 people")
        app.find("push button", "Connection: corp.example, connected", MAIN)
        self.end()


if __name__ == "__main__":
    main()
