/* fake-filter.c - does an entry fit a filter, as text?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-inside.h"

#include <string.h>

static const char *const anr[] = { "displayName",
                                   "givenName",
                                   "sn",
                                   "name",
                                   "sAMAccountName",
                                   "physicalDeliveryOfficeName",
                                   "proxyAddresses",
                                   "mailNickname",
                                   "secretName",
                                   NULL };

static gboolean fits (const FakeEntry *entry, const char **at);

static gboolean
fits_list (const FakeEntry *entry, const char **at, char sign)
{
  gboolean result = sign == '&';

  while (**at == '(') {
    gboolean one = fits (entry, at);

    result = sign == '&' ? result && one : result || one;
  }
  return sign == '!' ? !result : result;
}

/* "\2a" → "*"; star: where an unescaped one stood, -1: nowhere. */
static GByteArray *
unescape (const char *text, gsize length, gssize *star)
{
  GByteArray *bytes = g_byte_array_new ();

  *star = -1;
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8) text[i];

    if (text[i] == '*') {
      *star = bytes->len;
      continue;
    }
    if (text[i] == '\\') {
      g_assert_cmpuint (i + 2, <, length);
      byte =
          (guint8) (g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]));
      i += 2;
    }
    g_byte_array_append (bytes, &byte, 1);
  }
  return bytes;
}

static gboolean
is_same (const guint8 *a, const guint8 *b, gsize length)
{
  return length == 0 || memcmp (a, b, length) == 0 ||
         g_ascii_strncasecmp ((const char *) a, (const char *) b, length) == 0;
}

static gboolean
has_value (const FakeEntry *entry, const char *attribute, const guint8 *data, gsize length,
           gboolean is_prefix)
{
  GPtrArray *values = fake_values (entry, attribute);

  for (guint i = 0; values != NULL && i < values->len; i++) {
    gsize size;
    const guint8 *value = g_bytes_get_data (values->pdata[i], &size);

    if ((is_prefix ? size >= length : size == length) && is_same (value, data, length))
      return TRUE;
  }
  return FALSE;
}

static gboolean
fits_anr (const FakeEntry *entry, const guint8 *data, gsize length)
{
  gboolean is_exact = length > 0 && data[0] == '=';
  const guint8 *blank;

  if (is_exact) {
    data++;
    length--;
  }
  for (gsize i = 0; anr[i] != NULL; i++)
    if (has_value (entry, anr[i], data, length, !is_exact))
      return TRUE;
  blank = memchr (data, ' ', length);
  if (blank == NULL)
    return FALSE;
  for (guint turn = 0; turn < 2; turn++)
    if (has_value (entry, turn == 0 ? "givenName" : "sn", data, (gsize) (blank - data), TRUE) &&
        has_value (entry, turn == 0 ? "sn" : "givenName", blank + 1,
                   length - (gsize) (blank - data) - 1, TRUE))
      return TRUE;
  return FALSE;
}

static gint64
number_of (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

static gboolean
fits_value (const FakeEntry *entry, char *attribute, const guint8 *data, gsize length, gssize star)
{
  char *rule = strchr (attribute, ':');
  char *end = attribute + strlen (attribute) - 1;
  g_autofree char *text = g_strndup ((const char *) data, length);
  GPtrArray *values;

  if (strcmp (attribute, "anr") == 0)
    return fits_anr (entry, data, length);
  if (rule != NULL)
    *rule = '\0';
  else if (*end == '>')
    *end = '\0';
  values = fake_values (entry, attribute);
  if (values == NULL)
    return FALSE;
  if (rule != NULL && g_str_has_prefix (rule + 1, "1.2.840.113556.1.4.803"))
    return (number_of (fake_text (entry, attribute)) & number_of (text)) == number_of (text);
  if (rule == NULL && *end == '\0')
    return number_of (fake_text (entry, attribute)) >= number_of (text);
  return has_value (entry, attribute, data, length, star >= 0);
}

/* *at: at "(…)"; afterwards behind it. */
static gboolean
fits (const FakeEntry *entry, const char **at)
{
  const char *begin = ++*at;
  const char *equals;
  const char *end;
  g_autofree char *attribute = NULL;
  g_autoptr (GByteArray) value = NULL;
  gboolean result;
  gssize star;

  if (strchr ("&|!", *begin) != NULL) {
    ++*at;
    result = fits_list (entry, at, *begin);
    g_assert_cmpint (**at, ==, ')');
    ++*at;
    return result;
  }

  equals = strchr (begin, '=');
  end = strchr (begin, ')');
  g_assert_true (equals != NULL && end != NULL && equals < end);
  attribute = g_strndup (begin, (gsize) (equals - begin));
  value = unescape (equals + 1, (gsize) (end - equals - 1), &star);
  *at = end + 1;
  return fits_value (entry, attribute, value->data, value->len, star);
}

gboolean
fake_fits (const FakeEntry *entry, const char *filter)
{
  const char *at = filter;
  gboolean result = fits (entry, &at);

  g_assert_cmpstr (at, ==, "");
  return result;
}
