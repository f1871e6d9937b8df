/* session-redact.c - takes out of a text who and where it is about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-redact.h"

#include <string.h>

#define MOST_CHARS (64 * 1024)
#define LEAST_NAME 3 /* characters: less would take words apart */

struct _SessionRedact
{
  GPtrArray *names;    /* char, the longest first */
  GHashTable *people;  /* address → number */
  GHashTable *domains; /* domain → number */
};

SessionRedact *
session_redact_new (void)
{
  SessionRedact *self = g_new0 (SessionRedact, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
session_redact_free (SessionRedact *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->domains);
  g_free (self);
}

/* The number of text, given when it is met first. */
static guint
number_of (GHashTable *table, const char *text)
{
  g_autofree char *key = g_utf8_casefold (text, -1);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  if (number == 0) {
    number = g_hash_table_size (table) + 1;
    g_hash_table_insert (table, g_steal_pointer (&key), GUINT_TO_POINTER (number));
  }
  return number;
}

void
session_redact_add (SessionRedact *self, const char *name)
{
  guint place = 0;

  if (name == NULL || g_utf8_strlen (name, -1) < LEAST_NAME ||
      g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
    return;

  while (place < self->names->len && strlen (self->names->pdata[place]) >= strlen (name))
    place++;
  g_ptr_array_insert (self->names, (int) place, g_strdup (name));
}

static gboolean
address_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  SessionRedact *self = data;
  g_autofree char *address = g_match_info_fetch (match, 0);
  const char *at = strrchr (address, '@');

  g_string_append_printf (out, "person%u@domain%u.example", number_of (self->people, address),
                          number_of (self->domains, at + 1));
  return FALSE;
}

static char *
replace (SessionRedact *self, const char *pattern, GRegexEvalCallback callback, gpointer data,
         const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  char *replaced =
      regex != NULL ? g_regex_replace_eval (regex, text, -1, 0, 0, callback, data, NULL) : NULL;

  return replaced != NULL ? replaced : g_strdup ("");
}

static gboolean
name_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  g_string_append_printf (out, "name%u", GPOINTER_TO_UINT (data));
  return FALSE;
}

char *
session_redact_text (SessionRedact *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MOST_CHARS));
  char *out = replace (self, "[^\\s<>()\\[\\],;:\"'“”@]+@[^\\s<>()\\[\\],;:\"'“”@]+", address_cb,
                       self, cut);

  for (guint i = 0; i < self->names->len; i++) {
    g_autofree char *before = out;
    g_autofree char *pattern = g_regex_escape_string (self->names->pdata[i], -1);

    out = replace (self, pattern, name_cb, GUINT_TO_POINTER (i + 1), before);
  }
  return out;
}
