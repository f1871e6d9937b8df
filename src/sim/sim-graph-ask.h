/* sim-graph-ask.h - a request to Graph as it was understood, alone or one of a batch, and its
 * answer
 *
 * The shapes of what is answered are those of Microsoft's reference for version 1.0. One thread.
 */
#pragma once

#include "sim-world.h"

#include <json-glib/json-glib.h>

#define SIM_GRAPH_PATH "/v1.0"

typedef struct
{
  SimWorld *world;      /* borrowed */
  const char *base;     /* "https://localhost:1234/v1.0"; borrowed */
  const char *id;       /* request-id of the HTTP request; borrowed */
  char *method;         /* "GET" */
  char **steps;         /* of the path, behind the version, unescaped: "users", "ann@…" */
  GHashTable *query;    /* "$select" → its text, unescaped */
  JsonObject *body;     /* NULL: none, or none that is an object */
  gboolean is_json;     /* it said that its body is JSON */
  gboolean is_eventual; /* ConsistencyLevel: eventual */
  JsonObject *claims;   /* of the token; NULL: the one that may do anything; borrowed */
  char *zone;           /* of Prefer: outlook.timezone="…"; NULL: UTC */
} SimGraphAsk;

/* target: path and query, still escaped, from "/users" on. NULL when it cannot be taken apart. The
 * rest is filled by the caller, who hands strings and body over. */
SimGraphAsk *sim_graph_ask_new (SimWorld *world, const char *method, const char *target);
void sim_graph_ask_free (SimGraphAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimGraphAsk, sim_graph_ask_free)

/* "outlook.timezone" out of a Prefer header's value, or NULL. Caller frees. */
char *sim_graph_ask_zone (const char *prefer);

/* The n-th step of the path, "" behind the end. */
const char *sim_graph_ask_step (const SimGraphAsk *self, guint n);
const char *sim_graph_ask_option (const SimGraphAsk *self, const char *name); /* or NULL */

typedef struct
{
  int status;
  JsonObject *body;   /* NULL: none */
  gint64 retry_after; /* seconds; -1: not said */
} SimGraphAnswer;

void sim_graph_answer_clear (SimGraphAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimGraphAnswer, sim_graph_answer_clear)

/* Takes body. */
SimGraphAnswer sim_graph_answer (JsonObject *body);
/* {"error": {"code", "message", "innerError"}} */
SimGraphAnswer sim_graph_refuse (const SimGraphAsk *ask, int status, const char *code,
                                 const char *words);

/* Leaves of the object what $select names; everything when it names nothing. */
void sim_graph_select (const SimGraphAsk *ask, JsonObject *object);
