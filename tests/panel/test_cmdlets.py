#!/usr/bin/python3
"""test_cmdlets.py - the web service is closed: the panel works by cmdlets, and leaves no console behind

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import MAIN, NEW_ITEM as NEW, Journey, main, wait
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

        # What cmdlets cannot do here is greyed, with the reason.
        app.keys("ctrl+n")
        app.find(None, NEW)
        self.tells("make no inbox rules here", NEW)
        self.assertFalse(app.look("combo box", "Forward messages to the substitute", NEW, is_sensitive=True))
        app.focus(NEW)
        self.tab_to("Choose the substitute from the list of people", NEW, most=80)
        app.keys("Tab", "Tab")
        self.picture("cmdlets-item")
        app.keys("Escape")
        app.gone(NEW)
        self.assertGreater(simulator.counters()["shells"], 0)
        self.end()
        self.assertEqual(simulator.counters()["shells"], 0)


if __name__ == "__main__":
    main()
