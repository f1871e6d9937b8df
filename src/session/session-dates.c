/* session-dates.c - what texts say about absences, in the languages of their readers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-dates.h"

#include "session-words-item.h"

#define MOST_KEPT 1000 /* of one run: so many times, hours and languages are few */

struct _SessionDates
{
  const char *language;
  GMutex lock;
  GHashTable *kept; /* what make_key () makes → OofAbsence */
};

SessionDates *
session_dates_new (const char *language)
{
  SessionDates *self = g_new0 (SessionDates, 1);

  self->language = language;
  g_mutex_init (&self->lock);
  self->kept =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_absence_unref);
  return self;
}

void
session_dates_free (SessionDates *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
says_when (const OofTemplate *template)
{
  OofFields fields = oof_template_fields (template);

  for (guint i = 0; i < OOF_N_ABSENCE; i++)
    if (oof_fields_has (&fields, OOF_FIELD_ABSENCE + i))
      return TRUE;
  return FALSE;
}

/* The word for its type is there in the language of the program alone. */
static const char *
find_type (const SessionDates *self, const OofItem *item, const char *language)
{
  gboolean is_ours =
      g_str_has_prefix (language, "en") || g_ascii_strncasecmp (language, self->language, 2) == 0;

  return is_ours ? session_words_type (oof_item_parts (item)->type) : NULL;
}

/* Borrowed; with the lock held. */
static OofAbsence *
find (SessionDates *self, const OofItem *item, const OofAbsenceFacts *facts, const char *language)
{
  g_autofree char *key =
      g_strdup_printf ("%s %p %p %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, language, (void *) item,
                       (void *) facts->hours, facts->from_s, facts->until_s);
  OofAbsence *absence = g_hash_table_lookup (self->kept, key);

  if (absence != NULL)
    return absence;

  if (g_hash_table_size (self->kept) >= MOST_KEPT)
    g_hash_table_remove_all (self->kept);
  absence = oof_absence_new (facts, language);
  g_hash_table_insert (self->kept, g_steal_pointer (&key), absence);
  return absence;
}

GPtrArray *
session_dates_find (SessionDates *self, OofTemplate *template, const SessionDatesOf *of)
{
  const char *const *languages = oof_template_languages (template);
  gboolean has_end = of->until_s != OOF_OPEN_END;
  OofAbsenceFacts facts = {
    .from_s = oof_zone_to_local (of->place->zone, of->from_s),
    .until_s = has_end ? oof_zone_to_local (of->place->zone, of->until_s) : OOF_OPEN_END,
    .hours = of->place->hours,
    .holidays = of->holidays,
  };
  GPtrArray *absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  if (!says_when (template))
    return absences;

  g_mutex_lock (&self->lock);
  for (guint i = 0; languages[i] != NULL; i++) {
    facts.type = find_type (self, of->item, languages[i]);
    g_ptr_array_add (absences, oof_absence_ref (find (self, of->item, &facts, languages[i])));
  }
  g_mutex_unlock (&self->lock);
  return absences;
}
