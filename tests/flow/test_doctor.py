"""test_doctor.py - which reply would leave a mailbox, from the shell: on premises, online, and where nobody tells

SPDX-License-Identifier: GPL-3.0-or-later
"""
import unittest

from practice import FlowTest


class Doctor(FlowTest):
    def begin(self, *options, **profile):
        self.sim = self.start("--people", "30", "--seed", "1", *options)
        self.add_profile(self.sim, **profile)
        self.mail = self.people(1)[0]

    def answer(self, state="on", **options):
        self.run_program("set", self.mail, "--state", state, "--inside-file", self.write_file("in.html", "<p>Inside</p>"),
                         "--outside-file", self.write_file("out.html", "<p>Outside</p>"), "--audience",
                         options.pop("audience", "all"), *(part for key, value in options.items() for part in ("--" + key, value)),
                         status=0)

    def put(self, cmdlet, *objects, mail=None):
        self.sim.control("POST", "/objects", {"cmdlet": cmdlet, "objects": list(objects)} | ({"address": mail} if mail else {}))

    def ask(self, *options, status=0):
        found = self.run_program("--json", "doctor", self.mail, *options, status=status).json
        found["ids"] = [finding["id"] for finding in found["findings"] if finding["weight"] != "note"]
        return found

    def test_everything_is_well(self):
        self.begin()
        self.answer()
        self.sim.control("DELETE", "/counters")
        found = self.ask()
        self.assertEqual(found["ids"], [])
        self.assertEqual((found["to_inside"]["reply"], found["to_inside"]["text"]), ("yes", "Inside"))
        self.assertEqual((found["to_outside"]["reply"], found["to_outside"]["html"]), ("yes", "<p>Outside</p>"))
        self.assertEqual(self.sim.counters()["writes"], 0)
        self.assertEqual(self.sim.counters()["shells"], 0, "a console that stays open")
        said = self.run_program("doctor", self.mail, status=0).out
        self.assertIn("People outside get this reply.", said)
        self.assertIn("│ Outside", said)

    def test_time(self):
        self.begin()
        self.answer("scheduled", **{"from": "2031-05-01T08:00+02:00", "until": "2031-05-08T08:00+02:00"})
        self.assertEqual(self.ask()["ids"], ["before-window"])
        # Berlin, as this computer is: 07:59:59 is before, 08:00 is not.
        self.assertEqual(self.ask("--at", "2031-05-01T07:59:59")["ids"], ["before-window"])
        self.assertEqual(self.ask("--at", "2031-05-01T08:00")["ids"], [])
        self.assertEqual(self.ask("--at", "2031-05-08T08:00")["ids"], ["after-window"])
        self.assertIn("--at", self.run_program("doctor", self.mail, "--at", "soon", status=2).err)

    def test_what_stops_it(self):
        self.begin()
        self.answer()
        self.put("Get-Mailbox", {"ForwardingSmtpAddress": "smtp:a@home.example", "DeliverToMailboxAndForward": True}, mail=self.mail)
        self.put("Get-InboxRule", {"Name": 'x"; Remove-Mailbox "y', "Enabled": True, "DeleteMessage": True}, mail=self.mail)
        self.put("Get-TransportRule", {"Name": "Wall", "State": "Enabled", "Mode": "Enforce", "DeleteMessage": True})
        self.sim.control("POST", "/organization", {"allowed_oof": "None"})
        found = self.ask()
        self.assertEqual(found["ids"], ["forward-smtp", "domain-none", "inbox-rule", "flow-rule"])
        self.assertEqual(found["to_inside"]["reply"], "no")
        rule = found["findings"][2]
        self.assertEqual(rule["commands"], ['Disable-InboxRule -Mailbox "%s" -Identity "x`"; Remove-Mailbox `"y"' % self.mail])
        self.put("Get-Mailbox", mail=self.mail)
        self.assertEqual(self.ask("--sender", "inside")["ids"], ["inbox-rule", "flow-rule"])

    def test_sender(self):
        self.begin()
        self.answer()
        other = "ann@fabrikam.example"
        found = self.ask("--sender", other)
        self.assertNotIn("to_inside", found)
        self.assertEqual(found["to_outside"]["reply"], "yes")
        self.assertNotIn("to_outside", self.ask("--sender", "boss@corp.example"))
        # What is an own domain is the organisation's to say.
        self.put("Get-AcceptedDomain", {"DomainName": "corp.example"}, {"DomainName": "*.fabrikam.example"}, {"DomainName": "fabrikam.example"})
        self.assertNotIn("to_outside", self.ask("--sender", other))
        self.put("Get-MailboxJunkEmailConfiguration", {"Enabled": True, "BlockedSendersAndDomains": [other]}, mail=self.mail)
        self.assertEqual(self.ask("--sender", other)["ids"], ["junk"])
        self.assertIn("inside", self.run_program("doctor", self.mail, "--sender", "nobody", status=1).err)
        self.run_program("doctor", "nobody@corp.example", status=1)
        self.run_program("doctor", "no address", status=1)
        self.run_program("doctor", status=2)

    def test_nobody_tells(self):
        self.begin()
        self.answer()
        self.sim.control("POST", "/organization", {"roles": "own"})
        found = self.ask()
        self.assertEqual((found["to_outside"]["reply"], set(found["ids"])), ("yes", {"not-known"}))
        self.assertIn("as far as is known", found["to_outside"]["says"].lower())
        # A console that is not there is tried once, and all that it would tell is one line.
        self.sim.fail({"status": 404}, operation="powershell-create")
        self.assertEqual(self.ask()["ids"], ["not-known"])
        self.sim.heal()
        # The mailbox itself does not answer: that is known, too.
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, operation="GetUserOofSettings")
        self.assertEqual(self.ask(status=1)["to_inside"]["reply"], "unknown")

    def begin_online(self, endpoint=False):
        self.sim = self.start("--people", "20", "--app-roles",
                              "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All Exchange.ManageAsApp")
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id",
                         self.sim.client_id, "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca,
                         "--secret-stdin", *(("--admin-api-url", self.sim.admin_api) if endpoint else ()), stdin=self.sim.client_secret + "\n", status=0)
        self.mail = self.run_program("--json", "people", status=0).json[3]["mail"]
        self.answer()

    def test_online(self):
        self.begin_online(endpoint=True)
        self.assertEqual(self.ask()["ids"], [])
        self.put("Get-Mailbox", {"ForwardingSmtpAddress": "smtp:a@home.example", "DeliverToMailboxAndForward": False}, mail=self.mail)
        self.put("Get-TransportRule", {"Name": "Wall", "State": "Enabled", "RedirectMessageTo": ["bin@corp.example"]})
        found = self.ask("--sender", "ann@fabrikam.example")
        self.assertEqual((found["ids"], found["to_outside"]["reply"]), (["forward-away", "flow-rule"], "no"))

    def test_online_without_endpoint(self):
        self.begin_online()
        found = self.ask()
        self.assertEqual(found["ids"], ["not-known"])
        self.assertIn("--admin-api-url", found["findings"][0]["cure"])

    def test_support(self):
        """What goes to strangers: nothing of who and where."""
        self.begin()
        self.answer()
        self.assertIn("Journal", self.run_program("support", status=0).out)
        path = self.folder / "support.txt"
        self.run_program("support", str(path), status=0)
        text = path.read_text()
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertIn("written", text)
        for word in (self.mail, "corp.example", "Inside", self.sim.password, self.sim.ews, "oofadmin"):
            self.assertNotIn(word, text)
        self.assertEqual(self.run_program("support", "-", status=0).out.count("=="), 10)
        self.run_program("support", "/nowhere/at/all", status=1)

    def test_refused_password(self):
        self.begin()
        self.add_profile(self.sim, "wrong", password="wrong")
        self.sim.control("DELETE", "/counters")
        self.run_program("--profile", "wrong", "doctor", self.mail, status=3)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)


if __name__ == "__main__":
    unittest.main()
