"""online.py - what the journeys through the wizard for Exchange Online share: its pages filled in for the practice range, the
desktop's browser, certificates

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import subprocess

from journey import MAIN, WIZARD, Journey, wait

TENANT = "One of its domains, or the tenant ID"
CLIENT = "Application (client) ID"
MAILBOX = "Mail address of somebody"
AUTHORITY = "Choose the Authority’s Certificate"
ONLINE = "Exchange Online (Microsoft 365)"


BROWSER = """#!/usr/bin/python3
import json, ssl, sys, urllib.request
told = json.load(open({told!r}))
context = ssl.create_default_context(cafile=told["ca"])
opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
print(opener.open(sys.argv[1] + told["more"], timeout=30).read().decode()[:2000])
"""


class OnlineJourney(Journey):
    uses_file_chooser = True

    def browse(self, more):
        """The desktop's browser: opens what it is given, with what a person would have answered behind it."""
        folder = self.folder / "applications"
        folder.mkdir(exist_ok=True)
        told, script = self.folder / "browser.json", self.folder / "browser"
        told.write_text(json.dumps({"ca": self.sim.ca, "more": more}))
        script.write_text(BROWSER.format(told=str(told)))
        script.chmod(0o755)
        (folder / "browser.desktop").write_text(f"[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n"
                                                "MimeType=x-scheme-handler/https;x-scheme-handler/http;\n")
        (folder / "mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/https=browser.desktop\n"
                                              "x-scheme-handler/http=browser.desktop\n")

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

    def choose_certificate(self, path):
        self.app.click("push button", "Choose the certificate", WIZARD)
        self.give_file("Choose the Application’s Certificate", path)

    def give_file(self, title, path):
        app = self.app
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

    def put_mailbox(self, address):
        """The page Administrator has a field of that name, too, before this one."""
        top = next(c for c in self.app.refresh(is_thorough=True).children if c.name == WIZARD)
        row = [n for n in top.below() if n.role == "text" and n.name == MAILBOX][-1]
        next(n for n in row.below() if "EditableText" in n.interfaces).call("EditableText", "SetTextContents", "s", address)

    def press(self, role, name):
        """What waits for an answer cannot be pressed before it has stopped."""
        wait(f"{name!r} to be ready", lambda: self.below(role, name).has("sensitive"))
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
        self.find_count("30 people")
        app.find("push button", f"Connection: {name}, connected", MAIN)
        self.picture(f"online-people-{name}")

    def trust(self):
        """The authority is that of the practice range; its row is among the other addresses."""
        app = self.app
        app.focus(WIZARD)
        self.tab_to("Other Addresses", WIZARD)
        app.keys("space")
        self.tab_to("Choose…", WIZARD)
        app.keys("space")
        self.give_file(AUTHORITY, self.sim.ca)
        self.below("push button", "Trust those of this computer again")

    def make_certificate(self, name, *options, days=100):
        key, certificate = str(self.folder / f"{name}.key"), str(self.folder / f"{name}.crt")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", key, "-out", certificate, "-days", str(days), "-subj",
                        "/CN=Absentia", *(options or ["-nodes"])], check=True, capture_output=True, timeout=60)
        both = self.folder / f"{name}.pem"
        both.write_bytes(pathlib.Path(key).read_bytes() + pathlib.Path(certificate).read_bytes())
        return certificate, str(both)

    def reach(self, name):
        self.app.focus(WIZARD)
        self.tab_to(name, WIZARD, most=60)

    def labels(self):
        top = next(c for c in self.app.refresh(is_thorough=True).children if c.name == WIZARD)
        return [n for n in top.below() if n.role == "label"]

    def tab_on(self, name):
        """By Tab to an entry that need not be in sight yet."""
        entry = self.below("text", name)
        for _ in range(20):
            was = entry.text()
            self.app.type("a")
            is_here = entry.text() != was
            self.app.keys("BackSpace")
            if is_here:
                return
            self.app.keys("Tab")
        self.fail(f"Tab does not reach the entry {name!r}")
