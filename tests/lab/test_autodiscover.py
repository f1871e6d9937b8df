"""test_autodiscover.py - finding the server with what Active Directory and DNS really hold: service points and their sites, a pointer to
another forest, the domain's hosts, a redirect, SRV records; and who never gets to see the password

The Exchange server is the simulator, under names of the domain. Its passwords are its own, so that each is known by where it turns up.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import pathlib
import time

import domain
import people
import web
from domain import AUTHORITY, LabTest, Sniffer

SERVICES = "CN=Services,CN=Configuration,DC=corp,DC=example"
POINT = "CN={0},CN=Autodiscover,CN={0},CN=Microsoft Exchange," + SERVICES
KEYWORD_URL, KEYWORD_POINTER = "77378F46-2C66-4aa9-A6A6-3E7A48B19596", "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"
HERE = "127.0.0.1"           # the simulator
NOBODY = "127.0.0.99"        # nobody listens
ELSEWHERE = "127.0.0.40"     # other web servers
NAMES = ("exch1.corp.example", "exch2.corp.example", "mail.corp.example", "autodiscover.corp.example", "mail.fabrikam.example")


class Autodiscover(LabTest):
    controllers = ("corp", "fabrikam")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.without_points = cls.points_ldif("delete")

    @staticmethod
    def points_ldif(action, **keywords):
        """delete takes all service points away; modify gives some other keywords."""
        if action == "delete":
            return "\n".join(f"dn: {POINT.format(name)}\nchangetype: delete\n" for name in ("EXCH1", "EXCH2", "POINTER"))
        return "\n".join(f"dn: {POINT.format(name)}\nchangetype: modify\nreplace: keywords\n" +
                         "".join(f"keywords: {word}\n" for word in words) for name, words in keywords.items())

    @staticmethod
    def point_ldif(name, url, *keywords, services=SERVICES):
        dn = POINT.format(name).replace(SERVICES, services)
        return (f"dn: {dn}\nchangetype: add\nobjectClass: serviceConnectionPoint\nserviceBindingInformation: {url}\n" +
                "".join(f"keywords: {word}\n" for word in keywords))

    def setUp(self):
        super().setUp()
        self.sim = self.start("--people", "20", "--port", "443", "--log", "200", *(word for name in NAMES for word in ("--host", name)))
        self.authorities = self.folder / "authorities.pem"
        self.authorities.write_text(pathlib.Path(self.sim.ca).read_text() + AUTHORITY.read_text())

    # What there is

    def record(self, name, kind, data, controller=None):
        """A record for the time of the test."""
        controller = controller or self.corp
        controller.dns("add", name, kind, data)
        self.addCleanup(controller.dns, "delete", name, kind, data)

    def without_service_points(self):
        self.corp.change(self.without_points)
        site = "Site=Default-First-Site-Name"
        self.addCleanup(self.corp.change, "\n".join((
            self.point_ldif("EXCH1", "https://exch1.corp.example/Autodiscover/Autodiscover.xml", KEYWORD_URL, site),
            self.point_ldif("EXCH2", "https://exch2.corp.example/Autodiscover/Autodiscover.xml", KEYWORD_URL, "Site=Elsewhere"),
            self.point_ldif("POINTER", "LDAP://fabrikam.example", KEYWORD_POINTER, "Domain=fabrikam.example"))))

    def listen(self, answer, address=ELSEWHERE, names=()):
        peer = web.Web(address, answer, names)
        self.addCleanup(peer.stop)
        return peer

    # What is done

    def find(self, *options, status=0, address=None):
        """Adds a profile; gives what was told of the steps."""
        done = self.run_program("--verbose", "profile", "add", "found", "--autodiscover", address or self.sim.admin, "--admin", self.sim.admin,
                                "--auth", "basic", "--ca", str(self.authorities), "--directory", people.DOMAIN, "--directory-ca", str(AUTHORITY),
                                "--directory-user", "oofadmin@corp.example", "--password-stdin", "--directory-password-stdin", *options,
                                stdin=f"{self.sim.password}\n{people.PASSWORD}\n", status=status)
        self.assertNotIn(self.sim.password, done.err + done.out)
        self.assertNotIn(people.PASSWORD, done.err + done.out)
        return done.err

    def url(self):
        return self.run_program("--json", "profile", "show", "found", status=0).json["ews_url"]

    def asked(self):
        """The hosts by whose names the simulator was asked, in the order of the first question."""
        heads = [request["head"] for request in self.sim.control("GET", "/log")["requests"]]
        hosts = [line.split(":", 1)[1].strip() for head in heads for line in head.splitlines() if line.lower().startswith("host:")]
        return list(dict.fromkeys(hosts))

    def assert_kept_from(self, peer):
        """It was asked, and saw neither a password nor who asks."""
        self.assertTrue(peer.seen)
        for request in peer.seen:
            self.assertNotIn("authorization", request.lower(), request)
            self.assertNotIn("oofadmin", request.lower(), request)
            for secret in (self.sim.password, base64.b64encode(self.sim.password.encode()).decode()):
                self.assertNotIn(secret, request)

    # The directory

    def test_our_site_first(self):
        for name in ("exch1", "exch2"):
            self.record(name, "A", HERE)
        told = self.find()
        self.assertIn("It names 2 places to ask.", told)
        self.assertEqual(self.url(), "https://exch1.corp.example/EWS/Exchange.asmx")
        self.assertEqual(self.asked(), ["exch1.corp.example"])
        verified = self.run_program("--profile", "found", "--json", "verify").json
        self.assertEqual([check for check in verified["checks"] if check["state"] == "failed"], [])

        # The sites change places: then the other server is ours.
        here, there = [KEYWORD_URL, "Site=default-first-SITE-name"], [KEYWORD_URL, "Site=Elsewhere"]
        self.corp.change(self.points_ldif("modify", EXCH1=there, EXCH2=here))
        self.addCleanup(self.corp.change, self.points_ldif("modify", EXCH1=here, EXCH2=there))
        self.sim.control("DELETE", "/counters")
        self.find("--replace")
        self.assertEqual(self.url(), "https://exch2.corp.example/EWS/Exchange.asmx")

    def test_other_site_when_ours_is_down(self):
        self.record("exch1", "A", NOBODY)
        self.record("exch2", "A", HERE)
        told = self.find()
        self.assertIn("The server refused the connection", told)
        self.assertEqual(self.url(), "https://exch2.corp.example/EWS/Exchange.asmx")

    def test_pointer_to_trusted_forest(self):
        """Its service points come first, asked with our account of this forest; the same host again is not asked twice."""
        self.record("mail", "A", HERE, self.fabrikam)
        self.record("exch1", "A", HERE)
        other = "CN=Services,CN=Configuration,DC=fabrikam,DC=example"
        containers = "".join(f"dn: {dn},{other}\nchangetype: add\nobjectClass: container\n\n" for dn in
                             ("CN=Microsoft Exchange", "CN=EXCH3,CN=Microsoft Exchange", "CN=Autodiscover,CN=EXCH3,CN=Microsoft Exchange"))
        self.fabrikam.change(containers + self.point_ldif("EXCH3", "https://mail.fabrikam.example/autodiscover/autodiscover.xml", KEYWORD_URL,
                                                          services=other))
        self.addCleanup(self.fabrikam.change, "\n".join(f"dn: {dn}CN=Microsoft Exchange,{other}\nchangetype: delete\n" for dn in
                        ("CN=EXCH3,CN=Autodiscover,CN=EXCH3,", "CN=Autodiscover,CN=EXCH3,", "CN=EXCH3,", "")))
        ours = [KEYWORD_POINTER, "Domain=corp.example"]
        self.corp.change(self.points_ldif("modify", POINTER=ours))
        self.addCleanup(self.corp.change, self.points_ldif("modify", POINTER=[KEYWORD_POINTER, "Domain=fabrikam.example"]))
        told = self.find()
        self.assertIn("It names 3 places to ask.", told)
        self.assertEqual(self.url(), "https://mail.fabrikam.example/EWS/Exchange.asmx")
        self.assertEqual(self.asked(), ["mail.fabrikam.example"])

        # That forest is gone: it is told, and what is here does.
        self.fabrikam.stop()
        self.addCleanup(self.fabrikam.start)
        told = self.find("--replace")
        self.assertIn("Leads to LDAP://fabrikam.example: ", told)
        self.assertEqual(self.url(), "https://exch1.corp.example/EWS/Exchange.asmx")
        self.fabrikam.start()

    # DNS

    def test_host(self):
        self.without_service_points()
        self.record("autodiscover", "A", HERE)
        silent = web.Silent(people.ADDRESS)  # the bare domain's address is the controller's
        self.addCleanup(silent.stop)
        start = time.monotonic()
        told = self.find()
        self.assertLess(time.monotonic() - start, 9, told)
        self.assertIn("It names none.", told)
        self.assertEqual(self.url(), "https://autodiscover.corp.example/EWS/Exchange.asmx")

    def test_service_record(self):
        """The best priority wins, whatever its place; a record for another port does not count."""
        self.without_service_points()
        self.record("mail", "A", HERE)
        self.record("exch2", "A", HERE)
        for data in ("exch2.corp.example 443 20 100", "mail.corp.example 443 10 0", "exch1.corp.example 8443 0 0"):
            self.record("_autodiscover._tcp", "SRV", data)
        with Sniffer() as sniffer:
            self.find()
        self.assertEqual(self.url(), "https://mail.corp.example/EWS/Exchange.asmx")
        self.assertEqual(self.asked(), ["mail.corp.example"])
        self.assertFalse(sniffer.has_heard(self.sim.password))
        self.assertFalse(sniffer.has_heard(people.PASSWORD))

    def test_service_record_to_stranger(self):
        """Outside the domain: not asked at all, until it is confirmed."""
        self.without_service_points()
        self.record("mail", "A", HERE, self.fabrikam)
        self.record("_autodiscover._tcp", "SRV", "mail.fabrikam.example 443 0 0")
        told = self.find(status=1)
        self.assertIn("Leads to mail.fabrikam.example, which is outside the domain: not asked.", told)
        self.assertEqual(self.asked(), [])
        self.find("--confirm-host", "mail.fabrikam.example")
        self.assertEqual(self.url(), "https://mail.fabrikam.example/EWS/Exchange.asmx")

    def test_redirect(self):
        """Read over http without any login; the password goes to where it leads, over https."""
        self.without_service_points()
        self.record("autodiscover", "A", ELSEWHERE)
        self.record("mail", "A", HERE)
        page = self.listen(web.redirect("https://mail.corp.example/autodiscover/autodiscover.xml"))
        self.find()
        self.assertEqual(self.url(), "https://mail.corp.example/EWS/Exchange.asmx")
        self.assert_kept_from(page)

    def test_redirect_to_stranger(self):
        """One that has a good certificate and wants a log-in gets none; when somebody confirms it, it does."""
        self.without_service_points()
        self.record("autodiscover", "A", ELSEWHERE)
        self.record("login", "A", "127.0.0.41", self.fabrikam)
        page = self.listen(web.redirect("https://login.fabrikam.example/autodiscover/autodiscover.xml"))
        stranger = self.listen(web.login, "127.0.0.41", ["login.fabrikam.example"])
        told = self.find(status=1)
        self.assertIn("login.fabrikam.example, which is outside the domain: not asked.", told)
        self.assert_kept_from(page)
        self.assertEqual(stranger.seen, [])
        self.find("--confirm-host", "login.fabrikam.example", status=3)
        self.assertTrue(any("Authorization: Basic" in request for request in stranger.seen))  # so that silence means something above
        self.assert_kept_from(page)

    def test_bare_domain(self):
        """A shop is there, and a page that leads on: neither gets a log-in, and what they set is not sent anywhere."""
        self.without_service_points()
        self.record("mail", "A", HERE)
        self.record("autodiscover", "A", HERE)

        def shop(request):
            return 200, {"Content-Type": "text/html", "Set-Cookie": "basket=empty"}, b"<html><body>Shop</body></html>"

        peer = self.listen(shop, people.ADDRESS, [people.DOMAIN])
        self.find()
        self.assertEqual(self.url(), "https://autodiscover.corp.example/EWS/Exchange.asmx")
        self.assertTrue(peer.seen)
        for request in peer.seen:
            self.assertNotIn("authorization:", request.lower())
            self.assertNotIn("cookie:", request.lower())
        peer.stop()

        leading = self.listen(web.redirect("https://mail.corp.example/x"), people.ADDRESS, [people.DOMAIN])
        self.find("--replace")
        self.assertEqual(self.url(), "https://mail.corp.example/EWS/Exchange.asmx")
        self.assert_kept_from(leading)

    def test_nothing(self):
        self.without_service_points()
        told = self.find(status=1)
        self.assertIn("No Exchange server could be found for this address.", told)
        for step in ("Service point in Active Directory", "The mail domain", "The domain’s autodiscover host",
                     "Redirect over HTTP, without a login", "DNS record (SRV)"):
            self.assertIn(step, told)


domain.main()
