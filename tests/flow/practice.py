"""practice.py - what the flow tests stand on: a simulator of their own, absentiactl with a store of its own, no sleeps

Run with Debian's python3 inside tests/keyring/with-keyring.sh. BUILD (environment) is the build folder.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.request

BUILD = pathlib.Path(os.environ.get("BUILD", "build")).resolve()
SIMULATOR = BUILD / "src" / "absentia-sim"
PROGRAM = BUILD / "src" / "absentiactl"
TIMEOUT = 60


def wait_for(what, look, timeout=TIMEOUT):
    """Asks again until look gives something true; fails with what was awaited."""
    end = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout} s for {what}")
        time.sleep(0.02)
    return found


class Simulator:
    """absentia-sim, with its control port."""

    def __init__(self, *options):
        self.process = subprocess.Popen([SIMULATOR, *options, "--die-with-parent"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())

    def __getattr__(self, name):
        return self.ready[name]

    def control(self, method, path, body=None):
        request = urllib.request.Request(self.ready["control"].rstrip("/") + path, method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": "Bearer " + self.ready["control_token"],
                                                  "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return json.loads(answer.read() or b"null")

    def fail(self, action, **match):
        """The next requests that match get this instead of an answer."""
        self.control("POST", "/faults", {"faults": [{"match": match, "action": action}]})

    def heal(self):
        self.control("DELETE", "/faults")

    def counters(self):
        return self.control("GET", "/counters")

    def mailbox(self, address):
        return self.control("GET", "/mailbox?address=" + address)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(TIMEOUT)
        self.process.stdin.close()
        self.process.stdout.close()


class Result:
    """What one run of absentiactl gave."""

    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    def __str__(self):
        return f"status {self.status}\nstdout: {self.out[-2000:]}\nstderr: {self.err[-2000:]}"

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class FlowTest(unittest.TestCase):
    """A folder of one's own, a simulator on demand, profiles that point to it."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="absentia-flow-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.environment = {**os.environ, "XDG_DATA_HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin",
                            "G_DEBUG": "fatal-criticals"}
        self.store = self.folder / "absentia" / "absentia.db"

    def start(self, *options):
        simulator = Simulator(*options)
        self.addCleanup(simulator.stop)
        return simulator

    def command(self, *arguments):
        return [str(PROGRAM), *arguments]

    def run_program(self, *arguments, stdin="", status=None):
        done = subprocess.run(self.command(*arguments), input=stdin, capture_output=True, text=True,
                              env=self.environment, timeout=TIMEOUT)
        result = Result(done)
        if status is not None:
            self.assertEqual(result.status, status, f"{arguments}: {result}")
        return result

    def add_profile(self, simulator, name="corp", password=None, status=0, **options):
        values = {"ews-url": simulator.ews, "ca": simulator.ca, "admin": simulator.admin, "auth": "basic"} | options
        arguments = [part for key, value in values.items() if value is not None for part in ("--" + key, str(value))]
        return self.run_program("profile", "add", name, *arguments, "--password-stdin",
                                stdin=(password or simulator.password) + "\n", status=status)

    def people(self, n=5):
        """Addresses of some people, the administrator not among them."""
        found = self.run_program("--json", "people", status=0).json
        admin = self.run_program("--json", "profile", "show", status=0).json["admin"]
        return [person["mail"] for person in found if person["mail"] != admin][:n]

    def write_file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)
