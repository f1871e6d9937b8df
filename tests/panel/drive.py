"""drive.py - drives the panel as a person would, through the accessibility bus and real keys

Plain D-Bus: nothing is cached, so nothing is stale. Where GTK 4.8 offers no accessible action (check buttons, list rows,
drop-downs) it clicks with xdotool. Every wait is for a state, with a time limit. Runs inside headless.sh.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import time

import dbus
import dbus.bus

A11Y = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
FOREVER = 2**31 - 1

STATE = {"checked": 4, "expanded": 10, "focusable": 11, "focused": 12, "modal": 16, "pressed": 20, "selected": 23,
         "sensitive": 24, "showing": 25}
ROLE = {7: "check box", 11: "combo box", 16: "dialog", 23: "frame", 27: "image", 29: "label", 31: "list", 32: "list item",
        35: "menu item", 39: "panel", 40: "password text", 43: "push button", 44: "radio button", 48: "scroll bar",
        49: "scroll pane", 61: "text", 62: "toggle button", 69: "window", 75: "application", 79: "entry", 88: "link",
        90: "table row", 98: "list box", 99: "grouping", 130: "switch"}
# What one version of GTK calls so, and another otherwise.
SAME = {"check box": {"radio button", "switch"}, "push button": {"toggle button"}, "text": {"entry"}, "entry": {"text"}}
# What takes a click for all that lies in it.
LEAF = {"check box", "combo box", "list item", "menu item", "push button", "radio button", "table row", "text", "entry"}


class NotThere(AssertionError):
    """What was waited for did not come."""


def wait(what, look, timeout=20.0, every=0.03):
    """Asks again until look () gives something true."""
    end, last = time.monotonic() + timeout, None
    while True:
        try:
            found = look()
            if found:
                return found
        except dbus.DBusException as error:  # it went away while it was looked at
            last = error.get_dbus_message()
        if time.monotonic() > end:
            raise NotThere(f"waited {timeout:g} s for {what}" + (f" ({last})" if last else ""))
        time.sleep(every)


def run(*argv):
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


class Node:
    """One accessible object, as it was when the tree was fetched."""

    def __init__(self, app, item):
        self.app = app
        self.dest, self.path = item[0]
        self.parent_path = item[2][1]
        self.index, self.count = int(item[3]), int(item[4])
        self.interfaces = [name[len(A11Y):] for name in item[5]]
        self.raw_name, self.role_id, self.description, self.states = str(item[6]), int(item[7]), str(item[8]), item[9]
        self.children = []

    @property
    def role(self):
        return ROLE.get(self.role_id, str(self.role_id))

    @property
    def name(self):
        """GTK 4.8 names a mnemonic button '_Next Next', a labelled thing 'Name Name' and a nameless one by its class."""
        words = self.raw_name.split(" ")
        if self.raw_name.startswith(("Gtk", "Adw", "Panel")) and len(words) == 1:
            return ""
        for half in (len(words) // 2, (len(words) + 1) // 2):
            if 0 < half < len(words) and " ".join(words[:half]).replace("_", "", 1) == " ".join(words[half:]):
                return " ".join(words[half:])
        return self.raw_name

    def call(self, interface, method, signature="", *args):
        return self.app.call(self.dest, self.path, A11Y + interface, method, signature, *args)

    def has(self, state):
        words = self.call("Accessible", "GetState")
        return bool(words[STATE[state] // 32] >> (STATE[state] % 32) & 1)

    def has_still(self, state):
        """False also when it has gone since."""
        try:
            return self.has(state)
        except dbus.DBusException:
            return False

    def had(self, state):
        return bool(self.states[STATE[state] // 32] >> (STATE[state] % 32) & 1)

    def extents(self):
        return tuple(int(v) for v in self.call("Component", "GetExtents", "u", 1))

    def ancestors(self):
        node, seen = self, set()
        while node is not None and node.path not in seen:
            yield node
            seen.add(node.path)
            node = self.app.nodes.get(node.parent_path)

    def below(self):
        yield self
        for child in self.children:
            yield from child.below()

    def top(self):
        return [n for n in self.ancestors() if n.role != "application"][-1]

    def popover(self):
        """The open popover around it; a closed one is not in the tree."""
        return next((n for n in self.ancestors()
                     if n.role not in ("frame", "dialog", "push button") and "default.activate" in n.actions()), None)

    def actions(self):
        return [str(a[0]).lower() for a in self.call("Action", "GetActions")] if "Action" in self.interfaces else []

    def text(self):
        return str(self.call("Text", "GetText", "ii", 0, FOREVER)) if "Text" in self.interfaces else self.name

    def is_seen(self):
        """There to be seen and hit: GTK 4.8 lists the hidden pages of a stack, too."""
        if "Component" not in self.interfaces or self.role == "application":
            return True
        if self.app.sets_showing:
            return self.has("showing") and self.extents()[2] > 0
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            return False
        top = self.top()
        if top.path == self.path or self.popover():
            return True

        hit = None  # an icon or the inside of an entry has no accessible object: then its sides are tried
        for px, py in ((x + width // 2, y + height // 2), (x + 1, y + height // 2), (x + width - 2, y + height // 2),
                       (x - 3, y + height // 2)):
            hit = hit or self.app.nodes.get(top.call("Component", "GetAccessibleAtPoint", "iiu", px, py, 1)[1])
        if hit is None:
            parent = self.app.nodes.get(self.parent_path)
            return parent is not None and parent.is_seen()
        if any(n.path == self.path for n in hit.ancestors()):
            return True
        if hit.role in LEAF:
            return any(n.path == hit.path for n in self.ancestors())
        if not self.has("sensitive"):  # it is never hit: its nearest sensitive ancestor is
            return hit.path == next((n.path for n in self.ancestors() if n.has("sensitive")), None)
        return False

    def is_still_seen(self):
        """GTK 4.8 also lists objects of widgets that are gone; one of them must not hide another of its name."""
        try:
            return self.is_seen()
        except dbus.DBusException:
            return False


class App:
    """The program under test."""

    def __init__(self, *argv, log=None, env=None, timeout=30):
        self.log_path = log or os.path.join(os.environ["PANEL_RUN"], "program.log")
        self.nodes, self.root, self.sets_showing = {}, None, False
        address = dbus.SessionBus().call_blocking("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", "", ())
        self.bus = dbus.bus.BusConnection(str(address))
        with open(self.log_path, "wb") as out:
            self.process = subprocess.Popen(argv, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})})
        self.dest = wait(f"{argv[0]} on the accessibility bus", self.find_on_bus, timeout)
        wait("its first window", lambda: self.refresh().children, timeout)

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def call(self, dest, path, interface, method, signature="", *args):
        return self.bus.call_blocking(dest, path, interface, method, signature, args, timeout=10.0)

    def find_on_bus(self):
        if self.process.poll() is not None:
            raise NotThere(f"the program ended with {self.process.returncode}:\n{self.log()[-2000:]}")
        for dest, _ in self.call(A11Y + "Registry", ROOT, A11Y + "Accessible", "GetChildren"):
            pid = self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", "s", dest)
            if pid == self.process.pid:
                return dest
        return None

    def refresh(self, is_thorough=False):
        """One call gives every object that GTK has made so far; what is not yet made is made by asking its parent. Parents
        that have enough children are only asked when it is to be thorough: a hidden one may stand in for a new one."""
        if self.process.poll() is not None:
            raise NotThere(f"the program ended with {self.process.returncode}:\n{self.log()[-2000:]}")
        self.call(self.dest, ROOT, A11Y + "Accessible", "GetChildren")
        stuck = set()
        nodes = {}
        for _ in range(60):
            items = self.call(self.dest, "/org/a11y/atspi/cache", A11Y + "Cache", "GetItems")
            nodes = {item[0][1]: Node(self, item) for item in items}
            for node in nodes.values():
                parent = nodes.get(node.parent_path)
                if parent is not None and parent is not node:
                    parent.children.append(node)
            lacking = [n for n in nodes.values()
                       if (is_thorough or len(n.children) < n.count) and n.count > 0 and n.path not in stuck]
            stuck.update(n.path for n in lacking)
            for node in lacking:
                try:
                    node.call("Accessible", "GetChildren")
                except dbus.DBusException:
                    pass
            if not lacking:
                break
        for node in nodes.values():
            node.children.sort(key=lambda n: n.index)
        self.nodes, self.root = nodes, nodes[ROOT]
        self.sets_showing = any(n.role == "panel" and n.had("showing") for n in nodes.values())
        return self.root

    def windows(self):
        return [w.name for w in self.refresh().children]

    def look(self, role=None, name=None, within=None, is_sensitive=False, is_thorough=False):
        """What is seen now of that role and name (a string, or a function that judges it); within: a window's name."""
        self.refresh(is_thorough)
        top = next((c for c in self.root.children if c.name == within), None) if within else self.root
        if top is None:
            return []
        fits = name if callable(name) else lambda text: name is None or text == name
        hits = [n for n in top.below()
                if (role is None or n.role == role or n.role in SAME.get(role, ())) and fits(n.name)]
        return [n for n in hits if n.is_still_seen() and (not is_sensitive or n.has("sensitive"))]

    def find(self, role=None, name=None, within=None, timeout=20.0, is_sensitive=False):
        quick_until = time.monotonic() + 0.5

        def look():
            return self.look(role, name, within, is_sensitive, time.monotonic() > quick_until)

        try:
            return wait(f"{role or 'something'} {name!r}", look, timeout)[0]
        except NotThere as error:
            names = sorted({f"{n.role} {n.name!r}" for n in self.nodes.values() if n.name and (role is None or n.role == role)})
            raise NotThere(f"{error}; there is: {', '.join(names)[:1500]}") from None

    def gone(self, window, timeout=20.0):
        wait(f"window {window!r} to go", lambda: window not in self.windows(), timeout)

    def click(self, role, name, within=None, timeout=20.0):
        """By the object's own action where there is one, else by a real click."""
        node = self.find(role, name, within, timeout, is_sensitive=True)
        if any(action in ("click", "toggle") for action in node.actions()):
            node.call("Action", "DoAction", "i", 0)
        else:
            self.mouse(node)
        return node

    def enter(self, role, name, text, within=None):
        node = self.find(role, name, within)
        if "EditableText" not in node.interfaces:
            node = next(n for n in node.below() if "EditableText" in n.interfaces)
        node.call("EditableText", "SetTextContents", "s", text)
        if node.role != "password text":
            wait(f"{text!r} to stand there", lambda: node.text() == text, 5)
        return node

    def xid(self, title):
        def search():
            try:
                for xid in reversed(run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()):
                    if run("xdotool", "getwindowname", xid).strip() == title:
                        return xid
            except subprocess.CalledProcessError:  # one of them has gone meanwhile
                return None
            return None
        return wait(f"an X window {title!r}", search, 10)

    def focus(self, title):
        """Without a window manager nobody else gives a window the keys."""
        run("xdotool", "windowfocus", "--sync", self.xid(title))

    @staticmethod
    def resize(xid, width, height):
        run("xdotool", "windowsize", "--sync", xid, str(width), str(height))

    @staticmethod
    def keys(*keys):
        run("xdotool", "key", "--clearmodifiers", "--delay", "30", *keys)

    @staticmethod
    def type(text):
        run("xdotool", "type", "--clearmodifiers", "--delay", "12", "--", text)

    @staticmethod
    def geometry(xid):
        lines = run("xdotool", "getwindowgeometry", "--shell", xid).split()
        return {key: int(value) for key, value in (line.split("=") for line in lines)}

    def mouse(self, node, clicks=1):
        """A real click in its middle. GTK 4 tells places within its window, without the window's own border."""
        before = []

        def is_still():
            before.append(node.extents())
            return len(before) > 1 and before[-1] == before[-2]

        wait("it to stand still", is_still, 5)
        base = node.popover()
        left, top, width, height = (base or node.top()).extents()
        if base is None:
            xid = self.xid(node.top().raw_name)
        else:  # a popover is an X window of its own, without a name: known by its size
            xids = run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
            xid = min(xids, key=lambda i: abs(self.geometry(i)["WIDTH"] - width) + abs(self.geometry(i)["HEIGHT"] - height))
        place = self.geometry(xid)
        border_x = 0 if base else (place["WIDTH"] - width) // 2
        border_y = 0 if base else (place["HEIGHT"] - height) // 2
        x, y, node_width, node_height = node.extents()
        run("xdotool", "mousemove", "--window", xid, str(x + node_width // 2 + border_x - left),
            str(y + node_height // 2 + border_y - top), "click", "--repeat", str(clicks), "--delay", "60", "1")

    def choose(self, name, item, within=None):
        """Another entry of a combo row, by the keyboard: its list has no action."""
        combo = self.find("combo box", name, within)
        self.mouse(combo)

        def open_list():
            self.refresh()
            lists = [n for n in self.nodes[combo.path].below()
                     if n.role == "list" and any(m.role == "label" and m.name == item for m in n.below())]
            return next((n for n in lists if len(n.children) > 1), None)

        rows = [[n.name for n in row.below() if n.role == "label"] for row in wait(f"the list of {name!r}", open_list, 5).children]
        self.keys("Home", *["Down"] * next(i for i, row in enumerate(rows) if item in row), "Return")

    @staticmethod
    def picture(path):
        run("import", "-silent", "-window", "root", path)

    def tree(self, out=sys.stdout):
        def show(node, depth):
            flags = "".join(word[0] for word in ("sensitive", "focusable", "pressed", "checked") if node.had(word))
            print(f"{'  ' * depth}{node.role} {node.name!r} [{flags}] {node.description!r}", file=out)
            for child in node.children:
                show(child, depth + 1)
        show(self.refresh(), 0)

    def tell(self, out=sys.stderr):
        """What somebody wants to know who was not there when it went wrong: windows, keys, what was told, the log's end."""
        def say(what, look):
            try:
                print(f"  {what}: {look()}", file=out)
            except Exception as error:  # never instead of what went wrong
                print(f"  {what}: not to be found out: {error}", file=out)

        def x_windows():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   capture_output=True, text=True)
            keys = subprocess.run(["xdotool", "getwindowfocus"], capture_output=True, text=True).stdout.strip()
            return [run("xdotool", "getwindowname", xid).strip() + (" (has the keys)" if xid == keys else "")
                    for xid in found.stdout.split()]

        def seen(fits):
            self.refresh(is_thorough=True)
            return [f"{n.top().name!r}: {n.role} {n.name!r} {n.description!r}" for n in self.root.below() if fits(n)]

        say("program", lambda: "runs" if self.process.poll() is None else f"ended with {self.process.returncode}")
        say("windows on the bus", self.windows)
        say("windows on the screen", x_windows)
        say("has the keys", lambda: seen(lambda n: n.role != "frame" and n.had("focused")))
        say("told of the cursor", lambda: seen(lambda n: n.role == "list item" and n.description))
        say("buttons", lambda: ", ".join(n.name for n in self.look("push button") if n.name))
        print("  the end of its log:\n" + "\n".join("    " + line for line in self.log().splitlines()[-30:]), file=out)

    def stop(self, timeout=15):
        """Ends it as a desktop does, and gives its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode
