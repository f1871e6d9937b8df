/* panel-wizard-way.h - the wizard's steps: which there are, in which order, and how they are shown
 */
#pragma once

#include "exchange-profile.h"

#include <gtk/gtk.h>

typedef enum
{
  STEP_WELCOME, /* only on first start */
  STEP_TARGET,
  STEP_SERVER, /* this and the next two: on premises and hybrid */
  STEP_ADMIN,
  STEP_SEARCH, /* only where the server is to be found */
  STEP_CLOUD,  /* this and the next: online and hybrid */
  STEP_REGISTER,
  STEP_VERIFY,
  STEP_FINISH
} PanelWizardStep;

/* Which steps this wizard goes. */
typedef struct
{
  PanelWizardStep first;
  ExchangeKind kind;
  gboolean is_searching;
} PanelWizardWay;

/* The name of the step's page in the stack. */
const char *panel_wizard_way_page (PanelWizardStep step);

/* The one after or before step, or step itself at an end. */
PanelWizardStep panel_wizard_way_next (const PanelWizardWay *self, PanelWizardStep step);
PanelWizardStep panel_wizard_way_previous (const PanelWizardWay *self, PanelWizardStep step);

/* "Step 2 of 5: Server connection". Caller frees. */
char *panel_wizard_way_subtitle (const PanelWizardWay *self, PanelWizardStep step);
/* dots: one child for each step that there may be. */
void panel_wizard_way_show (const PanelWizardWay *self, GtkBox *dots, PanelWizardStep here);
