/* panel-wizard-check-row.c - one step of the verification
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-check-row.h"

#include "panel-copy-button.h"
#include "panel-remedy.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardCheckRow
{
  AdwExpanderRow parent_instance;
  char *title;
  GtkStack *icon_stack;
  GtkImage *icon;
  GtkBox *remedy;
  GtkLabel *detail;
  PanelCopyButton *copy;
  GtkWidget *again;
  gboolean can_repeat;
};

enum
{
  AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardCheckRow, panel_wizard_check_row, ADW_TYPE_EXPANDER_ROW)

static const struct
{
  const char *icon;
  const char *style;
  const char *words;
} looks[] = {
  [CHECKS_WAITING] = { "absentia-waiting-symbolic", "dim-label", N_ ("Waiting") },
  [CHECKS_RUNNING] = { "absentia-waiting-symbolic", "dim-label", N_ ("Running…") },
  [CHECKS_OK] = { "absentia-connected-symbolic", "check-ok", N_ ("Passed") },
  [CHECKS_WARNING] = { "absentia-failed-symbolic", "check-warning", N_ ("Warning") },
  [CHECKS_FAILED] = { "absentia-stop-symbolic", "check-failed", N_ ("Failed") },
  [CHECKS_SKIPPED] = { "absentia-skipped-symbolic", "dim-label", N_ ("Skipped") },
};

/* All that the row tells, for a mail or a ticket. */
static void
prepare_copy (PanelWizardCheckRow *self, const char *subtitle, const ChecksResult *result)
{
  GString *text = g_string_new (self->title);

  g_string_append_printf (text, "\n%s", subtitle);
  if (result->remedy != NULL)
    g_string_append_printf (text, "\n%s", result->remedy);
  if (result->detail != NULL)
    g_string_append_printf (text, "\n%s", result->detail);
  panel_copy_button_set_text (self->copy, text->str);
  g_string_free (text, TRUE);
}

void
panel_wizard_check_row_show (PanelWizardCheckRow *self, const ChecksResult *result)
{
  const char *state = _ (looks[result->state].words);
  g_autofree char *subtitle = NULL;
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[result->state].style);
  gtk_image_set_from_icon_name (self->icon, looks[result->state].icon);
  gtk_stack_set_visible_child_name (self->icon_stack,
                                    result->state == CHECKS_RUNNING ? "running" : "icon");

  /* Translators: the state of a check and what it found: "Failed: The certificate has expired." */
  subtitle = *result->seen != '\0' ? g_strdup_printf (_ ("%s: %s"), state, result->seen)
                                   : g_strdup (state);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  panel_remedy_fill (self->remedy, result->remedy);
  gtk_label_set_text (self->detail, result->detail != NULL ? result->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), result->detail != NULL);
  prepare_copy (self, subtitle, result);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), result->state > CHECKS_RUNNING);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 result->state == CHECKS_FAILED && result->remedy != NULL);
}

static void
again_cb (GtkButton *button, PanelWizardCheckRow *self)
{
  if (self->can_repeat)
    g_signal_emit (self, signals[AGAIN], 0);
}

void
panel_wizard_check_row_set_can_repeat (PanelWizardCheckRow *self, gboolean can_repeat)
{
  /* Where somebody is stays, so that the focus does. */
  gboolean is_shown = can_repeat || gtk_widget_has_focus (self->again);

  gtk_widget_set_visible (self->again, is_shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->again), GTK_ACCESSIBLE_STATE_DISABLED,
                               !can_repeat, -1);
  self->can_repeat = can_repeat;
}

static void
panel_wizard_check_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_CHECK_ROW);
  G_OBJECT_CLASS (panel_wizard_check_row_parent_class)->dispose (object);
}

static void
panel_wizard_check_row_finalize (GObject *object)
{
  g_free (PANEL_WIZARD_CHECK_ROW (object)->title);
  G_OBJECT_CLASS (panel_wizard_check_row_parent_class)->finalize (object);
}

static void
panel_wizard_check_row_class_init (PanelWizardCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_check_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_check_row_finalize;
  g_type_ensure (PANEL_TYPE_COPY_BUTTON);
  signals[AGAIN] = g_signal_new ("again", PANEL_TYPE_WIZARD_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, icon_stack);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, copy);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCheckRow, again);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
panel_wizard_check_row_init (PanelWizardCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
panel_wizard_check_row_are_for (const GPtrArray *rows, const ChecksPlan *plan)
{
  guint i = 0;

  while (i < rows->len && i < checks_plan_size (plan) &&
         g_str_equal (((PanelWizardCheckRow *) rows->pdata[i])->title, checks_plan_title (plan, i)))
    i++;
  return i == rows->len && i == checks_plan_size (plan);
}

PanelWizardCheckRow *
panel_wizard_check_row_new (const char *title)
{
  PanelWizardCheckRow *self = g_object_new (PANEL_TYPE_WIZARD_CHECK_ROW, NULL);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  /* Translators: %s is the title of a check, such as "Server reachable" */
  g_autofree char *again = g_strdup_printf (_ ("Verify “%s” again"), title);
  g_autoptr (ChecksResult) waiting = checks_result_new (CHECKS_WAITING, "", NULL, NULL);

  self->title = g_strdup (title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  gtk_widget_set_tooltip_text (self->again, again);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  again, -1);
  panel_wizard_check_row_show (self, waiting);
  return self;
}
