"""front.py - a web server as IIS is one: logs connections in by Kerberos, NTLM or Basic with what Active Directory knows, asks for channel
binding where it shall (Extended Protection), and hands requests on to the simulator

Kerberos is accepted by python3-gssapi, NTLM and passwords by Samba's ntlm_auth; the binding is computed here from RFC 5929 and MS-NLMP.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import collections
import hashlib
import http.client
import http.server
import pathlib
import ssl
import struct
import subprocess
import threading
import urllib.parse

import gssapi

import web

gssapi.SecurityContext.__DEFER_STEP_ERRORS__ = False
Login = collections.namedtuple("Login", "scheme user path")


def in_domain(controller, *command):
    """A command that finds the sockets of that controller's winbindd."""
    script = 'mount --bind "$1/run/samba" /run/samba; shift; exec "$@"'
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", str(controller.folder), *map(str, command)]


def ntlm_message(token):
    """Which of the three messages of NTLM it is, and where it begins; 0 for none."""
    at = token.find(b"NTLMSSP\0")
    return (token[at + 8], token[at:]) if at >= 0 and len(token) > at + 8 else (0, b"")


def ntlm_binding(message):
    """MsvAvChannelBindings (10) of the client's answer, or None: MS-NLMP 2.2.1.3 and 2.2.2.1."""
    length, _, offset = struct.unpack_from("<HHI", message, 20)
    pairs, at = message[offset + 16:offset + length], 28
    while at + 4 <= len(pairs):
        kind, size = struct.unpack_from("<HH", pairs, at)
        if kind in (0, 10):
            return pairs[at + 4:at + 4 + size] if kind == 10 else None
        at += 4 + size
    return None


class Front:
    """address: where it listens, on 443; names: its own; schemes: what it offers. keytab: of HTTP/ all of them."""

    def __init__(self, address, names, simulator, controller, *, schemes=("Negotiate", "NTLM", "Basic"), keytab=None, needs_binding=False,
                 is_persistent=True, wanted=None):
        self.simulator, self.controller, self.schemes = simulator, controller, schemes
        self.needs_binding, self.is_persistent, self.keytab = needs_binding, is_persistent, keytab
        self.logins, self.refused, self.connections = [], [], 0
        context = web.Web.certified(address, names)
        folder = web.LAB / "web" / address
        pem = pathlib.Path(wanted or folder / "certificate").read_text()
        self.end_point = b"tls-server-end-point:" + hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest()
        self.server = http.server.ThreadingHTTPServer((address, 443), type("Handler", (Handler,), {"front": self}))
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def schemes_used(self):
        return sorted({login.scheme for login in self.logins})


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    front = user = helper = None

    def log_message(self, *_):
        pass

    def setup(self):
        self.front.connections += 1
        super().setup()

    def finish(self):
        self.end_helper()
        super().finish()

    def end_helper(self):
        if self.helper:
            self.helper.kill()
            self.helper.wait()
            for stream in (self.helper.stdin, self.helper.stdout):
                stream.close()
        self.helper = None

    def deny(self, why, *challenges):
        if why:
            self.front.refused.append(why)
        self.user = None
        self.send_response(401)
        for challenge in challenges or [scheme + (' realm="lab"' if scheme == "Basic" else "") for scheme in self.front.schemes]:
            self.send_header("WWW-Authenticate", challenge)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def let_in(self, scheme, user, answer=None):
        self.user = user
        self.front.logins.append(Login(scheme, user, self.path))
        return {"WWW-Authenticate": f"{scheme} {base64.b64encode(answer).decode()}"} if answer else {}

    def kerberos(self, token):
        bindings = gssapi.raw.ChannelBindings(application_data=self.front.end_point)
        try:
            credentials = gssapi.Credentials(usage="accept", store={"keytab": str(self.front.keytab)})
            context = gssapi.SecurityContext(creds=credentials, usage="accept", channel_bindings=bindings)
            answer = context.step(token)
        except gssapi.exceptions.BadChannelBindingsError:
            return self.deny("misbound")
        except gssapi.exceptions.GSSError as error:
            return self.deny(str(error))
        if self.front.needs_binding and gssapi.RequirementFlag.channel_bound not in context.actual_flags:
            return self.deny("unbound")
        headers = self.let_in("Negotiate", str(context.initiator_name), answer)
        return headers | ({"Persistent-Auth": "true"} if self.front.is_persistent else {})

    def ntlm(self, scheme, token):
        kind, message = ntlm_message(token)
        if kind == 1 or self.helper is None:
            self.end_helper()
            self.helper = subprocess.Popen(
                in_domain(self.front.controller, "ntlm_auth", "--configfile", self.front.controller.folder / "smb.conf",
                          "--helper-protocol=squid-2.5-ntlmssp"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.helper.stdin.write(b"%s %s\n" % (b"YR" if kind == 1 else b"KK", base64.b64encode(message)))
        self.helper.stdin.flush()
        code, _, rest = self.helper.stdout.readline().decode().strip().partition(" ")
        if code == "TT":
            return self.deny(None, f"{scheme} {rest}")
        self.end_helper()
        if code != "AF":
            return self.deny("NTLM " + code)
        wanted = hashlib.md5(bytes(16) + struct.pack("<I", len(self.front.end_point)) + self.front.end_point).digest()
        binding = ntlm_binding(message)
        if self.front.needs_binding and binding != wanted:
            return self.deny("misbound" if binding and any(binding) else "unbound")
        return self.let_in("NTLM", rest)

    def basic(self, token):
        user, _, password = token.decode().partition(":")
        done = subprocess.run(
            in_domain(self.front.controller, "ntlm_auth", "--configfile", self.front.controller.folder / "smb.conf", "--username=" + user),
            input=password + "\n", text=True, capture_output=True, timeout=60)
        return self.let_in("Basic", user) if done.returncode == 0 else self.deny("Basic")

    def log_in(self):
        """Header lines of the answer; None: it has been denied."""
        scheme, _, text = self.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return {} if self.user and self.front.is_persistent else self.deny(None)
        if scheme not in self.front.schemes:
            return self.deny("offers no " + scheme)
        token = base64.b64decode(text)
        if scheme == "Basic":
            return self.basic(token)
        return self.ntlm(scheme, token) if ntlm_message(token)[0] else self.kerberos(token)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        extra = self.log_in()
        if extra is not None:
            self.answer(*ask_simulator(self, body), extra)

    def answer(self, status, headers, data, extra):
        self.send_response(status)
        for name, value in [*headers, *extra.items()]:
            if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST


def ask_simulator(handler, body):
    """The request as the simulator's administrator: status, headers, data."""
    simulator = handler.front.simulator
    place = urllib.parse.urlsplit(simulator.ews)
    inner = http.client.HTTPSConnection(place.hostname, place.port, timeout=60, context=ssl.create_default_context(cafile=simulator.ca))
    secret = base64.b64encode(f"{simulator.admin}:{simulator.password}".encode()).decode()
    headers = {name: value for name, value in handler.headers.items()
               if name.lower() not in ("authorization", "connection", "host", "content-length", "accept-encoding")}
    inner.request(handler.command, handler.path, body or None, headers | {"Authorization": "Basic " + secret})
    answer = inner.getresponse()
    data = answer.read()
    inner.close()
    return answer.status, answer.getheaders(), data


class PlainFront:
    """Port 80 as Exchange's PowerShell has it: Kerberos logs a connection in, and encrypts every body."""

    def __init__(self, address, simulator, keytab):
        self.simulator, self.keytab, self.logins, self.sealed = simulator, keytab, [], 0
        self.server = http.server.ThreadingHTTPServer((address, 80), type("PlainHandler", (PlainHandler,), {"front": self}))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    stop = Front.stop


class PlainHandler(Handler):
    """The form is that of MS-WSMV 2.2.9.1; a token of GSS_Wrap follows the length of what is not the text in it."""

    HEAD = (b"--Encrypted Boundary\r\n\tContent-Type: application/HTTP-Kerberos-session-encrypted\r\n"
            b"\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=%d\r\n"
            b"--Encrypted Boundary\r\n\tContent-Type: application/octet-stream\r\n")
    TAIL = b"--Encrypted Boundary--\r\n"
    TYPE = 'multipart/encrypted;protocol="application/HTTP-Kerberos-session-encrypted";boundary="Encrypted Boundary"'
    context = None

    def setup(self):
        super(Handler, self).setup()

    def refuse(self):
        self.answer(401, [], b"", {"WWW-Authenticate": "Kerberos"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        scheme, _, text = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Kerberos":
            credentials = gssapi.Credentials(usage="accept", store={"keytab": str(self.front.keytab)})
            self.context = gssapi.SecurityContext(creds=credentials, usage="accept")
            token = self.context.step(base64.b64decode(text))
            self.front.logins.append(Login(scheme, str(self.context.initiator_name), self.path))
            return self.answer(200, [], b"", {"WWW-Authenticate": "Kerberos " + base64.b64encode(token).decode()})
        if self.context is None or not body.endswith(self.TAIL):
            return self.refuse()

        sealed = body.partition(b"octet-stream\r\n")[2].removesuffix(self.TAIL)
        plain = self.context.unwrap(sealed[4:]).message
        self.front.sealed += 1
        self.headers.replace_header("Content-Type", "application/soap+xml;charset=UTF-8")
        status, headers, data = ask_simulator(self, plain)
        token = self.context.wrap(data, True).message
        headers = [(name, value) for name, value in headers if name.lower() != "content-type"]
        return self.answer(status, headers, self.HEAD % len(data) + struct.pack("<I", len(token) - len(data)) + token + self.TAIL, {"Content-Type": self.TYPE})

    def do_GET(self):
        self.refuse()


def make_keytab(controller, names, keytab):
    """An account for the web server of those names, and its keys."""
    config, logon = str(controller.folder / "smb.conf"), "webserver"
    for command in (["user", "create", logon, "--random-password"],
                    *(["spn", "add", "HTTP/" + name, logon] for name in names),
                    *(["domain", "exportkeytab", str(keytab), "--principal=HTTP/" + name] for name in names)):
        subprocess.run(["samba-tool", *command, "-s", config], check=True, capture_output=True, timeout=60)
    return keytab
