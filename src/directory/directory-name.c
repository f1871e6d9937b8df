/* directory-name.c - a name that somebody typed: what kind of name it is, how to ask for it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-name.h"

#include "base-text.h"
#include "directory-dn.h"

#include <string.h>

/* Letters with a stroke have no decomposition. */
static const struct
{
  gunichar letter;
  const char *plain;
} strokes[] = {
  { 0xe6, "ae" }, { 0xf0, "d" },  { 0xf8, "o" },  { 0xfe, "th" },
  { 0x111, "d" }, { 0x131, "i" }, { 0x142, "l" }, { 0x153, "oe" },
};

static void
append_letter (GString *out, gunichar letter)
{
  if (g_unichar_ismark (letter))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (strokes); i++)
    if (strokes[i].letter == letter) {
      g_string_append (out, strokes[i].plain);
      return;
    }
  if (letter >= 0x3041 && letter <= 0x3096)
    letter += 0x60; /* Hiragana is as good as Katakana */
  g_string_append_unichar (out, letter);
}

char *
directory_name_fold (const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *normal = NULL;
  GString *out;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_utf8_casefold (text, -1);
  normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  if (normal == NULL)
    return g_strdup ("");
  out = g_string_sized_new (strlen (normal));
  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    append_letter (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

/* Byte order marks and blanks without a width come along when people copy. */
static gboolean
is_blank (gunichar letter)
{
  return g_unichar_isspace (letter) || letter == 0xfeff || letter == 0x200b;
}

char *
directory_name_trim (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (text < end && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

/* "CORP\ann" and "ann@corp.example" in two. */
static void
set_account (DirectoryName *self, const char *domain, gsize domain_bytes, const char *account,
             gsize account_bytes)
{
  g_autofree char *as_typed = g_strndup (domain, domain_bytes);

  self->domain = directory_name_fold (as_typed);
  self->account = g_strndup (account, account_bytes);
}

static void
set_words (DirectoryName *self)
{
  const char *key = self->turned_key != NULL ? self->turned_key : self->key;
  const char *blank = strchr (key, ' ');

  if (blank == NULL)
    return;
  self->words[0] = g_strndup (key, (gsize) (blank - key));
  self->words[1] = g_strchug (g_strdup (blank + 1));
}

/* "Miller, Ann" → "Ann Miller" */
static char *
turn_around (const char *text)
{
  const char *comma = strchr (text, ',');
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;

  if (comma == NULL || strchr (comma + 1, ',') != NULL)
    return NULL;
  last = g_strstrip (g_strndup (text, (gsize) (comma - text)));
  first = g_strstrip (g_strdup (comma + 1));
  if (*last == '\0' || *first == '\0')
    return NULL;
  return g_strdup_printf ("%s %s", first, last);
}

static gboolean
is_dn (const char *text)
{
  return directory_dn_tail (text) != NULL && directory_dn_is (text);
}

static DirectoryNameKind
find_kind (DirectoryName *self)
{
  const char *backslash = strchr (self->text, '\\');
  const char *at = strrchr (self->text, '@');

  if (directory_value_sid (self->text, self->bytes, &self->n_bytes))
    return DIRECTORY_NAME_SID;
  if (directory_value_guid (self->text, self->bytes)) {
    self->n_bytes = DIRECTORY_GUID_BYTES;
    return DIRECTORY_NAME_GUID;
  }
  if (is_dn (self->text))
    return DIRECTORY_NAME_DN;
  if (*self->text == '=') {
    char *rest = g_strstrip (g_strdup (self->text + strspn (self->text, "=")));

    g_free (self->text);
    self->text = rest;
    return *rest != '\0' ? DIRECTORY_NAME_EXACT : DIRECTORY_NAME_BAD;
  }
  if (backslash != NULL && backslash > self->text && backslash[1] != '\0' &&
      strchr (backslash + 1, '\\') == NULL) {
    set_account (self, self->text, (gsize) (backslash - self->text), backslash + 1,
                 strlen (backslash + 1));
    return DIRECTORY_NAME_LOGON;
  }
  if (at != NULL && at > self->text && at[1] != '\0' && strpbrk (self->text, " ,\"<>") == NULL) {
    set_account (self, at + 1, strlen (at + 1), self->text, (gsize) (at - self->text));
    return DIRECTORY_NAME_ADDRESS;
  }
  return DIRECTORY_NAME_PLAIN;
}

/* "Ann Miller <ann@corp.example>" as mail programs copy it → the address; else the same. Takes
 * text.
 */
static char *
take_address (char *text)
{
  const char *open = strrchr (text, '<');
  g_autofree char *address = NULL;

  if (open == NULL || !g_str_has_suffix (text, ">") || strchr (open, '@') == NULL)
    return text;
  address = g_strndup (open + 1, strlen (open) - 2);
  if (strpbrk (address, " ,\"<>") != NULL)
    return text;
  g_free (text);
  return g_steal_pointer (&address);
}

static gboolean
is_sound (const char *text)
{
  if (!directory_filter_check (text, NULL))
    return FALSE;
  /* Only signs that would match everybody or nobody: "*", "…" */
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at)))
      return base_text_is_clean (text, -1);
  return FALSE;
}

DirectoryName *
directory_name_new (const char *text)
{
  DirectoryName *self = g_new0 (DirectoryName, 1);

  if (!g_utf8_validate (text, -1, NULL))
    text = "";
  self->text = take_address (directory_name_trim (text, strlen (text)));
  /* A distinguished name may be longer than what people type. */
  self->kind = is_sound (self->text) || is_dn (self->text) ? find_kind (self) : DIRECTORY_NAME_BAD;
  self->key = directory_name_fold (self->text);
  if (self->kind == DIRECTORY_NAME_PLAIN || self->kind == DIRECTORY_NAME_EXACT)
    self->turned = turn_around (self->text);
  if (self->turned != NULL)
    self->turned_key = directory_name_fold (self->turned);
  if (self->kind == DIRECTORY_NAME_DN) {
    g_free (self->key);
    self->key = directory_dn_key (self->text);
  }
  if (self->kind == DIRECTORY_NAME_PLAIN || self->kind == DIRECTORY_NAME_EXACT)
    set_words (self);
  return self;
}

void
directory_name_free (DirectoryName *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->turned);
  g_free (self->domain);
  g_free (self->account);
  g_free (self->key);
  g_free (self->turned_key);
  g_free (self->words[0]);
  g_free (self->words[1]);
  g_free (self);
}

typedef DirectoryFilter *(*Compare) (const char *attribute, const char *text);

/* The directory keeps addresses with "smtp:" before them. */
static void
add_addresses (DirectoryFilter *any, const DirectoryName *self, Compare compare)
{
  g_autofree char *address = g_strconcat ("smtp:", self->text, NULL);

  directory_filter_add (any, compare ("userPrincipalName", self->text));
  directory_filter_add (any, compare ("mail", self->text));
  directory_filter_add (any, compare ("proxyAddresses", address));
}

/* "ann@corp.example" is also Ann's name where no principal name was ever written; whether it is the
 * right domain is seen in the answer. */
static void
add_implicit (DirectoryFilter *any, const DirectoryName *self)
{
  if (self->kind == DIRECTORY_NAME_ADDRESS)
    directory_filter_add (any, directory_filter_equals ("sAMAccountName", self->account));
}

/* NULL for the kinds that stand for many. */
static DirectoryFilter *
only_filter (const DirectoryName *self)
{
  switch (self->kind) {
  case DIRECTORY_NAME_LOGON: /* or somebody really has a backslash in their name */
    return directory_filter_or (directory_filter_equals ("sAMAccountName", self->account),
                                directory_filter_equals ("displayName", self->text), NULL);
  case DIRECTORY_NAME_DN:
    return directory_filter_equals ("distinguishedName", self->text);
  case DIRECTORY_NAME_SID:
    return directory_filter_bytes ("objectSid", self->bytes, self->n_bytes);
  case DIRECTORY_NAME_GUID:
    return directory_filter_bytes ("objectGUID", self->bytes, self->n_bytes);
  case DIRECTORY_NAME_BAD:
  case DIRECTORY_NAME_PLAIN:
  case DIRECTORY_NAME_EXACT:
  case DIRECTORY_NAME_ADDRESS:
  default:
    return NULL;
  }
}

DirectoryFilter *
directory_name_plain_filter (const DirectoryName *self)
{
  DirectoryFilter *(*anr) (const char *) =
      self->kind == DIRECTORY_NAME_EXACT ? directory_filter_anr_exactly : directory_filter_anr;
  DirectoryFilter *any = only_filter (self);

  if (any != NULL || self->kind == DIRECTORY_NAME_BAD)
    return any;

  any = directory_filter_or (NULL, NULL);
  if (self->kind != DIRECTORY_NAME_ADDRESS)
    directory_filter_add (any, anr (self->text));
  if (self->turned != NULL)
    directory_filter_add (any, anr (self->turned));
  add_addresses (any, self,
                 self->kind == DIRECTORY_NAME_EXACT ? directory_filter_equals
                                                    : directory_filter_begins);
  return any;
}

DirectoryFilter *
directory_name_filter (const DirectoryName *self)
{
  DirectoryFilter *any = directory_name_plain_filter (self);

  if (any != NULL)
    add_implicit (any, self);
  return any;
}

DirectoryFilter *
directory_name_exact_filter (const DirectoryName *self)
{
  DirectoryFilter *any = only_filter (self);

  if (any != NULL || self->kind == DIRECTORY_NAME_BAD)
    return any;

  any = directory_filter_or (directory_filter_equals ("sAMAccountName", self->text),
                             directory_filter_equals ("displayName", self->text), NULL);
  if (self->turned != NULL)
    directory_filter_add (any, directory_filter_equals ("displayName", self->turned));
  add_addresses (any, self, directory_filter_equals);
  add_implicit (any, self);
  return any;
}
