/* oof-html-style.c - what a tag's attributes say about the look of its contents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-style.h"

#include "oof-html-colour.h"

#include <string.h>

#define MOST_LINK_BYTES 2048

static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };

/* The usual ways to say "as the reader's program shows text anyway". */
static const char *const plain_colours[] = { "black",   "windowtext",  "#000000", "#000", "auto",
                                             "inherit", "transparent", "white",   "none", "initial",
                                             "window",  "#ffffff",     "#fff" };

static gboolean
begins_with (const char *text, const char *word)
{
  return strncmp (text, word, strlen (word)) == 0;
}

static void
set_style (OofHtmlStyle *self, OofRunStyle style, gboolean is_set)
{
  self->style = is_set ? self->style | style : self->style & ~style;
  self->has_format |= is_set;
}

static void
apply_weight (OofHtmlStyle *self, const char *value)
{
  set_style (self, OOF_RUN_BOLD,
             begins_with (value, "bold") || g_ascii_strtoull (value, NULL, 10) >= 600);
}

static void
apply_slant (OofHtmlStyle *self, const char *value)
{
  set_style (self, OOF_RUN_ITALIC, begins_with (value, "italic") || begins_with (value, "oblique"));
}

static void
apply_decoration (OofHtmlStyle *self, const char *value)
{
  set_style (self, OOF_RUN_UNDERLINE, strstr (value, "underline") != NULL);
  self->has_format |= strstr (value, "line-through") != NULL;
}

static void
apply_colour (OofHtmlStyle *self, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_colours); i++)
    if (strcmp (value, plain_colours[i]) == 0)
      return;
  self->has_format = TRUE;
}

static void
apply_text_colour (OofHtmlStyle *self, const char *value)
{
  apply_colour (self, value);
  self->colour = oof_html_colour (value);
}

static void
apply_display (OofHtmlStyle *self, const char *value)
{
  self->is_hidden |= begins_with (value, "none");
}

static void
apply_visibility (OofHtmlStyle *self, const char *value)
{
  self->is_hidden |= begins_with (value, "hidden");
}

static void
apply_mso_hide (OofHtmlStyle *self, const char *value)
{
  self->is_hidden |= begins_with (value, "all");
}

static void
apply_alignment (OofHtmlStyle *self, const char *value)
{
  self->has_format |= begins_with (value, "center") || begins_with (value, "right");
}

static void
apply_white_space (OofHtmlStyle *self, const char *value)
{
  self->is_pre = begins_with (value, "pre") && !begins_with (value, "pre-line");
}

static void
apply_margin (OofHtmlStyle *self, const char *value)
{
  self->is_tight = g_ascii_strtod (value, NULL) < 1;
}

static void
apply_lower_margin (OofHtmlStyle *self, const char *value)
{
  self->is_tight &= g_ascii_strtod (value, NULL) < 1;
}

static const struct
{
  const char *property;
  void (*apply) (OofHtmlStyle *self, const char *value);
} properties[] = {
  { "font-weight", apply_weight },
  { "font-style", apply_slant },
  { "text-decoration", apply_decoration },
  { "text-decoration-line", apply_decoration },
  { "color", apply_text_colour },
  { "background", apply_colour },
  { "background-color", apply_colour },
  { "display", apply_display },
  { "visibility", apply_visibility },
  { "mso-hide", apply_mso_hide },
  { "text-align", apply_alignment },
  { "white-space", apply_white_space },
  { "margin", apply_margin },
  { "margin-top", apply_margin },
  { "margin-bottom", apply_lower_margin },
};

static void
apply_declaration (OofHtmlStyle *self, char *declaration)
{
  char *colon = strchr (declaration, ':');
  const char *property;

  if (colon == NULL)
    return;

  *colon = '\0';
  property = g_strstrip (declaration);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (properties[i].property, property) == 0)
      properties[i].apply (self, g_strstrip (colon + 1));
}

static void
apply_declarations (OofHtmlStyle *self, char *text)
{
  char *next;

  for (char *at = text; at != NULL; at = next) {
    next = strchr (at, ';');
    if (next != NULL)
      *next++ = '\0';
    apply_declaration (self, at);
  }
}

void
oof_html_style_apply (OofHtmlStyle *self, const OofHtmlToken *tag)
{
  static const struct
  {
    const char *name;
    void (*apply) (OofHtmlStyle *self, const char *value);
  } attributes[] = { { "color", apply_text_colour },
                     { "bgcolor", apply_colour },
                     { "align", apply_alignment } };
  g_autofree char *style = NULL;
  g_autofree char *class = NULL;

  if (memchr (tag->data, '=', tag->length) == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *value = oof_html_attribute (tag, attributes[i].name);

    if (value != NULL)
      attributes[i].apply (self, g_strstrip (value));
  }

  class = oof_html_attribute (tag, "class");
  if (class != NULL && begins_with (class, "Mso"))
    self->is_tight = TRUE; /* Outlook's style sheet gives its paragraphs no margin */

  style = oof_html_attribute (tag, "style");
  if (style != NULL) {
    for (char *c = style; *c != '\0'; c++)
      *c = g_ascii_tolower (*c);
    apply_declarations (self, style);
  }
}

char *
oof_html_style_link (const char *target)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *c = target; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (!g_unichar_isspace (u) && !g_unichar_iscntrl (u) && g_unichar_type (u) != G_UNICODE_FORMAT)
      g_string_append_unichar (clean, u);
    if (clean->len > MOST_LINK_BYTES)
      return NULL;
  }

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++) {
    gsize length = strlen (schemes[i]);

    if (clean->len > length && g_ascii_strncasecmp (clean->str, schemes[i], length) == 0)
      return g_ref_string_new_len (clean->str, (gssize) clean->len);
  }
  return NULL;
}

char *
oof_html_link (const char *target)
{
  char *link = oof_html_style_link (target);
  char *copy = g_strdup (link);

  g_clear_pointer (&link, g_ref_string_release);
  return copy;
}
