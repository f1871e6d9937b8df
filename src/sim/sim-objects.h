/* sim-objects.h - what the cmdlets that only tell something give, as data
 *
 * Properties as Microsoft's pages on these cmdlets have them. Each has usual objects, in whose
 * place the control port puts others, for one mailbox or for the organisation:
 *
 *   {"cmdlet": "Get-InboxRule", "address": A, "objects": [{"Name": …}]}
 *
 * objects null: the usual ones again. One thread.
 */
#pragma once

#include "sim-world.h"

#include <json-glib/json-glib.h>

/* How the parameter is called that names the mailbox; "": it is about the organisation; NULL: no
 * such cmdlet is served from here. */
const char *sim_objects_parameter (const char *cmdlet);

/* person: SIM_NOBODY for the organisation. Caller unrefs. */
JsonArray *sim_objects_find (const SimWorld *world, const char *cmdlet, guint person);
/* Only what somebody has put there, of any cmdlet; NULL: nothing. Caller unrefs. */
JsonArray *sim_objects_find_put (const SimWorld *world, const char *cmdlet, guint person);

/* Errors: BASE_ERROR_NOT_FOUND, BASE_ERROR_PROTOCOL. Caller unrefs. */
JsonObject *sim_objects_put_json (SimWorld *world, JsonObject *object, GError **error);
