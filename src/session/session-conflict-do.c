/* session-conflict-do.c - what can be done about replies that compete: absences as they would be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-conflict.h"

#include "oof-date.h"
#include "oof-html.h"
#include "oof-when-shift.h"

#include <string.h>

gboolean
session_conflict_can_raise (const SessionConflict *self, const SessionRival *other)
{
  const OofItemParts *winner;

  if (self->winner.item == NULL || other->item == NULL)
    return FALSE;
  winner = oof_item_parts (self->winner.item);
  return winner->priority < OOF_ITEM_MOST_PRIORITY &&
         (winner->type != OOF_TYPE_LEFT || oof_item_parts (other->item)->type == OOF_TYPE_LEFT);
}

OofItem *
session_conflict_raise (const SessionConflict *self, const SessionRival *other, GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);

  parts.priority = oof_item_parts (self->winner.item)->priority + 1;
  return oof_item_new (&parts, error);
}

gboolean
session_conflict_can_trim (const SessionConflict *self, const SessionRival *other)
{
  const OofWhen *when = other->item != NULL ? oof_item_parts (other->item)->when : NULL;
  gboolean overlaps = self->kind == SESSION_CONFLICT_ITEMS || self->kind == SESSION_CONFLICT_OWN;
  OofMoved one;

  return overlaps && when != NULL && oof_when_parts (when)->zone_kind == OOF_IN_MAILBOX_ZONE &&
         oof_when_find (when, other->day, &one) &&
         (other->from_s < self->winner.from_s || other->until_s > self->winner.until_s);
}

/* The part before the winner stays, or else the one after it. */
static OofMoved
trimmed (const SessionConflict *self, const SessionRival *other, const OofZone *zone, OofMoved one)
{
  gboolean is_all_day = oof_when_parts (oof_item_parts (other->item)->when)->is_all_day;
  gint64 begin_s = oof_zone_to_local (zone, self->winner.from_s);
  gint64 end_s;

  if (other->from_s < self->winner.from_s) {
    one.until_s = is_all_day ? (gint64) oof_date_of_local (begin_s) * OOF_DAY_S : begin_s;
    return one;
  }
  end_s = oof_zone_to_local (zone, self->winner.until_s);
  if (is_all_day)
    end_s = ((gint64) oof_date_of_local (end_s - 1) + 1) * OOF_DAY_S;
  one.from_s = end_s;
  return one;
}

OofItem *
session_conflict_trim (const SessionConflict *self, const SessionRival *other, const OofZone *zone,
                       GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);
  OofWhenParts when_parts = *oof_when_parts (parts.when);
  g_autoptr (OofWhen) when = NULL;
  OofMoved was;
  OofMoved now;

  if (!oof_when_find (parts.when, other->day, &was))
    return NULL;
  now = trimmed (self, other, zone, was);
  if (oof_when_repeats (parts.when)) {
    when = oof_when_shift_one (parts.when, other->day,
                               &(OofShift){ now.from_s - was.from_s, now.until_s - was.until_s },
                               error);
  } else {
    when_parts.from_s = now.from_s;
    when_parts.until_s = now.until_s;
    when = oof_when_new (&when_parts, error);
  }
  parts.when = when;
  return when != NULL ? oof_item_new (&parts, error) : NULL;
}

static gboolean
is_person (const OofFor *one, const char *mail)
{
  return one->kind == OOF_FOR_PERSON && g_ascii_strcasecmp (one->text, mail) == 0;
}

OofItem *
session_conflict_skip (const SessionRival *other, const char *mail, GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (OofFor));
  OofFor person = { OOF_FOR_PERSON, mail };
  gboolean is_in_others = FALSE;

  for (guint i = 0; i < parts.n_who; i++) {
    is_in_others |= parts.who[i].kind != OOF_FOR_PERSON;
    if (!is_person (&parts.who[i], mail))
      g_array_append_val (who, parts.who[i]);
  }
  for (guint i = 0; i < parts.n_except; i++)
    if (!is_person (&parts.except[i], mail))
      g_array_append_val (except, parts.except[i]);
  if (is_in_others) /* a group may hold them */
    g_array_append_val (except, person);
  parts.who = (const OofFor *) (gpointer) who->data;
  parts.n_who = who->len;
  parts.except = (const OofFor *) (gpointer) except->data;
  parts.n_except = except->len;
  return oof_item_new (&parts, error);
}

/* What the one has and the winner has not: the type first, which says most. */
OofTrait
session_conflict_rule (const SessionConflict *self, const SessionRival *other)
{
  const OofItemParts *parts = other->item != NULL ? oof_item_parts (other->item) : NULL;
  OofTrait traits[] = { OOF_N_TRAITS, OOF_TRAIT_REPEATS, OOF_TRAIT_ONCE, OOF_TRAIT_PERSON,
                        OOF_TRAIT_GROUP };

  if (self->winner.row == NULL || other->row == NULL ||
      parts->priority != oof_item_parts (self->winner.item)->priority ||
      oof_item_parts (self->winner.item)->type == OOF_TYPE_LEFT)
    return OOF_N_TRAITS;

  traits[0] = (OofTrait) parts->type;
  for (guint i = 0; i < G_N_ELEMENTS (traits); i++)
    if (oof_row_has_trait (other->row, traits[i]) &&
        !oof_row_has_trait (self->winner.row, traits[i]))
      return traits[i];
  return OOF_N_TRAITS;
}

gboolean
session_conflict_can_merge (const SessionConflict *self, const SessionRival *other)
{
  return self->kind == SESSION_CONFLICT_ITEMS && other->item != NULL &&
         self->until_s < OOF_DATE_END_S &&
         MAX (oof_item_parts (self->winner.item)->priority,
              oof_item_parts (other->item)->priority) < OOF_ITEM_MOST_PRIORITY;
}

/* The line above, and the text. One that nobody would read is left out. */
static char *
join_texts (const char *const about[2], const char *const texts[2])
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < 2; i++) {
    g_autofree char *line = g_markup_escape_text (about[i], -1);

    if (oof_html_is_blank (texts[i]))
      continue;
    g_string_append_printf (joined, "<p><b>%s</b></p>\n%s\n", line, texts[i]);
  }
  return g_string_free (joined, FALSE);
}

static OofWhen *
merged_when (const SessionConflict *self, const OofZone *zone, GError **error)
{
  gint64 from_s = oof_zone_to_local (zone, self->from_s);
  gint64 until_s = oof_zone_to_local (zone, self->until_s);

  return oof_when_new (
      &(OofWhenParts){ .zone_kind = OOF_IN_MAILBOX_ZONE,
                       .is_all_day = from_s % OOF_DAY_S == 0 && until_s % OOF_DAY_S == 0,
                       .from_s = from_s,
                       .until_s = until_s },
      error);
}

OofItem *
session_conflict_merge (const SessionConflict *self, const SessionRival *other,
                        const SessionMerging *merging, GError **error)
{
  const OofItemParts *a = oof_item_parts (self->winner.item);
  const OofItemParts *b = oof_item_parts (other->item);
  const OofFor who = { OOF_FOR_PERSON, merging->mail };
  g_autofree char *inside = join_texts (merging->about, merging->inside);
  g_autofree char *outside = join_texts (merging->about, merging->outside);
  g_autoptr (OofWhen) when = merged_when (self, merging->zone, error);
  const OofItemParts parts = { .id = merging->id,
                               .type = a->type,
                               .who = &who,
                               .n_who = 1,
                               .is_living = TRUE,
                               .when = when,
                               .inside = inside,
                               .outside = outside,
                               .audience = MAX (a->audience, b->audience),
                               .own = a->own,
                               .priority = MAX (a->priority, b->priority) + 1,
                               .creator = merging->creator,
                               .created_s = merging->created_s };

  return when != NULL ? oof_item_new (&parts, error) : NULL;
}

gboolean
session_conflict_can_answer (const SessionConflict *self, const SessionRival *rival,
                             SessionAnswer answer)
{
  const OofItemParts *parts = rival->item != NULL ? oof_item_parts (rival->item) : NULL;

  if (parts == NULL || self->kind > SESSION_CONFLICT_OWN)
    return FALSE;
  if (self->kind == SESSION_CONFLICT_ITEMS) {
    gboolean waits = parts->approval == OOF_APPROVAL_WANTED;

    return answer == SESSION_ANSWER_ASK ? !waits && rival == &self->winner
                                        : waits && answer == SESSION_ANSWER_ITEM;
  }
  switch (answer) {
  case SESSION_ANSWER_ASK:
    return parts->own != OOF_OWN_ASK;
  case SESSION_ANSWER_ITEM:
    return !oof_item_replaces_own (rival->item);
  case SESSION_ANSWER_NOTHING:
  default:
    return parts->own == OOF_OWN_ASK || oof_item_replaces_own (rival->item);
  }
}

OofItem *
session_conflict_answer (const SessionConflict *self, const SessionRival *rival,
                         SessionAnswer answer, GError **error)
{
  static const OofOwn owns[] = { [SESSION_ANSWER_ASK] = OOF_OWN_ASK,
                                 [SESSION_ANSWER_ITEM] = OOF_OWN_REPLACE_RESTORE,
                                 [SESSION_ANSWER_NOTHING] = OOF_OWN_LEAVE };
  OofItemParts parts = *oof_item_parts (rival->item);

  if (self->kind == SESSION_CONFLICT_OWN)
    parts.own = owns[answer];
  else
    parts.approval = answer == SESSION_ANSWER_ASK ? OOF_APPROVAL_WANTED : OOF_APPROVAL_GIVEN;
  return oof_item_new (&parts, error);
}
