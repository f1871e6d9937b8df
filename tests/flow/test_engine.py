"""test_engine.py - the engine as a process: keeps mailboxes in step, is killed at every step, hands over to another one, is paused and
resumed, takes its secrets from files of systemd's, and tells systemd and Prometheus how it is getting on

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import practice  # noqa: E402

FAULTS = ("lease-taken", "plan-loaded", "read", "decided", "managed-kept", "journal-begun", "sent:8", "answered", "answered:3", "read-back",
          "journal-ended", "confirmed:2", "coverage-kept", "run-ended", "state-kept", "lease-dropped")


class EngineTest(practice.FlowTest):
    def set_up(self, n=5):
        simulator = self.start("--people", "20")
        self.add_profile(simulator)
        self.crew = self.people(n)
        for address in self.crew:
            simulator.control("POST", "/mailbox", {"address": address, "state": "off", "inside": "<p>mine</p>", "outside": ""})
        self.plan(*self.crew)
        return simulator

    def plan(self, *people, first=1, text="<p>away {}</p>"):
        today = datetime.date.today()
        self.run_program("items", "import", self.write_file("items.yaml", "items:\n" + "".join(
            f"  - id: item-{address}\n    type: vacation\n    for: {{people: [{address}]}}\n"
            f"    when: {{from: {today + datetime.timedelta(days=first)}, until: {today + datetime.timedelta(days=first + 3)}}}\n"
            f"    reply: {{inside: \"{text.format(address)}\", audience: none}}\n" for address in people)), status=0)

    def engine(self, *arguments, **environment):
        process = subprocess.Popen(self.command("engine", *arguments), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True, env=self.environment | environment)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, practice.TIMEOUT)
        self.addCleanup(process.kill)
        return process

    def status(self):
        return self.run_program("--json", "engine", "status").json

    def wait_for_state(self, state, **also):
        def look():
            found = self.status()
            return found["state"] == state and all(found[key] == value for key, value in also.items())
        practice.wait_for(f"the engine to be {state} {also}", look)

    def assert_in_step(self, simulator):
        for address in self.crew:
            held = simulator.mailbox(address)
            self.assertEqual((held["state"], held["inside"]), ("scheduled", f"<p>away {address}</p>"))

    def test_life(self):
        """It does what is due, sees an edit by itself, and ends well when it is told to."""
        simulator = self.set_up()
        self.assertEqual(self.run_program("report", "coverage").status, 1)
        process = self.engine()
        practice.wait_for("everybody to be in step", lambda: all(simulator.mailbox(a)["state"] == "scheduled" for a in self.crew))
        self.wait_for_state("running", queued=0, failed=0)
        self.assert_in_step(simulator)
        covered = self.run_program("--json", "report", "coverage", status=0).json
        self.assertEqual((covered["is_alarm"], covered["covered"], covered["mailboxes"]), (False, 5, []))
        self.plan(self.crew[0], first=9)
        begin = (datetime.date.today() + datetime.timedelta(days=9)).isoformat()
        practice.wait_for("the edit to arrive", lambda: self.held_from(simulator, self.crew[0]) == begin)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(practice.TIMEOUT), 0)
        self.assertEqual(self.status()["state"], "stopped")
        self.assertEqual(self.run_program("engine", "status").status, 1)
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def test_settings(self):
        """Quiet hours that are set while it runs hold back what can wait; when they are taken away, it goes. So does a new name."""
        simulator = self.set_up()
        process = self.engine()
        practice.wait_for("everybody to be in step", lambda: all(simulator.mailbox(a)["state"] == "scheduled" for a in self.crew))
        self.wait_for_state("running", queued=0, failed=0)
        hour = datetime.datetime.now(datetime.timezone.utc).hour
        self.run_program("settings", "set", "engine.quiet-hours", f"{(hour - 6) % 24:02}:00-{(hour - 7) % 24:02}:00", status=0)
        other = self.people(6)[5]
        simulator.control("POST", "/mailbox", {"address": other, "state": "off"})
        before = simulator.mailbox(other)
        self.plan(other, first=9)
        self.wait_for_state("quiet", queued=1)
        self.assertEqual(simulator.mailbox(other), before)
        self.run_program("settings", "unset", "engine.quiet-hours", status=0)
        practice.wait_for("the other one to be in step", lambda: simulator.mailbox(other)["state"] == "scheduled")

        # Texts that name the organisation are written anew when it is called otherwise.
        self.plan(other, first=9, text="<p>{{{{organisation.name|us}}}}</p>")
        practice.wait_for("the text", lambda: simulator.mailbox(other)["inside"] == "<p>us</p>")
        self.run_program("settings", "set", "organisation.name", "Corp", status=0)
        practice.wait_for("the name", lambda: simulator.mailbox(other)["inside"] == "<p>Corp</p>")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(practice.TIMEOUT), 0)

    def held_from(self, simulator, address):
        """The local day on which the window begins, of somebody in this zone."""
        begin = datetime.datetime.fromisoformat(simulator.mailbox(address)["from"].replace("Z", "+00:00"))
        return (begin + datetime.timedelta(hours=2)).date().isoformat()

    def test_killed(self):
        """At every step; the next one makes it right, nobody is written twice to another effect, and the journal is whole."""
        simulator = self.set_up()
        for number, fault in enumerate(FAULTS):
            self.plan(*self.crew, first=number + 2)
            killed = self.run_program("engine", "--once", status=None, **{"fault": fault})
            with self.subTest(fault=fault):
                self.assertEqual(killed.status, -signal.SIGKILL, str(killed))
                self.forget_lease()
                self.run_program("engine", "--once", status=0)
                self.assert_in_step(simulator)
                self.assertEqual(self.held_from(simulator, self.crew[0]),
                                 (datetime.date.today() + datetime.timedelta(days=number + 2)).isoformat())
                self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])
                before = simulator.counters()
                self.run_program("engine", "--once", status=0)
                self.assertEqual(self.writes(simulator), self.writes_of(before))
        self.run_program("items", "remove", *[f"item-{address}" for address in self.crew], status=0)
        self.run_program("engine", "--once", status=0)
        for address in self.crew:
            self.assertEqual((simulator.mailbox(address)["state"], simulator.mailbox(address)["inside"]), ("off", "<p>mine</p>"))

    def run_program(self, *arguments, fault=None, **options):
        kept = dict(self.environment)
        if fault is not None:
            self.environment["ABSENTIA_FAULT"] = fault
        try:
            return super().run_program(*arguments, **options)
        finally:
            self.environment = kept

    def forget_lease(self):
        """Instead of the minute that it lasts."""
        subprocess.run([sys.executable, "-c", "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=30); "
                        "db.execute('UPDATE engine SET lease_until_us = 0'); db.commit()", str(self.store)], check=True)

    @staticmethod
    def writes_of(counters):
        return str({key: value for key, value in counters.items() if "Set" in key})

    def writes(self, simulator):
        return self.writes_of(simulator.counters())

    def test_two(self):
        """The second one waits, says so, and takes over from one that ends."""
        self.set_up()
        first = self.engine()
        self.wait_for_state("running", queued=0)
        second = self.engine()
        practice.wait_for("the second one to be known", lambda: self.status()["waiting"])
        self.assertIn(f"process {second.pid}", self.status()["waiting"])
        self.assertIn(f"process {first.pid}", self.status()["holder"])
        self.assertEqual(self.run_program("engine", "--once").status, 1)
        first.terminate()
        self.assertEqual(first.wait(practice.TIMEOUT), 0)
        practice.wait_for("the second one to take over", lambda: f"process {second.pid}" in self.status()["holder"])
        self.wait_for_state("running", queued=0, waiting=None)
        self.run_program("engine", "stop", status=0)
        self.assertEqual(second.wait(practice.TIMEOUT), 0)
        self.assertIn("waits to take over", second.stderr.read())

    def test_company(self):
        """Two people plan at once, in shells of their own, while it works: each edit is there or was refused, and is done once."""
        simulator = self.set_up(6)
        process = self.engine()
        self.wait_for_state("running", queued=0)
        day = datetime.date.today() + datetime.timedelta(days=9)
        shells = [[subprocess.Popen(self.command("items", "import", self.write_file(f"{address}.yaml", (
            f"items:\n  - id: item-{address}\n    type: vacation\n    for: {{people: [{address}]}}\n"
            f"    when: {{from: {day}, until: {day + datetime.timedelta(days=2)}}}\n"
            f"    reply: {{inside: <p>later {address}</p>, audience: none}}\n"))), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, env=self.environment) for address in both] for both in zip(self.crew[::2], self.crew[1::2])]
        ends = [shell.communicate(timeout=practice.TIMEOUT)[1] for both in shells for shell in both]
        states = [shell.returncode for both in shells for shell in both]
        self.assertIn(0, states, ends)
        for state, end in zip(states, ends):
            self.assertTrue(state == 0 or "Somebody else changed the plan meanwhile." in end, (state, end))
        wanted = {address: "later" if state == 0 else "away" for address, state in zip(self.crew, states)}
        practice.wait_for("the plan to be done", lambda: all(
            simulator.mailbox(address)["inside"] == f"<p>{word} {address}</p>" for address, word in wanted.items()))
        self.wait_for_state("running", queued=0, failed=0)
        rows = self.run_program("--json", "history", status=0).json
        self.assertEqual(sorted((row["mailbox"], row["result"]) for row in rows), sorted(
            (address, "written") for address, word in wanted.items() for _ in range(2 if word == "later" else 1)))
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])
        process.terminate()
        self.assertEqual(process.wait(practice.TIMEOUT), 0)

    def test_wishes(self):
        simulator = self.set_up()
        self.run_program("engine", "pause", "servers are moved", status=0)
        process = self.engine()
        self.wait_for_state("paused", reason="servers are moved")
        self.assertIn("servers are moved", self.run_program("engine", "status", status=5).out)
        self.assertEqual(simulator.mailbox(self.crew[0])["state"], "off")
        self.run_program("engine", "resume", status=0)
        practice.wait_for("it to go on", lambda: simulator.mailbox(self.crew[0])["state"] == "scheduled")
        self.run_program("engine", "stop", status=0)
        self.assertEqual(process.wait(practice.TIMEOUT), 0)

    def test_refused(self):
        """A password that is refused is tried once, and again when somebody says so."""
        simulator = self.set_up()
        self.run_program("profile", "add", "corp", "--replace", "--password-stdin", stdin="wrong\n", status=0)
        self.engine()
        self.wait_for_state("paused", reason="credentials-refused")
        self.assertIn("refused", self.run_program("engine", "status", status=5).out)
        self.run_program("profile", "add", "corp", "--replace", "--password-stdin", stdin=simulator.password + "\n", status=0)
        self.run_program("engine", "resume", status=0)
        practice.wait_for("it to go on", lambda: simulator.mailbox(self.crew[0])["state"] == "scheduled")

    def without_keyring(self):
        return {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}

    def test_credentials(self):
        """No keyring: what is missing is named; systemd's files and standard input do."""
        simulator = self.set_up()
        self.environment |= self.without_keyring()
        missing = self.run_program("engine", "--once")
        self.assertIn(missing.status, (1, 3))
        self.assertIn("“password”", missing.err)
        self.assertIn("--password-stdin", missing.err)
        folder = self.folder / "credentials"
        folder.mkdir()
        (folder / "password").write_text(simulator.password + "\n")
        self.environment["CREDENTIALS_DIRECTORY"] = str(folder)
        self.run_program("engine", "--once", status=0)
        self.assert_in_step(simulator)
        del self.environment["CREDENTIALS_DIRECTORY"]
        self.plan(*self.crew, first=5)
        self.run_program("engine", "--once", "--password-stdin", stdin=simulator.password + "\n", status=0)
        self.assertEqual(self.held_from(simulator, self.crew[0]), (datetime.date.today() + datetime.timedelta(days=5)).isoformat())

    def test_told(self):
        """systemd hears that it is ready, what it does and that it is alive; Prometheus' file is whole."""
        self.set_up()
        path = str(self.folder / "notify")
        metrics = self.folder / "absentia.prom"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(path)
            listener.settimeout(practice.TIMEOUT)
            process = self.engine("--metrics-file", str(metrics), NOTIFY_SOCKET=path, WATCHDOG_USEC="20000000")
            heard = ""
            while "WATCHDOG=1" not in heard or "READY=1" not in heard:
                heard += listener.recv(4096).decode() + "\n"
            self.assertIn("STATUS=", heard)
            text = metrics.read_text()
            for name in ("state{state=\"running\"}", "due", "failing", "written_total", "throttled_total", "covered_until_timestamp_seconds"):
                self.assertRegex(text, rf"(?m)^absentia_engine_{name.replace('{', '.').replace('}', '.')} ")
            process.terminate()
            while "STOPPING=1" not in heard:
                heard += listener.recv(4096).decode() + "\n"
            self.assertEqual(process.wait(practice.TIMEOUT), 0)
        self.assertNotIn("password", heard)

    def test_log(self):
        """A line names its run, as the journal has it; refusals count although asking again helped."""
        simulator = self.set_up()
        metrics = self.folder / "absentia.prom"
        simulator.fail({"fault": "ErrorServerBusy", "backoff_ms": 50}, operation="SetUserOofSettings", to=2)
        simulator.fail({"fault": "ErrorNonExistentMailbox"}, operation="GetUserOofSettings", mailbox=self.crew[4])
        done = self.run_program("--verbose", "engine", "--once", "--metrics-file", str(metrics), status=5)
        runs = {row["run"] for row in self.run_program("--json", "history", status=0).json}
        self.assertEqual(len(runs), 1)
        ours = f"PROFILE=corp MAILBOX={{}} RUN={runs.pop()}"
        for address in self.crew[:4]:
            self.assertRegex(done.err, "a mailbox was written: (ahead|due) " + ours.format(address))
        self.assertIn("a mailbox is not in step " + ours.format(self.crew[4]) + " CODE=NOT_FOUND", done.err)
        self.assertRegex(done.err, r"a run has ended: 0 are due, 1 failed PROFILE=corp RUN=" + ours[-36:])
        self.assertRegex(metrics.read_text(), r"(?m)^absentia_engine_throttled_total 2$")
        self.assertRegex(metrics.read_text(), r"(?m)^absentia_engine_failed_total 1$")

    def test_locked(self):
        """Somebody holds the database for longer than anybody waits for it: the engine goes on by itself afterwards."""
        simulator = self.set_up()
        process = self.engine()
        self.wait_for_state("running", queued=0)
        held = sqlite3.connect(self.store, timeout=30, isolation_level=None)
        self.addCleanup(held.close)
        held.execute("BEGIN EXCLUSIVE")
        before = held.execute("SELECT at_us FROM engine").fetchone()[0]
        held.execute("UPDATE document SET body = body")  # a write of somebody's own that takes its time
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(8)
        self.assertEqual(before, held.execute("SELECT at_us FROM engine").fetchone()[0])
        held.execute("ROLLBACK")
        self.plan(*self.crew, first=6)
        begin = (datetime.date.today() + datetime.timedelta(days=6)).isoformat()
        practice.wait_for("the edit to arrive", lambda: self.held_from(simulator, self.crew[0]) == begin)
        process.terminate()
        self.assertEqual(process.wait(practice.TIMEOUT), 0)

    def test_problems(self):
        self.set_up()
        for arguments in (("--interval", "soon"), ("--interval", "5s"), ("--quiet-hours", "22-6"), ("--quiet-hours", "25:00-06:00"),
                          ("--drift", "what"), ("--jobs", "99"), ("what",), ("pause", "two", "words"), ("status", "more")):
            self.assertEqual(self.run_program("engine", *arguments).status, 2, arguments)
        self.assertEqual(self.run_program("engine", "stop").status, 0)
        self.assertEqual(self.run_program("--profile", "nobody", "engine").status, 1)


if __name__ == "__main__":
    unittest.main()
