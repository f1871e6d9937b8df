/* oof-template-read.c - the {{…}} of a text: where they are, and what one says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "oof-html-entity.h"
#include "oof-html-token.h"
#include "oof-refuse.h"
#include "oof-template-impl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_unknown (const char *words, GError **error)
{
  g_autofree char *shown = base_text_for_display (words, 60);

  return oof_refuse (error, "placeholder-unknown", _ ("“%s” is not a placeholder."), shown);
}

/* Blanks that an editor made unbreakable are blanks. */
static char *
decode_words (const char *text, gsize length)
{
  g_autofree char *decoded = oof_html_decode (text, length);
  g_autoptr (GString) words = g_string_new (decoded);

  g_string_replace (words, "\xC2\xA0", " ", 0);
  return g_strdup (g_strstrip (words->str));
}

static gboolean
begins_link (const char *source, gsize at)
{
  while (at > 0 && g_ascii_isspace (source[at - 1]))
    at--;
  return at > 0 && strchr ("\"'=", source[at - 1]) != NULL;
}

static void
clear_tag (gpointer data)
{
  g_clear_pointer (&((OofTag *) data)->words, g_free);
}

/* The tags in a piece of the source that is all text or all one piece of markup. */
static gboolean
find_in_piece (const char *source, gsize from, gsize until, gboolean is_markup, GArray *tags,
               GError **error)
{
  const char *open = memmem (source + from, until - from, "{{", 2);

  while (open != NULL) {
    gsize begin = (gsize) (open - source);
    const char *close = memmem (open + 2, until - begin - 2, "}}", 2);
    OofTag tag = { .begin = begin, .is_in_markup = is_markup };

    if (close == NULL)
      return oof_refuse (error, "placeholder-broken",
                         _ ("A placeholder has no end, or formatting inside its braces."));
    if (memmem (open + 2, (gsize) (close - open) - 2, "{{", 2) != NULL)
      return oof_refuse (error, "placeholder-broken",
                         _ ("A placeholder stands inside another one."));
    if (tags->len == OOF_TEMPLATE_MOST_TAGS)
      return oof_refuse (error, "placeholder-many", _ ("A text has at most %d placeholders."),
                         OOF_TEMPLATE_MOST_TAGS);

    tag.end = (gsize) (close - source) + 2;
    tag.words = decode_words (open + 2, (gsize) (close - open) - 2);
    tag.begins_link = is_markup && begins_link (source, begin);
    g_array_append_val (tags, tag);
    open = memmem (source + tag.end, until - tag.end, "{{", 2);
  }
  return TRUE;
}

GArray *
oof_template_find_tags (const char *source, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (OofTag));
  OofHtmlReader reader = { source, source + strlen (source) };
  OofHtmlToken token;

  g_array_set_clear_func (tags, clear_tag);
  while (oof_html_read (&reader, &token)) {
    gsize from = (gsize) (token.data - source);

    if (!find_in_piece (source, from, from + token.length,
                        token.kind == OOF_HTML_OPEN || token.kind == OOF_HTML_CLOSE, tags, error))
      return NULL;
  }
  return g_steal_pointer (&tags);
}

/* A word with a dot of ours in front is meant as a field. */
static gboolean
looks_like_field (const char *word)
{
  static const char *const groups[] = { "person.", "manager.", "substitute.", "organisation.",
                                        "absence." };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_ascii_strncasecmp (word, groups[i], strlen (groups[i])) == 0)
      return TRUE;
  return FALSE;
}

static int
find_last_field (char *word, OofMissing *ret_missing)
{
  gsize length = strlen (word);

  if (length > 0 && word[length - 1] == '!') {
    g_autofree char *name = g_strndup (word, length - 1);
    int field = oof_field_find (g_strstrip (name));

    if (field >= 0)
      *ret_missing = OOF_MISSING_DROPS_LINE;
    return field;
  }
  return oof_field_find (word);
}

gboolean
oof_template_read_value (const OofTag *tag, GStringChunk *texts, OofStep *ret, GError **error)
{
  g_auto (GStrv) words = g_strsplit (tag->words, "|", OOF_MOST_ALTERNATIVES + 1);
  guint n = g_strv_length (words);

  *ret = (OofStep){ .kind = OOF_STEP_VALUE, .text = "", .begins_link = tag->begins_link };
  ret->is_in_markup = tag->is_in_markup;
  for (guint i = 0; i < n; i++) {
    char *word = g_strstrip (words[i]);
    gboolean is_last = i == n - 1;
    int field = is_last ? find_last_field (word, &ret->missing) : oof_field_find (word);

    if (field >= 0 && ret->n_fields < OOF_MOST_ALTERNATIVES) {
      ret->fields[ret->n_fields++] = (guint8) field;
      continue;
    }
    if (i == 0 || !is_last || field >= 0 || looks_like_field (word))
      return refuse_unknown (tag->words, error);
    ret->missing = OOF_MISSING_IS_TEXT;
    ret->text = g_string_chunk_insert (texts, word);
    ret->length = strlen (word);
  }
  return n > 0 || refuse_unknown (tag->words, error);
}

/* "manager" and "substitute" are there when their name or address is. */
static gboolean
read_somebody (const char *words, OofStep *ret)
{
  int group = g_ascii_strcasecmp (words, "manager") == 0      ? OOF_FIELD_MANAGER
              : g_ascii_strcasecmp (words, "substitute") == 0 ? OOF_FIELD_SUBSTITUTE
                                                              : -1;

  if (group < 0)
    return FALSE;

  ret->fields[0] = (guint8) (group + OOF_ABOUT_NAME);
  ret->fields[1] = (guint8) (group + OOF_ABOUT_MAIL);
  ret->n_fields = 2;
  return TRUE;
}

static gboolean
read_side (const char *words, OofStep *ret)
{
  gboolean is_outside = g_ascii_strcasecmp (words, "outside") == 0;

  if (!is_outside && g_ascii_strcasecmp (words, "inside") != 0)
    return FALSE;

  ret->test = OOF_TEST_INSIDE;
  ret->is_negated ^= is_outside;
  return TRUE;
}

static gboolean
read_member (const char *words, GStringChunk *texts, OofStep *ret)
{
  if (g_ascii_strncasecmp (words, "member ", 7) != 0)
    return FALSE;

  ret->test = OOF_TEST_MEMBER;
  ret->text = g_string_chunk_insert (texts, words + 7 + strspn (words + 7, " "));
  return TRUE;
}

gboolean
oof_template_read_test (const char *words, GStringChunk *texts, OofStep *ret, GError **error)
{
  gboolean is_not = g_ascii_strncasecmp (words, "not ", 4) == 0;
  const char *rest = is_not ? words + 4 + strspn (words + 4, " ") : words;
  const char *equals = strchr (rest, '=');
  gboolean is_unequal = equals != NULL && equals > rest && equals[-1] == '!';
  g_autofree char *name = equals != NULL
                              ? g_strndup (rest, (gsize) (equals - rest) - (is_unequal ? 1 : 0))
                              : g_strdup (rest);
  int field;

  *ret = (OofStep){ .kind = OOF_STEP_IF, .text = "", .is_negated = is_not ^ is_unequal };
  if (read_member (rest, texts, ret) || read_side (rest, ret) || read_somebody (rest, ret))
    return TRUE;

  field = g_ascii_strcasecmp (rest, "end") == 0 ? OOF_FIELD_ABSENCE + OOF_ABSENCE_END
                                                : oof_field_find (g_strstrip (name));
  if (field < 0)
    return refuse_unknown (words, error);

  ret->fields[0] = (guint8) field;
  ret->n_fields = 1;
  if (equals != NULL) {
    ret->test = OOF_TEST_EQUAL;
    ret->text = g_string_chunk_insert (texts, equals + 1 + strspn (equals + 1, " "));
  }
  return TRUE;
}
