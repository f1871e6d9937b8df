/* panel-diff-view.c - what changes in texts, line by line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-diff-view.h"

#include "oof-diff.h"
#include "oof-html.h"
#include "panel-words.h"
#include "session-preflight.h"

#include <glib/gi18n-lib.h>

struct _PanelDiffView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (PanelDiffView, panel_diff_view, GTK_TYPE_TEXT_VIEW)

static void
add (PanelDiffView *self, const char *tag, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "\n", 1);
}

static void
add_line (PanelDiffView *self, OofDiffKind kind, const char *text)
{
  static const struct
  {
    const char *tag;
    const char *sign;
  } looks[] = { [OOF_DIFF_SAME] = { "same", "\u2002 " },
                [OOF_DIFF_GONE] = { "gone", "− " },
                [OOF_DIFF_NEW] = { "new", "+ " } };
  g_autofree char *line = g_strconcat (looks[kind].sign, text, NULL);

  add (self, looks[kind].tag, line);
}

void
panel_diff_view_add_words (PanelDiffView *self, const char *title, const char *before,
                           const char *after)
{
  add (self, "title", title);
  if (g_strcmp0 (before, after) == 0) {
    add_line (self, OOF_DIFF_SAME, before);
    return;
  }
  if (before != NULL)
    add_line (self, OOF_DIFF_GONE, before);
  add_line (self, OOF_DIFF_NEW, after);
}

/* before: HTML; NULL: not known. */
void
panel_diff_view_add_text (PanelDiffView *self, const char *title, const char *before,
                          const char *after)
{
  g_autofree char *old = oof_html_to_text (before != NULL ? before : "");
  g_autofree char *new = oof_html_to_text (after);
  g_autoptr (GPtrArray) lines = oof_diff_lines (old, new);

  add (self, "title", title);
  if (*old == '\0' && *new == '\0')
    add (self, "note", _ ("There is no text, before and after."));
  else if (g_str_equal (old, new) && g_strcmp0 (before, after) != 0)
    add (self, "note", _ ("The words stay as they are; their formatting changes."));
  for (guint i = 0; i < lines->len; i++) {
    const OofDiffLine *line = lines->pdata[i];

    if (*old != '\0' || *new != '\0')
      if (*line->text != '\0' || line->kind == OOF_DIFF_SAME)
        add_line (self, line->kind, line->text);
  }
}

void
panel_diff_view_add_states (PanelDiffView *self, const OofState *before, const OofState *after)
{
  g_autofree char *was = session_preflight_state_words (before);
  g_autofree char *is = session_preflight_state_words (after);

  panel_diff_view_add_words (self, _ ("Reply"), before != NULL ? was : NULL, is);
  panel_diff_view_add_words (self, _ ("Who outside gets one"),
                             before != NULL ? panel_words_audience (before->audience) : NULL,
                             panel_words_audience (after->audience));
  panel_diff_view_add_text (self, _ ("To people inside the organisation"),
                            before != NULL ? before->inside : NULL, after->inside);
  panel_diff_view_add_text (self, _ ("To people outside"), before != NULL ? before->outside : NULL,
                            after->outside);
}

void
panel_diff_view_add_title (PanelDiffView *self, const char *title)
{
  add (self, "title", title);
}

void
panel_diff_view_add_note (PanelDiffView *self, const char *note)
{
  add (self, "note", note);
}

void
panel_diff_view_clear (PanelDiffView *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "", 0);
}

static void
add_tags (PanelDiffView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GdkRGBA red = { 0.88, 0.11, 0.14, 0.18 };
  GdkRGBA green = { 0.18, 0.76, 0.49, 0.22 };

  gtk_text_buffer_create_tag (buffer, "title", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines",
                              14, "pixels-below-lines", 4, NULL);
  gtk_text_buffer_create_tag (buffer, "note", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "same", "left-margin", 12, NULL);
  gtk_text_buffer_create_tag (buffer, "gone", "left-margin", 12, "paragraph-background-rgba", &red,
                              "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "new", "left-margin", 12, "paragraph-background-rgba", &green,
                              NULL);
}

static void
panel_diff_view_class_init (PanelDiffViewClass *klass)
{
}

static void
panel_diff_view_init (PanelDiffView *self)
{
  g_object_set (self, "editable", FALSE, "cursor-visible", FALSE, "accepts-tab", FALSE, "wrap-mode",
                GTK_WRAP_WORD_CHAR, "left-margin", 18, "right-margin", 18, "top-margin", 6,
                "bottom-margin", 18, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What changes: lines with − go, lines with + come"), -1);
  add_tags (self);
}
