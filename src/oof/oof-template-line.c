/* oof-template-line.c - which piece of HTML a reader sees as the line around a placeholder
 *
 * The element, when the line is all that is in it; else up to the next <br>, and that with it. Bold
 * and the like that begins in the line and ends behind it has to stay, or the rest of the text
 * would change its look.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-element.h"
#include "oof-template-impl.h"

#include <string.h>

#define MOST_OPEN 32

typedef struct
{
  gsize begin;
  gsize end;
  OofHtmlKind kind;
  OofHtmlRole role;
  char name[OOF_HTML_MOST_NAME + 1];
} Bound;

/* A cell is no line: its row is. */
static gboolean
bounds_line (const OofHtmlToken *token)
{
  OofHtmlRole role = oof_html_element (token->name)->role;

  if (token->kind != OOF_HTML_OPEN && token->kind != OOF_HTML_CLOSE)
    return FALSE;
  return role == OOF_HTML_ROLE_BREAK || role == OOF_HTML_ROLE_RULE ||
         (role >= OOF_HTML_ROLE_BLOCK && role != OOF_HTML_ROLE_CELL);
}

/* Where its < stands. */
static gsize
find_begin (const char *source, const OofHtmlToken *token)
{
  gsize begin = (gsize) (token->data - source);

  while (begin > 0 && source[begin] != '<')
    begin--;
  return begin;
}

static gsize
find_end (const char *source, const OofHtmlToken *token, gsize upper)
{
  gsize end = (gsize) (token->data - source) + token->length;

  while (end < upper && source[end - 1] != '>')
    end++;
  return end;
}

static Bound
make_bound (const char *source, const OofHtmlToken *token, gsize upper)
{
  Bound bound = { find_begin (source, token), find_end (source, token, upper), token->kind,
                  oof_html_element (token->name)->role, "" };

  memcpy (bound.name, token->name, sizeof bound.name);
  return bound;
}

/* The markup in a piece without bounds of lines; "" when all that opens in it closes in it. Caller
 * frees. */
static char *
find_kept (const char *source, gsize begin, gsize end)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  OofHtmlReader reader = { source + begin, source + end };
  char open[MOST_OPEN][OOF_HTML_MOST_NAME + 1];
  guint depth = 0;
  gboolean is_balanced = TRUE;
  OofHtmlToken token;

  while (oof_html_read (&reader, &token)) {
    gsize from = find_begin (source, &token);

    if ((token.kind != OOF_HTML_OPEN && token.kind != OOF_HTML_CLOSE) ||
        oof_html_element (token.name)->role == OOF_HTML_ROLE_VOID ||
        oof_html_element (token.name)->role == OOF_HTML_ROLE_PICTURE)
      continue;
    g_string_append_len (kept, source + from, (gssize) (find_end (source, &token, end) - from));
    if (token.kind == OOF_HTML_OPEN && depth < MOST_OPEN)
      memcpy (open[depth++], token.name, sizeof open[0]);
    else if (token.kind == OOF_HTML_OPEN || depth == 0 || strcmp (open[--depth], token.name) != 0)
      is_balanced = FALSE;
  }
  return g_strdup (is_balanced && depth == 0 ? "" : kept->str);
}

static gboolean
is_whole_element (const Bound *before, const Bound *behind)
{
  return before->kind == OOF_HTML_OPEN && behind->kind == OOF_HTML_CLOSE &&
         strcmp (before->name, behind->name) == 0 && before->role != OOF_HTML_ROLE_LIST &&
         before->role != OOF_HTML_ROLE_NUMBERED && before->role != OOF_HTML_ROLE_TABLE;
}

void
oof_template_find_line (const char *source, gsize lower, gsize upper, const OofTag *tag,
                        OofLine *ret)
{
  OofHtmlReader reader = { source + lower, source + upper };
  Bound before = { .begin = lower, .end = lower, .kind = OOF_HTML_TEXT };
  Bound behind = { .begin = upper, .end = upper, .kind = OOF_HTML_TEXT };
  OofHtmlToken token;

  while (oof_html_read (&reader, &token)) {
    if (!bounds_line (&token))
      continue;
    if (find_begin (source, &token) >= tag->end) {
      behind = make_bound (source, &token, upper);
      break;
    }
    if (find_begin (source, &token) < tag->begin)
      before = make_bound (source, &token, upper);
  }

  *ret = (OofLine){ before.end, behind.begin, find_kept (source, before.end, behind.begin) };
  if (*ret->kept != '\0' && is_whole_element (&before, &behind))
    return;
  if (is_whole_element (&before, &behind))
    *ret = (OofLine){ before.begin, behind.end, ret->kept };
  else if (behind.role == OOF_HTML_ROLE_BREAK && behind.kind != OOF_HTML_TEXT)
    ret->end = behind.end;
  else if (before.role == OOF_HTML_ROLE_BREAK && before.kind != OOF_HTML_TEXT)
    ret->begin = before.begin;
}
