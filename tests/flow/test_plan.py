"""test_plan.py - planned absences through time: loaded ahead, in force, over, put back; own replies; drift; undo

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import timeline  # noqa: E402


class PlanTest(timeline.TimelineTest):
    def vacation(self, who, own="leave", name="vacation", first=2, last=4):
        return (f"  - id: {name}\n    type: vacation\n    for: {{people: [{who}]}}\n"
                f"    when: {{from: {self.day(first)}, until: {self.day(last)}}}\n"
                f"    reply: {{inside: \"<p>{{{{person.name}}}} is away</p>\", audience: none}}\n    own_reply: {own}\n")

    def life(self, simulator, ann):
        """From before the absence until after it, with what the person had at both ends."""
        simulator.control("POST", "/mailbox", {"address": ann, "state": "off", "inside": "<p>mine</p>", "outside": "<p>mine too</p>"})
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann))
        planned = self.run_program("--json", "plan", ann, status=0).lines[0]
        self.assertEqual([(s["item"], s["why"]) for s in planned["segments"]], [("vacation", "alone")])
        self.assertEqual((planned["action"], planned["reason"], planned["slot"]["now"]["item"]), ("write", "ahead", "vacation"))
        dry = self.apply("--dry-run")[ann]
        self.assertEqual((dry["result"], dry["after"]["state"]), ("planned", "scheduled"))
        self.assertEqual(simulator.mailbox(ann)["state"], "off")
        self.assertEqual(self.act(ann), "write ahead")
        held = simulator.mailbox(ann)
        self.assertEqual(held["state"], "scheduled")
        self.assertRegex(held["inside"], "<p>.+ is away</p>")
        self.assertNotIn("{{", held["inside"])
        self.assertEqual(self.act(ann), "skip in-step")
        self.move(simulator, 3)
        self.assertEqual(self.act(ann), "skip in-step")
        self.move(simulator, 6)
        self.assertEqual(self.act(ann), "write restore")
        after = simulator.mailbox(ann)
        self.assertEqual((after["state"], after["inside"], after["outside"]), ("off", "<p>mine</p>", "<p>mine too</p>"))
        self.assertEqual(self.apply(), {})

    def test_life(self):
        simulator = self.set_up()
        self.add_profile(simulator)
        self.life(simulator, self.people(1)[0])

    def test_life_online(self):
        simulator = self.set_up()
        self.add_online(simulator)
        self.life(simulator, self.run_program("--json", "people", status=0).json[3]["mail"])

    def test_own_reply(self):
        """It is left alone, or comes back when the absence that replaced it is over."""
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        for address in (ann, bob):
            simulator.control("POST", "/mailbox", {"address": address, "state": "on", "inside": "<p>my own</p>"})
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann) + self.vacation(bob, "replace-restore", "other"))
        done = self.apply()
        self.assertEqual({a: (line["action"], line["reason"]) for a, line in done.items()},
                         {ann: ("skip", "own-stays"), bob: ("wait", "own-first")})
        self.move(simulator, 3)
        self.assertEqual(self.act(bob), "write due")
        self.assertEqual(simulator.mailbox(ann)["inside"], "<p>my own</p>")
        self.move(simulator, 6)
        self.assertEqual(self.act(bob), "write restore-own")
        self.assertEqual({(m["state"], m["inside"]) for m in map(simulator.mailbox, (ann, bob))}, {("on", "<p>my own</p>")})

    def test_rules(self):
        """What was decided by a rule, and what became of an own reply, is in the journal."""
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        simulator.control("POST", "/mailbox", {"address": bob, "state": "on", "inside": "<p>my own</p>"})
        self.move(simulator, 3)
        self.plan_items(self.vacation(ann) + self.vacation(bob, "replace-restore", "other"))
        self.plan_items(self.vacation(ann, name="seminar").replace("type: vacation", "type: training").replace("is away", "learns"))
        self.assertEqual(self.run_program("--json", "rules", "list", status=0).json, [])
        self.apply()

        def why(address):
            return self.run_program("history", "--json", "--limit", "1", address, status=0).json[0]["why"].partition("; ")[2]
        self.assertRegex(why(ann), r"^“seminar” goes before “vacation” \((later|id)\)$")  # made within a second or not
        self.assertEqual(why(bob), "“other” replaces the person’s own reply (replace-restore)")

        kept = self.run_program("--json", "rules", "add", "once", "vacation", "once", status=0).json
        self.assertEqual([(r["rule"], r["rank"]) for r in kept], [("once", 1), ("vacation", 2)])
        self.assertIn("goes before", kept[1]["words"])
        self.assertEqual(self.act(ann), "write due")
        self.assertEqual(why(ann), "“vacation” goes before “seminar” by the remembered rule “vacation” first")
        self.assertRegex(self.run_program("history", ann, status=0).out, "\n  why: .*“vacation” first\n")
        self.assertRegex(self.run_program("rules", "list", status=0).out, r"^1  once  .*\n2  vacation  .*\n$")

        # What is no rule, or none that is kept, changes nothing.
        self.assertIn("holiday", self.run_program("rules", "add", "training", "holiday", status=2).err)
        self.assertIn("sick", self.run_program("rules", "remove", "vacation", "sick", status=1).err)
        self.run_program("rules", status=2)
        self.run_program("rules", "add", status=2)
        self.run_program("rules", "list", "x", status=2)
        self.assertEqual(self.run_program("--json", "rules", "list", status=0).json, kept)
        self.run_program("rules", "remove", "vacation", status=0)
        self.assertEqual(self.act(ann), "write due")
        self.assertRegex(why(ann), r"^“seminar” goes before “vacation” \((later|id)\)$")  # made within a second or not
        self.move(simulator, 6)
        self.assertEqual(self.act(bob), "write restore-own")
        self.assertEqual(why(bob), "the person’s own reply is put back")

    def test_drift(self):
        """What the person changes or switches off stays so, unless it is to be written again."""
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann) + self.vacation(bob, name="other"))
        self.apply()
        self.move(simulator, 3)
        simulator.control("POST", "/mailbox", {"address": ann, "state": "on", "inside": "<p>changed</p>"})
        simulator.control("POST", "/mailbox", {"address": bob, "state": "off"})
        # The settings say what is usual; an option goes before them.
        self.run_program("settings", "set", "engine.drift", "re-apply", status=0)
        rehearsed = {line["mailbox"]: line["action"] for line in
                     self.run_program("--json", "apply", "--dry-run", ann).lines}
        self.assertEqual(rehearsed, {ann: "write"})
        rehearsed = {line["mailbox"]: line["action"] for line in
                     self.run_program("--json", "apply", "--dry-run", "--drift", "leave", ann).lines}
        self.assertEqual(rehearsed, {ann: "skip"})
        self.run_program("settings", "unset", "engine.drift", status=0)

        done = self.apply()
        self.assertEqual({a: (line["action"], line["reason"]) for a, line in done.items()},
                         {ann: ("skip", "drifted"), bob: ("skip", "came-back")})
        self.assertEqual(simulator.mailbox(ann)["inside"], "<p>changed</p>")
        self.move(simulator, 6)
        self.apply()
        self.assertEqual(simulator.mailbox(ann)["inside"], "<p>changed</p>")

    def test_undo(self):
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann) + self.vacation(bob, name="other"))
        before = simulator.mailbox(ann)
        self.apply()
        simulator.control("POST", "/mailbox", {"address": bob, "state": "on", "inside": "<p>since</p>"})
        run = self.run_program("--json", "history", status=0).json[0]["run"]
        self.assertIn("1 would be taken back, 1 changed since", self.run_program("undo", "--dry-run", run, status=0).err)
        undone = {line["mailbox"]: line for line in self.run_program("--json", "undo", run[:8], status=0).lines}
        self.assertEqual((undone[ann]["result"], undone[bob]["changed"]), ("written", True))
        self.assertEqual(simulator.mailbox(ann)["state"], before["state"])
        self.assertEqual(simulator.mailbox(bob)["inside"], "<p>since</p>")
        self.assertEqual(self.act(ann), "skip undone")
        self.run_program("undo", "00000000", status=1)

    def test_approval(self):
        """Nothing is written before it is given, and what it would hide is."""
        simulator = self.set_up()
        self.add_profile(simulator)
        (ann,) = self.people(1)
        simulator.control("POST", "/mailbox", {"address": ann, "state": "off"})
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann) + self.vacation(ann, name="closure", first=3, last=3) + "    priority: 1\n    approval: wanted\n")
        self.assertEqual(self.act(ann), "write ahead")
        self.move(simulator, 3, 1)
        self.assertEqual(self.act(ann), "skip in-step")
        self.run_program("items", "remove", "vacation", status=0)
        self.assertEqual(self.act(ann), "write restore")
        self.assertEqual(self.act(ann), "wait approval")
        self.assertEqual(simulator.mailbox(ann)["state"], "off")
        self.run_program("items", "approve", "closure", status=0)
        self.assertEqual(self.act(ann), "write due")
        self.run_program("items", "approve", "closure", status=1)
        self.run_program("items", "approve", "gone", status=1)

    def test_put_back_and_repeat(self):
        """What the person changes is put back, not at once; and the same senders hear of it again."""
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        for mail in (ann, bob):
            simulator.control("POST", "/mailbox", {"address": mail, "state": "off"})
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann, first=0, last=9) + "    protect_hours: 6\n" +
                        self.vacation(bob, name="other", first=0, last=9).replace("audience:", "repeat_days: 3, audience:"))
        self.apply()
        text = simulator.mailbox(bob)["inside"]
        simulator.control("POST", "/mailbox", {"address": ann, "state": "on", "inside": "<p>changed</p>"})
        self.move(simulator, 0, 1)
        self.assertEqual(self.act(ann), "wait put-back-later")
        self.assertEqual(simulator.mailbox(ann)["inside"], "<p>changed</p>")
        self.move(simulator, 0, 7)
        self.assertEqual(self.act(ann), "write re-applied")
        self.assertRegex(simulator.mailbox(ann)["inside"], "is away")
        self.assertEqual(self.act(bob), "skip in-step")
        self.move(simulator, 4)
        self.assertEqual(self.act(bob), "write repeat")
        self.assertEqual(simulator.mailbox(bob)["inside"], text + "<!-- 1 -->")
        self.assertEqual(self.act(bob), "skip in-step")
        self.move(simulator, 7)
        self.assertEqual(self.act(bob), "write repeat")
        self.move(simulator, 12)
        self.assertEqual(self.act(bob), "write restore")

    def test_what_is_only_kept(self):
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        self.move(simulator, 0)
        path = self.write_file("items.yaml", "items:\n" + self.vacation(ann) +
                               f"    substitute: {bob}\n    forward: copy\n    tell: {{user: true}}\n    calendar: {{show: true, decline_new: true}}\n")
        told = self.run_program("items", "import", path, status=0).err
        self.assertIn("nothing is declined", told)
        for word in ("orwarding", "mail is", "entry"):
            self.assertNotIn(word, told)
        self.assertEqual(self.run_program("items", "import", path, status=0).err, "")

    def test_organisation(self):
        """What texts call it is set once, for all; without that it is a gap, and another name goes out with the next run."""
        simulator = self.set_up()
        self.add_profile(simulator)
        (ann,) = self.people(1)
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann).replace("{{person.name}} is away", "{{organisation.name}}, {{organisation.phone}}, "
                                                   "{{organisation.emergency|nobody}}"))
        self.assertEqual(self.apply("--dry-run", status=1)[ann]["reason"], "gap")
        self.run_program("settings", "set", "organisation.name", " Corp & Söhne ", status=0)
        self.run_program("settings", "set", "organisation.phone", "+49 30 1234-0", status=0)
        self.assertEqual(self.run_program("settings", "get", "organisation.name", status=0).out, "Corp & Söhne\n")
        self.assertEqual(self.act(ann), "write ahead")
        self.assertEqual(simulator.mailbox(ann)["inside"], "<p>Corp &amp; Söhne, +49 30 1234-0, nobody</p>")
        self.run_program("settings", "set", "organisation.emergency", "0172", status=0)
        self.assertEqual(self.act(ann), "write changed")
        self.assertIn("0172", simulator.mailbox(ann)["inside"])
        self.assertEqual(self.act(ann), "skip in-step")
        self.assertIn("one line", self.run_program("settings", "set", "organisation.name", "two\nlines", status=1).err)

    def test_back_on(self):
        """The next working day is none that the usual calendar, or the absence's own, has as a holiday."""
        simulator = self.set_up()
        self.add_profile(simulator)
        ann, bob = self.people(2)
        self.move(simulator, 0)
        last = next(n for n in range(2, 9) if (self.begin + datetime.timedelta(days=n)).weekday() == 1)
        text = (self.vacation(ann, first=last, last=last) + self.vacation(bob, name="other", first=last, last=last)).replace(
            "{{person.name}} is away", "{{absence.back-weekday}}")
        path = self.write_file("days.yaml", "holidays:\n" + "".join(
            f"  - {{name: {name}, days: [{self.day(last + n)}]}}\n" for name, n in (("usual", 1), ("own", 2))))
        self.run_program("items", "import", path, status=0)
        self.plan_items(text)

        def backs():
            self.apply()
            return [simulator.mailbox(mail)["inside"] for mail in (ann, bob)]
        self.assertEqual(backs(), ["<p>Wednesday</p>", "<p>Wednesday</p>"])
        self.run_program("settings", "set", "items.holidays", "usual", status=0)
        self.assertEqual(backs(), ["<p>Thursday</p>", "<p>Thursday</p>"])
        self.plan_items(text.replace(f"until: {self.day(last)}}}", f"until: {self.day(last)}, holidays: {{calendar: own, how: ignore}}}}", 1))
        self.assertEqual(backs(), ["<p>Wednesday</p>", "<p>Thursday</p>"])
        self.run_program("settings", "set", "items.language", "de", status=0)
        self.assertEqual(backs(), ["<p>Mittwoch</p>", "<p>Donnerstag</p>"])

    def test_about_online(self):
        """Without a directory Exchange Online says what texts name of the person, of their manager and of the substitute."""
        simulator = self.set_up()
        self.add_online(simulator)
        ann, bob = [person["mail"] for person in self.run_program("--json", "people", status=0).json[3:5]]
        self.move(simulator, 0)
        self.plan_items(self.vacation(ann).replace(
            "{{person.name}} is away", "{{person.given-name}} {{person.surname}} ({{person.phone}}); {{manager.given-name|nobody}}; "
            "{{substitute.given-name}}, {{substitute.phone!}}{{person.fax|no fax}}") + f"    substitute: {bob}\n")
        self.assertEqual(self.act(ann), "write ahead")
        text = simulator.mailbox(ann)["inside"]
        self.assertRegex(text, r"^<p>\S+ .+ \(\+?[\d ()/-]+\); .+; \S+, \+?[\d ()/-]+no fax</p>$")
        names = {person["mail"]: person["name"] for person in self.run_program("--json", "people", status=0).json}
        self.assertIn(text[3:].split()[0], names[ann])
        self.assertIn(text.split("; ")[2].split(",")[0], names[bob])

    def test_what_nobody_knows(self):
        simulator = self.set_up()
        self.add_profile(simulator)
        (ann,) = self.people(1)
        self.move(simulator, 0)
        self.plan_items(self.vacation(f"{ann}, gone@corp.example").replace("person.name", "person.mobile"))
        done = self.run_program("--json", "apply", status=1)
        self.assertIn("gone@corp.example", done.err)
        self.assertEqual((done.lines[0]["action"], done.lines[0]["reason"]), ("refuse", "gap"))
        self.assertEqual(simulator.mailbox(ann)["state"], "off")


if __name__ == "__main__":
    unittest.main(verbosity=2)
