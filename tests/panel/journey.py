"""journey.py - what the panel's journeys stand on: the real program in a window, a simulator, pictures on demand

Runs inside headless.sh. BUILD (environment) is the build folder; PANEL_PICTURES a folder for pictures, where wanted.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import functools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
for tool in ("xdotool", "import"):
    if shutil.which(tool) is None:
        print(f"{tool} is not installed")
        sys.exit(SKIPPED)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "flow"))
from practice import BUILD, PROGRAM as COMMAND, Simulator  # noqa: E402
try:
    from drive import App, wait
except ImportError as missing:
    print(f"{missing}: python3-dbus is not installed")
    sys.exit(SKIPPED)

PROGRAM = BUILD / "src" / "absentia"
MAIN = "Absentia"
TEMPLATES = "Templates"
WIZARD = "Target server connection"
REPLY = "Automatic reply"
NEW_ITEM = "New Out Of Office Item"
EDIT_ITEM = "Edit Out Of Office Item"
RECURRENCE = "Recurrence"
TEST = "Test access to a mailbox"
PICKER = "Select Active Directory user"
INSIDE = "Reply to people inside the organisation"
LOCATIONS = "Locations"
CHOOSER = "Choose the Authority’s Certificate"


class Journey(unittest.TestCase):
    """A data folder of one's own, the program in it, a simulator on demand. Fails when the program complains or does not
    end well."""

    driver = App
    uses_file_chooser = False  # GTK 4.8's leaks a few names and one buffer, with no symbol to tell it from our own leaks

    def __init__(self, name="runTest"):
        super().__init__(name)
        if name != "runTest":
            setattr(self, name, functools.partial(self.watch, getattr(self, name)))

    def watch(self, test):
        """The test, which tells what there was to be seen when it fails: nobody else has been there."""
        try:
            test()
        except unittest.SkipTest:
            raise
        except BaseException:
            if self.app is not None:
                print(f"\n{self.id()}: what there was to be seen", file=sys.stderr)
                self.app.tell()
                self.keep_picture()
            raise

    def keep_picture(self):
        """Beside the log of the tests."""
        path = BUILD / "meson-logs" / f"{pathlib.Path(sys.argv[0]).stem}.{self.id().rpartition('.')[2]}.png"
        if path.parent.is_dir():
            self.app.picture(str(path))
            print(f"  picture: {path}", file=sys.stderr)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="absentia-journey-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.app = None

    def start_simulator(self, *options):
        simulator = Simulator(*options)
        self.addCleanup(simulator.stop)
        return simulator

    def ctl(self, *words, stdin="", status=(0,)):
        """What the command prints, of this journey's data; it must have done what it was told."""
        done = subprocess.run([COMMAND, *words], input=stdin, text=True, capture_output=True, timeout=60, env=self.environment())
        self.assertIn(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def add_profile(self, simulator, password=None, has_directory=False, **values):
        """A connection to the server on the premises, whose password the keyring keeps."""
        values = {"ews_url": simulator.ews, "ca": simulator.ca, "admin": simulator.admin, "auth": "basic"} | values
        if has_directory:
            values = {"directory": simulator.ldap, "directory_auth": "simple"} | values
        words = [word for key, value in values.items() for word in ("--" + key.replace("_", "-"), value)]
        self.ctl("profile", "add", "corp", *words, "--password-stdin", stdin=(password or simulator.password) + "\n")

    def environment(self):
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8",
                       "LANGUAGE": "C", "G_DEBUG": "fatal-criticals", "KRB5CCNAME": f"FILE:{self.folder}/tickets"}
        if self.uses_file_chooser and "ASAN_OPTIONS" in environment:
            environment["ASAN_OPTIONS"] += ":detect_leaks=0"
        return environment

    def start(self, *options):
        self.app = self.driver(str(PROGRAM), *options, env=self.environment(), log=str(self.folder / "program.log"))
        self.addCleanup(self.app.stop)
        self.addCleanup(self.picture, "end-of-" + self.id().rpartition(".")[2])
        self.app.find("frame", MAIN, timeout=60)
        return self.app

    def end(self):
        status = self.app.stop()
        self.assertEqual(status, 0, self.app.log()[-3000:])
        self.assertNotIn("CRITICAL", self.app.log())

    def picture(self, name):
        folder = os.environ.get("PANEL_PICTURES")
        if folder:
            os.makedirs(folder, exist_ok=True)
            self.app.picture(os.path.join(folder, name + ".png"))

    def focused(self, window):
        """The names of what has the keys there."""
        self.app.refresh(is_thorough=True)
        top = next((c for c in self.app.root.children if c.name == window), None)
        return [n.name or n.description for n in top.below() if n.role != "frame" and n.has_still("focused")] if top else []

    def tab_to(self, name, window, most=40, key="Tab"):
        for _ in range(most):
            if name in self.focused(window):
                return
            self.app.keys(key)
        self.fail(f"{key} does not reach {name!r} in {window!r}")

    def tab_into(self, name, window, most=20):
        """To an entry, of which the bus does not say that it has the keys: there what is typed arrives."""
        entry = self.app.find("text", name, window)
        for _ in range(most):
            was = entry.text()
            self.app.type("a")
            is_here = entry.text() != was
            self.app.keys("BackSpace")
            if is_here:
                return
            self.app.keys("Tab")
        self.fail(f"Tab does not reach the entry {name!r} in {window!r}")

    def find_count(self, what):
        """The line above the list: "240 people", "11 of 240 people"."""
        return self.app.find("label", what, MAIN).name

    def begin_template(self):
        """In the templates window, with a name."""
        app = self.app
        app.focus(MAIN)
        app.keys("ctrl+t")
        app.find(None, TEMPLATES)
        app.focus(TEMPLATES)
        app.keys("ctrl+n")
        app.enter("text", "Name", "Holiday", TEMPLATES)

    def next(self):
        self.app.click("push button", "Next", WIZARD)

    def open_test(self):
        """By the card at the end of the page Verification, which may be below what is in sight."""
        app = self.app
        top = next(c for c in app.refresh(is_thorough=True).children if c.name == WIZARD)
        card = next(n for n in top.below() if n.role == "label" and n.name == "Test Impersonation on a Mailbox")
        box = app.nodes[app.nodes[card.parent_path].parent_path]
        next(n for n in box.below() if n.role == "push button").call("Action", "DoAction", "i", 0)
        app.find("dialog", TEST)
        app.focus(TEST)

    def reveal(self, role, name, window):
        """Scrolls by the keys until it is seen: what is found can be clicked."""
        for _ in range(60):
            if self.app.look(role, name, window):
                return
            self.app.keys("Tab")
        self.fail(f"Tab does not reach {name!r} in {window!r}")

    def tells(self, words, window):
        """Waits for a label that holds the words, also below what is in sight."""
        def look():
            top = next((c for c in self.app.refresh(is_thorough=True).children if c.name == window), None)
            return top is not None and any(n.role == "label" and words in n.name for n in top.below())
        wait(f"“{words}” in {window!r}", look)

    def verify(self):
        """From the page Administrator to the end of the verification; gives the summary."""
        self.next()
        self.app.find("label", lambda t: t.startswith("Step ") and t.endswith(": Verification"), WIZARD)
        ends = ("Everything works", "It works, with ", "Stopped")
        return self.app.find("label", lambda t: t.startswith(ends) or "failed" in t and "check" in t, WIZARD).name

    def set_reply(self):
        """The dialog of one person's reply, beside the plan."""
        self.app.focus(MAIN)
        self.app.keys("ctrl+shift+n")

    def search_for(self, text, count):
        """Selects the one who is found, by keys."""
        self.app.enter("entry", "Search people", text, MAIN)
        self.find_count(count)
        self.app.focus(MAIN)
        self.app.keys("ctrl+f", "Down")
        self.app.find("label", "What Exchange Holds", MAIN)

    def select(self, name):
        """Selects somebody by a real click on the row, and waits for what Exchange holds."""
        self.app.mouse(self.app.find("label", name, MAIN))
        wait(f"{name} in the details", lambda: len(self.app.look("label", name, MAIN)) == 2)
        self.app.find("label", "What Exchange Holds", MAIN)

    def save_as(self, window, title, name, button=None):
        """By the file chooser, which a button opens, or Ctrl+S; gives the rows of the file."""
        app = self.app
        path = self.folder / name
        if button is None:
            app.keys("ctrl+s")
        else:
            app.click("push button", button, window)
        app.find(None, title)
        app.focus(title)
        app.keys("ctrl+a")
        app.type(str(path))
        app.keys("Return")
        app.gone(title)
        wait(f"{path} to be there", path.exists)
        with open(path, encoding="utf-8", newline="") as table:
            return list(csv.DictReader(table))

    def begin_wizard(self, simulator):
        """From the welcome page to the page Administrator, with the simulator's address and authority."""
        self.app.find("label", "Welcome to Absentia", WIZARD)
        self.picture("wizard-welcome")
        self.next()
        self.app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.picture("wizard-target")
        self.next()
        self.enter_server(simulator)
        self.picture("wizard-server")
        self.next()
        self.app.find("label", "Test Mailbox", WIZARD)

    def enter_server(self, simulator):
        app = self.app
        host = simulator.ews.split("/")[2]
        app.enter("text", "Server name or IP address", host, WIZARD)
        wait("the URL to fill itself in", lambda: app.find("text", "EWS URL", WIZARD).text() == simulator.ews)
        app.click("push button", "Choose…", WIZARD)
        app.find(None, CHOOSER)
        app.focus(CHOOSER)
        app.type(simulator.ca)
        app.keys("Return")
        app.gone(CHOOSER)
        app.find("push button", "Trust those of this computer again", WIZARD)

    def enter_admin(self, simulator, password=None, mailbox=""):
        app = self.app
        app.enter("text", "User principal name (name@domain)", simulator.admin, WIZARD)
        app.enter("password text", "Password", password or simulator.password, WIZARD)
        app.enter("text", "Mail address of somebody", mailbox, WIZARD)


def main():
    unittest.main(verbosity=2)
