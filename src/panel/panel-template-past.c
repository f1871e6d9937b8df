/* panel-template-past.c - what a template was before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-template-past.h"

#include "panel-diff-view.h"
#include "panel-lines.h"
#include "panel-problem.h"
#include "panel-words.h"
#include "session-hub-items.h"
#include "session-hub-past.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

struct _PanelTemplatePast
{
  AdwWindow parent_instance;
  PanelProblem *problem;
  GtkStack *stack;
  GtkListBox *list;
  PanelDiffView *view;

  SessionHub *hub;
  OofText *text;
  GPtrArray *past; /* SessionPastText; NULL until it has come */
  GCancellable *cancellable;
};

enum
{
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelTemplatePast, panel_template_past, ADW_TYPE_WINDOW)

/* NULL: none is chosen. */
static const SessionPastText *
find_chosen (PanelTemplatePast *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint place = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return self->past != NULL && place < self->past->len ? self->past->pdata[place] : NULL;
}

static void
selected_cb (PanelTemplatePast *self)
{
  const SessionPastText *past;

  if (self->past == NULL) /* it is being taken apart */
    return;
  past = find_chosen (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "past.restore", past != NULL);
  panel_diff_view_clear (self->view);
  if (past == NULL)
    return;
  panel_diff_view_add_note (self->view, _ ("What restoring this version would change:"));
  panel_diff_view_add_words (self->view, _ ("Who outside gets one"),
                             panel_words_audience (self->text->audience),
                             panel_words_audience (past->text->audience));
  panel_diff_view_add_text (self->view, _ ("To people inside the organisation"), self->text->inside,
                            past->text->inside);
  panel_diff_view_add_text (self->view, _ ("To people outside"), self->text->outside,
                            past->text->outside);
}

static void
add_row (PanelTemplatePast *self, const SessionPastText *past)
{
  g_autoptr (GDateTime) here = g_date_time_to_local (past->at);
  g_autofree char *when = session_words_moment (
      g_date_time_to_unix (past->at) + g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND);
  g_autofree char *words = g_strdup_printf ("%s\n%s", when, past->who);

  panel_lines_append (self->list, words);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTemplatePast) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  GPtrArray *past = session_hub_past_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL) {
    g_clear_pointer (&past, g_ptr_array_unref);
    return;
  }
  panel_problem_show (self->problem, error);
  self->past = past;
  for (guint i = 0; past != NULL && i < past->len; i++)
    add_row (self, past->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    past != NULL && past->len > 0 ? "versions" : "none");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTemplatePast) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = session_hub_edit_items_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL)
    return;
  panel_problem_show (self->problem, error);
  if (!is_done)
    return;
  g_signal_emit (self, signals[RESTORED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
restore_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplatePast *self = PANEL_TEMPLATE_PAST (widget);
  const SessionPastText *past = find_chosen (self);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const SessionItemsEdit what = { .templates = texts, .expected_revision = -1 };

  if (past == NULL)
    return;
  g_ptr_array_add (texts, past->text);
  session_hub_edit_items_async (self->hub, &what, _ ("Restore Template"), NULL, restored_cb,
                                g_object_ref (self));
}

static void
panel_template_past_dispose (GObject *object)
{
  PanelTemplatePast *self = PANEL_TEMPLATE_PAST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->text, oof_text_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEMPLATE_PAST);
  G_OBJECT_CLASS (panel_template_past_parent_class)->dispose (object);
}

static void
panel_template_past_class_init (PanelTemplatePastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_template_past_dispose;
  signals[RESTORED] = g_signal_new ("restored", PANEL_TYPE_TEMPLATE_PAST, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_DIFF_VIEW);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-template-past.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTemplatePast, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplatePast, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplatePast, list);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplatePast, view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "past.restore", NULL, restore_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_template_past_init (PanelTemplatePast *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "past.restore", FALSE);
}

PanelTemplatePast *
panel_template_past_new (GtkWindow *parent, SessionHub *hub, OofText *text)
{
  PanelTemplatePast *self = g_object_new (PANEL_TYPE_TEMPLATE_PAST, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  self->text = oof_text_ref (text);
  session_hub_past_async (hub, text->name, self->cancellable, found_cb, g_object_ref (self));
  return self;
}
