/* panel-wizard-way.c - the wizard's steps
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-way.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *page;
  const char *title;
} steps[] = {
  [STEP_WELCOME] = { "welcome", N_ ("Welcome") },
  [STEP_TARGET] = { "target", N_ ("Target server") },
  [STEP_SERVER] = { "server", N_ ("Server connection") },
  [STEP_ADMIN] = { "admin", N_ ("Administrator") },
  [STEP_SEARCH] = { "search", N_ ("Finding the server") },
  [STEP_CLOUD] = { "cloud", N_ ("Organisation and app") },
  [STEP_REGISTER] = { "register", N_ ("Register the app") },
  [STEP_VERIFY] = { "verify", N_ ("Verification") },
  [STEP_FINISH] = { "finish", N_ ("Finish") },
};

const char *
panel_wizard_way_page (PanelWizardStep step)
{
  return steps[step].page;
}

static gboolean
has (const PanelWizardWay *self, PanelWizardStep step)
{
  gboolean is_premises = step == STEP_SERVER || step == STEP_ADMIN || step == STEP_SEARCH;
  gboolean is_cloud = step == STEP_CLOUD || step == STEP_REGISTER;

  if (step < self->first || (is_premises && self->kind == EXCHANGE_KIND_ONLINE) ||
      (is_cloud && self->kind == EXCHANGE_KIND_ON_PREMISES))
    return FALSE;
  return step != STEP_SEARCH || self->is_searching;
}

PanelWizardStep
panel_wizard_way_next (const PanelWizardWay *self, PanelWizardStep step)
{
  for (PanelWizardStep other = step + 1; other <= STEP_FINISH; other++)
    if (has (self, other))
      return other;
  return step;
}

PanelWizardStep
panel_wizard_way_previous (const PanelWizardWay *self, PanelWizardStep step)
{
  for (PanelWizardStep other = step; other > self->first;)
    if (has (self, --other))
      return other;
  return step;
}

static guint
count (const PanelWizardWay *self, PanelWizardStep last)
{
  guint n = 0;

  for (PanelWizardStep step = STEP_WELCOME; step <= last; step++)
    if (has (self, step))
      n++;
  return n;
}

char *
panel_wizard_way_subtitle (const PanelWizardWay *self, PanelWizardStep step)
{
  /* Translators: "Step 2 of 5: Server connection" */
  return g_strdup_printf (_ ("Step %u of %u: %s"), count (self, step), count (self, STEP_FINISH),
                          _ (steps[step].title));
}

void
panel_wizard_way_show (const PanelWizardWay *self, GtkBox *dots, PanelWizardStep here)
{
  GtkWidget *dot = gtk_widget_get_first_child (GTK_WIDGET (dots));

  for (PanelWizardStep step = STEP_WELCOME; dot != NULL;
       step++, dot = gtk_widget_get_next_sibling (dot)) {
    gtk_widget_set_visible (dot, has (self, step));
    gtk_widget_remove_css_class (dot, "here");
    gtk_widget_remove_css_class (dot, "done");
    if (step == here)
      gtk_widget_add_css_class (dot, "here");
    if (step < here)
      gtk_widget_add_css_class (dot, "done");
  }
}
