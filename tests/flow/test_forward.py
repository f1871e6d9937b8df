"""test_forward.py - forwarding while somebody is away: an inbox rule from begin to end, on premises and online; never twice, never
over somebody's own, taken back by undo, killed at every step

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import signal
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import timeline  # noqa: E402

FAULTS = ("act-kept", "act-journal-begun", "rule-made", "act-done", "journal-ended", "act-journal-ended", "act-kept:2")
ENDS = ("act-kept", "act-journal-begun", "rule-removed", "act-done", "act-journal-ended", "act-forgotten")
OWN = {"name": "from the boss", "priority": 3, "forward": None, "redirect": None, "subject": "boss", "delete": True}


class ForwardTest(timeline.TimelineTest):
    def world(self, *options, online=False):
        """Ann is away from day 2 to day 4, and Bob stands in."""
        simulator = self.set_up(*options)
        if online:
            self.add_online(simulator)
            self.ann, self.bob, self.eve = [p["mail"] for p in self.run_program("--json", "people", status=0).json[3:6]]
        else:
            self.add_profile(simulator)
            self.ann, self.bob, self.eve = self.people(3)
        self.set_own(simulator, OWN)
        self.move(simulator, 0)
        return simulator

    def set_own(self, simulator, *rules, who=None, **also):
        simulator.control("POST", "/mailbox", {"address": who or self.ann, "rules": list(rules)} | also)

    def away(self, how="copy", who=None, substitute=None, name="vacation", first=2, last=4):
        who = who or self.ann
        return (f"  - id: {name}\n    type: vacation\n    for: {{people: [{who}]}}\n"
                f"    when: {{from: {self.day(first)}, until: {self.day(last)}}}\n"
                f"    reply: {{inside: <p>away</p>, audience: none}}\n    substitute: {substitute or self.bob}\n    forward: {how}\n")

    def rules(self, simulator, who=None):
        return simulator.mailbox(who or self.ann)["rules"]

    def ours(self, simulator, who=None):
        return [rule for rule in self.rules(simulator, who) if rule["name"].startswith("Absentia: ")]

    def acts(self, *arguments, status=0, who=None):
        line = self.apply(*arguments, status=status).get(who or self.ann, {"acts": []})
        return [(act["kind"], act["does"], act["error"] and act["error"]["message"]) for act in line["acts"]]

    def assert_life(self, simulator, how, until):
        self.plan_items(self.away(how))
        dry = self.apply("--dry-run")[self.ann]["acts"]
        self.assertEqual([(act["does"], act["error"]) for act in dry], [("later", None)])
        self.assertIn(self.bob, dry[0]["words"])
        self.assertEqual(self.acts(), [])
        self.assertEqual(self.ours(simulator), [])
        self.move(simulator, 3)
        self.assertIn(f"forwards messages to {self.bob}".lower(),
                      self.run_program("apply", "--dry-run", status=0).out.lower())
        self.assertEqual(self.ours(simulator), [])
        self.assertEqual(self.acts(), [("forward", "makes", None)])
        (rule,) = self.ours(simulator)
        self.assertEqual((rule["name"], rule["enabled"], rule["priority"]), ("Absentia: vacation", True, 4))
        self.assertTrue(rule["except_replies"])
        self.assertEqual((rule["forward"], rule["redirect"], rule["delete"]),
                         (self.bob, None, False) if how == "copy" else (None, self.bob, True))
        self.assertEqual(rule["until"] is not None, until)
        self.assertEqual(self.acts(), [("forward", "stays", None)])
        self.assertEqual(len(self.ours(simulator)), 1)
        self.move(simulator, 6)
        self.assertEqual(self.acts(), [("forward", "takes-back", None)])
        self.assertEqual([rule["name"] for rule in self.rules(simulator)], ["from the boss"])
        self.assertEqual(self.apply(), {})
        self.assertEqual(simulator.counters()["operations"]["rules-written"], 2)
        reasons = [row["why"] for row in self.run_program("--json", "history", self.ann, status=0).json]
        self.assertEqual(len([why for why in reasons if "forward: nothing → " in why]), 1)
        self.assertEqual(len([why for why in reasons if "→ nothing" in why]), 1)
        self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def test_premises(self):
        for how in ("copy", "move"):
            with self.subTest(how):
                self.setUp()
                self.assert_life(self.world(), how, until=True)

    def test_online(self):
        for how in ("copy", "move"):
            with self.subTest(how):
                self.setUp()
                self.assert_life(self.world(online=True), how, until=False)

    def begun(self, *options, **world):
        simulator = self.world(*options, **world)
        self.plan_items(self.away())
        self.apply()
        self.move(simulator, 3)
        self.apply()
        self.assertEqual(len(self.ours(simulator)), 1)
        return simulator

    def test_item_removed(self):
        simulator = self.begun()
        self.run_program("items", "remove", "vacation", status=0)
        self.assertEqual(self.acts(), [("forward", "takes-back", None)])
        self.assertEqual(self.ours(simulator), [])

    def test_substitute_edited(self):
        simulator = self.begun()
        self.plan_items(self.away(substitute=self.eve))
        self.assertEqual(self.acts(), [("forward", "takes-back", None), ("forward", "makes", None)])
        self.assertEqual([rule["forward"] for rule in self.ours(simulator)], [self.eve])

    def test_came_back(self):
        """Who switches the reply off is back, and gets the messages again."""
        simulator = self.begun()
        simulator.control("POST", "/mailbox", {"address": self.ann, "state": "off"})
        self.assertEqual(self.acts(), [("forward", "takes-back", None)])
        self.assertEqual(self.ours(simulator), [])

    def test_undo(self):
        """Of the run that made it; the plan does not make it again."""
        simulator = self.begun()
        run = self.run_program("--json", "history", self.ann, status=0).json[0]["run"]
        planned = self.run_program("--json", "undo", "--dry-run", run, status=0).lines
        self.assertEqual([act["does"] for act in planned[0]["acts"]], ["takes-back"])
        self.assertEqual(len(self.ours(simulator)), 1)
        self.run_program("undo", run, status=0)
        self.assertEqual(self.ours(simulator), [])
        self.assertEqual(self.acts(), [])
        self.assertEqual(self.ours(simulator), [])
        self.move(simulator, 6)
        self.apply()
        self.assertEqual(self.apply(), {})

    def test_changed_by_person(self):
        """Then it is theirs: not removed, and not made a second time."""
        simulator = self.begun()
        (rule,) = self.ours(simulator)
        self.set_own(simulator, rule | {"forward": self.eve})
        self.move(simulator, 6)
        self.assertEqual(self.acts(), [("forward", "takes-back", None)])
        self.assertEqual([rule["forward"] for rule in self.ours(simulator)], [self.eve])
        self.plan_items(self.away(first=5, last=8))
        self.assertRegex(self.acts(status=1)[0][2], "changed")
        self.assertEqual([rule["forward"] for rule in self.ours(simulator)], [self.eve])

    def test_outlook_rules(self):
        """What only Outlook knows is never destroyed; the reply goes out all the same."""
        simulator = self.world()
        self.set_own(simulator, OWN, outlook_rules=True)
        self.plan_items(self.away(first=0))
        done = self.run_program("--json", "apply", status=1).lines[0]
        self.assertRegex(done["acts"][0]["error"]["message"], "Outlook keeps rules")
        self.assertRegex(done["acts"][0]["error"]["remedy"], "Manage Rules")
        self.assertEqual(simulator.mailbox(self.ann)["state"], "scheduled")
        self.assertEqual(self.ours(simulator), [])
        self.set_own(simulator, OWN, outlook_rules=False)
        self.assertEqual(self.acts(), [("forward", "makes", None)])

    def test_refused(self):
        """The substitute: nobody, the person, somebody whose messages come back."""
        simulator = self.world()
        self.plan_items(self.away(first=0, substitute="nobody@elsewhere.example"))
        self.assertIn("Nobody in the organisation", self.acts(status=1)[0][2])
        self.assertEqual(self.ours(simulator), [])
        self.plan_items(self.away(first=0) + self.away(who=self.bob, substitute=self.ann, name="other", first=0))
        self.apply(status=5)
        self.assertEqual(len(self.ours(simulator) + self.ours(simulator, self.bob)), 1)

    def outside(self, simulator):
        """Only where the settings allow it; and taken back when they do not any more."""
        self.plan_items(self.away(first=0, substitute="desk@elsewhere.example"))
        self.assertEqual(self.run_program("settings", "get", "forward.outside", status=0).out, "off\n")
        refused = self.apply(status=1)[self.ann]["acts"][0]["error"]
        self.assertIn("forwarded outside", refused["message"])
        self.assertIn("forward.outside", refused["remedy"])
        self.assertEqual(self.ours(simulator), [])
        self.run_program("settings", "set", "forward.outside", "perhaps", status=1)
        self.run_program("settings", "set", "forward.outside", "on", status=0)
        self.assertEqual(self.acts(), [("forward", "makes", None)])
        self.assertEqual([rule["forward"] for rule in self.ours(simulator)], ["desk@elsewhere.example"])
        self.run_program("settings", "unset", "forward.outside", status=0)
        self.apply(status=1)
        self.assertEqual(self.ours(simulator), [])

    def test_outside(self):
        self.outside(self.world())

    def test_outside_online(self):
        self.outside(self.world(online=True))

    def test_killed(self):
        """At every step of its begin and its end: there is never a second one, and none is forgotten."""
        simulator = self.world()
        for number, (first, last) in enumerate([(fault, None) for fault in FAULTS] + [(None, fault) for fault in ENDS]):
            with self.subTest(begin=first, end=last):
                self.move(simulator, 10 * number)
                self.plan_items(self.away(first=10 * number + 2, last=10 * number + 4, how="move" if number % 2 else "copy"))
                self.apply()
                self.move(simulator, 10 * number + 3)
                self.die(first)
                self.apply()
                self.assertEqual(len(self.ours(simulator)), 1)
                self.move(simulator, 10 * number + 6)
                self.die(last)
                self.apply()
                self.assertEqual(self.ours(simulator), [])
                self.assertTrue(self.run_program("--json", "history", "--verify", status=0).json["is_whole"])

    def die(self, fault):
        if fault is None:
            return
        kept = dict(self.environment)
        self.environment["ABSENTIA_FAULT"] = fault
        killed = self.run_program("apply")
        self.environment = kept
        self.assertEqual(killed.status, -signal.SIGKILL, str(killed))


if __name__ == "__main__":
    unittest.main(verbosity=2)
