/* sim-world.h - everything that the simulated organisation is: people, mailboxes, clock, faults
 *
 * One thread.
 */
#pragma once

#include "sim-accounts.h"
#include "sim-calendar.h"
#include "sim-counters.h"
#include "sim-faults.h"
#include "sim-ldap-tree.h"
#include "sim-options.h"
#include "sim-organization.h"
#include "sim-people.h"
#include "sim-tokens.h"

#include "base-time.h"
#include "oof-state.h"

/* Which Exchange it claims to be. */
typedef struct
{
  int major;
  int minor;
  int build;
  int revision;
  const char *version;      /* as ServerVersionInfo names it */
  const char *newest_asked; /* the newest RequestServerVersion that it takes */
  gboolean has_find_people;
  gboolean wraps_replies;
  gboolean refuses_others_by_fault; /* "not the owner" as a SOAP fault, not in the response */
} SimEdition;

typedef struct
{
  const SimOptions *options; /* borrowed */
  const SimEdition *edition;
  SimPeople *people;
  SimAccounts *accounts;
  SimFaults *faults;
  SimCounters *counters;
  SimLdapTree *directory;
  SimOrganization organization;
  SimTokens *tokens;
  SimCalendar *calendar;
  GHashTable *written; /* person → OofState: what somebody has set */
  GHashTable *objects; /* of sim-objects.h: cmdlet and person → JsonArray */
  GHashTable *zones;   /* person → text: the time zone that somebody has set */
  GHashTable *hours;   /* person → SimHours: the working hours that somebody has set */
  GHashTable *inboxes; /* of sim-rules.h, by person */
  BaseClock clock;
  gint64 clock_offset_us;
  gint64 born_s; /* on its own clock */
} SimWorld;

SimWorld *sim_world_new (const SimOptions *options);
void sim_world_free (SimWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimWorld, sim_world_free)

GDateTime *sim_world_now (const SimWorld *self); /* caller unrefs */
void sim_world_set_now (SimWorld *self, GDateTime *now);

/* What the mailbox holds. Caller unrefs. */
OofState *sim_world_read (const SimWorld *self, guint person);
void sim_world_write (SimWorld *self, guint person, OofState *state);

/* The hours in which somebody works: one span for all of the days. */
typedef struct
{
  guint days; /* bits, 0: Monday; 0: nobody may see them */
  guint from_min;
  guint until_min;
  char *zone; /* Windows name; "": the mailbox's */
} SimHours;

/* From Monday to Friday, 8 to 17, unless they were set. zone is borrowed. */
SimHours sim_world_hours (const SimWorld *self, guint person);
void sim_world_set_hours (SimWorld *self, guint person, const SimHours *hours);

/* By its Windows name, or as it was set. */
const char *sim_world_zone (const SimWorld *self, guint person);
void sim_world_set_zone (SimWorld *self, guint person, const char *zone);
