"""test_replies.py - replies that people have set up themselves: read, grouped, protected, adopted, cleaned, exported

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import json
import unittest

from practice import FlowTest


class Replies(FlowTest):
    def set_up(self, *options, people=20, **profile):
        self.sim = self.start("--people", str(people), *options)
        self.add_profile(self.sim, **profile)
        return self.people(people)

    def hold(self, address, state, inside, **more):
        self.sim.control("POST", "/mailbox", {"address": address, "state": state, "inside": inside, "outside": "",
                                                 "audience": "none"} | more)

    def day(self, days):
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        return (now + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:00:00Z")

    def list(self, *arguments, status=0):
        return {line["mailbox"]: line for line in self.run_program("--json", "replies", "list", *arguments, status=status).lines}

    def apply(self, mailbox, *arguments):
        lines = {line["mailbox"]: line for line in self.run_program("--json", "apply", *arguments, mailbox, status=0).lines}
        return f"{lines[mailbox]['action']} {lines[mailbox]['reason']}"

    def plan(self, who, own, name="vacation"):
        first = datetime.date.today() - datetime.timedelta(days=1)  # somewhere today has not begun yet
        last = first + datetime.timedelta(days=4)
        path = self.write_file("items.yaml", f"items:\n  - id: {name}\n    type: vacation\n    for: {{people: [{who}]}}\n"
                               f"    when: {{from: {first}, until: {last}}}\n"
                               f"    reply: {{inside: \"<p>planned</p>\", audience: none}}\n    own_reply: {own}\n")
        self.run_program("items", "import", path, status=0)

    def written(self):
        return self.sim.counters()["mailboxes_written"]

    def names(self):
        return {person["mail"]: person["name"] for person in self.run_program("--json", "people", status=0).json}

    def test_groups(self):
        people = self.set_up()
        names = self.names()
        for address in people[:3]:
            self.hold(address, "on", "<p>Closed.</p>")
        for address in people[3:5]:
            self.hold(address, "on", f"<p>{names[address]} ({address}) is away until 3 May 2020.</p>")
        self.hold(people[5], "scheduled", "<p>later</p>", **{"from": self.day(2), "until": self.day(4)})
        self.hold(people[6], "off", "<p>a draft</p>")
        found = self.list()
        groups = {found[a]["group"] for a in people[:3]}
        self.assertEqual(len(groups), 1, found)
        self.assertEqual((found[people[0]]["group_size"], found[people[0]]["same"]), (3, "text"))
        self.assertEqual((found[people[3]]["group_size"], found[people[3]]["same"]), (2, "template"))
        self.assertEqual((found[people[3]]["stale"], found[people[3]]["reply"]), (["dates"], "active"))
        self.assertEqual([found[a]["reply"] for a in people[5:7]], ["scheduled", "off"])
        self.assertEqual([found[a]["protection"] for a in (people[0], people[5], people[6])], ["found", "found", "none"])
        self.assertEqual(set(self.list("--group", found[people[3]]["group"][:6])), set(people[3:5]))
        self.assertEqual(set(self.list("--stale")), set(people[3:5]))
        self.assertEqual(set(self.list("--state", "off")), {people[6]})
        self.assertNotIn(people[6], self.list("--quick"))
        text = self.run_program("replies", "list", status=0)
        self.assertIn("3 people, the same text: 3 go out now", text.out)
        self.assertIn("Closed.", text.out)
        self.assertIn("protected", text.err)
        self.assertEqual(self.written(), 0)
        self.run_program("replies", "list", "--group", "zzz", status=2)
        self.run_program("replies", "list", "--state", "gone", status=2)
        self.run_program("replies", "list", "--days", "0", status=2)
        self.run_program("replies", status=2)

    def test_protected(self):
        """What was found is not replaced, until that is lifted; what is protected by hand is never written."""
        ann, bob = self.set_up()[:2]
        self.hold(ann, "on", "<p>mine</p>")
        self.plan(ann, "replace-restore")
        self.assertEqual(self.apply(ann, "--dry-run"), "write due")
        self.list("--no-protect")
        self.assertEqual(self.apply(ann, "--dry-run"), "write due")
        self.list()
        self.assertEqual(self.apply(ann), "skip protected")
        self.assertEqual(self.sim.mailbox(ann)["inside"], "<p>mine</p>")
        self.run_program("replies", "unprotect", ann, status=0)
        self.assertEqual(self.list()[ann]["protection"], "lifted")
        self.assertEqual(self.apply(ann), "write due")
        self.assertEqual(self.list()[ann]["item"], "vacation")
        self.plan(bob, "leave", "other")
        self.run_program("replies", "protect", bob, status=0)
        self.assertEqual(self.apply(bob), "skip protected")
        self.assertEqual(self.sim.mailbox(bob)["state"], "off")
        self.run_program("replies", "unprotect", bob, status=0)
        self.assertEqual(self.apply(bob), "write due")

    def adopt(self, *arguments, status=0):
        return {line["mailbox"]: line for line in self.run_program("--json", "replies", "adopt", *arguments, status=status).lines}

    def adopts(self, people):
        """Adopting, and applying what was adopted, changes nothing in Exchange."""
        ann, bob, cid, dan, eva = people[:5]
        window = {"from": self.day(-1), "until": self.day(3)}
        for address in (ann, bob):
            self.hold(address, "scheduled", "<p>We are at the fair &amp; back soon.</p>\r\n", outside="<p>Fair</p>", audience="known", **window)
        self.hold(cid, "on", "<div>open  end</div>", outside="<div>open end</div>", audience="all")
        self.hold(dan, "on", "<p>{{ braces }}</p>")
        self.hold(eva, "off", "<p>draft</p>")
        before = {a: self.sim.mailbox(a) for a in people[:5]}
        self.list()
        self.assertEqual(self.run_program("replies", "adopt", "--dry-run", ann, status=0).out, f"{ann}  would be adopted\n")
        done = self.adopt(ann, bob, cid, "--dry-run")
        self.assertEqual({line["result"] for line in done.values()}, {"planned"})
        self.assertEqual(json.loads(self.run_program("--json", "items", "list", status=0).out), [])
        done = self.adopt(ann, bob, cid, dan, eva, status=5)
        self.assertEqual(done[ann]["item"], done[bob]["item"])
        self.assertNotEqual(done[ann]["item"], done[cid]["item"])
        self.assertEqual([done[a]["result"] for a in (ann, cid, dan, eva)], ["adopted", "adopted", "skipped", "skipped"])
        for address in (ann, bob, cid):
            self.assertEqual(self.apply(address), "skip in-step", address)
        self.assertEqual({a: self.sim.mailbox(a) for a in people[:5]}, before)
        found = self.list()
        self.assertEqual([found[a]["item"] for a in (ann, cid, dan)], [done[ann]["item"], done[cid]["item"], None])
        self.assertEqual(self.adopt(ann, status=1)[ann]["result"], "skipped")
        # Taken away again it is theirs, and still nothing is written; what the person changes is left alone.
        self.run_program("items", "remove", done[ann]["item"], status=0)
        self.assertEqual(self.apply(ann), "skip over")
        self.assertEqual(self.sim.mailbox(ann), before[ann])
        self.hold(cid, "on", "<p>changed</p>")
        self.assertEqual(self.apply(cid), "skip drifted")
        self.assertEqual(self.sim.mailbox(cid)["inside"], "<p>changed</p>")

    def test_adopt(self):
        self.adopts(self.set_up())
        self.assertEqual(self.written(), 0)

    def test_adopt_online(self):
        self.sim = self.start("--people", "20")
        self.run_program("profile", "add", "cloud", "--kind", "online", "--tenant", self.sim.tenant, "--client-id",
                         self.sim.client_id, "--login-url", self.sim.login, "--graph-url", self.sim.graph, "--ca",
                         self.sim.ca, "--secret-stdin", stdin=self.sim.client_secret + "\n", status=0)
        self.adopts([p["mail"] for p in self.run_program("--json", "people", status=0).json][2:])

    def test_end_of_an_adopted_one(self):
        (ann,) = self.set_up()[:1]
        self.hold(ann, "on", "<p>mine</p>")
        item = self.adopt(ann)[ann]["item"]
        shown = self.run_program("items", "show", item, status=0).out
        self.assertNotIn("until:", shown)
        lines = shown.splitlines()
        at = next(i for i, line in enumerate(lines) if line.strip().startswith("from:"))
        blank = lines[at][:len(lines[at]) - len(lines[at].lstrip())]
        began = datetime.datetime.fromisoformat(lines[at].split("from: ")[1].strip('" '))
        # Both lie behind: an end that is still to come would be a race with the clock.
        lines[at:at + 1] = [f"{blank}from: {(began - datetime.timedelta(hours=1)).isoformat()}",
                            f"{blank}until: {(began - datetime.timedelta(seconds=1)).isoformat()}"]
        self.run_program("items", "edit", item, self.write_file("item.yaml", "\n".join(lines) + "\n"), status=0)
        self.assertEqual(self.apply(ann), "write restore")
        self.assertEqual((self.sim.mailbox(ann)["state"], self.sim.mailbox(ann)["inside"]), ("off", "<p>mine</p>"))

    def test_clean(self):
        ann, bob, cid, dan = self.set_up()[:4]
        self.hold(ann, "scheduled", "<p>old</p>", **{"from": self.day(-9), "until": self.day(-5)})
        self.hold(bob, "on", "<p>Back on 3 May 2020</p>")
        self.hold(cid, "on", "<p>fine</p>")
        self.hold(dan, "on", "<p>Back on 3 May 2020</p>")
        self.run_program("replies", "protect", dan, status=0)
        dry = {line["mailbox"]: line["result"] for line in self.run_program("--json", "replies", "clean", "--dry-run", status=0).lines}
        self.assertEqual(dry, {ann: "planned", bob: "planned", dan: "skipped"})
        self.assertEqual(self.written(), 0)
        done = {line["mailbox"]: line["result"] for line in self.run_program("--json", "replies", "clean", status=0).lines}
        self.assertEqual(done, {ann: "written", bob: "written", dan: "skipped"})
        self.assertEqual([self.sim.mailbox(a)["state"] for a in (ann, bob, cid, dan)], ["off", "off", "on", "on"])
        self.assertEqual(self.sim.mailbox(bob)["inside"], "<p>Back on 3 May 2020</p>")
        run = self.run_program("--json", "history", bob, status=0).json[0]["run"]
        self.run_program("undo", run, status=0)
        self.assertEqual((self.sim.mailbox(bob)["state"], self.sim.mailbox(bob)["inside"]), ("on", "<p>Back on 3 May 2020</p>"))

    def test_export_and_template(self):
        people = self.set_up()
        name = self.names()[people[0]]
        self.hold(people[0], "on", f"<p>{name} is away.</p>", outside="<p>\u00a0 ä €</p>", audience="all")
        self.hold(people[1], "scheduled", "<p>x</p>", **{"from": self.day(-1), "until": self.day(1)})
        self.sim.fail({"fault": "ErrorImpersonateUserDenied"}, mailbox=people[2])
        path = self.folder / "replies.json"
        self.run_program("replies", "export", str(path), status=5)
        held = json.loads(path.read_text())
        self.assertEqual([line["mailbox"] for line in held["failed"]], [people[2]])
        mine = next(line for line in held["mailboxes"] if line["mailbox"] == people[0])
        self.assertEqual((mine["inside"], mine["outside"], mine["audience"]), (f"<p>{name} is away.</p>", "<p>\u00a0 ä €</p>", "all"))
        again = self.list("--file", str(path), status=5)
        self.assertEqual({a: line["inside"] for a, line in again.items() if line["reply"] is not None},
                         {line["mailbox"]: line["inside"] for line in held["mailboxes"]})
        self.assertEqual(again[people[2]]["error"]["code"], "FORBIDDEN")
        for broken in ("", "{}", "[]", path.read_text()[:-20], path.read_text().replace('"on"', '"maybe"'),
                       path.read_text().replace('"version":1', '"version":2')):
            refused = self.run_program("replies", "list", "--file", self.write_file("broken.json", broken), status=1)
            self.assertNotIn("Traceback", refused.err)
            self.assertTrue(refused.err)
        self.run_program("replies", "adopt", "--all", "--file", str(path), status=2)
        self.sim.heal()
        self.run_program("replies", "template", "fair", people[0], status=0)
        shown = self.run_program("templates", "show", "fair", status=0).out
        self.assertIn("{{person.name}} is away.", shown)
        self.run_program("replies", "template", "fair", people[0], status=2)

    def report(self, name, *arguments, status=0):
        return self.run_program("--json", "report", name, *arguments, status=status).lines

    def test_reports(self):
        ann, bob, cid, dan = self.set_up()[:4]
        self.plan(ann, "leave", "first")
        self.plan(f"{ann}, {bob}", "leave", "second")
        self.hold(bob, "on", "<p>mine</p>")
        self.plan(cid, "replace", "third")
        self.hold(cid, "on", "<p>Back on 3 May 2020</p>")
        self.plan(dan, "leave", "fourth")
        self.list()
        kinds = {(line["mailbox"], line["kind"]): line for line in self.report("conflicts")}
        self.assertEqual(set(kinds), {(ann, "items"), (bob, "own"), (cid, "protected")})
        self.assertEqual({kinds[ann, "items"]["winner"], *kinds[ann, "items"]["hidden"]}, {"first", "second"})
        self.assertNotIn(kinds[ann, "items"]["why"], (None, "alone"))
        self.assertEqual((kinds[bob, "own"]["winner"], kinds[bob, "own"]["hidden"]), ("own", ["second"]))
        self.assertTrue(all(line["message"] for line in kinds.values()))
        table = self.run_program("report", "conflicts", "--csv", status=0).out.splitlines()
        self.assertEqual(len(table), 4)
        self.assertEqual([(line["mailbox"], line["stale"]) for line in self.report("stale")], [(cid, ["dates"])])
        self.assertIn("Back on", self.run_program("report", "stale", status=0).out)
        self.assertIn(cid, self.run_program("report", "stale", "--csv", status=0).out.splitlines()[1])
        self.run_program("apply", ann, dan, status=0)
        self.assertEqual(self.report("drift"), [])
        self.hold(dan, "on", "<p>changed</p>")
        for _ in range(2):
            (drift,) = self.report("drift")
            self.assertEqual((drift["mailbox"], drift["item"], drift["ours"]["inside"], drift["now"]["inside"]),
                             (dan, "fourth", "<p>planned</p>", "<p>changed</p>"))
            self.run_program("apply", dan, status=0)
        self.assertIn("+ <p>changed</p>", self.run_program("report", "drift", status=0).out)
        self.assertEqual(len(self.run_program("report", "drift", "--csv", status=0).out.splitlines()), 2)
        self.run_program("report", "drift", "--jobs", "99", status=2)
        self.run_program("report", "conflicts", "--until", "2000-01-01", status=2)

    def test_bad_input(self):
        """Texts of megabytes, broken HTML, mailboxes that fail while they are read: told, and the rest is there."""
        people = self.set_up(people=60)
        self.hold(people[0], "on", "<p>" + "long <b>text " * 200000)
        self.hold(people[1], "on", "<p><table><td>until 3 May 2020 <a href='x" + "<" * 1000)
        for address in people[2:40]:
            self.hold(address, "on", "<p>Closed.</p>")
        for address in people[40:43]:
            self.sim.fail({"fault": "ErrorMailboxStoreUnavailable"}, mailbox=address, operation="GetUserOofSettings")
        found = self.list(status=5)
        failed = {a for a, line in found.items() if line["error"] is not None}
        self.assertLessEqual({*people[40:43]}, failed)
        self.assertEqual(found[people[2]]["group_size"], 38)
        if found[people[0]]["error"] is None:
            self.assertGreater(found[people[0]]["length"], 1000000)
            refused = self.run_program("--json", "replies", "adopt", people[0], status=1).lines[0]
            self.assertEqual(refused["result"], "skipped")
        self.assertIn(people[1], found)


if __name__ == "__main__":
    unittest.main(verbosity=2)
