"""post.py - a mail server that takes everything and keeps what it got, for tests of who is told what and how often

Of SMTP as much as a client needs that does not log in. What was not sent to its end was never there.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import email
import email.policy
import socketserver
import threading


class Session(socketserver.StreamRequestHandler):
    timeout = 60

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        recipients = []
        self.say("220 post.example")
        while line := self.rfile.readline(2000):
            word = line[:4].upper()
            if word == b"RCPT":
                recipients.append(line.split(b"<")[1].split(b">")[0].decode())
            if word == b"DATA":
                self.say("354 go on")
                content = self.take()
                if content is None:
                    return
                self.server.post.put(recipients, content)
                recipients = []
            self.say("221 bye" if word == b"QUIT" else "250 OK")
            if word == b"QUIT":
                return

    def take(self):
        """Until the line that is a dot; None: whoever sent it is gone."""
        lines = []
        while (line := self.rfile.readline(2000)) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return b"".join(lines) if line else None


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that was killed is what is tried."""


class Post:
    def __init__(self):
        self.server = Server(("127.0.0.1", 0), Session)
        self.server.post = self
        self.port = self.server.server_address[1]
        self.lock, self.messages = threading.Lock(), []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, recipients, content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        with self.lock:
            self.messages += [(recipient, message) for recipient in recipients]

    def empty(self):
        """What came since the last time: (recipient, message)."""
        with self.lock:
            messages, self.messages = self.messages, []
        return messages

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
