"""test_bulk.py - many mailboxes: standard input, jobs, failures in the middle, throttling, kill -9

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pty
import re
import signal
import subprocess
import unittest

from practice import TIMEOUT, FlowTest, wait_for


class Bulk(FlowTest):
    def set_up(self, *options, people=120, **profile):
        self.sim = self.start("--people", str(people), *options)
        self.add_profile(self.sim, **profile)
        return self.people(people)

    def set_on(self, *arguments, stdin="", status=None):
        reply = self.write_file("reply.html", "<p>Betriebsurlaub</p>")
        return self.run_program("--json", "set", *arguments, "--state", "on", "--inside-file", reply, "--outside-file", reply,
                                "--audience", "all", stdin=stdin, status=status)

    def test_from_standard_input(self):
        people = self.set_up(people=60)
        stdin = "# closure\n\n" + "\r\n".join(people) + "\n" + people[0].upper() + "\n"
        done = self.set_on("-", "--jobs", "8", stdin=stdin, status=0)
        self.assertEqual({r["mailbox"] for r in done.lines}, set(people))
        self.assertEqual({r["result"] for r in done.lines}, {"written"})
        counters = self.sim.counters()
        self.assertEqual(counters["mailboxes_written"], len(people))
        self.assertEqual(counters["mailboxes_written_twice"], 0)
        self.assertLessEqual(counters["peak_at_once"], 8)
        self.assertIn(f"{len(people)} written", done.err)
        again = self.set_on("-", stdin=stdin, status=0)
        self.assertEqual({r["result"] for r in again.lines}, {"skipped"})
        self.assertEqual(self.sim.counters()["mailboxes_written_twice"], 0)
        shown = self.run_program("--json", "show", "-", stdin="\n".join(people), status=0).lines
        self.assertEqual({(r["state"], r["inside"]) for r in shown}, {("on", "<p>Betriebsurlaub</p>")})

    def test_failures_in_the_middle(self):
        people = self.set_up(people=20)
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox=people[3])
        done = self.set_on("-", stdin="\n".join([*people, "nobody@corp.example", "no address"]), status=5)
        failed = {r["mailbox"]: r["error"]["code"] for r in done.lines if r["result"] == "failed"}
        self.assertEqual(failed, {people[3]: "FORBIDDEN", "nobody@corp.example": "NOT_FOUND", "no address": "REJECTED"})
        self.assertEqual(len(done.lines), len(people) + 2)
        denied = next(r for r in done.lines if r["mailbox"] == people[3])
        self.assertIn(f'-Role ApplicationImpersonation -User "{self.sim.admin}"', denied["error"]["remedy"])

    def test_passing_faults(self):
        """Busy, a cut connection before and after the write: each mailbox is written exactly once in effect."""
        people = self.set_up(people=12)
        self.sim.fail({"fault": "ErrorServerBusy", "backoff_ms": 200}, operation="SetUserOofSettings", nth=2)
        self.sim.fail({"status": 503}, operation="GetUserOofSettings", nth=3)
        self.sim.fail({"reset": True}, operation="SetUserOofSettings", nth=4)
        self.sim.fail({"reset": True, "executed": True}, operation="SetUserOofSettings", mailbox=people[6])
        done = self.set_on("-", stdin="\n".join(people), status=0)
        self.assertEqual({r["result"] for r in done.lines}, {"written"}, done)
        for address in people:
            self.assertEqual(self.sim.mailbox(address)["state"], "on", address)

    def test_throttling_server(self):
        people = self.set_up("--character", "throttling", people=30)
        done = self.set_on("-", "--jobs", "8", stdin="\n".join(people), status=0)
        self.assertEqual({r["result"] for r in done.lines}, {"written"})
        self.assertEqual(self.sim.counters()["mailboxes_written"], len(people))

    def test_wrong_password_is_tried_once(self):
        people = self.set_up(people=40)
        self.run_program("profile", "remove", "corp", status=0)
        self.add_profile(self.sim, password="wrong")
        done = self.set_on("-", "--jobs", "16", stdin="\n".join(people), status=3)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)
        self.assertLess(len(done.lines), len(people), "the run went on")
        self.assertIn("password", done.err)

    def test_kill_in_the_middle(self):
        """What Exchange holds that it did not hold before stands in the journal, whatever moment it was."""
        people = self.set_up("--latency", "3", people=150)
        before = {address: self.sim.mailbox(address) for address in people}
        reply = self.write_file("reply.html", "<p>closed</p>")
        process = subprocess.Popen(self.command("--json", "set", "-", "--state", "on", "--inside-file", reply, "--audience", "none",
                                                "--jobs", "8"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, env=self.environment)
        process.stdin.write("\n".join(people) + "\n")
        process.stdin.flush()
        wait_for("some writes", lambda: self.sim.counters()["mailboxes_written"] >= 20)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=TIMEOUT)
        self.assertEqual(process.returncode, -signal.SIGKILL)

        rows = {row["mailbox"]: row for row in self.run_program("--json", "history", "--limit", "1000", status=0).json}
        changed = [address for address in people if self.sim.mailbox(address) != before[address]]
        self.assertGreaterEqual(len(changed), 20)
        for address in changed:
            self.assertIn(address.lower(), rows, "changed, but not in the journal")
            self.assertEqual(rows[address.lower()]["before"]["inside"], before[address]["inside"])
        acknowledged = [json.loads(line) for line in out.splitlines() if line.endswith("}")]
        for result in acknowledged:
            if result["result"] == "written":
                self.assertIn(result["mailbox"].lower(), rows)

        # The same order again finishes the work, and what is right already is left alone.
        done = self.run_program("--json", "set", "-", "--state", "on", "--inside-file", reply, "--audience", "none",
                                stdin="\n".join(people), status=0)
        self.assertEqual(len(done.lines), len(people))
        self.assertTrue(any(r["result"] == "skipped" for r in done.lines))

    def run_on_terminal(self, *arguments):
        """What a person sees whose terminal both of its outputs are."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(self.command(*arguments), stdin=theirs, stdout=theirs, stderr=theirs, env=self.environment)
        os.close(theirs)
        seen = bytearray()
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(TIMEOUT), 0, seen[-2000:])
        return seen.decode()

    def assert_progress(self, seen, total):
        """Count, rate and the rest in one line that is rewritten, and results on lines of their own."""
        shown = re.findall(r"\r\033\[K(\d+) of (\d+), [0-9.]+ a second, ([a-z0-9 ]+) left", seen)
        self.assertTrue(shown, seen[-2000:])
        counts = [int(done) for done, _, _ in shown]
        self.assertEqual((counts, {of for _, of, _ in shown}), (sorted(counts), {str(total)}))
        self.assertGreater(counts[-1], 0)
        self.assertNotRegex(seen, r"left[^\r]")
        self.assertNotIn(" of ", seen.splitlines()[-1].rpartition("\033[K")[2])

    def test_progress(self):
        """Whoever runs bulk work on a terminal sees how far it is, how fast it goes and how long the rest takes."""
        people = self.set_up("--latency", "100", people=40)[:24]
        reply = self.write_file("reply.html", "<p>Betriebsurlaub</p>")
        self.assert_progress(self.run_on_terminal("set", *people, "--state", "on", "--inside-file", reply, "--audience", "none"), len(people))
        self.run_program("items", "import", self.write_file("items.yaml", json.dumps({"items": [
            {"id": "closure", "for": {"people": people}, "when": {"from": "2020-01-01"}, "own_reply": "replace-restore",
             "reply": {"inside": "<p>closed</p>"}}]})), status=0)
        seen = self.run_on_terminal("apply")
        self.assert_progress(seen, len(people))
        self.assert_progress(self.run_on_terminal("undo", re.search(r"Run ([0-9a-f-]{36})", seen)[1]), len(people))
        self.assertNotIn(" a second", self.run_program("apply", "--dry-run", status=0).err)

    def test_cancel(self):
        people = self.set_up("--latency", "200", people=100)
        process = subprocess.Popen(self.command("--json", "show", "-", "--jobs", "2"), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        process.stdin.write("\n".join(people) + "\n")
        process.stdin.flush()
        self.assertTrue(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        process.wait(TIMEOUT)
        process.communicate()
        self.assertEqual(process.returncode, 130)

    def test_two_at_once(self):
        """Two programs on one store and one server."""
        people = self.set_up("--latency", "2", people=60)
        reply = self.write_file("reply.html", "<p>x</p>")
        both = [subprocess.Popen(self.command("set", *half, "--state", "on", "--inside-file", reply, "--audience", "none"),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=self.environment)
                for half in (people[:30], people[30:])]
        for process in both:
            _, err = process.communicate(timeout=TIMEOUT)
            self.assertEqual(process.returncode, 0, err)
        rows = self.run_program("--json", "history", "--limit", "1000", status=0).json
        self.assertEqual({row["mailbox"] for row in rows}, {address.lower() for address in people})


if __name__ == "__main__":
    unittest.main(verbosity=2)
