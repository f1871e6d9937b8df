/* panel-wizard-search-row.c - one step of finding the server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-search-row.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardSearchRow
{
  AdwExpanderRow parent_instance;
  GtkStack *icon_stack;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *time;
  GtkLabel *detail;

  char *title;
  char *place; /* NULL: it waits */
  ChecksState state;
};

G_DEFINE_FINAL_TYPE (PanelWizardSearchRow, panel_wizard_search_row, ADW_TYPE_EXPANDER_ROW)

/* Nothing there is no failure: another step may find the server. */
static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [CHECKS_WAITING] = { "absentia-waiting-symbolic", "dim-label" },
  [CHECKS_RUNNING] = { "absentia-waiting-symbolic", "dim-label" },
  [CHECKS_OK] = { "absentia-connected-symbolic", "check-ok" },
  [CHECKS_WARNING] = { "absentia-failed-symbolic", "check-warning" },
  [CHECKS_FAILED] = { "absentia-stop-symbolic", "check-failed" },
  [CHECKS_SKIPPED] = { "absentia-skipped-symbolic", "dim-label" },
};

static void
set_state (PanelWizardSearchRow *self, ChecksState state)
{
  gboolean is_running = state == CHECKS_RUNNING;

  self->state = state;
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[state].style);
  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  gtk_stack_set_visible_child_name (self->icon_stack, is_running ? "running" : "icon");
  gtk_spinner_set_spinning (self->spinner, is_running);
}

/* what: plain text */
static void
set_subtitle (PanelWizardSearchRow *self, const char *what)
{
  g_autofree char *escaped = g_markup_escape_text (what, -1);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
}

static char *
describe_time (const ChecksResult *result)
{
  if (result->state == CHECKS_RUNNING)
    return g_strdup ("");
  if (result->took_ms < 1000)
    /* Translators: milliseconds */
    return g_strdup_printf (_ ("%u ms"), (guint) result->took_ms);
  /* Translators: seconds */
  return g_strdup_printf (_ ("%.1f s"), (double) result->took_ms / 1000);
}

void
panel_wizard_search_row_show (PanelWizardSearchRow *self, const SessionAutodiscoverStep *step)
{
  const ChecksResult *result = step->result;
  gboolean has_more = result->state != CHECKS_RUNNING && result->detail != NULL;
  g_autofree char *time = describe_time (result);
  /* Translators: %s is an address on the web, or the name of a record in DNS */
  g_autofree char *asking = g_strdup_printf (_ ("Asking %s"), step->place);

  g_free (self->place);
  self->place = g_strdup (step->place);
  set_state (self, result->state);
  if (result->state != CHECKS_RUNNING)
    set_subtitle (self, result->seen);
  else
    set_subtitle (self, *step->place != '\0' ? asking : _ ("Asking Active Directory"));
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->detail, has_more ? result->detail : "");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), has_more);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE); /* enabling it opens it */
}

void
panel_wizard_search_row_end (PanelWizardSearchRow *self, const char *why)
{
  if (self->state != CHECKS_WAITING && self->state != CHECKS_RUNNING)
    return;

  set_state (self, CHECKS_SKIPPED);
  set_subtitle (self, why);
}

gboolean
panel_wizard_search_row_is_titled (PanelWizardSearchRow *self, const char *title)
{
  return g_str_equal (self->title, title);
}

gboolean
panel_wizard_search_row_takes (PanelWizardSearchRow *self, const SessionAutodiscoverStep *step)
{
  return g_str_equal (self->title, step->title) &&
         (self->place == NULL ||
          (self->state == CHECKS_RUNNING && g_str_equal (self->place, step->place)));
}

static void
panel_wizard_search_row_finalize (GObject *object)
{
  PanelWizardSearchRow *self = PANEL_WIZARD_SEARCH_ROW (object);

  g_free (self->title);
  g_free (self->place);
  G_OBJECT_CLASS (panel_wizard_search_row_parent_class)->finalize (object);
}

static void
panel_wizard_search_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_SEARCH_ROW);
  G_OBJECT_CLASS (panel_wizard_search_row_parent_class)->dispose (object);
}

static void
panel_wizard_search_row_class_init (PanelWizardSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_search_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_search_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearchRow, icon_stack);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearchRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearchRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearchRow, time);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearchRow, detail);
}

static void
panel_wizard_search_row_init (PanelWizardSearchRow *self)
{
  self->title = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  set_state (self, CHECKS_WAITING);
}

PanelWizardSearchRow *
panel_wizard_search_row_new (const char *title)
{
  PanelWizardSearchRow *self = g_object_new (PANEL_TYPE_WIZARD_SEARCH_ROW, NULL);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_free (self->title);
  self->title = g_strdup (title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  return self;
}
