"""apache.py - Apache with mod_auth_gssapi in front of the simulator: a Kerberos web server that we did not write

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile

import web
from domain import LAB, wait_for

PROGRAM = "/usr/sbin/apache2"
MODULES = pathlib.Path("/usr/lib/apache2/modules")
WANTED = ("mpm_event", "authn_core", "authz_core", "authz_user", "auth_gssapi", "headers", "proxy", "proxy_http", "socache_shmcb", "ssl")


def missing():
    """What is not installed, or None."""
    paths = [pathlib.Path(PROGRAM), *(MODULES / f"mod_{name}.so" for name in WANTED)]
    return next((str(path) for path in paths if not path.exists()), None)


class Apache:
    """Negotiate with every request, and nothing else."""

    def __init__(self, address, names, simulator, keytab):
        web.Web.certified(address, names)
        # Its workers are somebody else, who may read nothing of ours.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="absentia-apache-"))
        shutil.copy(keytab, self.folder / "keytab")
        shutil.copy(simulator.ca, self.folder / "ca.pem")
        (self.folder / "config").write_text(self.configure(address, names[0], simulator))
        subprocess.run(["chown", "-R", "www-data", self.folder], check=True, timeout=60)
        with (self.folder / "output").open("w") as output:
            self.process = subprocess.Popen([PROGRAM, "-f", self.folder / "config", "-DFOREGROUND"], stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "KRB5_CONFIG": "/dev/null"})
        wait_for("Apache", lambda: self.process.poll() is not None or self.answers(address))

    def configure(self, address, name, simulator):
        secret = base64.b64encode(f"{simulator.admin}:{simulator.password}".encode()).decode()
        inner = simulator.ews.partition("/EWS")[0]
        place = LAB / "web" / address
        return "\n".join([
            f"ServerRoot {self.folder}", f"ServerName {name}", f"PidFile {self.folder}/process", f"ErrorLog {self.folder}/errors",
            f"DefaultRuntimeDir {self.folder}", f"Mutex file:{self.folder}", "User www-data", "Group www-data", "KeepAlive On",
            'LogFormat "%u %U %>s %{c}L" all', f"CustomLog {self.folder}/requests all",
            *(f"LoadModule {module}_module {MODULES}/mod_{module}.so" for module in WANTED),
            f"Listen {address}:443", "SSLSessionCache none", f"<VirtualHost {address}:443>", "SSLEngine on",
            f"SSLCertificateFile {place}/certificate", f"SSLCertificateKeyFile {place}/key",
            "SSLProxyEngine on", f"SSLProxyCACertificateFile {self.folder}/ca.pem", "<Location />", "AuthType GSSAPI", 'AuthName "lab"',
            f"GssapiCredStore keytab:{self.folder}/keytab", "GssapiAllowedMech krb5", "Require valid-user",
            f'RequestHeader set Authorization "Basic {secret}"', f"ProxyPass {inner}/", "</Location>", "</VirtualHost>", ""])

    @staticmethod
    def answers(address):
        try:
            socket.create_connection((address, 443), timeout=1).close()
        except OSError:
            return False
        return True

    def requests(self):
        """user, path, status, connection of each."""
        return [line.split(" ") for line in (self.folder / "requests").read_text().splitlines()]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.folder)
