/* panel-preflight-person.c - what would become of one person's reply
 *
 * Lines as a patch shows them: with a sign in front, so that colour is not all that tells.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preflight-person.h"

#include "oof-diff.h"
#include "oof-html.h"
#include "panel-words.h"

#include <glib/gi18n-lib.h>

struct _PanelPreflightPerson
{
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (PanelPreflightPerson, panel_preflight_person, ADW_TYPE_WINDOW)

static void
add (PanelPreflightPerson *self, const char *tag, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "\n", 1);
}

static void
add_line (PanelPreflightPerson *self, OofDiffKind kind, const char *text)
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

static void
add_words (PanelPreflightPerson *self, const char *title, const char *before, const char *after)
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
static void
add_text (PanelPreflightPerson *self, const char *title, const char *before, const char *after)
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

static void
show (PanelPreflightPerson *self, SessionPreflightRow *row)
{
  const OofState *before = session_preflight_row_before (row);
  const OofState *after = session_preflight_row_after (row);
  g_autofree char *was = session_preflight_state_words (before);
  g_autofree char *is = session_preflight_state_words (after != NULL ? after : before);

  adw_window_title_set_title (self->title, session_preflight_row_name (row));
  adw_window_title_set_subtitle (self->title, session_preflight_row_mail (row));
  add (self, "title", session_preflight_action_words (session_preflight_row_action (row)));
  add (self, "note", session_preflight_row_reason (row));
  if (before == NULL && after == NULL)
    return;
  if (after == NULL)
    after = before; /* it stays */
  add_words (self, _ ("Reply"), before != NULL ? was : NULL, is);
  add_words (self, _ ("Who outside gets one"),
             before != NULL ? panel_words_audience (before->audience) : NULL,
             panel_words_audience (after->audience));
  add_text (self, _ ("To people inside the organisation"), before != NULL ? before->inside : NULL,
            after->inside);
  add_text (self, _ ("To people outside"), before != NULL ? before->outside : NULL, after->outside);
}

static void
add_tags (PanelPreflightPerson *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
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
panel_preflight_person_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PREFLIGHT_PERSON);
  G_OBJECT_CLASS (panel_preflight_person_parent_class)->dispose (object);
}

static void
panel_preflight_person_class_init (PanelPreflightPersonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preflight_person_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preflight-person.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightPerson, title);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightPerson, view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_preflight_person_init (PanelPreflightPerson *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tags (self);
}

void
panel_preflight_person_open (GtkWindow *parent, SessionPreflightRow *row)
{
  PanelPreflightPerson *self =
      g_object_new (PANEL_TYPE_PREFLIGHT_PERSON, "transient-for", parent, NULL);

  show (self, row);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
