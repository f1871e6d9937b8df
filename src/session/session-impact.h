/* session-impact.h - what a change of a template reaches: absences that have their texts from it
 *
 * Told before it is saved. The count is a pure function, for any thread; the hub's: main thread.
 */
#pragma once

#include "session-hub.h"
#include "session-plan.h"

typedef struct
{
  guint n_items;      /* that have something to come, in force ones among them */
  guint n_people;     /* mailboxes that they are for */
  guint64 n_absences; /* occurrences of all of them, within the plan's days */
} SessionImpact;

/* using: OofItem, those that have the template. */
void session_impact_count (const SessionPlan *plan, const GPtrArray *using, gint64 now_s,
                           SessionImpact *ret);

/* Of the plan as it is known now. BASE_ERROR_OFFLINE while there is none. */
void session_hub_impact_async (SessionHub *self, const char *template_name,
                               GCancellable *cancellable, GAsyncReadyCallback done,
                               gpointer user_data);
gboolean session_hub_impact_finish (SessionHub *self, GAsyncResult *result, SessionImpact *ret,
                                    GError **error);
