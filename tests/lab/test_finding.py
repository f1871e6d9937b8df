#!/usr/bin/python3
"""test_finding.py - the wizard finds the server in a real window, by a service point of a real directory

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import subprocess
import sys

import people
from domain import AUTHORITY, Controller

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "panel"))
from journey import BUILD, MAIN, WIZARD, Journey, main  # noqa: E402

HOST = "exch1.corp.example"


class Finding(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corp = Controller("corp")
        cls.corp.start()
        cls.addClassCleanup(cls.corp.stop)
        cls.corp.dns("add", "exch1", "A", "127.0.0.1")

    def test_service_point(self):
        simulator = self.start_simulator("--people=20", "--port=443", "--host", HOST)
        authorities = self.folder / "authorities.pem"
        authorities.write_text(pathlib.Path(simulator.ca).read_text() + AUTHORITY.read_text())
        subprocess.run([str(BUILD / "src" / "absentiactl"), "profile", "add", "corp", "--server", "gone.corp.example", "--ca", str(authorities),
                        "--admin", simulator.admin, "--auth", "basic", "--test-mailbox", simulator.admin, "--directory", people.DOMAIN,
                        "--directory-ca", str(AUTHORITY), "--directory-user", "oofadmin@corp.example", "--password-stdin",
                        "--directory-password-stdin"], input=f"{simulator.password}\n{people.PASSWORD}\n", text=True, check=True,
                       capture_output=True, env=self.environment())
        app = self.start()
        app.click("push button", lambda t: t.startswith("Connection: corp"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.click("check box", "Find it with Autodiscover", WIZARD)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.next()
        app.find("label", "The server was found", WIZARD, timeout=40)
        app.find("label", "It names 2 places to ask.", WIZARD)
        app.find("label", f"https://{HOST}/EWS/Exchange.asmx", WIZARD)
        self.picture("lab-found")
        self.next()
        app.find("label", lambda t: t.startswith(("Everything works", "It works, with ")), WIZARD, timeout=60)
        self.next()
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        app.find("label", lambda t: re.fullmatch(r"\d+ people", t), MAIN, timeout=60)
        self.picture("lab-found-people")
        self.end()


if __name__ == "__main__":
    main()
