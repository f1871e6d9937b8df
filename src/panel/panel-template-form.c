/* panel-template-form.c - the fields of a template
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-template-form.h"

#include "panel-editor.h"
#include "panel-focus.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

#define N_TYPES (OOF_TYPE_OTHER + 1)
#define MOST_USES 20 /* of those that are named; the others are counted */

struct _PanelTemplateForm
{
  AdwBin parent_instance;
  AdwEntryRow *name;
  AdwComboRow *type;
  AdwEntryRow *language;
  GtkSwitch *approved;
  AdwEntryRow *note;
  PanelEditor *inside;
  AdwComboRow *audience;
  PanelEditor *outside;
  AdwPreferencesGroup *used;
  GtkLabel *uses;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelTemplateForm, panel_template_form, ADW_TYPE_BIN)

static void
update (PanelTemplateForm *self)
{
  gboolean has_outside = adw_combo_row_get_selected (self->audience) != OOF_AUDIENCE_NONE;
  OofLintFacts facts = { .has_left = adw_combo_row_get_selected (self->type) == OOF_TYPE_LEFT };

  panel_editor_set_facts (self->inside, &facts);
  facts.is_outside = has_outside;
  panel_editor_set_facts (self->outside, &facts);
  gtk_widget_set_visible (GTK_WIDGET (self->outside), has_outside);
}

static void
changed_cb (PanelTemplateForm *self)
{
  if (self->is_filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_uses (PanelTemplateForm *self, const GPtrArray *used)
{
  guint n = used != NULL ? used->len : 0;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < n && i < MOST_USES; i++) {
    g_autofree char *summary = session_words_item (g_ptr_array_index (used, i));

    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", summary);
  }
  if (n > MOST_USES)
    g_string_append_printf (words, ngettext ("\nand %u more", "\nand %u more", n - MOST_USES),
                            n - MOST_USES);
  gtk_label_set_text (self->uses, n > 0 ? words->str : _ ("No absence uses it."));
}

void
panel_template_form_set (PanelTemplateForm *self, const OofText *text, const GPtrArray *used)
{
  static const OofText none = { .audience = OOF_AUDIENCE_KNOWN };
  const OofText *shown = text != NULL ? text : &none;

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), shown->name != NULL ? shown->name : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), text == NULL);
  adw_combo_row_set_selected (self->type, shown->type);
  gtk_editable_set_text (GTK_EDITABLE (self->language),
                         shown->language != NULL ? shown->language : "");
  gtk_switch_set_active (self->approved, shown->is_approved);
  gtk_editable_set_text (GTK_EDITABLE (self->note), shown->note != NULL ? shown->note : "");
  panel_editor_set_html (self->inside, shown->inside != NULL ? shown->inside : "");
  adw_combo_row_set_selected (self->audience, shown->audience);
  panel_editor_set_html (self->outside, shown->outside != NULL ? shown->outside : "");
  gtk_widget_set_visible (GTK_WIDGET (self->used), text != NULL);
  show_uses (self, used);
  update (self);
  self->is_filling = FALSE;
}

OofText *
panel_template_form_get (PanelTemplateForm *self, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *inside = panel_editor_html (self->inside);
  g_autofree char *outside = panel_editor_html (self->outside);

  return oof_text_new (
      &(OofText){ .name = name,
                  .type = (OofType) adw_combo_row_get_selected (self->type),
                  .language = (char *) gtk_editable_get_text (GTK_EDITABLE (self->language)),
                  .audience = (OofAudience) adw_combo_row_get_selected (self->audience),
                  .inside = inside,
                  .outside = outside,
                  .note = (char *) gtk_editable_get_text (GTK_EDITABLE (self->note)),
                  .is_approved = gtk_switch_get_active (self->approved) },
      error);
}

static gboolean
panel_template_form_grab_focus (GtkWidget *widget)
{
  PanelTemplateForm *self = PANEL_TEMPLATE_FORM (widget);
  gboolean is_new = gtk_widget_get_sensitive (GTK_WIDGET (self->name));

  return gtk_widget_grab_focus (is_new ? GTK_WIDGET (self->name) : GTK_WIDGET (self->type));
}

static void
panel_template_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEMPLATE_FORM);
  G_OBJECT_CLASS (panel_template_form_parent_class)->dispose (object);
}

static void
panel_template_form_class_init (PanelTemplateFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_template_form_dispose;
  panel_focus_pass_on (widget_class, panel_template_form_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_TEMPLATE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-template-form.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, name);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, type);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, language);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, approved);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, note);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, audience);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, outside);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, used);
  gtk_widget_class_bind_template_child (widget_class, PanelTemplateForm, uses);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_template_form_init (PanelTemplateForm *self)
{
  /* In the order of OofAudience. */
  const char *const audiences[] = { _ ("Nobody"), _ ("The mailbox’s contacts"), _ ("Everybody"),
                                    NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (audiences);
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TYPES; i++)
    gtk_string_list_append (types, session_words_type ((OofType) i));
  adw_combo_row_set_model (self->type, G_LIST_MODEL (types));
  adw_combo_row_set_model (self->audience, G_LIST_MODEL (words));
  panel_editor_set_label (self->inside, _ ("Reply to people inside the organisation"));
  panel_editor_set_label (self->outside, _ ("Reply to people outside the organisation"));
  panel_editor_set_placeholders (self->inside, PANEL_PLACEHOLDERS_ALL);
  panel_editor_set_placeholders (self->outside, PANEL_PLACEHOLDERS_ALL);
  panel_template_form_set (self, NULL, NULL);
}
