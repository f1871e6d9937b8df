/* session-preflight-words.c - what applying the plan would do, counted by reason and as a table
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-preflight.h"

#include "session-csv.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

const char *
session_preflight_action_words (SessionAction action)
{
  static const char *const words[] = { [SESSION_ACTION_WRITE] = N_ ("Write"),
                                       [SESSION_ACTION_SKIP] = N_ ("Skip"),
                                       [SESSION_ACTION_WAIT] = N_ ("Wait"),
                                       [SESSION_ACTION_CONFLICT] = N_ ("Conflict"),
                                       [SESSION_ACTION_REFUSE] = N_ ("Refuse") };

  return _ (words[action]);
}

static gint64
local_of (GTimeZone *zone, GDateTime *moment)
{
  gint64 moment_s = g_date_time_to_unix (moment);

  return moment_s + g_time_zone_get_offset (
                        zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment_s));
}

char *
session_preflight_state_words (const OofState *state)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();

  if (state == NULL)
    return g_strdup ("–");
  if (state->mode == OOF_MODE_OFF)
    return g_strdup (_ ("Off"));
  if (state->mode == OOF_MODE_ON || state->from == NULL || state->until == NULL)
    return g_strdup (_ ("On, without an end"));
  return session_words_span (local_of (here, state->from), local_of (here, state->until), FALSE);
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const SessionPreflightReason *x = a;
  const SessionPreflightReason *y = b;

  return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : g_strcmp0 (x->sentence, y->sentence);
}

GArray *
session_preflight_reasons (SessionPreflight *self)
{
  GListModel *rows = session_preflight_rows (self);
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (SessionPreflightReason));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (SessionPreflightRow) row = g_list_model_get_item (rows, i);
    const char *sentence = session_preflight_row_reason (row);
    gpointer place;

    if (g_hash_table_lookup_extended (places, sentence, NULL, &place)) {
      g_array_index (reasons, SessionPreflightReason, GPOINTER_TO_UINT (place)).n++;
      continue;
    }
    g_hash_table_insert (places, (gpointer) sentence, GUINT_TO_POINTER (reasons->len));
    g_array_append_vals (reasons, &(SessionPreflightReason){ sentence, 1 }, 1);
  }
  g_array_sort (reasons, compare_reasons);
  return reasons;
}

static void
add_line (GString *text, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    session_csv_add (text, cells[i]);
  g_string_append_c (text, '\n');
}

char *
session_preflight_table (SessionPreflight *self)
{
  const char *const titles[] = { _ ("Name"),
                                 _ ("Mailbox"),
                                 _ ("Now"),
                                 _ ("Then"),
                                 _ ("Action"),
                                 _ ("Reason"),
                                 _ ("Replaces a reply of the person’s own") };
  GListModel *rows = session_preflight_rows (self);
  GString *text = g_string_new (NULL);

  add_line (text, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (SessionPreflightRow) row = g_list_model_get_item (rows, i);
    g_autofree char *now = session_preflight_state_words (session_preflight_row_before (row));
    g_autofree char *then = session_preflight_state_words (session_preflight_row_after (row));
    const char *const cells[] = { session_preflight_row_name (row),
                                  session_preflight_row_mail (row),
                                  now,
                                  then,
                                  session_preflight_action_words (
                                      session_preflight_row_action (row)),
                                  session_preflight_row_reason (row),
                                  session_preflight_row_replaces_own (row) ? _ ("yes") : _ ("no") };

    add_line (text, cells, G_N_ELEMENTS (cells));
  }
  return g_string_free (text, FALSE);
}
