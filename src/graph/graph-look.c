/* graph-look.c - who is away: the settings of twenty mailboxes in a request
 *
 * What a server could not answer for the moment is asked for again, all of it together and after
 * the longest of the waits that were named; then it is not known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "graph-batch.h"
#include "graph-mailbox.h"
#include "graph-oof.h"

#define MOST_ROUNDS 6
#define SILENT_WAIT_MS 2000 /* a busy server that names no time */

typedef struct
{
  BaseCall *call;
  GraphServer *server;
  ExchangeAwayFunc each;
  gpointer data;
  GPtrArray *again; /* borrowed addresses */
  guint64 wait_ms;
} Look;

static void
tell_unknown (const Look *self, const char *mailbox)
{
  const ExchangeAway away = { .mail = mailbox };

  self->each (&away, self->data);
}

static void
tell_state (const Look *self, const char *mailbox, const OofState *state, gint64 skew_s)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GDateTime) theirs = g_date_time_add_seconds (now, (double) skew_s);
  ExchangeAway away = { .mail = mailbox, .is_known = TRUE };

  away.is_away = oof_state_is_away (state, theirs);
  away.until = away.is_away ? state->until : NULL;
  self->each (&away, self->data);
}

static gboolean
is_passing (const GError *why)
{
  BaseVerdict verdict = why != NULL ? base_error_verdict (why) : BASE_VERDICT_SKIP;

  return verdict == BASE_VERDICT_WAIT || verdict == BASE_VERDICT_RETRY;
}

static void
take_part (Look *self, const char *mailbox, const GraphPart *part)
{
  g_autoptr (OofState) state = NULL;

  if (is_passing (part->error)) {
    g_ptr_array_add (self->again, (char *) mailbox);
    self->wait_ms = MAX (self->wait_ms, base_error_facts (part->error)->wait_ms);
    return;
  }
  if (part->answer != NULL && part->answer->body != NULL)
    state = graph_oof_decode (part->answer->body, NULL);
  if (state != NULL)
    tell_state (self, mailbox, state, part->answer->skew_s);
  else
    tell_unknown (self, mailbox);
}

static gboolean
look_at (Look *self, const char *const *mailboxes, guint n, GError **error)
{
  GraphPart parts[GRAPH_MOST_PARTS] = { { NULL } };
  const char *asked[GRAPH_MOST_PARTS];
  guint used = 0;
  gboolean is_done = TRUE;

  for (guint i = 0; i < n; i++) {
    parts[used].path = graph_mailbox_path (self->server, mailboxes[i], GRAPH_OOF_PROPERTY, NULL);
    if (parts[used].path != NULL)
      asked[used++] = mailboxes[i];
    else
      tell_unknown (self, mailboxes[i]); /* no address */
  }
  if (used > 0)
    is_done = graph_batch (self->call, self->server, parts, used, error);
  for (guint i = 0; i < used; i++) {
    if (is_done)
      take_part (self, asked[i], &parts[i]);
    graph_part_clear (&parts[i]);
  }
  return is_done;
}

static gboolean
look_at_all (Look *self, const char *const *mailboxes, guint n, GError **error)
{
  for (guint i = 0; i < n; i += GRAPH_MOST_PARTS)
    if (!look_at (self, mailboxes + i, MIN (n - i, GRAPH_MOST_PARTS), error))
      return FALSE;
  return TRUE;
}

gboolean
graph_oof_look (BaseCall *call, GraphServer *server, const char *const *mailboxes,
                ExchangeAwayFunc each, gpointer data, GError **error)
{
  Look look = { .call = call, .server = server, .each = each, .data = data };
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; mailboxes[i] != NULL; i++)
    g_ptr_array_add (left, (char *) mailboxes[i]);
  for (guint round = 0; left->len > 0 && round < MOST_ROUNDS; round++) {
    g_autoptr (GPtrArray) again = g_ptr_array_new ();

    if (round > 0 &&
        !base_call_wait (call, look.wait_ms > 0 ? look.wait_ms : SILENT_WAIT_MS, error))
      return FALSE;
    look.again = again;
    look.wait_ms = 0;
    if (!look_at_all (&look, (const char *const *) left->pdata, left->len, error))
      return FALSE;
    g_ptr_array_unref (left);
    left = g_steal_pointer (&again);
  }
  for (guint i = 0; i < left->len; i++)
    tell_unknown (&look, left->pdata[i]);
  return TRUE;
}
