"""test_mail.py - e-mail through a server that others wrote: Debian's aiosmtpd, read with Python's own parser

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import email
import email.policy
import logging
import os
import pathlib
import socket
import ssl
import sys
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "flow"))
from practice import BUILD, FlowTest  # noqa: E402

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, SMTP
except ImportError:
    print("python3-aiosmtpd is not installed")
    sys.exit(77)

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

PASSWORD = "geheim & lang"
CERTIFICATES = BUILD / "tests" / "http"
ADDRESSES = "ann@corp.example, bob@corp.example"


class Box:
    """Takes everything, but for those who are refused."""

    def __init__(self):
        self.envelopes = []
        self.refused = {}
        self.sender_refused = None
        self.tries = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.sender_refused:
            return self.sender_refused
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.tries += 1
        return AuthResult(success=(data.login, data.password) == (b"absentia", PASSWORD.encode()), handled=False)

    @property
    def messages(self):
        return [email.message_from_bytes(e.original_content, policy=email.policy.default) for e in self.envelopes]


class Mail(FlowTest):
    def serve(self, certificate="good", has_tls=True, needs_login=True, from_first=False):
        self.box = Box()
        context = None
        if has_tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        box = self.box

        class Server(Controller):
            def factory(self):
                return SMTP(box, hostname="mail.corp.example", tls_context=None if from_first else context,
                            require_starttls=has_tls and not from_first, authenticator=box.authenticate,
                            auth_required=needs_login, auth_require_tls=not from_first and has_tls)

        controller = Server(box, hostname="127.0.0.1", port=self.port, ssl_context=context if from_first else None)
        controller.start()
        self.addCleanup(controller.stop)

    def set_mail(self, *options, password=PASSWORD, status=0, **values):
        words = {"server": "localhost", "port": self.port, "tls": "starttls", "user": "absentia", "from": "absentia@corp.example",
                 "to": ADDRESSES, "ca": CERTIFICATES / "authority.pem"} | values
        arguments = [part for key, value in words.items() for part in ("--" + key, str(value))]
        secret = ("--password-stdin",) if password else ()
        return self.run_program("notify", "set", *arguments, *secret, *options, stdin=(password or "") + "\n", status=status)

    def refused(self, status=1):
        return self.run_program("--verbose", "notify", "test", status=status).err

    def test_several_recipients(self):
        self.serve()
        self.set_mail()
        self.run_program("notify", "test", status=0)
        self.assertEqual([e.rcpt_tos for e in self.box.envelopes], [["ann@corp.example"], ["bob@corp.example"]])
        for message in self.box.messages:
            self.assertEqual(message["To"], ADDRESSES)
            self.assertEqual(message["From"], "Absentia <absentia@corp.example>")
            self.assertEqual(message["Auto-Submitted"], "auto-generated")
            self.assertIn("test message", message["Subject"])
            self.assertIn("This is a test message of Absentia.", message.get_content())
            self.assertIsNotNone(message["Date"].datetime)
        self.assertEqual(len({m["Message-ID"] for m in self.box.messages}), 1)

    def test_german(self):
        self.serve()
        self.set_mail()
        self.environment |= {"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}
        self.run_program("notify", "test", status=0)
        self.assertTrue(self.box.messages[0].get_content().strip())

    def test_tls_from_the_first_byte(self):
        self.serve(from_first=True)
        self.set_mail(tls="tls")
        self.run_program("notify", "test", status=0)
        self.assertEqual(len(self.box.envelopes), 2)

    def test_relay_without_tls(self):
        self.serve(has_tls=False, needs_login=False)
        self.assertIn("password", self.set_mail(tls="none", password=None, status=1).err)
        self.set_mail(tls="none", user="", password=None)
        self.run_program("notify", "test", status=0)
        self.assertEqual(len(self.box.envelopes), 2)

    def test_no_starttls_sends_nothing(self):
        """Somebody on the way may have taken the offer out: then nothing goes, and above all no password."""
        self.serve(has_tls=False, needs_login=False)
        self.set_mail()
        self.assertIn("STARTTLS", self.refused())
        self.assertEqual((self.box.envelopes, self.box.tries), ([], 0))

    def test_certificates(self):
        for certificate, words in (("expired", "expired"), ("other-name", "another name"), ("self-signed", "signed by itself")):
            with self.subTest(certificate):
                self.serve(certificate)
                self.set_mail()
                self.assertIn(words, self.refused())
                self.assertEqual((self.box.envelopes, self.box.tries), ([], 0))
        self.serve()
        self.set_mail(ca="")
        self.assertIn("authority", self.refused())
        self.assertEqual(self.box.tries, 0)

    def test_wrong_password(self):
        self.serve()
        self.set_mail(password="falsch")
        said = self.refused(status=3)
        self.assertIn("password of absentia", said)
        self.assertNotIn("falsch", said)
        self.assertEqual((self.box.envelopes, self.box.tries), ([], 1))

    def test_one_is_refused(self):
        self.serve()
        self.set_mail()
        self.box.refused["ann@corp.example"] = "550 5.1.1 no such user"
        self.assertIn("ann@corp.example", self.refused())
        self.assertEqual([e.rcpt_tos for e in self.box.envelopes], [["bob@corp.example"]])
        self.box.refused["ann@corp.example"] = "451 4.7.1 greylisted"
        self.assertIn("later", self.refused())
        self.box.sender_refused = "553 not you"
        self.assertIn("does not take", self.refused())

    def test_nobody_there(self):
        self.serve()
        self.set_mail(port=1)
        self.refused(status=4)
        self.set_mail(server="mail.nowhere.invalid")
        self.refused(status=4)

    def test_engine(self):
        """What an engine that nobody watches says: one message for all, and nothing twice; the password refused, at once."""
        sim = self.start("--people", "10")
        self.add_profile(sim)
        ann, bob = self.people(2)
        self.run_program("items", "import", self.write_file("items.yaml", f"""items:
  - id: away
    type: vacation
    for: {{people: [{ann}, {bob}]}}
    when: {{from: {datetime.date.today() + datetime.timedelta(days=1)}, until: {datetime.date.today() + datetime.timedelta(days=3)}}}
    reply: {{inside: <p>away</p>, audience: none}}
"""), status=0)
        self.serve()
        self.set_mail("--threshold", "2")
        sim.fail({"fault": "ErrorImpersonateUserDenied"}, operation="GetUserOofSettings")
        said = self.run_program("engine", "--once").err
        self.assertRegex(said, f"a mailbox is not in step PROFILE=corp MAILBOX={ann} RUN=[0-9a-f-]{{36}} CODE=FORBIDDEN")
        self.assertEqual(len(self.box.envelopes), 2)
        message = self.box.messages[0]
        self.assertIn("2 mailboxes could not be brought in step", message["Subject"])
        for mailbox in (ann, bob):
            self.assertIn(mailbox, message.get_content())
        self.assertNotIn("away", message.get_content().replace("away ", ""))
        self.run_program("engine", "--once")
        self.assertEqual(len(self.box.envelopes), 2, "told twice within the hour")
        sim.heal()
        self.run_program("engine", "--once", status=0)
        self.assertEqual(len(self.box.envelopes), 2)

    def test_drift(self):
        """Who changed their reply, and who came back early and switched it off, is told once."""
        sim = self.start("--people", "10")
        self.add_profile(sim)
        ann, bob, eve = self.people(3)
        day = datetime.date.today()
        self.run_program("items", "import", self.write_file("items.yaml", f"""items:
  - id: away
    for: {{people: [{ann}, {bob}, {eve}]}}
    when: {{from: {day - datetime.timedelta(days=2)}, until: {day + datetime.timedelta(days=3)}}}
    own_reply: replace-restore
    reply: {{inside: <p>away</p>, audience: none}}
"""), status=0)
        self.run_program("engine", "--once", status=0)
        self.serve()
        self.set_mail("--to", "it@corp.example", "--tell", "drift")
        sim.control("POST", "/mailbox", {"address": ann, "inside": "<p>mine</p>"})
        sim.control("POST", "/mailbox", {"address": bob, "state": "off"})
        for _ in range(2):
            self.run_program("engine", "--once", status=0)
        self.assertEqual(len(self.box.envelopes), 1)
        told = self.box.messages[0].get_content()
        self.assertIn("In 2 mailboxes somebody changed the reply", told)
        self.assertEqual([one in told for one in (ann, bob, eve)], [True, True, False])

    def test_settings(self):
        self.serve()
        shown = self.run_program("--json", "notify", status=0).json
        self.assertEqual((shown["server"], shown["tell"]), ("", ["failed", "stopped", "gap", "ending", "drift"]))
        self.assertIn("no mail server", self.refused().lower())
        self.set_mail("--threshold", "5", "--period", "30", "--tell", "failed,gap")
        shown = self.run_program("--json", "notify", "show", status=0).json
        self.assertEqual((shown["threshold"], shown["period"], shown["tell"], shown["has_password"]), (5, 30, ["failed", "gap"], True))
        for values in ({"to": "nobody"}, {"from": "a\r\nBcc: b@c.de"}, {"server": "mail/evil"}, {"port": 70000}, {"tls": "never"}):
            with self.subTest(values):
                self.set_mail(status=1, **values)
        self.set_mail("--threshold", "0", status=1)
        self.set_mail("--tell", "everything", status=2)
        self.assertEqual(self.run_program("--json", "notify", "show", status=0).json, shown)
        self.assertNotIn(PASSWORD.encode(), self.store.read_bytes())
        self.run_program("notify", "set", "--server", "", status=0)
        self.assertIn("no mail server", self.refused().lower())


if __name__ == "__main__":
    os.environ.setdefault("BUILD", "build")
    unittest.main()
