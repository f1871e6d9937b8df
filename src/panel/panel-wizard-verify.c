/* panel-wizard-verify.c - the wizard's page "Verification"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-verify.h"

#include "panel-focus.h"
#include "panel-save-file.h"
#include "panel-wizard-check-row.h"
#include "panel-wizard-outcome.h"
#include "panel-wizard-steps.h"
#include "session-explain.h"
#include "session-learn.h"
#include "session-report.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardVerify
{
  AdwBin parent_instance;
  GtkLabel *summary;
  GtkLabel *advice;
  GtkSpinner *spinner;
  AdwPreferencesGroup *group;
  GtkWidget *again;
  GtkWidget *stop;
  PanelWizardSteps *steps;
  GtkWidget *report_box;
  GtkLabel *report_note;

  SessionHub *hub;
  ExchangeProfile *profile;   /* of the last run */
  SessionPasswords passwords; /* of the last run; as typed */
  ChecksPlan *plan;           /* of the last run; those of one profile are alike */
  GPtrArray *rows;            /* PanelWizardCheckRow, by the plan's index */
  GPtrArray *results;         /* ChecksResult, by the plan's index; NULL: not through yet */
  GCancellable *cancellable;  /* of the run under way; NULL: none */
  char *failure;              /* of the first step that failed; NULL: none */
  PanelVerifyPart part;
};

enum
{
  CHANGED,
  IGNORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardVerify, panel_wizard_verify, ADW_TYPE_BIN)

gboolean
panel_wizard_verify_can_go_on (PanelWizardVerify *self)
{
  return self->cancellable == NULL &&
         panel_wizard_outcome_has_logged_in (self->plan, self->results);
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

gboolean
panel_wizard_verify_learn (PanelWizardVerify *self, ExchangeProfile *seen)
{
  return self->plan != NULL && session_learn (self->plan, self->results, seen);
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
  GtkWidget *other = is_running ? self->again : self->stop;
  gboolean had_focus = gtk_widget_has_focus (other);

  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (self->again, !is_running);
  gtk_widget_set_visible (self->stop, is_running);
  if (had_focus)
    gtk_widget_grab_focus (is_running ? self->stop : self->again);
  for (guint i = 0; i < self->rows->len; i++)
    panel_wizard_check_row_set_can_repeat (self->rows->pdata[i], !is_running);
}

static void
tell (PanelWizardVerify *self, const char *summary, const char *advice)
{
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->advice, advice);
}

static void
tell_outcome (PanelWizardVerify *self)
{
  g_autofree char *summary = NULL;
  g_autofree char *advice = NULL;

  panel_wizard_outcome_tell (self->plan, self->results, panel_wizard_steps_ignored (self->steps),
                             &summary, &advice);
  if (self->part == PANEL_VERIFY_DIRECTORY && self->failure == NULL &&
      !panel_wizard_outcome_has (self->results, CHECKS_WARNING))
    tell (self, summary, _ ("People can be looked up in the directory."));
  else
    tell (self, summary, advice);
}

/* What is below the rows. */
static void
show_rest (PanelWizardVerify *self)
{
  gboolean is_all = self->part == PANEL_VERIFY_ALL;

  gtk_widget_set_visible (self->report_box, is_all);
  if (is_all) {
    panel_wizard_steps_show (self->steps, self->plan, self->results);
    panel_wizard_steps_set_can_test (
        self->steps, panel_wizard_outcome_has_logged_in (self->plan, self->results));
  }
}

static void
report_cb (guint index, ChecksResult *result, gpointer user_data)
{
  PanelWizardVerify *self = user_data;

  if (self->rows == NULL || index >= self->rows->len)
    return;
  if (result->state != CHECKS_RUNNING) {
    g_clear_pointer ((ChecksResult **) &self->results->pdata[index], checks_result_unref);
    self->results->pdata[index] = checks_result_ref (result);
    g_free (self->failure);
    self->failure = panel_wizard_outcome_failure (self->results);
  }
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
  show_rest (self);
  if (is_done) {
    tell_outcome (self);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell (self, _ ("Stopped"), _ ("Verify again when you are ready."));
  } else {
    g_autofree char *sentence = session_explain (error);

    tell (self, sentence, "");
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void again_one_cb (PanelWizardCheckRow *row, PanelWizardVerify *self);

static void
make_rows (PanelWizardVerify *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->results, 0);
  g_ptr_array_set_size (self->results, (int) checks_plan_size (self->plan));

  for (guint i = 0; i < checks_plan_size (self->plan); i++) {
    PanelWizardCheckRow *row = panel_wizard_check_row_new (checks_plan_title (self->plan, i));

    g_signal_connect_object (row, "again", G_CALLBACK (again_one_cb), self, 0);
    adw_preferences_group_add (self->group, GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
  }
}

/* The rows of what is verified again wait; the others keep what they say. */
static void
empty_rows (PanelWizardVerify *self)
{
  g_autoptr (ChecksResult) waiting = checks_result_new (CHECKS_WAITING, "", NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (checks_plan_is_picked (self->plan, i)) {
      g_clear_pointer ((ChecksResult **) &self->results->pdata[i], checks_result_unref);
      panel_wizard_check_row_show (self->rows->pdata[i], waiting);
    }
}

/* only: the id of the step to verify again; NULL: all. */
static void
begin (PanelWizardVerify *self, const char *only)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->plan, checks_plan_unref);
  self->plan = self->part == PANEL_VERIFY_ALL
                   ? session_hub_plan_checks (self->hub, self->profile, &self->passwords)
                   : session_hub_plan_directory_checks (self->hub, self->profile, &self->passwords);
  if (only != NULL)
    checks_plan_pick (self->plan, only);
  if (panel_wizard_check_row_are_for (self->rows, self->plan)) /* the place scrolled to stays */
    empty_rows (self);
  else
    make_rows (self);
  g_clear_pointer (&self->failure, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
  gtk_widget_set_visible (self->report_box, FALSE);
  gtk_label_set_text (self->report_note, "");
  tell (self, _ ("Verifying…"), _ ("Each step is tried once."));
  set_running (self, cancellable);
  session_hub_verify_async (self->hub, self->plan, report_cb, self, cancellable, verified_cb,
                            g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
again_one_cb (PanelWizardCheckRow *row, PanelWizardVerify *self)
{
  guint index;

  if (self->cancellable == NULL && g_ptr_array_find (self->rows, row, &index))
    begin (self, checks_plan_id (self->plan, index));
}

void
panel_wizard_verify_keep (PanelWizardVerify *self)
{
  panel_wizard_steps_keep (self->steps);
}

void
panel_wizard_verify_run (PanelWizardVerify *self, SessionHub *hub, ExchangeProfile *profile,
                         const SessionPasswords *passwords)
{
  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  self->profile = exchange_profile_ref (profile);
  session_passwords_copy (&self->passwords, passwords);
  if (self->part == PANEL_VERIFY_ALL)
    panel_wizard_steps_begin (self->steps, hub, profile, passwords);
  begin (self, NULL);
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
  g_ptr_array_set_size (self->results, 0);
  g_ptr_array_set_size (self->results, (int) self->rows->len);
  g_clear_pointer (&self->failure, g_free);
}

static void
again_cb (GtkButton *button, PanelWizardVerify *self)
{
  begin (self, NULL);
}

static void
ignored_read_cb (PanelWizardVerify *self)
{
  if (self->plan != NULL && self->cancellable == NULL)
    tell_outcome (self);
}

static void
ignored_changed_cb (PanelWizardVerify *self)
{
  ignored_read_cb (self);
  g_signal_emit (self, signals[IGNORED], 0);
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelWizardVerify) self = user_data;

  if (self->report_note != NULL && words != NULL)
    gtk_label_set_text (self->report_note, words);
}

static void
save_cb (GtkButton *button, PanelWizardVerify *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const SessionReport report = { .profile = self->profile,
                                 .plan = self->plan,
                                 .results = self->results,
                                 .ignored = panel_wizard_steps_ignored (self->steps),
                                 .now = now };

  panel_save_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save the Report"),
                   _ ("absentia-verification.txt"), session_report_text (&report), saved_cb,
                   g_object_ref (self));
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
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->plan, checks_plan_unref);
  g_clear_pointer (&self->failure, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_VERIFY);
  G_OBJECT_CLASS (panel_wizard_verify_parent_class)->dispose (object);
}

static void
panel_wizard_verify_class_init (PanelWizardVerifyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_verify_dispose;
  panel_focus_pass_on (GTK_WIDGET_CLASS (klass), panel_wizard_verify_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_VERIFY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[IGNORED] = g_signal_new ("ignored", PANEL_TYPE_WIZARD_VERIFY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_WIZARD_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-verify.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, summary);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, advice);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, spinner);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, again);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, stop);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, steps);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, report_box);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardVerify, report_note);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, ignored_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ignored_read_cb);
}

static void
panel_wizard_verify_init (PanelWizardVerify *self)
{
  self->rows = g_ptr_array_new ();
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) checks_result_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
