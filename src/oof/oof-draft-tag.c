/* oof-draft-tag.c - a tag of a reply, as far as a page may show it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-tag.h"

#include "oof-html-colour.h"

#include <string.h>

#define MOST_VALUE 120
#define MOST_DECLARATIONS 60
#define MOST_PICTURE_BYTES (512 * 1024)
#define WHITE 0xF4 /* in all its parts, or more */
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

/* Of a background, on a dark page: is it one to be shown? What is as good as white is the
 * receiver's paper; what is not known is left out, as words on it might not be read. */
static gboolean
is_painted (const char *value)
{
  guint colour = oof_html_colour (value);

  return colour != 0 && MIN (MIN ((colour >> 16) & 255, (colour >> 8) & 255), colour & 255) < WHITE;
}

/* What is said about one property, or an attribute of the same name, as it is to be on that paper.
 * Caller frees; NULL: nothing. */
static char *
fit_value (const char *name, const char *value, OofPaper paper)
{
  guint colour = oof_html_colour (value);

  if (paper == OOF_PAPER_WHITE)
    return g_strdup (value);
  if (strcmp (name, "color") == 0)
    return colour != 0 ? g_strdup_printf ("#%06x", oof_html_on_dark (colour)) : NULL;
  if (strcmp (name, "background-color") == 0 || strcmp (name, "bgcolor") == 0)
    return is_painted (value) ? g_strdup (value) : NULL;
  return g_strdup (value);
}

typedef struct
{
  char *name;
  char *value;
} Declaration;

static void
clear_declaration (gpointer data)
{
  Declaration *self = data;

  g_free (self->name);
  g_free (self->value);
}

/* What is known and harmless of the inline style. Caller unrefs. */
static GArray *
read_style (const OofHtmlToken *tag)
{
  GArray *known = g_array_new (FALSE, FALSE, sizeof (Declaration));
  g_autofree char *raw = oof_html_attribute (tag, "style");
  g_auto (GStrv) parts = g_strsplit (raw != NULL ? raw : "", ";", MOST_DECLARATIONS);

  g_array_set_clear_func (known, clear_declaration);
  for (guint i = 0; parts[i] != NULL; i++) {
    const char *colon = strchr (parts[i], ':');
    g_autofree char *name =
        colon != NULL ? g_strstrip (g_ascii_strdown (parts[i], colon - parts[i])) : NULL;
    g_autofree char *value = colon != NULL ? g_strstrip (g_strdup (colon + 1)) : NULL;
    gboolean is_short = name != NULL && strcmp (name, "background") == 0;
    Declaration one = { NULL, NULL };

    if (name == NULL || !is_harmless (value) || (!is_short && !is_known_property (name)))
      continue;
    /* Of more than a colour: none. */
    one.name = is_short ? g_strdup ("background-color") : g_steal_pointer (&name);
    one.value = g_steal_pointer (&value);
    g_array_append_val (known, one);
  }
  return known;
}

static gboolean
is_painted_by (const OofHtmlToken *tag, const OofOpen *open, const GArray *style)
{
  OofHtmlRole role = open->element->role;
  gboolean has_attribute =
      role == OOF_HTML_ROLE_TABLE || role == OOF_HTML_ROLE_ROW || role == OOF_HTML_ROLE_CELL;
  g_autofree char *value = has_attribute ? oof_html_attribute (tag, "bgcolor") : NULL;

  if (value != NULL && is_painted (value))
    return TRUE;
  for (guint i = 0; i < style->len; i++) {
    const Declaration *one = &g_array_index (style, Declaration, i);

    if (strcmp (one->name, "background-color") == 0 && is_painted (one->value))
      return TRUE;
  }
  return FALSE;
}

static void
append_style (const GArray *style, OofPaper paper, const char *before, GString *out)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < style->len; i++) {
    const Declaration *one = &g_array_index (style, Declaration, i);
    g_autofree char *value = fit_value (one->name, one->value, paper);

    if (value != NULL)
      g_string_append_printf (text, "%s:%s;", one->name, value);
  }
  if (text->len > 0)
    append_attribute ("style", text->str, out);
}

OofPaper
oof_draft_tag_append (const OofHtmlToken *tag, const OofOpen *open, OofPaper paper, GString *out)
{
  g_autofree char *class = oof_html_attribute (tag, "class");
  g_autoptr (GArray) style = read_style (tag);
  gboolean is_other = paper == OOF_PAPER_DARK && is_painted_by (tag, open, style);

  if (is_other)
    paper = OOF_PAPER_WHITE; /* dark words on it, as receivers see them */
  g_string_append_printf (out, "<%s", oof_draft_tag_name (open));
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *value = oof_html_attribute (tag, attributes[i]);
    g_autofree char *fit = value != NULL ? fit_value (attributes[i], value, paper) : NULL;

    if (fit != NULL && is_harmless (fit))
      append_attribute (attributes[i], fit, out);
  }
  append_style (style, paper, is_other ? "color:#000;" : NULL, out);
  if (open->element->role == OOF_HTML_ROLE_LINK && open->link != NULL) {
    append_attribute ("class", paper == OOF_PAPER_DARK ? "link pale" : "link", out);
    append_attribute ("title", open->link, out);
  } else if (class != NULL && g_str_has_prefix (class, "Mso") && is_harmless (class)) {
    append_attribute ("class", class, out); /* the page knows what Word's paragraphs look like */
  }
  g_string_append_c (out, '>');
  return paper;
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
