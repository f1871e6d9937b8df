/* sim-mailbox-json.h - a mailbox as the control port shows and sets it
 *
 * Errors: BASE_ERROR_NOT_FOUND for an address of nobody, BASE_ERROR_PROTOCOL and
 * BASE_ERROR_REJECTED for odd values.
 */
#pragma once

#include "sim-world.h"

#include <json-glib/json-glib.h>

/* address NULL: an error. Caller unrefs. */
JsonObject *sim_mailbox_to_json (SimWorld *world, const char *address, GError **error);

/* Changes what the object names (also {"hours": {"days": 31, "from": 480, "until": 1020, "zone":
 * W}}, in bits from Monday and in minutes; days 0: nobody may see them; "rules" and "outlook_rules"
 * as in sim-rules.h), and returns what the mailbox holds then. Caller unrefs. */
JsonObject *sim_mailbox_set_json (SimWorld *world, JsonObject *object, GError **error);
