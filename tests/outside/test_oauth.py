"""test_oauth.py - our grants against npm's oidc-provider, and Microsoft's @azure/msal-node against the simulator

A certified OAuth server that others wrote takes what the room oauth sends, and the vendor's own client takes what the
simulator answers: so neither is right only in the eyes of the other.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import html.parser
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import unittest
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE))
sys.path.append(str(HERE.parent / "flow"))

import node_modules  # noqa: E402
import practice  # noqa: E402

MODULES = node_modules.folder()
NODE = shutil.which("node")
ASK = practice.BUILD / "tests" / "ask-token"
TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "daemon"
SECRET = "s3cret~of the&daemon"
ADMIN = "oofadmin@corp.example"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=60)


class Fields(html.parser.HTMLParser):
    """The hidden fields of a page's forms."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "input" and attributes.get("name"):
            self.found[attributes["name"]] = attributes.get("value") or ""


class Browser:
    """Follows redirects, also to the loopback address, and keeps cookies."""

    def __init__(self, ca):
        context = ssl.create_default_context(cafile=ca)
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context),
                                                  urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, url, form=None):
        data = None if form is None else urllib.parse.urlencode(form).encode()
        try:
            with self.opener.open(url, data, timeout=30) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()


class OauthTest(practice.FlowTest):
    def setUp(self):
        super().setUp()
        self.key, self.certificate = str(self.folder / "key.pem"), str(self.folder / "certificate.pem")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.certificate, "-days", "2",
                "-subj", "/CN=Absentia")
        self.both = self.write_file("both.pem", pathlib.Path(self.key).read_text() + pathlib.Path(self.certificate).read_text())

    def ask(self, grant, login, tenant, client, ca, *more, stdin="", person=None, status=0):
        """The lines that ask-token prints; person (word, rest) does what a person would."""
        process = subprocess.Popen([ASK, grant, login, tenant, client, ca, *more], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        process.stdin.write(stdin)
        process.stdin.close()
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if person is not None and line.startswith(("open ", "code ")):
                person(*line.strip().split(" ", 1))
        errors = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(process.wait(60), status, f"{lines} {errors}")
        self.assertNotIn(SECRET, errors)
        return lines

    def jwk(self):
        modulus = subprocess.run(["openssl", "rsa", "-in", self.key, "-noout", "-modulus"], capture_output=True, check=True,
                                 text=True).stdout.strip().split("=")[1]
        number = base64.urlsafe_b64encode(bytes.fromhex(modulus)).rstrip(b"=").decode()
        return self.write_file("key.jwk", json.dumps({"kty": "RSA", "n": number, "e": "AQAB", "use": "sig"}))

    def start_provider(self):
        port = free_port()
        tls_key, tls = str(self.folder / "tls-key.pem"), str(self.folder / "tls.pem")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", tls_key, "-out", tls, "-days", "2", "-subj",
                "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
        log = open(self.folder / "provider.log", "w+", encoding="utf-8")
        process = subprocess.Popen([NODE, HERE / "oidc.mjs", str(port), TENANT, tls, tls_key, CLIENT, SECRET, self.jwk(), MODULES],
                                   stdin=subprocess.PIPE, stdout=log, stderr=log)

        def stop():
            process.kill()
            process.wait(30)
            process.stdin.close()
            log.close()
        self.addCleanup(stop)

        def is_ready():
            if process.poll() is not None:
                raise AssertionError((self.folder / "provider.log").read_text())
            return "ready" in (self.folder / "provider.log").read_text()
        practice.wait_for("oidc-provider", is_ready)
        return f"https://127.0.0.1:{port}", tls

    def confirm(self, browser, rest):
        """Types a code on the provider's page, and confirms it."""
        code, url = rest.split(" ")
        for form in ({"user_code": code}, {"user_code": code, "confirm": "yes"}):
            page = browser.get(url) if form.get("confirm") is None else page
            page = browser.get(url, Fields(page).found | form)
        self.assertIn("confirmed", page)

    def test_our_grants_with_a_certified_server(self):
        login, ca = self.start_provider()
        browser = Browser(ca)
        token = ["token https://graph.microsoft.com -"]
        self.assertEqual(self.ask("secret", login, TENANT, CLIENT, ca, stdin=SECRET + "\n"), token)
        self.assertEqual(self.ask("secret", login, TENANT, CLIENT, ca, stdin="wrong\n", status=1),
                         ["error client-refused invalid_client"])
        self.assertEqual(self.ask("certificate", login, TENANT, "certificate-" + CLIENT, ca, self.both), token)

        lines = self.ask("sign-in", login, TENANT, "public-" + CLIENT, ca, person=lambda _word, url: browser.get(url))
        self.assertEqual(lines[1:], [f"token https://graph.microsoft.com {ADMIN}", "refreshed", "refreshed"])
        lines = self.ask("sign-in", login, TENANT, "public-" + CLIENT, ca, status=1,
                         person=lambda _word, url: Browser(ca).get(url.replace("oofadmin", "deny")))
        self.assertEqual(lines[1:], ["error consent-declined access_denied"])
        lines = self.ask("device", login, TENANT, "public-" + CLIENT, ca,
                         person=lambda _word, rest: self.confirm(Browser(ca), rest))
        self.assertEqual(lines[1:], [f"token https://graph.microsoft.com {ADMIN}", "refreshed", "refreshed"])

    def test_our_grants_with_the_simulator(self):
        simulator = self.start("--people", "3", "--app-certificate", self.certificate)
        usual = (simulator.login, simulator.tenant, simulator.client_id, simulator.ca)
        browser = Browser(simulator.ca)
        self.assertEqual(self.ask("secret", *usual, stdin=simulator.client_secret + "\n"), ["token https://graph.microsoft.com -"])
        self.assertEqual(self.ask("certificate", *usual, self.both), ["token https://graph.microsoft.com -"])
        self.assertEqual(self.ask("secret", *usual, stdin="wrong\n", status=1), ["error secret-wrong AADSTS7000215"])
        lines = self.ask("sign-in", *usual, person=lambda _word, url: browser.get(url))
        self.assertEqual(lines[1:], [f"token https://graph.microsoft.com {ADMIN}", "refreshed", "refreshed"])
        lines = self.ask("device", *usual, person=lambda _word, rest: browser.get(
            re.sub(r"^(\S+) (\S+)$", r"\2?user_code=\1&answer=yes", rest)))
        self.assertEqual(lines[1:], [f"token https://graph.microsoft.com {ADMIN}", "refreshed", "refreshed"])
        lines = self.ask("device", *usual, status=1, person=lambda _word, rest: browser.get(
            re.sub(r"^(\S+) (\S+)$", r"\2?user_code=\1&answer=no", rest)))
        self.assertEqual(lines[1:], ["error consent-declined AADSTS65004"])

    def test_certificate_and_the_clock(self):
        """The simulator lives hours from now: our assertion has its time, so nobody needs to touch a clock."""
        for now in ("2031-01-01T00:00:00Z", "2024-06-01T12:00:00Z"):
            simulator = self.start("--people", "3", "--app-certificate", self.certificate, "--now", now)
            self.assertEqual(self.ask("certificate", simulator.login, simulator.tenant, simulator.client_id, simulator.ca, self.both),
                             ["token https://graph.microsoft.com -"])

    def test_msal(self):
        simulator = self.start("--people", "3", "--app-certificate", self.certificate)
        ready = self.write_file("ready.json", json.dumps(simulator.ready))
        done = subprocess.run([NODE, HERE / "msal.mjs", MODULES, ready, self.certificate, self.key], capture_output=True, text=True,
                              timeout=120, env={**os.environ, "NODE_EXTRA_CA_CERTS": simulator.ca})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.count("ok "), 7, done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
