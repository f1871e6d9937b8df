"""kills.py - a month of planned absences, with the engine killed again and again: at a named step, or at any moment

Time goes on by some hours a round, on both sides. In a round somebody may edit the plan or switch a reply off by hand, and the engine, or a run from
the shell, is killed. Then it is started again and does what is due. Compared with a plan that is worked out here: what each mailbox holds,
the rule that forwards while its owner is away, the entry in the calendar (never twice, and gone with an absence that is taken out of the plan before
it begins), the words and the rule that they had before, that nothing is written a second time, and the journal's chain. Who is told by mail that an
absence has begun is told by one mail; who died between sending it and noting that may send that very one again.

    tests/keyring/with-keyring.sh unlocked /usr/bin/python3 tests/flow/kills.py --rounds 300 [--seed N] [--kind online]

The seed is printed; a round that fails names itself. Moments depend on the computer, the rest on the seed.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import datetime
import glob
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import post  # noqa: E402
import practice  # noqa: E402

FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
STEPS = ("lease-taken", "plan-loaded", "read", "decided", "managed-kept", "journal-begun", "sent", "answered", "read-back", "journal-ended",
         "confirmed", "coverage-kept", "run-ended", "state-kept", "lease-dropped", "act-kept", "act-journal-begun", "rule-made", "rule-removed",
         "act-done", "act-journal-ended", "act-forgotten", "entry-made", "entry-removed", "mail-sent")
RARE = ("mail-sent",) * 5  # somebody has to be told in that round
ROLES = "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All Calendars.ReadWrite"
PEOPLE = 12
OWN = "<p>mine, {}</p>"
WATCH = "watch@corp.example"
OWN_RULE = {"name": "mine", "subject": "boss", "delete": True}


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Month(practice.FlowTest):
    options = None

    def runTest(self):
        self.dice = random.Random(self.options.seed)
        self.begin = datetime.datetime.now(datetime.timezone.utc).replace(minute=30, second=0, microsecond=0)  # nothing begins or ends then
        self.now = self.begin
        self.text = 0
        self.items = set()
        self.told = set()
        self.mails = set()
        self.copies = 0
        self.set_up()
        self.edit()
        killed = 0
        number = 0
        # What is killed when nothing is due was not: then it takes some rounds more.
        while number < self.options.rounds or (killed <= self.options.rounds // 4 and number < 2 * self.options.rounds):
            number += 1
            self.killed = ""
            self.was_killed = False
            try:
                was_killed = self.one_round()
            except AssertionError as error:
                raise AssertionError(f"seed {self.options.seed}, round {number} at {stamp(self.now)}, {self.killed}: {error}") from error
            killed += was_killed
        print(f"seed {self.options.seed}, {self.options.kind}: {number} rounds, {killed} of them killed, "
              f"{(self.now - self.begin).days} days, {len(self.mails)} mails, {self.copies} of them again", flush=True)
        self.assertGreater(killed, self.options.rounds // 4)
        self.go_home()

    # --- the world ---

    def set_up(self):
        kind = self.options.kind
        self.sim = self.start("--people", str(PEOPLE + 1), "--app-roles", ROLES, *(["--hybrid"] if kind == "hybrid" else []))
        if kind != "on-premises":
            cloud = ["--kind", kind, "--tenant", self.sim.tenant, "--client-id", self.sim.client_id, "--login-url", self.sim.login,
                     "--graph-url", self.sim.graph, "--ca", self.sim.ca, "--secret-stdin"]
            if kind == "hybrid":
                cloud += ["--ews-url", self.sim.ews, "--admin", self.sim.admin, "--auth", "basic", "--password-stdin"]
            self.run_program("profile", "add", "cloud", *cloud, status=0, stdin="".join(
                secret + "\n" for secret in ([self.sim.password] if kind == "hybrid" else []) + [self.sim.client_secret]))
            self.crew = [person["mail"] for person in self.run_program("--json", "people", status=0).json][:PEOPLE]
        else:
            self.add_profile(self.sim)
            self.crew = self.people(PEOPLE)
        for address in self.crew:
            self.sim.control("POST", "/mailbox", {"address": address, "state": "off", "inside": OWN.format(address), "outside": "",
                                                  "rules": [OWN_RULE]})
        self.windows = {address: [] for address in self.crew}
        self.post = post.Post()
        self.addCleanup(self.post.stop)
        self.run_program("notify", "set", "--server", "localhost", "--port", str(self.post.port), "--tls", "none", "--user", "", "--from",
                         "absentia@corp.example", "--to", WATCH, status=0)
        self.move(datetime.timedelta())

    def move(self, by):
        self.now += by
        self.sim.control("POST", "/clock", {"now": stamp(self.now)})
        offset = round((self.now - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
        self.environment |= {"LD_PRELOAD": FAKETIME, "FAKETIME": f"{offset:+d}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def edit(self):
        """New absences from now on, for everybody: up to three that do not meet; what has begun stays."""
        self.text += 1
        items = {}
        for address in self.crew:
            begun = [window for window in self.windows[address] if window[0] <= self.now]
            at = max([self.now.replace(minute=0), *(window[1] for window in begun)])
            for _ in range(self.dice.randrange(4)):
                at += datetime.timedelta(hours=self.dice.randrange(2, 60))
                until = at + datetime.timedelta(hours=self.dice.randrange(3, 90))
                begun.append((at, until, f"<p>away {self.text} {address}</p>", self.dice.choice(("none", "copy", "move")),
                              self.dice.random() < 0.5, self.dice.choice(((), ("user",), ("user", "substitute")))))
                at = until
            self.windows[address] = begun
            items |= {self.name_of(address, window): (address, *window) for window in begun}
        gone = sorted(self.items - items.keys())
        self.items = items.keys()
        self.run_program("items", "import", self.write_file("items.yaml", "items:\n" + "".join(
            f"  - id: {name}\n    type: vacation\n    for: {{people: [{address}]}}\n"
            f"    when: {{from: {begin:%Y-%m-%dT%H:%M}, until: {until:%Y-%m-%dT%H:%M}, zone: UTC}}\n"
            f"    reply: {{inside: {text}, audience: none}}\n    substitute: {self.sim.admin}\n    forward: {forward}\n"
            + (f"    calendar: {{show: true, subject: \"{name}\"}}\n" if is_shown else "")
            + (f"    tell: {{{', '.join(whom + ': true' for whom in told)}}}\n" if told else "")
            for name, (address, begin, until, text, forward, is_shown, told) in items.items())), status=0)
        if gone:
            self.run_program("items", "remove", *gone, status=0)

    @staticmethod
    def name_of(address, window):
        return f"{address.partition('@')[0]}-{window[0]:%d%H}"

    def forwarding(self, address):
        """The rules that the inbox should have: name, and to whom."""
        for window in self.windows[address]:
            if window[0] <= self.now < window[1] and window[3] != "none":
                return [("mine", None), ("Absentia: " + self.name_of(address, window), self.sim.admin)]
        return [("mine", None)]

    def planned(self, address):
        """What Exchange should hold: the absence that lasts, or the next one; else what was there before."""
        for begin, until, text, *_ in self.windows[address]:
            if until > self.now:
                return {"state": "scheduled", "inside": text, "from": stamp(begin), "until": stamp(until)}
        return {"state": "off", "inside": OWN.format(address)}

    # --- a round ---

    def one_round(self):
        self.move(datetime.timedelta(hours=self.dice.randrange(1, 9)))
        if self.dice.random() < 0.3:
            self.edit()
        command = ["engine", "--once"] if self.dice.random() < 0.7 else ["apply"]
        was_killed = self.was_killed = self.at_step(command) if self.dice.random() < 0.7 else self.at_any_moment(command)
        self.forget_lease()
        self.run_program("engine", "--once", status=0)
        self.assert_in_step()
        return was_killed

    def at_step(self, command):
        step = f"{self.dice.choice(STEPS + RARE)}:{self.dice.choice((1, 1, 1, 2, 3, 5, 8))}"
        self.environment["ABSENTIA_FAULT"] = step
        self.killed = f"{command[0]} killed at {step}"
        done = self.run_program(*command)
        del self.environment["ABSENTIA_FAULT"]
        self.assertIn(done.status, (0, -signal.SIGKILL), f"{command} at {step}: {done}")
        return done.status != 0

    def at_any_moment(self, command):
        self.killed = f"{command[0]} killed at any moment"
        with subprocess.Popen(self.command(*command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=self.environment) as process:
            time.sleep(self.dice.random() * 0.15)  # the moment is what is tried
            process.kill()
        return process.returncode == -signal.SIGKILL

    def forget_lease(self):
        """Instead of the minute that it lasts."""
        subprocess.run([sys.executable, "-c", "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=30); "
                        "db.execute('UPDATE engine SET lease_until_us = 0'); db.commit()", str(self.store)], check=True)

    def assert_in_step(self):
        for address in self.crew:
            planned = self.planned(address)
            held = self.sim.mailbox(address)
            if {key: held[key] for key in planned} != planned:
                story = [self.run_program(*command, address).out for command in (("plan",), ("history", "--limit", "6"))]
                self.fail(f"{address} holds {held} instead of {planned}\n" + "\n".join(story))
            self.assertEqual([(rule["name"], rule["forward"] or rule["redirect"]) for rule in held["rules"]], self.forwarding(address),
                             f"{address}: {self.windows[address]}")
            self.assert_entries(address)
        self.assert_told()
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])
        before = self.written()
        self.run_program("engine", "--once", status=0)
        self.assertEqual(self.written(), before, "what was right is written again")
        self.assertEqual(self.mails_by_id(), {}, "who knows is told again")

    def mails_by_id(self):
        """That came since the last time: to whom, and from which absence on, for each copy."""
        copies = {}
        for recipient, message in self.post.empty():
            if recipient != WATCH:
                copies.setdefault(message["Message-ID"], []).append((recipient, str(message["Date"]), message.get_content()))
        return copies

    def assert_told(self):
        """Everybody whom an absence that has begun is to be told to knows of it, by a mail of its own, which came before from nobody."""
        copies = self.mails_by_id()
        begun = {(address, window[0], whom) for address in self.crew for window in self.windows[address]
                 if window[0] <= self.now < window[1] for whom in window[5]}
        wanted = sorted(address if whom == "user" else self.sim.admin for address, _, whom in begun - self.told)
        self.assertEqual(sorted(alike[0][0] for alike in copies.values()), wanted, copies)
        for name, alike in copies.items():
            self.assertNotIn(name, self.mails)
            self.assertEqual(len(set(alike)), 1, "another mail of the same name")
            self.assertLessEqual(len(alike), 2 if self.was_killed else 1, alike)
        self.told |= begun
        self.mails |= copies.keys()
        self.copies += sum(len(alike) - 1 for alike in copies.values())

    def assert_entries(self, address):
        """Of the absence that lasts, or the next one, there is one if it wants one; those of others that are planned, or were, may be there."""
        entries = [(entry["subject"], entry["from"], entry["until"]) for entry in self.entries(address)]
        wanted = [(self.name_of(address, window), stamp(window[0]), stamp(window[1])) for window in self.windows[address] if window[4]]
        story = f"{address}: {entries}, {wanted} are planned"
        self.assertEqual(len(set(entries)), len(entries), "twice: " + story)
        self.assertEqual(set(entries) - set(wanted), set(), "too many: " + story)
        for window in self.windows[address]:
            if window[1] > self.now:
                self.assertEqual(window[4], self.name_of(address, window) in [subject for subject, *_ in entries], "the next: " + story)
                return

    def entries(self, address):
        return self.sim.control("GET", "/calendar?address=" + address)["entries"]

    def written(self):
        counters = self.sim.counters()
        return (counters["writes"], counters["operations"].get("rules-written", 0),
                [[entry["id"] for entry in self.entries(address)] for address in self.crew])

    def go_home(self):
        """Everything is taken out of the plan: everybody has their own words again; the entries of what was remain."""
        self.windows = {address: [window for window in windows if window[1] <= self.now] for address, windows in self.windows.items()}
        if self.items:
            self.run_program("items", "remove", *sorted(self.items), status=0)
        self.run_program("engine", "--once", status=0)
        self.assert_in_step()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--kind", choices=("on-premises", "online", "hybrid"), default="on-premises")
    Month.options = parser.parse_args()
    if FAKETIME is None:
        print("SKIP: without libfaketime")
        return 77
    return 0 if unittest.TextTestRunner(verbosity=0).run(Month()).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
