/* panel-calendar-change.c - what the calendar's menu makes of an absence, or of an occurrence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-change.h"

#include "oof-date.h"
#include "oof-when-cut.h"
#include "oof-when-shift.h"

/* Whole days that it touches. */
static gint64
find_length (const OofMoved *one)
{
  gint32 first = oof_date_of_local (one->from_s);

  return (gint64) (oof_date_of_local (one->until_s - 1) + 1 - first) * OOF_DAY_S;
}

gboolean
panel_calendar_change_fits (const PanelCalendarChange *self)
{
  const OofWhen *when = oof_item_parts (self->item)->when;
  gboolean repeats = oof_when_repeats (when);
  OofMoved one;

  if (!oof_when_find (when, self->day, &one))
    return FALSE;
  switch (self->deed) {
  case PANEL_CALENDAR_DUPLICATE:
    return one.until_s != OOF_OPEN_END;
  case PANEL_CALENDAR_SPLIT:
    return repeats ? self->day > oof_date_of_local (oof_when_parts (when)->from_s)
                   : self->at_s > one.from_s && self->at_s < one.until_s;
  case PANEL_CALENDAR_END_NOW:
    return one.from_s < self->at_s && self->at_s < one.until_s;
  case PANEL_CALENDAR_EXCEPT:
    return repeats;
  case PANEL_CALENDAR_EXTEND:
  default:
    return TRUE;
  }
}

/* The occurrence goes out of its series; the last one that is left is the absence itself. */
static OofWhen *
take_out (const PanelCalendarChange *self, OofWhen *single, OofWhen **ret_new)
{
  OofWhen *rest = oof_when_without (oof_item_parts (self->item)->when, self->day, NULL);

  if (rest == NULL)
    return oof_when_ref (single);
  *ret_new = oof_when_ref (single);
  return rest;
}

static OofWhen *
end_now (const PanelCalendarChange *self, const OofMoved *one, OofWhen **ret_new, GError **error)
{
  OofWhen *when = oof_item_parts (self->item)->when;
  g_autoptr (OofWhen) single = NULL;
  g_autoptr (OofWhen) ended = NULL;

  if (!oof_when_repeats (when))
    return oof_when_end (when, self->at_s, error);
  if (!oof_when_parts (when)->is_all_day)
    return oof_when_shift_one (when, self->day, &(OofShift){ 0, self->at_s - one->until_s }, error);
  single = oof_when_single (when, self->day, &(OofShift){ 0 }, error);
  ended = single != NULL ? oof_when_end (single, self->at_s, error) : NULL;
  return ended != NULL ? take_out (self, ended, ret_new) : NULL;
}

static OofWhen *
extend (const PanelCalendarChange *self, const OofMoved *one, GError **error)
{
  OofWhen *when = oof_item_parts (self->item)->when;
  gint64 by_s;

  if (one->until_s == OOF_OPEN_END)
    return oof_when_end (when, self->at_s + OOF_DAY_S, error);
  by_s = self->at_s - (gint64) oof_date_of_local (one->until_s - 1) * OOF_DAY_S;
  return oof_when_shift_one (when, self->day, &(OofShift){ 0, by_s }, error);
}

/* ret_new: when what is new is; NULL: nothing is. */
static OofWhen *
make_when (const PanelCalendarChange *self, OofWhen **ret_new, GError **error)
{
  OofWhen *when = oof_item_parts (self->item)->when;
  g_autoptr (OofWhen) single = NULL;
  OofMoved one = { .day = self->day };
  gint64 length_s = 0;

  oof_when_find (when, self->day, &one);
  switch (self->deed) {
  case PANEL_CALENDAR_DUPLICATE:
    length_s = find_length (&one);
    *ret_new = oof_when_single (when, self->day, &(OofShift){ length_s, length_s }, error);
    return *ret_new != NULL ? oof_when_ref (when) : NULL;
  case PANEL_CALENDAR_SPLIT:
    return oof_when_split (when, self->day, self->at_s, ret_new, error);
  case PANEL_CALENDAR_END_NOW:
    return end_now (self, &one, ret_new, error);
  case PANEL_CALENDAR_EXCEPT:
    single = oof_when_single (when, self->day, &(OofShift){ 0 }, error);
    return single != NULL ? take_out (self, single, ret_new) : NULL;
  case PANEL_CALENDAR_EXTEND:
  default:
    return extend (self, &one, error);
  }
}

OofItem *
panel_calendar_change_make (const PanelCalendarChange *self, OofItem **ret_new, GError **error)
{
  OofItemParts parts = *oof_item_parts (self->item);
  g_autoptr (OofWhen) other = NULL;
  g_autoptr (OofWhen) when = make_when (self, &other, error);
  g_autoptr (OofItem) item = NULL;

  *ret_new = NULL;
  if (when == NULL)
    return NULL;
  if (when == parts.when) {
    item = oof_item_ref (self->item);
  } else {
    parts.when = when;
    item = oof_item_new (&parts, error);
  }
  if (item == NULL || other == NULL)
    return g_steal_pointer (&item);
  parts.when = other;
  parts.id = self->new_id;
  parts.created_s = self->now_s;
  *ret_new = oof_item_new (&parts, error);
  return *ret_new != NULL ? g_steal_pointer (&item) : NULL;
}
