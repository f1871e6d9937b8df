"""test_entry.py - entries in calendars beside replies: made once, kept in step with the absence, left alone when their owner changed them

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import pathlib
import sys
import unittest
import zoneinfo

sys.path.append(str(pathlib.Path(__file__).resolve().parent))

import timeline  # noqa: E402

ROLES = "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All Calendars.ReadWrite"
ZONES = {"W. Europe Standard Time": "Europe/Berlin", "GMT Standard Time": "Europe/London"}
STEPS = ("act-kept", "act-journal-begun", "entry-made", "act-done", "act-journal-ended")


class EntryTest(timeline.TimelineTest):
    def absence(self, who, name="vacation", subject="Away", first=2, last=4, more=""):
        until = f", until: {self.day(last)}" if last is not None else ""
        return (f"  - id: {name}\n    type: vacation\n    for: {{people: [{who}]}}\n"
                f"    when: {{from: {self.day(first)}{until}{more}}}\n    reply: {{inside: \"<p>away</p>\", audience: none}}\n"
                f"    own_reply: replace-restore\n    calendar: {{show: true, subject: \"{subject}\"}}\n")

    def entries(self, simulator, mailbox):
        return simulator.control("GET", "/calendar?address=" + mailbox)["entries"]

    def one(self, simulator, mailbox):
        entry, = self.entries(simulator, mailbox)
        return entry

    def acts(self, mailbox, *arguments, status=0):
        line = self.apply(*arguments, status=status).get(mailbox, {"acts": []})
        return [(act["kind"], act["does"], (act["error"] or {}).get("reason")) for act in line["acts"]]

    def premises(self, *options):
        simulator = self.set_up(*options)
        self.add_profile(simulator)
        self.move(simulator, 0)
        return simulator, self.people(3)

    def online(self, roles=ROLES):
        simulator = self.set_up("--app-roles", roles)
        self.add_online(simulator)
        self.move(simulator, 0)
        return simulator, [one["mail"] for one in self.run_program("--json", "people", status=0).json][3:6]

    def midnight(self, simulator, mailbox, days):
        """Of that day, on the clocks of the mailbox, in UTC."""
        name = simulator.mailbox(mailbox)["zone"]
        zone = zoneinfo.ZoneInfo(ZONES.get(name, name if "/" in name else "UTC"))
        day = (self.begin + datetime.timedelta(days=days)).date()
        return datetime.datetime.combine(day, datetime.time(), zone).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def in_known_zone(self, simulator, people):
        return next(who for who in people if simulator.mailbox(who)["zone"] in ZONES)

    def life(self, simulator, people):
        ann = self.in_known_zone(simulator, people)
        self.plan_items(self.absence(ann))
        line = self.apply("--dry-run")[ann]
        self.assertEqual([(act["kind"], act["does"], act["words"]) for act in line["acts"]],
                         [("calendar", "makes", "Puts an entry into the calendar: “Away”.")])
        self.assertEqual(self.entries(simulator, ann), [], "a rehearsal made it")

        self.assertEqual(self.acts(ann), [("calendar", "makes", None)])
        entry = self.one(simulator, ann)
        self.assertEqual((entry["subject"], entry["shown"], entry["all_day"]), ("Away", "OOF", True))
        self.assertEqual((entry["from"], entry["until"]),
                         (self.midnight(simulator, ann, 2), self.midnight(simulator, ann, 5)))
        self.assertEqual(self.acts(ann), [("calendar", "stays", None)])
        self.assertEqual(self.one(simulator, ann)["id"], entry["id"])

        # Longer, and then called otherwise: the old one goes, a new one comes.
        self.plan_items(self.absence(ann, last=6))
        self.assertEqual(self.acts(ann), [("calendar", "takes-back", None), ("calendar", "makes", None)])
        self.assertEqual(self.one(simulator, ann)["until"], self.midnight(simulator, ann, 7))
        self.plan_items(self.absence(ann, last=6, subject="Grüße & <b>"))
        self.apply()
        self.assertEqual(self.one(simulator, ann)["subject"], "Grüße & <b>")

        # It begins, and is over: what was, was.
        self.move(simulator, 3)
        self.assertEqual(self.acts(ann), [("calendar", "stays", None)])
        self.move(simulator, 8)
        self.apply()
        self.assertEqual(self.one(simulator, ann)["subject"], "Grüße & <b>")
        self.assertEqual(self.run_program("--json", "history", "--verify", status=0).json["is_whole"], True)

    def test_life(self):
        self.life(*self.premises())

    def test_life_online(self):
        self.life(*self.online())

    def shown_only(self, simulator, people):
        """In the calendar without a reply, beside one that is loaded ahead; when that is in force, too."""
        ann = self.in_known_zone(simulator, people)
        simulator.control("POST", "/mailbox", {"address": ann, "state": "off", "inside": "<p>mine</p>"})
        before = simulator.mailbox(ann)
        shown = self.absence(ann, name="shown", subject="Fair").replace('inside: "<p>away</p>", ', "")
        self.plan_items(shown)
        line = self.apply()[ann]
        self.assertEqual((line["action"], line["reason"], [act["does"] for act in line["acts"]]), ("skip", "calendar-only", ["makes"]))
        entry = self.one(simulator, ann)
        self.assertEqual((entry["subject"], entry["from"]), ("Fair", self.midnight(simulator, ann, 2)))
        self.assertEqual(simulator.mailbox(ann), before)

        self.plan_items(shown + self.absence(ann, first=9, last=9))
        self.assertEqual(sorted(act[1] for act in self.acts(ann)), ["makes", "stays"])
        self.assertEqual(simulator.mailbox(ann)["state"], "scheduled")
        self.assertEqual({one["subject"] for one in self.entries(simulator, ann)}, {"Away", "Fair"})
        self.run_program("items", "remove", "shown", status=0)
        self.assertEqual(sorted(act[1] for act in self.acts(ann)), ["stays", "takes-back"])
        self.assertEqual(self.one(simulator, ann)["subject"], "Away")
        path = self.write_file("items.yaml", "items:\n" + shown + f"    substitute: {next(one for one in people if one != ann)}\n    forward: copy\n")
        self.assertIn("in the calendar only", self.run_program("items", "import", path, status=1).err)

    def test_shown_only(self):
        self.shown_only(*self.premises())

    def test_shown_only_online(self):
        self.shown_only(*self.online())

    def removed(self, simulator, people):
        ann = people[0]
        self.plan_items(self.absence(ann, subject=""))
        self.apply()
        self.assertEqual(self.one(simulator, ann)["subject"], "Out of office")
        self.run_program("items", "remove", "vacation", status=0)
        self.assertEqual(self.acts(ann), [("calendar", "takes-back", None)])
        self.assertEqual(self.entries(simulator, ann), [])

    def switched_off(self, simulator, people):
        ann = people[0]
        self.plan_items(self.absence(ann))
        self.apply()
        self.one(simulator, ann)
        self.plan_items(self.absence(ann).replace("show: true", "show: false"))
        self.assertEqual(self.acts(ann), [("calendar", "takes-back", None)])
        self.assertEqual(self.entries(simulator, ann), [])
        self.assertEqual(self.acts(ann), [])

    def test_switched_off(self):
        self.switched_off(*self.premises())

    def test_switched_off_online(self):
        self.switched_off(*self.online())

    def test_removed(self):
        self.removed(*self.premises())

    def test_removed_online(self):
        self.removed(*self.online())

    def test_owner(self):
        """What its owner changed is theirs, and what they deleted is not made again."""
        simulator, (ann, bob, _) = self.premises()
        self.plan_items(self.absence(ann) + self.absence(bob, name="other"))
        self.apply()
        simulator.control("POST", "/calendar", {"address": ann, "id": self.one(simulator, ann)["id"], "subject": "Mine"})
        simulator.control("POST", "/calendar", {"address": bob, "id": self.one(simulator, bob)["id"], "removed": True})
        self.apply()
        self.assertEqual(self.entries(simulator, bob), [])
        for name in ("vacation", "other"):
            self.run_program("items", "remove", name, status=0)
        self.apply()
        self.assertEqual(self.one(simulator, ann)["subject"], "Mine")

    def test_behind(self):
        """A day's training in a vacation has an entry of its own, and the vacation's stays."""
        simulator, (ann, _, _) = self.premises()
        self.plan_items(self.absence(ann, last=9))
        self.apply()
        before = self.one(simulator, ann)["id"]
        self.plan_items(self.absence(ann, last=9) + self.absence(ann, name="training", subject="Training", first=5, last=5)
                        .replace("type: vacation", "type: training\n    priority: 5"))
        for days in (3, 5, 7):
            self.move(simulator, days)
            self.apply()
            self.assertIn(before, [entry["id"] for entry in self.entries(simulator, ann)], days)
        self.assertEqual(sorted(entry["subject"] for entry in self.entries(simulator, ann)), ["Away", "Training"])
        self.run_program("items", "remove", "vacation", status=0)
        self.apply()
        self.assertEqual([entry["subject"] for entry in self.entries(simulator, ann)], ["Training"])

    def kills(self, simulator, people):
        """Killed between any two steps, it is there once, and gone when it is taken back."""
        ann = people[0]
        for number, step in enumerate(STEPS + ("entry-removed", "act-forgotten")):
            with self.subTest(step=step):
                self.plan_items(self.absence(ann, subject=f"Away {number}"))
                self.environment["ABSENTIA_FAULT"] = step
                killed = self.run_program("apply")
                if step != "entry-removed" or number > 0:
                    self.assertEqual(killed.status, -9, killed)
                del self.environment["ABSENTIA_FAULT"]
                self.apply()
                self.assertEqual(self.one(simulator, ann)["subject"], f"Away {number}")
                self.assertEqual(self.acts(ann), [("calendar", "stays", None)])
        for step in ("act-kept", "entry-removed", "act-journal-ended"):
            with self.subTest(step=step, removed=True):
                self.plan_items(self.absence(ann))
                self.apply()
                self.run_program("items", "remove", "vacation", status=0)
                self.environment["ABSENTIA_FAULT"] = step
                self.assertEqual(self.run_program("apply").status, -9)
                del self.environment["ABSENTIA_FAULT"]
                self.apply()
                self.assertEqual(self.entries(simulator, ann), [])

    def test_kills(self):
        self.kills(*self.premises())

    def test_kills_online(self):
        self.kills(*self.online())

    def test_undo(self):
        """An undone run takes the entry back, and it does not come again for that absence."""
        simulator, (ann, _, _) = self.premises()
        self.plan_items(self.absence(ann))
        self.apply()
        run = self.run_program("--json", "history", ann, status=0).json[0]["run"]
        self.run_program("undo", run, status=0)
        self.assertEqual(self.entries(simulator, ann), [])
        self.apply()
        self.assertEqual(self.entries(simulator, ann), [])

    def test_lost_answer(self):
        """Made, and nobody heard of it: found again, not made again."""
        simulator, (ann, _, _) = self.premises()
        self.plan_items(self.absence(ann))
        simulator.fail({"reset": True, "executed": True}, operation="CreateItem")
        self.apply()
        simulator.heal()
        self.apply()
        self.assertEqual(self.one(simulator, ann)["subject"], "Away")

    def test_open_end(self):
        """Shown for a year; Exchange takes none without an end."""
        simulator, (ann, _, _) = self.premises()
        self.plan_items(self.absence(ann, last=None))
        self.apply()
        entry = self.one(simulator, ann)
        year = datetime.datetime.fromisoformat(entry["until"][:-1]) - datetime.datetime.fromisoformat(entry["from"][:-1])
        self.assertEqual(year.days, 366)

    def test_hybrid(self):
        """Each entry is made on the side where the mailbox is."""
        simulator = self.set_up("--hybrid", "--app-roles", ROLES)
        self.run_program("profile", "add", "both", "--kind", "hybrid", "--tenant", simulator.tenant, "--client-id", simulator.client_id,
                         "--login-url", simulator.login, "--graph-url", simulator.graph, "--ca", simulator.ca, "--secret-stdin",
                         "--ews-url", simulator.ews, "--admin", simulator.admin, "--auth", "basic", "--password-stdin",
                         stdin=f"{simulator.password}\n{simulator.client_secret}\n", status=0)
        self.move(simulator, 0)
        people = [one["mail"] for one in self.run_program("--json", "people", status=0).json if one["mail"] != simulator.admin][:9]
        for who in people:
            simulator.control("POST", "/mailbox", {"address": who, "state": "off"})
        self.plan_items("".join(self.absence(who, name=f"item-{i}") for i, who in enumerate(people)))
        self.run_program("apply", status=0)
        asked = simulator.counters()["operations"]
        self.assertEqual(asked["CreateItem"] + asked["graph-create-event"], len(people))
        self.assertGreater(min(asked["CreateItem"], asked["graph-create-event"]), 0)
        for i, who in enumerate(people):
            self.assertEqual(self.one(simulator, who)["subject"], "Away")
            self.run_program("items", "remove", f"item-{i}", status=0)
        self.run_program("apply", status=0)
        self.assertEqual([self.entries(simulator, who) for who in people], [[]] * len(people))

    def test_refused(self):
        """Without the permission the reply is set all the same, and the remedy names it."""
        simulator, (ann, _, _) = self.online(roles="GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All")
        self.plan_items(self.absence(ann))
        self.assertEqual(self.acts(ann, "--dry-run", status=None), [("calendar", "makes", "online-calendar")])
        done = self.run_program("apply")
        self.assertIn("Calendars.ReadWrite", done.err + done.out)
        self.assertEqual(simulator.mailbox(ann)["state"], "scheduled")
        self.assertEqual(self.entries(simulator, ann), [])


if __name__ == "__main__":
    unittest.main()
