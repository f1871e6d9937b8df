#!/usr/bin/python3
"""test_hybrid.py - an organisation online, and one on both sides: one list, badges, a reply set on each side, what changed only

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

from journey import INSIDE, MAIN, REPLY, Journey, main, wait
from practice import PROGRAM

CLOUD, PREMISES = "In the cloud", "On premises"
ROWS = "Calendar of people and days"


class Hybrid(Journey):
    def badges(self):
        return {n.name for n in self.app.look("label", lambda t: t in (CLOUD, PREMISES), MAIN)}

    def search(self, text):
        self.app.enter("entry", "Search people", text, MAIN)

    def put_reply(self, words, badge):
        """For the only one who is in and fits the words."""
        app = self.app
        self.search(words)
        self.find_count("1 of 240 people")
        wait(f"the badge {badge}", lambda: self.badges() == {badge})
        name = words.removeprefix("is:in ").title()
        self.select(name)
        app.find("label", "No automatic reply goes out.", MAIN)
        self.set_reply()
        app.enter("text", INSIDE, "I am away.", REPLY)
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        wait("the reply to be there", lambda: app.look("push button", "Undo", MAIN))
        self.picture(f"hybrid-saved-{'cloud' if badge == CLOUD else 'premises'}")

    def add_online(self, simulator):
        subprocess.run([PROGRAM, "profile", "add", "cloud", "--kind", "online", "--tenant", simulator.tenant, "--client-id",
                        simulator.client_id, "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca,
                        "--secret-stdin"], input=simulator.client_secret + "\n", text=True, check=True, timeout=30,
                       env=self.environment(), capture_output=True)

    def test_changes_online(self):
        """Only who changed is asked for, also after another start; where the mark has expired, everybody."""
        simulator = self.start_simulator("--people=60")
        self.add_online(simulator)
        app = self.start()
        self.find_count("60 people")
        wait("everybody's state", lambda: not app.look("label", "Unknown", MAIN))
        app.focus(MAIN)
        address = app.find("label", lambda t: "@corp.example · " in t, MAIN).name.split(" ")[0]
        self.assertEqual(simulator.counters()["operations"]["graph-delta"], 1)

        simulator.control("POST", "/person", {"address": address, "set": {"department": "Seals"}})
        app.click("push button", "Refresh", MAIN)
        app.find("label", f"{address} · Seals", MAIN)
        self.assertEqual(simulator.counters()["operations"]["graph-delta"], 2)
        self.end()

        simulator.control("POST", "/person", {"address": address, "remove": True})
        simulator.fail({"status": 410}, operation="graph-delta", nth=1)
        app = self.start()
        self.find_count("59 people")
        self.assertEqual(simulator.counters()["operations"]["graph-delta"], 4)
        self.assertNotIn("graph-users", simulator.counters()["operations"])
        self.end()

    def test_both_sides(self):
        app = self.start("--demo-hybrid")
        self.find_count("240 people")
        wait("everybody's state", lambda: not app.look("label", "Unknown", MAIN))
        self.assertEqual(self.badges(), {CLOUD, PREMISES})
        self.picture("hybrid-list")

        # Only one side, and the other people are not there.
        self.search("kind:cloud")
        wait("only the cloud", lambda: self.badges() == {CLOUD})
        count = self.find_count(lambda t: t.endswith(" of 240 people"))
        self.assertGreater(int(count.split(" ")[0]), 40)
        self.picture("hybrid-cloud")

        self.put_reply("is:in arjun singh", CLOUD)
        self.put_reply("is:in arjun iyer", PREMISES)

        self.search("arjun")
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        wait("both to be away", lambda: len(app.look("image", lambda t: t.startswith("Away"), MAIN)) >= 2)
        self.picture("hybrid-calendar")
        self.end()


if __name__ == "__main__":
    main()
