/* session-hub-conflict.c - what competes for a person's mailbox, and what becomes of it, for the
 * panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-conflict.h"
#include "session-hub-items.h"
#include "session-hub-private.h"
#include "session-words-item.h"

GPtrArray *
session_hub_conflicts (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s)
{
  SessionBarFacts facts;
  OofOwnReply own;
  guint32 person;

  if (!session_hub_find_facts (self, row, &facts, &own, &person))
    return g_ptr_array_new ();
  return session_conflicts_new (session_hub_current_plan (self), person, &facts, from_s, until_s);
}

/* Of the person's mailbox; NULL: the person or the plan is gone. */
static const OofZone *
find_zone (SessionHub *self, SessionRow *row)
{
  const SessionPlan *plan = session_hub_current_plan (self);
  const OofFrame *frame = plan != NULL ? oof_plan_frame (session_plan_oof (plan)) : NULL;
  guint32 person = plan != NULL
                       ? session_roster_find (session_plan_roster (plan), session_row_mail (row))
                       : SESSION_ROSTER_NOBODY;

  return person != SESSION_ROSTER_NOBODY
             ? oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)].zone
             : NULL;
}

OofItem *
session_hub_trim (SessionHub *self, SessionRow *row, const SessionConflict *conflict,
                  const SessionRival *other, GError **error)
{
  const OofZone *zone = find_zone (self, row);

  return zone != NULL ? session_conflict_trim (conflict, other, zone, error) : NULL;
}

/* The item's own, or its template's; a template that is gone says nothing. */
static void
find_texts (SessionHub *self, const OofItem *item, const char **inside, const char **outside)
{
  const OofItemParts *parts = oof_item_parts (item);
  SessionItems *saved = session_hub_saved_items (self);
  const OofText *text = *parts->template_name != '\0' && saved != NULL
                            ? session_items_find_template (saved, parts->template_name)
                            : NULL;

  *inside = text != NULL ? text->inside : parts->inside;
  *outside = text != NULL ? text->outside : parts->outside;
}

OofItem *
session_hub_merge (SessionHub *self, SessionRow *row, const SessionConflict *conflict,
                   const SessionRival *other, GError **error)
{
  OofItem *const items[2] = { conflict->winner.item, other->item };
  g_autofree char *id = session_items_new_id ();
  g_autofree char *who = session_core_who ();
  g_autofree char *first = session_words_item (items[0]);
  g_autofree char *second = session_words_item (items[1]);
  g_autoptr (GDateTime) now = session_hub_now (self);
  SessionMerging merging = { .mail = session_row_mail (row),
                             .id = id,
                             .creator = who,
                             .created_s = g_date_time_to_unix (now),
                             .zone = find_zone (self, row),
                             .about = { first, second } };

  for (guint i = 0; i < 2; i++)
    find_texts (self, items[i], &merging.inside[i], &merging.outside[i]);
  return merging.zone != NULL ? session_conflict_merge (conflict, other, &merging, error) : NULL;
}

OofOrder
session_hub_order (SessionHub *self)
{
  SessionItems *saved = session_hub_saved_items (self);

  return saved != NULL ? *session_items_order (saved) : oof_order_default;
}
