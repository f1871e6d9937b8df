/* session-progress-report.c - what became of each mailbox of a run, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-progress-private.h"

#include "session-csv.h"

#include <glib/gi18n-lib.h>

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const SessionProgressCause *x = a;
  const SessionProgressCause *y = b;

  return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : g_strcmp0 (x->sentence, y->sentence);
}

/* A name, or the address of somebody who is not in the list any more. */
static const char *
name_of (SessionProgress *self, const char *mailbox)
{
  SessionRow *person = session_hub_find_person (self->hub, mailbox);

  return person != NULL ? session_row_name (person) : mailbox;
}

static void
count_cause (SessionProgress *self, GArray *causes, GHashTable *places,
             const SessionArrived *failed)
{
  const char *sentence = failed->sentence != NULL ? failed->sentence : "";
  SessionProgressCause cause = { sentence, failed->remedy, name_of (self, failed->mailbox), 1 };
  gpointer place;

  if (g_hash_table_lookup_extended (places, sentence, NULL, &place)) {
    g_array_index (causes, SessionProgressCause, GPOINTER_TO_UINT (place)).n++;
    return;
  }
  g_hash_table_insert (places, (gpointer) sentence, GUINT_TO_POINTER (causes->len));
  g_array_append_val (causes, cause);
}

GArray *
session_progress_causes (SessionProgress *self)
{
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (SessionProgressCause));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->mailboxes->len; i++) {
    const SessionArrived *arrived = g_hash_table_lookup (self->results, self->mailboxes->pdata[i]);

    if (arrived != NULL && arrived->result == SESSION_RESULT_FAILED)
      count_cause (self, causes, places, arrived);
  }
  g_array_sort (causes, compare_causes);
  return causes;
}

static const char *
result_words (const SessionArrived *arrived)
{
  if (arrived == NULL)
    return _ ("Not begun");
  if (arrived->result == SESSION_RESULT_FAILED)
    return _ ("Failed");
  if (arrived->result == SESSION_RESULT_WRITTEN)
    return _ ("Written");
  return arrived->is_changed ? _ ("Changed since, and left as it is") : _ ("Left as it is");
}

static void
add_line (GString *text, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    session_csv_add (text, cells[i] != NULL ? cells[i] : "");
  g_string_append_c (text, '\n');
}

char *
session_progress_report (SessionProgress *self)
{
  const char *const titles[] = { _ ("Name"), _ ("Mailbox"),    _ ("Result"),
                                 _ ("Why"),  _ ("What to do"), _ ("Run") };
  GString *text = g_string_new (NULL);

  add_line (text, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < self->mailboxes->len; i++) {
    const char *mailbox = self->mailboxes->pdata[i];
    const SessionArrived *arrived = g_hash_table_lookup (self->results, mailbox);
    SessionRow *person = session_hub_find_person (self->hub, mailbox);
    const char *const cells[] = { person != NULL ? session_row_name (person) : "",
                                  mailbox,
                                  result_words (arrived),
                                  arrived != NULL ? arrived->sentence : NULL,
                                  arrived != NULL ? arrived->remedy : NULL,
                                  self->run };

    add_line (text, cells, G_N_ELEMENTS (cells));
  }
  return g_string_free (text, FALSE);
}
