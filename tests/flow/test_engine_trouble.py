"""test_engine_trouble.py - a running engine in trouble: the computer's clock jumps in the middle of a window; while it works, somebody holds the
database or the disk fills up; the network goes away, and absences begin and end meanwhile

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lab")]

import practice  # noqa: E402
import proxy  # noqa: E402
import timeline  # noqa: E402
from test_engine import EngineTest  # noqa: E402

HOLD = """import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
db.execute("ROLLBACK")
"""


def utc(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class EngineTrouble(EngineTest):
    """Its own tests only, with what those of the engine stand on."""

    def assert_whole(self):
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def begin_engine(self, *arguments):
        """Its figures go into a file, which can be read also while nobody gets at the store."""
        self.metrics = self.folder / "absentia.prom"
        return self.engine("--metrics-file", str(self.metrics), *arguments)

    def wait_for_figure(self, name, value):
        pattern = re.compile(rf"(?m)^absentia_engine_{re.escape(name)} {value}$")
        practice.wait_for(f"{name} to be {value}", lambda: self.metrics.exists() and pattern.search(self.metrics.read_text()), 180)

    def stop_engine(self, process):
        process.terminate()
        _, told = process.communicate(timeout=practice.TIMEOUT)
        self.assertEqual(process.returncode, 0, told)
        return told

    def wait_for_all(self, simulator, key, value):
        practice.wait_for(f"everybody to have {value}", lambda: all(simulator.mailbox(address)[key] == value for address in self.crew), 180)

    # --- the clock ---

    def move(self, simulator, by):
        """Also of the programs that run already."""
        self.offset = by
        (self.folder / "clock").write_text(f"{round(by.total_seconds()):+d}s\n")
        simulator.control("POST", "/clock", {"now": utc(datetime.datetime.now(datetime.timezone.utc) + by)})
        self.environment |= {"LD_PRELOAD": timeline.FAKETIME, "FAKETIME_TIMESTAMP_FILE": str(self.folder / "clock"), "FAKETIME_NO_CACHE": "1",
                             "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    @unittest.skipIf(timeline.FAKETIME is None, "without libfaketime")
    def test_clock(self):
        """The absence is in force, over, in force again and a month ahead: the mailboxes follow, whatever the engine waits for."""
        simulator = self.set_up()
        day = datetime.timedelta(days=1)
        self.plan(*self.crew, first=41)  # a month earlier the server's certificate is valid, too
        self.move(simulator, 42 * day)
        process = self.begin_engine()
        self.wait_for_all(simulator, "state", "scheduled")
        self.assert_in_step(simulator)
        for there in (50 * day, 42 * day, 50 * day, 12 * day):
            self.wait_for_state("running", queued=0, failed=0)
            self.move(simulator, there)
            if there > 42 * day:
                self.wait_for_all(simulator, "inside", "<p>mine</p>")
            else:
                self.wait_for_all(simulator, "state", "scheduled")
                self.assert_in_step(simulator)
        written = simulator.counters()["writes"]
        for there in (42 * day, 42 * day + datetime.timedelta(hours=1), 42 * day, 12 * day):
            self.move(simulator, there)
            self.wait_for_state("running", queued=0, failed=0)
            self.assert_in_step(simulator)
        self.assertEqual(simulator.counters()["writes"], written, "what was right is written again")
        self.run_program("items", "remove", *[f"item-{address}" for address in self.crew], status=0)
        self.wait_for_all(simulator, "inside", "<p>mine</p>")
        self.assert_whole()
        self.stop_engine(process)

    # --- the store ---

    def begin_slow_run(self):
        """An engine that has written some mailboxes, and has many before it."""
        simulator = self.start("--people", "40", "--latency", "60")
        self.add_profile(simulator)
        self.crew = self.people(30)
        for address in self.crew:
            simulator.control("POST", "/mailbox", {"address": address, "state": "off", "inside": "<p>mine</p>", "outside": ""})
        self.plan(*self.crew)
        process = self.begin_engine("--jobs", "2")
        practice.wait_for("the run to begin", lambda: simulator.counters()["writes"] >= 4)
        return simulator, process

    def end_run(self, simulator, process):
        """All of them, each once; and the way back, too."""
        self.wait_for_all(simulator, "state", "scheduled")
        self.assert_in_step(simulator)
        self.wait_for_figure('state{state="running"}', 1)
        self.wait_for_state("running", queued=0, failed=0)
        self.assertEqual(simulator.counters()["writes"], len(self.crew), "written twice")
        self.assert_whole()
        self.run_program("items", "remove", *[f"item-{address}" for address in self.crew], status=0)
        self.wait_for_all(simulator, "inside", "<p>mine</p>")
        self.wait_for_state("running", queued=0, failed=0)
        self.assert_whole()
        return self.stop_engine(process)

    def test_held_in_a_run(self):
        """Somebody else's process has the database to itself: it is said, nothing is lost, and it goes on by itself."""
        simulator, process = self.begin_slow_run()
        with subprocess.Popen([sys.executable, "-c", HOLD, str(self.store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            self.assertEqual(other.stdout.readline(), "held\n")
            self.wait_for_figure('state{state="waiting"}', 1)
            self.assertLess(simulator.counters()["writes"], len(self.crew), "it was held too late")
        self.assertIn("in use by another program", self.end_run(simulator, process))

    def test_disk_full_in_a_run(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m", "none", str(disk)], capture_output=True).returncode != 0:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(disk)])
        self.environment["XDG_DATA_HOME"] = str(disk)
        self.store = disk / "absentia" / "absentia.db"
        simulator, process = self.begin_slow_run()
        with self.assertRaises(OSError), open(disk / "fill", "wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        self.wait_for_figure('state{state="waiting"}', 1)
        (disk / "fill").unlink()
        self.end_run(simulator, process)

    # --- company ---

    def test_overtaken(self):
        """Another run writes a mailbox between this one's reading it and deciding: that is no change of the person's."""
        simulator = self.set_up(2)
        address = self.crew[0]
        self.run_program("apply", status=0)
        self.plan(address, first=5)
        simulator.fail({"slow_ms": 2500}, operation="GetUserOofSettings", mailbox=address, to=1)
        before = simulator.counters()["operations"]["GetUserOofSettings"]
        with subprocess.Popen(self.command("apply", address), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              env=self.environment) as slow:
            practice.wait_for("the slow one to have asked", lambda: simulator.counters()["operations"]["GetUserOofSettings"] > before)
            self.run_program("apply", address, status=0)
            self.assertIsNone(slow.poll(), "it was not slow")
            told = slow.communicate(timeout=practice.TIMEOUT)[1]
        self.assertEqual(slow.returncode, 0, told)
        (line,) = self.run_program("--json", "apply", address, status=0).lines
        self.assertEqual((line["action"], line["reason"]), ("skip", "in-step"))
        self.assertEqual(self.run_program("--json", "report", "drift", status=0).lines, [])

    # --- the network ---

    def plan_hours(self, *items):
        """Of (id, address, first hour, last hour, forward), from now on."""
        self.run_program("items", "import", self.write_file("items.yaml", "items:\n" + "".join(
            f"  - id: {name}\n    type: vacation\n    for: {{people: [{address}]}}\n"
            f"    when: {{from: {self.at(first):%Y-%m-%dT%H:%M}, until: {self.at(until):%Y-%m-%dT%H:%M}, zone: UTC}}\n"
            f"    reply: {{inside: <p>{name}</p>, audience: none}}\n    substitute: {self.crew[4]}\n    forward: {forward}\n"
            for name, address, first, until, forward in items)), status=0)

    def at(self, hours):
        return self.start_of_all + datetime.timedelta(hours=hours)

    @unittest.skipIf(timeline.FAKETIME is None, "without libfaketime")
    def test_network(self):
        """What ended is put back, what began has its rule, and what comes next is loaded as soon as the server is there again."""
        simulator = self.start("--people", "20")
        port = int(re.search(r":(\d+)/", simulator.ews)[1])
        wire = proxy.Proxy("127.0.0.1", "127.0.0.1", {0: port})
        self.addCleanup(lambda: wire.stop())
        self.add_profile(simulator, **{"ews-url": simulator.ews.replace(f":{port}/", f":{wire.ports[0]}/")})
        ends, passes, begins, follows, _ = self.crew = self.people(5)
        for address in self.crew:
            simulator.control("POST", "/mailbox", {"address": address, "state": "off", "inside": "<p>mine</p>", "outside": ""})
        self.start_of_all = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0)
        self.move(simulator, datetime.timedelta())
        self.plan_hours(("ends", ends, -2, 3, "copy"), ("passes", passes, 2, 4, "copy"), ("begins", begins, 2, 40, "copy"),
                        ("first", follows, -2, 2, "none"), ("next", follows, 5, 40, "copy"))
        process = self.begin_engine()
        self.wait_for_state("running", queued=0, failed=0)
        self.assertEqual([len(simulator.mailbox(address)["rules"]) for address in self.crew], [1, 0, 0, 0, 0])
        wire.stop()
        self.move(simulator, datetime.timedelta(hours=3))
        self.wait_for_figure('state{state="waiting"}', 1)  # a server that is only started anew is waited for by those who ask it
        status = self.status()
        self.assertIn(status["reason"], ("OFFLINE", "timed-out"))  # what it met last
        self.assertEqual(status["queued"], 4)
        self.move(simulator, datetime.timedelta(hours=8))
        self.assertEqual(simulator.mailbox(ends)["inside"], "<p>ends</p>")
        wire = proxy.Proxy("127.0.0.1", "127.0.0.1", {wire.ports[0]: port})
        self.move(simulator, datetime.timedelta(hours=9))
        self.wait_for_figure('state{state="running"}', 1)
        practice.wait_for("what comes next", lambda: simulator.mailbox(follows)["inside"] == "<p>next</p>", 180)
        self.wait_for_state("running", queued=0, failed=0)
        for address, inside, rules in ((ends, "mine", 0), (passes, "mine", 0), (begins, "begins", 1), (follows, "next", 1)):
            held = simulator.mailbox(address)
            self.assertEqual((held["inside"], len(held["rules"])), (f"<p>{inside}</p>", rules), address)
        self.assert_whole()
        self.stop_engine(process)


def load_tests(loader, tests, pattern):
    names = sorted(name for name in vars(EngineTrouble) if name.startswith("test_"))
    return unittest.TestSuite(EngineTrouble(name) for name in names)


if __name__ == "__main__":
    unittest.main()
