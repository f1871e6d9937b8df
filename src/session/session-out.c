/* session-out.c - who is out in a span of time
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-out-private.h"

#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

const char *const session_out_format_names[] = {
  [SESSION_OUT_CSV] = "csv", [SESSION_OUT_ICS] = "ics", [SESSION_OUT_HTML] = "html", NULL
};

static void
row_free (gpointer data)
{
  SessionOutRow *row = data;

  g_free ((char *) row->name);
  g_free ((char *) row->mail);
  g_free ((char *) row->department);
  g_free (row);
}

SessionOut *
session_out_new (const char *organisation, GTimeZone *zone, gint64 from_s, gint64 until_s,
                 gint64 now_s)
{
  SessionOut *self = g_new0 (SessionOut, 1);

  g_atomic_ref_count_init (&self->count);
  self->organisation = g_strdup (organisation);
  self->zone = oof_zone_new (zone, from_s, until_s);
  self->from_s = from_s;
  self->until_s = until_s;
  self->now_s = now_s;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->is_sorted = TRUE;
  return self;
}

SessionOut *
session_out_ref (SessionOut *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
session_out_unref (SessionOut *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;

  g_free (self->organisation);
  oof_zone_unref (self->zone);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
session_out_add (SessionOut *self, const SessionOutRow *row)
{
  SessionOutRow *copy;

  if (row->from_s >= self->until_s || row->until_s <= self->from_s)
    return;

  copy = g_memdup2 (row, sizeof *row);
  copy->name = g_strdup (row->name != NULL ? row->name : "");
  copy->mail = g_strdup (row->mail != NULL ? row->mail : "");
  copy->department = g_strdup (row->department != NULL ? row->department : "");
  g_ptr_array_add (self->rows, copy);
  self->is_sorted = FALSE;
}

void
session_out_add_bars (SessionOut *self, const ExchangePerson *person, const GArray *bars)
{
  for (guint i = 0; i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    const SessionOutRow row = {
      .name = person->name,
      .mail = person->mail,
      .department = person->department,
      .is_own = bar->origin == SESSION_ORIGIN_OWN,
      .type = bar->item != NULL ? oof_item_parts (bar->item)->type : OOF_TYPE_OTHER,
      .from_s = bar->from_s <= self->from_s - SESSION_OUT_AROUND_S ? G_MININT64 : bar->from_s,
      .until_s = bar->until_s >= self->until_s + SESSION_OUT_AROUND_S ? OOF_OPEN_END : bar->until_s,
      .is_held = bar->origin == SESSION_ORIGIN_OWN || (bar->marks & SESSION_MARK_PENDING) == 0,
    };

    session_out_add (self, &row);
  }
}

void
session_out_add_own (SessionOut *self, const ExchangePerson *person, const OofOwnReply *own)
{
  const SessionBar bar = { .from_s = own->from_s,
                           .until_s = own->until_s,
                           .origin = SESSION_ORIGIN_OWN };
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof bar);

  g_array_append_val (bars, bar);
  session_out_add_bars (self, person, bars);
}

void
session_out_add_unknown (SessionOut *self)
{
  self->n_unknown++;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SessionOutRow *left = *(const SessionOutRow *const *) a;
  const SessionOutRow *right = *(const SessionOutRow *const *) b;
  int order = g_utf8_collate (left->name, right->name);

  if (order == 0)
    order = g_strcmp0 (left->mail, right->mail);
  if (order == 0)
    order = (left->from_s > right->from_s) - (left->from_s < right->from_s);
  return order;
}

const GPtrArray *
session_out_rows (SessionOut *self)
{
  if (!self->is_sorted)
    g_ptr_array_sort (self->rows, compare_rows);
  self->is_sorted = TRUE;
  return self->rows;
}

guint
session_out_n_people (SessionOut *self)
{
  const GPtrArray *rows = session_out_rows (self);
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++) {
    const SessionOutRow *row = rows->pdata[i];

    n += last == NULL || !g_str_equal (last, row->mail);
    last = row->mail;
  }
  return n;
}

guint
session_out_n_unknown (const SessionOut *self)
{
  return self->n_unknown;
}

const char *
session_out_column_title (SessionOutColumn column)
{
  static const char *const titles[SESSION_OUT_N_COLUMNS] = { [SESSION_OUT_NAME] = N_ ("Name"),
                                                             [SESSION_OUT_DEPARTMENT] =
                                                                 N_ ("Department"),
                                                             [SESSION_OUT_WHAT] = N_ ("Why"),
                                                             [SESSION_OUT_WHEN] = N_ ("When") };

  return _ (titles[column]);
}

const char *
session_out_what (const SessionOutRow *row)
{
  /* Translators: an automatic reply that somebody set up for themselves */
  return row->is_own ? _ ("Own reply") : session_words_type (row->type);
}

gboolean
session_out_is_all_day (const SessionOut *self, const SessionOutRow *row, gint64 *ret_from_s,
                        gint64 *ret_until_s)
{
  *ret_from_s =
      row->from_s == G_MININT64 ? G_MININT64 : oof_zone_to_local (self->zone, row->from_s);
  *ret_until_s =
      row->until_s == OOF_OPEN_END ? OOF_OPEN_END : oof_zone_to_local (self->zone, row->until_s);
  return (*ret_from_s == G_MININT64 || *ret_from_s % OOF_DAY_S == 0) &&
         (*ret_until_s == OOF_OPEN_END || *ret_until_s % OOF_DAY_S == 0);
}

char *
session_out_when (const SessionOut *self, const SessionOutRow *row)
{
  gint64 from_s;
  gint64 until_s;
  gboolean is_all_day = session_out_is_all_day (self, row, &from_s, &until_s);
  g_autofree char *until = NULL;

  if (from_s != G_MININT64)
    return session_words_span (from_s, until_s, is_all_day);
  if (until_s == OOF_OPEN_END)
    return g_strdup (_ ("until further notice"));

  until = is_all_day ? session_words_day (oof_date_of_local (until_s - 1))
                     : session_words_moment (until_s);
  /* Translators: %s is a date, perhaps with a time */
  return g_strdup_printf (_ ("until %s"), until);
}

char *
session_out_title (const SessionOut *self)
{
  gint64 from_s = oof_zone_to_local (self->zone, self->from_s);
  g_autofree char *when =
      self->until_s - self->from_s < 60
          ? session_words_moment (from_s)
          : session_words_span (from_s, oof_zone_to_local (self->zone, self->until_s), TRUE);

  /* Translators: %s is a day, two with a dash between them, or a moment */
  return g_strdup_printf (_ ("Who is out: %s"), when);
}

char *
session_out_summary (SessionOut *self)
{
  guint n = session_out_n_people (self);
  GString *text = g_string_new (NULL);

  if (n == 0)
    g_string_append (text, _ ("Nobody is out."));
  else
    g_string_append_printf (text, ngettext ("%u person is out.", "%u people are out.", n), n);
  if (self->n_unknown > 0) {
    g_string_append_c (text, ' ');
    g_string_append_printf (text,
                            ngettext ("Of %u more it is not known what their mailbox holds.",
                                      "Of %u more it is not known what their mailboxes hold.",
                                      self->n_unknown),
                            self->n_unknown);
  }
  return g_string_free (text, FALSE);
}
