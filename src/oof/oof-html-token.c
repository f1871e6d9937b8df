/* oof-html-token.c - HTML cut into tags and text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-token.h"

#include "oof-html-entity.h"

#include <string.h>

/* Elements whose contents are not for reading; they end at their own closing tag only, or are
 * closed in themselves (<title/>), which browsers do not know but XML writers do. */
static const char *const unread[] = { "script",   "style",    "title",    "iframe", "noembed",
                                      "noframes", "template", "textarea", "svg",    "math",
                                      "object",   "select",   "audio",    "video",  "xml" };

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* What ends behind the first mark: everything, when there is none. */
static const char *
pass (const char *at, const char *end, const char *mark)
{
  const char *found = memmem (at, (gsize) (end - at), mark, strlen (mark));

  return found != NULL ? found + strlen (mark) : end;
}

/* Behind the > of a tag; a > in quotes does not count. Quotes only count behind an = sign: a stray
 * one would swallow the rest of the text. */
static const char *
find_tag_end (const char *at, const char *end)
{
  char before = '\0';

  for (; at < end && *at != '>'; at++) {
    if ((*at == '"' || *at == '\'') && before == '=') {
      const char *quote = memchr (at + 1, *at, (gsize) (end - at - 1));

      if (quote == NULL)
        return end;
      at = quote;
    }
    if (!is_space (*at))
      before = *at;
  }
  return at < end ? at + 1 : end;
}

static gboolean
begins_unread (const OofHtmlToken *tag)
{
  if (tag->kind != OOF_HTML_OPEN || (tag->length > 0 && tag->data[tag->length - 1] == '/'))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (unread); i++)
    if (strcmp (unread[i], tag->name) == 0)
      return TRUE;
  return FALSE;
}

/* Behind </name>. */
static const char *
pass_contents (const char *at, const char *end, const char *name)
{
  gsize length = strlen (name);

  for (; (at = memchr (at, '<', (gsize) (end - at))) != NULL; at++)
    if ((gsize) (end - at) > length + 2 && at[1] == '/' &&
        g_ascii_strncasecmp (at + 2, name, length) == 0 &&
        (is_space (at[length + 2]) || at[length + 2] == '>' || at[length + 2] == '/'))
      return find_tag_end (at, end);
  return end;
}

static void
read_tag (OofHtmlReader *self, OofHtmlToken *ret)
{
  const char *name = self->at + (self->at[1] == '/' ? 2 : 1);
  const char *c = name;
  gsize n = 0;

  ret->kind = self->at[1] == '/' ? OOF_HTML_CLOSE : OOF_HTML_OPEN;
  for (; c < self->end && !is_space (*c) && *c != '>' && *c != '/'; c++)
    if (n < OOF_HTML_MOST_NAME)
      ret->name[n++] = g_ascii_tolower (*c);
  ret->name[n] = '\0';
  if (n == OOF_HTML_MOST_NAME) { /* not in the middle of a character */
    const char *whole;

    g_utf8_validate (ret->name, -1, &whole);
    ret->name[whole - ret->name] = '\0';
  }

  self->at = find_tag_end (c, self->end);
  ret->data = c;
  ret->length = (gsize) (self->at - c);
  if (ret->length > 0 && c[ret->length - 1] == '>')
    ret->length--;
}

/* Behind what a < begins that is neither tag nor text; NULL when it is one of these. */
static const char *
pass_markup (const char *at, const char *end)
{
  gsize left = (gsize) (end - at);

  if (left < 2 || g_ascii_isalpha (at[1]))
    return NULL;
  if (left >= 4 && memcmp (at, "<!--", 4) == 0) {
    /* "<!-->" and "<!--->" are whole comments. */
    const char *body = at + 4;

    if (body < end && *body == '>')
      return body + 1;
    if (end - body >= 2 && memcmp (body, "->", 2) == 0)
      return body + 2;
    return pass (body, end, "-->");
  }
  if (at[1] == '!' || at[1] == '?')
    return pass (at, end, ">");
  if (at[1] == '/' && (left < 3 || !g_ascii_isalpha (at[2])))
    return left < 3 ? NULL : pass (at, end, ">");
  return NULL;
}

static gboolean
is_tag (const char *at, const char *end)
{
  gsize left = (gsize) (end - at);

  return (left > 1 && g_ascii_isalpha (at[1])) ||
         (left > 2 && at[1] == '/' && g_ascii_isalpha (at[2]));
}

static gboolean
read_cdata (OofHtmlReader *self, OofHtmlToken *ret)
{
  static const char begin[] = "<![CDATA[";
  const char *body = self->at + strlen (begin);

  if ((gsize) (self->end - self->at) < strlen (begin) ||
      memcmp (self->at, begin, strlen (begin)) != 0)
    return FALSE;

  self->at = pass (body, self->end, "]]>");
  ret->kind = OOF_HTML_LITERAL;
  ret->data = body;
  ret->length = (gsize) (self->at - body);
  if (ret->length >= 3 && memcmp (self->at - 3, "]]>", 3) == 0)
    ret->length -= 3;
  return TRUE;
}

gboolean
oof_html_read (OofHtmlReader *self, OofHtmlToken *ret)
{
  const char *next;

  *ret = (OofHtmlToken){ .kind = OOF_HTML_TEXT };
  while (self->at < self->end && *self->at == '<') {
    ret->begin = self->at;
    if (read_cdata (self, ret))
      return TRUE;
    if (is_tag (self->at, self->end)) {
      read_tag (self, ret);
      if (!begins_unread (ret))
        return TRUE;
      self->at = pass_contents (self->at, self->end, ret->name);
      continue;
    }
    next = pass_markup (self->at, self->end);
    if (next == NULL)
      break;
    self->at = next;
  }
  if (self->at == self->end)
    return FALSE;

  /* The first byte may be a < that begins nothing. */
  next = memchr (self->at + 1, '<', (gsize) (self->end - self->at - 1));
  ret->kind = OOF_HTML_TEXT;
  ret->begin = ret->data = self->at;
  self->at = next != NULL ? next : self->end;
  ret->length = (gsize) (self->at - ret->data);
  return TRUE;
}

static const char *
skip_spaces (const char *c, const char *end)
{
  while (c < end && is_space (*c))
    c++;
  return c;
}

/* c stands behind the "="; returns where the attribute ends. */
static const char *
read_value (const char *c, const char *end, const char **value, gsize *value_length)
{
  const char *start = c;

  if (c < end && (*c == '"' || *c == '\'')) {
    const char *quote = memchr (c + 1, *c, (gsize) (end - c - 1));

    *value = c + 1;
    *value_length = (gsize) ((quote != NULL ? quote : end) - *value);
    return quote != NULL ? quote + 1 : end;
  }

  while (c < end && !is_space (*c))
    c++;
  *value = start;
  *value_length = (gsize) (c - start);
  return c;
}

/* One attribute of a tag, name and value as they stand. FALSE at the end. */
static gboolean
read_attribute (const char **at, const char *end, const char **name, gsize *name_length,
                const char **value, gsize *value_length)
{
  const char *c = *at;

  while (c < end && (is_space (*c) || *c == '/'))
    c++;
  if (c == end)
    return FALSE;

  *name = c++; /* a stray = begins a name, as in browsers */
  while (c < end && !is_space (*c) && *c != '=' && *c != '/')
    c++;
  *name_length = (gsize) (c - *name);

  *value = c;
  *value_length = 0;
  c = skip_spaces (c, end);
  if (c < end && *c == '=')
    c = read_value (skip_spaces (c + 1, end), end, value, value_length);
  *at = c;
  return TRUE;
}

char *
oof_html_attribute (const OofHtmlToken *tag, const char *name)
{
  const char *at = tag->data;
  const char *found, *value;
  gsize found_length, value_length;

  while (
      read_attribute (&at, tag->data + tag->length, &found, &found_length, &value, &value_length))
    if (found_length == strlen (name) && g_ascii_strncasecmp (found, name, found_length) == 0)
      return oof_html_decode (value, value_length);
  return NULL;
}
