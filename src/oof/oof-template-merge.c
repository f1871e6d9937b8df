/* oof-template-merge.c - a template filled in for one person
 *
 * Steps only go forward, so filling in takes as long as the template is long.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-style.h"
#include "oof-refuse.h"
#include "oof-state.h"
#include "oof-template-impl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const OofMerge *merge;
  guint language;
  GString *out;
  OofFields gaps;
} Filling;

gboolean
oof_fields_has (const OofFields *self, guint field)
{
  return (self->bits[field / 64] >> (field % 64) & 1) != 0;
}

OofFields
oof_template_fields (const OofTemplate *self)
{
  return self->fields;
}

const char *const *
oof_template_languages (const OofTemplate *self)
{
  return (const char *const *) self->languages->pdata;
}

/* NULL when it is not known. */
static const char *
find_value (const Filling *filling, guint field)
{
  const char *value =
      field < OOF_FIELD_ABSENCE
          ? filling->merge->fields[field]
          : filling->merge->absences[filling->language]->texts[field - OOF_FIELD_ABSENCE];

  return value != NULL && *value != '\0' ? value : NULL;
}

static const char *
find_first (const Filling *filling, const OofStep *step)
{
  const char *value = NULL;

  for (guint i = 0; value == NULL && i < step->n_fields; i++)
    value = find_value (filling, step->fields[i]);
  return value;
}

/* Control characters are none of a text's; line ends are blanks. */
static const char *
escape_for_text (char c)
{
  switch (c) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  case '\t':
  case '\n':
  case '\r':
    return " ";
  default:
    return (guchar) c < 0x20 || c == 0x7F ? "" : NULL;
  }
}

static void
append_text (GString *out, const char *value)
{
  const char *plain = value;

  for (const char *c = value;; c++) {
    const char *escape = *c != '\0' ? escape_for_text (*c) : NULL;

    if (*c != '\0' && escape == NULL)
      continue;
    g_string_append_len (out, plain, c - plain);
    if (*c == '\0')
      return;
    g_string_append (out, escape);
    plain = c + 1;
  }
}

/* In markup nothing may end an attribute, also one without quotes. */
static void
append_attribute (GString *out, const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || (guchar) *c >= 0x80 || strchr ("@._-+/:", *c) != NULL)
      g_string_append_c (out, *c);
    else if (escape_for_text (*c) == NULL || *escape_for_text (*c) != '\0')
      g_string_append_printf (out, "&#%d;", *c);
}

/* What begins a link and is no address that a mail program may open is not known. */
static gboolean
is_safe_link (const char *value)
{
  char *link = strchr (value, ':') != NULL ? oof_html_style_link (value) : NULL;
  gboolean is_safe = strchr (value, ':') == NULL || link != NULL;

  g_clear_pointer (&link, g_ref_string_release);
  return is_safe;
}

static const char *
find_usable (const Filling *filling, const OofStep *step)
{
  const char *value = find_first (filling, step);

  return value != NULL && step->begins_link && !is_safe_link (value) ? NULL : value;
}

static void
append_value (Filling *filling, const OofStep *step)
{
  const char *value = find_usable (filling, step);
  guint field = step->fields[0];

  if (value == NULL && step->missing == OOF_MISSING_IS_GAP)
    filling->gaps.bits[field / 64] |= (guint64) 1 << (field % 64);
  if (value == NULL)
    value = step->text;
  if (step->is_in_markup)
    append_attribute (filling->out, value);
  else
    append_text (filling->out, value);
}

static gboolean
is_line_kept (const Filling *filling, const OofStep *line, guint from)
{
  const OofStep *step = line + 1;

  for (guint i = from + 1; i < line->to; i++, step++)
    if (step->kind == OOF_STEP_VALUE && step->missing == OOF_MISSING_DROPS_LINE &&
        find_usable (filling, step) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_equal (const char *value, const char *text)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    return *text == '\0' && value == NULL;

  a = g_utf8_casefold (value, -1);
  b = g_utf8_casefold (text, -1);
  return g_str_equal (a, b);
}

static gboolean
holds (const Filling *filling, const OofStep *step)
{
  const OofMerge *merge = filling->merge;
  gboolean is_true = FALSE;

  switch (step->test) {
  case OOF_TEST_KNOWN:
    is_true = find_first (filling, step) != NULL;
    break;
  case OOF_TEST_EQUAL:
    is_true = is_equal (find_first (filling, step), step->text);
    break;
  case OOF_TEST_INSIDE:
    is_true = !merge->is_outside;
    break;
  case OOF_TEST_MEMBER:
    is_true = merge->is_member != NULL && merge->is_member (step->text, merge->data);
    break;
  }
  return is_true != step->is_negated;
}

/* The step behind this one. */
static guint
take_step (Filling *filling, const OofStep *step, guint at)
{
  switch (step->kind) {
  case OOF_STEP_TEXT:
    g_string_append_len (filling->out, step->text, (gssize) step->length);
    return at + 1;
  case OOF_STEP_VALUE:
    append_value (filling, step);
    return at + 1;
  case OOF_STEP_LINE:
    if (is_line_kept (filling, step, at))
      return at + 1;
    g_string_append_len (filling->out, step->text, (gssize) step->length);
    return step->to;
  case OOF_STEP_IF:
    return holds (filling, step) ? at + 1 : step->to;
  case OOF_STEP_GO:
    return step->to;
  case OOF_STEP_LANGUAGE:
    filling->language = step->language;
    return at + 1;
  }
  g_return_val_if_reached (at + 1);
}

gboolean
oof_template_merge (const OofTemplate *self, const OofMerge *merge, GString *out,
                    OofFields *ret_gaps, GError **error)
{
  Filling filling = { .merge = merge, .out = out };
  gsize before = out->len;
  guint at = 0;

  while (at < self->steps->len && out->len - before <= OOF_MOST_TEXT_BYTES)
    at = take_step (&filling, &g_array_index (self->steps, OofStep, at), at);
  if (out->len - before > OOF_MOST_TEXT_BYTES) {
    g_string_truncate (out, before);
    return oof_refuse (error, "too-long", _ ("%s is longer than %d KiB, more than mailboxes hold."),
                       _ ("The text"), OOF_MOST_TEXT_BYTES / 1024);
  }
  if (ret_gaps != NULL)
    *ret_gaps = filling.gaps;
  return TRUE;
}
