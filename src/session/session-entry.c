/* session-entry.c - a person with what sorting and searching need
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-entry.h"

char *
session_entry_fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *plain = g_string_new (NULL);
  g_autofree char *result = NULL;

  for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (!g_unichar_ismark (u))
      g_string_append_unichar (plain, u);
  }
  result = g_string_free (plain, FALSE);
  return g_utf8_casefold (result, -1);
}

SessionEntry *
session_entry_new (ExchangePerson *person)
{
  SessionEntry *self = g_atomic_rc_box_new0 (SessionEntry);
  g_autofree char *all =
      g_strdup_printf ("%s\n%s\n%s", person->name, person->mail, person->department);

  self->person = exchange_person_ref (person);
  self->sort_key = g_utf8_collate_key (person->name, -1);
  self->search_text = session_entry_fold (all);
  return self;
}

SessionEntry *
session_entry_ref (SessionEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  SessionEntry *self = data;

  exchange_person_unref (self->person);
  g_free (self->sort_key);
  g_free (self->search_text);
}

void
session_entry_unref (SessionEntry *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_entry);
}
