/* base-locale.c - dates and lengths of time as a language writes them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-locale.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#define MOST_LANGUAGE 16
#define MOST_CHARS 128
#define FIRST_S (-62135596800)
#define END_S 253402300800

/* ICU takes anything and falls back to its root; a language has to be one of its own. */
gboolean
base_locale_is_known (const char *language)
{
  char canonical[MOST_LANGUAGE * 2];
  UErrorCode status = U_ZERO_ERROR;
  gsize length = language != NULL ? strlen (language) : 0;

  if (length < 2 || length > MOST_LANGUAGE ||
      strspn (language, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") != length)
    return FALSE;

  uloc_getLanguage (language, canonical, (int32_t) sizeof canonical, &status);
  if (U_FAILURE (status))
    return FALSE;
  for (int32_t i = 0; i < uloc_countAvailable (); i++)
    if (g_str_equal (uloc_getAvailable (i), canonical))
      return TRUE;
  return FALSE;
}

static char *
take_text (const UChar *text, int32_t length, UErrorCode status)
{
  if (U_FAILURE (status) || length < 0 || length > MOST_CHARS)
    return NULL;
  return g_utf16_to_utf8 (text, length, NULL, NULL, NULL);
}

static UDateFormat *
open_format (const char *language, UDateFormatStyle date, UDateFormatStyle time,
             const char *pattern)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  UChar wide[8];
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;

  u_charsToUChars (pattern, wide, (int32_t) strlen (pattern) + 1);
  format = udat_open (time, date, language, utc, -1, wide, -1, &status);
  return U_SUCCESS (status) ? format : NULL;
}

static char *
format_time (const char *language, gint64 local_s, UDateFormatStyle date, UDateFormatStyle time,
             const char *pattern)
{
  UChar text[MOST_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;
  int32_t length;

  if (!base_locale_is_known (language) || local_s < FIRST_S || local_s >= END_S)
    return NULL;

  format = open_format (language, date, time, pattern);
  if (format == NULL)
    return NULL;

  length = udat_format (format, (UDate) local_s * 1000, text, MOST_CHARS, NULL, &status);
  udat_close (format);
  return take_text (text, length, status);
}

char *
base_locale_date (const char *language, gint64 local_s)
{
  return format_time (language, local_s, UDAT_LONG, UDAT_NONE, "");
}

char *
base_locale_weekday (const char *language, gint64 local_s)
{
  return format_time (language, local_s, UDAT_PATTERN, UDAT_PATTERN, "EEEE");
}

char *
base_locale_time (const char *language, gint64 local_s)
{
  return format_time (language, local_s, UDAT_NONE, UDAT_SHORT, "");
}

char *
base_locale_day_count (const char *language, guint n)
{
  static const char skeleton[] = "unit/day unit-width-full-name";
  UChar wide[sizeof skeleton];
  UChar text[MOST_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormatter *format;
  UFormattedNumber *result;
  int32_t length;

  if (!base_locale_is_known (language))
    return NULL;

  u_charsToUChars (skeleton, wide, (int32_t) sizeof skeleton);
  format = unumf_openForSkeletonAndLocale (wide, -1, language, &status);
  result = unumf_openResult (&status);
  unumf_formatInt (format, (int64_t) n, result, &status);
  length = unumf_resultToString (result, text, MOST_CHARS, &status);
  unumf_closeResult (result);
  unumf_close (format);
  return take_text (text, length, status);
}
