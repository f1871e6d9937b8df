/* sim-organization.h - settings of the whole organisation that PowerShell shows, as the control
 * port shows and sets them
 *
 *   {"auto_reply_enabled": true, "allowed_oof": "External", "policy": "", "role_scope": "",
 *    "role_enabled": true, "external_oof": "All", "role_hidden": false, "roles": "all"}
 *
 * policy: the throttling policy of the administrator, "": the organisation's; role_scope: a name,
 * "": everybody; role_enabled: false leaves the administrator nobody to act for; external_oof: what
 * AllowExternalOof says (All, Known, None); role_hidden: the role comes through a group in a group,
 * which no assignment shows; roles: which cmdlets the administrator has: "all",
 * "view" (nothing that changes something), "own" (those for the own mailbox, like everybody),
 * "none". One thread.
 */
#pragma once

#include <json-glib/json-glib.h>

typedef enum
{
  SIM_ROLES_NONE,
  SIM_ROLES_OWN,
  SIM_ROLES_VIEW,
  SIM_ROLES_ALL
} SimRoles;

typedef struct
{
  gboolean auto_reply_enabled;
  char *allowed_oof; /* External, ExternalLegacy, InternalLegacy, None */
  char *policy;
  char *role_scope;
  gboolean role_enabled;
  char *external_oof;
  gboolean role_hidden;
  SimRoles roles;
} SimOrganization;

void sim_organization_init (SimOrganization *self);
void sim_organization_clear (SimOrganization *self);

JsonObject *sim_organization_to_json (const SimOrganization *self); /* caller unrefs */
/* Changes what the object names; nothing when something is odd, with BASE_ERROR_PROTOCOL. */
gboolean sim_organization_set_json (SimOrganization *self, JsonObject *object, GError **error);
