/* session-preflight.c - what applying the plan would do to each mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-preflight.h"

#include "session-apply.h"
#include "session-core-private.h"
#include "session-explain.h"
#include "session-hub-private.h"
#include "session-plan-load.h"
#include "session-run.h"
#include "session-words-item.h"
#include "session-words-plan.h"

/* A write reads first and reads back afterwards. */
#define READS_A_WRITE 3

struct _SessionPreflightRow
{
  GObject parent_instance;
  char *mail;
  char *name;
  char *reason;
  SessionAction action;
  gboolean replaces_own;
  OofState *before;
  OofState *after;
};

G_DEFINE_FINAL_TYPE (SessionPreflightRow, session_preflight_row, G_TYPE_OBJECT)

struct _SessionPreflight
{
  GObject parent_instance;
  GListStore *rows;
  char **problems;
  guint n_actions[SESSION_N_ACTIONS];
  guint n_own;
  gint64 took_us;
};

G_DEFINE_FINAL_TYPE (SessionPreflight, session_preflight, G_TYPE_OBJECT)

const char *
session_preflight_row_name (SessionPreflightRow *self)
{
  return self->name;
}

const char *
session_preflight_row_mail (SessionPreflightRow *self)
{
  return self->mail;
}

SessionAction
session_preflight_row_action (SessionPreflightRow *self)
{
  return self->action;
}

const char *
session_preflight_row_reason (SessionPreflightRow *self)
{
  return self->reason;
}

OofState *
session_preflight_row_before (SessionPreflightRow *self)
{
  return self->before;
}

OofState *
session_preflight_row_after (SessionPreflightRow *self)
{
  return self->after;
}

gboolean
session_preflight_row_replaces_own (SessionPreflightRow *self)
{
  return self->replaces_own;
}

static void
session_preflight_row_finalize (GObject *object)
{
  SessionPreflightRow *self = SESSION_PREFLIGHT_ROW (object);

  g_free (self->mail);
  g_free (self->name);
  g_free (self->reason);
  oof_state_unref (self->before);
  oof_state_unref (self->after);
  G_OBJECT_CLASS (session_preflight_row_parent_class)->finalize (object);
}

static void
session_preflight_row_class_init (SessionPreflightRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = session_preflight_row_finalize;
}

static void
session_preflight_row_init (SessionPreflightRow *self)
{
}

GListModel *
session_preflight_rows (SessionPreflight *self)
{
  return G_LIST_MODEL (self->rows);
}

const char *const *
session_preflight_problems (SessionPreflight *self)
{
  return (const char *const *) self->problems;
}

guint
session_preflight_count (SessionPreflight *self, SessionAction action)
{
  return self->n_actions[action];
}

guint
session_preflight_n_own (SessionPreflight *self)
{
  return self->n_own;
}

guint
session_preflight_estimate_s (SessionPreflight *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gint64 each_us = n > 0 ? self->took_us / n : 0;

  return (guint) (each_us * READS_A_WRITE * self->n_actions[SESSION_ACTION_WRITE] / G_USEC_PER_SEC);
}

static void
session_preflight_finalize (GObject *object)
{
  SessionPreflight *self = SESSION_PREFLIGHT (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->problems, g_strfreev);
  G_OBJECT_CLASS (session_preflight_parent_class)->finalize (object);
}

static void
session_preflight_class_init (SessionPreflightClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = session_preflight_finalize;
}

static void
session_preflight_init (SessionPreflight *self)
{
  self->rows = g_list_store_new (SESSION_TYPE_PREFLIGHT_ROW);
}

/* What the worker has and brings: rows are made there, and watched by nobody before they are here.
 */
typedef struct
{
  SessionCore *core;
  SessionOrg *org;
  char **ids;
  OofItem *draft;
  gint64 now_s;
  GCancellable *cancellable;
  GArray *whom; /* SessionApplyWhom */
  guint next;
  GPtrArray *rows; /* SessionPreflightRow */
  char **problems;
  gint64 took_us;
} Look;

static void
free_look (gpointer data)
{
  Look *self = data;

  session_org_unref (self->org);
  session_core_unref (self->core);
  g_strfreev (self->ids);
  oof_item_unref (self->draft);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->whom, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_strfreev (self->problems);
  g_free (self);
}

static char *
next_mailbox (gpointer data)
{
  Look *self = data;

  return self->next < self->whom->len
             ? g_strdup (g_array_index (self->whom, SessionApplyWhom, self->next++).mailbox)
             : NULL;
}

/* What would be done beside the reply joins the sentence about that, and counts as writing. */
static void
add_acts (SessionPreflightRow *row, const GPtrArray *acts)
{
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const SessionAct *act = acts->pdata[i];
    g_autofree char *before = g_steal_pointer (&row->reason);
    g_autofree char *problem = act->error != NULL ? session_explain (act->error) : NULL;
    const char *words = problem != NULL ? problem : act->words;
    gboolean does = act->does == SESSION_ACT_MAKES || act->does == SESSION_ACT_TAKES_BACK;

    row->reason = g_strjoin (*before != '\0' ? " " : "", before, words, NULL);
    if (row->action == SESSION_ACTION_SKIP && (does || problem != NULL))
      row->action = problem != NULL ? SESSION_ACTION_REFUSE : SESSION_ACTION_WRITE;
  }
}

static gboolean
add_row (const SessionApplied *applied, gpointer data)
{
  Look *self = data;
  const SessionDecision *made = applied->decision;
  SessionPreflightRow *row = g_object_new (SESSION_TYPE_PREFLIGHT_ROW, NULL);

  row->mail = g_strdup (applied->outcome->mailbox);
  row->action = made != NULL ? made->action : SESSION_ACTION_REFUSE;
  if (made != NULL)
    row->reason = session_words_decision (made);
  else if (applied->outcome->error != NULL)
    row->reason = session_explain (applied->outcome->error);
  else
    row->reason = g_strdup ("");
  row->replaces_own = made != NULL && made->replaces_own;
  row->before = made != NULL && made->before != NULL ? oof_state_ref (made->before) : NULL;
  row->after = made != NULL && made->wanted != NULL ? oof_state_ref (made->wanted) : NULL;
  add_acts (row, applied->acts);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* Of the absences that it is about. Caller frees. */
static char **
list_problems (const Look *self, const SessionPlan *plan)
{
  const GArray *problems = session_plan_problems (plan);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);
    const char *id = oof_item_parts (problem->item)->id;
    g_autofree char *words = session_words_problem (problem);
    g_autofree char *item = session_words_item (problem->item);
    g_autofree char *line = g_strdup_printf ("%s: %s", item, words);

    if (self->ids == NULL || g_strv_contains ((const char *const *) self->ids, id))
      g_strv_builder_add (list, line);
  }
  return g_strv_builder_end (list);
}

static gpointer
look_work (BaseCall *call, gpointer data, GError **error)
{
  Look *self = data;
  g_auto (SessionPlanFile) file = { .draft = self->draft };
  SessionApplyOrder order = { .how = SESSION_APPLY_REHEARSE,
                              .why = "looked at before applying, in the panel",
                              .is_distinct = TRUE,
                              .next = next_mailbox,
                              .each = add_row,
                              .data = self };
  SessionApplySummary summary;
  gint64 began_us;

  if (!session_plan_load (self->core, self->org, call, self->now_s, &file, error))
    return NULL;
  self->whom = session_apply_whom (self->org, file.plan, (const char *const *) self->ids,
                                   self->now_s, error);
  if (self->whom == NULL)
    return NULL;
  self->problems = list_problems (self, file.plan);
  order.plan = file.plan;
  order.items = file.items;
  began_us = g_get_monotonic_time ();
  if (!session_apply_run (self->org, self->cancellable, &order, &summary, error))
    return NULL;
  self->took_us = g_get_monotonic_time () - began_us;
  return self;
}

static void
take_row (SessionPreflight *self, SessionHub *hub, SessionPreflightRow *row)
{
  SessionRow *person = session_hub_find_person (hub, row->mail);

  row->name = g_strdup (person != NULL ? session_row_name (person) : row->mail);
  self->n_actions[row->action]++;
  self->n_own += row->action == SESSION_ACTION_WRITE && row->replaces_own;
}

static void
look_done (GTask *task, gpointer result, GError *error)
{
  Look *look = result;
  SessionPreflight *preflight;

  if (look == NULL) {
    g_task_return_error (task, error);
    return;
  }
  preflight = g_object_new (SESSION_TYPE_PREFLIGHT, NULL);
  preflight->took_us = look->took_us;
  preflight->problems = g_steal_pointer (&look->problems);
  for (guint i = 0; i < look->rows->len; i++)
    take_row (preflight, g_task_get_source_object (task), g_ptr_array_index (look->rows, i));
  g_list_store_splice (preflight->rows, 0, 0, look->rows->pdata, look->rows->len);
  g_task_return_pointer (task, preflight, g_object_unref);
}

void
session_hub_preflight_async (SessionHub *self, const char *const *ids, OofItem *draft,
                             GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  g_autoptr (GDateTime) now = session_hub_now (self);
  Look *look;

  if (!session_hub_may_ask (self, task))
    return;

  look = g_new0 (Look, 1);
  look->core = session_core_ref (self->core);
  look->org = session_org_ref (self->org);
  look->ids = g_strdupv ((char **) ids);
  look->draft = draft != NULL ? oof_item_ref (draft) : NULL;
  look->now_s = g_date_time_to_unix (now);
  look->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  look->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, look, free_look);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, look_work, look_done);
}

SessionPreflight *
session_hub_preflight_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
