/* panel-wizard-verify.c - the wizard's page "Verification"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-verify.h"

#include "panel-wizard-check-row.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PanelWizardVerify
{
  AdwBin parent_instance;
  GtkLabel *summary;
  GtkLabel *advice;
  GtkSpinner *spinner;
  AdwPreferencesGroup *group;
  GtkWidget *again;
  GtkWidget *stop;

  SessionHub *hub;
  ExchangeProfile *profile;   /* of the last run */
  SessionPasswords passwords; /* of the last run; as typed */
  GPtrArray *rows;            /* PanelWizardCheckRow, by the plan's index */
  guint counts[CHECKS_SKIPPED + 1];
  GCancellable *cancellable; /* of the run under way; NULL: none */
  gboolean is_passed;
  char *failure; /* of the first step that failed; NULL: none */
  PanelVerifyPart part;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardVerify, panel_wizard_verify, ADW_TYPE_BIN)

gboolean
panel_wizard_verify_is_passed (PanelWizardVerify *self)
{
  return self->is_passed;
}

const char *
panel_wizard_verify_failure (PanelWizardVerify *self)
{
  return self->failure;
}

void
panel_wizard_verify_set_part (PanelWizardVerify *self, PanelVerifyPart part)
{
  self->part = part;
}

const char *
panel_wizard_verify_summary (PanelWizardVerify *self)
{
  return gtk_label_get_text (self->summary);
}

static gboolean
panel_wizard_verify_grab_focus (GtkWidget *widget)
{
  PanelWizardVerify *self = PANEL_WIZARD_VERIFY (widget);

  return gtk_widget_grab_focus (self->cancellable != NULL ? self->stop : self->again);
}

static void
set_running (PanelWizardVerify *self, GCancellable *cancellable)
{
  gboolean is_running = cancellable != NULL;
  gboolean had_focus = gtk_widget_has_focus (self->stop);

  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (self->again, !is_running);
  gtk_widget_set_visible (self->stop, is_running);
  if (had_focus && !is_running)
    gtk_widget_grab_focus (self->again);
}

static void
tell (PanelWizardVerify *self, const char *summary, const char *advice)
{
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->advice, advice);
}

static void
tell_outcome (PanelWizardVerify *self, ChecksState worst)
{
  guint n = self->counts[worst];
  g_autofree char *sentence = NULL;

  if (worst == CHECKS_FAILED) {
    sentence = g_strdup_printf (ngettext ("%u check failed", "%u checks failed", n), n);
    tell (self, sentence, _ ("Follow the remedy in the row, then verify again."));
  } else if (worst == CHECKS_WARNING) {
    sentence = g_strdup_printf (
        ngettext ("It works, with %u warning", "It works, with %u warnings", n), n);
    tell (self, sentence, _ ("You can go on; the rows tell what would be better."));
  } else {
    tell (self, _ ("Everything works"),
          self->part == PANEL_VERIFY_ALL ? _ ("The connection is ready to be used.")
                                         : _ ("People can be looked up in the directory."));
  }
}

static void
report_cb (guint index, ChecksResult *result, gpointer user_data)
{
  PanelWizardVerify *self = user_data;

  if (self->rows == NULL || index >= self->rows->len)
    return;
  self->counts[result->state]++;
  if (result->state == CHECKS_FAILED && self->failure == NULL)
    self->failure = g_strdup (result->seen);
  panel_wizard_check_row_show (self->rows->pdata[index], result);
}

static void
verified_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardVerify) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  ChecksState worst = CHECKS_FAILED;
  gboolean is_done = session_hub_verify_finish (SESSION_HUB (object), result, &worst, &error);

  /* Another run may have begun since. */
  if (self->summary == NULL || self->cancellable == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  set_running (self, NULL);
  self->is_passed = is_done && worst != CHECKS_FAILED;
  if (is_done) {
    tell_outcome (self, worst);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell (self, _ ("Stopped"), _ ("Verify again when you are ready."));
  } else {
    g_autofree char *sentence = session_explain (error);

    tell (self, sentence, "");
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
make_rows (PanelWizardVerify *self, ChecksPlan *plan)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < checks_plan_size (plan); i++) {
    PanelWizardCheckRow *row = panel_wizard_check_row_new (checks_plan_title (plan, i));

    adw_preferences_group_add (self->group, GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
  }
}

static ChecksPlan *
make_plan (PanelWizardVerify *self)
{
  if (self->part == PANEL_VERIFY_DIRECTORY)
    return session_hub_plan_directory_checks (self->hub, self->profile, &self->passwords);
  return session_hub_plan_checks (self->hub, self->profile, &self->passwords);
}

static void
begin (PanelWizardVerify *self)
{
  g_autoptr (ChecksPlan) plan = make_plan (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (self->cancellable);
  make_rows (self, plan);
  memset (self->counts, 0, sizeof self->counts);
  self->is_passed = FALSE;
  g_clear_pointer (&self->failure, g_free);
  tell (self, _ ("Verifying…"), _ ("Each step is tried once."));
  set_running (self, cancellable);
  session_hub_verify_async (self->hub, plan, report_cb, self, cancellable, verified_cb,
                            g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_wizard_verify_run (PanelWizardVerify *self, SessionHub *hub, ExchangeProfile *profile,
                         const SessionPasswords *passwords)
{
  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  self->profile = exchange_profile_ref (profile);
  session_passwords_copy (&self->passwords, passwords);
  begin (self);
}

void
panel_wizard_verify_stop (PanelWizardVerify *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
panel_wizard_verify_clear (PanelWizardVerify *self)
{
  g_autoptr (GCancellable) running = g_steal_pointer (&self->cancellable);

  g_cancellable_cancel (running);
  set_running (self, NULL);
  self->is_passed = FALSE;
  g_clear_pointer (&self->failure, g_free);
}

static void
again_cb (GtkButton *button, PanelWizardVerify *self)
{
  begin (self);
}

static void
stop_cb (GtkButton *button, PanelWizardVerify *self)
{
  panel_wizard_verify_stop (self);
}

static void
panel_wizard_verify_dispose (GObject *object)
{
  PanelWizardVerify *self = PANEL_WIZARD_VERIFY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  session_passwords_clear (&self->passwords);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->failure, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_VERIFY);
  G_OBJECT_CLASS (panel_wizard_verify_parent_class)->dispose (object);
}

static void
panel_wizard_verify_class_init (PanelWizardVerifyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_verify_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = panel_wizard_verify_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_VERIFY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-verify.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, summary);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, advice);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, spinner);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, again);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, stop);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
panel_wizard_verify_init (PanelWizardVerify *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
