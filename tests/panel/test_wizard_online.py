#!/usr/bin/python3
"""test_wizard_online.py - the wizard for Exchange Online and for both: from the choice of the target to the people

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import MAIN, TEST, WIZARD, Journey, main, wait

UPN = "User principal name (name@domain)"
TENANT = "One of its domains, or the tenant ID"
CLIENT = "Application (client) ID"
MAILBOX = "Mail address of somebody"
MAILBOXES = "Mailboxes"
FILE = "Choose the Application’s Certificate"
AUTHORITY = "Choose the Authority’s Certificate"
ONLINE = "Exchange Online (Microsoft 365)"


class WizardOnline(Journey):
    uses_file_chooser = True

    def begin(self, kind, *options):
        """The first start, up to the page behind the target server."""
        self.sim = self.start_simulator("--people=30", *options)
        app = self.start()
        app.find("label", "Welcome to Absentia", WIZARD)
        app.focus(WIZARD)
        app.resize(app.xid(WIZARD), 640, 960)
        self.next()
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        app.click("check box", kind, WIZARD)
        self.picture("online-target")
        self.next()
        return app

    def choose_file(self, button, title, path):
        app = self.app
        app.click("push button", button, WIZARD)
        app.find(None, title)
        app.focus(title)
        app.type(path)
        app.keys("Return")
        app.gone(title)
        app.focus(WIZARD)

    def below(self, role, name):
        """A control that may be below what is in sight."""
        def look():
            top = next((c for c in self.app.refresh(is_thorough=True).children if c.name == WIZARD), None)
            return next((n for n in top.below() if n.role == role and n.name == name), None) if top else None
        return wait(f"{role} {name!r}", look)

    def put(self, name, text):
        node = self.below("text", name)
        if "EditableText" not in node.interfaces:
            node = next(n for n in node.below() if "EditableText" in n.interfaces)
        node.call("EditableText", "SetTextContents", "s", text)

    def press(self, role, name):
        self.below(role, name).call("Action", "DoAction", "i", 0)

    def enter_addresses(self):
        """The practice range is a cloud of its own."""
        self.put("Login server (https://…)", self.sim.login)
        self.put("Microsoft Graph (https://…)", self.sim.graph)

    def enter_organisation(self, tenant="corp.example"):
        app = self.app
        app.find("label", "Organisation", WIZARD)
        app.enter("text", TENANT, tenant, WIZARD)
        app.enter("text", CLIENT, self.sim.client_id, WIZARD)

    def step(self, name):
        self.app.find("label", lambda t: t.startswith("Step ") and t.endswith(": " + name), WIZARD)

    def fill_page(self, way, tenant="corp.example"):
        """Organisation and app, for the practice range."""
        self.step("Organisation and app")
        self.app.click("check box", way, WIZARD)
        self.enter_addresses()
        self.enter_organisation(tenant)

    def to_verification(self):
        self.next()
        self.step("Register the app")
        return self.verify()

    def finish(self, name):
        app = self.app
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.picture(f"online-finish-{name}")
        app.enter("text", "Name", name, WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.assertEqual(self.find_count(lambda t: t.endswith(" people")), "30 people")
        app.find("push button", f"Connection: {name}, connected", MAIN)
        self.picture(f"online-people-{name}")

    def trust(self):
        """The authority is that of the practice range; its row is among the other addresses."""
        app = self.app
        self.tab_to("Other Addresses", WIZARD)
        app.keys("space")
        self.tab_to("Choose…", WIZARD)
        self.choose_file("Choose…", AUTHORITY, self.sim.ca)
        app.find("push button", "Trust those of this computer again", WIZARD)

    def test_secret(self):
        """The tenant is looked up, the secret's end is asked for, everything works, and the people are there."""
        app = self.begin(ONLINE)
        self.fill_page("The application, with a secret")
        self.put("Ends on (such as 2027-05-31), for a reminder 30 days before", "2030-05-31")
        app.enter("password text", "Secret", self.sim.client_secret, WIZARD)
        app.enter("text", MAILBOX, "alice.fox@corp.example", WIZARD)
        self.trust()
        app.find("label", "Corp Example Ltd", WIZARD)
        app.find("label", f"Tenant ID {self.sim.tenant}", WIZARD)
        self.picture("online-cloud-secret")
        self.assertEqual(self.to_verification(), "Everything works")
        self.picture("online-verification")
        self.finish("Cloud")
        self.end()
        self.assertNotIn(self.sim.client_secret, app.log())


if __name__ == "__main__":
    main()
