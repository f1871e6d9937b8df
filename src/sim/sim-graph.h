/* sim-graph.h - Microsoft Graph as the simulated organisation has it: people, their mailboxes'
 * settings, groups, batches
 *
 * Faults (sim-faults.h) name the operations "graph-batch" (a whole batch), "graph-get-settings",
 * "graph-set-settings", "graph-get-rules", "graph-add-rule", "graph-remove-rule", "graph-events",
 * "graph-create-event", "graph-delete-event", "graph-users", "graph-user", "graph-delta",
 * "graph-groups", "graph-members" and "graph-organization"; all but the first are met alone and
 * inside of batches, and their mailbox is the user as named. "status" and "fault" (an error's code)
 * become Graph's errors, with "retry_after" and "backoff_ms" as Retry-After; "text" beside "status"
 * is the error's code; the others act on a whole HTTP request only. One thread.
 */
#pragma once

#include "sim-graph-ask.h"
#include "sim-turn.h"

typedef struct _SimGraph SimGraph;

SimGraph *sim_graph_new (SimWorld *world);
void sim_graph_free (SimGraph *self);

gboolean sim_graph_is_path (const char *path);

/* Checks the token, understands, answers. */
void sim_graph_serve (SimGraph *self, SimTurn *turn);

/* The rest is inside of Graph only. */

/* ret_action: a fault that only a whole HTTP request can show; NULL inside of a batch. */
SimGraphAnswer sim_graph_answer_ask (SimGraph *self, const SimGraphAsk *ask,
                                     const SimAction **ret_action);
SimGraphAnswer sim_graph_batch (SimGraph *self, const SimGraphAsk *ask);

SimGraphAnswer sim_graph_settings (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_rules (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_events (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_users (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_user (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_me (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_delta (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_groups (const SimGraphAsk *ask);
SimGraphAnswer sim_graph_members (const SimGraphAsk *ask);

/* It is about what is in a mailbox. */
gboolean sim_graph_is_mailbox (const SimGraphAsk *ask);
/* {"dateTime", "timeZone"}: as that zone has it, said to be of another, which events of a day are.
 * Caller unrefs. */
JsonObject *sim_graph_moment (GDateTime *when, const char *zone_name, const char *said);

/* The token is enough for the operation. */
gboolean sim_graph_may (const SimGraphAsk *ask);
/* The mailbox of the path's user; FALSE with the answer when there is none that may be asked. */
gboolean sim_graph_find_mailbox (const SimGraphAsk *ask, guint *ret, SimGraphAnswer *ret_refusal);
/* By identifier or user principal name; or SIM_NOBODY. */
guint sim_graph_find_user (SimWorld *world, const char *name);
/* The application may do so, by its permission and its scope. */
gboolean sim_graph_may_act (const SimWorld *world, guint person);
const char *sim_graph_purpose (SimWorld *world, guint person);

/* As $select wants it; without it the usual properties. Caller unrefs. */
JsonObject *sim_graph_person (const SimGraphAsk *ask, guint person);
/* And the manager, where $expand wants it. Caller unrefs. */
JsonObject *sim_graph_person_expanded (const SimGraphAsk *ask, guint person);
/* The manager, where $select of a listing of changes wants it. */
void sim_graph_add_changed_manager (const SimGraphAsk *ask, guint person, JsonObject *entry);
/* An identifier of Entra's made of a directory's. Caller frees. */
char *sim_graph_id (const guint8 *guid);
/* And back; FALSE when it is none. */
gboolean sim_graph_parse_id (const char *id, guint8 *ret);
/* The first value of an attribute. Caller frees; NULL when there is none. */
char *sim_graph_value (SimWorld *world, guint number, SimLdapAttribute attribute);

/* $filter and $search on people. */
typedef struct _SimGraphFilter SimGraphFilter;

/* NULL with a code and words when it is not understood. */
SimGraphFilter *sim_graph_filter_new (const SimGraphAsk *ask, SimGraphAnswer *ret_refusal);
void sim_graph_filter_free (SimGraphFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimGraphFilter, sim_graph_filter_free)
gboolean sim_graph_filter_takes (const SimGraphFilter *self, SimWorld *world, guint number);

/* One page of numbers (guint32), with what leads to the next one. show makes an entry of one. */
typedef struct
{
  const char *context; /* "users" */
  JsonObject *(*show) (const SimGraphAsk *ask, guint number);
  const char *delta; /* the link behind the last page: its token; NULL: there is none */
  guint usual;       /* how many a page has when $top does not say */
} SimGraphList;
