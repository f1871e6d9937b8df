/* panel-calendar-several.c - one thing is done with all absences in a block of the calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "panel-question.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 20000 /* that are looked through: some 20 µs each */

typedef PanelCalendarFound Found;

static void
clear_found (gpointer data)
{
  Found *self = data;

  oof_item_unref (self->item);
  g_clear_object (&self->person);
}

static GArray *
new_found (void)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (all, clear_found);
  return all;
}

/* Absences that are found once, whoever has them. */
typedef struct
{
  GArray *all;      /* Found */
  GHashTable *seen; /* Found without a person, whose item is held by all */
} Search;

static guint
hash_found (gconstpointer data)
{
  const Found *found = data;

  return g_direct_hash (found->item) * 31 + (guint) found->day;
}

static gboolean
is_same_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *other = b;

  return one->item == other->item && one->day == other->day;
}

static void
add_found (Search *search, const SessionBar *bar, SessionRow *person)
{
  Found found = { bar->item, bar->day, NULL };

  if (!g_hash_table_add (search->seen, g_memdup2 (&found, sizeof found)))
    return;
  oof_item_ref (found.item);
  found.person = g_object_ref (person);
  g_array_append_val (search->all, found);
}

/* runs: the days of the row that stands for them. */
static void
find_of_person (PanelCalendar *self, SessionRow *person, const GArray *runs, Search *search)
{
  g_autoptr (GArray) bars = panel_calendar_bars (self, person);

  for (guint i = 0; i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    gboolean is_in = FALSE;

    for (guint j = 0; bar->item != NULL && j < runs->len; j++) {
      const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, j);

      is_in |= panel_calendar_span_overlaps (self->span, run->day, run->end_day, bar->from_s,
                                             bar->until_s);
    }
    if (is_in && panel_calendar_filter_fits (panel_calendar_filter (self), bar))
      add_found (search, bar, person);
  }
}

/* Gives how many people were looked at. */
static guint
find_in_row (PanelCalendar *self, guint row, Search *search)
{
  g_autoptr (GPtrArray) people = panel_calendar_row_people (self, row);
  g_autoptr (GArray) runs = panel_calendar_block_days (self->block, row);

  for (guint i = 0; i < MIN (people->len, MOST_ROWS); i++)
    find_of_person (self, people->pdata[i], runs, search);
  return people->len;
}

/* NULL: no block is selected, or the menu is about something outside it. Caller unrefs. */
static GArray *
find_all (PanelCalendar *self)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (hash_found, is_same_found, g_free, NULL);
  Search search = { NULL, seen };
  PanelCalendarCell cursor;
  guint n = 0;

  if (!panel_calendar_block_is_wide (self->block) ||
      !panel_calendar_block_cursor (self->block, &cursor) ||
      !panel_calendar_block_has (self->block, &cursor))
    return NULL;
  rows = panel_calendar_block_rows (self->block);
  search.all = new_found ();
  for (guint i = 0; i < rows->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (rows, PanelCalendarPatch, i);

    for (guint row = run->row; row < run->end_row && n < MOST_ROWS; row++)
      n += MAX (find_in_row (self, row, &search), 1);
  }
  if (search.all->len < 2)
    g_clear_pointer (&search.all, g_array_unref);
  return search.all;
}

GArray *
panel_calendar_find_absences (PanelCalendar *self)
{
  GArray *all = find_all (self);
  PanelCalendarCell cursor;
  Found found;

  if (all != NULL)
    return all;
  all = new_found ();
  if (!self->has_context || self->context.item == NULL ||
      !panel_calendar_block_cursor (self->block, &cursor))
    return all;
  found = (Found){ oof_item_ref (self->context.item), self->context.day,
                   panel_calendar_person (self, cursor.row) };
  g_array_append_val (all, found);
  return all;
}

guint
panel_calendar_count_absences (PanelCalendar *self)
{
  g_autoptr (GArray) all = find_all (self);

  return all != NULL ? all->len : self->has_context && self->context.item != NULL;
}

guint
panel_calendar_count_mailboxes (PanelCalendar *self)
{
  g_autoptr (GArray) all = find_all (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  if (all == NULL)
    return self->has_context && self->context.item != NULL
               ? session_hub_count_reached (self->hub, self->context.item)
               : 1;
  for (guint i = 0; i < all->len; i++) {
    OofItem *item = g_array_index (all, Found, i).item;

    if (g_hash_table_add (seen, item))
      n += session_hub_count_reached (self->hub, item);
  }
  return n;
}

/* Each one after the other: two occurrences of a series are one item in the end. */
static GPtrArray *
make_all (PanelCalendar *self, const PanelCalendarEdit *edit, GArray *all, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++) {
    const Found *found = &g_array_index (all, Found, i);
    const char *id = oof_item_parts (found->item)->id;
    gpointer place = NULL;
    gboolean is_known = g_hash_table_lookup_extended (places, id, NULL, &place);
    PanelCalendarEdit one = *edit;
    OofItem *item;

    one.item = is_known ? g_ptr_array_index (items, GPOINTER_TO_UINT (place)) : found->item;
    one.day = found->day;
    one.is_one = TRUE;
    item = panel_calendar_edit_make (&one, error);
    if (item == NULL)
      return NULL;
    if (is_known) {
      oof_item_unref (one.item);
      items->pdata[GPOINTER_TO_UINT (place)] = item;
    } else {
      g_hash_table_insert (places, (gpointer) id, GUINT_TO_POINTER (items->len));
      g_ptr_array_add (items, item);
    }
  }
  return g_steal_pointer (&items);
}

void
panel_calendar_edit_block (PanelCalendar *self, const PanelCalendarEdit *edit)
{
  g_autoptr (GArray) all = find_all (self);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  PanelCalendarEdit one = *edit;

  if (all == NULL && (!self->has_context || self->context.item == NULL))
    return;
  if (all == NULL) {
    one.item = self->context.item;
    one.day = self->context.day;
    one.from = "";
    panel_calendar_edit (self, &one);
    return;
  }
  items = make_all (self, edit, all, &error);
  if (items != NULL)
    panel_calendar_save_all (self, items, NULL, panel_calendar_edit_title (edit->verb));
  else
    panel_calendar_tell_error (self, error);
}

/* Until it is answered. */
typedef struct
{
  PanelCalendar *calendar;
  char **ids;
} Removal;

static void
removal_gone_cb (gpointer data, GClosure *closure)
{
  Removal *self = data;

  g_object_unref (self->calendar);
  g_strfreev (self->ids);
  g_free (self);
}

static void
accepted_cb (Removal *self)
{
  panel_calendar_save_all (self->calendar, NULL, (const char *const *) self->ids, _ ("Remove"));
}

gboolean
panel_calendar_remove_block (PanelCalendar *self)
{
  g_autoptr (GArray) all = find_all (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *heading = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Removal *removal;
  PanelQuestion question = { .body = _ ("Series go with all their occurrences. Undo brings them "
                                        "back."),
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Remove"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    OofItem *item = g_array_index (all, Found, i).item;

    if (g_hash_table_add (seen, item))
      g_strv_builder_add (ids, oof_item_parts (item)->id);
  }
  heading = g_strdup_printf (
      ngettext ("Remove %'u absence?", "Remove %'u absences?", g_hash_table_size (seen)),
      g_hash_table_size (seen));
  question.heading = heading;
  removal = g_new0 (Removal, 1);
  removal->calendar = g_object_ref (self);
  removal->ids = g_strv_builder_end (ids);
  g_signal_connect_data (panel_question_ask (GTK_WINDOW (root), &question), "response::accept",
                         G_CALLBACK (accepted_cb), removal, removal_gone_cb, G_CONNECT_SWAPPED);
  return TRUE;
}
