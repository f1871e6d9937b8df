/* sim-admin.h - the admin endpoint of Exchange Online: cmdlets as JSON
 *
 * POST …/adminapi/beta/TENANT/InvokeCommand. Known are Get- and Set-MailboxAutoReplyConfiguration
 * and Get-AcceptedDomain; the token needs Exchange.ManageAsApp among its roles. As the real one
 * does, the first of them gives everybody where no Identity is named. Faults (sim-faults.h) name
 * the operation "admin-" and the cmdlet. One thread.
 */
#pragma once

#include "sim-turn.h"

typedef struct _SimAdmin SimAdmin;

SimAdmin *sim_admin_new (SimWorld *world);
void sim_admin_free (SimAdmin *self);

gboolean sim_admin_is_path (const char *path);
void sim_admin_serve (SimAdmin *self, SimTurn *turn);
