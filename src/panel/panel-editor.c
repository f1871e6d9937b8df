/* panel-editor.c - the editor of a reply's text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-editor.h"

#include "oof-html.h"
#include "panel-focus.h"
#include "panel-html-view.h"
#include "panel-question.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>

struct _PanelEditor
{
  GtkBox parent_instance;
  GtkStack *stack;
  GtkTextView *edit;
  PanelHtmlView *kept;
  GtkWidget *frame;
  GtkWidget *restore;
  GtkLabel *problem;
  char *html;  /* as the mailbox has it; never NULL */
  char *plain; /* the same as plain text, what stands in the editor at first */
  gboolean was_edited;
};

enum
{
  PROP_IS_EDITED = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelEditor, panel_editor, GTK_TYPE_BOX)

static gboolean
is_kept (PanelEditor *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "kept") == 0;
}

static char *
typed_text (PanelEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->edit);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

gboolean
panel_editor_is_edited (PanelEditor *self)
{
  g_autofree char *typed = typed_text (self);

  if (is_kept (self))
    return FALSE;
  return oof_html_has_format (self->html) || g_strcmp0 (typed, self->plain) != 0;
}

char *
panel_editor_html (PanelEditor *self)
{
  g_autofree char *typed = typed_text (self);

  return panel_editor_is_edited (self) ? oof_html_from_text (typed) : g_strdup (self->html);
}

static void
notice_edited (PanelEditor *self)
{
  gboolean is_edited = panel_editor_is_edited (self);

  if (is_edited == self->was_edited)
    return;
  self->was_edited = is_edited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EDITED]);
}

static void
tell_changed (PanelEditor *self)
{
  notice_edited (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_editor_set_html (PanelEditor *self, const char *html)
{
  gboolean has_format = oof_html_has_format (html);

  g_free (self->html);
  g_free (self->plain);
  self->html = g_strdup (html);
  self->plain = oof_html_to_text (html);
  panel_html_view_show (self->kept, html);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->edit), self->plain, -1);
  gtk_widget_set_visible (self->restore, FALSE);
  gtk_stack_set_visible_child_name (self->stack, has_format ? "kept" : "edit");
  panel_editor_show_problem (self, NULL);
  notice_edited (self);
}

void
panel_editor_show_problem (PanelEditor *self, const char *sentence)
{
  panel_wrong_say (self->problem, sentence);
  panel_wrong_set (self->frame, sentence != NULL);
}

void
panel_editor_set_label (PanelEditor *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kept), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
typed_cb (GtkTextBuffer *buffer, PanelEditor *self)
{
  tell_changed (self);
}

static void
replace_accepted_cb (PanelEditor *self)
{
  gtk_stack_set_visible_child_name (self->stack, "edit");
  gtk_widget_set_visible (self->restore, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->edit));
  tell_changed (self);
}

static void
replace_cb (GtkButton *button, PanelEditor *self)
{
  PanelQuestion question = {
    .heading = _ ("Replace with plain text?"),
    .body = _ ("The words stay, but bold text, lists, tables, links and pictures are lost when you "
               "save."),
    .refuse = _ ("_Keep as It Is"),
    .accept = _ ("_Replace"),
    .look = ADW_RESPONSE_DESTRUCTIVE,
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_signal_connect_object (panel_question_ask (GTK_WINDOW (root), &question), "response::accept",
                           G_CALLBACK (replace_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
restore_cb (GtkButton *button, PanelEditor *self)
{
  g_autofree char *html = g_strdup (self->html);

  panel_editor_set_html (self, html);
  tell_changed (self);
}

static gboolean
panel_editor_grab_focus (GtkWidget *widget)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  return gtk_widget_grab_focus (is_kept (self) ? GTK_WIDGET (self->kept) : GTK_WIDGET (self->edit));
}

static void
panel_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_EDITED)
    g_value_set_boolean (value, panel_editor_is_edited (PANEL_EDITOR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
panel_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_EDITOR);
  G_OBJECT_CLASS (panel_editor_parent_class)->dispose (object);
}

static void
panel_editor_finalize (GObject *object)
{
  PanelEditor *self = PANEL_EDITOR (object);

  g_free (self->html);
  g_free (self->plain);
  G_OBJECT_CLASS (panel_editor_parent_class)->finalize (object);
}

static void
panel_editor_class_init (PanelEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_editor_finalize;
  G_OBJECT_CLASS (klass)->get_property = panel_editor_get_property;
  panel_focus_pass_on (widget_class, panel_editor_grab_focus);
  properties[PROP_IS_EDITED] = g_param_spec_boolean ("is-edited", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, edit);
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, kept);
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, frame);
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, restore);
  gtk_widget_class_bind_template_child (widget_class, PanelEditor, problem);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
panel_editor_init (PanelEditor *self)
{
  self->html = g_strdup ("");
  self->plain = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
