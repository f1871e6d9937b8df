#!/usr/bin/python3
"""test_cmdlets.py - the web service is closed: the panel works by cmdlets, and leaves no console behind

SPDX-License-Identifier: GPL-3.0-or-later
"""


from journey import MAIN, NEW_ITEM as NEW, Journey, main, wait


class Cmdlets(Journey):
    def test_people_and_states(self):
        simulator = self.start_simulator("--people=40")
        simulator.fail({"status": 403})
        self.add_profile(simulator, has_directory=True, path="powershell")
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
