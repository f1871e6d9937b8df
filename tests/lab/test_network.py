"""test_network.py - DNS that lies or is silent, controllers that do not answer, certificates, clocks: the sentence, the status, and soon

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import socket
import subprocess
import threading
import time

import domain
import people
from domain import Computer, LabTest, wait_for
from proxy import Mute

AUTH, OFFLINE = 3, 4
HOSTS = "127.0.0.1 localhost\n"
FAKETIME = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Network(LabTest):
    controllers = ("corp", "fabrikam")

    def assert_fails(self, sentence, *, status=OFFLINE, within=20, **options):
        self.add_directory(**options)
        start = time.monotonic()
        failed = self.run_program("check-names", "jmueller")
        took = time.monotonic() - start
        self.run_program("profile", "remove", "corp", status=0)
        self.assertEqual(failed.status, status, failed)
        self.assertIn(sentence, failed.err, failed)
        self.assertLess(took, within, failed)

    def dns(self, address, *options):
        """A DNS server that says what the options say, and asks corp.example's for the rest."""
        server = subprocess.Popen(["dnsmasq", "--conf-file=/dev/null", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--cache-size=0",
                                   "--user=root", f"--listen-address={address}", "--bind-interfaces", "--pid-file=", *options])
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)

        def answers():
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
                return probe.connect_ex((address, 53)) == 0

        wait_for("the DNS server", answers)
        self.computer = Computer(self.folder, resolv=f"nameserver {address}\noptions timeout:1 attempts:1\n")

    def test_no_records(self):
        self.dns("127.0.0.60")
        self.assert_fails("DNS knows no domain controller of this domain.")

    def test_dns_is_silent(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
            mute.bind(("127.0.0.61", 53))
            self.computer = Computer(self.folder, resolv="nameserver 127.0.0.61\n")
            self.assert_fails("DNS knows no domain controller of this domain.", within=40)

    def test_dns_lies(self):
        """The record leads to a controller of another domain."""
        self.dns("127.0.0.62", "--srv-host=_ldap._tcp.dc._msdcs.corp.example,dc2.fabrikam.example,389",
                 f"--server=/fabrikam.example/{people.OTHER_ADDRESS}", f"--server=/corp.example/{people.ADDRESS}")
        with self.forgiving("oofadmin", 0):
            self.assert_fails("The server answers for another domain.", status=1)

    def test_nobody_there(self):
        self.dns("127.0.0.63", "--srv-host=_ldap._tcp.dc._msdcs.corp.example,gone.corp.example,389", "--address=/gone.corp.example/127.0.0.98")
        self.assert_fails("No domain controller answered.")

    def test_silent_controller(self):
        mute = Mute("127.0.0.31")
        self.addCleanup(mute.stop)
        self.computer = Computer(self.folder, hosts=f"{HOSTS}127.0.0.31 {people.CONTROLLER}\n")
        for where in (people.DOMAIN, people.CONTROLLER, "ldaps://" + people.CONTROLLER):
            with self.subTest(where):
                self.add_directory(directory=where)
                start = time.monotonic()
                failed = self.run_program("check-names", "jmueller")
                self.run_program("profile", "remove", "corp", status=0)
                self.assertEqual(failed.status, OFFLINE, failed)
                self.assertLess(time.monotonic() - start, 40, failed)

    def test_one_of_two_is_silent(self):
        """The record names two controllers and one of them is dead: the other one answers, soon."""
        mute = Mute("127.0.0.32")
        self.addCleanup(mute.stop)
        self.dns("127.0.0.64", "--srv-host=_ldap._tcp.dc._msdcs.corp.example,dead.corp.example,389,0",
                 "--srv-host=_ldap._tcp.dc._msdcs.corp.example,dc1.corp.example,389,10", "--address=/dead.corp.example/127.0.0.32",
                 f"--server=/corp.example/{people.ADDRESS}")
        self.add_directory()
        start = time.monotonic()
        self.assertEqual(self.check_names("jmueller")[0]["result"], "one")
        self.assertLess(time.monotonic() - start, 15)

    def test_certificates(self):
        self.assert_fails("The authority that issued the server’s certificate is not known here.", directory="ldaps://" + people.CONTROLLER,
                          directory_ca=None, directory_auth="simple", status=1)
        self.computer = Computer(self.folder, hosts=f"{HOSTS}{people.ADDRESS} alias.corp.example\n")
        self.assert_fails("The server’s certificate was made out for another name.", directory="ldaps://alias.corp.example",
                          directory_auth="simple", status=1)

    def test_no_kerberos_server(self):
        with self.corp.otherwise("server services = ldap, cldap, rpc, nbt, wrepl, drepl, winbindd, dns, s3fs"):
            self.assert_fails("No Kerberos server of this domain answers.", directory_auth="password")

    def test_clock(self):
        if FAKETIME is None:
            self.skipTest("libfaketime is not installed")
        if os.environ.get("ASAN_OPTIONS"):
            self.skipTest("libfaketime and AddressSanitizer do not go together")
        self.add_directory(directory_auth="password")
        self.environment |= {"LD_PRELOAD": str(FAKETIME), "FAKETIME": "+3h", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.assertEqual(self.check_names("jmueller")[0]["result"], "one")  # Kerberos asks the server what time it is
        strict = self.write_file("krb5.conf", "[libdefaults]\n default_realm = CORP.EXAMPLE\n kdc_timesync = 0\n")
        self.environment["KRB5_CONFIG"] = strict
        failed = self.run_program("check-names", "jmueller")
        self.assertEqual(failed.status, AUTH, failed)
        self.assertIn("The clocks of this computer and of the domain controller differ too much.", failed.err)

    def test_not_a_directory(self):
        with socket.create_server(("127.0.0.33", 389)) as listener, socket.create_server(("127.0.0.33", 636)):
            def talk():
                try:
                    while True:
                        client = listener.accept()[0]
                        client.sendall(b"220 mail.corp.example ESMTP\r\n")
                        client.close()
                except OSError:
                    pass

            threading.Thread(target=talk, daemon=True).start()
            self.add_directory(directory="127.0.0.33:389")
            failed = self.run_program("check-names", "jmueller")
            self.assertIn(failed.status, (1, OFFLINE), failed)


domain.main()
