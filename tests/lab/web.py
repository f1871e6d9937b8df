"""web.py - web servers that are not Exchange: they write down all that comes, and answer one thing to everybody

SPDX-License-Identifier: GPL-3.0-or-later
"""
import http.server
import socket
import ssl
import subprocess
import threading

from domain import LAB


class Web:
    """Listens on that address; with names, in TLS with a certificate of the lab's authority. seen: the requests, as they came."""

    def __init__(self, address, answer, names=()):
        self.seen = []
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 20

            def do_GET(self):
                size = int(self.headers.get("Content-Length") or 0)
                web.seen.append(f"{self.requestline}\r\n{self.headers}" + self.rfile.read(size).decode("utf-8", "replace"))
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((address, 443 if names else 80), Handler)
        self.server.daemon_threads = True
        if names:
            self.server.socket = self.certified(address, names).wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def certified(address, names):
        folder = LAB / "web" / address
        folder.mkdir(parents=True, exist_ok=True)
        ca = LAB / "ca"
        (folder / "names").write_text("subjectAltName=" + ",".join("DNS:" + name for name in names))
        for command in (["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + names[0], "-keyout", folder / "key", "-out", folder / "request"],
                        ["x509", "-req", "-days", "7", "-in", folder / "request", "-CA", ca / "authority.pem", "-CAkey", ca / "authority.key",
                         "-CAcreateserial", "-extfile", folder / "names", "-out", folder / "certificate"]):
            subprocess.run(["openssl", *command], check=True, capture_output=True, timeout=60)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "certificate", folder / "key")
        return context

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Silent:
    """Takes connections on port 443 and never says a word."""

    def __init__(self, address):
        self.socket = socket.create_server((address, 443), backlog=64)

    def stop(self):
        self.socket.close()


def redirect(location):
    return lambda request: (302, {"Location": location}, b"")


def login(request):
    """Wants a password, in whatever way, and is content with none."""
    return 401, {"WWW-Authenticate": 'Basic realm="all is well"'}, b""
