/* cmdlets-consoles.h - the consoles that are open at a server, shared by all workers
 *
 * One worker has a console at a time. There are never more than Exchange lets one account have:
 * when it refuses one more, those that are open have to do. The first console is opened alone, and
 * who waits shares its fate, so that a wrong password is tried once; after a refusal nobody touches
 * the network.
 *
 * Any thread.
 */
#pragma once

#include "powershell-console.h"

/* Exchange's throttling policy lets an account have 18; the rest are for the people who work with
 * it. */
#define CMDLETS_MOST_CONSOLES 8
#define CMDLETS_CLOSE_MS 3000 /* all together */

typedef struct _CmdletsConsoles CmdletsConsoles;

/* place: borrowed. most: at the same time, at most CMDLETS_MOST_CONSOLES. */
CmdletsConsoles *cmdlets_consoles_new (const PowershellPlace *place, guint most);
/* Closes them: blocks for at most CMDLETS_CLOSE_MS. Nobody may have one any more. NULL is fine. */
void cmdlets_consoles_free (CmdletsConsoles *self);

/* Runs a cmdlet in one of them; waits until one is free, cancellably. Errors: those of
 * powershell-console.h. */
PowershellResult *cmdlets_consoles_run (CmdletsConsoles *self, BaseCall *call,
                                        const PowershellCommand *command, GError **error);
