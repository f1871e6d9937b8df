/* panel-wizard-private.h - what the wizard's files share */
#pragma once

#include "panel-wizard-admin.h"
#include "panel-wizard-cloud.h"
#include "panel-wizard-finish.h"
#include "panel-wizard-register.h"
#include "panel-wizard-search.h"
#include "panel-wizard-server.h"
#include "panel-wizard-target.h"
#include "panel-wizard-verify.h"
#include "panel-wizard-way.h"
#include "panel-wizard.h"

struct _PanelWizard
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  GtkBox *dots;
  GtkStack *stack;
  GtkWidget *back;
  GtkButton *next;
  PanelWizardTarget *target;
  PanelWizardServer *server;
  PanelWizardAdmin *admin;
  PanelWizardSearch *search;
  PanelWizardCloud *cloud;
  PanelWizardRegister *registering;
  PanelWizardVerify *verify;
  PanelWizardFinish *finish;
  GtkWidget *keeping;

  SessionHub *hub;
  ExchangeProfile *kept; /* of the profile that is changed: its id, and what no page asks for */
  PanelWizardStep first;
  PanelWizardStep step;
  gboolean is_typed;         /* something would be lost */
  gboolean is_searched;      /* what is typed is what was searched with last */
  gboolean is_verified;      /* what is typed is what was verified last */
  gboolean is_closing;       /* nobody has to be asked any more */
  GCancellable *cancellable; /* of keeping the profile */
};

/* What is typed on all pages that the organisation's kind has. The caller unrefs, or clears. */
ExchangeProfile *panel_wizard_make_profile (PanelWizard *self);
void panel_wizard_passwords (PanelWizard *self, SessionPasswords *ret);

/* The step's page is about to be seen; it is left, and what runs there ends. */
void panel_wizard_enter (PanelWizard *self, PanelWizardStep step);
void panel_wizard_leave (PanelWizard *self, PanelWizardStep step);
/* FALSE when something on the page has to be mended first, which the page then says. */
gboolean panel_wizard_check (PanelWizard *self, PanelWizardStep step,
                             const ExchangeProfile *profile);
/* What nobody gets from the page without: a server that was found, a log-in that works. */
gboolean panel_wizard_can_go_on (PanelWizard *self);
