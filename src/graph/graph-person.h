/* graph-person.h - a user of Graph as a person. Pure but for what the server learns. */
#pragma once

#include "graph-server.h"

#include <json-glib/json-glib.h>

/* What of a user is asked for. */
#define GRAPH_PERSON_PROPERTIES                                                                    \
  "id,displayName,mail,userPrincipalName,department,jobTitle,officeLocation,accountEnabled,"       \
  "userType,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesSamAccountName,"                 \
  "onPremisesDomainName,onPremisesDistinguishedName"

/* NULL for somebody who has no mailbox there: a guest, or without a mail address. In a
 * hybrid organisation the id is the directory's, where the user is synchronised from one; else
 * Entra's, which is what a listing of changes calls who was removed. */
ExchangePerson *graph_person_new (GraphServer *server, JsonObject *user);
/* NULL for one without an id or a name. */
ExchangePerson *graph_person_new_group (JsonObject *group);
