"""soak.py - engines for half an hour under edits, runs from the shell, faults and throttling: is anything growing?

On premises and hybrid side by side, each with a store of its own. Time is real; in it everything happens that makes an engine work: absences come,
go and are changed, somebody switches a reply off by hand, applies from a shell, pauses it, and the servers refuse, hang up, answer rubbish and are
gone for some seconds. Every half minute what the engine holds is measured. In the end the world is compared with the plan, and the journal's chain
is looked at.

    tests/keyring/with-keyring.sh unlocked /usr/bin/python3 tests/flow/soak.py --minutes 30 [--people 120] [--seed N] [--table FILE]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import datetime
import pathlib
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

OWN = "<p>mine, {}</p>"
PERIOD_S = 30
PATIENCE_S = 600  # a server that is gone is waited for
LEAST_SAMPLES = 20
WARM_UP = 0.2  # of all samples: caches fill, connections are made
BUDGET = "300,300,700,8"
OPERATIONS = (None, None, "graph-batch", "graph-get-settings", "graph-set-settings")  # None: all of Exchange's web service
REFUSALS = ({"status": 503, "retry_after": 1}, {"status": 429, "retry_after": 1})
FAULTS = ({"reset": True}, {"reset": True, "executed": True}, {"slow_ms": 900}, {"cut_after": 100}, {"garbage": "bad-utf8"}, {"garbage": "empty"},
          {"status": 500}, {"response_error": "ErrorMailboxStoreUnavailable"}, {"fault": "ErrorServerBusy", "backoff_ms": 700})


class Sample:
    """What a process holds, and how large its store is."""

    HEAD = f"{'min':>6} {'kind':<12} {'PSS kB':>8} {'own kB':>8} {'fds':>5} {'threads':>7} {'db kB':>8} {'WAL kB':>7} {'rows':>7} {'CPU s':>7}"

    def __init__(self, minutes, process, store):
        root = pathlib.Path("/proc") / str(process.pid)
        self.minutes = minutes
        memory = dict(line.split(":") for line in (root / "smaps_rollup").read_text().splitlines()[1:])
        self.pss, self.own = (int(memory[name].split()[0]) for name in ("Pss", "Pss_Anon"))  # the first also tells who else runs the program
        self.descriptors = len(list((root / "fd").iterdir()))
        self.threads = len(list((root / "task").iterdir()))
        self.cpu_s = sum(int(n) for n in (root / "stat").read_text().rpartition(")")[2].split()[11:13]) / 100
        self.size = store.stat().st_size // 1024
        wal = store.with_name(store.name + "-wal")
        self.wal = wal.stat().st_size // 1024 if wal.exists() else 0
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=30) as db:
            self.rows = db.execute("SELECT count(*) FROM journal").fetchone()[0]
        db.close()

    def line(self, kind):
        return (f"{self.minutes:6.1f} {kind:<12} {self.pss:8} {self.own:8} {self.descriptors:5} {self.threads:7} {self.size:8} {self.wal:7} {self.rows:7} "
                f"{self.cpu_s:7.1f}")


class World(practice.FlowTest):
    """One organisation with its engine."""

    def begin(self, kind, people, dice, run):
        super().setUp()
        self.kind, self.dice, self.run_test = kind, dice, run
        self.planned, self.text, self.samples, self.deeds, self.slowest = {}, 0, [], {}, 0.0
        self.sim = self.start("--people", str(people + 1), "--character", "throttling", "--budget", BUDGET,
                              *(["--hybrid"] if kind == "hybrid" else []))
        if kind == "hybrid":
            self.run_program("profile", "add", "cloud", "--kind", kind, "--tenant", self.sim.tenant, "--client-id", self.sim.client_id,
                             "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--secret-stdin",
                             "--ews-url", self.sim.ews, "--admin", self.sim.admin, "--auth", "basic", "--password-stdin", status=0,
                             stdin=self.sim.password + "\n" + self.sim.client_secret + "\n")
            self.crew = [person["mail"] for person in self.run_program("--json", "people", status=0).json if person["mail"] != self.sim.admin][:people]
        else:
            self.add_profile(self.sim)
            self.crew = self.people(people)
        for address in self.crew:
            self.sim.control("POST", "/mailbox", {"address": address, "state": "off", "inside": OWN.format(address), "outside": ""})
        self.edit(self.crew)
        self.log = open(self.folder / "engine.log", "w+")
        self.engine = subprocess.Popen(self.command("engine", "--interval", "60", "--metrics-file", str(self.folder / "absentia.prom")),
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log, env=self.environment)
        practice.wait_for("the engine to begin", lambda: self.status()["state"] == "running")

    def status(self):
        return self.run_program("--json", "engine", "status").json

    # --- what happens ---

    def edit(self, people):
        """Absences for these: new, other or none at all; nothing begins or ends while it is looked at. Each is one of its own: who has switched
        a reply off by hand has come back from that absence, but not from another one."""
        self.text += 1
        today = datetime.date.today()
        gone = []
        lines = "items:\n"
        for address in people:
            if address in self.planned:
                gone.append(self.planned.pop(address)[0])
            if self.dice.random() < 0.2:
                continue
            first = today + datetime.timedelta(days=self.dice.randrange(2, 40))
            words = f"<p>away {self.text} {address}</p>"
            self.planned[address] = (f"item-{self.text}-{address}", words)
            lines += (f"  - id: item-{self.text}-{address}\n    type: vacation\n    for: {{people: [{address}]}}\n"
                      f"    when: {{from: {first}, until: {first + datetime.timedelta(days=3)}}}\n"
                      f"    reply: {{inside: {words}, audience: none}}\n")
        if lines != "items:\n":
            self.retry("items", "import", self.write_file("items.yaml", lines))
        if gone:
            self.retry("items", "remove", *gone)

    def retry(self, *command):
        """Somebody else's edit, or a store that is held, is no failure of this one."""
        practice.wait_for(" ".join(command[:2]), lambda: self.run_program(*command).status == 0)

    def switch_off(self, people):
        """By hand, and back in step by an edit that follows."""
        for address in people:
            self.sim.control("POST", "/mailbox", {"address": address, "state": "off", "inside": OWN.format(address), "outside": ""})
        self.edit(people)

    def apply(self, people):
        """It may come to nothing, as servers are, but not to a crash or a misuse."""
        begin = time.monotonic()
        done = practice.Result(subprocess.run(self.command("apply"), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                              env=self.environment, timeout=PATIENCE_S))
        self.slowest = max(self.slowest, time.monotonic() - begin)
        if done.status < 0 or done.status == 2:
            self.fail(f"apply: {done}")

    def pause(self, people):
        self.run_program("engine", "pause", "soak", status=0)
        practice.wait_for("the pause", lambda: self.status()["state"] == "paused", PATIENCE_S)
        self.run_program("engine", "resume", status=0)

    def disturb(self, people):
        operation = self.dice.choice(OPERATIONS)
        fault = self.dice.choice(FAULTS if operation is None else REFUSALS)
        match = {"to": self.dice.randrange(1, 4)} | ({"operation": operation} if operation else {})
        self.sim.heal()
        self.sim.control("POST", "/faults", {"faults": [{"match": match, "action": fault}]})

    def look(self, people):
        self.run_program("--json", "report", "coverage")
        self.run_program("--json", "history", "--limit", "50", status=0)

    def one_deed(self):
        deeds = (self.edit, self.edit, self.switch_off, self.switch_off, self.apply, self.pause, self.disturb, self.disturb, self.look)
        deed = self.dice.choice(deeds)
        deed(self.dice.sample(self.crew, self.dice.randrange(1, 12)))
        self.deeds[deed.__name__] = self.deeds.get(deed.__name__, 0) + 1
        if self.engine.poll() is not None:
            self.log.seek(0)
            self.fail(f"the engine of {self.kind} has ended: {self.engine.returncode}\n{self.log.read()[-3000:]}")

    def measure(self, minutes):
        self.samples.append(Sample(minutes, self.engine, self.store))
        return self.samples[-1].line(self.kind)

    # --- in the end ---

    def holds_what_is_planned(self):
        for address in self.crew:
            held = self.sim.mailbox(address)
            words = self.planned.get(address, (None, None))[1]
            if (held["state"], held["inside"]) != (("scheduled", words) if words else ("off", OWN.format(address))):
                self.wrong = f"{address} holds {held} instead of {words}"
                return False
        return True

    def check(self):
        self.sim.heal()
        self.wrong = ""
        try:
            practice.wait_for("everybody to be in step", self.holds_what_is_planned, PATIENCE_S)
        except AssertionError as error:
            self.fail(f"{self.kind}: {error}: {self.wrong}")
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])
        self.engine.send_signal(signal.SIGTERM)
        self.assertEqual(self.engine.wait(practice.TIMEOUT), 0)
        self.log.seek(0)
        self.assertNotRegex(self.log.read(), "CRITICAL|WARNING|Sanitizer")
        self.assert_flat()

    def assert_flat(self):
        """The last third beside the first third after the beginning."""
        if len(self.samples) < LEAST_SAMPLES:
            print(f"{self.kind}: too short to say whether anything grows", flush=True)
            return
        kept = self.samples[int(len(self.samples) * WARM_UP):]
        third = max(len(kept) // 3, 1)
        first, last = kept[:third], kept[-third:]

        def middle(samples, name):
            return statistics.median(getattr(sample, name) for sample in samples)

        for name, share, more in (("own", 1.05, 1000), ("descriptors", 1, 6), ("threads", 1, 2)):
            self.assertLessEqual(middle(last, name), middle(first, name) * share + more, f"{self.kind}: {name} grows")
        self.assertLessEqual(max(sample.wal for sample in self.samples), 16 * 1024, f"{self.kind}: the WAL grows")
        # The journal is append-only; a row costs what it costs.
        if kept[-1].rows - kept[0].rows > 200:
            each = (kept[-1].size - kept[0].size) * 1024 / (kept[-1].rows - kept[0].rows)
            self.assertLessEqual(each, 6000, f"{self.kind}: {each:.0f} bytes for each row of the journal")

    def runTest(self):
        self.run_test()

    def setUp(self):
        pass


class Soak(unittest.TestCase):
    options = None

    def runTest(self):
        options = self.options
        dice = random.Random(options.seed)
        print(f"seed {options.seed}, {options.minutes} minutes, {options.people} mailboxes each", flush=True)
        table = open(options.table, "w") if options.table else sys.stdout
        worlds = [World(), World()]
        for world, kind in zip(worlds, ("on-premises", "hybrid")):
            self.addCleanup(world.doCleanups)
            world.begin(kind, options.people, dice, None)
            world.addCleanup(world.log.close)
            world.addCleanup(world.engine.wait)
            world.addCleanup(world.engine.kill)
        print(Sample.HEAD, file=table, flush=True)
        begin = time.monotonic()
        measured = 0.0
        while (now := time.monotonic() - begin) < options.minutes * 60:
            if now - measured >= PERIOD_S or measured == 0:
                measured = now
                for world in worlds:
                    print(world.measure(now / 60), file=table, flush=True)
            dice.choice(worlds).one_deed()
        for world in worlds:
            world.check()
            print(f"{world.kind}: {world.deeds}, the slowest run from the shell took {world.slowest:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--table", help="where the measurements go")
    Soak.options = parser.parse_args()
    return 0 if unittest.TextTestRunner(verbosity=0).run(Soak()).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
