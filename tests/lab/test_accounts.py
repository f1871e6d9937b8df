"""test_accounts.py - accounts that may not log in to a real domain controller: the sentence, the status, and that none is ever locked by us

SPDX-License-Identifier: GPL-3.0-or-later
"""
import domain
import people
from domain import LabTest

AUTH = 3


class Accounts(LabTest):
    def assert_refused(self, sentences, *, status=AUTH, logon="oofadmin", most=2, **options):
        self.add_directory(**options)
        with self.forgiving(logon, most):
            refused = self.run_program("check-names", "jmueller")
        self.run_program("profile", "remove", "corp", status=0)
        self.assertEqual(refused.status, status, refused)
        self.assertTrue(any(sentence in refused.err for sentence in sentences), refused)
        self.assertNotIn(options.get("password", people.PASSWORD), refused.err + refused.out)

    def test_states(self):
        """Kerberos does not say why an account may not log in: where it may, the program finds out over TLS."""
        expected = {"disabled": "The account is disabled.", "expired": "The account has expired.",
                    "locked": "The account is locked, after too many wrong passwords.",
                    "nighttime": "The account may not log in at this time."}
        vague = "The account is disabled, expired or locked"
        for logon, sentence in expected.items():
            for way in ("auto", "password", "simple"):
                with self.subTest(logon=logon, way=way):
                    sentences = [sentence] + [vague] * (way == "password")
                    self.assert_refused(sentences, logon=logon, user=f"{logon}@corp.example", directory_auth=way)
        for way in ("auto", "password", "simple"):
            with self.subTest(logon="mustchange", way=way):
                self.assert_refused(["must change its password", "password has expired"], logon="mustchange",
                                    user="mustchange@corp.example", directory_auth=way)

    def test_certain_computers_only(self):
        """A ticket is given without asking from which computer; a password is not taken."""
        self.assert_refused(["The account may log in from certain computers only."], logon="elsewhere", user="elsewhere@corp.example",
                            directory_auth="simple")

    def test_wrong_password(self):
        for way in ("auto", "password", "simple"):
            with self.subTest(way=way):
                self.assert_refused(["The directory refused the name or the password."], logon="wrong", user="wrong@corp.example",
                                    password="Not-This-One", directory_auth=way)

    def test_wrong_password_of_every_command(self):
        """Each may try twice at most, however many links it wants."""
        self.add_directory(user="wrong@corp.example", password="Not-This-One")
        for words in (["locations"], ["check-names", "a", "b", "c"], ["people"], ["people", "--location", "fabrikam.example"],
                      ["directory", "probe"]):
            with self.subTest(words), self.forgiving("wrong"):
                refused = self.run_program(*words)
                self.assertNotEqual(refused.status, 0, refused)

    def test_unknown_account(self):
        for way in ("auto", "password", "simple"):
            with self.subTest(way=way):
                self.assert_refused(["The directory does not know this account.", "The directory refused the name or the password."],
                                    user="nobody@corp.example", directory_auth=way)

    def test_no_ticket(self):
        self.assert_refused(["There is no Kerberos ticket on this computer."], directory_auth="ticket", most=0)


domain.main()
