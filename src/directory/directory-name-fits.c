/* directory-name-fits.c - whom a typed name fits
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-dn.h"
#include "directory-name.h"

#include <string.h>

#define SMTP "smtp:"

struct _DirectoryFolded
{
  const DirectoryCalled *called;
  GPtrArray *keys;       /* folded: all beginnings that count */
  GPtrArray *exact_keys; /* folded: what somebody is called exactly */
  GPtrArray *exact;      /* the same as they stand there; borrowed */
  char *given;           /* folded; NULL: none */
  char *surname;
  char *logon;
};

static void
add_key (DirectoryFolded *self, const char *text)
{
  if (text != NULL)
    g_ptr_array_add (self->keys, directory_name_fold (text));
}

static void
add_exact (DirectoryFolded *self, const char *text)
{
  if (text == NULL)
    return;

  add_key (self, text);
  g_ptr_array_add (self->exact, (gpointer) text);
  g_ptr_array_add (self->exact_keys, self->keys->pdata[self->keys->len - 1]);
}

static char *
fold (const char *text)
{
  return text != NULL ? directory_name_fold (text) : NULL;
}

DirectoryFolded *
directory_folded_new (const DirectoryCalled *called)
{
  DirectoryFolded *self = g_new0 (DirectoryFolded, 1);

  self->called = called;
  self->keys = g_ptr_array_new_full (16, g_free);
  self->exact = g_ptr_array_new ();
  self->exact_keys = g_ptr_array_new ();
  add_exact (self, called->display);
  add_exact (self, called->logon);
  add_exact (self, called->upn);
  add_exact (self, called->mail);
  for (guint i = 0; i < called->n_addresses; i++) {
    const char *address = called->addresses[i];

    add_key (self, address);
    if (g_ascii_strncasecmp (address, SMTP, strlen (SMTP)) == 0)
      add_exact (self, address + strlen (SMTP));
  }
  for (guint i = 0; i < called->n_others; i++)
    add_key (self, called->others[i]);
  add_key (self, called->given);
  add_key (self, called->surname);
  self->given = fold (called->given);
  self->surname = fold (called->surname);
  self->logon = fold (called->logon);
  return self;
}

void
directory_folded_free (DirectoryFolded *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->exact_keys);
  g_ptr_array_unref (self->exact);
  g_ptr_array_unref (self->keys);
  g_free (self->given);
  g_free (self->surname);
  g_free (self->logon);
  g_free (self);
}

static char *
case_key (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/* Case does not count, accents do: "Müller" is not exactly "Muller". */
static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *first = case_key (a);
  g_autofree char *second = case_key (b);

  return g_str_equal (first, second);
}

static gboolean
is_exactly (const DirectoryFolded *entry, const char *text, const char *key)
{
  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < entry->exact->len; i++)
    if (g_str_equal (entry->exact_keys->pdata[i], key) &&
        is_same_text (entry->exact->pdata[i], text))
      return TRUE;
  return FALSE;
}

static gboolean
is_domain (const DirectoryName *self, const DirectoryCalled *called)
{
  return g_ascii_strcasecmp (self->domain, called->domain) == 0 ||
         (*called->netbios != '\0' && g_ascii_strcasecmp (self->domain, called->netbios) == 0);
}

/* EXACT, NEAR or NONE */
static DirectoryFit
fit_account (const DirectoryName *self, const DirectoryFolded *entry)
{
  g_autofree char *account = directory_name_fold (self->account);

  if (entry->logon == NULL || !g_str_equal (entry->logon, account))
    return DIRECTORY_FIT_NONE;
  return is_same_text (entry->called->logon, self->account) && is_domain (self, entry->called)
             ? DIRECTORY_FIT_EXACT
             : DIRECTORY_FIT_NEAR;
}

typedef gboolean (*Compare) (const char *whole, const char *key);

static gboolean
is_equal (const char *whole, const char *key)
{
  return g_str_equal (whole, key);
}

static gboolean
is_beginning (const char *whole, const char *key)
{
  return g_str_has_prefix (whole, key);
}

static gboolean
has_key (const DirectoryFolded *entry, const char *key, Compare compare)
{
  if (key == NULL)
    return FALSE;
  for (guint i = 0; i < entry->keys->len; i++)
    if (compare (entry->keys->pdata[i], key))
      return TRUE;
  return FALSE;
}

/* The first word is one of the two names and the rest the other. */
static gboolean
has_words (const DirectoryName *self, const DirectoryFolded *entry, Compare compare)
{
  const char *const *words = (const char *const *) self->words;

  if (words[0] == NULL || entry->given == NULL || entry->surname == NULL)
    return FALSE;
  return (compare (entry->given, words[0]) && compare (entry->surname, words[1])) ||
         (compare (entry->surname, words[0]) && compare (entry->given, words[1]));
}

static DirectoryFit
fit_text (const DirectoryName *self, const DirectoryFolded *entry)
{
  Compare compare = self->kind == DIRECTORY_NAME_EXACT ? is_equal : is_beginning;
  DirectoryFit fit =
      self->kind == DIRECTORY_NAME_ADDRESS ? fit_account (self, entry) : DIRECTORY_FIT_NONE;

  if (fit == DIRECTORY_FIT_EXACT || is_exactly (entry, self->text, self->key) ||
      is_exactly (entry, self->turned, self->turned_key))
    return DIRECTORY_FIT_EXACT;
  return has_key (entry, self->key, compare) || has_key (entry, self->turned_key, compare) ||
                 has_words (self, entry, compare)
             ? DIRECTORY_FIT_BEGINS
             : fit;
}

static gboolean
is_dn_of (const DirectoryName *self, const DirectoryCalled *called)
{
  g_autofree char *key = directory_dn_key (called->dn);

  return *key != '\0' && g_str_equal (key, self->key);
}

DirectoryFit
directory_name_fits (const DirectoryName *self, const DirectoryFolded *entry)
{
  const DirectoryCalled *called = entry->called;
  gboolean fits = FALSE;

  switch (self->kind) {
  case DIRECTORY_NAME_PLAIN:
  case DIRECTORY_NAME_EXACT:
  case DIRECTORY_NAME_ADDRESS:
    return fit_text (self, entry);
  case DIRECTORY_NAME_LOGON:
    return is_exactly (entry, self->text, self->key) ? DIRECTORY_FIT_EXACT
                                                     : fit_account (self, entry);
  case DIRECTORY_NAME_DN:
    fits = is_dn_of (self, called);
    break;
  case DIRECTORY_NAME_SID:
    fits = called->sid != NULL && called->n_sid == self->n_bytes &&
           memcmp (called->sid, self->bytes, self->n_bytes) == 0;
    break;
  case DIRECTORY_NAME_GUID:
    fits = called->guid != NULL && memcmp (called->guid, self->bytes, self->n_bytes) == 0;
    break;
  case DIRECTORY_NAME_BAD:
  default:
    break;
  }
  return fits ? DIRECTORY_FIT_EXACT : DIRECTORY_FIT_NONE;
}
