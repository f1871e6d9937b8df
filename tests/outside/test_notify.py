"""test_notify.py - what engines and runs tell by e-mail when nobody watches, through a server that others wrote (Debian's aiosmtpd)

Failures, a gap, a drift, a password that was refused, a secret that ends; of several recipients one is refused, for now or for good; the mail
server is gone. Everybody gets each message once.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import glob
import os
import signal
import subprocess
import sys
import unittest

import test_mail
from practice import TIMEOUT, wait_for

FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
ANN, BOB = "ann@corp.example", "bob@corp.example"


class Notify(test_mail.Mail):
    """Its own tests only, with what those of e-mail stand on."""

    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "10")
        self.add_profile(self.sim)
        self.crew = self.people(4)
        self.plan(1)
        self.serve()
        self.set_mail()

    def plan(self, first):
        """From so many days from now on, for a week."""
        today = datetime.date.today()
        self.run_program("items", "import", self.write_file("items.yaml", "items:\n" + "".join(
            f"  - id: away-{mail}\n    type: vacation\n    for: {{people: [{mail}]}}\n"
            f"    when: {{from: {today + datetime.timedelta(days=first)}, until: {today + datetime.timedelta(days=first + 7)}}}\n"
            "    reply: {inside: <p>away</p>, audience: none}\n" for mail in self.crew)), status=0)

    def later(self, minutes):
        """For those that are started from now on."""
        self.environment |= {"LD_PRELOAD": FAKETIME, "FAKETIME": f"+{minutes}m", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def forbid(self, *mailboxes):
        for mailbox in mailboxes:
            self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, operation="GetUserOofSettings", mailbox=mailbox)

    def once(self, *command):
        return self.run_program(*(command or ("engine", "--once"))).err

    def got(self, recipient):
        """The subjects of what somebody got."""
        return [message["Subject"] for envelope, message in zip(self.box.envelopes, self.box.messages) if envelope.rcpt_tos == [recipient]]

    def assert_got(self, n, *recipients):
        for recipient in recipients or (ANN, BOB):
            self.assertEqual(len(self.got(recipient)), n, (recipient, self.got(recipient)))

    def test_apply(self):
        """A run from a timer tells, too, but only when it is asked to, and not when it only rehearses."""
        self.forbid(self.crew[0])
        self.once("apply")
        self.once("apply", "--notify", "--dry-run")
        self.assert_got(0)
        self.once("apply", "--notify")
        self.assert_got(1)
        content = self.box.messages[0].get_content()
        self.assertIn(self.crew[0], content)
        self.assertNotIn(self.crew[1], content)
        self.once("apply", "--notify")
        self.assert_got(1)

    def test_refused_for_good(self):
        self.box.refused[ANN] = "550 5.1.1 no such user"
        self.forbid(self.crew[0])
        self.assertIn("a message could not be sent PROFILE=corp CODE=REJECTED REASON=mail-refused", self.once())
        self.assertNotIn("could not be sent", self.once())
        del self.box.refused[ANN]
        self.later(61)
        self.forbid(self.crew[1])
        self.once()
        self.assert_got(2, BOB)
        self.assert_got(1, ANN)

    def test_refused_for_now(self):
        self.box.refused[ANN] = "451 4.7.1 greylisted"
        self.forbid(self.crew[0])
        self.assertIn("REASON=mail-later", self.once())
        self.once()
        self.assert_got(0, ANN)
        self.assert_got(1, BOB)
        del self.box.refused[ANN]
        self.once()
        self.once("apply", "--notify")
        self.assert_got(1)
        self.assertEqual(*(self.box.messages[i].get_content() for i in (0, 1)))

    def test_server_gone(self):
        self.set_mail(port=1)
        self.forbid(self.crew[0])
        self.assertIn("a message could not be sent PROFILE=corp CODE=OFFLINE REASON=mail-unreachable", self.once())
        self.sim.heal()  # what was to be told is told, although it is over by now
        self.once()
        self.set_mail()
        self.once()
        self.assert_got(1)
        self.assertIn(self.crew[0], self.box.messages[0].get_content())
        self.once()
        self.assert_got(1)

    def test_threshold_and_digest(self):
        self.set_mail("--threshold", "3")
        self.forbid(*self.crew[:2])
        self.once()
        self.assert_got(0)
        self.forbid(self.crew[2])
        self.once()
        self.assert_got(1)
        self.assertIn("3 mailboxes", self.got(ANN)[0])
        self.forbid(self.crew[3])
        self.once()
        self.assert_got(1)  # not yet: at most one message an hour
        self.later(61)
        self.once()
        self.assert_got(2)
        self.assertIn("1 mailbox ", self.got(ANN)[1])

    def test_drift(self):
        self.once()
        self.sim.control("POST", "/mailbox", {"address": self.crew[0], "state": "on", "inside": "<p>by hand</p>", "outside": ""})
        self.once()
        self.assert_got(1)
        self.assertIn("changed the reply", self.got(ANN)[0])
        self.assertIn(self.crew[0], self.box.messages[0].get_content())
        self.assertNotIn("by hand", self.box.messages[0].get_content())
        self.once()
        self.assert_got(1)

    @unittest.skipIf(FAKETIME is None, "without libfaketime")
    def test_gap(self):
        """It is wrong for a quarter of an hour, and the mailbox is named."""
        self.set_mail("--tell", "gap")
        self.plan(-1)
        self.forbid(self.crew[2])
        self.once()
        self.assert_got(0)
        self.later(20)
        self.once()
        self.assert_got(1)
        self.assertIn("wrongly", self.got(ANN)[0])
        self.assertIn(self.crew[2], self.box.messages[0].get_content())
        self.assertNotIn(self.crew[1], self.box.messages[0].get_content())

    def test_stopped(self):
        """The password is another one by now: told at once, though a message went a moment ago."""
        self.forbid(self.crew[0])
        self.once()
        self.assert_got(1)
        self.run_program("profile", "add", "corp", "--replace", "--password-stdin", stdin="wrong\n", status=0)
        with subprocess.Popen(self.command("engine"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=self.environment) as engine:
            self.addCleanup(engine.kill)
            wait_for("the pause", lambda: self.run_program("--json", "engine", "status").json["state"] == "paused")
            engine.send_signal(signal.SIGTERM)
            self.assertEqual(engine.wait(TIMEOUT), 0)
        self.assert_got(2)
        self.assertIn("stopped by itself", self.got(ANN)[1])
        self.assertNotIn("wrong", self.box.messages[-1].get_content())

    def test_ending(self):
        """The application's secret, some days before; once a day, not with every run."""
        day = datetime.date.today() + datetime.timedelta(days=5)
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id", self.sim.client_id,
                         "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--secret-stdin",
                         "--secret-until", str(day), stdin=self.sim.client_secret + "\n", status=0)
        self.once("--profile", "cloud", "engine", "--once")
        self.once("--profile", "cloud", "apply", "--notify")
        self.assert_got(1)
        self.assertIn("ends soon", self.got(ANN)[0])
        self.assertNotIn(self.sim.client_secret, self.box.messages[0].get_content())


def load_tests(loader, tests, pattern):
    names = sorted(name for name in vars(Notify) if name.startswith("test_"))
    return unittest.TestSuite(Notify(name) for name in names)


if __name__ == "__main__":
    os.environ.setdefault("BUILD", "build")
    unittest.main(argv=sys.argv)
