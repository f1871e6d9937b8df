/* cli-person.h - somebody in the directory, as people and check-names print them */
#pragma once

#include "exchange-person.h"

#include <json-glib/json-glib.h>

/* {"id","name","upn","mail","department","kind","enabled","dn", …}; null where nothing is known.
 * Caller unrefs. */
JsonObject *cli_person_json (const ExchangePerson *person);

/* "Ann Smith <ann@corp.example>  Sales". Caller frees. */
char *cli_person_line (const ExchangePerson *person);
