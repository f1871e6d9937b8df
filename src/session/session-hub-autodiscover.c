/* session-hub-autodiscover.c - finding the server, for the wizard
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-autodiscover.h"

#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionCore *core; /* NULL when the store could not be opened */
  GMainContext *context;
  ExchangeProfile *draft;
  SessionPasswords passwords;
  char *address;
  char **confirmed;
  SessionAutodiscoverReport report;
  gpointer report_data;
} Search;

typedef struct
{
  SessionAutodiscoverReport report;
  gpointer report_data;
  char *title;
  char *place;
  ChecksResult *result;
} Report;

static void
free_search (gpointer data)
{
  Search *self = data;

  g_clear_pointer (&self->core, session_core_unref);
  g_main_context_unref (self->context);
  exchange_profile_unref (self->draft);
  session_passwords_clear (&self->passwords);
  g_free (self->address);
  g_strfreev (self->confirmed);
  g_free (self);
}

static void
free_report (gpointer data)
{
  Report *report = data;

  g_free (report->title);
  g_free (report->place);
  checks_result_unref (report->result);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  const SessionAutodiscoverStep step = { .title = report->title,
                                         .place = report->place,
                                         .result = report->result };

  report->report (&step, report->report_data);
  return G_SOURCE_REMOVE;
}

static void
post_report (const SessionAutodiscoverStep *step, gpointer data)
{
  Search *self = data;
  Report *report = g_new0 (Report, 1);

  report->report = self->report;
  report->report_data = self->report_data;
  report->title = g_strdup (step->title);
  report->place = g_strdup (step->place);
  report->result = checks_result_ref (step->result);
  session_run_post (self->context, report_cb, report, free_report);
}

static gpointer
search_work (BaseCall *call, gpointer data, GError **error)
{
  Search *self = data;
  const SessionAutodiscover order = { .draft = self->draft,
                                      .passwords = &self->passwords,
                                      .address = self->address,
                                      .confirmed = (const char *const *) self->confirmed,
                                      .report = post_report,
                                      .report_data = self };

  return session_autodiscover (self->core, call, &order, error);
}

static void
search_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_autodiscovered_free);
  else
    g_task_return_error (task, error);
}

void
session_hub_autodiscover_async (SessionHub *self, const SessionAutodiscover *order,
                                GCancellable *cancellable, GAsyncReadyCallback done,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Search *search = g_new0 (Search, 1);

  search->core = self->core != NULL ? session_core_ref (self->core) : NULL;
  search->context = g_main_context_ref (g_task_get_context (task));
  search->draft = exchange_profile_ref (order->draft);
  if (order->passwords != NULL)
    session_passwords_copy (&search->passwords, order->passwords);
  search->address = g_strdup (order->address);
  search->confirmed = g_strdupv ((char **) order->confirmed);
  search->report = order->report;
  search->report_data = order->report_data;
  g_task_set_task_data (task, search, free_search);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, search_work, search_done);
}

SessionAutodiscovered *
session_hub_autodiscover_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
