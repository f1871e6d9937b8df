"""test_exchangelib.py - a client that others wrote: Debian's python3-exchangelib on the simulator, and beside absentiactl

What one of them writes the other reads, byte for byte; errors come out as what they are.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import importlib.util
import logging
import os
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "flow"))

import practice  # noqa: E402

if importlib.util.find_spec("exchangelib") is None:
    print("skipped: python3-exchangelib is not installed")
    sys.exit(77)

import exchangelib  # noqa: E402
from exchangelib import errors, properties, services  # noqa: E402
from exchangelib.version import EXCHANGE_2016  # noqa: E402

logging.getLogger("exchangelib").setLevel(logging.ERROR)
UTC = exchangelib.EWSTimeZone("UTC")
BEGIN = exchangelib.EWSDateTime(2031, 12, 1, 8, 0, tzinfo=UTC)
END = exchangelib.EWSDateTime(2031, 12, 8, 17, 30, tzinfo=UTC)
INSIDE = "<html>\n<body>Grüße, <b>ä & ö</b> < 3 \"你好\" 🏖️ &amp; &nbsp;</body>\n</html>"
OUTSIDE = "<p>Bin im Urlaub – zurück am 8.12.</p>"


def scheduled(**other):
    values = {"state": exchangelib.OofSettings.SCHEDULED, "external_audience": "Known", "start": BEGIN, "end": END,
              "internal_reply": INSIDE, "external_reply": OUTSIDE} | other
    return exchangelib.OofSettings(**values)


class ExchangelibTest(practice.FlowTest):
    def open_range(self, *options):
        simulator = self.start("--people", "60", *options)
        os.environ["REQUESTS_CA_BUNDLE"] = simulator.ca
        return simulator

    def account(self, simulator, mailbox, password=None, access=exchangelib.IMPERSONATION, user=None):
        login = exchangelib.Credentials(user or simulator.admin, password or simulator.password)
        configuration = exchangelib.Configuration(service_endpoint=simulator.ews, credentials=login,
                                                  auth_type=exchangelib.BASIC,
                                                  version=exchangelib.Version(EXCHANGE_2016))
        account = exchangelib.Account(mailbox, config=configuration, autodiscover=False, access_type=access)
        self.addCleanup(account.protocol.close)
        return account

    def somebody(self, simulator):
        """An address that is not the administrator's, found by the client itself."""
        admin = self.account(simulator, simulator.admin, access=exchangelib.DELEGATE)
        found = admin.protocol.resolve_names(["a"])
        return next(p.email_address for p in found if p.email_address != simulator.admin)

    def test_round_trip(self):
        simulator = self.open_range()
        account = self.account(simulator, self.somebody(simulator))
        account.oof_settings = scheduled()
        found = account.oof_settings
        self.assertEqual((found.state, found.external_audience, found.start, found.end),
                         ("Scheduled", "Known", BEGIN, END))
        self.assertEqual((found.internal_reply, found.external_reply), (INSIDE, OUTSIDE))
        self.assertEqual(simulator.counters()["mailboxes_written"], 1)
        account.oof_settings = exchangelib.OofSettings(state="Disabled", external_audience="None",
                                                       internal_reply="in", external_reply="out")
        found = account.oof_settings
        self.assertEqual((found.state, found.internal_reply, found.external_reply), ("Disabled", "in", "out"))

    def test_own_mailbox(self):
        simulator = self.open_range()
        person = self.somebody(simulator)
        account = self.account(simulator, person, access=exchangelib.DELEGATE, user=person)
        account.oof_settings = scheduled()
        self.assertEqual(account.oof_settings.internal_reply, INSIDE)

    def test_working_hours(self):
        """Their days, times and zone, as the control port has set them."""
        simulator = self.open_range()
        person = self.somebody(simulator)
        simulator.control("POST", "/mailbox", {"address": person, "hours": {"days": 0b10101, "from": 450, "until": 930,
                                                                           "zone": "W. Europe Standard Time"}})
        account = self.account(simulator, person)
        start = exchangelib.EWSDateTime(2031, 12, 1, tzinfo=UTC)
        never = {"bias": 0, "time": datetime.time(0), "occurrence": 1, "iso_month": 1, "weekday": 1}
        asked = properties.TimeZone(bias=0, standard_time=properties.StandardTime(**never),
                                    daylight_time=properties.DaylightTime(**never))
        views = list(services.GetUserAvailability(account.protocol).call(
            mailbox_data=[properties.MailboxData(email=person, attendee_type="Required", exclude_conflicts=False)],
            timezone=asked, free_busy_view_options=properties.FreeBusyViewOptions(
                time_window=properties.TimeWindow(start=start, end=start + datetime.timedelta(days=1)),
                merged_free_busy_interval=30, requested_view="DetailedMerged")))
        self.assertEqual([(set(p.weekdays), p.start, p.end) for p in views[0].working_hours],
                         [({1, 3, 5}, datetime.time(7, 30), datetime.time(15, 30))])
        zone = views[0].working_hours_timezone
        self.assertEqual((zone.bias, zone.daylight_time.bias, zone.daylight_time.iso_month, zone.standard_time.iso_month),
                         (-60, -60, 3, 10))

    def test_calendar(self):
        """An entry that it makes is read again, by time, and deleted."""
        simulator = self.open_range()
        account = self.account(simulator, self.somebody(simulator))
        zone = exchangelib.EWSTimeZone("Europe/Berlin")
        begin, end = (exchangelib.EWSDate(2031, 3, 29), exchangelib.EWSDate(2031, 3, 31))
        made = exchangelib.CalendarItem(account=account, folder=account.calendar, subject="Grüße & mehr", start=begin,
                                        end=end, is_all_day=True, legacy_free_busy_status="OOF", _start_timezone=zone,
                                        _end_timezone=zone)
        made.save(send_meeting_invitations="SendToNone")
        # Until the 31st whole: the client's last day is one that belongs to it, and the clock changes on the 30th.
        entry, = simulator.control("GET", "/calendar?address=" + account.primary_smtp_address)["entries"]
        self.assertEqual((entry["from"], entry["until"], entry["all_day"], entry["shown"]),
                         ("2031-03-28T23:00:00Z", "2031-03-31T22:00:00Z", True, "OOF"))
        fields = ("subject", "start", "end", "is_all_day", "legacy_free_busy_status")
        view = account.calendar.view(start=exchangelib.EWSDateTime(2031, 3, 1, tzinfo=zone),
                                     end=exchangelib.EWSDateTime(2031, 4, 1, tzinfo=zone)).only(*fields)
        found, = list(view)
        self.assertEqual((found.subject, found.is_all_day, found.legacy_free_busy_status),
                         ("Grüße & mehr", True, "OOF"))
        made.delete(send_meeting_cancellations="SendToNone")
        self.assertEqual(simulator.control("GET", "/calendar?address=" + account.primary_smtp_address)["entries"], [])

    def test_mailbox_opens(self):
        simulator = self.open_range()
        account = self.account(simulator, self.somebody(simulator))
        self.assertEqual(account.inbox.name, "Inbox")
        self.assertIn("W. Europe Standard Time", [zone.id for zone in account.protocol.get_timezones()])

    def test_errors(self):
        simulator = self.open_range()
        for mailbox, wanted in (("nobody@corp.example", errors.ErrorNonExistentMailbox),
                                ("e5@corp.example", errors.ErrorNonPrimarySmtpAddress)):
            with self.subTest(mailbox=mailbox), self.assertRaises(wanted):
                print(self.account(simulator, mailbox).oof_settings)

    def test_no_right(self):
        simulator = self.open_range("--character", "no-impersonation")
        with self.assertRaises(errors.ErrorImpersonateUserDenied):
            print(self.account(simulator, self.somebody(simulator)).oof_settings)

    def test_not_owner(self):
        simulator = self.open_range()
        account = self.account(simulator, self.somebody(simulator), access=exchangelib.DELEGATE)
        with self.assertRaises(errors.ErrorAccessDenied):
            print(account.oof_settings)

    def test_wrong_password(self):
        simulator = self.open_range()
        with self.assertRaises(errors.UnauthorizedError):
            print(self.account(simulator, simulator.admin, password="guess").oof_settings)

    def test_window_in_the_past(self):
        simulator = self.open_range("--now", "2032-01-01T00:00:00Z")
        account = self.account(simulator, self.somebody(simulator))
        with self.assertRaises(errors.ErrorInvalidScheduledOofDuration):
            account.oof_settings = scheduled()

    def test_reads_what_the_program_wrote(self):
        simulator = self.open_range()
        person = self.somebody(simulator)
        self.add_profile(simulator)
        self.run_program("set", person, "--state", "scheduled", "--from", "2031-12-01T08:00:00Z", "--until",
                         "2031-12-08T17:30:00Z", "--audience", "known", "--inside-file",
                         self.write_file("in.html", INSIDE), "--outside-file", self.write_file("out.html", OUTSIDE),
                         status=0)
        found = self.account(simulator, person).oof_settings
        self.assertEqual((found.state, found.external_audience, found.start, found.end),
                         ("Scheduled", "Known", BEGIN, END))
        self.assertEqual((found.internal_reply, found.external_reply), (INSIDE, OUTSIDE))

    def test_program_reads_what_it_wrote(self):
        simulator = self.open_range()
        person = self.somebody(simulator)
        self.account(simulator, person).oof_settings = scheduled()
        self.add_profile(simulator)
        found = self.run_program("--json", "show", person, status=0).lines[0]
        self.assertEqual((found["state"], found["audience"]), ("scheduled", "known"))
        self.assertEqual((found["inside"], found["outside"]), (INSIDE, OUTSIDE))
        times = [datetime.datetime.fromisoformat(found[name]) for name in ("from", "until")]
        self.assertEqual(times, [BEGIN, END])


if __name__ == "__main__":
    unittest.main(verbosity=2)
