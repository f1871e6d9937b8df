/* panel-wizard-steps.c - "Steps to consider", below the checks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-steps.h"

#include "panel-evidence.h"
#include "panel-test.h"
#include "panel-wizard-card.h"
#include "session-hub-ignored.h"

struct _PanelWizardSteps
{
  AdwBin parent_instance;
  GtkBox *cards;
  GtkWidget *test_card;
  PanelEvidence *evidence;

  SessionHub *hub;
  ExchangeProfile *profile; /* whose choices these are; NULL: nobody's yet */
  SessionPasswords passwords;
  GHashTable *ignored; /* check → reason */
  GHashTable *kept;    /* the same, as the store has it; NULL: not read */
};

enum
{
  CHANGED,
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardSteps, panel_wizard_steps, ADW_TYPE_BIN)

static void
update (PanelWizardSteps *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->cards)) != NULL ||
                              gtk_widget_get_visible (self->test_card));
}

static void
ignored_changed_cb (PanelWizardCard *card, PanelWizardSteps *self)
{
  const char *id = panel_wizard_card_id (card);
  const char *reason = panel_wizard_card_reason (card);

  if (reason != NULL)
    g_hash_table_replace (self->ignored, g_strdup (id), g_strdup (reason));
  else
    g_hash_table_remove (self->ignored, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_card (PanelWizardSteps *self, const char *id, const char *title, const ChecksResult *result)
{
  PanelWizardCard *card = panel_wizard_card_new (id, title, result->seen, result->remedy);

  panel_wizard_card_set_reason (card, g_hash_table_lookup (self->ignored, id));
  g_signal_connect_object (card, "ignored-changed", G_CALLBACK (ignored_changed_cb), self, 0);
  gtk_box_append (self->cards, GTK_WIDGET (card));
}

void
panel_wizard_steps_show (PanelWizardSteps *self, const ChecksPlan *plan, const GPtrArray *results)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  for (guint i = 0; i < results->len; i++) {
    const ChecksResult *result = results->pdata[i];

    if (result != NULL && result->state == CHECKS_WARNING)
      add_card (self, checks_plan_id (plan, i), checks_plan_title (plan, i), result);
  }
  update (self);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardSteps) self = user_data; /* the window may be closed by now */
  g_autoptr (GHashTable) kept = session_hub_ignored_finish (SESSION_HUB (object), result, NULL);
  GHashTableIter iter;
  gpointer check, reason;

  /* A store that cannot be read says so elsewhere; here nothing is ignored then. */
  if (self->cards == NULL || kept == NULL)
    return;
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &check, &reason))
    g_hash_table_replace (self->ignored, g_strdup (check), g_strdup (reason));
  g_clear_pointer (&self->kept, g_hash_table_unref);
  self->kept = g_hash_table_ref (kept);
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    panel_wizard_card_set_reason (
        PANEL_WIZARD_CARD (card),
        g_hash_table_lookup (kept, panel_wizard_card_id (PANEL_WIZARD_CARD (card))));
  g_signal_emit (self, signals[READ], 0);
}

void
panel_wizard_steps_begin (PanelWizardSteps *self, SessionHub *hub, ExchangeProfile *profile,
                          const SessionPasswords *passwords)
{
  gboolean is_known = self->profile != NULL && g_str_equal (self->profile->id, profile->id);

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  self->profile = exchange_profile_ref (profile);
  session_passwords_copy (&self->passwords, passwords);
  panel_evidence_show (self->evidence, hub, profile);
  if (is_known)
    return;

  g_hash_table_remove_all (self->ignored);
  session_hub_ignored_async (hub, profile->id, NULL, read_cb, g_object_ref (self));
}

static void
tested_cb (PanelWizardSteps *self)
{
  panel_evidence_show (self->evidence, self->hub, self->profile);
}

static void
test_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelWizardSteps *self = PANEL_WIZARD_STEPS (widget);
  GtkWindow *test = panel_test_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->hub,
                                    self->profile, &self->passwords);

  g_signal_connect_object (test, "tested", G_CALLBACK (tested_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (test);
}

void
panel_wizard_steps_keep (PanelWizardSteps *self)
{
  GHashTableIter iter;
  gpointer check, reason;

  if (self->kept == NULL || self->profile == NULL)
    return;
  g_hash_table_iter_init (&iter, self->ignored);
  while (g_hash_table_iter_next (&iter, &check, &reason))
    if (g_strcmp0 (g_hash_table_lookup (self->kept, check), reason) != 0)
      session_hub_ignore_async (self->hub, self->profile->id, check, reason, NULL, NULL);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &check, NULL))
    if (!g_hash_table_contains (self->ignored, check))
      session_hub_ignore_async (self->hub, self->profile->id, check, NULL, NULL, NULL);
}

GHashTable *
panel_wizard_steps_ignored (PanelWizardSteps *self)
{
  return self->ignored;
}

void
panel_wizard_steps_set_can_test (PanelWizardSteps *self, gboolean can_test)
{
  gtk_widget_set_visible (self->test_card, can_test);
  update (self);
}

static void
panel_wizard_steps_dispose (GObject *object)
{
  PanelWizardSteps *self = PANEL_WIZARD_STEPS (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  session_passwords_clear (&self->passwords);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_STEPS);
  G_OBJECT_CLASS (panel_wizard_steps_parent_class)->dispose (object);
}

static void
panel_wizard_steps_finalize (GObject *object)
{
  PanelWizardSteps *self = PANEL_WIZARD_STEPS (object);

  g_hash_table_unref (self->ignored);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  G_OBJECT_CLASS (panel_wizard_steps_parent_class)->finalize (object);
}

static void
panel_wizard_steps_class_init (PanelWizardStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_steps_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_steps_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_STEPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", PANEL_TYPE_WIZARD_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_EVIDENCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSteps, cards);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSteps, test_card);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSteps, evidence);
  gtk_widget_class_install_action (widget_class, "steps.test", NULL, test_cb);
}

static void
panel_wizard_steps_init (PanelWizardSteps *self)
{
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
