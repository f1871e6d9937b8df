/* oof-lint.c - what does not belong into a reply that strangers get
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-lint.h"

#include "oof-html.h"

#include <stdio.h>
#include <string.h>

#define MOST_OF_A_KIND 3
#define MOST_TEXT (64 * 1024) /* what is longer nobody reads to its end */

#define MONTHS "(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\\.?"
#define DATE                                                                                       \
  "(?:\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}/\\d{4}|"         \
  "\\d{1,2}\\.?\\s" MONTHS "\\s\\d{4}|" MONTHS "\\s\\d{1,2},?\\s\\d{4})"

static const struct
{
  OofLintKind kind;
  const char *pattern; /* the first group, or else the whole, is what is shown */
} rules[] = {
  { OOF_LINT_PRIVATE_PHONE,
    "\\b(?:private|privat|personal|home|zu hause|daheim)\\w*"
    "(?:\\s+(?:phone|number|mobile|cell|handy|nummer|telefon|mobil\\w*))*[\\s:.,]*"
    "(?:unter|on|at|is|ist)?[\\s:]*(\\+?\\d[\\d\\s()/-]{5,}\\d)" },
  { OOF_LINT_HOME_ADDRESS,
    "\\b((?:my home address|at my home|meine (?:privat|heim)\\w*|bei mir zu ?hause)\\b[^.\\n]*)" },
  { OOF_LINT_HOME_ADDRESS, "\\b(?:privat|home)\\w*[\\s:]+([A-ZÄÖÜ]\\w*(?:str\\.|straße|strasse|weg|"
                           "gasse|platz| street| road| avenue)\\s*\\d*)" },
  { OOF_LINT_TRAVEL,
    "\\b((?:travel\\w*|fly\\w*|flight|trip|holiday|vacation|reise|fliege|flug|urlaub)\\s+"
    "(?:to|in|nach|auf|an)\\s+(?:the |die |den |der )?[A-ZÄÖÜ]\\w+)" },
  { OOF_LINT_INTERNAL, "(\\\\\\\\[\\w.-]+\\\\[\\w$.\\\\-]*)" },
  { OOF_LINT_INTERNAL,
    "\\b((?:[\\w-]{1,63}\\.){1,6}(?:local|lan|intern|internal|intra|corp)\\b(?!\\.\\w))" },
  { OOF_LINT_INTERNAL, "\\b((?:ext\\.?|extension|durchwahl|dw|raum|room)\\s*:?\\s*\\d{2,5}\\b)" },
  { OOF_LINT_PLACEHOLDER, "(\\{\\{[^}\\n]{0,60}\\}?\\}?)" },
  { OOF_LINT_PLACEHOLDER,
    "((?:<|\\[)(?:name|date|datum|your name|ihr name|xxx?|insert [\\w ]+|tt\\.mm\\.jjjj|"
    "dd\\.mm\\.yyyy)(?:>|\\]))" },
  { OOF_LINT_PLACEHOLDER, "\\b(xxx+|tt\\.mm\\.jjjj|dd[./]mm[./]yyyy|lorem ipsum)\\b" },
};

void
oof_lint_free (OofLint *self)
{
  if (self == NULL)
    return;

  g_free (self->words);
  g_free (self);
}

static void
add (GPtrArray *found, const char *text, OofLintKind kind, int begin, int end)
{
  OofLint *lint;
  guint n = 0;

  for (guint i = 0; i < found->len; i++) {
    const OofLint *known = g_ptr_array_index (found, i);

    n += known->kind == kind;
    if (known->kind == kind && known->words[0] != '\0' &&
        (guint) g_utf8_pointer_to_offset (text, text + begin) < known->end &&
        (guint) g_utf8_pointer_to_offset (text, text + end) > known->begin)
      return;
  }
  if (n >= MOST_OF_A_KIND)
    return;

  lint = g_new0 (OofLint, 1);
  lint->kind = kind;
  lint->begin = (guint) g_utf8_pointer_to_offset (text, text + begin);
  lint->end = (guint) g_utf8_pointer_to_offset (text, text + end);
  lint->words = g_strndup (text + begin, (gsize) (end - begin));
  g_ptr_array_add (found, lint);
}

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error); /* a constant */
  return regex;
}

static gboolean
has_match (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = compile (pattern);

  return g_regex_match (regex, text, 0, NULL);
}

static void
find_all (GPtrArray *found, const char *text, OofLintKind kind, const char *pattern)
{
  g_autoptr (GRegex) regex = compile (pattern);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    int group = g_match_info_get_match_count (match) > 1 ? 1 : 0;
    int begin, end;

    if (g_match_info_fetch_pos (match, group, &begin, &end) && begin >= 0)
      add (found, text, kind, begin, end);
  }
}

/* A mail address, a number or a name to ask: anything to turn to. */
static void
find_no_contact (GPtrArray *found, const char *text)
{
  if (*text != '\0' &&
      !has_match (text,
                  "@|\\+?\\d[\\d\\s()/-]{5,}\\d|\\{\\{|\\b(?:contact|turn to|ask|call|reach|write "
                  "to|wenden|kontakt|ansprechpartner|vertret|vertritt|anrufen|colleague|"
                  "kolleg)"))
    add (found, text, OOF_LINT_NO_CONTACT, 0, 0);
}

static void
find_years (GPtrArray *found, const char *text, const OofLintFacts *facts)
{
  g_autoptr (GRegex) regex = compile (DATE);
  g_autoptr (GRegex) year = compile ("\\d{4}");
  g_autoptr (GMatchInfo) match = NULL;

  if (facts->from_year == 0)
    return;
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *date = g_match_info_fetch (match, 0);
    g_autoptr (GMatchInfo) in_date = NULL;
    g_autofree char *digits = NULL;
    int begin, end, value;

    g_regex_match (year, date, 0, &in_date);
    digits = g_match_info_fetch (in_date, 0);
    value = (int) g_ascii_strtoll (digits, NULL, 10);
    /* The day of coming back may be the year's first. */
    if (value >= facts->from_year && (facts->until_year == 0 || value <= facts->until_year + 1))
      continue;
    g_match_info_fetch_pos (match, 0, &begin, &end);
    add (found, text, OOF_LINT_YEAR, begin, end);
  }
}

/* Days since the year 0 of the dates that are all digits; -1 for others. */
static int
read_day (const char *date)
{
  int a, b, c;
  char rest;
  GDate day;

  if (sscanf (date, "%4d-%2d-%2d%c", &a, &b, &c, &rest) == 3) {
    int swap = a;

    a = c;
    c = swap;
  } else if (sscanf (date, "%2d.%2d.%4d%c", &a, &b, &c, &rest) != 3 &&
             sscanf (date, "%2d. %2d. %4d%c", &a, &b, &c, &rest) != 3) {
    return -1;
  }
  if (!g_date_valid_dmy ((GDateDay) a, (GDateMonth) b, (GDateYear) c))
    return -1;
  g_date_set_dmy (&day, (GDateDay) a, (GDateMonth) b, (GDateYear) c);
  return (int) g_date_get_julian (&day);
}

/* "from … until …" the wrong way round. */
static void
find_dates (GPtrArray *found, const char *text)
{
  g_autoptr (GRegex) regex =
      compile ("(?:from|between|vom|von|ab)\\s+(" DATE
               ")\\s*(?:to|until|till|through|and|bis(?: zum)?|und|-|–)\\s*(" DATE ")");
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *from = g_match_info_fetch (match, 1);
    g_autofree char *until = g_match_info_fetch (match, 2);
    int begin, end;

    if (read_day (from) < 0 || read_day (until) < 0 || read_day (until) >= read_day (from))
      continue;
    g_match_info_fetch_pos (match, 0, &begin, &end);
    add (found, text, OOF_LINT_DATES, begin, end);
  }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const OofLint *one = *(const OofLint *const *) a;
  const OofLint *other = *(const OofLint *const *) b;

  return one->begin != other->begin ? (one->begin < other->begin ? -1 : 1)
                                    : (int) one->kind - (int) other->kind;
}

GPtrArray *
oof_lint (const char *html, const OofLintFacts *facts)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_lint_free);
  g_autofree char *text = oof_html_to_text (html);

  if (strlen (text) > MOST_TEXT)
    *g_utf8_find_prev_char (text, text + MOST_TEXT) = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    gboolean is_ours = g_str_has_prefix (rules[i].pattern, "(\\{");

    if (rules[i].kind == OOF_LINT_PLACEHOLDER ? !is_ours || !facts->is_filled_in
                                              : facts->is_outside)
      find_all (found, text, rules[i].kind, rules[i].pattern);
  }
  if (facts->is_outside)
    find_no_contact (found, text);
  if (facts->has_left)
    find_all (found, text, OOF_LINT_FIRST_PERSON,
              "\\b((?:I am|I’m|I'm|I will|ich bin|ich werde)\\b[^.\\n]{0,40})");
  find_years (found, text, facts);
  find_dates (found, text);
  g_ptr_array_sort (found, compare_places);
  return found;
}
