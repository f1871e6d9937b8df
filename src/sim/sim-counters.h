/* sim-counters.h - what the simulator has been asked, for tests and benchmarks to look at
 *
 * One thread.
 */
#pragma once

#include "sim-throttle.h"

#include <json-glib/json-glib.h>

typedef struct _SimCounters SimCounters;

/* most_logged: how many requests the log keeps, 0: none. */
SimCounters *sim_counters_new (guint most_logged);
void sim_counters_free (SimCounters *self);

void sim_counters_begin (SimCounters *self);          /* a request came */
void sim_counters_end (SimCounters *self);            /* it was answered, or its connection ended */
guint sim_counters_at_once (const SimCounters *self); /* those between begin and end */

void sim_counters_operation (SimCounters *self, const char *operation);
void sim_counters_written (SimCounters *self, guint person);
/* TRUE when it is a new one: then the caller tells when its memory may be another's. */
gboolean sim_counters_connection (SimCounters *self, gconstpointer socket);
void sim_counters_forget_connection (SimCounters *self, gconstpointer socket);
/* delta: a console of PowerShell is opened (1) or taken away (-1). */
void sim_counters_shells (SimCounters *self, int delta);
void sim_counters_failed_log_in (SimCounters *self);
void sim_counters_refused (SimCounters *self, const char *code); /* an EWS error or a status */

/* How many came although they were asked to stay away. */
void sim_counters_in_back_off (SimCounters *self, const SimThrottle *throttle);

/* An impersonated request that does not name its mailbox in X-AnchorMailbox. */
void sim_counters_unanchored (SimCounters *self);

gboolean sim_counters_is_logging (const SimCounters *self);
/* Keeps a request for the log. head: the request line and headers without credentials. */
void sim_counters_log (SimCounters *self, const char *head, const char *body, gsize size);

/* {"requests","operations":{…},"refusals":{…},"mailboxes_written","mailboxes_written_twice",
 * "writes","at_once","peak_at_once","connections","failed_log_ins","unanchored",
 * "in_back_off","shells","peak_shells"}. Caller
 * unrefs. */
JsonObject *sim_counters_to_json (const SimCounters *self);
/* {"requests":[{"head","body"}]}, newest last. Caller unrefs. */
JsonObject *sim_counters_log_to_json (const SimCounters *self);
void sim_counters_reset (SimCounters *self); /* connections, shells and those at once stay */
