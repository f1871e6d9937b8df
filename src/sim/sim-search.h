/* sim-search.h - finding people as an address book does. Pure; any thread. */
#pragma once

#include "sim-people.h"

/* The numbers of the people (guint32) that match, in the order of an address list. Each word of
 * query, whatever its case and accents, must begin a part of the name or of the address. "":
 * everybody. Caller unrefs. */
GArray *sim_search (const SimPeople *people, const char *query);
