/* wire-xml-scan.c - reads the plain XML that servers send, without a tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-xml-scan-inside.h"

#include <string.h>

#define MOST_BYTES (4 * 1024 * 1024)
#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>"

void
wire_xml_scan_init (WireXmlScan *self, const char *data, gsize size)
{
  gsize head = strlen (DECLARATION);

  self->at = data;
  self->end = data + size;
  self->is_odd = size == 0 || size > MOST_BYTES || !wire_bytes_are_text (data, size);
  self->is_empty = FALSE;
  self->depth = 0;
  self->n_namespaces = self->n_attributes = 0;
  self->levels[0] = (WireXmlLevel){ { NULL, 0 }, 0 };
  if (size > head && g_ascii_strncasecmp (data, DECLARATION, head) == 0 &&
      memcmp (data, DECLARATION, strlen ("<?xml version")) == 0)
    self->at += head;
}

static void
skip_blanks (WireXmlScan *self)
{
  while (self->at < self->end && wire_bytes_is_blank (*self->at))
    self->at++;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.' || c == ':';
}

static gboolean
is_same (WireXmlSlice a, WireXmlSlice b)
{
  return a.length == b.length && memcmp (a.at, b.at, a.length) == 0;
}

static gboolean
is_text (WireXmlSlice slice, const char *text)
{
  return strlen (text) == slice.length && memcmp (slice.at, text, slice.length) == 0;
}

/* "prefix:local"; of a name without a prefix, that is empty. */
static void
split (WireXmlSlice name, WireXmlSlice *ret_prefix, WireXmlSlice *ret_local)
{
  const char *colon = memchr (name.at, ':', name.length);

  *ret_prefix = (WireXmlSlice){ name.at, colon != NULL ? (gsize) (colon - name.at) : 0 };
  *ret_local = name;
  if (colon != NULL)
    *ret_local = (WireXmlSlice){ colon + 1, (gsize) (name.at + (gssize) name.length - colon - 1) };
}

static gboolean
begins_name (WireXmlSlice part)
{
  return part.length > 0 && (g_ascii_isalpha (*part.at) || *part.at == '_') &&
         memchr (part.at, ':', part.length) == NULL;
}

static gboolean
take_name (WireXmlScan *self, WireXmlSlice *ret)
{
  WireXmlSlice prefix, local;

  ret->at = self->at;
  while (self->at < self->end && is_name_char (*self->at))
    self->at++;
  ret->length = (gsize) (self->at - ret->at);
  split (*ret, &prefix, &local);
  if (!begins_name (local) || (local.at != ret->at && !begins_name (prefix)))
    return wire_xml_scan_be_odd (self);
  return TRUE;
}

/* ="…" */
static gboolean
take_value (WireXmlScan *self, WireXmlSlice *ret)
{
  const char *close;
  char quote;

  if (self->end - self->at < 3 || *self->at != '=')
    return wire_xml_scan_be_odd (self);
  quote = self->at[1];
  close = quote == '"' || quote == '\''
              ? memchr (self->at + 2, quote, (gsize) (self->end - self->at - 2))
              : NULL;
  if (close == NULL)
    return wire_xml_scan_be_odd (self);

  *ret = (WireXmlSlice){ self->at + 2, (gsize) (close - self->at - 2) };
  self->at = close + 1;
  /* References and line ends in it are not worth the code. */
  for (gsize i = 0; i < ret->length; i++)
    if (strchr ("<&\t\r\n", ret->at[i]) != NULL)
      return wire_xml_scan_be_odd (self);
  return TRUE;
}

static gboolean
declare (WireXmlScan *self, WireXmlSlice prefix, WireXmlSlice uri)
{
  if (self->n_namespaces == WIRE_XML_SCAN_MOST_NAMESPACES || uri.length == 0 ||
      is_text (prefix, "xml") || is_text (prefix, "xmlns"))
    return wire_xml_scan_be_odd (self);

  self->namespaces[self->n_namespaces].prefix = prefix;
  self->namespaces[self->n_namespaces].uri = uri;
  self->n_namespaces++;
  return TRUE;
}

static gboolean
take_attribute (WireXmlScan *self)
{
  WireXmlSlice name, value, prefix, local;

  if (!take_name (self, &name) || !take_value (self, &value))
    return FALSE;
  for (guint i = 0; i < self->n_attributes; i++)
    if (is_same (self->attributes[i].name, name))
      return wire_xml_scan_be_odd (self);
  if (self->n_attributes == WIRE_XML_SCAN_MOST_ATTRIBUTES)
    return wire_xml_scan_be_odd (self);

  self->attributes[self->n_attributes].name = name;
  self->attributes[self->n_attributes].value = value;
  self->n_attributes++;
  split (name, &prefix, &local);
  if (is_text (prefix, "xmlns"))
    return declare (self, local, value);
  if (is_text (name, "xmlns"))
    return declare (self, (WireXmlSlice){ name.at, 0 }, value);
  return TRUE;
}

/* Empty for a name that is in none; NULL for a prefix that nobody declared. */
static const WireXmlSlice *
find_namespace (const WireXmlScan *self, WireXmlSlice prefix)
{
  static const WireXmlSlice none = { "", 0 };

  for (guint i = self->n_namespaces; i-- > 0;)
    if (is_same (self->namespaces[i].prefix, prefix))
      return &self->namespaces[i].uri;
  return prefix.length == 0 ? &none : NULL;
}

/* Of the element and its attributes; two names of one attribute are seen by the tree alone. */
static gboolean
check_prefixes (WireXmlScan *self)
{
  WireXmlSlice prefix, local;
  guint n_prefixed = 0;

  split (self->levels[self->depth].name, &prefix, &local);
  if (find_namespace (self, prefix) == NULL)
    return wire_xml_scan_be_odd (self);
  for (guint i = 0; i < self->n_attributes; i++) {
    split (self->attributes[i].name, &prefix, &local);
    if (prefix.length == 0 || is_text (prefix, "xmlns"))
      continue;
    if (++n_prefixed > 1 || (find_namespace (self, prefix) == NULL && !is_text (prefix, "xml")))
      return wire_xml_scan_be_odd (self);
  }
  return TRUE;
}

/* Behind "<". */
static gboolean
enter (WireXmlScan *self)
{
  WireXmlLevel *level;

  if (self->depth == WIRE_XML_SCAN_DEEPEST)
    return wire_xml_scan_be_odd (self);

  level = &self->levels[++self->depth];
  level->n_namespaces = self->n_namespaces;
  self->n_attributes = 0;
  if (!take_name (self, &level->name))
    return FALSE;
  for (;;) {
    const char *before = self->at;

    skip_blanks (self);
    if (self->at == self->end)
      return wire_xml_scan_be_odd (self);
    self->is_empty = *self->at == '/';
    if (self->is_empty)
      self->at++;
    if (self->at < self->end && *self->at == '>')
      break;
    if (self->is_empty || self->at == before)
      return wire_xml_scan_be_odd (self);
    if (!take_attribute (self))
      return FALSE;
  }
  self->at++;
  return check_prefixes (self);
}

static void
pop (WireXmlScan *self)
{
  self->n_namespaces = self->levels[self->depth].n_namespaces;
  self->depth--;
  self->is_empty = FALSE;
}

/* Behind "</". */
static gboolean
leave (WireXmlScan *self)
{
  WireXmlSlice name;

  if (!take_name (self, &name) || !is_same (name, self->levels[self->depth].name))
    return wire_xml_scan_be_odd (self);
  skip_blanks (self);
  if (self->at == self->end || *self->at != '>')
    return wire_xml_scan_be_odd (self);

  self->at++;
  pop (self);
  return TRUE;
}

/* Where the text ends that begins here; NULL when nothing is behind it. */
static const char *
find_tag (WireXmlScan *self)
{
  const char *tag = memchr (self->at, '<', (gsize) (self->end - self->at));

  if (tag != NULL && self->end - tag > 2)
    return tag;
  wire_xml_scan_be_odd (self);
  return NULL;
}

gboolean
wire_xml_scan_child (WireXmlScan *self)
{
  const char *tag;

  if (self->is_odd)
    return FALSE;
  if (self->is_empty) {
    pop (self);
    return FALSE;
  }
  if (self->depth == 0)
    skip_blanks (self);

  tag = find_tag (self);
  if (tag == NULL)
    return FALSE;
  if (self->depth == 0 ? tag != self->at : !wire_xml_scan_take_text (self, tag, NULL))
    return wire_xml_scan_be_odd (self);
  if (tag[1] == '/') {
    self->at = tag + 2;
    if (self->depth > 0)
      leave (self);
    else
      wire_xml_scan_be_odd (self);
    return FALSE;
  }
  self->at = tag + 1;
  return enter (self);
}

gboolean
wire_xml_scan_is (const WireXmlScan *self, const char *ns, const char *name)
{
  WireXmlSlice prefix, local;

  split (self->levels[self->depth].name, &prefix, &local);
  return is_text (local, name) && is_text (*find_namespace (self, prefix), ns);
}

gboolean
wire_xml_scan_has (const WireXmlScan *self, const char *name, const char *value)
{
  for (guint i = 0; i < self->n_attributes; i++)
    if (is_text (self->attributes[i].name, name))
      return is_text (self->attributes[i].value, value);
  return FALSE;
}

void
wire_xml_scan_skip (WireXmlScan *self)
{
  guint depth = self->depth;

  while (!self->is_odd && self->depth >= depth)
    wire_xml_scan_child (self);
}

char *
wire_xml_scan_text (WireXmlScan *self)
{
  g_autofree char *text = NULL;
  const char *tag;
  char *to;

  if (self->is_odd)
    return NULL;
  if (self->is_empty) {
    pop (self);
    return g_strdup ("");
  }

  tag = find_tag (self);
  if (tag == NULL)
    return NULL;
  to = text = g_malloc ((gsize) (tag - self->at) + 1);
  if (!wire_xml_scan_take_text (self, tag, &to) || tag[1] != '/') {
    wire_xml_scan_be_odd (self);
    return NULL;
  }

  *to = '\0';
  self->at = tag + 2;
  return leave (self) ? g_steal_pointer (&text) : NULL;
}

gboolean
wire_xml_scan_is_over (WireXmlScan *self)
{
  skip_blanks (self);
  return !self->is_odd && self->depth == 0 && self->at == self->end;
}
