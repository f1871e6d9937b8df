/* session-hub-test.c - tests of access to mailboxes, and what the last one proved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-test.h"

#include "session-core-private.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "store-evidence.h"

#define MOST_JOBS 4 /* a test is no reason to burden a server */

typedef struct
{
  GMainContext *context;
  SessionCore *core;
  SessionOrg *org; /* NULL: to be opened for the draft */
  ExchangeProfile *draft;
  SessionPasswords passwords;
  char **mailboxes;
  SessionVerb verb;
  guint next;
  SessionTestedFunc each;
  gpointer data;
  GCancellable *cancellable;
} Test;

static void
free_test (gpointer data)
{
  Test *self = data;

  session_org_unref (self->org);
  session_core_unref (self->core);
  exchange_profile_unref (self->draft);
  session_passwords_clear (&self->passwords);
  g_strfreev (self->mailboxes);
  g_clear_object (&self->cancellable);
  g_main_context_unref (self->context);
  g_free (self);
}

/* A result on its way to the main thread. */
typedef struct
{
  SessionOutcome *outcome;
  SessionTestedFunc each;
  gpointer data;
} Tested;

static void
free_tested (gpointer data)
{
  Tested *self = data;

  session_outcome_free (self->outcome);
  g_free (self);
}

static gboolean
tested_cb (gpointer data)
{
  Tested *self = data;

  self->each (self->outcome, self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
post_outcome (const SessionOutcome *outcome, gpointer data)
{
  Test *self = data;
  Tested *tested = g_new0 (Tested, 1);

  tested->outcome = session_outcome_copy (outcome);
  tested->each = self->each;
  tested->data = self->data;
  session_run_post (self->context, tested_cb, tested, free_tested);
  return TRUE;
}

static char *
next_mailbox (gpointer data)
{
  Test *self = data;

  return self->mailboxes[self->next] != NULL ? g_strdup (self->mailboxes[self->next++]) : NULL;
}

static gpointer
test_work (BaseCall *call, gpointer data, GError **error)
{
  Test *self = data;
  gboolean is_draft = self->org == NULL;
  const SessionBulkOrder order = { .verb = self->verb,
                                   .why = "test of writing in the panel",
                                   .next = next_mailbox,
                                   .each = post_outcome,
                                   .data = self };
  SessionBulkSummary summary;
  gboolean is_through;

  if (is_draft)
    self->org = session_core_open_draft (self->core, call, self->draft, &self->passwords, error);
  if (self->org == NULL)
    return NULL;

  is_through = session_bulk_run (self->org, self->cancellable, &order, &summary, error);
  session_core_learn_tested (self->core, self->draft);
  if (is_draft) /* nobody else has it */
    session_org_finish (g_steal_pointer (&self->org));
  return is_through ? self : NULL;
}

static void
test_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The error of what cannot be tested at all. */
static GError *
find_obstacle (SessionHub *hub, const SessionTestOrder *order)
{
  if (hub->core != NULL && (order->draft != NULL || hub->org != NULL || hub->profile != NULL))
    return NULL;
  return session_hub_obstacle (hub);
}

static Test *
new_test (SessionHub *hub, const SessionTestOrder *order, GTask *task)
{
  Test *self = g_new0 (Test, 1);
  ExchangeProfile *profile = order->draft != NULL ? order->draft : hub->profile;
  ExchangeProfile draft = *profile;

  draft.jobs = MIN (draft.jobs, MOST_JOBS);
  self->draft = exchange_profile_new (&draft);
  self->core = session_core_ref (hub->core);
  if (order->draft == NULL && hub->org != NULL)
    self->org = session_org_ref (hub->org);
  if (order->passwords != NULL)
    session_passwords_copy (&self->passwords, order->passwords);
  self->context = g_main_context_ref (g_task_get_context (task));
  self->mailboxes = g_strdupv ((char **) order->mailboxes);
  self->verb = order->verb;
  self->each = order->each;
  self->data = order->data;
  if (g_task_get_cancellable (task) != NULL)
    self->cancellable = g_object_ref (g_task_get_cancellable (task));
  return self;
}

void
session_hub_test_async (SessionHub *self, const SessionTestOrder *order, GCancellable *cancellable,
                        GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  GError *obstacle = find_obstacle (self, order);

  if (obstacle != NULL) {
    g_task_return_error (task, obstacle);
    g_object_unref (task);
    return;
  }

  g_task_set_task_data (task, new_test (self, order, task), free_test);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, test_work, test_done);
}

gboolean
session_hub_test_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
session_evidence_free (SessionEvidence *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_free (self);
}

static SessionOutcome *
read_outcome (const StoreEvidenceMailbox *kept)
{
  const SessionOutcome outcome = { .mailbox = kept->mailbox,
                                   .result = kept->error != NULL ? SESSION_RESULT_FAILED
                                                                 : SESSION_RESULT_TESTED,
                                   .path = kept->path,
                                   .is_proof = kept->is_written,
                                   .request_id = kept->request_id,
                                   .took_ms = kept->took_ms,
                                   .error = kept->error };

  return session_outcome_copy (&outcome);
}

typedef struct
{
  SessionCore *core;
  ExchangeProfile *profile;
} Search;

static void
free_search (gpointer data)
{
  Search *self = data;

  session_core_unref (self->core);
  exchange_profile_unref (self->profile);
  g_free (self);
}

static gpointer
search_work (BaseCall *call, gpointer data, GError **error)
{
  Search *self = data;
  g_autoptr (StoreEvidence) kept =
      store_evidence_find (session_core_db (self->core), self->profile, error);
  SessionEvidence *evidence;

  if (kept == NULL)
    return NULL;

  evidence = g_new0 (SessionEvidence, 1);
  evidence->at = g_steal_pointer (&kept->at);
  evidence->tried = kept->tried;
  evidence->succeeded = kept->succeeded;
  evidence->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) session_outcome_free);
  for (guint i = 0; i < kept->mailboxes->len; i++)
    g_ptr_array_add (evidence->outcomes, read_outcome (kept->mailboxes->pdata[i]));
  return evidence;
}

static void
search_done (GTask *task, gpointer result, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify) session_evidence_free);
}

void
session_hub_find_evidence_async (SessionHub *self, ExchangeProfile *profile,
                                 GCancellable *cancellable, GAsyncReadyCallback done,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Search *search;

  if (self->core == NULL) {
    g_task_return_pointer (task, NULL, NULL);
    g_object_unref (task);
    return;
  }

  search = g_new0 (Search, 1);
  search->core = session_core_ref (self->core);
  search->profile = exchange_profile_ref (profile);
  g_task_set_task_data (task, search, free_search);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, search_work, search_done);
}

SessionEvidence *
session_hub_find_evidence_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
