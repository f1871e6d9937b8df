/* panel-editor-actions.c - what the editor's toolbar, menus and keys do
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html.h"
#include "panel-edit-paste.h"
#include "panel-edit-wait.h"
#include "panel-editor-private.h"
#include "panel-long-words.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIP_CHARS 175 /* what Exchange shows of a reply to those who write to somebody */

static const struct
{
  const char *name;
  const char *page;
  const char *label;
} views[] = {
  { "formatted", "formatted", N_ ("Formatted") },
  { "source", "source", N_ ("HTML Source") },
  { "plain", "plain", N_ ("As Plain Text") },
  { "tip", "plain", N_ ("As a MailTip") },
};

static void
fill_view (PanelEditor *self)
{
  g_autofree char *html = panel_editor_now (self);
  g_autofree char *text = NULL;

  if (panel_editor_is_source (self)) {
    gtk_text_buffer_set_text (self->source_buffer, html, -1);
    return;
  }
  text = oof_html_to_text (html);
  if (g_str_equal (self->shown, "tip") && g_utf8_strlen (text, -1) > TIP_CHARS)
    *g_utf8_offset_to_pointer (text, TIP_CHARS) = '\0';
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->plain), text, -1);
  panel_long_words_slice_all (gtk_text_view_get_buffer (self->plain));
}

void
panel_editor_set_view (PanelEditor *self, const char *name)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (views) && !g_str_equal (views[i].name, name))
    i++;
  if (self->is_source_typed) {
    g_autofree char *html = panel_editor_now (self);

    self->is_source_typed = FALSE;
    panel_edit_view_replace (self->edit, html);
  }
  self->is_filling = TRUE;
  self->shown = views[i].name;
  if (!g_str_equal (name, "formatted"))
    fill_view (self);
  self->is_filling = FALSE;
  gtk_menu_button_set_label (self->view, _ (views[i].label));
  gtk_stack_set_visible_child_name (self->stack, self->is_kept ? "kept"
                                                 : i == 0 && panel_edit_page_is_shown (self->page)
                                                     ? "page"
                                                     : views[i].page);
  gtk_widget_set_sensitive (self->tools, !self->is_kept && i == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !self->is_kept);
  panel_editor_look_later (self);
}

gboolean
panel_editor_can_edit (PanelEditor *self)
{
  return !self->is_kept && g_str_equal (self->shown, "formatted");
}

static void
mark_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  if (!panel_editor_can_edit (self))
    return;
  panel_edit_view_toggle (self->edit, g_str_equal (action, "editor.bold")     ? OOF_RUN_BOLD
                                      : g_str_equal (action, "editor.italic") ? OOF_RUN_ITALIC
                                                                              : OOF_RUN_UNDERLINE);
  panel_editor_show_tools (self);
}

static void
block_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  OofBlock block = g_str_equal (action, "editor.bullets")   ? OOF_BLOCK_BULLETS
                   : g_str_equal (action, "editor.numbers") ? OOF_BLOCK_NUMBERS
                                                            : OOF_BLOCK_HEADING;

  if (!panel_editor_can_edit (self))
    return;
  if (panel_edit_view_block (self->edit) == block)
    block = OOF_BLOCK_PARAGRAPH;
  panel_edit_view_set_block (self->edit, block);
  panel_editor_show_tools (self);
}

static void
colour_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  const char *digits = g_variant_get_string (target, NULL);
  guint rgb = (guint) g_ascii_strtoull (digits, NULL, 16);
  OofPen pen = { .has_colour = TRUE, .colour = *digits != '\0' ? OOF_COLOUR (rgb) : 0 };

  if (panel_editor_can_edit (self))
    panel_edit_view_paint (self->edit, &pen);
}

static void
clear_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  OofPen pen = { .mask = OOF_RUN_BOLD | OOF_RUN_ITALIC | OOF_RUN_UNDERLINE,
                 .has_colour = TRUE,
                 .has_link = TRUE };

  if (panel_editor_can_edit (self))
    panel_edit_view_paint (self->edit, &pen);
}

static void
history_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  if (!panel_editor_can_edit (self))
    return;
  if (g_str_equal (action, "editor.undo"))
    panel_edit_view_undo (self->edit);
  else
    panel_edit_view_redo (self->edit);
}

static void
paste_plain_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  if (panel_editor_can_edit (self))
    panel_edit_paste_plain (self->edit);
}

/* The text view's own paste would take whatever comes. */
static void
source_paste_cb (GtkTextView *source, PanelEditor *self)
{
  g_signal_stop_emission_by_name (source, "paste-clipboard");
  if (gtk_text_view_get_editable (source))
    panel_edit_paste_source (source, self->edit);
}

static void
refused_cb (PanelEditView *view, const char *sentence, PanelEditor *self)
{
  panel_editor_show_problem (self, sentence);
}

static void
view_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  if (target != NULL)
    panel_editor_set_view (self, g_variant_get_string (target, NULL));
  else
    panel_editor_set_view (self, panel_editor_is_source (self) ? "formatted" : "source");
  gtk_widget_grab_focus (widget);
}

static void
placeholder_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  const char *field = g_variant_get_string (target, NULL);
  g_autofree char *words = panel_edit_view_selection (self->edit);
  g_autofree char *text = NULL;

  if (!panel_editor_can_edit (self))
    return;
  g_strdelimit (words, "{}|\n\t", ' ');
  if (g_str_equal (self->missing, "words"))
    text = g_strdup_printf ("{{%s|%s}}", field, g_strstrip (words));
  else
    text = g_strdup_printf ("{{%s%s}}", field, g_str_equal (self->missing, "line") ? "!" : "");
  panel_edit_view_insert (self->edit, text);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
missing_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PANEL_EDITOR (widget)->missing = g_intern_string (g_variant_get_string (target, NULL));
}

static void
condition_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  g_autofree char *before = g_strdup_printf ("{{%s}}", g_variant_get_string (target, NULL));

  if (panel_editor_can_edit (self))
    panel_edit_view_wrap (self->edit, before, "{{end}}");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- the link --- */

static void
link_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);

  if (panel_editor_can_edit (self))
    gtk_menu_button_popup (self->link);
}

static void
link_shown_cb (GtkPopover *popover, PanelEditor *self)
{
  OofPen pen = panel_edit_view_pen (self->edit);

  gtk_editable_set_text (self->link_target, pen.link != NULL ? pen.link : "");
  panel_wrong_set (GTK_WIDGET (self->link_target), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->link_target));
}

/* "": none. */
static void
set_link_action (GtkWidget *widget, const char *action, GVariant *target)
{
  PanelEditor *self = PANEL_EDITOR (widget);
  const char *link = g_variant_get_string (target, NULL);

  if (panel_editor_can_edit (self))
    panel_edit_view_link (self->edit, *link != '\0' ? link : NULL);
  gtk_widget_grab_focus (widget);
}

/* "corp.example/help" and "desk@corp.example" are meant as links, too. Caller frees. */
static char *
complete_link (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *link = oof_html_link (text);
  g_autofree char *guess = NULL;

  if (link != NULL || *text == '\0' || strchr (text, ':') != NULL || strchr (text, '.') == NULL ||
      strchr (text, ' ') != NULL)
    return link;
  guess = g_strconcat (strchr (text, '@') != NULL ? "mailto:" : "https://", text, NULL);
  return oof_html_link (guess);
}

static void
link_set_cb (PanelEditor *self)
{
  g_autofree char *link = complete_link (gtk_editable_get_text (self->link_target));

  panel_wrong_set (GTK_WIDGET (self->link_target), link == NULL);
  if (link == NULL)
    return;
  gtk_popover_popdown (self->link_popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.set-link", "s", link);
}

static void
link_removed_cb (PanelEditor *self)
{
  gtk_popover_popdown (self->link_popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.set-link", "s", "");
}

/* --- all of them --- */

static const struct
{
  const char *name;
  const char *type;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "editor.bold", NULL, mark_action },
  { "editor.italic", NULL, mark_action },
  { "editor.underline", NULL, mark_action },
  { "editor.bullets", NULL, block_action },
  { "editor.numbers", NULL, block_action },
  { "editor.heading", NULL, block_action },
  { "editor.colour", "s", colour_action },
  { "editor.clear", NULL, clear_action },
  { "editor.link", NULL, link_action },
  { "editor.set-link", "s", set_link_action },
  { "editor.undo", NULL, history_action },
  { "editor.redo", NULL, history_action },
  { "editor.paste-plain", NULL, paste_plain_action },
  { "editor.source", NULL, view_action },
  { "editor.view", "s", view_action },
  { "editor.placeholder", "s", placeholder_action },
  { "editor.missing", "s", missing_action },
  { "editor.condition", "s", condition_action },
};

/* Each finds the text as it was typed. */
static void
run_action (GtkWidget *widget, const char *action, GVariant *target)
{
  if (panel_edit_wait (widget, action, target))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, action))
      actions[i].activate (widget, action, target);
}

void
panel_editor_install_actions (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, run_action);

  gtk_widget_class_bind_template_callback (klass, link_shown_cb);
  gtk_widget_class_bind_template_callback (klass, link_set_cb);
  gtk_widget_class_bind_template_callback (klass, link_removed_cb);
  gtk_widget_class_bind_template_callback (klass, source_paste_cb);
  gtk_widget_class_bind_template_callback (klass, refused_cb);
}
