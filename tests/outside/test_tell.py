"""test_tell.py - mails when an absence begins, through a server that others wrote: Debian's aiosmtpd. Once each, also when the program is killed

SPDX-License-Identifier: GPL-3.0-or-later
"""
import html
import pathlib
import re
import socket
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "flow")]

import timeline  # noqa: E402
from test_mail import SMTP, Box, Controller  # noqa: E402


class Tell(timeline.TimelineTest):
    def serve(self):
        box = self.box = Box()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

        class Server(Controller):
            def factory(self):
                return SMTP(box, hostname="mail.corp.example")

        controller = Server(box, hostname="127.0.0.1", port=self.port)
        controller.start()
        self.addCleanup(controller.stop)

    def set_mail(self):
        self.run_program("notify", "set", "--server", "localhost", "--port", str(self.port), "--tls", "none", "--user", "", "--from",
                         "absentia@corp.example", "--to", "admin@corp.example", status=0)

    def prepare(self, whom="user: true, substitute: true"):
        simulator = self.set_up()
        self.add_profile(simulator)
        self.serve()
        self.set_mail()
        self.move(simulator, 0)
        self.ann, self.bob = self.people(2)
        self.names = {one["mail"]: one["name"] for one in self.run_program("--json", "people", status=0).json}
        self.plan_items(f"  - id: sick\n    type: sick\n    for: {{people: [{self.ann}]}}\n"
                        f"    when: {{from: {self.day(2)}, until: {self.day(4)}}}\n    reply: {{inside: \"<p>away</p>\", audience: none}}\n"
                        f"    own_reply: replace-restore\n    substitute: {self.bob}\n    tell: {{{whom}}}\n")
        return simulator

    def told(self):
        return [envelope.rcpt_tos[0] for envelope in self.box.envelopes]

    def test_told_once(self):
        simulator = self.prepare()
        self.assertEqual([(act["kind"], act["does"]) for act in self.apply("--dry-run")[self.ann]["acts"]],
                         [("tell-user", "later"), ("tell-substitute", "later")])
        self.apply()
        self.assertEqual(self.told(), [], "told ahead")
        self.move(simulator, 3)
        self.apply("--dry-run")
        self.assertEqual(self.told(), [], "a rehearsal told somebody")
        self.apply()
        self.assertEqual(self.told(), [self.ann, self.bob])
        own, other = self.box.messages
        self.assertEqual((own["Subject"], other["Subject"]), ("Your absence has begun", f"{self.names[self.ann]} is away"))
        self.assertIn(f"The substitute is {self.names[self.bob]} ({self.bob}).", own.get_content())
        self.assertIn("You are named as the substitute.", other.get_content())
        for message in (own, other):
            self.assertNotIn("sick", message.as_string().lower())
        self.apply()
        self.move(simulator, 7)
        self.apply()
        self.assertEqual(len(self.told()), 2)

    def test_kills(self):
        """Nobody is forgotten, whenever the program dies; when it dies before it could note that the mail went, the very same one goes again."""
        for step, copies in (("act-kept", 1), ("act-journal-begun", 1), ("mail-sent", 2), ("act-done", 2), ("act-journal-ended", 2), ("act-kept:2", 1)):
            with self.subTest(step=step):
                self.setUp()
                simulator = self.prepare("substitute: true")
                self.apply()
                self.move(simulator, 3)
                self.environment["ABSENTIA_FAULT"] = step
                self.assertEqual(self.run_program("apply").status, -9)
                del self.environment["ABSENTIA_FAULT"]
                for hours in (1, 2):
                    self.move(simulator, 3, hours)
                    self.apply()
                self.assertEqual(self.told(), [self.bob] * copies)
                first, last = self.box.messages[0], self.box.messages[-1]
                self.assertEqual([(m["Message-ID"], m["Date"], m["Subject"], m.get_content()) for m in (first,)],
                                 [(m["Message-ID"], m["Date"], m["Subject"], m.get_content()) for m in (last,)])

    def test_begin_moved(self):
        """Another begin of an absence that is in force tells nobody anything new; one that is yet to come does."""
        simulator = self.prepare("user: true")
        self.apply()
        self.move(simulator, 3)
        self.apply()
        self.assertEqual(self.told(), [self.ann])
        item = self.run_program("items", "show", "sick", status=0).out
        path = self.folder / "moved.yaml"
        for first in (3, 1):
            path.write_text(re.sub(r"from: \S+", f"from: {self.day(first)}", item), encoding="utf-8")
            self.run_program("items", "edit", "sick", str(path), status=0)
            acts = self.apply("--dry-run").get(self.ann, {"acts": []})["acts"]
            self.assertNotIn("makes", [act["does"] for act in acts])
            self.apply()
            self.apply()
            self.assertEqual(self.told(), [self.ann])
        path.write_text(re.sub(r"from: \S+", f"from: {self.day(4)}", item), encoding="utf-8")
        self.run_program("items", "edit", "sick", str(path), status=0)
        self.apply()
        self.assertEqual(self.told(), [self.ann])
        self.move(simulator, 4, 12)
        self.apply()
        self.assertEqual(self.told(), [self.ann] * 2)

    def test_manager_online(self):
        """Whom Graph names."""
        simulator = self.set_up()
        self.add_online(simulator)
        self.serve()
        self.set_mail()
        people = self.run_program("--json", "people", status=0).json
        self.move(simulator, 0)
        ann = people[3]["mail"]
        self.plan_items(f"  - id: sick\n    type: sick\n    for: {{people: [{ann}]}}\n    when: {{from: {self.day(0)}, until: {self.day(4)}}}\n"
                        "    reply: {inside: \"<p>Ask {{manager.name}}</p>\", audience: none}\n    own_reply: replace-restore\n    tell: {manager: true}\n")
        self.apply()
        (manager,) = self.told()
        self.assertIn(manager, [person["mail"] for person in people])
        name = next(person["name"] for person in people if person["mail"] == manager)
        self.assertIn(f"Ask {name}", html.unescape(simulator.mailbox(ann)["inside"]))

    def test_server_away(self):
        """What surely did not go out is sent later; without a server that is said."""
        simulator = self.prepare("substitute: true")
        self.apply()
        self.move(simulator, 3)
        self.box.sender_refused = "451 later"
        self.assertEqual([(act["kind"], act["error"]["reason"]) for act in self.apply(status=None)[self.ann]["acts"]],
                         [("tell-substitute", "mail-later")])
        self.box.sender_refused = None
        self.apply()
        self.assertEqual(self.told(), [self.bob])

    def test_no_server(self):
        simulator = self.prepare("user: true, manager: true")
        self.run_program("notify", "set", "--server", "", status=0)
        self.move(simulator, 3)
        done = self.run_program("apply")
        self.assertIn("No mail server is set.", done.err + done.out)
        self.assertEqual(simulator.mailbox(self.ann)["state"], "scheduled")
        self.set_mail()
        reasons = {act["kind"]: (act["error"] or {}).get("reason") for act in self.apply(status=None)[self.ann]["acts"]}
        self.assertEqual(reasons, {"tell-user": None, "tell-manager": "tell-nobody"})
        self.assertEqual(self.told(), [self.ann])


if __name__ == "__main__":
    unittest.main()
