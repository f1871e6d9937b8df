/* panel-templates.c - the window of the templates that absences share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-templates.h"

#include "panel-edit-wait.h"
#include "panel-lines.h"
#include "panel-problem.h"
#include "panel-question.h"
#include "panel-template-form.h"
#include "panel-template-impact.h"
#include "panel-template-past.h"
#include "panel-template-preview.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

struct _PanelTemplates
{
  AdwWindow parent_instance;
  PanelProblem *problem;
  GtkListBox *list;
  GtkStack *stack;
  PanelTemplateForm *form;
  GtkWidget *remove;

  SessionHub *hub;
  GPtrArray *texts; /* OofText, in the order of the list */
  char *shown;      /* the name of the one that is in the form; NULL: a new one */
  char *wanted;     /* the one to show once what was typed is discarded; NULL: a new one */
  gboolean is_edited;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (PanelTemplates, panel_templates, ADW_TYPE_WINDOW)

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const OofText *const *) a)->name, (*(const OofText *const *) b)->name);
}

static const OofText *
find_text (PanelTemplates *self, const char *name, int *ret_place)
{
  for (guint i = 0; i < self->texts->len; i++) {
    const OofText *text = g_ptr_array_index (self->texts, i);

    if (g_strcmp0 (text->name, name) == 0) {
      *ret_place = (int) i;
      return text;
    }
  }
  *ret_place = -1;
  return NULL;
}

static void
show_text (PanelTemplates *self, const char *name)
{
  SessionItems *items = session_hub_saved_items (self->hub);
  int place;
  const OofText *text = find_text (self, name, &place);
  g_autoptr (GPtrArray) used =
      text != NULL && items != NULL ? session_items_using_template (items, name) : NULL;
  char *shown = g_strdup (text != NULL ? name : NULL);

  self->is_filling = TRUE;
  g_free (self->shown);
  self->shown = shown;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, place));
  panel_template_form_set (self->form, text, used);
  gtk_widget_set_visible (self->remove, text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.past", text != NULL);
  gtk_stack_set_visible_child_name (self->stack, "form");
  panel_problem_show (self->problem, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.save", FALSE);
  self->is_edited = FALSE;
  self->is_filling = FALSE;
}

static void
show_wanted_cb (PanelTemplates *self)
{
  show_text (self, self->wanted);
}

static void
keep_shown_cb (PanelTemplates *self)
{
  int place;

  find_text (self, self->shown, &place);
  self->is_filling = TRUE;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, place));
  self->is_filling = FALSE;
}

static void
want_text (PanelTemplates *self, const char *name)
{
  GObject *dialog;

  if (!self->is_edited) {
    show_text (self, name);
    return;
  }
  g_free (self->wanted);
  self->wanted = g_strdup (name);
  dialog = panel_question_ask_discard (GTK_WINDOW (self));
  g_signal_connect_object (dialog, "response::accept", G_CALLBACK (show_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response::refuse", G_CALLBACK (keep_shown_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
selected_cb (PanelTemplates *self, GtkListBoxRow *row)
{
  const OofText *text;

  if (self->is_filling || row == NULL)
    return;
  text = g_ptr_array_index (self->texts, (guint) gtk_list_box_row_get_index (row));
  if (g_strcmp0 (text->name, self->shown) != 0)
    want_text (self, text->name);
}

static void
add_row (PanelTemplates *self, const OofText *text)
{
  GtkWidget *label = panel_lines_append (self->list, text->name);

  if (!text->is_approved)
    gtk_widget_add_css_class (label, "dim-label");
}

/* As the store has them now; what is being edited stays. */
static void
load (PanelTemplates *self)
{
  SessionItems *items = session_hub_saved_items (self->hub);
  const GPtrArray *texts = items != NULL ? session_items_templates (items) : NULL;

  self->is_filling = TRUE;
  g_ptr_array_set_size (self->texts, 0);
  panel_lines_clear (self->list);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_ptr_array_add (self->texts, oof_text_ref (g_ptr_array_index (texts, i)));
  g_ptr_array_sort (self->texts, compare_texts);
  for (guint i = 0; i < self->texts->len; i++)
    add_row (self, g_ptr_array_index (self->texts, i));
  self->is_filling = FALSE;
  keep_shown_cb (self);
}

static void
plan_changed_cb (PanelTemplates *self)
{
  load (self);
  if (!self->is_edited && self->shown != NULL)
    show_text (self, self->shown);
}

static void
changed_cb (PanelTemplates *self)
{
  if (self->is_filling)
    return;
  self->is_edited = TRUE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.save", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.past", FALSE);
  panel_problem_show (self->problem, NULL);
}

static void
edited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTemplates) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean is_done = session_hub_edit_items_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL)
    return;
  if (!is_done) {
    panel_problem_show (self->problem, error);
    return;
  }
  self->is_edited = FALSE;
  load (self);
  if (self->wanted != NULL)
    show_text (self, self->wanted);
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
edit (PanelTemplates *self, const SessionItemsEdit *what, const char *title, const char *next)
{
  g_autofree char *old = g_steal_pointer (&self->wanted); /* next may be it */

  self->wanted = g_strdup (next);
  session_hub_edit_items_async (self->hub, what, title, NULL, edited_cb, g_object_ref (self));
}

static gboolean
refuse_twice (PanelTemplates *self, const OofText *text)
{
  int place;
  g_autofree char *body = NULL;

  if (self->shown != NULL || find_text (self, text->name, &place) == NULL)
    return FALSE;
  body = g_strdup_printf (_ ("There is a template “%s” already: choose another name."), text->name);
  panel_question_tell (GTK_WINDOW (self), _ ("This Name Is Taken"), body);
  return TRUE;
}

static void
impact_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTemplates) self = user_data; /* the window may be closed by now */
  gboolean is_wanted = panel_template_impact_finish (result, NULL) && self->stack != NULL;
  g_autoptr (OofText) text = is_wanted ? panel_template_form_get (self->form, NULL) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const SessionItemsEdit what = { .templates = texts, .expected_revision = -1 };

  if (text == NULL)
    return;
  g_ptr_array_add (texts, text);
  edit (self, &what, _ ("Edit Template"), text->name);
}

/* What was typed; NULL: something is wrong with it, and said. Caller frees. */
static OofText *
take_text (PanelTemplates *self)
{
  g_autoptr (GError) error = NULL;
  OofText *text = panel_template_form_get (self->form, &error);

  panel_problem_show (self->problem, error);
  return text;
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplates *self = PANEL_TEMPLATES (widget);
  g_autoptr (OofText) text = panel_edit_wait (widget, action, value) ? NULL : take_text (self);

  if (text != NULL && !refuse_twice (self, text))
    panel_template_impact_async (GTK_WINDOW (self), self->hub, self->shown, impact_told_cb,
                                 g_object_ref (self));
}

static void
remove_accepted_cb (PanelTemplates *self)
{
  const char *const names[] = { self->shown, NULL };
  const SessionItemsEdit what = { .removed_templates = names, .expected_revision = -1 };

  edit (self, &what, _ ("Remove Template"), NULL);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplates *self = PANEL_TEMPLATES (widget);
  g_autofree char *heading = g_strdup_printf (_ ("Remove the Template “%s”?"), self->shown);
  PanelQuestion question = { .heading = heading,
                             .body = _ ("Undo brings it back."),
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Remove"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (remove_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
new_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplates *self = PANEL_TEMPLATES (widget);

  if (panel_edit_wait (widget, action, value))
    return;
  want_text (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
preview_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplates *self = PANEL_TEMPLATES (widget);
  g_autoptr (OofText) text = panel_edit_wait (widget, action, value) ? NULL : take_text (self);

  if (text != NULL)
    panel_template_preview_open (GTK_WINDOW (self), self->hub, text);
}

static void
past_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTemplates *self = PANEL_TEMPLATES (widget);
  int place;
  const OofText *text = find_text (self, self->shown, &place);
  PanelTemplatePast *past;

  if (text == NULL)
    return;
  past = panel_template_past_new (GTK_WINDOW (self), self->hub, (OofText *) text);
  g_signal_connect_object (past, "restored", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (past));
}

static void
close_now (PanelTemplates *self)
{
  self->is_edited = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (PanelTemplates *self)
{
  return panel_edit_wait (GTK_WIDGET (self), "window.close", NULL) ||
         (self->is_edited && panel_question_keeps_open (GTK_WINDOW (self), G_CALLBACK (close_now)));
}

static void
panel_templates_dispose (GObject *object)
{
  PanelTemplates *self = PANEL_TEMPLATES (object);

  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEMPLATES);
  G_OBJECT_CLASS (panel_templates_parent_class)->dispose (object);
}

static void
panel_templates_finalize (GObject *object)
{
  PanelTemplates *self = PANEL_TEMPLATES (object);

  g_ptr_array_unref (self->texts);
  g_free (self->shown);
  g_free (self->wanted);
  G_OBJECT_CLASS (panel_templates_parent_class)->finalize (object);
}

static void
panel_templates_class_init (PanelTemplatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_templates_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_templates_finalize;
  g_type_ensure (PANEL_TYPE_PROBLEM);
  g_type_ensure (PANEL_TYPE_TEMPLATE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-templates.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTemplates, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplates, list);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplates, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplates, form);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplates, remove);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_install_action (widget_class, "templates.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "templates.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "templates.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "templates.preview", NULL, preview_cb);
  gtk_widget_class_install_action (widget_class, "templates.past", NULL, past_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_templates_init (PanelTemplates *self)
{
  self->is_filling = TRUE;
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

void
panel_templates_open (GtkWindow *parent, SessionHub *hub)
{
  PanelTemplates *self = g_object_new (PANEL_TYPE_TEMPLATES, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  if (self->texts->len > 0)
    show_text (self, ((const OofText *) g_ptr_array_index (self->texts, 0))->name);
  gtk_window_present (GTK_WINDOW (self));
}
