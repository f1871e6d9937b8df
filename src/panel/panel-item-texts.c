/* panel-item-texts.c - the fields of an absence that say what is answered
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-texts.h"

#include "base-error.h"
#include "oof-template.h"
#include "oof-text.h"
#include "panel-editor.h"
#include "panel-focus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PanelItemTexts
{
  GtkBox parent_instance;
  AdwComboRow *template;
  AdwActionRow *about;
  GtkWidget *inside_group;
  PanelEditor *inside;
  AdwComboRow *audience;
  GtkWidget *same_row;
  GtkSwitch *same;
  PanelEditor *outside;

  GPtrArray *templates; /* OofText; NULL: none */
  char *missing;     /* the template that the absence names, and that is gone; NULL: it is there */
  char *inside_html; /* what was filled in last */
  char *outside_html;
  OofLintFacts facts;
  guint proposed; /* the place of the template that was chosen by itself; 0: none was */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemTexts, panel_item_texts, GTK_TYPE_BOX)

static guint
n_templates (PanelItemTexts *self)
{
  return self->templates != NULL ? self->templates->len : 0;
}

/* The list: texts of its own, the templates, and last the one that is gone. */
static const char *
chosen_template (PanelItemTexts *self)
{
  guint place = adw_combo_row_get_selected (self->template);

  if (place == 0 || place == GTK_INVALID_LIST_POSITION)
    return "";
  if (place > n_templates (self))
    return self->missing != NULL ? self->missing : "";
  return ((const OofText *) g_ptr_array_index (self->templates, place - 1))->name;
}

static const OofText *
chosen_text (PanelItemTexts *self)
{
  guint place = adw_combo_row_get_selected (self->template);

  return place > 0 && place <= n_templates (self) ? g_ptr_array_index (self->templates, place - 1)
                                                  : NULL;
}

static gboolean
has_outside (PanelItemTexts *self)
{
  return adw_combo_row_get_selected (self->audience) != OOF_AUDIENCE_NONE;
}

/* Strangers get the outside text, or the one for both. */
static void
tell_facts (PanelItemTexts *self, gboolean is_same)
{
  OofLintFacts facts = self->facts;

  facts.is_outside = has_outside (self) && is_same;
  panel_editor_set_facts (self->inside, &facts);
  facts.is_outside = has_outside (self);
  panel_editor_set_facts (self->outside, &facts);
}

static void
update (PanelItemTexts *self)
{
  const OofText *text = chosen_text (self);
  gboolean has_own = *chosen_template (self) == '\0';
  gboolean is_same = gtk_switch_get_active (self->same);
  const char *words = "";

  if (!has_own && text == NULL)
    words = _ ("This template is not there any more: choose another one.");
  else if (text != NULL && !text->is_approved)
    words = _ ("A draft: nobody has approved it yet.");
  else if (text != NULL)
    words = _ ("The texts are the template’s; what is changed there is changed here, too.");
  tell_facts (self, is_same);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->template), words);
  gtk_widget_set_visible (GTK_WIDGET (self->about), text != NULL);
  gtk_widget_set_visible (self->inside_group, has_own);
  gtk_widget_set_visible (self->same_row, has_own && has_outside (self));
  gtk_widget_set_visible (GTK_WIDGET (self->outside), has_own && has_outside (self) && !is_same);
}

static void
changed_cb (PanelItemTexts *self)
{
  if (self->is_filling)
    return;
  update (self);
  panel_item_texts_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A template also says who gets it. */
static void
template_chosen_cb (PanelItemTexts *self)
{
  const OofText *text = chosen_text (self);

  if (self->is_filling)
    return;
  if (text != NULL)
    adw_combo_row_set_selected (self->audience, text->audience);
  changed_cb (self);
}

/* Own texts that begin as a copy of the template's. */
static void
copy_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelItemTexts *self = PANEL_ITEM_TEXTS (widget);
  const OofText *text = chosen_text (self);

  if (text == NULL)
    return;
  self->is_filling = TRUE;
  panel_editor_set_html (self->inside, text->inside);
  panel_editor_set_html (self->outside, text->outside);
  gtk_switch_set_active (self->same, g_str_equal (text->inside, text->outside));
  adw_combo_row_set_selected (self->audience, text->audience);
  adw_combo_row_set_selected (self->template, 0);
  self->is_filling = FALSE;
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->inside));
}

static void
fill_templates (PanelItemTexts *self, const char *name)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (words, _ ("None: texts of its own"));
  for (guint i = 0; i < n_templates (self); i++) {
    const OofText *text = g_ptr_array_index (self->templates, i);

    gtk_string_list_append (words, text->name);
    if (g_str_equal (text->name, name))
      selected = i + 1;
  }
  g_clear_pointer (&self->missing, g_free);
  if (*name != '\0' && selected == 0) {
    self->missing = g_strdup (name);
    gtk_string_list_append (words, name);
    selected = n_templates (self) + 1;
  }
  adw_combo_row_set_model (self->template, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->template, selected);
}

void
panel_item_texts_set (PanelItemTexts *self, const OofItemParts *parts, const GPtrArray *templates)
{
  const char *inside = parts->inside != NULL ? parts->inside : "";
  const char *outside = parts->outside != NULL ? parts->outside : "";

  self->is_filling = TRUE;
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = templates != NULL ? g_ptr_array_ref ((GPtrArray *) templates) : NULL;
  self->proposed = 0;
  fill_templates (self, parts->template_name != NULL ? parts->template_name : "");
  panel_editor_set_html (self->inside, inside);
  panel_editor_set_html (self->outside, outside);
  adw_combo_row_set_selected (self->audience, parts->audience);
  gtk_switch_set_active (self->same, g_str_equal (inside, outside));
  self->is_filling = FALSE;
  panel_item_texts_show_problem (self, NULL);
  update (self);
}

void
panel_item_texts_set_facts (PanelItemTexts *self, const OofLintFacts *facts)
{
  self->facts = *facts;
  tell_facts (self, gtk_switch_get_active (self->same));
}

/* Its place in the list; 0: there is none, or several. */
static guint
find_proposal (PanelItemTexts *self, OofType type)
{
  guint found = 0;

  for (guint i = 0; i < n_templates (self); i++) {
    const OofText *text = g_ptr_array_index (self->templates, i);

    if (!text->is_approved || text->type != type)
      continue;
    if (found != 0)
      return 0;
    found = i + 1;
  }
  return found;
}

void
panel_item_texts_propose (PanelItemTexts *self, OofType type)
{
  guint place = adw_combo_row_get_selected (self->template);
  g_autofree char *inside = panel_editor_html (self->inside);
  gboolean is_free = place == 0 ? *inside == '\0' : place == self->proposed;

  if (!is_free)
    return;
  self->proposed = find_proposal (self, type);
  adw_combo_row_set_selected (self->template, self->proposed);
}

void
panel_item_texts_fill (PanelItemTexts *self, OofItemParts *parts)
{
  gboolean is_same = gtk_switch_get_active (self->same);

  g_clear_pointer (&self->inside_html, g_free);
  g_clear_pointer (&self->outside_html, g_free);
  parts->template_name = chosen_template (self);
  parts->audience = (OofAudience) adw_combo_row_get_selected (self->audience);
  if (*parts->template_name != '\0')
    return;
  self->inside_html = panel_editor_html (self->inside);
  self->outside_html = panel_editor_html (is_same ? self->inside : self->outside);
  parts->inside = self->inside_html;
  parts->outside = self->outside_html;
}

/* The words of a mistake in which text: oof_template_new () does not know which it is given. */
static gboolean
check_text (const char *html, const char *where, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (OofTemplate) made = oof_template_new (html, "en", &wrong);
  const BaseErrorFacts facts = { .reason = where };

  if (made == NULL)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", wrong->message);
  return made != NULL;
}

gboolean
panel_item_texts_check (PanelItemTexts *self, GError **error)
{
  if (self->inside_html == NULL)
    return TRUE;
  return check_text (self->inside_html, "inside-placeholder", error) &&
         (!has_outside (self) || gtk_switch_get_active (self->same) ||
          check_text (self->outside_html, "outside-placeholder", error));
}

static gboolean
is_about (const GError *error, const char *which)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;

  return reason != NULL && g_str_has_prefix (reason, which);
}

gboolean
panel_item_texts_show_problem (PanelItemTexts *self, const GError *error)
{
  gboolean is_inside = is_about (error, "inside-");
  gboolean is_outside = is_about (error, "outside-");

  panel_editor_show_problem (self->inside, is_inside ? error->message : NULL);
  panel_editor_show_problem (self->outside, is_outside ? error->message : NULL);
  return is_inside || is_outside;
}

void
panel_item_texts_focus_problem (PanelItemTexts *self, const GError *error)
{
  if (is_about (error, "inside-"))
    gtk_widget_grab_focus (GTK_WIDGET (self->inside));
  if (is_about (error, "outside-"))
    gtk_widget_grab_focus (GTK_WIDGET (self->outside));
}

static gboolean
panel_item_texts_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_ITEM_TEXTS (widget)->template));
}

static void
panel_item_texts_dispose (GObject *object)
{
  PanelItemTexts *self = PANEL_ITEM_TEXTS (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_TEXTS);
  G_OBJECT_CLASS (panel_item_texts_parent_class)->dispose (object);
}

static void
panel_item_texts_finalize (GObject *object)
{
  PanelItemTexts *self = PANEL_ITEM_TEXTS (object);

  g_free (self->missing);
  g_free (self->inside_html);
  g_free (self->outside_html);
  G_OBJECT_CLASS (panel_item_texts_parent_class)->finalize (object);
}

static void
panel_item_texts_class_init (PanelItemTextsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_texts_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_item_texts_finalize;
  panel_focus_pass_on (widget_class, panel_item_texts_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_TEXTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-texts.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, template);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, about);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, inside_group);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, audience);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, same_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, same);
  gtk_widget_class_bind_template_child (widget_class, PanelItemTexts, outside);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_chosen_cb);
  gtk_widget_class_install_action (widget_class, "texts.copy", NULL, copy_cb);
}

static void
panel_item_texts_init (PanelItemTexts *self)
{
  /* In the order of OofAudience. */
  const char *const audiences[] = { _ ("Nobody"), _ ("The mailbox’s contacts"), _ ("Everybody"),
                                    NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (audiences);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_editor_set_label (self->inside, _ ("Reply to people inside the organisation"));
  panel_editor_set_label (self->outside, _ ("Reply to people outside the organisation"));
  panel_editor_set_placeholders (self->inside, PANEL_PLACEHOLDERS_ALL);
  panel_editor_set_placeholders (self->outside, PANEL_PLACEHOLDERS_ALL);
  adw_combo_row_set_model (self->audience, G_LIST_MODEL (words));
  fill_templates (self, "");
  update (self);
  self->is_filling = FALSE;
}
