/* fake.h - a mailbox behind a backend of a few lines, with the real store, gate and journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../folder.h"
#include "delivery-line.h"
#include "delivery-run.h"

#include "base-error.h"
#include "store-journal.h"

#define MAILBOX "Ann@corp.example"

/* A server with one mailbox, which fails as it is told. */
typedef struct
{
  ExchangeBackend parent;
  OofState *state;
  OofAudience allowed;
  guint gets;
  guint sets;
  int fail_get;       /* how many of the next reads fail */
  int fail_set;       /* how many of the next writes fail */
  BaseErrorCode code; /* with this */
  guint64 wait_ms;
  gboolean is_set_anyway; /* a failed write has happened all the same */
  gboolean is_set_odd;    /* a write stores another audience */
  gboolean is_set_once;   /* only the first one does */
  gboolean is_tidied;     /* a write stores other HTML that reads the same */
  GCancellable *cancel_at_set;
} Fake;

typedef struct
{
  Fake fake;
  char *folder;
  StoreDb *db;
  ExchangeBackend *line;
  DeliveryRun *run;
  GCancellable *cancellable;
  BaseCall *call;
  GDateTime *now;
} Fixture;

static gboolean
fail_now (Fake *self, int *left, GError **error)
{
  const BaseErrorFacts facts = { .wait_ms = self->wait_ms };

  if (*left == 0)
    return FALSE;

  (*left)--;
  base_error_set_facts (error, self->code, &facts, "told to fail");
  return TRUE;
}

static OofState *
fake_get (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
          ExchangeReading *ret_reading, GError **error)
{
  Fake *self = (Fake *) backend;

  self->gets++;
  if (!base_call_check (call, error) || fail_now (self, &self->fail_get, error))
    return NULL;
  if (ret_reading != NULL) {
    ret_reading->allowed = self->allowed;
    ret_reading->request_id = g_strdup ("read-1");
  }
  return oof_state_ref (self->state);
}

static void
store_state (Fake *self, const OofState *state)
{
  oof_state_unref (self->state);
  self->state = oof_state_new (
      state->mode, self->is_set_odd ? OOF_AUDIENCE_NONE : state->audience, state->from,
      state->until, self->is_tidied ? "<p class=\"x\">old in</p>" : state->inside, state->outside);
  if (self->is_set_once)
    self->is_set_odd = FALSE;
}

static gboolean
fake_set (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const OofState *state,
          char **ret_request_id, GError **error)
{
  Fake *self = (Fake *) backend;

  self->sets++;
  if (self->cancel_at_set != NULL)
    g_cancellable_cancel (self->cancel_at_set);
  if (!base_call_check (call, error))
    return FALSE;
  if (fail_now (self, &self->fail_set, error)) {
    if (self->is_set_anyway)
      store_state (self, state);
    return FALSE;
  }
  store_state (self, state);
  if (ret_request_id != NULL)
    *ret_request_id = g_strdup ("write-1");
  return TRUE;
}

static const ExchangeBackendOps fake_ops = { .id = "fake",
                                             .get_oof = fake_get,
                                             .set_oof = fake_set };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (DeliveryGate) gate = NULL;

  g_random_set_seed (1);
  f->folder = folder_new ();
  path = g_build_filename (f->folder, "a.db", NULL);
  f->db = store_db_open (path, &error);
  g_assert_no_error (error);
  f->fake.parent.ops = &fake_ops;
  f->fake.allowed = OOF_AUDIENCE_ALL;
  f->fake.state = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_KNOWN, NULL, NULL, "<p>old in</p>",
                                 "<p>old out</p>");
  gate = delivery_gate_new (4);
  f->line = delivery_line_new (&f->fake.parent, gate);
  f->run = delivery_run_new (&(DeliveryOrder){ .backend = f->line,
                                               .store = f->db,
                                               .clock = base_clock_system (),
                                               .profile = "p1",
                                               .who = "me@here",
                                               .why = "test" });
  f->cancellable = g_cancellable_new ();
  f->call = base_call_new (NULL, f->cancellable, 0);
  f->now = base_clock_now (base_clock_system ());
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  base_call_free (f->call);
  g_object_unref (f->cancellable);
  delivery_run_unref (f->run);
  f->line->ops->close (f->line);
  store_db_unref (f->db);
  oof_state_unref (f->fake.state);
  g_date_time_unref (f->now);
  folder_remove (f->folder);
}

static StoreJournalRow *
only_row (Fixture *f, GPtrArray **ret_rows)
{
  g_autoptr (GError) error = NULL;

  *ret_rows = store_journal_list (f->db, "p1", NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*ret_rows)->len, ==, 1);
  return g_ptr_array_index (*ret_rows, 0);
}

static void
assert_refused (DeliveryOutcome *outcome, const char *reason)
{
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_FAILED);
  g_assert_error (outcome->error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (outcome->error)->reason, ==, reason);
}
