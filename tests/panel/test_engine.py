#!/usr/bin/python3
"""test_engine.py - the engine in the main window: an engine and the panel at the same store, paused and let go on from there, and ended

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import signal
import subprocess

from journey import BUILD, MAIN, Journey, main, wait

PROGRAM = str(BUILD / "src" / "absentiactl")


class Engine(Journey):
    def state(self):
        return json.loads(self.ctl("--json", "engine", "status", status=(0, 5)))["state"]

    def start_engine(self):
        process = subprocess.Popen([PROGRAM, "engine"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment())
        self.addCleanup(process.wait, 60)
        self.addCleanup(process.kill)
        return process

    def begin(self):
        sim = self.start_simulator("--people=12")
        self.add_profile(sim)
        people = [person["mail"] for person in json.loads(self.ctl("--json", "people")) if person["mail"] != sim.admin]
        today = datetime.date.today()
        items = [{"id": f"course-{mail}", "type": "training", "for": {"people": [mail]},
                  "when": {"from": str(today + datetime.timedelta(days=1)), "until": str(today + datetime.timedelta(days=2)),
                           "rrule": "FREQ=WEEKLY"}, "reply": {"inside": "<p>away</p>", "audience": "none"}} for mail in people[:3]]
        path = self.folder / "items.yaml"
        path.write_text(json.dumps({"items": items}), encoding="utf-8")
        self.ctl("items", "add", str(path))
        app = self.start()
        self.find_count("12 people")
        return app

    def test_engine(self):
        app = self.begin()
        self.assertFalse(app.look("grouping", "The engine", MAIN))
        engine = self.start_engine()
        self.says("The engine runs. It looks again")
        self.says("Exchange already holds the right reply for everybody until")
        self.picture("engine-runs")
        app.focus(MAIN)
        app.click("push button", "Pause…", MAIN)
        app.enter("text", "Why, for the others to read", "servers are moved", MAIN)
        self.picture("engine-pause")
        app.click("push button", "Pause the Engine", MAIN)
        self.says("The engine is paused: servers are moved")
        wait("the engine to hear of it", lambda: self.state() == "paused")
        self.picture("engine-paused")
        app.click("push button", "Let It Go On", MAIN)
        wait("the engine to go on", lambda: self.state() == "running")
        self.says("The engine runs. It looks again")
        engine.send_signal(signal.SIGTERM)
        self.says("The engine is stopped.")
        self.picture("engine-stopped")

    def says(self, words):
        self.app.find("label", lambda text: words in text, MAIN, timeout=60)


if __name__ == "__main__":
    main()
