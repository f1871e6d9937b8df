"""test_bench.py - bench writes over what mailboxes hold: it must get at nobody's

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import subprocess
import unittest
import urllib.request
from urllib.parse import urlsplit

import practice


class Bench(practice.FlowTest):
    def test_other_places(self):
        """Another host, one that only looks like this computer, a name that somebody may point anywhere: refused unasked."""
        for url in ("https://mail.corp.example:443", "http://10.0.0.5:8080", "http://localhost:8080", "http://127.0.0.1.corp.example:80",
                    "http://127.0.0.1@corp.example:80", "http://ann@127.0.0.1:80", "http://127.0.0.1:80/path", "http://127.0.0.1:80?q",
                    "http://127.0.0.1", "file://127.0.0.1:80", "ftp://[::1]:80", "127.0.0.1:80", ""):
            with self.subTest(url=url):
                done = self.run_program("bench", "--url", url, "--op", "ews-set", "--count", "1", status=1)
                self.assertIn("on this computer", done.err)
                self.assertEqual(done.out, "")

    def test_misuse(self):
        url = ("--url", "http://127.0.0.1:9")
        for words in ((), url, ("--op", "ews-get"), (*url, "--op", "ews-delete"), (*url, "--op", "ews-get", "--count", "0"),
                      (*url, "--op", "ews-get", "--jobs", "201"), (*url, "--op", "ews-get", "more")):
            self.run_program("bench", *words, status=2)

    def test_a_real_server(self):
        """One that is on this computer all the same takes no login of nobody's, and none of a profile's."""
        simulator = self.start("--people", "3")
        self.add_profile(simulator)
        mail = self.people(1)[0]
        held = simulator.mailbox(mail)
        url = f"https://127.0.0.1:{urlsplit(simulator.ews).port}"
        for operation in ("ews-set", "graph-patch", "graph-batch-patch"):
            done = self.run_program("--verbose", "bench", "--url", url, "--ca", simulator.ca, "--op", operation, "--count", "40", status=1)
            self.assertEqual((done.json["ok"], done.json["fail"]), (0, 40), done)
            self.assertIn("Kind: AUTH", done.err)
        self.assertEqual(simulator.mailbox(mail), held)
        self.assertEqual(self.run_program("--json", "history", status=0).json, [])
        self.assertEqual([name for name in simulator.counters()["operations"] if name.startswith("Set")], [])

    def test_each_operation(self):
        """Against a server that answers anybody: each mailbox is done once, several of Graph in one request: four at first, when
        nothing is known of the server, twenty later. A run's last batches need not be full, one more for each who brings some."""
        html = self.write_file("reply.html", "<p>Weg \"&\" <b>fort</b> – 😀</p>\n")
        endpoint = subprocess.Popen([practice.BUILD / "tests" / "bench" / "endpoint", "0", html], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, text=True)
        self.addCleanup(endpoint.communicate)
        url = f"http://127.0.0.1:{int(endpoint.stdout.readline())}"
        for operation, requests, whole in (("ews-get", 45, 45), ("ews-set", 45, 135), ("graph-get", 45, 45), ("graph-patch", 45, 135),
                                           ("graph-batch-get", range(3, 13), range(3, 17)), ("graph-batch-patch", range(3, 13), range(9, 49))):
            for words, expected in (((), requests), (("--whole",), whole)):
                with self.subTest(operation=operation, words=words):
                    done = self.run_program("bench", "--url", url, "--op", operation, "--count", "45", "--jobs", "3", "--html", html,
                                            *words, status=0).json
                    self.assertEqual((done["n"], done["ok"], done["fail"]), (45, 45, 0))
                    self.assertGreater(done["elapsed"], 0)
                    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/count") as answer:
                        self.assertIn(json.load(answer)["requests"], expected if isinstance(expected, range) else [expected])


if __name__ == "__main__":
    unittest.main()
