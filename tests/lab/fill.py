#!/usr/bin/python3
"""fill.py FOLDER - write the lab's people, groups and Exchange's schema into a controller that does not run yet

Run with Debian's python3, which has Samba's modules. For the trusted forest it writes a few people only.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import struct
import sys
import uuid

import ldb
from samba.auth import system_session
from samba.ndr import ndr_pack
from samba.dcerpc import security
from samba.param import LoadParm
from samba.samdb import SamDB

import people

UNICODE, INTEGER, LARGE, BOOLEAN, OCTETS = ("2.5.5.12", "64"), ("2.5.5.9", "2"), ("2.5.5.16", "65"), ("2.5.5.8", "1"), ("2.5.5.10", "4")
INDEXED, IN_ANR, EXCHANGE = 1, 4, "1.2.840.113556.1.4.7000.102."
# Exchange's attributes: name -> (common name, OID; None: one of our own, syntax, search flags)
ATTRIBUTES = {
    "mailNickname": ("ms-Exch-Mail-Nickname", "1.2.840.113556.1.2.447", UNICODE, INDEXED | IN_ANR),
    "targetAddress": ("ms-Exch-Target-Address", "1.2.840.113556.1.2.352", UNICODE, INDEXED),
    "msExchMailboxGuid": ("ms-Exch-Mailbox-Guid", EXCHANGE + "11058", OCTETS, INDEXED),
    "msExchHomeServerName": ("ms-Exch-Home-Server-Name", EXCHANGE + "47", UNICODE, INDEXED),
    "msExchHideFromAddressLists": ("ms-Exch-Hide-From-Address-Lists", EXCHANGE + "73", BOOLEAN, 0),
    "msExchRecipientDisplayType": ("ms-Exch-Recipient-Display-Type", EXCHANGE + "50730", INTEGER, INDEXED),
    "msExchRecipientTypeDetails": ("ms-Exch-Recipient-Type-Details", EXCHANGE + "50855", LARGE, INDEXED),
    "msExchRemoteRecipientType": ("ms-Exch-Remote-Recipient-Type", None, LARGE, 0),
    "msExchCurrentServerRoles": ("ms-Exch-Current-Server-Roles", None, INTEGER, 0),
    "extensionAttribute1": ("ms-Exch-Extension-Attribute-1", "1.2.840.113556.1.2.423", UNICODE, 0),
    "extensionAttribute15": ("ms-Exch-Extension-Attribute-15", None, UNICODE, 0),
}
UNIVERSAL_SECURITY, GLOBAL_SECURITY, UNIVERSAL_LIST = -2147483640, -2147483646, 8
POINTER, ADDRESS = "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68", "77378F46-2C66-4aa9-A6A6-3E7A48B19596"


def own_oid(name):
    """An OID that nobody else has."""
    return "1.2.840.113556.1.8000.2554." + ".".join(map(str, struct.unpack(">8H", uuid.uuid5(uuid.NAMESPACE_OID, name).bytes)))


class Directory:
    """The database of a controller, opened as the system does."""

    def __init__(self, folder):
        self.settings = LoadParm()
        self.settings.load(str(folder / "smb.conf"))
        self.settings.set("dsdb:schema update allowed", "yes")
        self.open()
        self.base, self.schema = str(self.db.domain_dn()), str(self.db.get_schema_basedn())
        self.configuration = str(self.db.get_config_basedn())
        self.domain = self.settings.get("realm").lower()

    def open(self, *options):
        """A new connection sees the schema as it is by now. batch_mode: else each entry copies the lists of the index."""
        self.db = SamDB(url=self.settings.private_path("sam.ldb"), session_info=system_session(), lp=self.settings,
                        options=list(options))

    def below(self, parent, rdn, value):
        dn = ldb.Dn(self.db, parent)
        child = ldb.Dn(self.db, f"{rdn}=x")
        child.set_component(0, rdn, value)
        child.add_base(dn)
        return str(child)

    def add(self, dn, **values):
        kept = {key: value for key, value in values.items() if value is not None}
        self.db.add({"dn": dn, **{key: value.encode() if isinstance(value, str) else value for key, value in kept.items()}})
        return dn

    def step(self, work):
        self.db.transaction_start()
        work()
        self.db.transaction_commit()


def extend_schema(to):
    """Each step in its own transaction and connection: names are looked up in the schema as it was committed."""

    def attributes():
        for name, (cn, oid, (syntax, om), flags) in ATTRIBUTES.items():
            to.add(f"CN={cn},{to.schema}", objectClass="attributeSchema", lDAPDisplayName=name, attributeID=oid or own_oid(name),
                   attributeSyntax=syntax, oMSyntax=om, isSingleValued="TRUE", searchFlags=str(flags),
                   isMemberOfPartialAttributeSet="TRUE")

    def classes():
        to.add(f"CN=ms-Exch-Recipient-Lab,{to.schema}", objectClass="classSchema", lDAPDisplayName="msExchRecipientLab",
               governsID=own_oid("msExchRecipientLab"), objectClassCategory="3", subClassOf="top", mayContain=list(ATTRIBUTES))
        to.add(f"CN=ms-Exch-Exchange-Server,{to.schema}", objectClass="classSchema", lDAPDisplayName="msExchExchangeServer",
               governsID=own_oid("msExchExchangeServer"), objectClassCategory="1", subClassOf="top", possSuperiors="container",
               defaultSecurityDescriptor="D:(A;;GA;;;DA)(A;;GA;;;SY)(A;;RPLCLORC;;;AU)",
               mayContain=["networkAddress", "serialNumber", "msExchCurrentServerRoles", "versionNumber"])

    def members():
        for name in ("User", "Group", "Contact"):
            to.db.modify_ldif(f"dn: CN={name},{to.schema}\nchangetype: modify\nadd: auxiliaryClass\nauxiliaryClass: msExchRecipientLab\n")
        to.db.modify_ldif(f"dn: CN=Container,{to.schema}\nchangetype: modify\nadd: possSuperiors\npossSuperiors: msExchExchangeServer\n")

    for work in (attributes, classes, members):
        to.step(work)
        to.open()


def add_person(to, unit, logon, name, first=None, last=None, *, kind=people.MAILBOX, upn="", password=None, control=None, **more):
    mail = people.mail_of(logon, to.domain) if kind else None
    values = {"objectClass": "user", "sAMAccountName": logon, "displayName": name, "givenName": first, "sn": last,
              "userPrincipalName": f"{logon}@{to.domain}" if upn == "" else upn, "mail": mail,
              "userAccountControl": str(control or (0x200 if password else 0x220))}
    if kind:
        values |= {"proxyAddresses": [f"SMTP:{mail}", f"smtp:{logon}.alias@{to.domain}"], "mailNickname": logon,
                   "msExchRecipientTypeDetails": str(kind)}
    if kind in (people.MAILBOX, people.LINKED, people.SHARED, people.ROOM, people.EQUIPMENT, people.ARBITRATION):
        values["msExchMailboxGuid"] = uuid.uuid5(uuid.NAMESPACE_DNS, mail).bytes_le
    if kind in (people.REMOTE, people.REMOTE_SHARED):
        values["targetAddress"] = f"SMTP:{logon}@corp.mail.onmicrosoft.example"
    if password:
        values["clearTextPassword"] = f'"{password}"'[1:-1].encode("utf-16-le")
    return to.add(to.below(unit, "CN", name), **(values | more))


def add_group(to, unit, name, members=None, kind=GLOBAL_SECURITY, **more):
    return to.add(to.below(unit, "CN", name), objectClass="group", sAMAccountName=name, groupType=str(kind), member=members or None, **more)


def add_unit(to, parent, name):
    return to.add(to.below(parent, "OU", name), objectClass="organizationalUnit")


def add_people(to, lab):
    """Everybody but the crowd; gives name -> distinguished name."""
    dns = {}
    sales = add_unit(to, lab, "Sales")
    graz, south, odd = add_unit(to, sales, "Graz"), add_unit(to, lab, "Büro, Süd #1"), add_unit(to, lab, "Odd")
    service = add_unit(to, lab, "Service")
    for logon, special in people.ACCOUNTS.items():
        dns[logon] = add_person(to, service, logon, f"Account {logon}", "Account", logon, password=people.PASSWORD, **special)
    for logon, names in people.ODD.items():
        dns[logon] = add_person(to, odd, logon, *names, thumbnailPhoto=people.PHOTO if logon == "jmueller" else None,
                                title="Büroleiter" if logon == "jmueller" else None, department="R&D <Süd>")
    for logon, unit, department in zip(people.TWINS, (graz, south), ("Sales", "Finance")):
        dns[logon] = add_person(to, unit, logon, "Anna Schmidt", "Anna", "Schmidt", department=department, title="Consultant",
                                physicalDeliveryOfficeName="Graz 1", extensionAttribute1="eins")
    for logon, (name, kind) in people.KINDS.items():
        dns[logon] = add_person(to, odd, logon, name, kind=kind, control=0x222 if kind in (people.SHARED, people.ROOM) else None)
    dns["plain"] = add_person(to, odd, "plain", "No Mailbox", "No", "Mailbox", kind=0)
    dns["hidden"] = add_person(to, odd, "hidden", "Hidden Person", "Hidden", "Person", msExchHideFromAddressLists="TRUE")
    dns["bigphoto"] = add_person(to, odd, "bigphoto", "Big Photo", "Big", "Photo", jpegPhoto=b"\xff\xd8\xff\xe0" + bytes(90000))
    dns["badphoto"] = add_person(to, odd, "badphoto", "Bad Photo", "Bad", "Photo", thumbnailPhoto=b"#!/bin/sh\nexit 1\n")
    dns["contact"] = to.add(to.below(odd, "CN", "Outside Contact"), objectClass="contact", displayName="Outside Contact",
                            mail="contact@elsewhere.example", proxyAddresses="SMTP:contact@elsewhere.example")
    return dns


def add_crowd(to, lab):
    unit = add_unit(to, lab, "Crowd")
    dns = []
    for number in range(people.CROWD):
        logon, first, last = people.crowd(number)
        dns.append(add_person(to, unit, logon, f"{first} {last}", first, last, department=f"Department {number % 12}",
                              title="Clerk", physicalDeliveryOfficeName=f"Room {number % 40}"))
    return dns


def add_groups(to, lab, dns, crowd):
    unit = add_unit(to, lab, "Groups")
    team = add_group(to, unit, "Team of 300", crowd[:people.TEAM], mail=f"team@{to.domain}")
    nested = add_group(to, unit, "Nested 1", [team, dns["jmueller"]], UNIVERSAL_SECURITY)
    outer = add_group(to, unit, "Nested 2", [nested, dns["anna1"]], UNIVERSAL_SECURITY)
    ring = add_group(to, unit, "Ring 1", [outer], UNIVERSAL_SECURITY)
    second = add_group(to, unit, "Ring 2", [ring, dns["anna2"]], UNIVERSAL_SECURITY)
    to.db.modify_ldif(f"dn: {ring}\nchangetype: modify\nadd: member\nmember: {second}\n")
    add_group(to, unit, "All (everybody)", crowd, UNIVERSAL_LIST, mail=f"all@{to.domain}")
    itself = add_group(to, unit, "Contains Itself", [dns["contractor"]], UNIVERSAL_SECURITY)
    to.db.modify_ldif(f"dn: {itself}\nchangetype: modify\nadd: member\nmember: {itself}\n")


def add_exchange(to):
    """Two servers, and where Autodiscover is: of our site, of another one, and a pointer."""
    parent = to.add(f"CN=Microsoft Exchange,CN=Services,{to.configuration}", objectClass="container")
    for name, site, kind in (("EXCH1", "Default-First-Site-Name", ADDRESS), ("EXCH2", "Elsewhere", ADDRESS), ("POINTER", None, POINTER)):
        host = f"{name.lower()}.{to.domain}"
        if kind == ADDRESS:
            server = to.add(f"CN={name},{parent}", objectClass="msExchExchangeServer", networkAddress=[f"ncacn_ip_tcp:{host}", f"netbios:{name}"],
                            serialNumber="Version 15.2 (Build 31748.8)", msExchCurrentServerRoles="16439")
        else:
            server = to.add(f"CN={name},{parent}", objectClass="container")
        url = f"https://{host}/Autodiscover/Autodiscover.xml" if kind == ADDRESS else "LDAP://fabrikam.example"
        words = [kind, f"Site={site}"] if site else [kind, "Domain=fabrikam.example"]
        inner = to.add(f"CN=Autodiscover,{server}", objectClass="container")
        to.add(f"CN={name},{inner}", objectClass="serviceConnectionPoint", keywords=words, serviceBindingInformation=url,
               serviceDNSName=host)


def add_trusts(to):
    for number, (dns, (netbios, direction)) in enumerate(people.TRUSTS.items()):
        sid = security.dom_sid(f"S-1-5-21-1111-2222-{3000 + number}")
        to.db.add({"dn": f"CN={dns},CN=System,{to.base}", "objectClass": "trustedDomain", "trustPartner": dns, "flatName": netbios,
                   "trustDirection": str(direction), "trustType": "2", "trustAttributes": "0",
                   "securityIdentifier": ndr_pack(sid)}, ["relax:0", "local_oid:1.3.6.1.4.1.7165.4.3.30:0"])


def fill_home(to):
    extend_schema(to)
    to.open("batch_mode:1")
    to.db.transaction_start()
    to.db.modify_ldif(f"dn: CN=Partitions,{to.configuration}\nchangetype: modify\nadd: uPNSuffixes\nuPNSuffixes: {people.SUFFIX}\n")
    lab = add_unit(to, to.base, "Lab")
    dns = add_people(to, lab)
    crowd = add_crowd(to, lab)
    add_groups(to, lab, dns, crowd)
    add_exchange(to)
    add_trusts(to)
    to.db.transaction_commit()


def fill_other(to):
    """A forest without Exchange."""
    def work():
        unit = add_unit(to, to.base, "Factory")
        for logon, name in (("wendy", "Wendy Works"), ("anna3", "Anna Schmidt")):
            add_person(to, unit, logon, name, *name.split(), kind=0, mail=f"{logon}@{to.domain}", password=people.PASSWORD)
    to.step(work)


def main(folder):
    to = Directory(folder)
    (fill_home if to.domain == people.DOMAIN else fill_other)(to)


main(pathlib.Path(sys.argv[1]).resolve())
