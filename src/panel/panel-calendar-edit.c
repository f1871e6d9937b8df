/* panel-calendar-edit.c - what dragging a bar makes of its absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-edit.h"

#include "base-error.h"
#include "oof-date.h"
#include "oof-when-shift.h"

#include <glib/gi18n-lib.h>

#define HALF_HOUR_S 1800
#define ROOM 3 /* grips that a bar has to be long, to be taken in the middle as well */

PanelCalendarVerb
panel_calendar_edit_verb (const PanelCalendarShape *shape, double place, double grip,
                          gboolean is_ctrl, gboolean is_alt)
{
  gboolean has_room = shape->end - shape->begin >= ROOM * grip;

  if (is_alt)
    return PANEL_CALENDAR_ASSIGN;
  if (is_ctrl)
    return PANEL_CALENDAR_COPY;
  if (has_room && !shape->is_cut_after && place > shape->end - grip)
    return PANEL_CALENDAR_STRETCH_END;
  if (has_room && !shape->is_cut_before && place < shape->begin + grip)
    return PANEL_CALENDAR_STRETCH_BEGIN;
  return PANEL_CALENDAR_MOVE;
}

gint64
panel_calendar_edit_distance (PanelCalendarVerb verb, const PanelCalendarShape *shape, double from,
                              double to, gboolean is_fine)
{
  double moved = to - (verb == PANEL_CALENDAR_STRETCH_BEGIN ? shape->begin : shape->end);

  switch (verb) {
  case PANEL_CALENDAR_STRETCH_BEGIN:
  case PANEL_CALENDAR_STRETCH_END:
    if (ABS (to - from) * OOF_DAY_S < HALF_HOUR_S / 2.0)
      return 0;
    if (is_fine)
      return panel_calendar_shapes_day (moved * OOF_DAY_S / HALF_HOUR_S + 0.5) * HALF_HOUR_S;
    return panel_calendar_shapes_day (moved + 0.5) * OOF_DAY_S;
  case PANEL_CALENDAR_MOVE:
  case PANEL_CALENDAR_COPY:
    return (panel_calendar_shapes_day (to) - panel_calendar_shapes_day (from)) * OOF_DAY_S;
  case PANEL_CALENDAR_ASSIGN:
  default:
    return 0;
  }
}

static gboolean
is_named (const OofFor *who, const char *mail)
{
  return who->kind == OOF_FOR_PERSON && g_ascii_strcasecmp (who->text, mail) == 0;
}

static gboolean
has_name (const OofFor *all, guint n, const char *mail)
{
  for (guint i = 0; i < n; i++)
    if (is_named (&all[i], mail))
      return TRUE;
  return FALSE;
}

static void
add_people (GArray *who, const char *const *mail)
{
  for (gsize i = 0; mail[i] != NULL; i++) {
    OofFor one = { OOF_FOR_PERSON, mail[i] };

    if (!has_name ((const OofFor *) (gpointer) who->data, who->len, mail[i]))
      g_array_append_val (who, one);
  }
}

static OofWhen *
make_when (const PanelCalendarEdit *self, GError **error)
{
  OofWhen *when = oof_item_parts (self->item)->when;
  OofShift shift = { self->by_s, self->by_s };

  if (self->verb == PANEL_CALENDAR_STRETCH_BEGIN)
    shift.until_s = 0;
  else if (self->verb == PANEL_CALENDAR_STRETCH_END)
    shift.from_s = 0;
  if (self->verb == PANEL_CALENDAR_COPY)
    return oof_when_single (when, self->day, &shift, error);
  if (shift.from_s == 0 && shift.until_s == 0)
    return oof_when_ref (when);
  if (self->is_one)
    return oof_when_shift_one (when, self->day, &shift, error);
  return oof_when_shift (when, &shift, error);
}

/* To somebody else's row: only what is for that one person goes along. */
static gboolean
hand_over (const PanelCalendarEdit *self, const OofItemParts *parts, GArray *who, GError **error)
{
  if (self->mail == NULL || self->mail[0] == NULL ||
      g_ascii_strcasecmp (self->mail[0], self->from) == 0) {
    g_array_append_vals (who, parts->who, parts->n_who);
    return TRUE;
  }
  if (parts->n_who != 1 || !is_named (&parts->who[0], self->from)) {
    const BaseErrorFacts facts = { .reason = "for-several" };

    base_error_set_facts (
        error, BASE_ERROR_REJECTED, &facts, "%s",
        _ ("This absence is not for that one person by name, so it cannot be "
           "moved to somebody else; hold Ctrl to copy it, or Alt to add people."));
    return FALSE;
  }
  add_people (who, self->mail);
  return TRUE;
}

static gboolean
make_who (const PanelCalendarEdit *self, const OofItemParts *parts, GArray *who, GError **error)
{
  switch (self->verb) {
  case PANEL_CALENDAR_COPY:
    add_people (who, self->mail);
    return TRUE;
  case PANEL_CALENDAR_ASSIGN:
    g_array_append_vals (who, parts->who, parts->n_who);
    add_people (who, self->mail);
    return TRUE;
  case PANEL_CALENDAR_MOVE:
    return hand_over (self, parts, who, error);
  case PANEL_CALENDAR_STRETCH_BEGIN:
  case PANEL_CALENDAR_STRETCH_END:
  default:
    g_array_append_vals (who, parts->who, parts->n_who);
    return TRUE;
  }
}

/* Whoever was added is no exception any more. */
static void
make_except (const PanelCalendarEdit *self, const OofItemParts *parts, GArray *except)
{
  if (self->verb == PANEL_CALENDAR_COPY)
    return;
  for (guint i = 0; i < parts->n_except; i++) {
    gboolean is_added = FALSE;

    for (gsize j = 0; self->verb == PANEL_CALENDAR_ASSIGN && self->mail[j] != NULL; j++)
      is_added |= is_named (&parts->except[i], self->mail[j]);
    if (!is_added)
      g_array_append_val (except, parts->except[i]);
  }
}

OofItem *
panel_calendar_edit_make (const PanelCalendarEdit *self, GError **error)
{
  OofItemParts parts = *oof_item_parts (self->item);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autoptr (OofWhen) when = make_when (self, error);

  if (when == NULL || !make_who (self, &parts, who, error))
    return NULL;

  make_except (self, &parts, except);
  parts.when = when;
  parts.who = (const OofFor *) (gpointer) who->data;
  parts.n_who = who->len;
  parts.except = (const OofFor *) (gpointer) except->data;
  parts.n_except = except->len;
  if (self->verb == PANEL_CALENDAR_COPY) {
    parts.id = self->new_id;
    parts.created_s = self->now_s;
    parts.is_living = FALSE;
  }
  return oof_item_new (&parts, error);
}
