/* session-entry.c - a person with what sorting and searching need
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-entry.h"

#include <string.h>

static char *
fold_any (const char *text)
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

char *
session_entry_fold (const char *text)
{
  return g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : fold_any (text);
}

gboolean
session_entry_holds (const char *text, const char *folded)
{
  g_autofree char *other = NULL;
  gsize length = strlen (folded);

  if (!g_str_is_ascii (text)) {
    other = fold_any (text);
    return strstr (other, folded) != NULL;
  }

  for (; *text != '\0'; text++)
    if (g_ascii_strncasecmp (text, folded, length) == 0)
      return TRUE;
  return length == 0;
}

/* What is already part of the text finds the person as it is. */
static void
append (GString *text, const char *value)
{
  g_autofree char *folded = session_entry_fold (value);

  if (strstr (text->str, folded) != NULL)
    return;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, folded);
}

static char *
make_search_text (const ExchangePerson *person)
{
  GString *text = g_string_sized_new (160);

  append (text, person->mail);
  append (text, person->upn);
  append (text, person->logon);
  append (text, person->name);
  append (text, person->department);
  append (text, person->title);
  append (text, person->office);
  return g_string_free (text, FALSE);
}

static SessionEntry *
make_entry (ExchangePerson *person, const char *key, const char *search)
{
  gsize key_size = strlen (key) + 1;
  gsize search_size = strlen (search) + 1;
  SessionEntry *self = g_malloc (G_STRUCT_OFFSET (SessionEntry, texts) + key_size + search_size);

  g_atomic_ref_count_init (&self->count);
  self->person = exchange_person_ref (person);
  self->search = (guint) key_size;
  memcpy (self->texts, key, key_size);
  memcpy (self->texts + key_size, search, search_size);
  return self;
}

SessionEntry *
session_entry_new (ExchangePerson *person)
{
  g_autofree char *key = g_utf8_collate_key (person->name, -1);
  g_autofree char *search = make_search_text (person);

  return make_entry (person, key, search);
}

SessionEntry *
session_entry_new_bare (ExchangePerson *person)
{
  return make_entry (person, "", "");
}

SessionEntry *
session_entry_ref (SessionEntry *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
session_entry_unref (SessionEntry *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;

  exchange_person_unref (self->person);
  g_free (self);
}

int
session_entry_compare (const SessionEntry *a, const SessionEntry *b)
{
  int order = strcmp (session_entry_sort_key (a), session_entry_sort_key (b));

  return order != 0 ? order : strcmp (a->person->id, b->person->id);
}

GPtrArray *
session_entry_array (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) session_entry_unref);
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return session_entry_compare (*(SessionEntry *const *) a, *(SessionEntry *const *) b);
}

void
session_entry_sort (GPtrArray *entries)
{
  g_ptr_array_sort (entries, compare_pointers);
}
