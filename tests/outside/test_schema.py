"""test_schema.py - every message on the wire is valid by the schema that the vendor publishes

The schema's two files are not part of the project. They are taken from EWS_SCHEMA_DIR, else looked for beside the
checkout; without them this is skipped.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
sys.path.append(str(HERE.parent / "flow"))

import messages as m  # noqa: E402
import practice  # noqa: E402

SCHEMA = pathlib.Path(os.environ.get("EWS_SCHEMA_DIR") or CHECKOUT.parent / "shared" / "lab" / "ews-schema")
WRONG_ORDER = m.element("m:SetUserOofSettingsRequest", m.owner("a@corp.example"),
                        m.element("t:UserOofSettings", m.leaf("t:ExternalAudience", "None"),
                                  m.leaf("t:OofState", "Disabled")))
# What the schema refuses, and the simulator as well.
INVALID = [
    m.element("m:GetUserOofSettingsRequest"),
    m.element("m:GetUserOofSettingsRequest", m.recipient("a@corp.example")),
    m.element("m:GetUserOofSettingsRequest", m.owner("a@corp.example"), m.owner("b@corp.example")),
    WRONG_ORDER,
    m.set_oof("a@corp.example", state="Sometimes"),
    m.set_oof("a@corp.example", audience="Everybody"),
    m.set_oof("a@corp.example", state="Scheduled", duration=m.window("today", "tomorrow")),
    m.set_oof("a@corp.example", duration=m.element("t:Duration", m.leaf("t:EndTime", "2031-01-01T00:00:00Z"))),
    m.get_folder(),
    m.get_folder(m.folder("inbox"), shape="Everything"),
    m.get_folder(m.element("t:DistinguishedFolderId")),
    m.element("m:ResolveNames", m.leaf("m:UnresolvedEntry", "a")),
    m.element("m:ResolveNames", ReturnFullContactData="true"),
    m.element("m:FindPeople"),
    m.element("m:FindPeople", m.element("m:IndexedPageItemView", Offset="0")),
    m.mail_tips("a@corp.example", ["b@corp.example"], tips="Weather"),
    m.element("m:GetServerTimeZones", m.element("m:Ids")),
    m.element("m:GetUserConfiguration", m.element("m:UserConfigurationName", m.folder("root")),
              m.leaf("m:UserConfigurationProperties", "Dictionary")),
    m.update_rules("a@corp.example"),
    m.update_rules("a@corp.example", m.element("t:CreateRuleOperation")),
    m.update_rules("a@corp.example", m.create_rule("a", "b@corp.example", action="SendToRecipients")),
    m.update_rules("a@corp.example", m.create_rule("a", "b@corp.example"), destroys="perhaps"),
    m.find_item(m.element("m:Restriction")),
    m.find_item(m.element("m:CalendarView", StartDate="2031-01-01T00:00:00Z")),
    m.element("m:FindItem", m.element("m:ItemShape", m.leaf("t:BaseShape", "IdOnly")),
              m.element("m:ParentFolderIds", m.folder("calendar"))),
    m.create_item(m.element("t:CalendarItem", m.leaf("t:Start", "2031-01-01T00:00:00Z"), m.leaf("t:Subject", "late"))),
    m.create_item(m.calendar_item("today", "2031-01-02T00:00:00Z")),
    m.create_item(m.calendar_item("2031-01-01T00:00:00Z", "2031-01-02T00:00:00Z",
                                  m.leaf("t:LegacyFreeBusyStatus", "Gone"))),
    m.item_ids("DeleteItem", "x"),
    m.item_ids("GetItem"),
    m.element("m:GetSomething"),
    m.element("t:GetFolder"),
]


def code_of(text):
    found = re.search(r"<(?:e|m):ResponseCode[^>]*>([^<]*)<", text)
    return found.group(1) if found else None


class SchemaTest(practice.FlowTest):
    def setUp(self):
        super().setUp()
        self.dump = self.folder / "dump"

    def validate(self, pattern="*.xml"):
        """The lines of validate.sh about the files that were dumped."""
        files = sorted(map(str, self.dump.glob(pattern)))
        self.assertTrue(files, "nothing was dumped")
        done = subprocess.run([HERE / "validate.sh", SCHEMA, *files], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        return done.stdout.splitlines()

    def assert_valid(self, pattern="*.xml"):
        bad = [line for line in self.validate(pattern) if not line.startswith("ok ")]
        self.assertEqual(bad, [])

    def test_the_check_itself(self):
        done = subprocess.run([HERE / "validate.sh", SCHEMA], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_simulator(self):
        simulator = self.start("--people", "300", "--dump", str(self.dump), "--scope", "department=Sales",
                               "--now", "2031-05-06T12:00:00Z")
        admin = simulator.admin
        body = m.ask(simulator, m.version(m.MODERN), m.find_people("Default", most=300))[1]
        addresses = re.findall(r"<t:EmailAddress>([^<]+)</t:EmailAddress>", body)
        departments = re.findall(r"<t:Departments><t:StringAttributedValue><t:Value>([^<]+)<", body)
        sales = addresses[2 * departments.index("Sales")]
        other = next(a for a, d in zip(addresses[::2], departments) if d != "Sales")
        rows = [
            ("NoError", "", m.get_oof(admin)),
            ("NoError", "", m.set_oof(admin, "Disabled", "None", inside=None, outside=None)),
            ("NoError", "", m.set_oof(admin, "Enabled", "Known", inside="<p>Grüße &</p>", outside="")),
            ("NoError", "", m.get_oof(admin)),
            ("NoError", "", m.set_oof(admin, "Scheduled", "All",
                                      m.window("2031-06-01T00:00:00Z", "2031-06-08T00:00:00Z"))),
            ("NoError", m.impersonation("PrimarySmtpAddress", sales), m.get_oof(sales)),
            ("NoError", m.impersonation("SmtpAddress", sales), m.set_oof(sales)),
            ("NoError", m.impersonation("PrincipalName", sales), m.get_folder(m.folder("inbox", sales), shape="IdOnly")),
            ("ErrorInvalidScheduledOofDuration", "", m.set_oof(admin, "Scheduled")),
            ("ErrorInvalidScheduledOofDuration", "",
             m.set_oof(admin, "Scheduled", "All", m.window("2031-06-08T00:00:00Z", "2031-06-01T00:00:00Z"))),
            ("ErrorInvalidScheduledOofDuration", "",
             m.set_oof(admin, "Scheduled", "All",
                       m.window("2031-06-01T00:00:00+02:00", "2031-06-08T00:00:00+02:00"))),
            ("ErrorInvalidUserOofSettings", "", m.set_oof(admin, inside=None)),
            ("ErrorInvalidUserOofSettings", "", m.set_oof(admin, inside="x" * 200000)),
            ("ErrorAccessDenied", "", m.get_oof(sales)),
            ("ErrorNonExistentMailbox", "", m.get_oof("nobody@corp.example")),
            ("ErrorImpersonateUserDenied", m.impersonation("PrimarySmtpAddress", other), m.get_oof(other)),
            ("ErrorNonExistentMailbox", m.impersonation("SID", "S-1-5-21-1"), m.get_oof(admin)),
            ("ErrorNonPrimarySmtpAddress", m.impersonation("PrimarySmtpAddress", "e5@corp.example"), m.get_oof(sales)),
            ("NoError", "", m.get_folder(m.folder("inbox"), m.folder("root"))),
            ("ErrorNonExistentMailbox", "", m.get_folder(m.folder("inbox", "nobody@corp.example"))),
            ("ErrorAccessDenied", "", m.get_folder(m.folder("inbox", sales))),
            ("NoError", "", m.find_people(fields=("DisplayName", "EmailAddress", "EmailAddresses"))),
            ("NoError", "", m.find_people(query="a", offset=10)),
            ("NoError", "", m.find_people(query="qqq")),
            ("NoError", "", m.resolve(admin)),
            ("ErrorNameResolutionMultipleResults", "", m.resolve("a")),
            ("ErrorNameResolutionMultipleResults", "", m.resolve("a", full="false")),
            ("ErrorNameResolutionNoResults", "", m.resolve("qqq")),
            ("NoError", "", m.mail_tips(admin, [admin, sales, other, "nobody@corp.example"])),
            ("NoError", "", m.mail_tips(admin, addresses[:200:2], tips="All")),
            ("NoError", "", m.mail_tips(admin, [])),
            ("ErrorExceededMaxRecipientLimit", "", m.mail_tips(admin, addresses[:202:2])),
            ("ErrorSendAsDenied", "", m.mail_tips(other, [admin])),
            ("NoError", "", m.time_zones()),
            ("NoError", "", m.time_zones("UTC", "Nepal Standard Time")),
            ("NoError", "", m.user_configuration("OWA.UserOptions")),
            ("ErrorItemNotFound", "", m.user_configuration("Other")),
            ("NoError", "", m.inbox_rules(admin)),
            ("NoError", "", m.update_rules(admin, m.create_rule("a", sales, end="2031-06-08T00:00:00Z"))),
            ("NoError", "", m.update_rules(admin, m.create_rule("b", "x@elsewhere.example", action="RedirectToRecipients"))),
            ("NoError", "", m.inbox_rules(admin)),
            ("ErrorInboxRulesValidationError", "", m.update_rules(admin, m.create_rule("c", "nobody@corp.example"))),
            ("ErrorItemNotFound", "", m.update_rules(admin, m.element("t:DeleteRuleOperation", m.leaf("t:RuleId", "x")))),
            ("ErrorAccessDenied", "", m.inbox_rules(sales)),
            ("NoError", "", m.create_item(m.calendar_item("2031-06-01T00:00:00Z", "2031-06-03T00:00:00Z"))),
            ("NoError", "", m.find_item(m.by_key("k1"))),
            ("NoError", "", m.find_item(m.by_key("other"))),
            ("NoError", "", m.find_item(m.element("m:CalendarView", StartDate="2031-06-02T00:00:00Z",
                                                  EndDate="2031-07-01T00:00:00Z"))),
            ("ErrorInvalidOperation", "", m.find_item(where="inbox")),
            ("ErrorCalendarEndDateIsEarlierThanStartDate", "",
             m.create_item(m.calendar_item("2031-06-03T00:00:00Z", "2031-06-01T00:00:00Z"))),
            ("ErrorCalendarDurationIsTooLong", "",
             m.create_item(m.calendar_item("2031-06-03T00:00:00Z", "2041-06-01T00:00:00Z"))),
            ("ErrorItemNotFound", "", m.item_ids("GetItem", "AAAA")),
            ("ErrorItemNotFound", "", m.item_ids("DeleteItem", "AAAA", DeleteType="HardDelete",
                                                 SendMeetingCancellations="SendToNone")),
            ("ErrorSendMeetingCancellationsRequired", "", m.item_ids("DeleteItem", "AAAA", DeleteType="HardDelete")),
            ("ErrorDuplicateSOAPHeader", m.version(m.MODERN), m.get_oof(admin)),
        ]
        for code, header, body in rows:
            with self.subTest(code=code, body=body[:300]):
                self.assertEqual(code_of(m.ask(simulator, m.version(m.MODERN) + header, body)[1]), code)
        for address in addresses[::2]:
            if address != other:
                m.ask(simulator, m.version(m.MODERN) + m.impersonation("PrimarySmtpAddress", address), m.get_oof(address))
        self.assert_valid()

    def test_simulated_faults(self):
        simulator = self.start("--dump", str(self.dump))
        bodies = [m.get_oof(simulator.admin), m.set_oof(simulator.admin), m.get_folder(m.folder("inbox")),
                  m.find_people(), m.resolve("a"), m.mail_tips(simulator.admin, [simulator.admin]),
                  m.time_zones(), m.user_configuration("OWA.UserOptions"), m.inbox_rules(simulator.admin),
                  m.update_rules(simulator.admin, m.create_rule("a", simulator.admin)), m.find_item(),
                  m.create_item(m.calendar_item("2031-06-01T00:00:00Z", "2031-06-03T00:00:00Z")),
                  m.item_ids("GetItem", "AAAA"),
                  m.item_ids("DeleteItem", "AAAA", DeleteType="HardDelete", SendMeetingCancellations="SendToNone")]
        for action in ({"fault": "ErrorServerBusy", "backoff_ms": 100}, {"response_error": "ErrorConnectionFailed"}):
            simulator.heal()
            simulator.fail(action)
            for body in bodies:
                text = m.ask(simulator, m.version(m.MODERN), body)[1]
                self.assertEqual(code_of(text), action.get("fault") or action.get("response_error"))
        self.assert_valid()

    def test_old_simulator(self):
        simulator = self.start("--character", "old", "--dump", str(self.dump))
        for body in (m.get_oof(simulator.admin), m.set_oof(simulator.admin), m.get_oof(simulator.admin),
                     m.get_folder(m.folder("inbox")), m.resolve("a"), m.time_zones()):
            status, text = m.ask(simulator, m.version(m.OLD), body)
            self.assertEqual(status, 200, text)
        for name, code in ((m.MODERN, "ErrorInvalidServerVersion"), (m.OLD, "ErrorAccessDenied")):
            text = m.ask(simulator, m.version(name), m.get_oof("e1@corp.example"))[1]
            self.assertEqual(code_of(text), code)
        self.assert_valid()

    def test_invalid_requests(self):
        """The simulator's own table and the schema refuse the same."""
        simulator = self.start("--dump", str(self.dump))
        for body in INVALID:
            status, text = m.ask(simulator, m.version(m.MODERN), body)
            self.assertEqual((status, code_of(text)), (500, "ErrorSchemaValidation"), body)
        good = [line for line in self.validate("*-request.xml") if line.startswith("ok ")]
        self.assertEqual(good, [])
        self.assert_valid("*-answer.xml")

    def test_program(self):
        """What absentiactl sends, in all its verbs."""
        simulator = self.start("--dump", str(self.dump))
        self.add_profile(simulator)
        people = self.people(3)
        text = self.write_file("reply.html", "<p>Grüße &amp; Küsse</p>\r\n<p>]]></p>")
        self.run_program("verify", status=0)
        self.run_program("test", people[0], status=0)
        self.run_program("people", "mül", status=0)
        self.run_program("show", *people, status=0)
        texts = ("--inside-file", text, "--outside-file", text)
        self.run_program("set", people[0], "--state", "on", "--audience", "known", *texts, status=0)
        self.run_program("set", *people, "--state", "scheduled", "--from", "2031-06-01T08:00:00", "--until",
                         "2031-06-08T17:00:00", "--audience", "all", *texts, status=0)
        self.run_program("set", people[0], "--state", "off", status=0)
        for how in ("copy", "move"):
            self.run_program("items", "import", self.write_file("items.yaml", f"""items:
  - id: away-{how}
    for: {{people: [{people[0]}]}}
    when: {{from: 2020-01-01, until: 2099-01-01}}
    reply: {{inside: away, audience: none}}
    own_reply: replace
    substitute: {people[1]}
    forward: {how}
"""), status=0)
            self.run_program("apply", status=0)
            self.assertEqual([rule["name"] for rule in simulator.mailbox(people[0])["rules"]], [f"Absentia: away-{how}"])
            self.run_program("items", "remove", f"away-{how}", status=0)
            self.run_program("apply", status=0)
            self.assertEqual(simulator.mailbox(people[0])["rules"], [])
        self.assertEqual(simulator.counters()["unanchored"], 0)
        self.assert_valid()

    def test_program_on_old_server(self):
        simulator = self.start("--character", "old", "--dump", str(self.dump))
        self.add_profile(simulator)
        self.run_program("verify")
        self.run_program("show", simulator.admin, status=0)
        text = self.write_file("reply.html", "<p>away</p>")
        self.run_program("set", simulator.admin, "--state", "on", "--audience", "none", "--inside-file", text, status=0)
        self.assert_valid()


if __name__ == "__main__":
    for wanted in (SCHEMA / "messages.xsd", SCHEMA / "types.xsd"):
        if not wanted.is_file():
            print(f"skipped: the vendor's schema is not in {SCHEMA} (EWS_SCHEMA_DIR says where else it is)")
            sys.exit(77)
    if shutil.which("xmllint") is None:
        print("skipped: xmllint (libxml2-utils) is not installed")
        sys.exit(77)
    unittest.main(verbosity=2)
