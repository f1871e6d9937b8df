#!/usr/bin/python3
"""test_failures.py - what goes wrong is said in its row, with a remedy, and the wizard goes no further

SPDX-License-Identifier: GPL-3.0-or-later
"""

from journey import MAIN, WIZARD, Journey, main, wait


class Failures(Journey):
    uses_file_chooser = True

    def expect_failure(self, title, remedy):
        """The row of that title failed, tells the remedy, and there is no way on."""
        app = self.app
        wait(f"{title} to have failed", lambda: [n for n in app.look("label", lambda t: t.startswith("Failed: "), WIZARD)
                                                 if title in [m.name for m in app.nodes[n.parent_path].below()]])
        app.find("label", lambda t: remedy in t, WIZARD)
        self.assertFalse(app.look("push button", "Next", WIZARD, is_sensitive=True))
        self.assertNotIn("CRITICAL", app.log())

    def test_wrong_password(self):
        simulator = self.start_simulator("--people=20")
        self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator, password="not the password")
        self.verify()
        self.expect_failure("User name and password", "password")
        self.picture("failed-password")

        # Looking back and forth asks the server nothing: a wrong password is sent once.
        requests = simulator.counters()
        self.app.click("push button", "Back", WIZARD)
        self.app.find("label", "Test Mailbox", WIZARD)
        self.verify()
        self.expect_failure("User name and password", "password")
        self.assertEqual(simulator.counters(), requests)

        # With the right one it goes on.
        self.app.click("push button", "Back", WIZARD)
        self.enter_admin(simulator)
        self.verify()
        self.app.find("push button", "Next", WIZARD, is_sensitive=True)
        self.end()

    def test_unknown_host(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        app.click("push button", "Back", WIZARD)
        app.enter("text", "Server name or IP address", "nowhere.invalid", WIZARD)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.verify()
        self.expect_failure("Server name", "name")
        self.picture("failed-host")
        self.end()

    def test_untrusted_certificate(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        app.click("push button", "Back", WIZARD)
        app.click("push button", "Trust those of this computer again", WIZARD)
        app.find("label", "Those that this computer trusts", WIZARD)
        self.next()
        app.find("label", "Test Mailbox", WIZARD)
        self.verify()
        self.expect_failure("Secure connection", "certificate")
        self.picture("failed-certificate")
        self.end()

    def test_stop(self):
        simulator = self.start_simulator("--people=20", "--latency=3000")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        self.next()
        self.app.find("label", lambda t: t.startswith("Running"), WIZARD)
        self.picture("verifying")
        app.click("push button", "Stop", WIZARD)
        app.find("label", "Stopped", WIZARD)
        app.find("push button", "Verify Again", WIZARD)
        self.end()

    def test_offline_keeps_what_was_read(self):
        simulator = self.start_simulator("--people=20")
        app = self.start()
        self.begin_wizard(simulator)
        self.enter_admin(simulator)
        self.verify()
        self.next()
        app.find("label", "What Will Be Kept", WIZARD)
        app.click("push button", "Finish", WIZARD)
        app.gone(WIZARD)
        self.find_count("20 people")

        simulator.stop()
        app.click("push button", "Refresh", MAIN)
        app.find("push button", lambda t: t.startswith("Connection: ") and t.endswith(", offline"), MAIN)
        app.find("push button", "Try Again", MAIN)
        self.find_count("20 people")
        self.picture("offline")
        app.click("push button", "Details", MAIN)
        app.find("text", "Technical details", "Details of the Problem")
        self.picture("problem-details")
        self.end()

        # A start without the server shows the people of the last time, and says of when they are.
        app = self.start()
        self.find_count("20 people")
        app.find("label", lambda t: t.startswith("People as of "), MAIN)
        app.find("push button", "Try Again", MAIN)
        self.picture("offline-start")
        self.end()


if __name__ == "__main__":
    main()
