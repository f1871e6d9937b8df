/* panel-edit-sync.c - a text buffer that shows a draft
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-sync.h"

#include "panel-long-words.h"

#include <adwaita.h>
#include <string.h>

#define MOST_DEPTH 6
#define INDENT 24

static const struct
{
  OofRunStyle style;
  const char *tag;
} tags[] = {
  { OOF_RUN_BOLD, "bold" },           { OOF_RUN_ITALIC, "italic" },
  { OOF_RUN_UNDERLINE, "underline" }, { OOF_RUN_HEADING, "heading" },
  { OOF_RUN_PICTURE, "picture" },     { OOF_RUN_LINK, "link" },
};

/* On a dark background dark colours are shown lighter; what is saved stays. */
static void
color_of (guint rgb, GdkRGBA *ret)
{
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    rgb = oof_html_on_dark (rgb);
  *ret = (GdkRGBA){ (float) ((rgb >> 16) & 255) / 255, (float) ((rgb >> 8) & 255) / 255,
                    (float) (rgb & 255) / 255, 1 };
}

static void
recolor_cb (GtkTextTag *tag, gpointer user_data)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *name = NULL;
  GdkRGBA color;

  g_object_get (tag, "name", &name, NULL);
  if (g_strcmp0 (name, "link") == 0) {
    g_object_set (tag, "foreground", is_dark ? "#99c1f1" : "#1a5fb4", NULL);
  } else if (g_strcmp0 (name, "chip") == 0) {
    g_object_set (tag, "foreground", is_dark ? "#c0dcff" : "#123f78", "background",
                  is_dark ? "#26405f" : "#dbe9fb", NULL);
  } else if (name != NULL && g_str_has_prefix (name, "#")) {
    color_of ((guint) g_ascii_strtoull (name + 1, NULL, 16), &color);
    g_object_set (tag, "foreground-rgba", &color, NULL);
  }
}

void
panel_edit_sync_recolor (GtkTextBuffer *buffer)
{
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), recolor_cb, NULL);
}

void
panel_edit_sync_prepare (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "block", "pixels-below-lines", 8, NULL);
  for (int i = 1; i <= MOST_DEPTH; i++) {
    g_autofree char *name = g_strdup_printf ("depth%d", i);

    gtk_text_buffer_create_tag (buffer, name, "left-margin", 12 + i * INDENT, "indent", -14, NULL);
  }
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "underline", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.2, NULL);
  gtk_text_buffer_create_tag (buffer, "picture", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "link", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "chip", NULL);
  panel_edit_sync_recolor (buffer);
}

static gboolean
is_same (const OofDraft *a, guint i, const OofDraft *b, guint k)
{
  const OofSpot *one = oof_draft_spot (a, i);
  const OofSpot *other = oof_draft_spot (b, k);
  const OofDraftLook *look = oof_draft_look (a, one);
  const OofDraftLook *other_look = oof_draft_look (b, other);

  return one->c == other->c && one->kind == other->kind && look->style == other_look->style &&
         look->colour == other_look->colour && look->depth == other_look->depth;
}

static const char *
color_tag (GtkTextBuffer *buffer, guint colour)
{
  g_autofree char *name = g_strdup_printf ("#%06x", colour & 0xFFFFFF);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag == NULL) {
    tag = gtk_text_buffer_create_tag (buffer, name, NULL);
    recolor_cb (tag, NULL);
  }
  return g_intern_string (name);
}

static void
apply (GtkTextBuffer *buffer, const char *tag, guint from, guint until)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) until);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
apply_look (GtkTextBuffer *buffer, const OofDraft *draft, guint from, guint until)
{
  const OofSpot *spot = oof_draft_spot (draft, from);
  const OofDraftLook *look = oof_draft_look (draft, spot);

  if (spot->kind == OOF_SPOT_BLOCK || spot->kind == OOF_SPOT_FIXED)
    apply (buffer, "block", from, until);
  if (oof_spot_ends_line (spot))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if ((look->style & tags[i].style) != 0)
      apply (buffer, tags[i].tag, from, until);
  if (look->colour != 0)
    apply (buffer, color_tag (buffer, look->colour), from, until);
  if (look->depth > 0) {
    g_autofree char *depth = g_strdup_printf ("depth%u", MIN (look->depth, MOST_DEPTH));

    apply (buffer, depth, from, until);
  }
  if (spot->kind == OOF_SPOT_CHIP && (look->style & OOF_RUN_PICTURE) == 0)
    apply (buffer, "chip", from, until);
}

static void
apply_looks (GtkTextBuffer *buffer, const OofDraft *draft, guint from, guint until)
{
  while (from < until) {
    const OofSpot *spot = oof_draft_spot (draft, from);
    guint end = from + 1;

    while (end < until && oof_draft_spot (draft, end)->look == spot->look &&
           oof_draft_spot (draft, end)->kind == spot->kind)
      end++;
    apply_look (buffer, draft, from, end);
    from = end;
  }
}

static void
replace_text (GtkTextBuffer *buffer, guint from, guint until, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) until);
  if (until > from)
    gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

void
panel_edit_sync (GtkTextBuffer *buffer, const OofDraft *was, const OofDraft *now)
{
  guint n_was = was != NULL ? oof_draft_length (was) : 0;
  guint n_now = oof_draft_length (now);
  guint head = 0;
  guint tail = 0;
  g_autofree char *old_text = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  while (head < MIN (n_was, n_now) && is_same (was, head, now, head))
    head++;
  while (tail < MIN (n_was, n_now) - head && is_same (was, n_was - tail - 1, now, n_now - tail - 1))
    tail++;
  old_text = was != NULL ? oof_draft_text (was, head, n_was - tail) : g_strdup ("");
  text = oof_draft_text (now, head, n_now - tail);
  if (strcmp (old_text, text) != 0)
    replace_text (buffer, head, n_was - tail, text);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) head);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (n_now - tail));
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  apply_looks (buffer, now, head, n_now - tail);
  panel_long_words_slice (buffer, (int) head, (int) (n_now - tail));
}
