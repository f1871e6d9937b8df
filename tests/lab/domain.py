"""domain.py - what the tests against a real domain controller stand on: controllers, a sniffer, computers set up otherwise

Runs inside lab.sh and tests/keyring/with-keyring.sh. LAB (environment) is the lab's folder.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "flow"))
import practice  # noqa: E402
from practice import FlowTest, wait_for  # noqa: E402,F401

import people  # noqa: E402

LAB = pathlib.Path(os.environ["LAB"])
AUTHORITY = LAB / "ca" / "authority.pem"
EWS = "https://exch1.corp.example/EWS/Exchange.asmx"


class Controller:
    """A domain controller of the lab: corp, or fabrikam, the trusted forest."""

    def __init__(self, name):
        self.name, self.folder = name, LAB / name

    def run(self, command, *arguments):
        subprocess.run([HERE / "controller.sh", command, self.folder, *arguments], check=True, timeout=120)

    def start(self, *options):
        if not (self.folder / "run" / "process").exists():
            self.run("start", *options)

    @contextlib.contextmanager
    def otherwise(self, *options):
        """It runs with other options for a while."""
        self.stop()
        self.start(*(f"--option={option}" for option in options))
        try:
            yield
        finally:
            self.stop()
            self.start()

    def stop(self, how="TERM"):
        if (self.folder / "run" / "process").exists():
            self.run("stop", how)

    def kill(self):
        """As a power cut: at once, and without waiting until it is gone, which stop () does."""
        os.killpg(int((self.folder / "run" / "process").read_text()), signal.SIGKILL)

    def values(self, logon, attribute):
        """What its database says of an account, however it is running."""
        done = subprocess.run(["ldbsearch", "-H", self.folder / "private" / "sam.ldb", f"(sAMAccountName={logon})", attribute],
                              capture_output=True, text=True, check=True, timeout=60)
        return re.findall(rf"^{attribute}: (.*)$", done.stdout, re.MULTILINE)

    def change(self, ldif):
        """Writes into its database, however it is running."""
        subprocess.run(["ldbmodify", "-H", self.folder / "private" / "sam.ldb"], check=True, timeout=60, text=True, capture_output=True,
                       input=ldif)

    def dns(self, action, name, kind, data):
        """action: add or delete. A record of its own zone; SRV: "HOST PORT PRIORITY WEIGHT"."""
        realm, _, host, _ = (self.folder / "identity").read_text().split()
        zone = realm.lower()
        subprocess.run(["samba-tool", "dns", action, f"{host}.{zone}", zone, name, kind, data, "-U", f"administrator@{realm}%{people.PASSWORD}",
                        "-s", self.folder / "smb.conf"], check=True, timeout=60, capture_output=True)

    def wrong_passwords(self, logon):
        return int((self.values(logon, "badPwdCount") or ["0"])[0])

    def forgive(self, logon):
        """Sets the count of wrong passwords back."""
        done = subprocess.run(["ldbsearch", "-H", self.folder / "private" / "sam.ldb", f"(sAMAccountName={logon})", "dn"],
                              capture_output=True, text=True, check=True, timeout=60)
        dn = re.search(r"^dn: (.*)$", done.stdout, re.MULTILINE)[1]
        self.change(f"dn: {dn}\nchangetype: modify\nreplace: badPwdCount\nbadPwdCount: 0\n")


class Sniffer:
    """Hears all that goes over the lab's network, which is loopback."""

    def __enter__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 20)
        self.socket.bind(("lo", 0))
        self.socket.settimeout(0.05)
        self.heard, self.is_over = [], threading.Event()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()
        return self

    def listen(self):
        while True:
            try:
                self.heard.append(self.socket.recv(1 << 17))
            except TimeoutError:
                if self.is_over.is_set():
                    return

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()
        self.socket.close()

    def has_heard(self, secret):
        """In UTF-8, in UTF-16 or in base64 wherever it begins."""
        forms = [secret.encode(), secret.encode("utf-16-le")]
        for lead in range(3):
            forms.append(base64.b64encode(b"x" * lead + secret.encode())[4:-4])
        return any(form in packet for packet in self.heard for form in forms)


class Computer:
    """A computer set up otherwise than the lab's: other /etc/resolv.conf, /etc/hosts or authorities. A prefix for commands."""

    FILES = {"resolv": "/etc/resolv.conf", "hosts": "/etc/hosts", "authorities": "/etc/ssl/certs/ca-certificates.crt"}

    def __init__(self, folder, **files):
        self.prefix, mounts = [], []
        for name, text in files.items():
            path = pathlib.Path(tempfile.mkstemp(dir=folder)[1])
            path.write_text(text)
            path.chmod(0o644)
            mounts += [str(path), os.path.realpath(self.FILES[name])]
        if mounts:
            script = 'while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit 99; shift 2; done; shift; exec "$@"'
            self.prefix = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", *mounts, "--"]


class LabTest(FlowTest):
    """Controllers that run for the whole class, profiles that point to them."""

    controllers = ("corp",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in cls.controllers:
            controller = Controller(name)
            controller.start()
            cls.addClassCleanup(controller.stop)
            setattr(cls, name, controller)

    def setUp(self):
        super().setUp()
        self.computer = Computer(self.folder)
        self.environment["KRB5CCNAME"] = f"FILE:{self.folder}/tickets"

    def command(self, *arguments):
        return [*self.computer.prefix, *super().command(*arguments)]

    def add_directory(self, name="corp", *, user="oofadmin@corp.example", password=people.PASSWORD, status=0, **options):
        """A profile; an option None is left out."""
        values = {"ews_url": EWS, "auth": "basic", "admin": user, "directory": people.DOMAIN, "directory_ca": AUTHORITY} | options
        words = [part for key, value in values.items() if value is not None for part in ("--" + key.replace("_", "-"), str(value))]
        return self.run_program("profile", "add", name, *words, "--password-stdin", stdin=password + "\n", status=status)

    def sign_in(self, user="oofadmin@CORP.EXAMPLE", password=people.PASSWORD):
        """A ticket on this computer, as kinit leaves it."""
        subprocess.run(["kinit", user], input=password + "\n", text=True, check=True, capture_output=True, env=self.environment,
                       timeout=60)

    def check_names(self, *names, options=(), stdin=""):
        """The answers, in the order of the names. names "-": those of standard input."""
        done = self.run_program("--json", "check-names", *options, *(["--"] if names != ("-",) else []), *names, stdin=stdin)
        self.assertIn(done.status, (0, 5), done)
        answers = {answer["text"]: answer for answer in done.lines}
        order = [name for name in stdin.split("\n") if name] if names == ("-",) else names
        self.assertEqual(sorted(answers), sorted(set(order)), done)
        return [answers[name] for name in order]

    @contextlib.contextmanager
    def forgiving(self, logon, most=2):
        """What happens inside may send at most so many wrong passwords of that account."""
        before = self.corp.wrong_passwords(logon)
        yield
        count = self.corp.wrong_passwords(logon) - before
        self.corp.forgive(logon)
        self.assertLessEqual(count, most, f"wrong passwords of {logon}: {count}")


def main():
    unittest.main(verbosity=2)
