/* wire-json-scan.c - reads JSON value by value, without a tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-json-scan.h"

#include "wire-bytes.h"

#include <string.h>

static gboolean
be_odd (WireJsonScan *self)
{
  self->is_odd = TRUE;
  return FALSE;
}

void
wire_json_scan_init (WireJsonScan *self, const char *data, gsize size)
{
  *self = (WireJsonScan){ .at = data, .end = data + size };
  self->is_odd = !wire_bytes_are_text (data, size);
}

/* The byte that comes next behind blanks; NUL at the end. */
static char
peek (WireJsonScan *self)
{
  while (self->at < self->end && wire_bytes_is_blank (*self->at))
    self->at++;
  return self->at < self->end && !self->is_odd ? *self->at : '\0';
}

static gboolean
enter (WireJsonScan *self, char open)
{
  if (peek (self) != open || self->depth == WIRE_JSON_SCAN_DEEPEST)
    return be_odd (self);

  self->at++;
  self->has_some[++self->depth] = FALSE;
  return TRUE;
}

gboolean
wire_json_scan_object (WireJsonScan *self)
{
  return enter (self, '{');
}

gboolean
wire_json_scan_array (WireJsonScan *self)
{
  return enter (self, '[');
}

/* TRUE: another one comes; FALSE: it was left, or is odd. */
static gboolean
go_on (WireJsonScan *self, char close)
{
  char c = peek (self);

  if (self->depth == 0)
    return be_odd (self);
  if (c == close) {
    self->at++;
    self->depth--;
    return FALSE;
  }
  if (!self->has_some[self->depth]) {
    self->has_some[self->depth] = TRUE;
    return c != '\0' && c != ',' ? TRUE : be_odd (self);
  }
  if (c != ',')
    return be_odd (self);
  self->at++;
  return peek (self) != close ? TRUE : be_odd (self);
}

/* Where the text ends that begins behind a quote; NULL when it is odd. ret_has_escapes: whether a
 * backslash is in it. */
static const char *
find_quote (WireJsonScan *self, gboolean *ret_has_escapes)
{
  const char *from = self->at;

  *ret_has_escapes = FALSE;
  for (const char *c = from;; c++) {
    const char *quote = memchr (c, '"', (gsize) (self->end - c));
    const char *back = quote;

    if (quote == NULL)
      return NULL;
    while (back > from && back[-1] == '\\')
      back--;
    *ret_has_escapes |= back != quote;
    if ((quote - back) % 2 == 0) {
      *ret_has_escapes = *ret_has_escapes || memchr (from, '\\', (gsize) (quote - from)) != NULL;
      return quote;
    }
    c = quote;
  }
}

/* Line ends and tabs are written with a backslash: the other control characters are no text. */
static gboolean
has_raw_control (const char *text, gsize length)
{
  return memchr (text, '\n', length) != NULL || memchr (text, '\r', length) != NULL ||
         memchr (text, '\t', length) != NULL;
}

gboolean
wire_json_scan_member (WireJsonScan *self)
{
  const char *quote;
  gboolean has_escapes;

  if (!go_on (self, '}'))
    return FALSE;
  if (peek (self) != '"')
    return be_odd (self);
  self->at++;
  quote = find_quote (self, &has_escapes);
  if (quote == NULL || has_escapes || has_raw_control (self->at, (gsize) (quote - self->at)))
    return be_odd (self);

  self->name = self->at;
  self->name_length = (gsize) (quote - self->at);
  self->at = quote + 1;
  if (peek (self) != ':')
    return be_odd (self);
  self->at++;
  return TRUE;
}

gboolean
wire_json_scan_element (WireJsonScan *self)
{
  return go_on (self, ']');
}

gboolean
wire_json_scan_is (const WireJsonScan *self, const char *name)
{
  return strlen (name) == self->name_length && memcmp (name, self->name, self->name_length) == 0;
}

gboolean
wire_json_scan_is_caseless (const WireJsonScan *self, const char *name)
{
  return strlen (name) == self->name_length &&
         g_ascii_strncasecmp (name, self->name, self->name_length) == 0;
}

/* Behind "\u"; -1 when it is none. */
static int
read_hex (const char *at, const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (at[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* At "\u". 0 for what is no character. */
static gunichar
take_code (const char **at, const char *end)
{
  int value = read_hex (*at + 2, end);
  int low = -1;

  *at += 6;
  if (value < 0xD800 || value >= 0xE000)
    return value > 0 && value < 0xFFFE ? (gunichar) value : 0;
  if (value < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u')
    low = read_hex (*at + 2, end);
  if (low < 0xDC00 || low >= 0xE000)
    return 0;
  *at += 6;
  return 0x10000 + ((gunichar) (value - 0xD800) << 10) + (gunichar) (low - 0xDC00);
}

/* At a backslash; FALSE when it stands for nothing. to may be NULL. */
static gboolean
take_escape (const char **at, const char *end, char **to)
{
  static const char marks[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  const char *mark;
  gunichar c;

  if (end - *at < 2)
    return FALSE;
  if ((*at)[1] == 'u') {
    c = take_code (at, end);
    if (c != 0 && to != NULL)
      *to += g_unichar_to_utf8 (c, *to);
    return c != 0;
  }
  mark = memchr (marks, (*at)[1], strlen (marks));
  if (mark == NULL)
    return FALSE;
  if (to != NULL)
    *(*to)++ = meant[mark - marks];
  *at += 2;
  return TRUE;
}

/* to: where it is written to, as much as is read at the most; NULL: nowhere. */
static gboolean
take_text (const char *at, const char *end, char **to)
{
  while (at < end) {
    const char *back = memchr (at, '\\', (gsize) (end - at));
    gsize length = (gsize) ((back != NULL ? back : end) - at);

    if (to != NULL) {
      memcpy (*to, at, length);
      *to += length;
    }
    at += length;
    if (back != NULL && !take_escape (&at, end, to))
      return FALSE;
  }
  return TRUE;
}

/* ret_text: caller frees; NULL: it is passed over. */
static gboolean
take_string (WireJsonScan *self, char **ret_text)
{
  g_autofree char *text = NULL;
  gboolean has_escapes;
  const char *quote;
  gsize length;
  char *to;

  if (peek (self) != '"')
    return be_odd (self);
  self->at++;
  quote = find_quote (self, &has_escapes);
  length = quote != NULL ? (gsize) (quote - self->at) : 0;
  if (quote == NULL || has_raw_control (self->at, length))
    return be_odd (self);

  if (ret_text != NULL || has_escapes) {
    to = text = ret_text != NULL ? g_malloc (length + 1) : NULL;
    if (!take_text (self->at, quote, to != NULL ? &to : NULL))
      return be_odd (self);
    if (to != NULL)
      *to = '\0';
  }
  self->at = quote + 1;
  if (ret_text != NULL)
    *ret_text = g_steal_pointer (&text);
  return TRUE;
}

char *
wire_json_scan_string (WireJsonScan *self)
{
  char *text = NULL;

  return take_string (self, &text) ? text : NULL;
}

gboolean
wire_json_scan_number (WireJsonScan *self, guint *ret)
{
  guint value = 0;
  guint digits = 0;

  peek (self);
  for (; self->at < self->end && g_ascii_isdigit (*self->at) && digits < 9; digits++)
    value = value * 10 + (guint) (*self->at++ - '0');
  if (self->is_odd || digits == 0 || self->at == self->end ||
      strchr (",}] \n\r\t", *self->at) == NULL || (digits > 1 && self->at[-(gssize) digits] == '0'))
    return be_odd (self);
  *ret = value;
  return TRUE;
}

/* true, false, null, and whole numbers: others are left to the tree. */
static gboolean
skip_word (WireJsonScan *self)
{
  static const char *const words[] = { "true", "false", "null" };
  guint number;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if ((gsize) (self->end - self->at) > length && memcmp (self->at, words[i], length) == 0 &&
        strchr (",}] \n\r\t", self->at[length]) != NULL) {
      self->at += length;
      return TRUE;
    }
  }
  return wire_json_scan_number (self, &number);
}

void
wire_json_scan_skip (WireJsonScan *self)
{
  char kind = peek (self);

  if (kind == '{') {
    for (wire_json_scan_object (self); wire_json_scan_member (self);)
      wire_json_scan_skip (self);
  } else if (kind == '[') {
    for (wire_json_scan_array (self); wire_json_scan_element (self);)
      wire_json_scan_skip (self);
  } else if (kind == '"') {
    take_string (self, NULL);
  } else {
    skip_word (self);
  }
}

gboolean
wire_json_scan_is_over (WireJsonScan *self)
{
  peek (self);
  return !self->is_odd && self->depth == 0 && self->at == self->end;
}
