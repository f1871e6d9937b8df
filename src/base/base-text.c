/* base-text.c - checks on text that comes from outside
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"

#include "base-error.h"

#include <string.h>

#define MOST_ADDRESS_BYTES                                                                         \
  320 /* 64 for the local part, @, 255 for the domain: RFC 5321, 4.5.3.1                           \
       */

#define MOST_EXCERPT_BYTES (16 * 1024)

static gboolean
is_carried_by_xml (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* Almost all of it: an automatic reply is checked each time that it is written. Eight bytes at a
 * time: none of them has its highest bit, nor gets it when 0x20 is taken off. */
static const char *
skip_plain (const char *text, const char *end)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  const guint64 blanks = G_GUINT64_CONSTANT (0x2020202020202020);
  guint64 word;

  while (end - text >= (gssize) sizeof word) {
    memcpy (&word, text, sizeof word);
    if ((word | (word - blanks)) & high)
      break;
    text += sizeof word;
  }
  while (text < end && *text >= 0x20 && *text < 0x7F)
    text++;
  return text;
}

/* The first byte that may not be there, or NULL. */
static const char *
find_bad (const char *text, gsize length)
{
  const char *end = text + length;

  for (;;) {
    gunichar c;

    text = skip_plain (text, end);
    if (text == end)
      return NULL;

    c = g_utf8_get_char_validated (text, end - text);
    if (c == (gunichar) -1 || c == (gunichar) -2 || !is_carried_by_xml (c))
      return text;
    text = g_utf8_next_char (text);
  }
}

gboolean
base_text_is_clean (const char *text, gssize length)
{
  return find_bad (text, length < 0 ? strlen (text) : (gsize) length) == NULL;
}

gboolean
base_text_check (const char *text, gssize length, const char *what, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  const char *bad = find_bad (text, size);
  gunichar c;
  static const BaseErrorFacts facts = { .reason = "bad-text" };

  if (bad == NULL)
    return TRUE;

  c = g_utf8_get_char_validated (bad, (gssize) size - (bad - text));
  if (c == 0xFFFE || c == 0xFFFF)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "%s holds U+%04X, which is no character, at byte %" G_GSIZE_FORMAT, what,
                          c, (gsize) (bad - text));
  else if ((guchar) *bad < 0x20)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "%s holds the control character 0x%02X at byte %" G_GSIZE_FORMAT, what,
                          (guint) (guchar) *bad, (gsize) (bad - text));
  else
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "%s is not valid UTF-8 at byte %" G_GSIZE_FORMAT, what,
                          (gsize) (bad - text));
  return FALSE;
}

gboolean
base_text_is_address (const char *text)
{
  const char *at;

  if (text == NULL || strlen (text) > MOST_ADDRESS_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  at = strrchr (text, '@');
  if (at == NULL || at == text || at[1] == '\0' || at[1] == '.' || g_str_has_suffix (at, "."))
    return FALSE;
  if (strstr (at, "..") != NULL || memchr (text, '@', (gsize) (at - text)) != NULL)
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c <= 0x20 || *c == 0x7F || strchr ("<>()[],;:\\\"", *c) != NULL)
      return FALSE;
  return TRUE;
}

char *
base_text_fold (const char *text)
{
  return g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
}

guint
base_text_hash_caseless (gconstpointer text)
{
  guint hash = 5381;

  for (const char *at = text; *at != '\0'; at++)
    hash = hash * 33 + (guchar) g_ascii_tolower (*at);
  return hash;
}

gboolean
base_text_equal_caseless (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

static gboolean
is_separator (gunichar c)
{
  return c == 0x2028 || c == 0x2029;
}

static gboolean
is_ordering (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
base_text_char_is_tame (gunichar c)
{
  return !g_unichar_iscntrl (c) && !is_separator (c) && !is_ordering (c);
}

char *
base_text_for_display (const char *text, gsize most_chars)
{
  g_autofree char *valid = NULL;
  GString *shown;
  gsize n = 0;

  /* As almost all are: a few for each answer of a server. */
  while (n < most_chars && text[n] >= 0x20 && text[n] < 0x7F)
    n++;
  if (text[n] == '\0')
    return g_strndup (text, n);

  valid = g_utf8_make_valid (text, -1);
  shown = g_string_new (NULL);
  n = 0;
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (is_ordering (u))
      continue;
    if (n++ == most_chars) {
      g_string_append (shown, "…");
      break;
    }
    if (u == '\n' || u == '\t' || is_separator (u))
      u = ' ';
    g_string_append_unichar (shown, base_text_char_is_tame (u) ? u : 0xFFFD);
  }
  return g_string_free (shown, FALSE);
}

char *
base_text_excerpt (const char *bytes, gsize size)
{
  g_autofree char *valid =
      g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) MIN (size, MOST_EXCERPT_BYTES));
  GString *shown = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (u == '\n' || u == '\t' || !g_unichar_iscntrl (u))
      g_string_append_unichar (shown, u);
    else if (u != '\r')
      g_string_append_unichar (shown, 0xFFFD);
  }
  if (size > MOST_EXCERPT_BYTES)
    g_string_append (shown, "…");
  return g_string_free (shown, FALSE);
}
