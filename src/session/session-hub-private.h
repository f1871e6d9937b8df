/* session-hub-private.h - what the hub's files share. Main thread only. */
#pragma once

#include "session-core.h"
#include "session-demo.h"
#include "session-hub.h"
#include "session-org.h"
#include "session-people.h"
#include "session-pool.h"

struct _SessionHub
{
  GObject parent_instance;

  SessionStart start;
  SessionState state;
  GError *problem;
  SessionPool *pool; /* for what needs no organisation */
  SessionDemo *demo;
  SessionCore *core;
  ExchangeProfile *profile;
  SessionOrg *org;
  GPtrArray *pools; /* SessionPool of all organisations there were: joined at the end */
  SessionPeople *people;
  GHashTable *zones;     /* address → IANA name, "" when the server does not know */
  GCancellable *loading; /* cancels what is being loaded for an organisation that is left */
  guint n_loading;
};

/* problem is copied; NULL when all is well. */
void session_hub_set_state (SessionHub *self, SessionState state, const GError *problem);

/* After something failed: OFFLINE or FAILED when the error says that nothing else will work either.
 */
void session_hub_note_problem (SessionHub *self, const GError *problem);

void session_hub_count_loading (SessionHub *self, int more);

/* Leaves the organisation at hand and takes another one (with a reference), and loads its people.
 */
void session_hub_take_org (SessionHub *self, ExchangeProfile *profile, SessionOrg *org);

/* Loads the people, then their states; task (may be NULL, taken) returns TRUE when the people are
 * there. */
void session_hub_load_people (SessionHub *self, GTask *task);

/* Asks Exchange who of the people in the list is away. */
void session_hub_look_at_all (SessionHub *self);
