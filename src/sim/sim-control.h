/* sim-control.h - the strings behind the stage: HTTP on loopback, for tests and for people at the
 * demo
 *
 *   GET    /counters            what was asked so far (sim-counters.h, and "wrong_passwords")
 *   DELETE /counters            from zero again
 *   GET    /log                 the last requests, with --log N
 *   GET    /faults              {"faults": how many rules there are}
 *   POST   /faults              adds rules (sim-faults.h)
 *   DELETE /faults              none any more
 *   GET    /clock               {"now"}
 *   POST   /clock               {"now": "2031-01-01T00:00:00Z"}: it runs on from there
 *   GET    /mailbox?address=A   {"address","name","department","zone","state","audience","from",
 *                               "until","inside","outside"}
 *   POST   /mailbox             the same ("address" and what shall be different): sets it, without
 *                               checks and without counting
 *   POST   /account             puts somebody's account into a state (sim-ldap-change.h)
 *   POST   /person              changes, adds or removes somebody in the directory (the same)
 *   GET    /organization        what PowerShell shows of it (sim-organization.h)
 *   POST   /organization        changes that
 *   POST   /shutdown            ends the simulator
 *
 * Answers are JSON; what is odd is 400 with {"error"}. Every request needs the header
 * "Authorization: Bearer <control_token of the ready line>": a web page that the user happens to
 * have open cannot send that. One thread.
 */
#pragma once

#include "sim-world.h"

typedef struct _SimControl SimControl;

/* Listens. world is borrowed; stop (data) is called by /shutdown. */
SimControl *sim_control_new (SimWorld *world, void (*stop) (gpointer data), gpointer data,
                             GError **error);
void sim_control_free (SimControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimControl, sim_control_free)

int sim_control_port (const SimControl *self);
BaseSecret *sim_control_token (const SimControl *self); /* borrowed */
