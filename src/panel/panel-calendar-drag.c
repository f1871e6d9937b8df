/* panel-calendar-drag.c - an absence is dragged: moved, made longer, copied, given to more people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "oof-when-shift.h"
#include "panel-question.h"
#include "session-items.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define GRIP 7 /* pixels at an end of a bar that change that end */
#define MOST_ROWS 10000

const char *
panel_calendar_edit_title (PanelCalendarVerb verb)
{
  switch (verb) {
  case PANEL_CALENDAR_COPY:
    return _ ("Copy");
  case PANEL_CALENDAR_ASSIGN:
    return _ ("Add People");
  case PANEL_CALENDAR_STRETCH_BEGIN:
    return _ ("Change Begin");
  case PANEL_CALENDAR_STRETCH_END:
    return _ ("Change End");
  case PANEL_CALENDAR_MOVE:
  default:
    return _ ("Move");
  }
}

static gboolean
is_fine (PanelCalendar *self)
{
  const OofWhen *when = oof_item_parts (self->drag.hit.bar.item)->when;

  return panel_calendar_span_unit (self->span) == PANEL_CALENDAR_WEEK &&
         !oof_when_parts (when)->is_all_day;
}

static gint64
distance (PanelCalendar *self)
{
  return panel_calendar_edit_distance (self->drag.verb, &self->drag.hit.shape, self->drag.hit.place,
                                       self->drag.to_place, is_fine (self));
}

/* Alt; and as many desktops move the window then, Ctrl and Shift as well. */
static gboolean
means_assign (GdkModifierType state)
{
  return (state & GDK_ALT_MASK) != 0 ||
         (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);
}

gboolean
panel_calendar_drag_begin (PanelCalendar *self, guint row, const PanelCalendarHit *hit,
                           GdkModifierType state)
{
  if (hit->bar.item == NULL ||
      (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == GDK_SHIFT_MASK) /* stretches the block */
    return FALSE;
  panel_calendar_drag_end (self);
  self->drag.is_on = TRUE;
  self->drag.hit = *hit;
  oof_item_ref (hit->bar.item);
  self->drag.verb =
      panel_calendar_edit_verb (&hit->shape, hit->place, GRIP / hit->day_width,
                                (state & GDK_CONTROL_MASK) != 0, means_assign (state));
  self->drag.from_row = self->drag.to_row = row;
  self->drag.to_place = hit->place;
  return TRUE;
}

void
panel_calendar_drag_end (PanelCalendar *self)
{
  if (!self->drag.is_on)
    return;
  self->drag.is_on = FALSE;
  g_clear_pointer (&self->drag.hit.bar.item, oof_item_unref);
  panel_calendar_tell_block (self);
  g_signal_emit_by_name (self, "ghost-changed");
}

/* "Tue 24 Nov 2026 – Fri 27 Nov 2026", as it would be. */
static char *
tell_when (PanelCalendar *self)
{
  const OofWhen *when = oof_item_parts (self->drag.hit.bar.item)->when;
  PanelCalendarVerb verb = self->drag.verb;
  gint64 by_s = distance (self);
  OofMoved one;

  if (!oof_when_find (when, self->drag.hit.bar.day, &one))
    return g_strdup ("");
  if (verb != PANEL_CALENDAR_STRETCH_END)
    one.from_s += by_s;
  if (verb != PANEL_CALENDAR_STRETCH_BEGIN && one.until_s != OOF_OPEN_END)
    one.until_s += by_s;
  if (one.until_s <= one.from_s)
    return g_strdup (_ ("The end must be after the start."));
  return session_words_span (one.from_s, one.until_s, oof_when_parts (when)->is_all_day);
}

void
panel_calendar_drag_to (PanelCalendar *self, guint row, double place)
{
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  self->drag.to_row = row;
  self->drag.to_place = place;
  when = tell_when (self);
  /* Translators: "Move: Tue 24 Nov 2026 – Fri 27 Nov 2026" while something is dragged */
  text = g_strdup_printf (_ ("%s: %s"), panel_calendar_edit_title (self->drag.verb), when);
  gtk_label_set_text (self->chosen, text);
  g_signal_emit_by_name (self, "ghost-changed");
}

/* Rows in which it would be. */
static gboolean
is_in_row (PanelCalendar *self, guint row)
{
  guint from = self->drag.from_row;
  guint to = self->drag.to_row;

  switch (self->drag.verb) {
  case PANEL_CALENDAR_ASSIGN:
    return row >= MIN (from, to) && row <= MAX (from, to);
  case PANEL_CALENDAR_STRETCH_BEGIN:
  case PANEL_CALENDAR_STRETCH_END:
    return row == from;
  case PANEL_CALENDAR_MOVE:
  case PANEL_CALENDAR_COPY:
  default:
    return row == to;
  }
}

gboolean
panel_calendar_ghost (PanelCalendar *self, guint row, double *ret_begin, double *ret_end)
{
  double by;

  if (!self->drag.is_on || !is_in_row (self, row))
    return FALSE;
  by = (double) distance (self) / OOF_DAY_S;
  *ret_begin = self->drag.hit.shape.begin;
  *ret_end = self->drag.hit.shape.end;
  if (self->drag.verb != PANEL_CALENDAR_STRETCH_END)
    *ret_begin += by;
  if (self->drag.verb != PANEL_CALENDAR_STRETCH_BEGIN)
    *ret_end += by;
  return *ret_end > *ret_begin;
}

/* A drag that ended, until it is known whether one occurrence is meant or the series. */
typedef struct
{
  PanelCalendar *calendar;
  PanelCalendarVerb verb;
  OofItem *item;
  gint32 day;
  gint64 by_s;
  char *from;
  char **mail;
} Drop;

static void
drop_free (Drop *self)
{
  g_object_unref (self->calendar);
  oof_item_unref (self->item);
  g_free (self->from);
  g_strfreev (self->mail);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drop, drop_free)

static void
make_edit (Drop *self, gboolean is_one)
{
  g_autoptr (GDateTime) now = session_hub_now (self->calendar->hub);
  g_autofree char *new_id = self->verb == PANEL_CALENDAR_COPY ? session_items_new_id () : NULL;
  PanelCalendarEdit edit = { .verb = self->verb,
                             .item = self->item,
                             .day = self->day,
                             .is_one = is_one,
                             .by_s = self->by_s,
                             .from = self->from,
                             .mail = (const char *const *) self->mail,
                             .new_id = new_id,
                             .now_s = g_date_time_to_unix (now) };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = panel_calendar_edit_make (&edit, &error);

  if (item != NULL)
    panel_calendar_save (self->calendar, item, panel_calendar_edit_title (self->verb));
  else
    panel_calendar_tell_error (self->calendar, error);
}

static void
one_cb (Drop *self)
{
  make_edit (self, TRUE);
}

static void
series_cb (Drop *self)
{
  make_edit (self, FALSE);
}

static void
drop_gone_cb (gpointer data, GClosure *closure)
{
  drop_free (data);
}

static void
ask (Drop *drop)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (drop->calendar));
  PanelQuestion question = { .heading = _ ("This Occurrence or the Series?"),
                             .body = _ ("The absence repeats."),
                             .refuse = _ ("_Cancel"),
                             .other = _ ("The _Series"),
                             .accept = _ ("This _Occurrence"),
                             .look = ADW_RESPONSE_SUGGESTED };
  GObject *dialog = panel_question_ask (GTK_WINDOW (root), &question);

  g_signal_connect_swapped (dialog, "response::other", G_CALLBACK (series_cb), drop);
  g_signal_connect_data (dialog, "response::accept", G_CALLBACK (one_cb), drop, drop_gone_cb,
                         G_CONNECT_SWAPPED);
}

/* The addresses of the people in these rows. Caller frees. */
static char **
find_mail (PanelCalendar *self, guint first, guint last)
{
  g_autoptr (GStrvBuilder) mail = g_strv_builder_new ();

  for (guint row = first; row <= last && row - first < MOST_ROWS; row++) {
    g_autoptr (SessionRow) person = panel_calendar_person (self, row);

    if (person != NULL)
      g_strv_builder_add (mail, session_row_mail (person));
  }
  return g_strv_builder_end (mail);
}

void
panel_calendar_edit (PanelCalendar *self, const PanelCalendarEdit *edit)
{
  g_autoptr (Drop) drop = g_new0 (Drop, 1);
  gboolean is_same_time =
      edit->by_s == 0 || edit->verb == PANEL_CALENDAR_COPY || edit->verb == PANEL_CALENDAR_ASSIGN;

  drop->calendar = g_object_ref (self);
  drop->verb = edit->verb;
  drop->item = oof_item_ref (edit->item);
  drop->day = edit->day;
  drop->by_s = edit->by_s;
  drop->from = g_strdup (edit->from);
  drop->mail = g_strdupv ((char **) edit->mail);
  if (!is_same_time && oof_when_repeats (oof_item_parts (edit->item)->when))
    ask (g_steal_pointer (&drop));
  else
    make_edit (drop, FALSE);
}

gboolean
panel_calendar_drag_drop (PanelCalendar *self)
{
  PanelCalendarVerb verb = self->drag.verb;
  gboolean is_stretched =
      verb == PANEL_CALENDAR_STRETCH_BEGIN || verb == PANEL_CALENDAR_STRETCH_END;
  guint from = self->drag.from_row;
  guint to = is_stretched ? from : self->drag.to_row;
  gboolean is_range = verb == PANEL_CALENDAR_ASSIGN;
  g_autoptr (SessionRow) row = panel_calendar_person (self, from);
  g_auto (GStrv) mail =
      find_mail (self, is_range ? MIN (from, to) : to, is_range ? MAX (from, to) : to);
  PanelCalendarEdit edit = { .verb = verb,
                             .item = self->drag.hit.bar.item,
                             .day = self->drag.hit.bar.day,
                             .by_s = distance (self),
                             .mail = (const char *const *) mail };

  if (row == NULL || mail[0] == NULL || (edit.by_s == 0 && from == to))
    return FALSE;
  edit.from = session_row_mail (row);
  panel_calendar_edit (self, &edit);
  return TRUE;
}
