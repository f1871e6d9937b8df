/* sim-people.h - everybody who has a mailbox: made from a seed, the same people every time
 *
 * A person is a number; names and addresses are computed or stored compactly, so that 100,000 of
 * them cost a few megabytes and a tenth of a second. Number 0 is the administrator. Immutable; any
 * thread.
 */
#pragma once

#include <glib.h>

#define SIM_DOMAIN "corp.example"
#define SIM_DOMAIN_SID "S-1-5-21-397955417-626881126-188441444"
#define SIM_FIRST_RID 1000 /* of number 0; the others follow */
#define SIM_ADMIN 0u
#define SIM_NOBODY G_MAXUINT32
#define SIM_MOST_PEOPLE 1000000

typedef struct _SimPeople SimPeople;

/* count: the administrator included, from 1 to SIM_MOST_PEOPLE. */
SimPeople *sim_people_new (guint count, guint64 seed);
void sim_people_free (SimPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimPeople, sim_people_free)

guint sim_people_count (const SimPeople *self);

/* By primary address (which is the UPN too), whatever its case; or SIM_NOBODY. */
guint sim_people_find (const SimPeople *self, const char *address);
/* By secondary address: everybody has one, "e<number>@corp.example". */
guint sim_people_find_secondary (const SimPeople *self, const char *address);
/* By security identifier, "S-1-5-21-…". */
guint sim_people_find_sid (const SimPeople *self, const char *sid);

const char *sim_people_address (const SimPeople *self, guint person); /* borrowed */
char *sim_people_name (const SimPeople *self, guint person);          /* caller frees */
char *sim_people_first_name (const SimPeople *self, guint person);    /* caller frees */
const char *sim_people_department (const SimPeople *self, guint person);
guint sim_people_department_number (const SimPeople *self, guint person); /* in sim_departments */
const char *sim_people_zone (const SimPeople *self, guint person);        /* Windows name */
GTimeZone *sim_people_time_zone (const SimPeople *self, guint person);    /* borrowed */

/* A number that is always the same for that person and that matter. */
guint64 sim_people_dice (const SimPeople *self, guint person, guint matter);

/* Where a mailbox is. */
typedef enum
{
  SIM_HOME_BOTH,     /* there is one organisation only, and each way leads to it */
  SIM_HOME_PREMISES, /* a hybrid organisation: on premises */
  SIM_HOME_CLOUD     /* in Exchange Online */
} SimHome;

/* Makes the organisation a hybrid one: every third mailbox is in the cloud, the administrator's
 * not; the last cloud_only of all are in the cloud and not in the directory. Before anybody else
 * knows self. */
void sim_people_spread (SimPeople *self, guint cloud_only);
gboolean sim_people_is_cloud_only (const SimPeople *self, guint person);
SimHome sim_people_home (const SimPeople *self, guint person);

/* All numbers in the order of an address list; borrowed. */
const guint32 *sim_people_order (const SimPeople *self);

/* Which words of sim-names.h the name is made of. */
typedef struct
{
  guint culture;
  guint given;
  guint family;
  char initial; /* '\0': none */
} SimNameParts;

SimNameParts sim_people_parts (const SimPeople *self, guint person);
