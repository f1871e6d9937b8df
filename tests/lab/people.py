"""people.py - who is in the lab's directory: read by fill.py, which writes it, and by the tests

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import os

PASSWORD = os.environ.get("LAB_PASSWORD", "Correct-Horse-7")
REALM = "CORP.EXAMPLE"
DOMAIN = "corp.example"
SUFFIX = "mail.corp.example"      # an alternative UPN suffix
CONTROLLER = "dc1.corp.example"
ADDRESS = "127.0.0.10"
OTHER = "fabrikam.example"        # a trusted forest
OTHER_CONTROLLER = "dc2.fabrikam.example"
OTHER_ADDRESS = "127.0.0.20"
CROWD = 1200
TEAM = 300

MAILBOX, LINKED, SHARED, ROOM, EQUIPMENT, MAIL_USER = 1, 2, 4, 16, 32, 128
SYSTEM, ARBITRATION, REMOTE, REMOTE_SHARED = 16384, 8388608, 2147483648, 34359738368

# 32 x 32 pixels of one colour, the smallest of photos
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mPQqDhBU8QwasGoBaMWjFowasGoBaMWjFowasGoBaMWDBUL"
    "AIuXoExJIezsAAAAAElFTkSuQmCC")

# Accounts with a password, for signing in: logon name -> what is special about them
ACCOUNTS = {
    "oofadmin": {},
    "noupn": {"upn": None},
    "foreign": {"upn": f"foreign.admin@{SUFFIX}"},
    "disabled": {"control": 0x202},
    "expired": {"accountExpires": "131592384000000000"},
    "mustchange": {"pwdLastSet": "0"},
    "nighttime": {"logonHours": bytes(21)},              # may log in at no hour of the week
    "elsewhere": {"userWorkstations": "RECEPTION-PC"},   # may log in at one computer only
    "locked": {},                 # lab.sh locks it with wrong passwords
    "wrong": {},                  # for wrong passwords only
}

# Names that a filter, a distinguished name, markup or a table could stumble over: logon name -> (common name, first, last)
ODD = {
    "jmueller": ("Müller, Jürgen", "Jürgen", "Müller"),
    "contractor": ("Bob (Contractor)", "Bob", "(Contractor)"),
    "star": ("Star *Sales*", "Star", "*Sales*"),
    "backslash": ("Back\\Slash", "Back\\", "Slash"),
    "quotes": ('Quote "Q" Plus+Semi;Lt<Gt>=', 'Quote "Q"', "Plus+Semi;Lt<Gt>="),
    "hash": ("#Hash First", "#Hash", "First"),
    "injection": ("*)(objectClass=*", "*)(objectClass=*", "Injection"),
    "obrien": ("Shaun O'Brien", "Shaun", "O'Brien"),
    "markup": ("<b>Markup</b> & Co", "<b>Markup</b>", "& Co"),
    "petrova": ("Зоя Петрова", "Зоя", "Петрова"),
    "hassan": ("مريم حسن", "مريم", "حسن"),
    "yamada": ("山田 太郎", "太郎", "山田"),
    "zolc": ("Łukasz Żółć", "Łukasz", "Żółć"),
    "longest": ("L" * 64, "F" * 64, "N" * 64),
    "slash": ("Sales/Marketing Desk", "Sales/Marketing", "Desk"),
}
TWINS = ("anna1", "anna2")        # two people named Anna Schmidt, in different units

# Mailboxes of kinds: logon name -> (common name, msExchRecipientTypeDetails)
KINDS = {
    "shared": ("Shared Mailbox", SHARED),
    "room": ("Room 101", ROOM),
    "projector": ("Projector", EQUIPMENT),
    "linked": ("Linked Person", LINKED),
    "mailuser": ("Mail User", MAIL_USER),
    "cloud": ("Cloud Person", REMOTE),
    "cloudshared": ("Cloud Shared", REMOTE_SHARED),
    "sysmail": ("SystemMailbox{1f05a927}", ARBITRATION),
}

# Trusted domains that exist on paper only: DNS name -> (NetBIOS name, direction: 1 in, 2 out, 3 both)
TRUSTS = {
    "adatum.example": ("ADATUM", 3),       # nobody answers there
    "contoso.example": ("CONTOSO", 2),     # we trust it, it does not trust us
    "northwind.example": ("NORTHWIND", 1),  # it trusts us: nobody of it can be granted anything here
}
CHILD = ("emea.corp.example", "EMEA")


def mail_of(logon, domain=DOMAIN):
    return f"{logon}@{domain}"


def crowd(number):
    """The plain people: logon name, first and last name."""
    return f"u{number:05}", f"Person{number:05}", f"Crowd{number % 97:02}"
