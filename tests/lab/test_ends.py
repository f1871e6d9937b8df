"""test_ends.py - Ctrl+C ends everything at once, and a controller that dies in the middle is a sentence

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import signal
import subprocess
import threading
import time

import domain
import people
from domain import Computer, LabTest
from proxy import Mute, Proxy

OFFLINE, CANCELLED = 4, 130
HOSTS = "127.0.0.1 localhost\n"
AT_ONCE = 1.5
STARTS = 20 # times what the program takes to start, beside that: what is at once depends on who else works here


class Ends(LabTest):

    def begin(self, *words):
        return subprocess.Popen(self.command(*words), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def at_once(self):
        start = time.monotonic()
        subprocess.run(self.command("--version"), env=self.environment, stdout=subprocess.DEVNULL, check=True, timeout=60)
        return AT_ONCE + STARTS * (time.monotonic() - start)

    def assert_cancels(self, running):
        limit = self.at_once()
        start = time.monotonic()
        os.kill(self.child_of(running), signal.SIGINT)
        out, err = running.communicate(timeout=60)
        self.assertEqual(running.returncode, CANCELLED, (out[-500:], err))
        self.assertLess(time.monotonic() - start, limit)

    def child_of(self, running):
        """unshare and sh exec: the program has the same number."""
        return running.pid

    def through_proxy(self):
        proxy = Proxy("127.0.0.40", people.ADDRESS)
        self.addCleanup(proxy.stop)
        self.computer = Computer(self.folder, hosts=f"{HOSTS}127.0.0.40 {people.CONTROLLER}\n")
        return proxy

    def test_cancel_while_nobody_answers(self):
        mute = Mute("127.0.0.41")
        self.addCleanup(mute.stop)
        self.computer = Computer(self.folder, hosts=f"{HOSTS}127.0.0.41 {people.CONTROLLER}\n")
        for where in (people.CONTROLLER, "ldaps://" + people.CONTROLLER, people.CONTROLLER + ":389"):
            with self.subTest(where):
                self.add_directory(directory=where)
                running = self.begin("check-names", "jmueller")
                mute.wait()
                self.assert_cancels(running)
                self.run_program("profile", "remove", "corp", status=0)

    def test_cancel_in_a_search(self):
        for way in ("password", "simple"):
            with self.subTest(way):
                self.add_directory(directory_auth=way)
                proxy = self.through_proxy()
                reached, go_on = threading.Event(), threading.Event()
                proxy.after(100_000, lambda: (reached.set(), go_on.wait(60)))
                running = self.begin("people", "--json")
                self.assertTrue(reached.wait(60), "the search did not begin")
                self.assert_cancels(running)
                go_on.set()
                proxy.stop()
                self.run_program("profile", "remove", "corp", status=0)

    def test_controller_killed_in_a_search(self):
        self.add_directory()
        proxy = self.through_proxy()
        proxy.after(100_000, self.corp.kill)
        failed = self.run_program("people", "--json")
        self.corp.stop("KILL")
        self.corp.start()
        self.assertEqual(failed.status, OFFLINE, failed)
        self.assertIn("The domain controller closed the connection.", failed.err)
        again = self.run_program("people", "--json", status=0)
        self.assertGreater(len(again.json), people.CROWD)


domain.main()
