"""test_autodiscover.py - profile add --autodiscover: the server is found through the directory's service point

The simulator's hosts are not in DNS, so the other ways end with "nothing": those are proved in tests/autodiscover.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import resource
import signal
import socket
import subprocess
import threading
import time
import unittest

from practice import FlowTest, wait_for


class Autodiscover(FlowTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "20")

    def find(self, *options, status=0, address=None):
        return self.run_program("--verbose", "profile", "add", "found", "--autodiscover", address or self.sim.admin, "--admin",
                                self.sim.admin, "--ca", self.sim.ca, "--directory", self.sim.ldap, "--directory-auth", "simple",
                                "--password-stdin", *options, stdin=self.sim.password + "\n", status=status)

    def test_found(self):
        done = self.find()
        self.assertIn("Found the web service: https://localhost:", done.err)
        profile = self.run_program("--json", "profile", "show", "found", status=0).json
        self.assertEqual(profile["ews_url"].split(":")[-1], self.sim.ews.split(":")[-1])
        verified = self.run_program("--profile", "found", "--json", "verify").json
        self.assertIn(verified["result"], ("ok", "warning"), verified)
        self.assertNotIn(self.sim.password, done.err)

    def test_plain_xml(self):
        # The second question is the one with a login: SOAP is not there, plain XML is.
        self.sim.fail({"status": 404}, operation="Autodiscover", nth=1)
        self.find()

    def test_stranger(self):
        self.sim.fail({"redirect_url": "https://evil.example/autodiscover/autodiscover.xml"}, operation="Autodiscover")
        done = self.find(status=1)
        self.assertIn("outside the domain", done.err)
        self.assertIn("evil.example", done.err)
        self.assertEqual(self.run_program("--json", "profile", "list", status=0).json, [])

    def test_stranger_hears_nothing(self):
        """Whichever way a service leads to another host: nobody there is even called, until it is confirmed."""
        with socket.create_server(("127.0.0.1", 0), backlog=64) as stranger:
            stranger.settimeout(0)
            # The service point is at localhost; by its number the same computer is somebody else.
            place = f"https://127.0.0.1:{stranger.getsockname()[1]}/autodiscover/autodiscover.xml"
            ways = [{"redirect_url": place}, {"redirect": place}, {"redirect": place.replace("https:", "")}]
            for way in ways:
                for service in ("SOAP", "POX"):
                    with self.subTest(way=list(way), service=service):
                        self.sim.heal()
                        if service == "POX":
                            self.sim.fail({"status": 404}, operation="Autodiscover", nth=1)
                        self.sim.fail(way, operation="Autodiscover")
                        self.assertIn("which is outside the domain: not asked.", self.find(status=1).err)
                        self.assertRaises(BlockingIOError, stranger.accept)
            for bad in (place.replace("https", "http"), place.replace("127", "oofadmin:x@127"), "javascript:alert(1)", "https:///"):
                with self.subTest(bad):
                    self.sim.heal()
                    self.sim.fail({"redirect_url": bad}, operation="Autodiscover")
                    self.assertIn("No Exchange server could be found", self.find(status=1).err)
                    self.assertRaises(BlockingIOError, stranger.accept)
            self.sim.heal()
            self.sim.fail(ways[0], operation="Autodiscover")
            heard = []
            stranger.settimeout(20)

            def listen():
                connection = stranger.accept()[0]
                with connection:
                    heard.append(connection.recv(4096))

            listener = threading.Thread(target=listen)
            listener.start()
            self.find("--confirm-host", "127.0.0.1", status=1)
            listener.join()
        self.assertEqual(heard[0][:1], b"\x16")  # a TLS handshake, and nothing in the clear
        self.assertNotIn(self.sim.password.encode(), heard[0])

    def test_confirmed(self):
        """The stranger is the simulator itself, by another name."""
        self.sim.fail({"redirect_url": self.sim.ews.replace("localhost", "127.0.0.1")}, operation="Autodiscover", nth=1)
        self.assertIn("which is outside the domain: not asked.", self.find(status=1).err)
        self.sim.heal()
        self.sim.fail({"redirect_url": self.sim.ews.replace("localhost", "127.0.0.1")}, operation="Autodiscover", nth=1)
        self.find("--confirm-host", "127.0.0.1")
        profile = self.run_program("--json", "profile", "show", "found", status=0).json
        self.assertTrue(profile["ews_url"].startswith("https://127.0.0.1:"), profile)
        self.assertEqual([profile["product"], profile["offered"]], ["Exchange Server 2016 CU23, 15.1.2507.6", "Basic, Bearer"])

    def test_plain_xml_tells_the_version(self):
        """As far as plain XML has it: without the last number."""
        self.sim.fail({"status": 404}, operation="Autodiscover", nth=1)
        self.find()
        self.assertEqual(self.run_program("--json", "profile", "show", "found", status=0).json["build"], "15.1.2507")

    def test_another_address(self):
        """In the same domain: asked again for that one, at the same hosts."""
        self.sim.fail({"redirect_address": "e3@corp.example"}, operation="Autodiscover", mailbox=self.sim.admin)
        self.find()

    def test_another_domain(self):
        """The hosts of another domain are not asked with our password because a server says so."""
        self.sim.fail({"redirect_address": "ann@fabrikam.example"}, operation="Autodiscover")
        done = self.find(status=1)
        self.assertIn("Leads to fabrikam.example, which is outside the domain: not asked.", done.err)
        self.assertNotIn("https://autodiscover.fabrikam.example", done.err)

    def test_cloud(self):
        self.sim.fail({"redirect_address": "ann@corp.mail.onmicrosoft.com"}, operation="Autodiscover")
        self.assertIn("Exchange Online", self.find(status=1).err)

    def test_circle(self):
        self.sim.fail({"redirect_address": self.sim.admin.upper()}, operation="Autodiscover")
        self.assertIn("from redirect to redirect", self.find(status=1).err)

    def test_nobody(self):
        self.assertIn("No Exchange server could be found", self.find(status=1, address="nobody@corp.example").err)

    def test_garbage(self):
        """Whatever the service sends: soon an end, the usual sentence, and little memory."""
        for kind in ("entity-bomb", "external-entity", "huge", "malformed-xml", "deep-xml", "html-page", "truncated", "wrong-namespace",
                     "huge-header", "gzip-bomb", "bad-utf8", "empty", "not-http", "silence"):
            with self.subTest(kind):
                self.sim.heal()
                self.sim.fail({"garbage": kind}, operation="Autodiscover")
                start = time.monotonic()
                done = self.find(status=1)
                self.assertIn("No Exchange server could be found", done.err)
                self.assertLess(time.monotonic() - start, 40)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 400 << 10)

    def test_cancelled(self):
        """Ctrl+C ends it at once, whatever is waited for."""
        self.sim.fail({"garbage": "silence"}, operation="Autodiscover")
        process = subprocess.Popen(self.command("profile", "add", "found", "--autodiscover", self.sim.admin, "--admin", self.sim.admin, "--ca",
                                                self.sim.ca, "--directory", self.sim.ldap, "--directory-auth", "simple", "--password-stdin"),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(process.wait)
        process.stdin.write(self.sim.password + "\n")
        process.stdin.flush()
        wait_for("the question", lambda: self.sim.counters()["operations"].get("Autodiscover"))
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertLess(time.monotonic() - start, 2)

    def test_misuse(self):
        self.find("--server", "s", status=2)
        self.assertIn("mail address", self.find(status=1, address="nobody").err)


if __name__ == "__main__":
    unittest.main()
