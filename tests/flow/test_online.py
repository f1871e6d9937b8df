"""test_online.py - the same verbs for Exchange Online and for a hybrid organisation

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

INSIDE = "<p>Grüße & <b>ä</b> 😀</p>"


class OnlineTest(practice.FlowTest):
    def cloud_options(self, simulator):
        return ("--tenant", simulator.tenant, "--client-id", simulator.client_id, "--login-url", simulator.login,
                "--graph-url", simulator.graph, "--ca", simulator.ca, "--secret-stdin")

    def add_online(self, simulator, *options):
        self.run_program("profile", "add", "cloud", "--kind", "online", *self.cloud_options(simulator), *options,
                         stdin=simulator.client_secret + "\n", status=0)

    def add_hybrid(self, simulator, *options):
        self.run_program("profile", "add", "both", "--kind", "hybrid", "--ews-url", simulator.ews, "--admin",
                         simulator.admin, "--auth", "basic", *self.cloud_options(simulator), "--password-stdin", *options,
                         stdin=f"{simulator.password}\n{simulator.client_secret}\n", status=0)

    def set(self, *mailboxes, status=0, more=()):
        inside = self.write_file("inside.html", INSIDE)
        return self.run_program("--json", "set", *mailboxes, "--state", "on", "--inside-file", inside, "--outside-file", inside,
                                *more, status=status).lines

    def everybody(self):
        return [one["mail"] for one in self.run_program("--json", "people", status=0).json]

    def test_online(self):
        """people, show, set, test and history over Graph; nothing goes over EWS."""
        simulator = self.start("--people", "30")
        self.add_online(simulator)
        people = self.everybody()
        self.assertEqual(len(people), 30)
        written = self.set(*people[:5])
        self.assertEqual({(one["result"], one["backend"]) for one in written}, {("written", "graph")})
        self.assertEqual(simulator.mailbox(people[3])["inside"], INSIDE)
        again = self.set(*people[:5])
        self.assertEqual({one["result"] for one in again}, {"skipped"})
        shown = self.run_program("--json", "show", people[0], status=0).lines[0]
        self.assertEqual((shown["state"], shown["inside"], shown["backend"]), ("on", INSIDE, "graph"))
        tested = self.run_program("--json", "test", people[0], status=0).lines[0]
        self.assertEqual((tested["result"], tested["path"]), ("succeeded", "graph"))
        found = self.run_program("--json", "people", people[1].split("@")[0], status=0).json
        self.assertIn(people[1], [one["mail"] for one in found])
        operations = simulator.counters()["operations"]
        self.assertEqual([name for name in operations if not name.startswith(("graph-", "oauth-"))], [])
        self.assertEqual(operations["oauth-token"], 6)  # once for each time the program ran

    def test_refusals(self):
        simulator = self.start("--people", "30", "--scope", "department=Sales")
        self.add_online(simulator)
        mail = next(one for one in self.everybody() if simulator.mailbox(one)["department"] != "Sales")
        refused = self.run_program("--json", "show", mail, status=1).lines[0]["error"]
        self.assertEqual((refused["code"], refused["server_code"]), ("FORBIDDEN", "ErrorAccessDenied"))
        self.assertIn("MailboxSettings.ReadWrite", refused["remedy"])
        nobody = self.run_program("--json", "show", "nobody@corp.example", status=1).lines[0]["error"]
        self.assertEqual(nobody["code"], "NOT_FOUND")

    def test_throttled(self):
        """Every tenth request is refused; nothing is lost, nothing written twice."""
        simulator = self.start("--people", "40")
        self.add_online(simulator)
        people = self.everybody()
        simulator.fail({"status": 429, "retry_after": 1}, operation="graph-set-settings", every=10)
        written = self.set(*people)
        self.assertEqual([one["result"] for one in written].count("written"), 40)
        counters = simulator.counters()
        self.assertEqual((counters["mailboxes_written"], counters["mailboxes_written_twice"]), (40, 0))

    def test_hybrid(self):
        """Each mailbox is asked where it is: found out without a directory, and told by one."""
        for directory in (False, True):
            with self.subTest(directory=directory):
                simulator = self.start("--people", "40", "--hybrid")
                options = ("--directory", simulator.ldap, "--directory-ca", simulator.ca, "--directory-auth", "simple")
                self.add_hybrid(simulator, *(options if directory else ()), *(("--replace",) if directory else ()))
                people = self.everybody()
                self.assertEqual(len(people), len(set(people)))
                self.assertEqual(len(people), 40)
                simulator.control("DELETE", "/counters")
                written = self.set(*people)
                ways = {one["mailbox"]: one["backend"] for one in written}
                self.assertEqual({one["result"] for one in written}, {"written"})
                self.assertEqual(set(ways.values()), {"ews", "graph"})
                counters = simulator.counters()
                self.assertEqual((counters["mailboxes_written"], counters["mailboxes_written_twice"]), (40, 0))
                missed = counters["refusals"].get("ErrorNonExistentMailbox", 0)
                self.assertEqual(missed, 0 if directory else list(ways.values()).count("graph"))
                self.assertEqual(counters["refusals"].get("MailboxNotEnabledForRESTAPI", 0), 0)

    def test_verify(self):
        simulator = self.start("--people", "20", "--hybrid")
        self.add_hybrid(simulator)
        cloud = next(one["mailbox"] for one in self.set(*self.everybody()) if one["backend"] == "graph")
        self.add_online(simulator, "--test-mailbox", cloud)
        done = self.run_program("--json", "--profile", "cloud", "verify").json
        states = {one["id"]: one["state"] for one in done["checks"]}
        for step in ("graph", "online-people", "online-mailbox", "online-write"):
            self.assertEqual(states[step], "ok", done)


if __name__ == "__main__":
    unittest.main(verbosity=2)
