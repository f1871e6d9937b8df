"""test_bad_input.py - what goes wrong outside: each a clear sentence, a remedy, the right exit status, and nothing lost

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import unittest

from practice import TIMEOUT, FlowTest, wait_for


@contextlib.contextmanager
def silent_server():
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


class Usage(FlowTest):
    def test_usage(self):
        cases = [
            [],
            ["frobnicate"],
            ["set"],
            ["set", "ann@corp.example"],
            ["set", "ann@corp.example", "--state", "maybe"],
            ["set", "ann@corp.example", "--state", "scheduled"],
            ["set", "ann@corp.example", "--until", "tomorrow"],
            ["set", "ann@corp.example", "--state", "on", "--until", "2031-01-01T00:00"],
            ["set", "ann@corp.example", "--until", "2031-01-01T00:00", "--zone", "Mars/Olympus"],
            ["set", "ann@corp.example", "--audience", "friends"],
            ["show"],
            ["show", "ann@corp.example", "--jobs", "99"],
            ["profile"],
            ["profile", "add"],
            ["profile", "add", "x"],
            ["profile", "add", "x", "--admin", "a@b.example", "--server", "s", "--auth", "magic"],
            ["profile", "use"],
            ["verify", "what"],
            ["--frob", "show", "x"],
        ]
        for arguments in cases:
            with self.subTest(arguments=arguments):
                done = self.run_program(*arguments, status=2)
                self.assertTrue(done.out == "" or arguments == [], done)
        self.run_program("--help", status=0)
        self.run_program("--version", status=0)
        for command in "profile verify directory test locations check-names people show set history bench demo".split():
            self.assertIn("absentiactl " + command, self.run_program(command, "--help", status=0).out)

    def test_no_profile(self):
        done = self.run_program("show", "ann@corp.example", status=1)
        self.assertIn("→", done.err)

    def test_bad_profiles(self):
        cases = {
            "http://mail.example/EWS/Exchange.asmx": "https",
            "https://user:secret@mail.example/EWS": "password",
            "not a url": "address",
        }
        for url, word in cases.items():
            with self.subTest(url=url):
                done = self.run_program("profile", "add", "x", "--ews-url", url, "--admin", "a@corp.example", "--password-stdin",
                                        stdin="pw\n", status=1)
                self.assertIn(word, done.err)
        self.run_program("profile", "add", "x", "--server", "s", "--admin", "nobody", "--password-stdin", stdin="pw\n", status=1)
        self.run_program("profile", "add", "x", "--server", "s", "--admin", "a@b.example", "--password-stdin", stdin="", status=1)
        self.run_program("profile", "add", "x", "--server", "s", "--admin", "a@b.example", "--ca", "/does/not/exist", status=1)
        no_certificate = self.write_file("ca.pem", "hello")
        self.run_program("profile", "add", "x", "--server", "s", "--admin", "a@b.example", "--ca", no_certificate, status=1)
        for option in ("--ca", "--directory-ca"):
            for path, word in (("/dev/zero", "too large"), (self.write_file("large.pem", b"x" * 1100000), "too large"),
                               (self.write_file("binary.pem", b"-----BEGIN CERTIFICATE-----\xff"), "not text"), ("-", "No such file")):
                with self.subTest(option=option, path=path):
                    done = self.run_program("profile", "add", "x", "--server", "s", "--admin", "a@b.example", option, path, "--password-stdin",
                                            stdin="pw\n", status=1)
                    self.assertIn(word, done.err)
        self.assertEqual(self.run_program("profile", "list", "--json", status=0).json, [])


class Network(FlowTest):
    def add(self, url, ca=None):
        arguments = ["--ca", ca] if ca else []
        self.run_program("profile", "add", "x", "--ews-url", url, "--admin", "admin@corp.example", "--auth", "basic", *arguments,
                         "--password-stdin", stdin="secret-word\n", status=0)

    def show(self, status, word):
        done = self.run_program("--verbose", "show", "ann@corp.example", status=status)
        self.assertIn(word, (done.out + done.err).lower())
        self.assertNotIn("secret-word", done.out + done.err)
        return done

    def test_unknown_host(self):
        self.add("https://no-such-host.invalid/EWS/Exchange.asmx")
        self.show(4, "name")

    def test_refused_port(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.add(f"https://127.0.0.1:{port}/EWS/Exchange.asmx")
        self.show(4, "refused")
        report = self.run_program("--json", "verify", status=4).json
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual((states["reachable"], states["credentials"]), ("failed", "skipped"))

    def test_silent_server(self):
        with silent_server() as port:
            self.add(f"https://127.0.0.1:{port}/EWS/Exchange.asmx")
            self.show(4, "in time")

    def test_certificates(self):
        words = {"expired": "expired", "wrong-name": "name", "self-signed": "signed by itself"}
        for kind, word in words.items():
            with self.subTest(kind=kind):
                sim = self.start("--people", "3", "--tls", kind)
                shutil.rmtree(self.folder / "absentia", True)
                self.add(sim.ews, None if kind == "self-signed" else sim.ca)
                self.show(1, word)
                self.assertEqual(sim.counters()["requests"], 0, "something was sent over it")
        sim = self.start("--people", "3")
        shutil.rmtree(self.folder / "absentia", True)
        self.add(sim.ews)
        self.show(1, "not known")


class HostileServer(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "8")
        self.add_profile(self.sim)
        self.ann = self.people(1)[0]

    def fail_read(self, action, status, code=None):
        self.sim.heal()
        self.sim.fail(action, operation="GetUserOofSettings")
        done = self.run_program("--json", "show", self.ann, status=status)
        error = done.json["error"]
        self.assertEqual(done.json["result"], "failed")
        self.assertTrue(error["message"], done)
        if code is not None:
            self.assertEqual(error["code"], code, done)
        return error

    def test_garbage(self):
        for name in ("entity-bomb", "external-entity", "huge", "malformed-xml", "deep-xml", "truncated", "wrong-namespace",
                     "unknown-state", "huge-header", "gzip-bomb", "bad-utf8", "empty", "not-http"):
            with self.subTest(name=name):
                error = self.fail_read({"garbage": name}, None)
                self.assertIn(error["code"], ("PROTOCOL", "OFFLINE", "BUSY"), error)
        error = self.fail_read({"garbage": "html-page"}, 1)
        self.assertEqual(error["reason"], "not-exchange")
        error = self.fail_read({"garbage": "login-redirect"}, 1)
        self.assertEqual(error["reason"], "login-page")

    def test_statuses(self):
        self.assertEqual(self.fail_read({"status": 403}, 1)["code"], "FORBIDDEN")
        self.assertEqual(self.fail_read({"status": 404}, 1)["reason"], "not-ews")
        self.assertEqual(self.fail_read({"redirect": "https://elsewhere.example/EWS/Exchange.asmx"}, 1)["reason"], "redirect")
        self.assertEqual(self.fail_read({"response_error": "ErrorItemNotFound"}, 1)["server_code"], "ErrorItemNotFound")

    def test_unavailable(self):
        self.sim.fail({"status": 503, "retry_after": 0}, operation="GetUserOofSettings", nth=1)
        self.run_program("show", self.ann, status=0)

    def test_account_is_not_locked(self):
        """One wrong password, one try, whatever is asked."""
        self.run_program("profile", "remove", "corp", status=0)
        self.add_profile(self.sim, password="Wrong-1")
        done = self.run_program("show", self.ann, "other@corp.example", status=3)
        self.assertNotIn("Wrong-1", done.out + done.err)
        self.assertEqual(self.sim.counters()["failed_log_ins"], 1)
        report = self.run_program("--json", "verify", status=3).json
        self.assertEqual({c["id"]: c["state"] for c in report["checks"]}["credentials"], "failed")
        self.assertEqual(self.sim.counters()["failed_log_ins"], 2)


class BadValues(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "8")
        self.add_profile(self.sim)
        self.ann = self.people(1)[0]
        self.before = self.sim.mailbox(self.ann)

    def tearDown(self):
        self.assertEqual(self.sim.mailbox(self.ann), self.before, "it was written all the same")
        super().tearDown()

    def refuse(self, word, *arguments):
        done = self.run_program("set", self.ann, *arguments, status=1)
        self.assertIn(word, (done.out + done.err).lower())

    def test_values(self):
        text = self.write_file("t", "<p>x</p>")
        self.refuse("after the start", "--from", "2031-02-01T00:00Z", "--until", "2031-01-01T00:00Z", "--inside-file", text)
        self.refuse("in the past", "--from", "2001-02-01T00:00Z", "--until", "2001-03-01T00:00Z", "--inside-file", text)
        empty = self.write_file("empty", "<p> </p>")
        self.refuse("empty", "--state", "on", "--inside-file", text, "--outside-file", empty, "--audience", "all")
        self.refuse("longer than", "--inside-file", self.write_file("long", "x" * (2 << 20)))
        self.refuse("utf-8", "--inside-file", self.write_file("latin", "Grüße".encode("latin-1")))
        self.refuse("control character", "--inside-file", self.write_file("control", "a\x01b"))
        self.refuse("utf-8", "--inside-file", self.write_file("nul", b"a\0b"))
        self.run_program("set", self.ann, "--inside-file", "/does/not/exist", status=1)
        self.refuse("directory", "--inside-file", str(self.folder))
        self.refuse("too large", "--inside-file", "/dev/zero")

    def test_pipe(self):
        """One that nobody writes to is waited for, and left at once when told to stop."""
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen(self.command("set", self.ann, "--inside-file", str(pipe)), env=self.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.kill)
        wait_for("the pipe to be opened", lambda: str(pipe) in {os.readlink(fd) for fd in pathlib.Path(f"/proc/{process.pid}/fd").iterdir()})
        process.terminate()
        self.assertNotEqual(process.wait(TIMEOUT), 0)


class BadStore(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "4")
        self.add_profile(self.sim)

    def expect(self, word, status=1):
        done = self.run_program("profile", "list", status=status)
        self.assertIn(word, done.err)
        self.assertIn("→", done.err)

    def test_corrupt(self):
        self.store.write_bytes(b"this is no database" * 500)
        self.expect("damaged")
        self.assertTrue(self.store.read_bytes().startswith(b"this is no"), "it was written over")

    def test_newer(self):
        with contextlib.closing(sqlite3.connect(self.store)) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            db.execute(f"PRAGMA user_version = {version + 1000}")
        self.expect("newer")

    def test_locked(self):
        with contextlib.closing(sqlite3.connect(self.store, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            text = self.write_file("t", "<p>x</p>")
            ann = "nobody@corp.example"
            done = self.run_program("profile", "add", "other", "--ews-url", self.sim.ews, "--admin", ann, "--password-stdin",
                                    stdin="x\n", status=1)
            self.assertIn("in use by another program", done.err, text)

    @unittest.skipIf(os.geteuid() == 0, "root may write everything")
    def test_read_only(self):
        os.chmod(self.store, 0o400)
        os.chmod(self.store.parent, 0o500)
        self.addCleanup(os.chmod, self.store.parent, 0o700)
        done = self.run_program("profile", "remove", "corp", status=1)
        self.assertIn("cannot be written", done.err)

    def test_no_secret_in_the_store(self):
        for path in self.store.parent.iterdir():
            self.assertNotIn(self.sim.password.encode(), path.read_bytes(), path)
        self.assertEqual(self.store.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.store.parent.stat().st_mode & 0o777, 0o700)


class NoKeyring(FlowTest):
    def test_no_keyring(self):
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/does/not/exist"
        sim = self.start("--people", "3")
        done = self.add_profile(sim, status=1)
        self.assertIn("keyring", done.err.lower())
        self.assertEqual(self.run_program("profile", "list", "--json", status=0).json, [])
        self.assertNotIn(sim.password, done.out + done.err)

    def test_profile_can_be_removed(self):
        sim = self.start("--people", "3")
        self.add_profile(sim, status=0)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/does/not/exist"
        self.run_program("profile", "remove", "corp", status=0)
        self.assertEqual(self.run_program("profile", "list", "--json", status=0).json, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
