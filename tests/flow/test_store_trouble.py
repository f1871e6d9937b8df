"""test_store_trouble.py - the engine and a store that is in trouble: a full disk, a torn write-ahead log, a file of a newer version

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sqlite3
import subprocess
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402
from test_engine import EngineTest  # noqa: E402


class StoreTrouble(EngineTest):
    """Its own tests only, with what those of the engine stand on."""

    def assert_whole(self):
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def test_torn_log(self):
        """A power cut in the middle of what was not waited for: the last transaction is only half on the disk."""
        simulator = self.set_up()
        for number, fault in enumerate(("managed-kept:2", "confirmed:3", "coverage-kept", "state-kept:2")):
            self.plan(*self.crew, first=number + 2)
            self.run_program("engine", "--once", fault=fault)
            log = pathlib.Path(f"{self.store}-wal")
            with open(log, "r+b") as file:
                file.truncate(log.stat().st_size - 17)
            self.forget_lease()
            self.run_program("engine", "--once", status=0)
            self.assert_in_step(simulator)
            self.assert_whole()
        self.run_program("items", "remove", *[f"item-{address}" for address in self.crew], status=0)
        self.run_program("engine", "--once", status=0)
        for address in self.crew:
            self.assertEqual((simulator.mailbox(address)["state"], simulator.mailbox(address)["inside"]), ("off", "<p>mine</p>"))

    def test_newer(self):
        """It is said in one sentence, with a remedy, and nothing is touched."""
        self.set_up()
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA user_version = 999")
        database.close()
        before = self.store.read_bytes()
        for command in (("engine", "--once"), ("engine", "status"), ("apply",)):
            said = self.run_program(*command, status=1).err
            self.assertIn("belongs to a newer version", said)
            self.assertIn("→ Update Absentia", said)
        self.assertEqual(self.store.read_bytes(), before)

    def fill(self, disk):
        try:
            with open(disk / "fill", "wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 4096)
        except OSError:
            return

    def test_full_disk(self):
        """An engine that runs goes on when there is room again; one that is started says why it does not. What people had is there."""
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m", "none", str(disk)], capture_output=True).returncode != 0:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(disk)])
        self.environment["XDG_DATA_HOME"] = str(disk)
        self.store = disk / "absentia" / "absentia.db"
        simulator = self.set_up()
        self.run_program("engine", "pause", "filled up", status=0)
        process = self.engine()
        self.wait_for_state("paused")
        self.plan(*self.crew, first=4)
        self.run_program("engine", "resume", status=0)
        self.fill(disk)
        said = self.run_program("apply").err
        if "no space left" in said:
            self.assertIn("→ Make room on the disk", said)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(5)
        (disk / "fill").unlink()
        practice.wait_for("everybody to be in step", lambda: all(simulator.mailbox(a)["state"] == "scheduled" for a in self.crew), 180)
        self.assert_in_step(simulator)
        self.assert_whole()
        self.run_program("items", "remove", *[f"item-{address}" for address in self.crew], status=0)
        practice.wait_for("what they had", lambda: all(simulator.mailbox(a)["inside"] == "<p>mine</p>" for a in self.crew), 180)
        self.run_program("engine", "stop", status=0)
        self.assertEqual(process.wait(practice.TIMEOUT), 0)


def load_tests(loader, tests, pattern):
    names = sorted(name for name in vars(StoreTrouble) if name.startswith("test_"))
    return unittest.TestSuite(StoreTrouble(name) for name in names)


if __name__ == "__main__":
    unittest.main()
