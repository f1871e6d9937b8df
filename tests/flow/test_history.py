"""test_history.py - the journal: searched, exported, and looked through for what somebody changed

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import hashlib
import io
import pathlib
import sqlite3
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

TABLES = {"journal": "id", "chain": "number", "text": "hash"}
# What the chain says of a row, once it begins and once it ends; src/store/store-chain.c is the other one that says so.
BEGINS = ("id", "at_us", "who", "run", "profile", "mailbox", "why", "before_mode", "before_audience", "before_from_us", "before_until_us",
          "before_inside", "before_outside", "after_mode", "after_audience", "after_from_us", "after_until_us", "after_inside", "after_outside")
ENDS = ("id", "result", "request_id", "error")


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

    # --- everything that can be changed ---

    def change(self, harm):
        """In one transaction that is taken back, after the program has looked: a copy would do as well, but slower."""
        database = sqlite3.connect(self.store)
        try:
            kept = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
            harm(database)
            database.commit()
            found = self.run_program("--json", "history", "--verify")
            database.execute("PRAGMA foreign_keys = OFF")
            for table, rows in kept.items():
                database.execute(f"DELETE FROM {table}")
                database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
            database.commit()
        finally:
            database.close()
        return found

    def assert_found(self, what, harm):
        found = self.change(harm)
        self.assertEqual((found.status, found.json["is_whole"]), (1, False), f"{what}: {found}")

    @staticmethod
    def other(value):
        """The smallest change: a bit of a number, a letter of a text, a text where there was nothing."""
        if value is None:
            return "x"
        if isinstance(value, int):
            return value ^ 1
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else " "

    def test_each_cell(self):
        """Of the first, one in the middle and the last row of each table, each cell alone."""
        database = sqlite3.connect(self.store)
        harms = []
        for table, key in TABLES.items():
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            rows = database.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
            for row in (rows[0], rows[len(rows) // 2], rows[-1]):
                harms += [(table, name, dict(zip(names, row))[key], value) for name, value in zip(names, row)]
        database.close()
        self.assertGreater(len(harms), 60)
        for table, name, at, value in harms:
            self.assert_found(f"{table}.{name} of {at}", lambda db: db.execute(
                f"UPDATE {table} SET {name} = ? WHERE {TABLES[table]} = ?", (self.other(value) if value != at or isinstance(at, str) else at + 1000, at)))
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def test_each_row(self):
        """Removed, doubled, swapped; the newest ones cut off, with what the chain says of them."""
        for table, key in TABLES.items():
            for order in ("ASC", "DESC"):
                self.assert_found(f"{table} removed {order}", lambda db: db.execute(
                    f"DELETE FROM {table} WHERE {key} = (SELECT {key} FROM {table} ORDER BY {key} {order} LIMIT 1)"))

        def swap(table, key, one, other):
            def harm(db):
                for old, new in ((one, -1), (other, one), (-1, other)):
                    db.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (new, old))
            return harm

        self.assert_found("swapped rows", swap("journal", "id", 2, 3))
        self.assert_found("swapped entries", swap("chain", "number", 2, 3))
        self.assert_found("a row more", lambda db: db.execute(
            "INSERT INTO journal SELECT 1000, " + ", ".join(BEGINS[1:]) + ", result, request_id, error FROM journal WHERE id = 1"))

        def cut(db):
            db.execute("DELETE FROM chain WHERE journal = (SELECT max(id) FROM journal)")
            db.execute("DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)")

        self.assert_found("the tail is cut", cut)

    @staticmethod
    def forge(db):
        """Another text, and the whole chain made anew so that it holds by itself."""
        db.execute("UPDATE journal SET who = 'somebody@else'")
        before = ""
        for number, row, event in db.execute("SELECT number, journal, event FROM chain ORDER BY number").fetchall():
            names = BEGINS if event == "begin" else ENDS
            digest = hashlib.sha256()
            for cell in db.execute(f"SELECT {', '.join(names)} FROM journal WHERE id = ?", (row,)).fetchone():
                digest.update(b"-1:" if cell is None else b"%d:%s" % (len(str(cell).encode()), str(cell).encode()))
            before = hashlib.sha256(f"{number} {before} {row} {event} {digest.hexdigest()}".encode()).hexdigest()
            db.execute("UPDATE chain SET digest = ?, hash = ? WHERE number = ?", (digest.hexdigest(), before, number))

    def test_forged(self):
        """A chain that was made anew is found out by the end beside the database; who forges that, too, by an end that was written down, and that
        it takes this is said openly."""
        end = self.run_program("--json", "history", "--verify", status=0).json["end"]
        self.assertEqual(self.change(self.forge).json["fault"], "cut")
        database = sqlite3.connect(self.store)
        self.forge(database)
        database.commit()
        database.close()
        pathlib.Path(f"{self.store}-head").unlink()
        said = self.run_program("history", "--verify", status=0).out
        self.assertIn("could make another journal", said)
        self.run_program("history", "--verify", "--end", end, status=1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
