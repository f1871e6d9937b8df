/* session-hub-looks.c - who of the people is away
 *
 * The quick looks run on all bulk workers, some hundred mailboxes each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

#define LOOK_CHUNK 200 /* mailboxes for one job */

typedef struct
{
  guint index; /* whose, in the job */
  ExchangeAway away;
  GDateTime *until;
} Look;

typedef struct
{
  SessionOrg *org;
  GPtrArray *entries; /* SessionEntry: who is looked at */
  GPtrArray *mails;   /* theirs; NULL-ended; borrowed from entries */
  GArray *looks;      /* Look */
} LookJob;

static void
clear_look (gpointer data)
{
  g_clear_pointer (&((Look *) data)->until, g_date_time_unref);
}

static LookJob *
new_look_job (SessionOrg *org)
{
  LookJob *self = g_new0 (LookJob, 1);

  self->org = session_org_ref (org);
  self->entries = session_entry_array ();
  self->mails = g_ptr_array_new ();
  self->looks = g_array_new (FALSE, FALSE, sizeof (Look));
  g_array_set_clear_func (self->looks, clear_look);
  return self;
}

static void
free_look_job (gpointer data)
{
  LookJob *self = data;

  session_org_unref (self->org);
  g_ptr_array_unref (self->mails);
  g_ptr_array_unref (self->entries);
  g_array_unref (self->looks);
  g_free (self);
}

/* Answers come mostly in the order of the questions. */
static gboolean
find_asked (LookJob *self, const char *mail, guint *ret)
{
  guint begin =
      self->looks->len > 0 ? g_array_index (self->looks, Look, self->looks->len - 1).index + 1 : 0;

  for (guint i = 0; i < self->entries->len; i++) {
    guint at = (begin + i) % self->entries->len;

    if (g_str_equal (g_ptr_array_index (self->mails, at), mail)) {
      *ret = at;
      return TRUE;
    }
  }
  return FALSE;
}

static void
take_look (const ExchangeAway *away, gpointer data)
{
  LookJob *self = data;
  Look look = { .away = *away };

  if (!find_asked (self, away->mail, &look.index))
    return;

  look.until = away->until != NULL ? g_date_time_ref (away->until) : NULL;
  look.away.until = look.until;
  look.away.mail = g_ptr_array_index (self->mails, look.index);
  g_array_append_val (self->looks, look);
}

static gpointer
look_work (BaseCall *call, gpointer data, GError **error)
{
  LookJob *self = data;

  return session_org_look_away (self->org, call, (const char *const *) self->mails->pdata,
                                take_look, self, error)
             ? self
             : NULL;
}

static void
look_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  LookJob *self = g_task_get_task_data (task);

  session_hub_count_loading (hub, -1);
  for (guint i = 0; hub->org == self->org && i < self->looks->len; i++) {
    const Look *look = &g_array_index (self->looks, Look, i);
    const SessionEntry *entry = g_ptr_array_index (self->entries, look->index);
    SessionRow *row = session_people_find_id (hub->people, entry->person->id);

    if (row != NULL)
      session_row_set_away (row, &look->away);
  }
  if (result == NULL && hub->org == self->org)
    session_hub_note_problem (hub, error);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
run_job (SessionHub *hub, LookJob *job)
{
  GTask *task = g_task_new (hub, hub->loading, NULL, NULL);

  g_ptr_array_add (job->mails, NULL);
  g_task_set_task_data (task, job, free_look_job);
  session_hub_count_loading (hub, 1);
  session_run (session_org_pool (hub->org), SESSION_LANE_BULK, task, look_work, look_done);
}

void
session_hub_look_at_all (SessionHub *hub)
{
  g_autoptr (GPtrArray) entries = session_people_snapshot (hub->people);
  LookJob *job = NULL;

  for (guint i = 0; i < entries->len; i++) {
    SessionEntry *entry = g_ptr_array_index (entries, i);

    /* What is in the cloud is not known here. */
    if (entry->person->home == EXCHANGE_HOME_CLOUD || *entry->person->mail == '\0')
      continue;
    if (job == NULL)
      job = new_look_job (hub->org);
    g_ptr_array_add (job->entries, session_entry_ref (entry));
    g_ptr_array_add (job->mails, (gpointer) entry->person->mail);
    if (job->entries->len == LOOK_CHUNK)
      run_job (hub, g_steal_pointer (&job));
  }
  if (job != NULL)
    run_job (hub, job);
}
