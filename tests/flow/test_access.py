#!/usr/bin/python3
"""test_access.py - tests of access with absentiactl: every cause in its own words, and writing what is there already

SPDX-License-Identifier: GPL-3.0-or-later
"""

import signal
import subprocess
import unittest

from practice import TIMEOUT, FlowTest, wait_for

STATE = ("state", "audience", "from", "until", "inside", "outside")

# What goes wrong; how the cause begins; what the cure holds; the server's code.
CAUSES = [
    ({"fault": "ErrorImpersonateUserDenied"}, "The account has the role for everybody", "MSExchangeServicesAppPool",
     "ErrorImpersonateUserDenied"),
    ({"response_error": "ErrorAccessDenied"}, "The account has no right to act for this mailbox",
     "New-ManagementRoleAssignment", "ErrorAccessDenied"),
    ({"fault": "ErrorServerBusy", "backoff_ms": 50}, "The server is limiting how fast it may be asked",
     "New-ThrottlingPolicy", "ErrorServerBusy"),
    ({"fault": "ErrorMissingEmailAddress"}, "The administrator’s account has no mailbox", "Enable-Mailbox", "ErrorMissingEmailAddress"),
    ({"fault": "ErrorNonExistentMailbox"}, "There is no mailbox of this address", "Get-Mailbox", "ErrorNonExistentMailbox"),
    ({"response_error": "ErrorMailboxMoveInProgress"}, "The mailbox is being moved to another database", "move has ended",
     "ErrorMailboxMoveInProgress"),
    ({"fault": "ErrorProxyRequestNotAllowed"}, "The mailbox lives in another site", "that site", "ErrorProxyRequestNotAllowed"),
    ({"fault": "ErrorAccountDisabled"}, "The account is disabled", "Enable-ADAccount", "ErrorAccountDisabled"),
    ({"fault": "ErrorPasswordExpired"}, "The account’s password has expired", "Set a new password", "ErrorPasswordExpired"),
    ({"status": 401}, "The server refused the name or the password", "tried once only", None),
    ({"status": 403}, "The server does not let this program use its web service", "-EwsEnabled $true", None),
    ({"status": 404}, "There is no Exchange web service at this address", "EWS URL", None),
    ({"redirect": "https://other.example/EWS/Exchange.asmx"}, "The server sends us to another address", "EWS URL", None),
    ({"garbage": "login-redirect"}, None, "Get-WebServicesVirtualDirectory", None),
    ({"garbage": "html-page"}, "What answers there is not Exchange", "EWS URL", None),
]


class Causes(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people=20")
        self.add_profile(self.sim, directory=self.sim.ldap, **{"directory-auth": "simple"})
        self.ann, self.bob = self.people(2)

    def test_causes(self):
        for action, cause, cure, code in CAUSES:
            with self.subTest(action=action):
                self.sim.heal()
                self.sim.fail(action, mailbox=self.ann)
                done = self.run_program("test", self.ann, "--json")
                result = done.json
                self.assertEqual(result["result"], "failed")
                self.assertIn(done.status, (1, 3), done)
                if cause is not None:
                    self.assertTrue(result["cause"].startswith(cause), result)
                self.assertIn(cure, result["remedy"])
                self.assertEqual(result["server_code"], code)
                self.assertEqual((result["path"], result["wrote"]), ("ews", False))

    def deny(self, *options, **organization):
        """A simulator where the impersonation is refused; gives the result of two mailboxes, and how often the role was asked for."""
        sim = self.start("--people=20", *options)
        name = f"port {sim.ews.split('/')[2]}"
        self.add_profile(sim, name=name)
        people = [person["mail"] for person in self.run_program("--json", "--profile", name, "people", status=0).json
                  if person["mail"] != sim.admin]
        sim.control("POST", "/organization", organization)
        if not options:
            sim.fail({"fault": "ErrorImpersonateUserDenied"})
        results = self.run_program("--profile", name, "test", *people, "--json").lines
        denied = [result for result in results if result["result"] == "failed"]
        self.assertGreaterEqual(len(denied), 2)
        self.assertEqual(len({result["cause"] for result in denied}), 1, denied)
        self.assertEqual({result["server_code"] for result in denied}, {"ErrorImpersonateUserDenied"})
        return denied[0]

    def test_no_role_or_another_scope(self):
        """The web service says the same to all of them; the console tells them apart."""
        denied = self.deny("--character=no-impersonation")
        self.assertEqual(denied["cause"], "The account does not have the role that lets it act for others.")
        self.assertIn("New-ManagementRoleAssignment", denied["remedy"])
        denied = self.deny("--scope=department=Sales")
        self.assertEqual(denied["cause"], "The account may act for others, but the scope of its role leaves this mailbox out.")
        self.assertIn("ApplicationImpersonation-Absentia", denied["remedy"])
        denied = self.deny(role_enabled=False)
        self.assertEqual(denied["cause"], "The role that lets the account act for others is switched off.")
        denied = self.deny(role_enabled=True)
        self.assertEqual(denied["cause"], "The account has the role for everybody, but the server does not heed it yet.")

    def test_wrong_password_is_tried_once(self):
        self.add_profile(self.sim, name="wrong", password="not this one")
        done = self.run_program("--profile", "wrong", "test", self.ann, self.bob, status=3)
        self.assertIn("refused the name or the password", done.out + done.err)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)

    def test_offline(self):
        self.sim.stop()
        done = self.run_program("test", self.ann, status=4)
        self.assertIn("The server refused the connection.", done.out)

    def change(self, address, **attributes):
        self.sim.control("POST", "/person", {"address": address, "set": attributes})

    def test_what_the_directory_knows(self):
        self.sim.fail({"fault": "ErrorNonExistentMailbox"})
        self.change(self.ann, msExchRecipientTypeDetails="2147483648")
        self.assertEqual(self.cause(self.ann), "The mailbox is in Exchange Online, says the directory.")
        self.change(self.bob, msExchRecipientTypeDetails="64")
        self.assertEqual(self.cause(self.bob), "Whoever has this address has no mailbox, says the directory.")
        self.change(self.bob, msExchRecipientTypeDetails="128")
        self.assertEqual(self.cause(self.bob), "The mailbox is in another organisation, says the directory.")
        self.assertEqual(self.cause("nobody@corp.example"), "There is no mailbox of this address on this server.")

    def cause(self, mailbox):
        return self.run_program("test", mailbox, "--json", status=1).json["cause"]

    def test_throttled_waits(self):
        self.sim.fail({"fault": "ErrorServerBusy", "backoff_ms": 300}, mailbox=self.ann, nth=2)
        result = self.run_program("test", self.ann, "--json", status=0).json
        self.assertGreaterEqual(result["ms"], 300)

    def test_answer_on_demand(self):
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox=self.bob)
        plain = self.run_program("test", self.ann, self.bob, status=5)
        self.assertNotIn("<", plain.out + plain.err)
        told = self.run_program("--verbose", "test", self.ann, self.bob, status=5)
        self.assertIn("GetUserOofSettingsResponse", told.err)
        self.assertIn(">ErrorImpersonateUserDenied</", told.err)
        self.assertNotIn(self.sim.password, told.err)


class Writing(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people=20")
        self.add_profile(self.sim)
        self.ann, self.bob = self.people(2)

    def state(self, mailbox):
        held = self.sim.mailbox(mailbox)
        return {key: held[key] for key in STATE}

    def history(self):
        return self.run_program("history", "--json", status=0).json

    def test_all_modes(self):
        """What was read is written, arrives, and the mailbox is as it was; the journal knows."""
        for state in ({"state": "off"}, {"state": "on", "inside": "<p>Grüße &amp; \r\n mehr</p>", "outside": ""},
                      {"state": "scheduled", "from": "2031-01-01T00:00:00Z", "until": "2031-01-05T10:00:01Z"}):
            with self.subTest(**state):
                self.sim.control("POST", "/mailbox", {"address": self.ann, **state})
                before, rows = self.state(self.ann), len(self.history())
                result = self.run_program("test", "--write", self.ann, "--json", status=0).json
                self.assertEqual((result["result"], result["wrote"], result["differences"]), ("succeeded", True, None))
                self.assertEqual(self.state(self.ann), before)
                journal = self.history()
                self.assertEqual(len(journal), rows + 1)
                self.assertEqual((journal[0]["why"], journal[0]["result"]), ("test of writing from the command line", "written"))
        self.assertEqual(self.sim.counters()["writes"], 3)

    def test_reading_writes_nothing(self):
        self.run_program("test", self.ann, status=0)
        self.assertEqual(self.sim.counters()["writes"], 0)
        self.assertEqual(self.history(), [])

    def test_schedule_that_is_over(self):
        self.sim.control("POST", "/mailbox", {"address": self.ann, "state": "scheduled", "from": "2021-01-01T00:00:00Z",
                                              "until": "2021-01-02T00:00:00Z"})
        result = self.run_program("test", "--write", self.ann, "--json", status=1).json
        self.assertIn("a schedule that is over", result["cause"])
        self.assertEqual(self.sim.counters()["writes"], 0)

    def test_no_right_to_write(self):
        self.sim.fail({"response_error": "ErrorAccessDenied"}, operation="SetUserOofSettings")
        before = self.state(self.ann)
        result = self.run_program("test", "--write", self.ann, "--json", status=1).json
        self.assertEqual(result["server_code"], "ErrorAccessDenied")
        self.assertEqual(self.state(self.ann), before)
        self.assertEqual(self.history()[0]["result"], "failed")

    def start_slow_write(self, *options):
        """The answer to the write comes late; returns once the server has written."""
        self.sim.fail({"slow_ms": 1500}, operation="SetUserOofSettings", nth=1)
        program = subprocess.Popen(self.command("test", "--write", self.ann, *options), stdout=subprocess.PIPE, text=True,
                                   stderr=subprocess.PIPE, env=self.environment)
        self.addCleanup(program.kill)
        wait_for("the write", lambda: self.sim.counters()["writes"] == 1)
        return program

    def test_something_else_is_found(self):
        """Somebody changes it between writing and reading back: told precisely, and put back."""
        before = self.state(self.ann)
        program = self.start_slow_write("--json")
        self.sim.control("POST", "/mailbox", {"address": self.ann, "state": "on", "inside": "<p>Something else</p>"})
        out, err = program.communicate(timeout=TIMEOUT)
        self.assertEqual(program.returncode, 1, err)
        self.assertIn("What was there before was put back", out)
        self.assertIn("“off” was written, “on” was found", out)
        self.assertIn("Something else", out)
        self.assertEqual(self.state(self.ann), before)
        rows = self.history()
        self.assertEqual([row["result"] for row in rows], ["written", "failed"])
        self.assertIn("Something else", rows[0]["before"]["inside"])

    def test_stopped_while_writing(self):
        before = self.state(self.ann)
        program = self.start_slow_write()
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=TIMEOUT)
        self.assertEqual(program.returncode, 130, err)
        self.assertIn("It was stopped while it wrote.", out)
        self.assertEqual(self.state(self.ann), before)
        self.assertEqual(self.history()[0]["result"], "begun")


if __name__ == "__main__":
    unittest.main(verbosity=2)
