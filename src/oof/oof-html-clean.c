/* oof-html-clean.c - HTML from elsewhere, made fit for a reply
 *
 * Nothing is taken out: only what is known is written, from its parts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-clean.h"

#include "oof-draft-impl.h"
#include "oof-html-entity.h"

#include <string.h>

#define MOST_ELEMENTS 10000 /* they cost time also where nothing comes out of them */
#define MOST_VALUE 60
#define LOOK_AHEAD 1500 /* how far behind a paragraph's tag Word's bullet stands */

typedef struct
{
  char from[12];
  char to[12]; /* "": only its contents */
} Element;

static const Element elements[] = {
  { "a", "a" },         { "b", "b" },       { "blockquote", "blockquote" },
  { "div", "div" },     { "em", "i" },      { "font", "span" },
  { "h1", "h1" },       { "h2", "h2" },     { "h3", "h3" },
  { "h4", "h3" },       { "h5", "h3" },     { "h6", "h3" },
  { "i", "i" },         { "ins", "u" },     { "li", "li" },
  { "ol", "ol" },       { "p", "p" },       { "pre", "pre" },
  { "s", "s" },         { "span", "span" }, { "strike", "s" },
  { "strong", "b" },    { "sub", "sub" },   { "sup", "sup" },
  { "table", "table" }, { "td", "td" },     { "th", "th" },
  { "tr", "tr" },       { "u", "u" },       { "ul", "ul" },
};

static const char *const properties[] = { "color",           "background-color", "font-weight",
                                          "font-style",      "text-decoration",  "text-align",
                                          "border-collapse", "vertical-align" };
static const char *const attributes[] = { "border",  "cellpadding", "cellspacing", "width",
                                          "align",   "valign",      "bgcolor",     "colspan",
                                          "rowspan", "dir",         "lang" };

typedef struct
{
  OofWalk walk;
  GString *out;
  const char *closes[OOF_DRAFT_MOST_DEPTH]; /* what was written for each open element; NULL: none */
  guint n;
  const char *list; /* "ul" or "ol" of Word's paragraphs; NULL: none is open */
  guint around;     /* so many elements are open around that list */
  guint skipped;    /* contents of that element are passed over; 0: of none */
  guint n_elements;
} Clean;

static const char *
element_for (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (elements[i].from, name) == 0)
      return elements[i].to;
  return NULL;
}

/* Nothing that could be more than a word, a number or a colour. */
static gboolean
is_harmless (const char *value)
{
  gsize length = strlen (value);

  return length > 0 && length <= MOST_VALUE &&
         strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#%.,-() ") ==
             length &&
         strstr (value, "url(") == NULL && strstr (value, "expression") == NULL;
}

static gboolean
is_said_anyway (const char *property, const char *value)
{
  return strcmp (value, "normal") == 0 || strcmp (value, "none") == 0 ||
         strcmp (value, "transparent") == 0 || strcmp (value, "inherit") == 0 ||
         strcmp (value, "windowtext") == 0 ||
         (strcmp (property, "color") == 0 && strcmp (value, "black") == 0);
}

static void
append_declaration (const char *declaration, GString *style)
{
  const char *colon = strchr (declaration, ':');
  g_autofree char *property = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL)
    return;

  property = g_ascii_strdown (declaration, colon - declaration);
  value = g_strstrip (g_ascii_strdown (colon + 1, -1));
  g_strstrip (property);
  if (strcmp (property, "background") == 0 && value[0] == '#') {
    g_free (property);
    property = g_strdup ("background-color");
  }
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (property, properties[i]) == 0 && is_harmless (value) &&
        !is_said_anyway (property, value))
      g_string_append_printf (style, "%s%s:%s", style->len > 0 ? ";" : "", property, value);
}

static void
append_style (Clean *self, const char *raw, GString *tag)
{
  g_autoptr (GString) style = g_string_new (NULL);
  g_autofree char *color = strcmp (self->walk.token.name, "font") == 0
                               ? oof_html_attribute (&self->walk.token, "color")
                               : NULL;

  if (raw != NULL) {
    g_auto (GStrv) declarations = g_strsplit (raw, ";", 100);

    for (guint i = 0; declarations[i] != NULL; i++)
      append_declaration (declarations[i], style);
  }
  if (color != NULL && is_harmless (color))
    g_string_append_printf (style, "%scolor:%s", style->len > 0 ? ";" : "", color);
  if (style->len > 0)
    g_string_append_printf (tag, " style=\"%s\"", style->str);
}

static void
append_attributes (Clean *self, GString *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *value = oof_html_attribute (&self->walk.token, attributes[i]);

    if (value != NULL && is_harmless (value))
      g_string_append_printf (tag, " %s=\"%s\"", attributes[i], value);
  }
}

static void
write_open (Clean *self, const char *name, const char *style)
{
  g_autoptr (GString) tag = g_string_new (NULL);
  OofOpen *open = oof_walk_top (&self->walk);
  gboolean is_link = strcmp (name, "a") == 0;

  if (is_link && open->link != NULL) {
    g_autofree char *escaped = g_markup_escape_text (open->link, -1);

    g_string_append_printf (tag, " href=\"%s\"", escaped);
  }
  if (!is_link && memchr (self->walk.token.data, '=', self->walk.token.length) != NULL) {
    append_style (self, style, tag);
    if (oof_role_is_block (open->element->role))
      append_attributes (self, tag);
  }
  if (tag->len == 0 && (is_link || strcmp (name, "span") == 0))
    return;
  g_string_append_printf (self->out, "<%s%s>", name, tag->str);
  self->closes[self->walk.n - 1] = name;
}

static void
end_list (Clean *self)
{
  if (self->list != NULL)
    g_string_append_printf (self->out, "</%s>", self->list);
  self->list = NULL;
}

/* What is no item of it ends the list, when it stands beside its items. */
static void
end_list_at (Clean *self, guint depth)
{
  if (depth == self->around)
    end_list (self);
}

static void
close_down_to (Clean *self, guint n)
{
  while (self->n > n) {
    const char *name = self->closes[--self->n];

    if (self->n < self->around)
      end_list (self);
    if (name != NULL)
      g_string_append_printf (self->out, "</%s>", name);
    if (self->skipped == self->n)
      self->skipped = 0;
  }
}

/* Is the bullet, which stands in the text, a number? */
static gboolean
is_numbered (const Clean *self)
{
  const char *at = self->walk.reader.at;
  gsize left = MIN ((gsize) (self->walk.reader.end - at), LOOK_AHEAD);
  g_autofree char *ahead = g_ascii_strdown (at, (gssize) left);
  const char *mark = strstr (ahead, "mso-list:ignore");

  if (mark == NULL || (mark = strchr (mark, '>')) == NULL)
    return FALSE;
  mark += 1 + strspn (mark + 1, " \t\r\n");
  return g_ascii_isdigit (*mark) || (g_ascii_isalpha (*mark) && (mark[1] == '.' || mark[1] == ')'));
}

static void
begin_word_item (Clean *self)
{
  const char *list = is_numbered (self) ? "ol" : "ul";

  if (self->list != NULL && strcmp (self->list, list) != 0)
    end_list (self);
  if (self->list == NULL) {
    g_string_append_printf (self->out, "<%s>", list);
    self->around = self->walk.n - 1;
  }
  self->list = list;
  g_string_append (self->out, "<li>");
  self->closes[self->walk.n - 1] = "li";
}

static void
write_single (Clean *self, OofHtmlRole role)
{
  const OofHtmlToken *token = &self->walk.token;
  g_autofree char *alt = NULL;

  if (role == OOF_HTML_ROLE_RULE)
    end_list_at (self, self->walk.n);
  if (role == OOF_HTML_ROLE_BREAK || role == OOF_HTML_ROLE_RULE)
    g_string_append_printf (self->out, "<%s>", token->name);
  if (role != OOF_HTML_ROLE_PICTURE)
    return;
  alt = oof_html_attribute (token, "alt");
  if (alt != NULL && *g_strstrip (alt) != '\0')
    oof_draft_escape (alt, strlen (alt), 'x', 'x', self->out);
}

/* The innermost element around that was written; "": none. */
static const char *
written_around (const Clean *self)
{
  for (guint i = self->walk.n - 1; i > 0; i--)
    if (self->closes[i - 1] != NULL)
      return self->closes[i - 1];
  return "";
}

static void
write_element (Clean *self, const char *name)
{
  g_autofree char *style = oof_html_attribute (&self->walk.token, "style");
  g_autofree char *lower = style != NULL ? g_ascii_strdown (style, -1) : g_strdup ("");

  if (strstr (lower, "mso-list:ignore") != NULL) {
    self->skipped = self->walk.n - 1;
  } else if (strcmp (name, "p") == 0 && strstr (lower, "mso-list:") != NULL) {
    begin_word_item (self);
  } else if (strcmp (name, "li") != 0 || strcmp (written_around (self), "li") != 0) {
    end_list_at (self, self->walk.n - 1);
    write_open (self, name, style);
  }
}

static void
clean_open (Clean *self)
{
  const OofWalk *walk = &self->walk;
  OofHtmlRole role = oof_html_element (walk->token.name)->role;
  const char *name = element_for (walk->token.name);

  if (walk->is_open) {
    self->closes[walk->n - 1] = NULL;
    self->n = walk->n;
  }
  if (self->skipped > 0)
    return;
  write_single (self, role);
  if (walk->is_open && name != NULL)
    write_element (self, name);
}

static void
write_char (Clean *self, gunichar c, gboolean is_pre)
{
  char bytes[6];

  if (!is_pre && c < 0x80 && g_ascii_isspace ((char) c))
    c = ' ';
  if (c == ' ' && !is_pre && self->out->len > 0 && self->out->str[self->out->len - 1] == ' ')
    return;
  if (c == ' ' || (is_pre && c == '\n'))
    g_string_append_c (self->out, (char) c);
  else
    oof_draft_escape (bytes, (gsize) g_unichar_to_utf8 (c, bytes), 'x', 'x', self->out);
}

static void
clean_text (Clean *self)
{
  const char *at = self->walk.token.data;
  const char *end = at + self->walk.token.length;
  gboolean is_pre = oof_walk_top (&self->walk)->style.is_pre;

  if (self->skipped > 0 || oof_walk_top (&self->walk)->style.is_hidden)
    return;
  while (at < end)
    write_char (self, oof_html_next_char (&at, end), is_pre);
}

char *
oof_html_clean (const char *html, gsize length, gsize most_bytes)
{
  Clean self = { .out = g_string_sized_new (MIN (length, most_bytes)), .n = 1 };
  char *clean = NULL;

  oof_walk_init (&self.walk, html, length);
  while (self.out->len <= most_bytes && self.n_elements <= MOST_ELEMENTS &&
         oof_walk_next (&self.walk)) {
    self.n_elements += self.walk.token.kind == OOF_HTML_OPEN;
    close_down_to (&self, self.walk.is_open ? self.walk.n - 1 : self.walk.n);
    if (self.walk.token.kind == OOF_HTML_OPEN)
      clean_open (&self);
    else if (self.walk.token.kind != OOF_HTML_CLOSE)
      clean_text (&self);
  }
  close_down_to (&self, 1);
  end_list (&self);
  if (self.out->len <= most_bytes && self.n_elements <= MOST_ELEMENTS)
    clean = g_strdup (g_strstrip (self.out->str));
  oof_walk_clear (&self.walk);
  g_string_free (self.out, TRUE);
  return clean;
}
