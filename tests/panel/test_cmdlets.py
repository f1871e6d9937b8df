#!/usr/bin/python3
"""test_cmdlets.py - the web service is closed: the panel works by cmdlets, and leaves no console behind

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import MAIN, Journey, main, wait
from practice import PROGRAM


class Cmdlets(Journey):
    def test_people_and_states(self):
        simulator = self.start_simulator("--people=40")
        simulator.fail({"status": 403})
        subprocess.run([PROGRAM, "profile", "add", "corp", "--ews-url", simulator.ews, "--ca", simulator.ca, "--admin",
                        simulator.admin, "--auth", "basic", "--path", "powershell", "--directory", simulator.ldap,
                        "--directory-auth", "simple", "--password-stdin"], input=simulator.password + "\n", text=True,
                       check=True, timeout=30, env=self.environment(), capture_output=True)
        app = self.start()
        self.find_count("40 people")
        wait("a look at everybody",
             lambda: simulator.counters()["operations"].get("Get-MailboxAutoReplyConfiguration", 0) >= 39)
        app.focus(MAIN)
        self.picture("cmdlets-people")
        self.assertGreater(simulator.counters()["shells"], 0)
        self.end()
        self.assertEqual(simulator.counters()["shells"], 0)


if __name__ == "__main__":
    main()
