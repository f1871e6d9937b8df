/* session-hub-looks.c - who of the people is away
 *
 * The quick looks run on all bulk workers, some hundred mailboxes each; only some more jobs than
 * workers are made at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

#define LOOK_CHUNK 200 /* mailboxes for one job */
#define MOST_JOBS (2 * EXCHANGE_MOST_JOBS)

/* A round through all people. Main thread only. */
struct _SessionLooks
{
  GPtrArray *entries; /* SessionEntry */
  guint next;         /* who is looked at next */
};

typedef struct
{
  guint index; /* whose, in the job */
  ExchangeAway away;
  GDateTime *until;
} Look;

typedef struct
{
  SessionLooks *round; /* a reference */
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

static void
clear_round (gpointer data)
{
  g_ptr_array_unref (((SessionLooks *) data)->entries);
}

static void
unref_round (SessionLooks *round)
{
  g_rc_box_release_full (round, clear_round);
}

static LookJob *
new_look_job (SessionLooks *round, SessionOrg *org)
{
  LookJob *self = g_new0 (LookJob, 1);

  self->round = g_rc_box_acquire (round);
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

  unref_round (self->round);
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

static void run_next (SessionHub *hub, SessionLooks *round);

static void
look_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  LookJob *self = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = session_hub_now (hub);

  for (guint i = 0; hub->org == self->org && i < self->looks->len; i++) {
    const Look *look = &g_array_index (self->looks, Look, i);
    const SessionEntry *entry = g_ptr_array_index (self->entries, look->index);
    SessionRow *row = session_people_find_id (hub->people, entry->person->id);

    if (row == NULL)
      continue;
    if (look->away.is_known)
      session_row_note_read (row, g_date_time_to_unix (now));
    session_row_set_away (row, &look->away);
  }
  if (result == NULL && hub->org == self->org)
    session_hub_note_problem (hub, error);
  if (hub->org == self->org && hub->looks == self->round)
    run_next (hub, self->round);
  session_hub_count_loading (hub, -1);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

gboolean
session_hub_can_ask (SessionHub *self, const ExchangePerson *person)
{
  gboolean has_cloud = self->profile != NULL && self->profile->kind != EXCHANGE_KIND_ON_PREMISES;

  return *person->mail != '\0' && (has_cloud || person->home != EXCHANGE_HOME_CLOUD);
}

/* One more job, if somebody is left. */
static void
run_next (SessionHub *hub, SessionLooks *round)
{
  LookJob *job = new_look_job (round, hub->org);
  GTask *task;

  while (round->next < round->entries->len && job->entries->len < LOOK_CHUNK) {
    SessionEntry *entry = g_ptr_array_index (round->entries, round->next++);

    if (!session_hub_can_ask (hub, entry->person))
      continue;
    session_org_note_person (hub->org, entry->person);
    g_ptr_array_add (job->entries, session_entry_ref (entry));
    g_ptr_array_add (job->mails, (gpointer) entry->person->mail);
  }
  if (job->entries->len == 0) {
    free_look_job (job);
    return;
  }

  g_ptr_array_add (job->mails, NULL);
  task = g_task_new (hub, hub->loading, NULL, NULL);
  g_task_set_task_data (task, job, free_look_job);
  session_hub_count_loading (hub, 1);
  session_run (session_org_pool (hub->org), SESSION_LANE_BULK, task, look_work, look_done);
}

void
session_hub_look_at_all (SessionHub *self)
{
  g_clear_pointer (&self->looks, unref_round);
  self->looks = g_rc_box_new0 (SessionLooks);
  self->looks->entries = session_people_snapshot (self->people);
  for (guint i = 0; i < MOST_JOBS; i++)
    run_next (self, self->looks);
}

void
session_hub_stop_looking (SessionHub *self)
{
  g_clear_pointer (&self->looks, unref_round);
}
