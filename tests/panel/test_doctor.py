#!/usr/bin/python3
"""test_doctor.py - "Doctor": which reply would leave a mailbox, asked from the details, by its key, about somebody who writes

SPDX-License-Identifier: GPL-3.0-or-later
"""


from journey import MAIN, Journey, main

DOCTOR = "Doctor"
SENDER = "Who writes: an address, or empty for everybody"


class Doctor(Journey):
    def begin(self):
        self.sim = self.start_simulator("--people=60")
        self.add_profile(self.sim, has_directory=True)
        text = self.folder / "text"
        text.write_text("<p>I am away until <b>4 January</b>.</p>")
        self.ctl("set", "alice.fox@corp.example", "--state", "on", "--inside-file", str(text), "--outside-file", str(text),
                 "--audience", "all")
        app = self.start()
        self.find_count("60 people")
        return app

    def put(self, cmdlet, *objects, mail=None):
        self.sim.control("POST", "/objects", {"cmdlet": cmdlet, "objects": list(objects)} | ({"address": mail} if mail else {}))

    def test_all_is_well_then_not(self):
        app = self.begin()
        self.select("Alice Fox")
        app.click("push button", "Doctor…", MAIN)
        app.find("dialog", DOCTOR)
        self.tells("People inside get this reply.", DOCTOR)
        self.tells("People outside get this reply.", DOCTOR)
        self.picture("doctor-well")
        app.focus(DOCTOR)
        app.keys("Escape")
        app.gone(DOCTOR)

        # Asked anew by its key, after somebody has set a forwarding.
        mail = "alice.fox@corp.example"
        self.put("Get-Mailbox", {"ForwardingSmtpAddress": "smtp:alice@home.example", "DeliverToMailboxAndForward": False}, mail=mail)
        self.put("Get-InboxRule", {"Name": "Bin <it>", "Enabled": True, "DeleteMessage": True}, mail=mail)
        app.focus(MAIN)
        app.keys("ctrl+d")
        app.find("dialog", DOCTOR)
        self.tells("People inside get no reply.", DOCTOR)
        self.tells("Stops the reply", DOCTOR)
        self.tells("Set-Mailbox -Identity \"alice.fox@corp.example\" -ForwardingSmtpAddress $null", DOCTOR)
        self.picture("doctor-forwarded")

        # About one person outside; what is no address is said, and the question can be put right.
        self.put("Get-Mailbox", mail=mail)
        self.put("Get-InboxRule", mail=mail)
        app.enter("text", SENDER, "nobody", DOCTOR)
        app.focus(DOCTOR)
        app.keys("ctrl+Return")
        self.tells("This is neither a mail address", DOCTOR)
        self.picture("doctor-no-address")
        app.enter("text", SENDER, "eve@fabrikam.example", DOCTOR)
        app.keys("ctrl+Return")
        self.tells("People outside get this reply.", DOCTOR)
        self.assertFalse(app.look("label", "People inside get this reply.", DOCTOR))
        app.keys("Escape")
        app.gone(DOCTOR)
        self.end()

    def test_console_is_closed(self):
        app = self.begin()
        self.sim.fail({"status": 404}, operation="powershell-create")
        self.select("Alice Fox")
        app.focus(MAIN)
        app.keys("ctrl+d")
        self.tells("As far as is known, people inside get this reply.", DOCTOR)
        self.tells("Could not be found out", DOCTOR)
        self.picture("doctor-not-known")
        self.end()


if __name__ == "__main__":
    main()
