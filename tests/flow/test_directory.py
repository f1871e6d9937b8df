"""test_directory.py - Active Directory from the shell: profiles, places, names, people, and what goes wrong

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import signal
import socket
import subprocess
import time
import unittest

from practice import FlowTest

CLOSED = "ldaps://127.0.0.1:9"   # nobody listens there
NO_EXCHANGE = "https://127.0.0.1:9/EWS/Exchange.asmx"


def silent_server():
    """Takes connections and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(60)
    return listener


class Profile(FlowTest):
    def add(self, *options, stdin="", status=0):
        return self.run_program("profile", "add", "corp", *options, stdin=stdin, status=status)

    def show(self):
        return self.run_program("--json", "profile", "show", "corp", status=0).json

    def test_options(self):
        ca = self.write_file("ca.pem", "-----BEGIN CERTIFICATE-----\n")
        self.add("--server", "mail.corp.example", "--admin", "admin@corp.example", "--directory", "corp.example", "--directory-auth",
                 "simple", "--directory-ca", ca, "--directory-user", "reader@corp.example", "--password-stdin",
                 "--directory-password-stdin", stdin="one\ntwo\n")
        before = self.show()
        self.assertEqual((before["directory"], before["directory_auth"], before["has_directory_ca"], before["directory_user"]),
                         ("corp.example", "simple", True, "reader@corp.example"))
        self.assertNotIn("two", self.store.read_bytes().decode("latin-1"))

    def test_replace_keeps_the_rest(self):
        self.add("--server", "mail.corp.example", "--admin", "admin@corp.example", "--password-stdin", stdin="one\n")
        self.assertEqual((self.show()["directory"], self.show()["directory_auth"]), (None, "auto"))
        self.add("--replace", "--directory", "dc1.corp.example:389", "--jobs", "7")
        now = self.show()
        self.assertEqual((now["directory"], now["jobs"], now["server"], now["admin"]),
                         ("dc1.corp.example:389", 7, "mail.corp.example", "admin@corp.example"))
        self.add("--replace", "--server", "other.corp.example")
        self.assertEqual((self.show()["ews_url"], self.show()["directory"]),
                         ("https://other.corp.example/EWS/Exchange.asmx", "dc1.corp.example:389"))

    def test_refused(self):
        self.add("--server", "s", "--admin", "a@corp.example", "--directory-auth", "magic", status=2)
        for options, word in ((("--directory", "no such name"), "domain"),
                              (("--directory", "corp.example", "--directory-user", "nobody"), "name@domain"),
                              (("--directory", "corp.example", "--directory-ca", self.write_file("no.pem", "hello")), "PEM")):
            with self.subTest(options=options):
                done = self.add("--server", "s", "--admin", "a@corp.example", *options, "--password-stdin", stdin="pw\n", status=1)
                self.assertIn(word, done.err)
        # The first secret is the administrator's; the second is missing.
        self.add("--server", "s", "--admin", "a@corp.example", "--directory", "corp.example", "--password-stdin",
                 "--directory-password-stdin", stdin="one\n", status=1)
        self.assertEqual(self.run_program("profile", "list", "--json", status=0).json, [])


class DirectoryTest(FlowTest):
    """A profile whose Exchange is down: what asks the directory only must not mind."""

    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "60")
        self.add()

    def add(self, name="corp", password=None, status=0, **options):
        values = {"ews-url": NO_EXCHANGE, "directory": self.sim.ldap, "directory-auth": "simple"} | options
        self.add_profile(self.sim, name, password, status, **values)

    def people(self, *words):
        return self.run_program("--json", "people", *words, status=0).json

    def check(self, *names, stdin="", status=0, options=()):
        done = self.run_program("--json", "check-names", *options, *names, stdin=stdin, status=status)
        return {answer["text"]: answer for answer in done.lines}


class Places(DirectoryTest):
    def test_locations(self):
        found = self.run_program("--json", "locations", status=0).json
        self.assertEqual([place["kind"] for place in found[:2]], ["forest", "domain"])
        home = found[1]
        self.assertEqual((home["dns"], home["netbios"], home["direction"], home["reachable"], home["error"]),
                         ("corp.example", "CORP", None, None, None))
        text = self.run_program("locations", status=0).out
        self.assertIn("corp.example  domain  CORP", text)
        self.assertIn("the entire directory", text)

    def test_check(self):
        """What answers, and what does not, with the reason."""
        done = self.run_program("--json", "locations", "--check")
        home = next(place for place in done.json if place["kind"] == "domain")
        self.assertEqual((home["reachable"], home["error"]), (True, None), home)
        failed = [place for place in done.json if not place["reachable"]]
        self.assertEqual(done.status, 5 if failed else 0, done)
        for place in failed:
            self.assertTrue(place["error"]["message"], place)
        text = self.run_program("locations", "-c").out
        self.assertIn("✓ corp.example  domain  CORP", text)
        self.assertEqual(text.count("✗"), len(failed))

    def test_below(self):
        units = self.run_program("--json", "locations", "corp.example/People", status=0).json
        self.assertTrue(units)
        self.assertEqual({unit["kind"] for unit in units}, {"ou"})
        some = units[0]
        inside = self.people("--location", some["path"])
        self.assertTrue(inside)
        self.assertEqual(inside, self.people("--location", some["base"]))
        self.assertTrue(all(person["dn"].endswith(some["base"]) for person in inside), inside)
        missing = self.run_program("locations", "corp.example/Nowhere", status=1)
        self.assertIn("no such place", missing.err)
        self.run_program("people", "--location", "nowhere.example", status=1)
        self.run_program("locations", "a", "b", status=2)


class Names(DirectoryTest):
    def test_one_several_nobody(self):
        ann = self.people()[0]
        for text in (ann["mail"], ann["upn"], ann["logon"], "CORP\\" + ann["logon"], ann["dn"], "=" + ann["mail"]):
            with self.subTest(text):
                answer = self.check(text)[text]
                self.assertEqual((answer["result"], answer["matches"][0]), ("one", ann), answer)
        nobody = self.check("Nobody At All", status=5)["Nobody At All"]
        self.assertEqual((nobody["result"], nobody["matches"]), ("none", []))
        several = self.check("corp", "a", status=5)["a"]
        self.assertEqual(several["result"], "several")
        self.assertGreater(len(several["matches"]), 1)

    def test_text(self):
        ann = self.people()[0]
        done = self.run_program("check-names", ann["mail"], "zzzz", "a", status=5)
        self.assertIn(f"{ann['mail']}: {ann['name']} <{ann['mail']}>", done.out)
        self.assertIn("zzzz: nobody", done.out)
        self.assertIn("3 names: 1 one, 1 several, 1 nobody.", done.err)

    def test_syntax_is_text(self):
        hostile = ["*", "*)(objectClass=*", "(|(cn=*))", "\\2a", "%s%n", "CORP\\*", "=*", "<GUID=*>", "\u202e", "a" * 5000, "<b>x</b>"]
        found = self.check(*hostile, status=5)
        self.assertEqual([found[text[:4096]]["result"] for text in hostile if len(text) < 4096], ["none"] * (len(hostile) - 1), found)
        self.assertEqual(len(found), len(hostile))

    def test_standard_input(self):
        some = self.people()[:9]
        pasted = ";".join(person["mail"] for person in some[:4]) + "\r\n\n  " + "\n".join(person["mail"] for person in some[4:])
        found = self.check("-", stdin=pasted)
        self.assertEqual({text: answer["matches"][0]["mail"] for text, answer in found.items()},
                         {person["mail"]: person["mail"] for person in some})
        # A name twice is answered once; one cut off at the end counts.
        self.assertEqual(len(self.check("-", some[0]["mail"], stdin=f"{some[0]['mail']};{some[0]['mail']}")), 1)

    def test_bad_input(self):
        ann = self.people()[0]["mail"]
        done = subprocess.run(self.command("--json", "check-names", "-"), env=self.environment, capture_output=True, timeout=60,
                              input=ann.encode() + b"\nA\0B\n\xff\xfe;" + b"x" * 5000 + b"\n\x1b[31m;" + ann.encode()[:3] + b"\xc3\n")
        found = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual((done.returncode, len(found)), (5, 6), done)
        self.assertEqual([answer["text"] for answer in found if answer["result"] != "none"], [ann])
        self.run_program("check-names", "-", stdin="", status=0)
        self.run_program("check-names", status=2)
        self.run_program("check-names", "a", "--kind", "people", status=2)

    def test_ten_thousand(self):
        real = [person["mail"] for person in self.people()]
        names = [name for number in range(10000 // len(real) + 1) for name in real + [f"nobody{number}.{i}" for i in range(40)]]
        names = names[:10000]
        found = self.check("-", stdin="\n".join(names), status=5)
        self.assertEqual(set(found), set(names))
        self.assertEqual({name for name, answer in found.items() if answer["result"] == "one"}, set(real))

    def test_answers_come_before_the_end(self):
        ann = self.people()[0]["mail"]
        with subprocess.Popen(self.command("--json", "check-names", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              env=self.environment) as program:
            program.stdin.write(ann + "\n")
            program.stdin.flush()
            self.assertEqual(json.loads(program.stdout.readline())["result"], "one")
            program.stdin.close()
            self.assertEqual(program.wait(60), 0)

    def test_kinds(self):
        groups = self.check("a", "e", "s", options=["--kind", "groups"], status=5)
        self.assertEqual({match["kind"] for answer in groups.values() for match in answer["matches"]}, {"group"})


class People(DirectoryTest):
    def test_people(self):
        everybody = self.people()
        self.assertEqual(len({person["id"] for person in everybody}), len(everybody))
        self.assertGreaterEqual(len(everybody), self.sim.people)
        self.assertTrue(all(person["mail"] and person["dn"] for person in everybody))
        self.add(name="without", **{"directory": None, "directory-auth": None, "ews-url": self.sim.ews})
        of_exchange = self.run_program("--profile", "without", "--json", "people", status=0).json
        self.assertLessEqual({person["mail"] for person in of_exchange}, {person["mail"] for person in everybody})
        one = everybody[7]
        self.assertIn(one, self.people(one["logon"]))
        self.assertEqual(self.people("Nobody At All"), [])
        self.assertIn(f"{one['name']} <{one['mail']}>", self.run_program("people", one["mail"], status=0).out)

    def test_group(self):
        found = self.check("a", "e", "i", "o", "s", "t", options=["--kind", "groups"], status=None)
        groups = {match["dn"]: match for answer in found.values() for match in answer["matches"]}
        members = {dn: self.people("--group", dn) for dn in groups}
        group = next(groups[dn] for dn in groups if 0 < len(members[dn]) < self.sim.people)
        ids = {person["id"] for person in members[group["dn"]]}
        self.assertEqual(ids, {person["id"] for person in self.people("--group", group["name"])})
        self.assertLess(ids, {person["id"] for person in self.people()})
        done = self.run_program("people", "--group", "Nobody's group", status=1)
        self.assertIn("no group", done.err)

    def test_no_directory(self):
        self.add(name="without", **{"directory": None, "directory-auth": None})
        for command in (["locations"], ["check-names", "a"], ["people", "--group", "x"], ["people", "--location", "x"],
                        ["directory", "probe"]):
            with self.subTest(command):
                done = self.run_program("--profile", "without", *command, status=1)
                self.assertIn("--directory", done.err)


class Probe(DirectoryTest):
    def probe(self, *words, stdin="", status=0):
        return self.run_program("--json", "directory", "probe", *words, stdin=stdin, status=status).json

    def account(self, password=None):
        return {"words": ["--directory-user", self.sim.admin, "--directory-auth", "simple", "--directory-ca", self.sim.ca,
                          "--directory-password-stdin"], "stdin": (password or self.sim.password) + "\n"}

    def test_profile(self):
        report = self.probe()
        self.assertEqual(report["directory"], self.sim.ldap)
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual((states["directory-find"], states["directory-simple"]), ("ok", "ok"), report)
        text = self.run_program("directory", "probe", status=0).out
        self.assertEqual(text.count("✓") + text.count("!") + text.count("–"), len(report["checks"]), text)

    def test_without_a_profile(self):
        self.run_program("profile", "remove", "corp", status=0)
        account = self.account()
        report = self.probe(self.sim.ldap, *account["words"], stdin=account["stdin"])
        self.assertIn(report["result"], ("ok", "warning"))
        self.assertEqual(self.run_program("--json", "profile", "list", status=0).json, [])

    def test_refused(self):
        account = self.account("Wrong-1")
        done = self.run_program("--json", "directory", "probe", self.sim.ldap, *account["words"], stdin=account["stdin"], status=3)
        self.assertEqual(done.json["result"], "failed")
        self.assertNotIn("Wrong-1", done.out + done.err)
        done = self.run_program("directory", "probe", CLOSED, *account["words"], stdin=account["stdin"], status=4)
        self.assertIn("→", done.out)

    def test_usage(self):
        for words in ([], ["what"], ["probe", "a", "b"], ["probe", "a", "--directory-auth", "magic"]):
            self.run_program("directory", *words, status=2)
        self.run_program("directory", "probe", "not a name", status=1)
        self.run_program("directory", "probe", "corp.example", "--directory-ca", "/does/not/exist", status=1)

    def test_verify(self):
        """The directory's steps are among those of the connection."""
        report = self.run_program("--json", "verify", status=4).json   # Exchange is down
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual((states["reachable"], states["directory-simple"]), ("failed", "ok"), report)
        self.add("whole", **{"ews-url": self.sim.ews})
        self.run_program("--profile", "whole", "verify", status=0)
        self.add("half", **{"ews-url": self.sim.ews, "directory": CLOSED})
        self.run_program("--profile", "half", "verify", status=4)

    def test_one_password_one_refusal(self):
        """What Exchange refused is not tried in the directory; when Exchange cannot be asked, it is, once."""
        self.add("both", password="Wrong-1", **{"ews-url": self.sim.ews})
        before = self.sim.counters()["failed_log_ins"]
        report = self.run_program("--profile", "both", "--json", "verify", status=3).json
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual((states["credentials"], states["directory-simple"], states["powershell"]), ("failed", "skipped", "skipped"), report)
        self.assertIn("was refused", [check["seen"] for check in report["checks"] if check["id"] == "directory-simple"][0])
        self.assertEqual(self.sim.counters()["failed_log_ins"], before + 1)

        self.add("down", password="Wrong-1")
        report = self.run_program("--profile", "down", "--json", "verify", status=4).json
        states = {check["id"]: check["state"] for check in report["checks"]}
        self.assertEqual((states["reachable"], states["directory-simple"]), ("failed", "failed"), report)
        self.assertEqual(self.sim.counters()["failed_log_ins"], before + 2)

    def test_order(self):
        """Steps run at the same time, and are told in one order."""
        self.add("whole", **{"ews-url": self.sim.ews})
        orders = {tuple(check["id"] for check in self.run_program("--profile", "whole", "--json", "verify").json["checks"]) for _ in range(5)}
        self.assertEqual(len(orders), 1)
        self.assertEqual(next(iter(orders))[:4], ("name", "ports", "reachable", "tls"))


class Trouble(DirectoryTest):
    commands = (["locations"], ["check-names", "a", "b"], ["people"], ["people", "--group", "x"])

    def test_password_refused(self):
        self.add("wrong", password="Wrong-1")
        for command in self.commands:
            with self.subTest(command):
                done = self.run_program("--profile", "wrong", "--verbose", *command, status=3)
                self.assertNotIn("Wrong-1", done.out + done.err)
                self.assertIn(self.sim.admin, done.err)

    def test_down(self):
        self.add("down", directory=CLOSED)
        for command in self.commands:
            with self.subTest(command):
                done = self.run_program("--profile", "down", *command, status=4)
                self.assertIn("→", done.err)

    def test_unknown_authority(self):
        self.add("untrusted", ca=None)
        done = self.run_program("--profile", "untrusted", "locations", status=1)
        self.assertIn("not known", done.err)
        self.assertIn("--directory-ca", done.err)

    def add_silent(self, listener):
        self.add("silent", directory=f"ldaps://127.0.0.1:{listener.getsockname()[1]}")

    def test_silence(self):
        with silent_server() as listener:
            self.add_silent(listener)
            begin = time.monotonic()
            self.run_program("--profile", "silent", "locations", status=4)
            self.assertLess(time.monotonic() - begin, 30)

    def test_cancelled(self):
        """Ctrl+C ends a wait at once."""
        with silent_server() as listener:
            self.add_silent(listener)
            with subprocess.Popen(self.command("--profile", "silent", "people"), env=self.environment, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as program, listener.accept()[0]:
                begin = time.monotonic()
                program.send_signal(signal.SIGINT)
                self.assertEqual(program.wait(20), 130)
                self.assertLess(time.monotonic() - begin, 2)

    def test_accounts(self):
        """Why the directory does not let somebody in; it is asked once."""
        words = {"disabled": "Enable-ADAccount", "expired": "Clear-ADAccountExpiration", "locked": "Unlock-ADAccount",
                 "must-change": "change", "password-expired": "new password"}
        for state, word in words.items():
            with self.subTest(state):
                self.sim.control("POST", "/account", {"address": self.sim.admin, "state": state})
                done = self.run_program("people", status=3)
                self.assertIn(word, done.err)
                self.assertIn(self.sim.admin, done.err)
        self.sim.control("POST", "/account", {"address": self.sim.admin, "state": "normal"})
        self.run_program("people", status=0)

    def test_hostile_directory(self):
        """Whatever it answers: an error of the table within the limits, no crash, no half answer that looks whole."""
        faults = {"cut": {"number": 3}, "garbage": {}, "referral": {"text": "ldap://elsewhere.example/DC=x"}, "endless-cookie": {},
                  "size-limit": {"number": 5}, "wrong-domain": {}, "invalid-utf8": {}}
        for name, more in faults.items():
            with self.subTest(name):
                operation = "ldap-rootdse" if name == "wrong-domain" else "ldap-search"
                self.sim.fail({"ldap": name, **more}, operation=operation)
                done = self.run_program("--json", "people")
                self.sim.heal()
                self.assertIn(done.status, (0, 1, 4), done)
                found = done.json
                self.assertTrue(done.status != 0 or len({person["id"] for person in found}) >= self.sim.people, done)
                self.assertEqual(done.status != 0, "→" in done.err, done)

    def test_reader_goes_away(self):
        done = subprocess.run(["sh", "-c", '"$@" | head -c 1 > /dev/null', "sh", *self.command("--json", "people")],
                              env=self.environment, capture_output=True, timeout=60, text=True)
        self.assertNotIn("CRITICAL", done.stderr)


if __name__ == "__main__":
    unittest.main()
