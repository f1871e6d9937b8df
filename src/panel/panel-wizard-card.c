/* panel-wizard-card.c - one of the steps to consider
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-card.h"

#include "panel-in-sight.h"
#include "panel-remedy.h"
#include "session-why.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardCard
{
  AdwBin parent_instance;
  GtkLabel *title;
  GtkLabel *seen;
  GtkLabel *why;
  GtkBox *remedy;
  GtkWidget *ignore;
  GtkWidget *reason_box;
  GtkEditable *reason_entry;
  GtkWidget *accept;
  GtkWidget *ignored_box;
  GtkLabel *ignored;
  GtkWidget *consider;

  char *id;
  char *reason; /* NULL: it is to be considered */
};

enum
{
  IGNORED_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardCard, panel_wizard_card, ADW_TYPE_BIN)

const char *
panel_wizard_card_id (PanelWizardCard *self)
{
  return self->id;
}

const char *
panel_wizard_card_reason (PanelWizardCard *self)
{
  return self->reason;
}

void
panel_wizard_card_set_reason (PanelWizardCard *self, const char *reason)
{
  gboolean is_ignored = reason != NULL;
  char *kept = g_strdup (reason);

  g_free (self->reason);
  self->reason = kept;
  gtk_widget_set_visible (self->ignored_box, is_ignored);
  gtk_widget_set_visible (self->ignore, !is_ignored);
  gtk_widget_set_visible (self->reason_box, FALSE);
  if (is_ignored) {
    /* Translators: %s is why somebody chose to live with a warning */
    g_autofree char *words = g_strdup_printf (_ ("Ignored: %s"), reason);

    gtk_label_set_text (self->ignored, words);
  }
}

static void
ignore_cb (GtkButton *button, PanelWizardCard *self)
{
  gtk_widget_set_visible (self->ignore, FALSE);
  gtk_widget_set_visible (self->reason_box, TRUE);
  gtk_editable_set_text (self->reason_entry, "");
  panel_in_sight_focus (GTK_WIDGET (self->reason_entry));
}

static void
reason_typed_cb (GtkEditable *entry, PanelWizardCard *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  gtk_widget_set_sensitive (self->accept, *reason != '\0');
}

static void
accept_cb (GtkWidget *widget, PanelWizardCard *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));

  if (*reason == '\0')
    return;
  panel_wizard_card_set_reason (self, reason);
  panel_in_sight_focus (self->consider);
  g_signal_emit (self, signals[IGNORED_CHANGED], 0);
}

static void
cancel_cb (GtkButton *button, PanelWizardCard *self)
{
  panel_wizard_card_set_reason (self, NULL);
  panel_in_sight_focus (self->ignore);
}

static void
consider_cb (GtkButton *button, PanelWizardCard *self)
{
  panel_wizard_card_set_reason (self, NULL);
  panel_in_sight_focus (self->ignore);
  g_signal_emit (self, signals[IGNORED_CHANGED], 0);
}

static void
panel_wizard_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_CARD);
  G_OBJECT_CLASS (panel_wizard_card_parent_class)->dispose (object);
}

static void
panel_wizard_card_finalize (GObject *object)
{
  PanelWizardCard *self = PANEL_WIZARD_CARD (object);

  g_free (self->id);
  g_free (self->reason);
  G_OBJECT_CLASS (panel_wizard_card_parent_class)->finalize (object);
}

static void
panel_wizard_card_class_init (PanelWizardCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_card_finalize;
  signals[IGNORED_CHANGED] = g_signal_new ("ignored-changed", PANEL_TYPE_WIZARD_CARD,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, title);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, seen);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, why);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, ignore);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, reason_box);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, accept);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, ignored_box);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, ignored);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCard, consider);
  gtk_widget_class_bind_template_callback (widget_class, ignore_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, consider_cb);
}

static void
panel_wizard_card_init (PanelWizardCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelWizardCard *
panel_wizard_card_new (const char *id, const char *title, const char *seen, const char *remedy)
{
  PanelWizardCard *self = g_object_new (PANEL_TYPE_WIZARD_CARD, NULL);
  const char *why = session_why (id);

  self->id = g_strdup (id);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->seen, seen);
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL);
  panel_remedy_fill (self->remedy, remedy);
  panel_wizard_card_set_reason (self, NULL);
  return self;
}
