#!/usr/bin/python3
"""test_notification.py - the desktop is told when a run has ended and nobody looks at the window; its click shows the run

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from drive import run  # noqa: E402
from journey import BUILD, MAIN, SKIPPED, Journey, main, wait  # noqa: E402

try:
    from gi.repository import Gio, GLib
except ImportError:
    print("python3-gi is not installed")
    sys.exit(SKIPPED)

PROGRAM = str(BUILD / "src" / "absentiactl")
PREFLIGHT = "Before Applying"
RUN = "Applying the Plan"
SERVER = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/></method>
</interface></node>"""


class Desktop:
    """Hears notifications, as a desktop's shell does."""

    def __init__(self):
        self.heard = []
        self.loop = GLib.MainLoop(context=GLib.MainContext.new())
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        assert self.ready.wait(20)

    def serve(self):
        self.loop.get_context().push_thread_default()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.register_object("/org/freedesktop/Notifications", Gio.DBusNodeInfo.new_for_xml(SERVER).interfaces[0], self.called)
        Gio.bus_own_name_on_connection(bus, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: self.ready.set(), None)
        self.loop.run()

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        answers = {"Notify": ("(u)", (1,)), "GetCapabilities": ("(as)", (["body", "actions"],)),
                   "GetServerInformation": ("(ssss)", ("test", "test", "1", "1.2"))}
        if method == "Notify":
            self.bus, self.sender = bus, sender
            self.heard.append(arguments.unpack())
        invocation.return_value(GLib.Variant(*answers[method]) if method in answers else None)

    def activate(self):
        """Somebody clicks on it."""
        self.bus.emit_signal(self.sender, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                             GLib.Variant("(us)", (1, "default")))

    def stop(self):
        self.loop.quit()
        self.thread.join(20)


class Notification(Journey):
    def plan(self, first):
        today = datetime.date.today()
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": [{
            "id": "away", "type": "training", "for": {"people": self.people},
            "when": {"from": str(today + datetime.timedelta(days=first)), "until": str(today + datetime.timedelta(days=first + 1))},
            "reply": {"inside": "<p>away</p>", "audience": "none"}}]}), encoding="utf-8")
        self.ctl("items", "import", str(path))

    def apply(self):
        app = self.app
        app.focus(MAIN)
        app.keys("ctrl+Return")
        app.find("push button", "Apply Now", PREFLIGHT, timeout=60, is_sensitive=True)
        root = run("xdotool", "search", "--maxdepth", "0", "").split()[0]
        run("xdotool", "windowfocus", root)  # nobody looks at it any more
        app.click("push button", "Apply Now", PREFLIGHT)
        app.find("label", "Done", RUN, timeout=60)

    def test_run_ended(self):
        desktop = Desktop()
        self.addCleanup(desktop.stop)
        sim = self.start_simulator("--people=12")
        self.add_profile(sim)
        self.people = [person["mail"] for person in json.loads(self.ctl("--json", "people")) if person["mail"] != sim.admin][:3]
        self.plan(2)
        self.start()
        self.find_count("12 people")
        self.apply()
        wait("the desktop to be told", lambda: desktop.heard)
        title, body = desktop.heard[0][3:5]
        self.assertIn("3", title + body)
        self.assertEqual(len(desktop.heard), 1)
        desktop.activate()
        self.app.find("label", "Done", RUN)
        self.end()


if __name__ == "__main__":
    main()
