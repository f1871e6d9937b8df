"""test_graph.py - Microsoft's own client of Graph, on the simulator: it reads, writes, batches and pages

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import unittest
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "flow"))

import node_modules  # noqa: E402
import practice  # noqa: E402

MODULES = pathlib.Path(node_modules.folder())
REPLY = {"status": "scheduled", "externalAudience": "contactsOnly",
         "internalReplyMessage": "<html><body><p>Grüße & <b>ä</b> \"q\" 😀\n</p></body></html>",
         "externalReplyMessage": "<p>Out – back on 8.12.</p>",
         "scheduledStartDateTime": {"dateTime": "2031-12-01T08:00:00.0000000", "timeZone": "UTC"},
         "scheduledEndDateTime": {"dateTime": "2031-12-08T17:30:00.0000000", "timeZone": "UTC"}}


class GraphClientTest(practice.FlowTest):
    def people(self, simulator, number):
        request = urllib.request.Request(simulator.graph + "/v1.0/users?$select=mail&$top=99",
                                         headers={"Authorization": "Bearer " + simulator.bearer})
        trusted = ssl.create_default_context(cafile=simulator.ca)
        with urllib.request.urlopen(request, timeout=practice.TIMEOUT, context=trusted) as answer:
            found = json.load(answer)["value"]
        return [one["mail"] for one in found if one["mail"] != simulator.admin][:number]

    def run_client(self, simulator, question):
        script = MODULES / "graph-client.mjs"  # node looks for packages beside the script
        shutil.copyfile(pathlib.Path(__file__).with_name(script.name), script)
        done = subprocess.run(["node", script], input=json.dumps(question), capture_output=True, text=True,
                              env=os.environ | {"NODE_EXTRA_CA_CERTS": simulator.ca}, timeout=practice.TIMEOUT)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout.splitlines()

    def test_client(self):
        simulator = self.start("--people", "60")
        people = self.people(simulator, 15)
        question = {"graph": simulator.graph, "token": simulator.bearer, "people": people, "reply": REPLY}
        lines = self.run_client(simulator, question)
        self.assertEqual(lines, ["single", "merged", "batched", "paged 60", "searched", "refused"])
        held = simulator.mailbox(people[14])
        self.assertEqual((held["state"], held["inside"]), ("scheduled", REPLY["internalReplyMessage"]))
        self.assertEqual(held["from"], "2031-12-01T08:00:00Z")


if __name__ == "__main__":
    unittest.main()
