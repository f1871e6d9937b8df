/* session-hub-items.c - what is planned, for the panel
 *
 * The store is read and written on a worker. An item that an edit does not touch stays the same
 * object, so that the plan changes only where it has to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-items.h"

#include "base-error.h"
#include "session-edit.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "session-steps.h"
#include "session-values.h"

#define LOOK_S 5 /* whether somebody else has edited */

struct _SessionPlanned
{
  SessionItems *saved; /* NULL: not read yet */
  GPtrArray *values;   /* OofItem, in their order */
  SessionSteps *steps;
  SessionDefaults defaults; /* of new absences; nothing set until it was read */
  guint look;               /* the timer */
  gboolean is_looking;
  guint n_edits;  /* under way */
  GQueue waiting; /* GTask: what is to be undone or redone after them */
};

typedef enum
{
  JOB_LOAD, /* when it is another revision */
  JOB_EDIT,
  JOB_UNDO,
  JOB_REDO
} JobKind;

typedef struct
{
  JobKind kind;
  gboolean is_alone; /* no other edit of ours was under way when it began */
  SessionCore *core;
  char *profile;
  SessionItems *before; /* what the hub knows; NULL: nothing */
  SessionEdit *edit;    /* NULL: LOAD */
  SessionEdit *inverse; /* of EDIT, when it is done */
  char *title;
  SessionDefaults defaults;
} Job;

SessionPlanned *
session_planned_new (void)
{
  SessionPlanned *self = g_new0 (SessionPlanned, 1);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->steps = session_steps_new ();
  return self;
}

void
session_planned_stop (SessionPlanned *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->look, g_source_remove);
  while (!g_queue_is_empty (&self->waiting)) {
    g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "it was closed meanwhile");
  }
}

void
session_planned_free (SessionPlanned *self)
{
  if (self == NULL)
    return;

  session_planned_stop (self);
  session_items_unref (self->saved);
  g_ptr_array_unref (self->values);
  session_steps_free (self->steps);
  g_free (self);
}

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  g_free (self->profile);
  session_items_unref (self->before);
  session_edit_unref (self->edit);
  session_edit_unref (self->inverse);
  g_free (self->title);
  g_free (self);
}

static SessionItems *
load (const Job *self, GError **error)
{
  gint64 revision;

  if (!session_items_read_revision (self->core, self->profile, &revision, error))
    return NULL;
  if (self->before != NULL && session_items_revision (self->before) == revision)
    return session_items_ref (self->before);
  return session_items_load (self->core, self->profile, error);
}

static gpointer
job_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (SessionItems) before = load (self, error);
  SessionItemsEdit edit;

  session_defaults_load (self->core, &self->defaults, NULL);
  if (before == NULL || self->kind == JOB_LOAD)
    return g_steal_pointer (&before);

  edit = *session_edit_value (self->edit);
  if (self->kind == JOB_EDIT && self->is_alone && self->before != NULL &&
      !session_edit_check (self->edit, self->before, before, error))
    return NULL;
  if (self->kind == JOB_EDIT)
    self->inverse = session_edit_new_inverse (self->edit, before);
  else /* nobody else's edit is taken back */
    edit.expected_revision = session_items_revision (self->before);
  if (!session_items_edit (self->core, self->profile, &edit, error))
    return NULL;
  return session_items_load (self->core, self->profile, error);
}

static void
take_saved (SessionHub *hub, SessionItems *saved)
{
  SessionPlanned *self = hub->planned;
  g_autoptr (GPtrArray) values = NULL;

  if (self->saved == saved)
    return;

  values = session_values_merge (self->values, self->saved, saved);
  session_items_unref (self->saved);
  self->saved = session_items_ref (saved);
  g_ptr_array_unref (self->values);
  self->values = g_ptr_array_ref (values);
  session_hub_plan_items (hub, values, session_items_order (saved));
}

static void
notify_titles (SessionHub *hub)
{
  g_object_notify (G_OBJECT (hub), "undo-title");
  g_object_notify (G_OBJECT (hub), "redo-title");
}

static void
forget_steps (SessionHub *hub)
{
  session_steps_clear (hub->planned->steps);
  notify_titles (hub);
}

static void
note_step (SessionHub *hub, const Job *job)
{
  SessionSteps *steps = hub->planned->steps;

  if (job->kind == JOB_EDIT)
    session_steps_add (steps, job->title, job->inverse, job->edit);
  else
    session_steps_take (steps, job->kind == JOB_UNDO ? SESSION_STEP_UNDO : SESSION_STEP_REDO);
  notify_titles (hub);
}

/* Two workers read at a time: what was read before an edit may come after it. */
static gboolean
is_old (const SessionPlanned *self, const SessionItems *saved)
{
  return self->saved != NULL && saved != NULL &&
         session_items_revision (saved) < session_items_revision (self->saved);
}

/* Somebody else has edited: what was done before cannot be taken back any more. */
static gboolean
is_foreign (const SessionPlanned *self, const Job *job, const SessionItems *saved)
{
  gint64 mine = job->kind == JOB_LOAD ? 0 : 1;

  return self->saved != NULL &&
         session_items_revision (saved) != session_items_revision (self->saved) + mine;
}

/* What somebody else has edited is there when it is tried again. */
static void
note_refusal (SessionHub *hub, const Job *job, const GError *error)
{
  if (g_strcmp0 (base_error_facts (error)->reason, "plan-changed-meanwhile") != 0)
    return;
  if (job->kind >= JOB_UNDO)
    forget_steps (hub);
  session_hub_load_items (hub);
}

static void begin_waiting (SessionHub *hub);

static void
job_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (SessionItems) saved = result;
  gboolean is_current =
      hub->profile != NULL && g_str_equal (hub->profile->id, job->profile) && !hub->is_closed;

  if (job->kind == JOB_LOAD)
    hub->planned->is_looking = FALSE;
  else
    hub->planned->n_edits--;
  /* What an edit brings is newer. */
  if (job->kind == JOB_LOAD && (hub->planned->n_edits > 0 || is_old (hub->planned, saved)))
    is_current = FALSE;
  if (error != NULL) {
    if (is_current)
      note_refusal (hub, job, error);
    g_task_return_error (task, error);
    begin_waiting (hub);
    return;
  }

  if (is_current) {
    hub->planned->defaults = job->defaults;
    if (is_foreign (hub->planned, job, saved))
      forget_steps (hub);
    if (job->kind != JOB_LOAD)
      note_step (hub, job);
    take_saved (hub, saved);
    session_hub_say_settings_changed (hub);
  }
  g_task_return_boolean (task, TRUE);
  begin_waiting (hub);
}

/* FALSE, and the task returned, when there is no profile to plan for. */
static gboolean
begin_job (SessionHub *hub, GTask *task, Job *job)
{
  g_task_set_task_data (task, job, free_job);
  if (hub->core == NULL || hub->profile == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_OFFLINE, "there is no profile yet");
    g_object_unref (task);
    return FALSE;
  }

  job->core = session_core_ref (hub->core);
  job->profile = g_strdup (hub->profile->id);
  if (hub->planned->saved != NULL)
    job->before = session_items_ref (hub->planned->saved);
  job->is_alone = hub->planned->n_edits == 0; /* what others of ours do is no surprise */
  hub->planned->n_edits += job->kind != JOB_LOAD;
  session_run (hub->pool, SESSION_LANE_INTERACTIVE, task, job_work, job_done);
  return TRUE;
}

static Job *
new_job (JobKind kind, SessionEdit *edit, const char *title)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->edit = edit;
  job->title = g_strdup (title);
  return job;
}

static gboolean
look_cb (gpointer data)
{
  session_hub_load_items (data);
  return G_SOURCE_CONTINUE;
}

void
session_hub_load_items (SessionHub *self)
{
  SessionPlanned *planned = self->planned;

  if (planned->is_looking || self->is_closed)
    return;
  planned->is_looking =
      begin_job (self, g_task_new (self, NULL, NULL, NULL), new_job (JOB_LOAD, NULL, NULL));
  if (planned->look == 0)
    planned->look = g_timeout_add_seconds (LOOK_S, look_cb, self);
}

void
session_hub_forget_items (SessionHub *self)
{
  SessionPlanned *planned = self->planned;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);

  g_clear_pointer (&planned->saved, session_items_unref);
  g_ptr_array_unref (planned->values);
  planned->values = g_ptr_array_ref (nothing);
  forget_steps (self);
  session_hub_plan_items (self, nothing, &oof_order_default);
}

SessionItems *
session_hub_saved_items (SessionHub *self)
{
  return self->planned->saved;
}

const SessionDefaults *
session_hub_defaults (SessionHub *self)
{
  return &self->planned->defaults;
}

OofDays *
session_hub_holidays_of (SessionHub *self, const OofWhen *when)
{
  SessionItems *saved = session_hub_saved_items (self);
  OofDays *own = oof_when_parts (when)->holidays;

  return own != NULL || saved == NULL
             ? own
             : session_items_find_holidays (saved, session_hub_defaults (self)->common.holidays);
}

void
session_hub_edit_items_async (SessionHub *self, const SessionItemsEdit *edit, const char *title,
                              GCancellable *cancellable, GAsyncReadyCallback done,
                              gpointer user_data)
{
  begin_job (self, g_task_new (self, cancellable, done, user_data),
             new_job (JOB_EDIT, session_edit_new (edit), title));
}

gboolean
session_hub_edit_items_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Which step that is is known only here: of two in a row the second one is about what the first
 * one leaves. */
static void
begin_step (SessionHub *hub, GTask *task)
{
  static const BaseErrorFacts facts = { .reason = "nothing-to-undo" };
  SessionStepKind kind = GPOINTER_TO_INT (g_task_get_task_data (task));
  SessionEdit *edit = session_steps_edit (hub->planned->steps, kind);
  GError *error = NULL;

  if (edit != NULL && !hub->is_closed) {
    begin_job (
        hub, task,
        new_job (kind == SESSION_STEP_UNDO ? JOB_UNDO : JOB_REDO, session_edit_ref (edit), NULL));
    return;
  }

  base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "there is nothing to undo");
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
begin_waiting (SessionHub *hub)
{
  GQueue *waiting = &hub->planned->waiting;

  while (hub->planned->n_edits == 0 && !g_queue_is_empty (waiting))
    begin_step (hub, g_queue_pop_head (waiting));
}

void
session_hub_step (SessionHub *self, SessionStepKind kind, GTask *task)
{
  g_task_set_task_data (task, GINT_TO_POINTER (kind), NULL);
  g_queue_push_tail (&self->planned->waiting, task);
  begin_waiting (self);
}

const char *
session_hub_step_title (SessionHub *self, SessionStepKind kind)
{
  return session_steps_title (self->planned->steps, kind);
}
