#!/usr/bin/python3
"""test_stubborn.py - the wizard while the server hangs, with far too much typed, and left in the middle

SPDX-License-Identifier: GPL-3.0-or-later
"""

import signal
import time

from journey import MAIN, PICKER, TEST, WIZARD, Journey, main, wait

LONG = "ä" + "x" * 10000
AT_ONCE = 10.0  # seconds, on a busy machine: far less than a server that hangs is waited for


class Stubborn(Journey):
    def begin(self, *options):
        """A connection that is kept; its wizard stands at the page Administrator."""
        self.sim = self.start_simulator("--people=20")
        self.add_profile(self.sim, has_directory=True, test_mailbox=self.sim.admin)
        app = self.start()
        app.find("push button", "Connection: corp, connected", MAIN)
        return self.open_wizard(*options)

    def open_wizard(self, automatic=False):
        app = self.app
        app.click("push button", lambda t: t.startswith("Connection: corp"), MAIN)
        app.find("label", "Where Are the Mailboxes?", WIZARD)
        self.next()
        app.find("label", "Where Is the Server?", WIZARD)
        if automatic:
            app.click("check box", "Find it with Autodiscover", WIZARD)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        app.focus(WIZARD)
        return app

    def hang(self):
        """The server takes connections, and says nothing more."""
        self.sim.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.go_on)

    def go_on(self):
        if self.sim.process.poll() is None:
            self.sim.process.send_signal(signal.SIGCONT)

    def quickly(self, what, look):
        """The panel answers at once, whatever the server does."""
        begin = time.monotonic()
        wait(what, look)
        self.assertLess(time.monotonic() - begin, AT_ONCE, what)

    def leave(self):
        """Escape, and the question if there is one."""
        app = self.app
        app.focus(WIZARD)
        app.keys("Escape")
        self.quickly("the wizard or its question", lambda: WIZARD not in app.windows() or app.look("push button", "Leave"))
        if WIZARD in app.windows():
            app.click("push button", "Leave")
        app.gone(WIZARD)

    def test_verification(self):
        app = self.begin()
        self.hang()
        self.next()
        app.find("push button", "Stop", WIZARD)
        self.picture("stubborn-verification")
        app.click("push button", "Stop", WIZARD)
        self.quickly("the end", lambda: app.look("label", "Stopped", WIZARD))
        app.click("push button", "Verify Again", WIZARD)
        app.find("push button", "Stop", WIZARD)
        app.keys("alt+b")
        self.quickly("the page before", lambda: app.look("label", "Test Mailbox", WIZARD))
        self.next()
        app.find("label", lambda t: t.endswith(": Verification"), WIZARD)
        self.leave()

        # The same once more, and the server comes back in the middle.
        self.open_wizard()
        self.next()
        app.find("push button", "Stop", WIZARD)
        self.go_on()
        app.find("label", "Everything works", WIZARD)
        self.leave()
        self.end()

    def test_search(self):
        app = self.begin(True)
        self.hang()
        self.next()
        app.find("label", lambda t: t.endswith(": Finding the server"), WIZARD)
        app.keys("alt+b")
        self.quickly("the page before", lambda: app.look("label", "Test Mailbox", WIZARD))
        self.next()
        app.find("label", lambda t: t.endswith(": Finding the server"), WIZARD)
        self.picture("stubborn-search")
        self.leave()
        self.end()

    def test_dialog(self):
        """Closed in the middle; closed with the wizard below it; quit in the middle."""
        app = self.begin()
        self.verify()
        self.hang()
        for ending in (("Escape",), ("alt+s", "Escape")):
            self.open_test()
            app.keys("alt+t")
            app.find("push button", "Stop", TEST)
            app.keys(*ending)
            self.quickly("the dialog to go", lambda: TEST not in app.windows())
            app.focus(WIZARD)
        self.open_test()
        app.keys("alt+w", "alt+t")
        app.find("push button", "Stop", TEST)
        self.end()  # as a desktop ends it

    def test_picker(self):
        app = self.begin()
        self.hang()
        app.click("push button", "Browse for the administrator", WIZARD)
        app.find("dialog", PICKER)
        app.focus(PICKER)
        wait("the field to have the keys", lambda: app.find("text", "Names to find", PICKER).has("focused"))
        app.type("alice")
        app.keys("alt+k", "Escape")
        self.quickly("the picker to go", lambda: PICKER not in app.windows())
        self.leave()
        self.end()

    def test_finish(self):
        """The connection is kept, and the window says that the server does not answer."""
        app = self.begin()
        self.verify()
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        self.hang()
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.picture("stubborn-finish")
        app.focus(MAIN)
        app.keys("ctrl+k")
        app.find("dialog", WIZARD)
        app.focus(WIZARD)
        app.keys("Escape")
        app.gone(WIZARD)
        self.end()

    def test_far_too_much(self):
        """Ten thousand characters in each entry: refused in words, or kept; the way back is open."""
        app = self.begin()
        app.resize(app.xid(WIZARD), 640, 960)
        refusals = (("User principal name (name@domain)", "A user principal name looks like name@domain.", self.sim.admin),
                    ("Mail address of somebody", "The test mailbox is not a mail address.", self.sim.admin))
        for entry, words, good in refusals:
            app.enter("text", entry, LONG + "@corp.example", WIZARD)
            self.next()
            app.find("label", words, WIZARD)
            self.picture("stubborn-refused")
            app.enter("text", entry, good, WIZARD)
        app.enter("password text", "Password", LONG, WIZARD)
        self.assertIn("failed", self.verify())
        app.click("push button", "Back", WIZARD)
        app.find("label", "Test Mailbox", WIZARD)
        app.click("push button", "Back", WIZARD)
        app.find("label", "Where Is the Server?", WIZARD)
        app.enter("text", "Server name or IP address", LONG, WIZARD)
        self.next()
        app.find("label", "This is neither a server name nor an IP address.", WIZARD)
        self.picture("stubborn-server")
        app.enter("text", "Server name or IP address", "mail.corp.example", WIZARD)
        app.enter("text", "EWS URL", "https://" + LONG + "/", WIZARD)
        self.next()
        app.find("label", lambda t: "URL" in t and t.endswith(".") and not t.startswith("Where"), WIZARD)
        self.picture("stubborn-url")
        self.leave()
        self.end()

    def test_one_wizard(self):
        """Connection pressed again while the wizard is there does not open a second one."""
        app = self.begin()
        app.focus(MAIN)
        app.keys("ctrl+k", "ctrl+k")
        wait("what was asked for", lambda: app.windows().count(WIZARD) == 1)
        self.assertEqual(app.windows().count(WIZARD), 1)
        self.leave()
        self.end()


if __name__ == "__main__":
    main()
