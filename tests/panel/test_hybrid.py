#!/usr/bin/python3
"""test_hybrid.py - an organisation on both sides: one list, badges, the filter by side, a reply set on each side

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import MAIN, REPLY, Journey, main, wait

INSIDE = "Reply to people inside the organisation"
CLOUD, PREMISES = "In the cloud", "On premises"
ROWS = "Calendar of people and days"


class Hybrid(Journey):
    def badges(self):
        return {n.name for n in self.app.look("label", lambda t: t in (CLOUD, PREMISES), MAIN)}

    def search(self, text):
        self.app.enter("entry", "Search people", text, MAIN)

    def set_reply(self, words, badge):
        """For the only one who is in and fits the words."""
        app = self.app
        self.search(words)
        self.find_count("1 of 240 people")
        wait(f"the badge {badge}", lambda: self.badges() == {badge})
        name = words.removeprefix("is:in ").title()
        self.select(name)
        app.find("label", "No automatic reply goes out.", MAIN)
        app.click("push button", "Add", MAIN)
        app.enter("text", INSIDE, "I am away.", REPLY)
        app.click("push button", "Save", REPLY)
        app.gone(REPLY)
        wait("the reply to be there", lambda: app.look("push button", "Undo", MAIN))
        self.picture(f"hybrid-saved-{'cloud' if badge == CLOUD else 'premises'}")

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

        self.set_reply("is:in arjun singh", CLOUD)
        self.set_reply("is:in arjun iyer", PREMISES)

        self.search("arjun")
        app.focus(MAIN)
        app.keys("ctrl+2")
        app.find("list", ROWS, MAIN)
        wait("both to be away", lambda: len(app.look("image", lambda t: t.startswith("Away"), MAIN)) >= 2)
        self.picture("hybrid-calendar")
        self.end()


if __name__ == "__main__":
    main()
