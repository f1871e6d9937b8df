"""proxy.py - stands before a controller and hands on what is said, until a test wants otherwise

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import select
import socket
import threading

PORTS = (88, 389, 464, 636, 3268, 3269)


class Proxy:
    """On an address of its own, every port of a controller; or ports: a table of its own (0: a free one) and theirs. after (bytes, call):
    once so many bytes of answers went to clients over LDAP's ports, call is called and nothing more is handed on before it returns."""

    def __init__(self, address, controller, ports=PORTS):
        self.address, self.controller = address, controller
        self.limit, self.call, self.sent, self.connections = None, None, 0, 0
        self.lock, self.sockets = threading.Lock(), []
        table = ports if isinstance(ports, dict) else dict(zip(ports, ports))
        listeners = [socket.create_server((address, own)) for own in table]
        self.ports = [listener.getsockname()[1] for listener in listeners]
        self.sockets += listeners
        for listener, theirs in zip(listeners, table.values()):
            threading.Thread(target=self.serve, args=(listener, theirs), daemon=True).start()

    def after(self, limit, call):
        self.limit, self.call, self.sent = limit, call, 0

    def serve(self, listener, port):
        while True:
            try:
                client = listener.accept()[0]
            except OSError:
                return
            self.connections += 1
            server = socket.socket()
            self.sockets += [client, server]
            if server.connect_ex((self.controller, port)):
                client.close()
                continue
            threading.Thread(target=self.hand_on, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self.hand_on, args=(server, client, port in (389, 636, 3268, 3269)), daemon=True).start()

    def hand_on(self, source, target, is_counted):
        try:
            while data := source.recv(4096):
                if is_counted:
                    self.count(len(data))
                target.sendall(data)
        except OSError:  # the end of a connection, too: a controller that is killed resets those whose requests it has not read
            pass
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # closing alone tells nobody while the other thread waits for more
            end.close()

    def count(self, size):
        with self.lock:
            self.sent += size
            if self.call is not None and self.sent > self.limit:
                call, self.call = self.call, None
                call()

    def stop(self):
        for end in self.sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who waits in accept ()
            end.close()


class Mute:
    """Takes connections and says nothing."""

    def __init__(self, address, ports=PORTS):
        self.listeners, self.clients = [socket.create_server((address, port), backlog=64) for port in ports], []

    def wait(self, timeout=30):
        """Until somebody is there; keeps the connection."""
        ready = select.select(self.listeners, [], [], timeout)[0]
        if not ready:
            raise AssertionError("nobody came")
        self.clients.append(ready[0].accept()[0])

    def stop(self):
        for end in self.listeners + self.clients:
            end.close()
