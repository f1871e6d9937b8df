"""slapd.py - a throw-away OpenLDAP server over TLS that looks enough like a domain controller, with as many people as wanted

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
BASE = "dc=corp,dc=example"
CONFIGURATION = "cn=Configuration," + BASE
# A distinguished name that reads like a user principal name: slapd takes no other name for a simple bind.
ADMIN = "cn=admin@corp.example"
PASSWORD = "Correct-Horse-7"
TICKS = os.sysconf("SC_CLK_TCK")

CONFIG = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include {here}/ad.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload back_monitor
moduleload back_null
pidfile {folder}/pid
argsfile {folder}/args
defaultsearchbase {base}
sizelimit unlimited
loglevel none
TLSCACertificateFile {folder}/authority.pem
TLSCertificateFile {folder}/certificate.pem
TLSCertificateKeyFile {folder}/key.pem
rootDSE {folder}/root.ldif
database null
suffix {admin}
rootdn {admin}
rootpw {password}
database monitor
access to * by * read
database mdb
suffix {base}
directory {folder}/data
maxsize 4294967296
index objectClass,sAMAccountType,objectGUID eq
index sAMAccountName,userPrincipalName,mail,proxyAddresses,mailNickname eq,sub
index cn,displayName,givenName,sn eq,sub
index msExchMailboxGuid pres
access to * by * read
"""

ROOT = f"""\
dn:
objectClass: top
objectClass: rootEntry
supportedCapabilities: 1.2.840.113556.1.4.800
supportedCapabilities: 1.2.840.113556.1.4.1670
supportedCapabilities: 1.2.840.113556.1.4.1791
supportedCapabilities: 1.2.840.113556.1.4.1935
defaultNamingContext: {BASE}
rootDomainNamingContext: {BASE}
configurationNamingContext: {CONFIGURATION}
schemaNamingContext: cn=Schema,{CONFIGURATION}
dnsHostName: dc1.corp.example
ldapServiceName: corp.example:dc1$@CORP.EXAMPLE
serverName: cn=DC1,cn=Servers,cn=Here,cn=Sites,{CONFIGURATION}
dsServiceName: cn=NTDS Settings,cn=DC1,cn=Servers,cn=Here,cn=Sites,{CONFIGURATION}
isGlobalCatalogReady: TRUE
isSynchronized: TRUE
highestCommittedUSN: 1000000
domainFunctionality: 7
forestFunctionality: 7
domainControllerFunctionality: 7
"""


def address(number):
    return f"person{number:06}@corp.example"


def person(number):
    guid = base64.b64encode(uuid.uuid5(uuid.NAMESPACE_OID, str(number)).bytes).decode()
    first, last, logon = f"First{number % 500:03}", f"Last{number:06}", f"person{number:06}"
    return f"""\
dn: cn={first} {last},ou=Department {number % 40},ou=People,{BASE}
objectClass: user
cn: {first} {last}
sn: {last}
givenName: {first}
displayName: {first} {last}
sAMAccountName: {logon}
userPrincipalName: {logon}@corp.example
mail: {address(number)}
mailNickname: {logon}
proxyAddresses: SMTP:{address(number)}
proxyAddresses: smtp:{first}.{last}@corp.example
department: Department {number % 40}
title: Consultant
company: Corp
physicalDeliveryOfficeName: Room {number % 400}
telephoneNumber: +43 316 {number:06}
sAMAccountType: 805306368
userAccountControl: 512
uSNChanged: {1000 + number}
objectGUID:: {guid}
msExchMailboxGuid:: {guid}
msExchRecipientTypeDetails: 1

"""


def tree():
    yield f"dn: {BASE}\nobjectClass: domain\ndc: corp\n\n"
    for dn, name in ((CONFIGURATION, "Configuration"), (f"cn=Schema,{CONFIGURATION}", "Schema"), (f"cn=Partitions,{CONFIGURATION}", "Partitions")):
        yield f"dn: {dn}\nobjectClass: container\ncn: {name}\n\n"
    yield f"dn: cn=CORP,cn=Partitions,{CONFIGURATION}\nobjectClass: crossRef\ncn: CORP\nnCName: {BASE}\n" \
          "dnsRoot: corp.example\nnETBIOSName: CORP\nsystemFlags: 3\n\n"
    yield f"dn: cn=ms-Exch-Mailbox-Guid,cn=Schema,{CONFIGURATION}\nobjectClass: attributeSchema\ncn: ms-Exch-Mailbox-Guid\n" \
          "lDAPDisplayName: msExchMailboxGuid\n\n"
    yield f"dn: ou=People,{BASE}\nobjectClass: organizationalUnit\nou: People\n\n"
    for number in range(40):
        yield f"dn: ou=Department {number},ou=People,{BASE}\nobjectClass: organizationalUnit\nou: Department {number}\n\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Slapd:
    """The server, filled and running. url, authority: how to reach it."""

    def __init__(self, folder, people):
        self.folder, self.url = pathlib.Path(folder), f"ldaps://127.0.0.1:{free_port()}"
        self.authority = self.folder / "authority.pem"
        self.make_certificates()
        (self.folder / "root.ldif").write_text(ROOT, encoding="utf-8")
        (self.folder / "data").mkdir()
        (self.folder / "slapd.conf").write_text(CONFIG.format(here=HERE, folder=self.folder, base=BASE, admin=ADMIN, password=PASSWORD),
                                                encoding="utf-8")
        self.program = shutil.which("slapd", path=os.environ["PATH"] + ":/usr/sbin:/usr/lib/openldap")
        if self.program is None:
            sys.exit("slapd is not installed: data/packages/ensure.sh bench")
        self.fill(people)
        self.process = subprocess.Popen([self.program, "-h", self.url, "-f", self.folder / "slapd.conf", "-d", "0"],
                                        stderr=subprocess.DEVNULL)
        self.wait()

    def make_certificates(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", self.folder / "key.pem", "-out", self.folder / "certificate.pem"],
                       check=True, capture_output=True)
        shutil.copy(self.folder / "certificate.pem", self.authority)

    def fill(self, people):
        with subprocess.Popen([self.program, "-T", "add", "-q", "-f", self.folder / "slapd.conf", "-b", BASE], stdin=subprocess.PIPE,
                              text=True) as adding:
            adding.stdin.writelines(tree())
            adding.stdin.writelines(map(person, range(people)))
        if adding.returncode:
            sys.exit("slapadd failed")

    def wait(self):
        port = int(self.url.rpartition(":")[2])
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.02)
        sys.exit("slapd does not answer")

    def ldapsearch(self, *words, **more):
        """OpenLDAP's own client, with the same bind and the same TLS."""
        environment = {**os.environ, "LDAPTLS_CACERT": str(self.authority)}
        return subprocess.run(["ldapsearch", "-x", "-LLL", "-H", self.url, "-D", ADMIN, "-w", PASSWORD, *words], env=environment,
                              check=True, **more)

    def searches(self):
        """How many searches it has answered."""
        found = self.ldapsearch("-b", "cn=Search,cn=Operations,cn=Monitor", "-s", "base", "monitorOpCompleted", capture_output=True, text=True)
        return int(found.stdout.rpartition("monitorOpCompleted: ")[2])

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
