/* sim-ldap-change.h - what happens to people of the directory while it runs: the control port's
 * part
 *
 * Exchange hears nothing of it. Each change gets the next uSNChanged.
 */
#pragma once

#include "sim-world.h"

#include <json-glib/json-glib.h>

/* {"address": A, "state": a name of sim-accounts.h}. */
JsonObject *sim_ldap_change_account (SimWorld *world, JsonObject *object, GError **error);

/* {"address": A, "set": {attribute: text, list of texts or null, …}}, where "cn" renames;
 * {"address": A, "remove": true}; or {"add": {attribute: …}, "unit": department}, which needs "cn".
 * Returns {"dn", "usn"}. An address of "add" can be used as A later on. Errors are
 * BASE_ERROR_NOT_FOUND and BASE_ERROR_PROTOCOL. Caller unrefs. */
JsonObject *sim_ldap_change_person (SimWorld *world, JsonObject *object, GError **error);
