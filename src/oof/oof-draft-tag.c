/* oof-draft-tag.c - a tag of a reply, as far as a page may show it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-tag.h"

#include <string.h>

#define MOST_VALUE 120
#define MOST_DECLARATIONS 60
#define MOST_PICTURE_BYTES (512 * 1024)
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static const char *const names[] = {
  "address", "b",     "big",  "blockquote", "center", "cite", "code", "dd",    "del",
  "div",     "dl",    "dt",   "em",         "font",   "h1",   "h2",   "h3",    "h4",
  "h5",      "h6",    "i",    "ins",        "kbd",    "li",   "ol",   "p",     "pre",
  "s",       "small", "span", "strike",     "strong", "sub",  "sup",  "table", "tbody",
  "td",      "tfoot", "th",   "thead",      "tr",     "tt",   "u",    "ul",    "caption",
};

static const char *const attributes[] = {
  "align",  "bgcolor", "border",  "cellpadding", "cellspacing", "color", "colspan", "dir",   "face",
  "height", "lang",    "rowspan", "size",        "start",       "type",  "valign",  "width",
};

/* And what begins with one of these and a hyphen. */
static const char *const properties[] = {
  "background-color",
  "border",
  "color",
  "direction",
  "font",
  "height",
  "line-height",
  "list-style-type",
  "margin",
  "padding",
  "text",
  "vertical-align",
  "width",
  "letter-spacing",
};

const char *
oof_draft_tag_name (const OofOpen *open)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], open->name) == 0)
      return names[i];
  if (strcmp (open->name, "html") == 0) /* lines are in it */
    return "div";
  return oof_role_is_block (open->element->role) ? "div" : "span";
}

void
oof_draft_tag_escape (gunichar c, GString *out)
{
  if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '"')
    g_string_append (out, "&quot;");
  else if (c < ' ' || (c & 0xFFFE) == 0xFFFE) /* not in XML */
    g_string_append_unichar (out, c < ' ' ? ' ' : 0xFFFD);
  else
    g_string_append_unichar (out, c);
}

static void
append_attribute (const char *name, const char *value, GString *out)
{
  g_string_append_printf (out, " %s=\"", name);
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    oof_draft_tag_escape (g_utf8_get_char (at), out);
  g_string_append_c (out, '"');
}

/* Only colours are written with brackets. */
static gboolean
has_strange_function (const char *value)
{
  for (const char *at = strchr (value, '('); at != NULL; at = strchr (at + 1, '(')) {
    static const char *const known[] = { "rgb", "rgba", "hsl", "hsla" };
    const char *begin = at;
    gboolean is_known = FALSE;

    while (begin > value && g_ascii_isalpha (begin[-1]))
      begin--;
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
      is_known |= strlen (known[i]) == (gsize) (at - begin) &&
                  g_ascii_strncasecmp (known[i], begin, (gsize) (at - begin)) == 0;
    if (!is_known)
      return TRUE;
  }
  return FALSE;
}

/* Words, numbers, colours, names of fonts; nothing that leads anywhere. */
static gboolean
is_harmless (const char *value)
{
  gsize length = strlen (value);

  return length > 0 && length <= MOST_VALUE &&
         strspn (value, LETTERS DIGITS "#%.,-+()'\" ") == length && !has_strange_function (value);
}

static gboolean
is_known_property (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
    gsize length = strlen (properties[i]);

    if (strncmp (name, properties[i], length) == 0 && (name[length] == '\0' || name[length] == '-'))
      return strstr (name, "image") == NULL;
  }
  return FALSE;
}

static void
append_declaration (const char *declaration, GString *style)
{
  const char *colon = strchr (declaration, ':');
  g_autofree char *name = colon != NULL ? g_ascii_strdown (declaration, colon - declaration) : NULL;
  g_autofree char *value = colon != NULL ? g_strstrip (g_strdup (colon + 1)) : NULL;

  if (name == NULL || !is_harmless (value))
    return;
  if (strcmp (g_strstrip (name), "background") == 0)
    g_string_append_printf (style, "background-color:%s;", value); /* of more than a colour: none */
  else if (is_known_property (name))
    g_string_append_printf (style, "%s:%s;", name, value);
}

static void
append_style (const OofHtmlToken *tag, GString *out)
{
  g_autofree char *raw = oof_html_attribute (tag, "style");
  g_autoptr (GString) style = g_string_new (NULL);
  g_auto (GStrv) declarations = NULL;

  if (raw == NULL)
    return;
  declarations = g_strsplit (raw, ";", MOST_DECLARATIONS);
  for (guint i = 0; declarations[i] != NULL; i++)
    append_declaration (declarations[i], style);
  if (style->len > 0)
    append_attribute ("style", style->str, out);
}

void
oof_draft_tag_append (const OofHtmlToken *tag, const OofOpen *open, GString *out)
{
  g_autofree char *class = oof_html_attribute (tag, "class");

  g_string_append_printf (out, "<%s", oof_draft_tag_name (open));
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *value = oof_html_attribute (tag, attributes[i]);

    if (value != NULL && is_harmless (value))
      append_attribute (attributes[i], value, out);
  }
  append_style (tag, out);
  if (open->element->role == OOF_HTML_ROLE_LINK && open->link != NULL) {
    append_attribute ("class", "link", out);
    append_attribute ("title", open->link, out);
  } else if (class != NULL && g_str_has_prefix (class, "Mso") && is_harmless (class)) {
    append_attribute ("class", class, out); /* the page knows what Word's paragraphs look like */
  }
  g_string_append_c (out, '>');
}

static gboolean
is_own_picture (const char *source)
{
  static const char *const kinds[] = { "data:image/png;base64,", "data:image/jpeg;base64,",
                                       "data:image/gif;base64," };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (source, kinds[i])) {
      const char *bytes = source + strlen (kinds[i]);
      gsize length = strlen (bytes);

      return length <= MOST_PICTURE_BYTES && strspn (bytes, LETTERS DIGITS "+/= \r\n") == length;
    }
  return FALSE;
}

gboolean
oof_draft_tag_picture (const OofHtmlToken *tag, GString *out)
{
  static const char *const sizes[] = { "width", "height" };
  g_autofree char *source = oof_html_attribute (tag, "src");

  if (source == NULL || !is_own_picture (source))
    return FALSE;
  g_string_append (out, "<img");
  append_attribute ("src", source, out);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *value = oof_html_attribute (tag, sizes[i]);

    if (value != NULL && is_harmless (value))
      append_attribute (sizes[i], value, out);
  }
  g_string_append (out, "/>");
  return TRUE;
}
