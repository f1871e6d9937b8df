/* sim-ask.h - a request as it was understood: who asks, in whose name, which version, what
 *
 * Errors are codes of EWS ("ErrorInvalidServerVersion"), which become SOAP faults.
 */
#pragma once

#include "sim-shape.h"
#include "sim-soap.h"
#include "sim-world.h"

typedef struct
{
  SimWorld *world;        /* borrowed */
  xmlDoc *doc;            /* NULL when it was no XML */
  const xmlNode *element; /* the operation's; NULL when it was no envelope */
  char *operation;        /* "SetUserOofSettings", without "Request"; "" when unknown */
  char *target;           /* the impersonated or addressed mailbox as it was written, or "" */
  guint caller;           /* who logged in */
  guint acting;           /* in whose name: the caller, or whom it impersonates */
  int version;            /* rank of RequestServerVersion, see sim_ask_rank () */
} SimAsk;

SimAsk *sim_ask_new (SimWorld *world, guint caller, const char *body, gsize size);
void sim_ask_free (SimAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimAsk, sim_ask_free)

/* TRUE when it asks in the name of somebody, with right or not. */
gboolean sim_ask_impersonates (const SimAsk *self);

/* Rank of a version in time; -1: unknown. */
int sim_ask_rank (const char *version);
SimSchema sim_ask_schema (const SimAsk *self);

/* Checks the headers and decides who is acting. NULL, or the code of the fault; facts may be added.
 * facts->primary is borrowed. */
const char *sim_ask_check_headers (SimAsk *self, SimFaultFacts *facts);
