/* oof-crowd.h - a set of people, by their numbers in the plan: a list when they are few, bits when
 * they are many
 *
 * Immutable, reference-counted; any thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  guint n;
  guint32 *list; /* sorted; NULL: bits */
  guint64 *bits; /* n_words of them; NULL: list */
  guint n_words;
} OofCrowd;

/* people: in any order, also several times; those from n_all on are left out. */
OofCrowd *oof_crowd_new (const guint32 *people, guint n_people, guint n_all);
OofCrowd *oof_crowd_ref (OofCrowd *self);
void oof_crowd_unref (OofCrowd *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofCrowd, oof_crowd_unref)

gboolean oof_crowd_has (const OofCrowd *self, guint32 person);
