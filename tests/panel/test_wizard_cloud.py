#!/usr/bin/python3
"""test_wizard_cloud.py - the pages of the wizard for Exchange Online: tenants, files, consent, a person who signs in, causes

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import TEST, WIZARD, main
from online import ONLINE, TENANT, OnlineJourney

MAILBOXES = "Mailboxes"


class WizardCloud(OnlineJourney):
    def test_tenants(self):
        """What is typed is looked up; what is no tenant is never asked for; Stop ends a question to a server that hangs."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a certificate", tenant="")
        self.trust()
        for tenant, words in (("nobody.example", "Microsoft 365 knows no organisation (tenant) of this name."),
                              ("corp.example", "Corp Example Ltd"), (self.sim.tenant, "The organisation is there"),
                              ("corp/../x.example", "A tenant is a domain or an id such as ")):
            self.put(TENANT, tenant)
            self.tells(words, WIZARD)
        asked = self.sim.counters()["operations"]["oauth-configuration"]
        self.next()
        app.find("label", "A tenant is a domain such as example.com, or an id.", WIZARD)
        self.picture("online-tenant-wrong")
        self.assertEqual(self.sim.counters()["operations"]["oauth-configuration"], asked)
        self.sim.fail({"slow_ms": 60000}, operation="oauth-configuration")
        app.enter("text", TENANT, "corp.example", WIZARD)
        app.find("label", "Looking the organisation up…", WIZARD)
        app.click("push button", "Stop", WIZARD)
        app.find("label", "The organisation was not looked up", WIZARD, timeout=2)
        self.sim.heal()
        app.click("push button", "Look Up Again", WIZARD)
        app.find("label", "Corp Example Ltd", WIZARD)
        self.end()

    def test_files(self):
        """What is no certificate, or one without its key, is told at once and not gone on with."""
        self.begin(ONLINE)
        certificate, _ = self.make_certificate("app")
        large = self.folder / "large.pem"
        large.write_bytes(b"-----BEGIN CERTIFICATE-----\n" + b"x" * 10_000_000)
        self.fill_page("The application, with a certificate")
        self.next()
        self.tells("Choose the file with the application’s certificate.", WIZARD)
        for path, words in ((certificate, "The certificate’s file holds no private key."),
                            (str(large), "The file holds no certificate that can be read.")):
            self.choose_certificate(path)
            self.tells(words, WIZARD)
            self.next()
            self.step("Organisation and app")
        self.picture("online-certificate-wrong")
        self.end()

    def test_consent(self):
        """The browser comes back with yes, with no, and for another tenant."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a secret")
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        self.trust()
        app.find("label", "Corp Example Ltd", WIZARD)
        self.next()
        self.step("Register the app")
        self.browse("")
        self.reach("Give consent in the browser")
        app.keys("space")
        self.tells("Consent was given. It may take some minutes to take effect.", WIZARD)
        self.picture("online-consent")
        self.browse("&answer=no")
        self.reach("Give consent in the browser")
        app.keys("space")
        self.tells("The sign-in was declined.", WIZARD)
        self.picture("online-consent-declined")
        (self.folder / "applications" / "browser.desktop").unlink()
        self.reach("Give consent in the browser")
        app.keys("space")
        self.tells("/adminconsent?client_id=", WIZARD)
        self.picture("online-consent-waiting")
        app.click("push button", "Stop Waiting", WIZARD)
        self.end()

    def test_person(self):
        """With a browser and with a code; the list is one's own mailbox, after a new start, too."""
        app = self.begin(ONLINE)
        self.fill_page("You yourself")
        self.trust()
        app.find("label", "Corp Example Ltd", WIZARD)
        self.next()
        self.tells("Sign in first, in the browser or with a code.", WIZARD)
        self.browse("&answer=no")
        self.press("push button", "Sign in in the browser")
        self.tells("The sign-in was declined.", WIZARD)
        self.press("push button", "Sign in with a code")
        self.tells("enter this code and sign in", WIZARD)
        self.picture("online-code")
        code = next(n for n in self.labels() if len(n.name) == 9 and n.name.isupper()).name
        self.assertTrue(any(n.name.startswith("Good for 1") for n in self.labels()))
        self.press("push button", "Stop Waiting")
        self.browse(f"?user_code={code}&answer=yes")
        self.browse("&login_hint=" + self.sim.admin)
        self.press("push button", "Sign in in the browser")
        self.tells(self.sim.admin, WIZARD)
        self.picture("online-person")
        self.assertEqual(self.to_verification(), "Everything works")
        self.tells("That reaches their own mailbox only", WIZARD)
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.picture("online-finish-person")
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.find_count("1 person")
        self.end()
        app = self.start()
        self.find_count("1 person")
        self.end()

    def test_causes(self):
        """The dialog Test tells why Microsoft 365 refuses one mailbox, and what to do."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a secret")
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        self.trust()
        app.find("label", "Corp Example Ltd", WIZARD)
        self.assertIn("It works", self.to_verification())
        self.open_test()
        george = "george.wilson@corp.example"
        for fault, words, remedy in (
                ("MailboxNotEnabledForRESTAPI", "The mailbox is not in Exchange Online", "RecipientTypeDetails"),
                ("ErrorAccessDenied", "The application has no right to act for this mailbox.", "Test-ServicePrincipalAuthorization")):
            self.sim.fail({"fault": fault}, operation="graph-get-settings", mailbox=george)
            app.enter("text", MAILBOXES, george, TEST)
            app.click("push button", "Test", TEST)
            self.tells(words, TEST)
            self.tells(remedy, TEST)
            self.picture(f"online-test-{fault}")
            self.sim.heal()
        for code, words in (("AADSTS53003", "Conditional Access"), ("AADSTS7000222", "has expired"),
                            ("AADSTS65001", "No administrator has consented")):
            self.sim.fail({"fault": code}, operation="oauth-token")
            app.click("push button", "Test", TEST)
            self.tells(words, TEST)
            self.picture(f"online-test-{code}")
            self.sim.heal()
        app.click("push button", "Test", TEST)
        app.find("label", "Test succeeded for 1 of 1", TEST)
        self.end()


if __name__ == "__main__":
    main()
