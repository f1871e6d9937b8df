"""test_cmdlets.py - the web service is closed: the same job by cmdlets, from the shell

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import unittest

from practice import FlowTest

HTML = "<html><body><p>Grüße & Küsse — «42» <b>fett</b> 👋</p>\r\n<p>日本語 _x000D_</p></body></html>"


class Cmdlets(FlowTest):
    def begin(self, *options, **profile):
        self.sim = self.start("--people", "30", "--seed", "1", *options)
        self.add_profile(self.sim)
        self.mails = self.people(29)
        # From here on the web service lets nobody in.
        self.sim.fail({"status": 403})
        self.add_profile(self.sim, "cmdlets", path="powershell", **profile)
        self.run_program("profile", "use", "cmdlets", status=0)
        self.sim.control("DELETE", "/counters")

    def tearDown(self):
        counters = self.sim.counters()
        self.assertEqual(counters["shells"], 0, "consoles that stay at the server")
        super().tearDown()

    def test_set_show_off(self):
        self.begin()
        ann = self.mails[0]
        inside = self.write_file("in.html", HTML)
        outside = self.write_file("out.html", "<p>Away</p>")
        until = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=9)).replace(microsecond=0)
        written = self.run_program("--json", "set", ann, "--state", "scheduled", "--until", until.isoformat(), "--inside-file",
                                   inside, "--outside-file", outside, "--audience", "known", status=0).json
        self.assertEqual((written["result"], written["state"], written["inside"]), ("written", "scheduled", HTML))
        shown = self.run_program("show", "--json", ann, status=0).json
        self.assertEqual((shown["inside"], shown["outside"], shown["audience"]), (HTML, "<p>Away</p>", "known"))
        self.assertEqual(shown["until"], until.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self.assertEqual(shown["backend"], "cmdlets")
        held = self.sim.mailbox(ann)
        self.assertEqual((held["inside"], held["until"]), (HTML, shown["until"]))
        writes = self.sim.counters()["writes"]
        again = self.run_program("--json", "set", ann, "--inside-file", inside, status=0).json
        self.assertEqual(again["result"], "skipped")
        self.assertEqual(self.sim.counters()["writes"], writes)
        off = self.run_program("--json", "set", ann, "--state", "off", status=0).json
        self.assertEqual((off["result"], off["state"]), ("written", "off"))

    def test_bulk(self):
        self.begin(jobs=32)
        done = self.run_program("--json", "set", *self.mails, "--state", "on", "--inside-file",
                                self.write_file("in.html", HTML), "--outside-file", self.write_file("out.html", "x"),
                                status=0).lines
        self.assertEqual({row["result"] for row in done}, {"written"})
        counters = self.sim.counters()
        self.assertEqual(counters["mailboxes_written"], len(self.mails))
        self.assertEqual(counters["mailboxes_written_twice"], 0)
        self.assertLessEqual(counters["peak_shells"], 8)

    def test_refusals(self):
        self.begin("--scope", "department=Sales")
        missing = self.run_program("--json", "show", "nobody@corp.example", status=1).json
        self.assertEqual(missing["error"]["code"], "NOT_FOUND", missing)
        words = ["--state", "on", "--inside-file", self.write_file("in.html", HTML), "--audience", "none"]
        out = [self.run_program("--json", "set", mail, *words) for mail in self.mails]
        reasons = {result.json["error"]["reason"] for result in out if result.status != 0}
        self.assertEqual(reasons, {"powershell-scope"})
        self.assertIn(0, [result.status for result in out])
        self.sim.control("POST", "/organization", {"roles": "view"})
        refused = self.run_program("--json", "set", self.mails[0], *words, status=1).json
        self.assertEqual(refused["error"]["reason"], "cmdlets-no-role")
        people = self.run_program("people", status=1)
        self.assertIn("directory", people.err)

    def test_wrong_password(self):
        self.begin()
        self.add_profile(self.sim, "wrong", path="powershell", password="wrong")
        refused = self.run_program("--profile", "wrong", "show", *self.mails[:4], status=3)
        self.assertNotIn("wrong\n", refused.err)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)

    def test_verify(self):
        self.begin(**{"test-mailbox": "oofadmin@corp.example"})
        rows = {row["id"]: row for row in self.run_program("--json", "verify").json["checks"]}
        self.assertEqual([rows[name]["state"] for name in ("console", "credentials", "oof", "powershell")], ["ok"] * 4, rows)
        self.assertNotIn("role", rows)
        self.assertNotIn("ews", rows)
        self.sim.fail({"status": 404}, operation="powershell-create")
        rows = {row["id"]: row for row in self.run_program("--json", "verify", status=1).json["checks"]}
        self.assertEqual((rows["credentials"]["state"], rows["oof"]["state"]), ("failed", "skipped"))


if __name__ == "__main__":
    unittest.main()
