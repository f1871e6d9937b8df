"""test_main_job.py - connect, verify, see people, set, change and switch off a reply, all from the shell

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import subprocess
import unittest

import practice
from practice import FlowTest

HTML = "<html><body><p>Grüße & Küsse — «42» <b>fett</b> 👋</p>\n<p>日本語</p></body></html>"


class MainJob(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "60")

    def test_profiles(self):
        self.add_profile(self.sim)
        self.add_profile(self.sim, "second", jobs=7)
        again = self.add_profile(self.sim, "corp", status=1)
        self.assertIn("already", again.err)
        listed = self.run_program("--json", "profile", "list", status=0).json
        self.assertEqual([p["name"] for p in listed], ["corp", "second"])
        self.assertEqual([p["in_use"] for p in listed], [True, False])
        self.run_program("profile", "use", "second", status=0)
        shown = self.run_program("profile", "show", "--json", status=0).json
        self.assertEqual((shown["name"], shown["jobs"], shown["ews_url"]), ("second", 7, self.sim.ews))
        self.run_program("profile", "remove", "second", status=0)
        self.run_program("profile", "show", "second", status=1)
        self.run_program("profile", "remove", "nobody", status=1)

    def test_people(self):
        self.add_profile(self.sim)
        everybody = self.run_program("people", "--json", status=0).json
        self.assertEqual(len(everybody), self.sim.people)
        self.assertEqual(len({person["id"] for person in everybody}), self.sim.people)
        self.assertTrue(all(person["department"] for person in everybody))
        one = everybody[7]
        found = self.run_program("people", one["mail"].split("@")[0], "--json", status=0).json
        self.assertIn(one["mail"], [person["mail"] for person in found])

    def test_set_show_off(self):
        self.add_profile(self.sim)
        ann = self.people(1)[0]
        inside = self.write_file("in.html", HTML)
        outside = self.write_file("out.html", "<p>Away</p>")
        until = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=9)).replace(microsecond=0)
        written = self.run_program("--json", "set", ann, "--state", "scheduled", "--until", until.isoformat(), "--inside-file",
                                   inside, "--outside-file", outside, "--audience", "known", status=0).json
        self.assertEqual((written["result"], written["state"], written["inside"]), ("written", "scheduled", HTML))
        shown = self.run_program("show", "--json", ann, status=0).json
        self.assertEqual(shown["result"], "read")
        self.assertEqual(shown["inside"], HTML)
        self.assertEqual(shown["outside"], "<p>Away</p>")
        self.assertEqual(shown["audience"], "known")
        self.assertEqual(shown["until"], until.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self.assertEqual(shown["backend"], "ews")
        self.assertIsNone(shown["error"])
        again = self.run_program("--json", "set", ann, "--state", "scheduled", "--until", until.isoformat(), status=0).json
        self.assertEqual(again["result"], "skipped")

        off = self.run_program("set", ann, "--state", "off", "--json", status=0).json
        self.assertEqual((off["result"], off["state"], off["inside"]), ("written", "off", HTML))
        history = self.run_program("history", ann, "--json", status=0).json
        self.assertEqual([row["result"] for row in history], ["written", "written"])
        self.assertEqual(history[0]["before"]["state"], "scheduled")
        self.assertEqual(history[0]["after"]["state"], "off")
        self.assertEqual(history[0]["before"]["inside"], HTML)

    def test_local_time_and_plain_text(self):
        self.add_profile(self.sim)
        ann = self.people(1)[0]
        text = self.write_file("in.txt", "a < b & c\n\nsecond")
        year = datetime.date.today().year + 1
        shown = self.run_program("set", ann, "--from", f"{year}-07-01T08:00", "--until", f"{year}-07-02T08:00", "--inside-file",
                                 text, "--plain", "--audience", "none", "--json", status=0).json
        self.assertEqual((shown["from"], shown["until"]), (f"{year}-07-01T06:00:00Z", f"{year}-07-02T06:00:00Z"))
        self.assertIn("a &lt; b &amp; c", shown["inside"])
        shown = self.run_program("set", ann, "--until", f"{year}-07-03T08:00", "--zone", "Tokyo Standard Time", "--json",
                                 status=0).json
        self.assertEqual(shown["until"], f"{year}-07-02T23:00:00Z")

    def test_dry_run_writes_nothing(self):
        self.add_profile(self.sim)
        ann = self.people(1)[0]
        before = self.sim.mailbox(ann)
        planned = self.run_program("set", ann, "--state", "on", "--inside-file", self.write_file("a", "x"), "--audience", "none",
                                   "--dry-run", "--json", status=0).json
        self.assertEqual((planned["result"], planned["would_write"]["inside"]), ("skipped", "x"))
        self.assertEqual(self.sim.mailbox(ann), before)
        self.assertEqual(self.run_program("history", "--json", status=0).json, [])

    def test_impersonation_test(self):
        self.add_profile(self.sim)
        ann, bob = self.people(2)
        results = self.run_program("test", ann, bob, "nobody@corp.example", "--json", status=5).lines
        self.assertEqual({r["mailbox"]: r["result"] for r in results},
                         {ann: "succeeded", bob: "succeeded", "nobody@corp.example": "failed"})
        failed = next(r for r in results if r["result"] == "failed")
        self.assertEqual(failed["server_code"], "ErrorNonExistentMailbox")
        self.assertTrue(failed["cause"] and failed["remedy"])


class Demo(FlowTest):
    def test_demo(self):
        told = self.run_program("demo", status=0)
        self.assertIn("Switching it off", told.out)
        self.assertRegex(told.out, r"(?m)^  Vacation, .*$")
        self.assertRegex(told.out, r"… \d+ absences in all")
        self.assertIn("Nobody At All: nobody", told.out)
        self.assertFalse(self.store.exists(), "the demo left something behind")

    def test_full_disk(self):
        """What does not arrive is not called a success."""
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(self.command("demo"), stdout=full, stderr=subprocess.DEVNULL, env=self.environment,
                                  timeout=practice.TIMEOUT, check=False)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
