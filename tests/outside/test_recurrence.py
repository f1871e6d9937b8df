"""test_recurrence.py - recurrences and time zones as others read them: python3-dateutil, Python's zoneinfo

Random rules of a fixed seed. What is left out, because the two mean different things by RFC 5545's words or dateutil has a
known fault there: BYDAY with and without numbers mixed (dateutil: both must hold), BYWEEKNO without BYDAY (dateutil: the
whole week), BYSETPOS in a first week that is not whole (dateutil counts from the first day), the weeks at both ends of a year
(dateutil miscounts the last week of the year before; compared with Python's own ISO weeks instead).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import os
import pathlib
import random
import subprocess
import sys
import unittest
import zoneinfo

try:
    from dateutil import rrule
except ImportError:
    print("skipped: python3-dateutil is not installed")
    sys.exit(77)

EXPAND = pathlib.Path(os.environ["BUILD"]) / "tests/expand"
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# Without Europe/Dublin, whose winter is the exception: GLib 2.74 is two hours off there from 2038 on.
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca",
         "Pacific/Apia", "Asia/Gaza", "America/Havana", "Asia/Tehran", "Pacific/Chatham", "Antarctica/Troll", "UTC"]
RULES = 5000

# dateutil looks for a rule's next day until this year, whatever its UNTIL says.
datetime.MAXYEAR = 2075


def ask(lines):
    done = subprocess.run([EXPAND], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True, timeout=120)
    answers = done.stdout.splitlines()
    assert len(answers) == len(lines), f"{len(answers)} answers to {len(lines)} lines"
    return answers


def numbers(dice, most, least_number=1):
    chosen = dice.sample(range(least_number, most + 1), dice.randint(1, min(4, most)))
    return ",".join(str(n if dice.random() < 0.7 else -n) for n in chosen)


def weekdays(dice, with_numbers=0):
    chosen = dice.sample(WEEKDAYS, dice.randint(1, 5))
    if with_numbers:
        chosen = [f"{dice.choice([1, 1, -1]) * dice.randint(1, with_numbers)}{day}" for day in chosen]
    return ",".join(chosen)


def random_rule(dice):
    """The parts of a rule that RFC 5545 allows, without its end."""
    frequency = dice.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = {"FREQ": frequency}
    if dice.random() < 0.5:
        parts["INTERVAL"] = str(dice.choice([1, 2, 3, 4, 5, 7, 10, 13]))
    if dice.random() < 0.3:
        parts["BYMONTH"] = ",".join(map(str, dice.sample(range(1, 13), dice.randint(1, 5))))
    if dice.random() < 0.35 and frequency != "WEEKLY":
        parts["BYMONTHDAY"] = numbers(dice, 31)
    if dice.random() < 0.5:
        most = {"MONTHLY": 5, "YEARLY": 53 if "BYMONTH" not in parts else 5}.get(frequency, 0)
        parts["BYDAY"] = weekdays(dice, most if dice.random() < 0.5 else 0)
    if frequency == "YEARLY" and dice.random() < 0.2:
        parts["BYYEARDAY"] = numbers(dice, 366)
    if frequency == "YEARLY" and dice.random() < 0.2:
        parts["BYDAY"] = weekdays(dice)
        parts["BYWEEKNO"] = ",".join(str(n) for n in dice.sample(range(2, 52), dice.randint(1, 6)))
    if len(set(parts) - {"FREQ", "INTERVAL"}) and dice.random() < 0.25:
        parts["BYSETPOS"] = numbers(dice, {"DAILY": 1, "YEARLY": 40}.get(frequency, 4))
    if dice.random() < 0.4:
        parts["WKST"] = dice.choice(WEEKDAYS)
    return parts


class RecurrenceTest(unittest.TestCase):
    def test_rules(self):
        dice = random.Random(4711)
        asked, wanted = [], []
        for _ in range(RULES):
            start = datetime.date(dice.randint(1990, 2060), 1, 1) + datetime.timedelta(dice.randint(0, 365))
            end = start + datetime.timedelta(dice.choice([60, 400, 3000]))
            parts = random_rule(dice)
            if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
                parts["WKST"] = WEEKDAYS[start.weekday()]
            text = ";".join(f"{name}={value}" for name, value in parts.items())
            count = dice.randint(1, 30) if dice.random() < 0.4 else 0
            rule = rrule.rrulestr(f"{text};UNTIL={end - datetime.timedelta(1):%Y%m%d}T000000",
                                  dtstart=datetime.datetime.combine(start, datetime.time()))
            days = [str(moment.date()) for moment in rule]
            asked.append(f"rule {start} {text}{f';COUNT={count}' if count else ''} {end}")
            wanted.append(days[:count] if count else days)
        seen, empty = ask(asked), 0
        for question, answer, days in zip(asked, seen, wanted):
            empty += not days
            if answer.startswith("refused"):
                self.assertEqual((answer, days), ("refused never", []), question)
            else:
                self.assertEqual(answer.split(), days, question)
        self.assertLess(empty, RULES * 0.4, "most rules should have days")

    def test_weeks(self):
        """Every week number, from both ends, against datetime.isocalendar (weeks that begin on Monday)."""
        weeks = {}
        for ordinal in range(datetime.date(1999, 1, 1).toordinal(), datetime.date(2040, 1, 1).toordinal()):
            day = datetime.date.fromordinal(ordinal)
            year, number, weekday = day.isocalendar()
            last = datetime.date(year, 12, 28).isocalendar()[1]
            if weekday in (1, 5):
                weeks.setdefault(number, []).append(str(day))
                weeks.setdefault(number - last - 1, []).append(str(day))
        self.assertEqual(len(weeks), 106)
        answers = ask([f"rule 1999-01-01 FREQ=YEARLY;BYWEEKNO={week};BYDAY=MO,FR 2040-01-01" for week in weeks])
        for answer, (week, days) in zip(answers, weeks.items()):
            self.assertEqual(answer.split(), days, week)

    def test_round_trip(self):
        """A COUNT and the UNTIL at its last day are the same."""
        dice = random.Random(815)
        rules = [";".join(f"{name}={value}" for name, value in random_rule(dice).items()) for _ in range(300)]
        counted = ask([f"rule 2027-03-01 {rule};COUNT=17 2070-01-01" for rule in rules])
        pairs = [(rule, days) for rule, days in zip(rules, counted) if len(days.split()) == 17]
        ends = [days.split()[-1].replace("-", "") for _, days in pairs]
        self.assertGreater(len(pairs), 100)
        again = ask([f"rule 2027-03-01 {rule};UNTIL={end} 2070-01-01" for (rule, _), end in zip(pairs, ends)])
        self.assertEqual(again, [days for _, days in pairs])


class ZoneTest(unittest.TestCase):
    def test_wall_to_instant(self):
        dice = random.Random(42)
        asked, wanted = [], []
        for name in ZONES:
            zone = zoneinfo.ZoneInfo(name)
            times = [datetime.datetime(dice.randint(1950, 2100), 1, 1) + datetime.timedelta(minutes=dice.randint(0, 525600))
                     for _ in range(300)]
            times += [change + datetime.timedelta(minutes=minutes) for change in self.changes(zone)
                      for minutes in range(-90, 91, 15)]
            for time in times:
                asked.append(f"instant {name} {time:%Y-%m-%dT%H:%M}")
                wanted.append(str(int(time.replace(tzinfo=zone, fold=0).timestamp())))
        for question, answer, instant in zip(asked, ask(asked), wanted):
            self.assertEqual(answer, instant, question)

    def test_instant_to_wall(self):
        dice = random.Random(43)
        asked, wanted = [], []
        for name in ZONES:
            for _ in range(300):
                instant = datetime.datetime.fromtimestamp(dice.randint(-10**9, 4 * 10**9), zoneinfo.ZoneInfo(name))
                asked.append(f"wall {name} {int(instant.timestamp())}")
                wanted.append(str(int(instant.replace(tzinfo=datetime.timezone.utc).timestamp())))
        for question, answer, wall in zip(asked, ask(asked), wanted):
            self.assertEqual(answer, wall, question)

    @staticmethod
    def changes(zone):
        """Days of some years on which the clocks of a zone change, at the hour."""
        found = []
        for year in (1987, 2011, 2027, 2038, 2050):
            days = [datetime.datetime(year, 1, 1, tzinfo=zone) + datetime.timedelta(day) for day in range(367)]
            for day, next_day in zip(days, days[1:]):
                if day.utcoffset() != next_day.utcoffset():
                    found += [day.replace(tzinfo=None) + datetime.timedelta(hours=hour) for hour in (1, 3, 24)]
        return found


if __name__ == "__main__":
    unittest.main()
