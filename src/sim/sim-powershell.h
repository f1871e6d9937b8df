/* sim-powershell.h - /PowerShell/: Exchange's remote PowerShell over WS-Management
 *
 * Faults (sim-faults.h) name the operations "powershell-create", "-command", "-send", "-receive",
 * "-signal" and "-delete": "status", "reset", "redirect", "garbage", "cut_after" and "slow_ms" as
 * for EWS; "fault" is a number of WS-Management
 * ("2150858793": nothing new; "2150858843": the shell is lost, and so it is), or "shells" or
 * "quota" for the two that have words only. A cmdlet's name as the operation makes it fail: "fault"
 * with an exception of that name, "response_error" with an error record beside its results.
 *
 * What goes out is cut anywhere, also in the heads of fragments. Requests after the first must
 * bring the cookie of the answer to it, as behind a front end. One thread.
 */
#pragma once

#include "sim-turn.h"

typedef struct _SimPowershell SimPowershell;

SimPowershell *sim_powershell_new (SimWorld *world);
void sim_powershell_free (SimPowershell *self);

gboolean sim_powershell_is_path (const char *path);

/* Log in with Basic, understand, answer. */
void sim_powershell_serve (SimPowershell *self, SimTurn *turn);
/* The same for somebody who is logged in. */
void sim_powershell_serve_as (SimPowershell *self, SimTurn *turn, guint caller);
