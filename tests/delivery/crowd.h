/* crowd.h - ten mailboxes behind a backend that takes four in a request, and what may happen to
 * them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../folder.h"
#include "delivery-line.h"
#include "delivery-many.h"

#include "base-error.h"
#include "store-journal.h"
#include "store-throttle.h"

#define MOST 4
#define N 10

/* What happens to a mailbox at the next time it is written. */
typedef enum
{
  GOES_WELL,
  THROTTLED,
  BUSY_DONE,    /* no good answer, but written */
  BUSY_NOT,     /* no good answer, and not written */
  MISSING_DONE, /* no answer at all, but written */
  FORBIDDEN,
  OTHER_STORED
} Fate;

/* A server with ten mailboxes, "0@x" to "9@x". */
typedef struct
{
  ExchangeBackend head;
  OofState *states[N];
  Fate fates[N];
  guint writes[N];
  guint reads[N];
  guint requests;
  guint smallest;
  gboolean is_cut; /* the next request of writes is done, and its answer is lost */
  StoreDb *db;
  GCancellable *cancel;
} Crowd;

typedef struct
{
  Crowd crowd;
  char *folder;
  StoreDb *db;
  ExchangeBackend *line;
  DeliveryRun *run;
  GCancellable *cancellable;
  BaseCall *call;
  OofChange *change;
  GPtrArray *outcomes;
} Fixture;

static guint
index_of (const char *mailbox)
{
  return (guint) g_ascii_digit_value (*mailbox);
}

static OofState *
get_one (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
         ExchangeReading *ret_reading, GError **error)
{
  Crowd *self = (Crowd *) backend;

  self->requests++;
  self->reads[index_of (mailbox)]++;
  return oof_state_ref (self->states[index_of (mailbox)]);
}

static gboolean
get_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  Crowd *self = (Crowd *) backend;

  if (!base_call_check (call, error))
    return FALSE;
  self->requests++;
  self->smallest = MIN (self->smallest, n);
  for (guint i = 0; i < n; i++) {
    self->reads[index_of (items[i].mailbox)]++;
    items[i].held = oof_state_ref (self->states[index_of (items[i].mailbox)]);
    items[i].reading.allowed = OOF_AUDIENCE_ALL;
  }
  return TRUE;
}

static gboolean
is_journalled (Crowd *self, const char *mailbox)
{
  g_autoptr (GPtrArray) rows = store_journal_list (self->db, NULL, mailbox, 1, NULL);

  return rows->len == 1;
}

static void
store (Crowd *self, guint i, const OofState *state)
{
  self->writes[i]++;
  oof_state_unref (self->states[i]);
  self->states[i] = oof_state_ref ((OofState *) state);
}

static void
write_one (Crowd *self, ExchangeItem *item)
{
  static const BaseErrorFacts missing = { .reason = "batch-missing" };
  static const BaseErrorFacts throttled = { .reason = "online-throttled", .wait_ms = 30 };
  g_autoptr (OofState) other = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_ALL, NULL, NULL, "", "");
  guint i = index_of (item->mailbox);
  Fate fate = self->fates[i];

  g_assert_true (is_journalled (self, item->mailbox));
  self->fates[i] = GOES_WELL;
  if (fate == GOES_WELL || fate == BUSY_DONE || fate == MISSING_DONE)
    store (self, i, item->wanted);
  if (fate == OTHER_STORED)
    store (self, i, other);
  if (fate == THROTTLED)
    base_error_set_facts (&item->error, BASE_ERROR_THROTTLED, &throttled, "later");
  if (fate == BUSY_DONE || fate == BUSY_NOT)
    base_error_set (&item->error, BASE_ERROR_BUSY, "busy");
  if (fate == MISSING_DONE)
    base_error_set_facts (&item->error, BASE_ERROR_PROTOCOL, &missing, "nothing");
  if (fate == FORBIDDEN)
    base_error_set (&item->error, BASE_ERROR_FORBIDDEN, "no");
}

static gboolean
set_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  Crowd *self = (Crowd *) backend;
  gboolean is_cut = self->is_cut;

  if (self->cancel != NULL)
    g_cancellable_cancel (self->cancel);
  if (!base_call_check (call, error))
    return FALSE;
  self->is_cut = FALSE;
  self->requests++;
  self->smallest = MIN (self->smallest, n);
  for (guint i = 0; i < n; i++)
    write_one (self, &items[i]);
  if (!is_cut)
    return TRUE;

  for (guint i = 0; i < n; i++)
    exchange_item_clear (&items[i]);
  base_error_set (error, BASE_ERROR_OFFLINE, "cut");
  return FALSE;
}

static gboolean
set_one (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  ExchangeItem item = { .mailbox = mailbox, .wanted = state };

  if (!set_many (backend, call, &item, 1, error))
    return FALSE;
  if (item.error != NULL)
    g_propagate_error (error, item.error);
  return item.error == NULL;
}

static const ExchangeBackendOps crowd_ops = { .id = "crowd",
                                              .get_oof = get_one,
                                              .set_oof = set_one,
                                              .most_many = MOST,
                                              .get_many = get_many,
                                              .set_many = set_many };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryGate) gate = delivery_gate_new (4);
  g_autofree char *path = NULL;
  StoreThrottle known = { .at_once = 4, .burst = 4 * MOST };

  g_random_set_seed (1);
  f->folder = folder_new ();
  path = g_build_filename (f->folder, "a.db", NULL);
  f->db = store_db_open (path, NULL);
  g_assert_nonnull (f->db);
  known.at_us = g_get_real_time ();
  g_assert_true (store_throttle_keep (f->db, "crowd", "me", &known, NULL));
  delivery_gate_remember (gate, f->db, "crowd", "me", base_clock_system ());
  f->crowd.head.ops = &crowd_ops;
  f->crowd.db = f->db;
  f->crowd.smallest = MOST;
  for (guint i = 0; i < N; i++)
    f->crowd.states[i] = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "old", "old");
  f->line = delivery_line_new (&f->crowd.head, gate);
  f->run = delivery_run_new (&(DeliveryOrder){ .backend = f->line,
                                               .store = f->db,
                                               .clock = base_clock_system (),
                                               .profile = "p1",
                                               .who = "me@here",
                                               .why = "test" });
  f->cancellable = g_cancellable_new ();
  f->call = base_call_new (NULL, f->cancellable, 0);
  f->change = oof_change_new ();
  f->change->has_mode = TRUE;
  f->change->mode = OOF_MODE_ON;
  f->change->inside = g_strdup ("<p>new</p>");
  f->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_outcome_free);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  base_call_free (f->call);
  g_object_unref (f->cancellable);
  delivery_run_unref (f->run);
  f->line->ops->close (f->line);
  store_db_unref (f->db);
  for (guint i = 0; i < N; i++)
    oof_state_unref (f->crowd.states[i]);
  oof_change_unref (f->change);
  g_ptr_array_unref (f->outcomes);
  folder_remove (f->folder);
}

static void
done_cb (BaseCall *call, DeliveryOutcome *outcome, guint64 took_ms, gpointer data)
{
  Fixture *f = data;

  g_test_message ("%s: %d %s", outcome->mailbox, outcome->result,
                  outcome->error != NULL ? outcome->error->message : "");
  g_ptr_array_add (f->outcomes, outcome);
}

static DeliveryMany *
begin (Fixture *f, DeliveryWhat what, guint n)
{
  DeliveryMany *many = delivery_many_new (&(DeliveryManyOrder){
      .run = f->run, .what = what, .change = f->change, .done = done_cb, .data = f });

  for (guint i = 0; i < n; i++) {
    g_autofree char *mailbox = g_strdup_printf ("%u@x.example", i);

    delivery_many_add (many, mailbox);
  }
  return many;
}

static void
finish (Fixture *f, DeliveryMany *many)
{
  DeliveryManyStep step;

  while ((step = delivery_many_step (many, f->call)) == DELIVERY_MANY_DID)
    ;
  if (step == DELIVERY_MANY_WANTS) {
    delivery_many_close (many);
    finish (f, many);
  }
}

static const DeliveryOutcome *
find (Fixture *f, guint n)
{
  for (guint i = 0; i < f->outcomes->len; i++)
    if (index_of (((DeliveryOutcome *) f->outcomes->pdata[i])->mailbox) == n)
      return f->outcomes->pdata[i];
  g_assert_not_reached ();
}

static StoreResult
result_in_journal (Fixture *f, guint n)
{
  g_autofree char *mailbox = g_strdup_printf ("%u@x.example", n);
  g_autoptr (GPtrArray) rows = store_journal_list (f->db, NULL, mailbox, 10, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  return ((StoreJournalRow *) rows->pdata[0])->result;
}

static void
assert_all_written (Fixture *f)
{
  g_assert_cmpuint (f->outcomes->len, ==, N);
  for (guint i = 0; i < N; i++) {
    g_assert_no_error (find (f, i)->error);
    g_assert_cmpint (find (f, i)->result, ==, DELIVERY_RESULT_WRITTEN);
    g_assert_cmpstr (find (f, i)->after->inside, ==, "<p>new</p>");
    g_assert_cmpint (result_in_journal (f, i), ==, STORE_RESULT_WRITTEN);
    g_assert_cmpuint (f->crowd.writes[i], ==, 1);
  }
}
