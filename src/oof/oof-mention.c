/* oof-mention.c - what a text mentions that is not the same in everybody's
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-mention.h"

#include "oof-date.h"

#include <string.h>

#define MOST_WORD 40   /* bytes of a word that may be a month */
#define MOST_PHONE 32  /* bytes */
#define LEAST_DIGITS 6 /* of a phone number */
#define MOST_LOCAL 64  /* bytes before the @ */
#define MOST_HOST 253

/* Case-folded; the words of one month stand in one line. */
static const char *const months[12] = {
  " january jan januar jänner janvier janv enero ene gennaio gen januari ",
  " february feb februar feber février févr febrero febbraio febr februari ",
  " march mar märz mär mrz mars marzo maart mrt ",
  " april apr avril avr abril abr aprile ",
  " may mai mayo maggio mag mei ",
  " june jun juni juin junio giugno giu ",
  " july jul juli juillet juil julio luglio lug ",
  " august aug août aout agosto ago augustus ",
  " september sep sept septembre septiembre settembre set ",
  " october oct oktober okt octobre octubre ottobre ott ",
  " november nov novembre noviembre ",
  " december dec dezember dez décembre déc diciembre dic dicembre ",
};

static const char weekdays[] =
    " monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag"
    " freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes"
    " martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
    "sabato"
    " domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ";

/* These mean something else when they stand alone. */
static const char short_weekdays[] = " mon tue tues wed thu thur thurs fri sat sun mo di mi do fr "
                                     "sa so lun mar mer jeu ven sam dim ";

static const char ordinals[] = " st nd rd th er º ª ";

/* After an hour. */
static const char hours[] = " uhr am pm h ";

static gboolean
is_wordy (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

gboolean
oof_mention_is_begin (const char *text, gsize at)
{
  return at == 0 || !is_wordy (text[at - 1]) || !is_wordy (text[at]);
}

/* Blanks, also those that do not break. */
static const char *
skip_blanks (const char *at)
{
  for (;;)
    if (*at == ' ' || *at == '\t')
      at++;
    else if ((guchar) at[0] == 0xc2 && (guchar) at[1] == 0xa0)
      at += 2;
    else
      return at;
}

/* Up to four digits; the number of them. */
static int
read_number (const char **at, int *ret)
{
  int n = 0;

  *ret = 0;
  while (n < 4 && g_ascii_isdigit (**at)) {
    *ret = *ret * 10 + (**at - '0');
    (*at)++;
    n++;
  }
  return g_ascii_isdigit (**at) ? 0 : n;
}

/* The length of the word there, without digits; folded into ret, with a blank on both sides. */
static gsize
read_word (const char *at, char ret[MOST_WORD * 3 + 3])
{
  gsize length = 0;
  g_autofree char *folded = NULL;

  while (length < MOST_WORD && is_wordy (at[length]) && !g_ascii_isdigit (at[length]) &&
         strncmp (at + length, "\xc2\xa0", 2) != 0)
    length++;
  while (length > 0 && ((guchar) at[length] & 0xc0) == 0x80)
    length--; /* a letter that was cut in two */
  folded = g_utf8_casefold (at, (gssize) length);
  g_snprintf (ret, MOST_WORD * 3 + 3, " %s ", folded);
  return length;
}

static gsize
match_word (const char *at, const char *list)
{
  char word[MOST_WORD * 3 + 3];
  gsize length = read_word (at, word);

  return length > 0 && strstr (list, word) != NULL ? length : 0;
}

/* 1 to 12; 0: none. */
static int
read_month (const char **at)
{
  char word[MOST_WORD * 3 + 3];
  gsize length = read_word (*at, word);

  for (int i = 0; length > 0 && i < 12; i++)
    if (strstr (months[i], word) != NULL) {
      *at += length;
      if (**at == '.')
        (*at)++;
      return i + 1;
    }
  return 0;
}

static gint32
find_day (int year, int month, int day)
{
  if (year < 100)
    year += 2000;
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > oof_date_month_length (year, month))
    return OOF_MENTION_NO_DAY;
  return oof_date_day (year, month, day);
}

/* " 2031", ", 2031" */
static const char *
read_year (const char *at, int *ret)
{
  const char *digits = skip_blanks (*at == ',' ? at + 1 : at);

  if (g_ascii_strncasecmp (digits, "de ", 3) == 0)
    digits += 3;
  return digits != at && read_number (&digits, ret) == 4 ? digits : NULL;
}

/* "24 December 2031", "24. Dez." */
static const char *
read_day_month (const char *at, int day, gint32 *ret_day)
{
  int month, year;
  const char *end;

  at += match_word (at, ordinals);
  if (*at == '.')
    at++;
  at = skip_blanks (at);
  if (g_ascii_strncasecmp (at, "de ", 3) == 0)
    at += 3;
  month = read_month (&at);
  if (month == 0 || day < 1 || day > 31)
    return NULL;
  end = read_year (at, &year);
  *ret_day = end != NULL ? find_day (year, month, day) : OOF_MENTION_NO_DAY;
  return end != NULL ? end : at;
}

/* "-24" of "2031-12-24". */
static const char *
read_iso_end (const char *at, int year, int month, gint32 *ret_day)
{
  int day;

  at++;
  if (read_number (&at, &day) != 2)
    return NULL;
  *ret_day = find_day (year, month, day);
  return at;
}

/* ".2031" of "24.12.2031", "/31" of "12/24/31", and "." of "24.12." */
static const char *
read_year_end (const char *at, char separator, const int first[2], gint32 *ret_day)
{
  const char *digits = separator == '.' ? skip_blanks (at + 1) : at + 1;
  int year;
  int n = read_number (&digits, &year);

  *ret_day = OOF_MENTION_NO_DAY;
  if (n != 2 && n != 4)
    return separator == '.' && first[1] <= 12 ? at + 1 : NULL;
  *ret_day = find_day (year, first[1], first[0]);
  if (separator == '/')
    *ret_day = MAX (*ret_day, find_day (year, first[0], first[1]));
  return digits;
}

/* "24.12.2031", "24. 12. 2031", "24.12.", "12/24/2031", "2031-12-24" */
static const char *
read_digits (const char *at, gint32 *ret_day)
{
  int numbers[2];
  int n = read_number (&at, &numbers[0]);
  char separator = *at;
  int behind;

  if (n == 0 || n == 3 || separator == '\0' || strchr ("./-", separator) == NULL)
    return NULL;
  at = skip_blanks (at + 1);
  behind = read_number (&at, &numbers[1]);
  if (behind < 1 || behind > 2 || numbers[1] > 31 || *at != separator)
    return NULL;
  if (n == 4)
    return read_iso_end (at, numbers[0], numbers[1], ret_day);
  return numbers[0] <= 31 ? read_year_end (at, separator, numbers, ret_day) : NULL;
}

/* Without the day of the week. */
static const char *
read_date (const char *at, gint32 *ret_day)
{
  const char *end = at;
  int number, year;

  if (g_ascii_isdigit (*at)) {
    int n;

    if ((end = read_digits (at, ret_day)) != NULL)
      return end;
    end = at;
    n = read_number (&end, &number);
    return n == 1 || n == 2 ? read_day_month (end, number, ret_day) : NULL;
  }

  { /* "December 24, 2031" */
    int month = read_month (&end);
    const char *digits = skip_blanks (end);
    int n = month != 0 && digits != end ? read_number (&digits, &number) : 0;

    if (n < 1 || n > 2 || number < 1 || number > 31)
      return NULL;
    digits += match_word (digits, ordinals);
    end = read_year (digits, &year);
    *ret_day = end != NULL ? find_day (year, month, number) : OOF_MENTION_NO_DAY;
    return end != NULL ? end : digits;
  }
}

static const char *
read_any_date (const char *at, gint32 *ret_day)
{
  gsize whole = match_word (at, weekdays);
  gsize length = whole > 0 ? whole : match_word (at, short_weekdays);
  const char *end;

  if (length == 0)
    return read_date (at, ret_day);
  end = at + length + strspn (at + length, ".,");
  end = skip_blanks (end);
  for (guint i = 0; i < 2; i++) { /* "Friday the 24th", "Freitag, den 24.12." */
    static const char *const between[] = { "the ", "den " };

    if (g_ascii_strncasecmp (end, between[i], 4) == 0)
      end = skip_blanks (end + 4);
  }
  end = read_date (end, ret_day);
  if (end != NULL)
    return end;
  *ret_day = OOF_MENTION_NO_DAY;
  return whole > 0 ? at + whole : read_date (at, ret_day);
}

static const char *
read_time (const char *at)
{
  int hour, minute;
  int n = read_number (&at, &hour);
  const char *behind;
  gboolean has_minute = FALSE;
  gsize word;

  if (n < 1 || n > 2 || hour > 24)
    return NULL;
  if (*at == ':' || *at == '.') {
    const char *digits = at + 1;

    has_minute = read_number (&digits, &minute) == 2 && minute < 60;
    if (has_minute && *at == ':')
      at = digits;
    else if (has_minute && match_word (skip_blanks (digits), hours) > 0)
      at = digits;
    else
      return NULL;
  }
  behind = skip_blanks (at);
  word = match_word (behind, hours);
  if (word > 0)
    return behind + word;
  return has_minute ? at : NULL;
}

static const char *
read_phone (const char *at)
{
  const char *last = NULL;
  const char *c = at;
  guint digits = 0;
  gboolean is_split = *at == '+' || *at == '(' || *at == '0';

  for (; *c != '\0' && c < at + MOST_PHONE; c++) {
    if (g_ascii_isdigit (*c)) {
      digits++;
      last = c + 1;
    } else if (strchr (" -/.()", *c) != NULL || (*c == '+' && c == at)) {
      is_split = is_split || (digits > 0 && *c != '.' && *c != ' ');
    } else if (strncmp (c, "\xc2\xa0", 2) == 0) {
      c++;
    } else {
      break;
    }
  }
  return digits >= LEAST_DIGITS && is_split ? last : NULL;
}

static gboolean
is_local (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("._%+-'", c) != NULL);
}

static const char *
read_mail (const char *at)
{
  const char *c = at;
  const char *end;

  while (c < at + MOST_LOCAL && is_local (*c))
    c++;
  if (c == at || *c != '@')
    return NULL;
  end = ++c;
  while (end < c + MOST_HOST && (g_ascii_isalnum (*end) || *end == '.' || *end == '-'))
    end++;
  while (end > c && !g_ascii_isalnum (end[-1]))
    end--;
  return end > c ? end : NULL;
}

gboolean
oof_mention_read (const char *text, gsize at, OofMention *ret)
{
  const char *begin = text + at;
  const char *end;
  OofMention found = { .begin = at, .day = OOF_MENTION_NO_DAY };

  if ((end = read_mail (begin)) != NULL)
    found.kind = OOF_MENTION_MAIL;
  else if (is_wordy (*begin) && (end = read_any_date (begin, &found.day)) != NULL)
    found.kind = OOF_MENTION_DATE;
  else if (g_ascii_isdigit (*begin) && (end = read_time (begin)) != NULL)
    found.kind = OOF_MENTION_TIME;
  else if ((g_ascii_isdigit (*begin) || *begin == '+' || *begin == '(') &&
           (end = read_phone (begin)) != NULL)
    found.kind = OOF_MENTION_PHONE;
  else
    return FALSE;

  found.end = (gsize) (end - text);
  *ret = found;
  return TRUE;
}

GArray *
oof_mentions (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (OofMention));
  OofMention mention;

  for (gsize at = 0; text[at] != '\0';)
    if (oof_mention_is_begin (text, at) && oof_mention_read (text, at, &mention)) {
      g_array_append_val (found, mention);
      at = mention.end;
    } else {
      at++;
    }
  return found;
}
