"""test_directory.py - Active Directory from the shell: profiles, places, names, people, and what goes wrong

SPDX-License-Identifier: GPL-3.0-or-later
"""
import unittest

from practice import FlowTest


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


if __name__ == "__main__":
    unittest.main()
