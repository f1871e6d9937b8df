/* graph-person.h - a user of Graph as a person. Pure but for what the server learns. */
#pragma once

#include "graph-server.h"

#include <json-glib/json-glib.h>

/* What of a user is asked for. */
#define GRAPH_PERSON_PROPERTIES                                                                    \
  "id,displayName,mail,userPrincipalName,department,jobTitle,officeLocation,accountEnabled,"       \
  "userType,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesSamAccountName,"                 \
  "onPremisesDomainName,onPremisesDistinguishedName"
/* And the manager: among the properties of a listing of changes, which says "manager@delta"; any
 * other listing has them expanded. */
#define GRAPH_PERSON_CHANGES GRAPH_PERSON_PROPERTIES ",manager"
#define GRAPH_PERSON_MANAGER "manager($select=id,onPremisesImmutableId)"

typedef enum
{
  GRAPH_TOLD_WHOLE, /* what is missing there is none of */
  GRAPH_TOLD_CHANGE /* a manager who is not named is the one of before */
} GraphTold;

/* NULL for somebody who has no mailbox there: a guest, or without a mail address. In a
 * hybrid organisation the id is the directory's, where the user is synchronised from one; else
 * Entra's, which is what a listing of changes calls who was removed. */
ExchangePerson *graph_person_new (GraphServer *server, JsonObject *user, GraphTold told);
/* NULL for one without an id or a name. */
ExchangePerson *graph_person_new_group (JsonObject *group);
