"""test_calendar.py - calendar options of Exchange Online, through the admin endpoint: off until it is switched on

SPDX-License-Identifier: GPL-3.0-or-later
"""
import unittest

import practice

ROLES = "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All Exchange.ManageAsApp"


class Calendar(practice.FlowTest):
    def begin(self, *options, roles=ROLES, switched_on=True, more=()):
        self.sim = self.start("--people", "20", "--app-roles", roles, *options)
        admin = ("--admin-api-url", self.sim.admin_api) if switched_on else ()
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id", self.sim.client_id,
                         "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--secret-stdin", *admin,
                         *more, stdin=self.sim.client_secret + "\n", status=0)
        return [one["mail"] for one in self.run_program("--json", "people", status=0).json]

    def calendar(self, *arguments, status=0):
        return self.run_program("--json", "calendar", *arguments, status=status).json

    def refused(self, *arguments, status=1):
        return self.run_program("calendar", *arguments, status=status).err

    def test_off(self):
        """Nobody asks an endpoint that is no published contract unless it was switched on."""
        mails = self.begin(switched_on=False)
        self.assertIn("--admin-api-url", self.refused(mails[3]))
        self.assertEqual([name for name in self.sim.counters()["operations"] if name.startswith("admin-")], [])

    def test_round_trip(self):
        mails = self.begin()
        self.assertEqual(self.calendar(mails[3]), {"mailbox": mails[3], "entry": False, "subject": "", "declines_new": False,
                                                   "declines_existing": False, "message": ""})
        message = self.write_file("message.html", "<p>Ich bin weg & komme wieder 😀</p>")
        wanted = ("--entry", "on", "--subject", "Weg – \"Urlaub\"; $x", "--decline-new", "on", "--message-file", message)
        held = self.calendar(mails[3], *wanted)
        self.assertEqual(held, {"mailbox": mails[3], "entry": True, "subject": "Weg – \"Urlaub\"; $x", "declines_new": True,
                                "declines_existing": False, "message": "<p>Ich bin weg & komme wieder 😀</p>"})
        self.assertEqual(self.calendar(mails[3]), held)
        self.assertFalse(self.calendar(mails[4])["entry"], "another mailbox was changed")
        asked = self.sim.counters()["operations"]["admin-Set-MailboxAutoReplyConfiguration"]
        self.calendar(mails[3], *wanted)
        self.assertEqual(self.sim.counters()["operations"]["admin-Set-MailboxAutoReplyConfiguration"], asked, "written again")
        rows = self.run_program("--json", "history", status=0).json
        self.assertEqual([(row["mailbox"], row["result"]) for row in rows], [(mails[3].lower(), "written")])
        self.assertIn("decline new on", rows[0]["why"])
        self.assertEqual(rows[0]["before"], rows[0]["after"])
        self.assertNotIn("EWS", str(self.sim.counters()["operations"]))

    def test_refusals(self):
        mails = self.begin()
        for mailbox, code in (("nobody@corp.example", "NOT_FOUND"), ("no address", "REJECTED")):
            self.assertIn(code, self.run_program("--verbose", "calendar", mailbox, status=1).err)
        self.run_program("calendar", status=2)
        self.run_program("calendar", mails[3], "--entry", "perhaps", status=2)
        operation = "admin-Get-MailboxAutoReplyConfiguration"
        for action, code in (({"status": 429, "retry_after": 3}, "THROTTLED"), ({"status": 503}, "BUSY"), ({"reset": True}, "OFFLINE"),
                             ({"garbage": "html-page"}, "PROTOCOL"), ({"redirect": "https://elsewhere.example/x"}, "PROTOCOL"),
                             ({"status": 404}, "UNSUPPORTED"), ({"status": 401}, "AUTH")):
            with self.subTest(code=code):
                self.sim.fail(action, operation=operation)
                done = self.run_program("--json", "--verbose", "calendar", mails[3])
                self.assertNotEqual(done.status, 0)
                self.assertIn(code, done.err + done.out)
                self.sim.heal()

    def test_without_role(self):
        mails = self.begin(roles="MailboxSettings.ReadWrite User.Read.All")
        self.assertIn("Exchange.ManageAsApp", self.refused(mails[3]))

    def test_lost_answer(self):
        """A change that nothing was heard of is not sent twice, and stands in the journal as it came out."""
        mails = self.begin()
        self.sim.fail({"reset": True}, operation="admin-Set-MailboxAutoReplyConfiguration")
        self.refused(mails[3], "--entry", "on", status=4)
        self.assertEqual(self.sim.counters()["operations"]["admin-Set-MailboxAutoReplyConfiguration"], 1)
        self.assertEqual([row["result"] for row in self.run_program("--json", "history", status=0).json], ["failed"])

    def test_verify(self):
        """An optional step: it warns, and the rest is as good as before."""
        self.begin(more=("--test-mailbox", self.start("--people", "20").admin))
        for mend in (True, False):
            if not mend:
                self.sim.fail({"status": 404}, operation="admin-Get-MailboxAutoReplyConfiguration")
            checks = {one["id"]: one["state"] for one in self.run_program("--json", "verify", status=0).json["checks"]}
            self.assertEqual(checks["online-admin"], "ok" if mend else "warning")
            self.assertEqual(checks["online-write"], "ok")


if __name__ == "__main__":
    unittest.main(verbosity=2)
