"""test_history.py - the journal: searched, exported, and looked through for what somebody changed

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import pathlib
import sqlite3
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402


class History(practice.FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "12")
        self.add_profile(self.sim)
        self.all = self.people(10)
        for text, people in (("<p>=first, \"quoted\"</p>", self.all[:6]), ("<p>second</p>", self.all[4:])):
            reply = self.write_file("reply.html", text)
            self.run_program("set", *people, "--state", "on", "--inside-file", reply, "--audience", "none", status=0)

    def rows(self, *options):
        return self.run_program("--json", "history", *options, status=0).json

    def test_search(self):
        rows = self.rows()
        self.assertEqual(len(rows), 12)
        run = rows[0]["run"]
        self.assertEqual({row["mailbox"] for row in self.rows("--run", run)}, {one.lower() for one in self.all[4:]})
        self.assertEqual(len(self.rows("--text", "=FIRST")), 8)  # what was there before counts, too
        self.assertEqual(len(self.rows("--text", "nothing of it")), 0)
        self.assertEqual(len(self.rows("--who", "nobody%")), 0)
        self.assertEqual(len(self.rows("--from", "2020-01-01", "--until", "9999-01-01")), 12)
        self.assertEqual(len(self.rows("--until", "2020-01-01T08:00")), 0)
        self.assertEqual(len(self.rows("--run", run, self.all[5].upper())), 1)
        self.run_program("history", "--from", "never", status=2)
        self.run_program("history", "--end", "3:", status=2)

    def test_csv(self):
        table = list(csv.DictReader(io.StringIO(self.run_program("history", "--csv", status=0).out)))
        self.assertEqual([row["mailbox"] for row in table], [row["mailbox"] for row in self.rows()])
        self.assertEqual({row["after_inside"] for row in table}, {"<p>=first, \"quoted\"</p>", "<p>second</p>"})
        self.assertEqual({row["result"] for row in table}, {"written"})

    def harm(self, statement):
        with sqlite3.connect(self.store) as database:
            database.execute(statement)
        database.close()

    def test_verify(self):
        whole = self.run_program("--json", "history", "--verify", status=0).json
        self.assertEqual((whole["is_whole"], whole["fault"], whole["entries"]), (True, None, 24))
        self.assertIn(whole["end"], self.run_program("history", "--verify", status=0).out)
        self.run_program("history", "--verify", "--end", whole["end"], status=0)
        self.assertIn("number", self.run_program("history", "--verify", "--end", "24:x", status=1).err)

        self.harm("UPDATE journal SET who = 'somebody@else' WHERE id = 3")
        changed = self.run_program("--json", "history", "--verify", status=1).json
        self.assertEqual((changed["is_whole"], changed["fault"], changed["row"]), (False, "changed", 3))
        self.assertIn("row 3", self.run_program("history", "--verify", status=1).out)

    def test_cut(self):
        end = self.run_program("--json", "history", "--verify", status=0).json["end"]
        self.harm("DELETE FROM journal")
        self.harm("DELETE FROM chain")
        self.assertEqual(self.run_program("--json", "history", "--verify", status=1).json["fault"], "cut")
        pathlib.Path(f"{self.store}-head").unlink()
        self.run_program("history", "--verify", status=0)  # who can write to both is not found out,
        self.run_program("history", "--verify", "--end", end, status=1)  # unless the end was written down


if __name__ == "__main__":
    unittest.main(verbosity=2)
