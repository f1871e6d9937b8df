/* panel-editor.c - the editor of a reply's text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-editor.h"

#include "oof-html.h"
#include "oof-state.h"
#include "panel-editor-private.h"
#include "panel-focus.h"
#include "panel-html-view.h"
#include "panel-wrap.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOK_WAIT_MS 400 /* until somebody who types pauses */

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

gboolean
panel_editor_is_source (PanelEditor *self)
{
  return g_str_equal (self->shown, "source");
}

char *
panel_editor_now (PanelEditor *self)
{
  GtkTextIter start, end;

  if (self->is_kept)
    return g_strdup (self->html);
  if (!self->is_source_typed)
    return g_strdup (panel_edit_view_html (self->edit));
  gtk_text_buffer_get_bounds (self->source_buffer, &start, &end);
  return gtk_text_buffer_get_text (self->source_buffer, &start, &end, TRUE);
}

gboolean
panel_editor_is_edited (PanelEditor *self)
{
  g_autofree char *now = panel_editor_now (self);

  return strcmp (now, self->html) != 0;
}

char *
panel_editor_html (PanelEditor *self)
{
  g_autofree char *now = panel_editor_now (self);

  if (strcmp (now, self->html) != 0 && oof_html_is_blank (now))
    return g_strdup ("");
  return g_steal_pointer (&now);
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

/* --- what is said about the text --- */

static void
show_size (PanelEditor *self, const char *html)
{
  gsize size = strlen (html);
  /* Translators: how long a reply is; both are numbers of kilobytes */
  g_autofree char *words =
      g_strdup_printf (_ ("%.1f of %d KB"), (double) size / 1024, OOF_MOST_TEXT_BYTES / 1024);

  gtk_label_set_text (self->size, words);
  if (size > OOF_MOST_TEXT_BYTES)
    gtk_widget_add_css_class (GTK_WIDGET (self->size), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->size), "error");
}

static void
show_hint (PanelEditor *self, const char *html)
{
  g_autofree char *sentence = NULL;
  guint begin, end;

  if (self->has_placeholders == PANEL_PLACEHOLDERS_ALL)
    sentence = panel_editor_check_source (html, &begin, &end);
  if (sentence != NULL) {
    gtk_label_set_text (self->hint, sentence);
  } else if (self->is_kept) {
    gtk_label_set_text (self->hint, _ ("This text is too long to be edited here. It is kept "
                                       "exactly as it is."));
  } else if (g_str_equal (self->shown, "tip")) {
    gtk_label_set_text (self->hint, _ ("Outlook shows this to people who are about to write to the "
                                       "person."));
  } else {
    gtk_label_set_text (self->hint, "");
  }
}

/* Looking costs time: it waits until typing pauses. */
static gboolean
look_cb (gpointer user_data)
{
  PanelEditor *self = user_data;
  g_autofree char *html = panel_editor_now (self);
  g_autoptr (GPtrArray) findings = NULL;

  self->look = 0;
  self->facts.is_filled_in = self->has_placeholders == PANEL_PLACEHOLDERS_ALL;
  findings = oof_lint (html, &self->facts);
  if (oof_html_is_blank (html))
    g_ptr_array_set_size (findings, 0);
  panel_editor_show_findings (self->findings, findings);
  show_hint (self, html);
  if (panel_editor_is_source (self) && self->has_placeholders == PANEL_PLACEHOLDERS_ALL)
    panel_editor_mark_source (self->source_buffer);
  return G_SOURCE_REMOVE;
}

void
panel_editor_look_later (PanelEditor *self)
{
  g_autofree char *html = panel_editor_now (self);

  show_size (self, html);
  if (self->look == 0)
    self->look = g_timeout_add (LOOK_WAIT_MS, look_cb, self);
}

static void
tell_changed (PanelEditor *self)
{
  if (self->is_filling)
    return;
  notice_edited (self);
  panel_editor_look_later (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
edited_cb (PanelEditor *self)
{
  tell_changed (self);
}

static void
source_typed_cb (PanelEditor *self)
{
  if (self->is_filling || !panel_editor_is_source (self))
    return;
  self->is_source_typed = TRUE;
  tell_changed (self);
}

/* The toolbar says what is at the cursor. */
void
panel_editor_show_tools (PanelEditor *self)
{
  OofPen pen = panel_edit_view_pen (self->edit);
  OofBlock block = panel_edit_view_block (self->edit);

  gtk_toggle_button_set_active (self->bold, (pen.style & OOF_RUN_BOLD) != 0);
  gtk_toggle_button_set_active (self->italic, (pen.style & OOF_RUN_ITALIC) != 0);
  gtk_toggle_button_set_active (self->underline, (pen.style & OOF_RUN_UNDERLINE) != 0);
  gtk_toggle_button_set_active (self->bullets, block == OOF_BLOCK_BULLETS);
  gtk_toggle_button_set_active (self->numbers, block == OOF_BLOCK_NUMBERS);
  gtk_toggle_button_set_active (self->heading, block == OOF_BLOCK_HEADING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo",
                                 panel_edit_view_can_undo (self->edit));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo",
                                 panel_edit_view_can_redo (self->edit));
}

void
panel_editor_set_html (PanelEditor *self, const char *html)
{
  g_free (self->html);
  self->html = g_strdup (html);
  self->is_filling = TRUE;
  self->is_kept = !panel_edit_view_set_html (self->edit, html);
  panel_html_view_show (self->kept, self->is_kept ? html : "");
  self->is_source_typed = FALSE;
  panel_editor_set_view (self, "formatted");
  panel_editor_show_problem (self, NULL);
  notice_edited (self);
}

void
panel_editor_show_problem (PanelEditor *self, const char *sentence)
{
  panel_wrong_say (self->problem, sentence);
  panel_wrong_set (self->frame, sentence != NULL);
  panel_wrong_set (GTK_WIDGET (self->page), sentence != NULL);
}

void
panel_editor_set_label (PanelEditor *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kept), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  panel_edit_page_set_label (self->page, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fill_placeholders_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = panel_editor_placeholder_menu ();
  gtk_menu_button_set_menu_model (button, menu);
}

void
panel_editor_set_placeholders (PanelEditor *self, PanelPlaceholders placeholders)
{
  gboolean has_menu = placeholders == PANEL_PLACEHOLDERS_ALL;

  self->has_placeholders = placeholders;
  /* Made when it is opened first: its hundred entries would make each window late. */
  if (has_menu)
    gtk_menu_button_set_create_popup_func (self->placeholders, fill_placeholders_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholders), has_menu);
  gtk_widget_set_visible (self->conditions_button, has_menu);
  panel_editor_look_later (self);
}

void
panel_editor_set_facts (PanelEditor *self, const OofLintFacts *facts)
{
  self->facts = *facts;
  panel_editor_look_later (self);
}

static gboolean
panel_editor_grab_focus (GtkWidget *widget)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  gboolean is_page = panel_edit_page_is_shown (self->page);
  GtkWidget *pages[] = { is_page ? GTK_WIDGET (self->page) : GTK_WIDGET (self->edit),
                         GTK_WIDGET (self->source), GTK_WIDGET (self->plain),
                         GTK_WIDGET (self->kept) };

  if (self->is_kept)
    return gtk_widget_grab_focus (pages[3]);
  return gtk_widget_grab_focus (panel_editor_can_edit (self)    ? pages[0]
                                : panel_editor_is_source (self) ? pages[1]
                                                                : pages[2]);
}

/* The other face of the text is there, or is no more. */
static void
turned_cb (PanelEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  gboolean had_focus = focus != NULL && shown != NULL && gtk_widget_is_ancestor (focus, shown);

  if (!panel_editor_can_edit (self))
    return;
  gtk_stack_set_visible_child_name (self->stack,
                                    panel_edit_page_is_shown (self->page) ? "page" : "formatted");
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
panel_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (panel_editor_parent_class)->map (widget);
  panel_edit_page_prepare (PANEL_EDITOR (widget)->page, PANEL_EDITOR (widget)->edit);
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
  PanelEditor *self = PANEL_EDITOR (object);

  g_clear_handle_id (&self->look, g_source_remove);
  self->is_filling = TRUE; /* what goes with the template is no edit */
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_EDITOR);
  G_OBJECT_CLASS (panel_editor_parent_class)->dispose (object);
}

static void
panel_editor_finalize (GObject *object)
{
  g_free (PANEL_EDITOR (object)->html);
  G_OBJECT_CLASS (panel_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, PanelEditor, tools);
  gtk_widget_class_bind_template_child (klass, PanelEditor, bold);
  gtk_widget_class_bind_template_child (klass, PanelEditor, italic);
  gtk_widget_class_bind_template_child (klass, PanelEditor, underline);
  gtk_widget_class_bind_template_child (klass, PanelEditor, bullets);
  gtk_widget_class_bind_template_child (klass, PanelEditor, numbers);
  gtk_widget_class_bind_template_child (klass, PanelEditor, heading);
  gtk_widget_class_bind_template_child (klass, PanelEditor, link);
  gtk_widget_class_bind_template_child (klass, PanelEditor, link_popover);
  gtk_widget_class_bind_template_child (klass, PanelEditor, link_target);
  gtk_widget_class_bind_template_child (klass, PanelEditor, placeholders);
  gtk_widget_class_bind_template_child (klass, PanelEditor, conditions_button);
  gtk_widget_class_bind_template_child (klass, PanelEditor, view);
  gtk_widget_class_bind_template_child (klass, PanelEditor, stack);
  gtk_widget_class_bind_template_child (klass, PanelEditor, frame);
  gtk_widget_class_bind_template_child (klass, PanelEditor, edit);
  gtk_widget_class_bind_template_child (klass, PanelEditor, page);
  gtk_widget_class_bind_template_child (klass, PanelEditor, source);
  gtk_widget_class_bind_template_child (klass, PanelEditor, source_buffer);
  gtk_widget_class_bind_template_child (klass, PanelEditor, plain);
  gtk_widget_class_bind_template_child (klass, PanelEditor, kept);
  gtk_widget_class_bind_template_child (klass, PanelEditor, hint);
  gtk_widget_class_bind_template_child (klass, PanelEditor, size);
  gtk_widget_class_bind_template_child (klass, PanelEditor, findings);
  gtk_widget_class_bind_template_child (klass, PanelEditor, problem);
  gtk_widget_class_bind_template_callback (klass, edited_cb);
  gtk_widget_class_bind_template_callback_full (klass, "moved_cb",
                                                G_CALLBACK (panel_editor_show_tools));
  gtk_widget_class_bind_template_callback (klass, source_typed_cb);
  gtk_widget_class_bind_template_callback (klass, turned_cb);
}

static void
panel_editor_class_init (PanelEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_editor_finalize;
  G_OBJECT_CLASS (klass)->get_property = panel_editor_get_property;
  widget_class->map = panel_editor_map;
  panel_focus_pass_on (widget_class, panel_editor_grab_focus);
  properties[PROP_IS_EDITED] = g_param_spec_boolean ("is-edited", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_EDIT_PAGE);
  g_type_ensure (PANEL_TYPE_EDIT_VIEW);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  g_type_ensure (PANEL_TYPE_WRAP);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-editor.ui");
  bind_children (widget_class);
  panel_editor_install_actions (widget_class);
}

static void
panel_editor_init (PanelEditor *self)
{
  self->html = g_strdup ("");
  self->shown = "formatted";
  self->missing = "gap";
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}
