/* base-fault.h - points at which a test lets the process die, as a power cut would
 *
 * Only in builds with tests: elsewhere a point is nothing (base-fault-none.c). The environment
 * names one in ABSENTIA_FAULT, as "journal-begun" or "journal-begun:3": the third time that any
 * thread comes to it, the process is killed there, without any clean-up. Any thread.
 *
 * In the order of a mailbox's way: "read" (it was read), "decided" (what it shall hold is known),
 * "managed-kept" (what will be ours is kept), "journal-begun", "sent" (the server has begun to
 * answer a request, of any kind), "answered" (a write was), "read-back", "journal-ended",
 * "confirmed" (what arrived is kept), "coverage-kept". Of what happens beside a reply: "act-kept",
 * "act-journal-begun", "rule-made", "rule-removed", "entry-made", "entry-removed" or "mail-sent"
 * (the server has answered), "act-done", "journal-ended", "act-journal-ended", "act-forgotten". Of
 * an engine: "lease-taken", "plan-loaded", "run-ended", "state-kept", "lease-dropped".
 */
#pragma once

void base_fault (const char *point);
