/* panel-wizard-pages.c - what the wizard's pages get and give
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-private.h"

/* What belongs to servers on premises, or to the cloud, and was there before. */
static void
forget_other_kind (ExchangeProfile *draft, ExchangeKind kept)
{
  if (draft->kind == EXCHANGE_KIND_ONLINE && kept != EXCHANGE_KIND_ONLINE) {
    draft->server = draft->ews_url = draft->build = draft->offered = NULL;
    draft->console = draft->admin_upn = NULL;
    draft->directory = draft->directory_user = draft->directory_ca_pem = NULL;
    draft->version = EXCHANGE_VERSION_AUTO;
    draft->path = EXCHANGE_PATH_EWS;
  }
  if (draft->kind == EXCHANGE_KIND_ON_PREMISES) {
    draft->cloud = draft->tenant = draft->client_id = draft->certificate = NULL;
    draft->client_until = draft->online_user = NULL;
    draft->login_url = draft->graph_url = draft->admin_api_url = NULL;
    draft->sign_in = EXCHANGE_SIGN_IN_APPLICATION;
  }
}

ExchangeProfile *
panel_wizard_make_profile (PanelWizard *self)
{
  ExchangeProfile draft = *self->kept;

  draft.kind = panel_wizard_target_kind (self->target);
  forget_other_kind (&draft, self->kept->kind);
  if (draft.kind != EXCHANGE_KIND_ONLINE) {
    panel_wizard_server_fill (self->server, &draft);
    panel_wizard_admin_fill (self->admin, &draft);
  }
  if (draft.kind != EXCHANGE_KIND_ON_PREMISES)
    panel_wizard_cloud_fill (self->cloud, &draft);
  if (self->step == STEP_FINISH)
    panel_wizard_finish_fill (self->finish, &draft);
  return exchange_profile_new (&draft);
}

void
panel_wizard_passwords (PanelWizard *self, SessionPasswords *ret)
{
  ExchangeKind kind = panel_wizard_target_kind (self->target);

  if (kind != EXCHANGE_KIND_ONLINE)
    panel_wizard_admin_passwords (self->admin, ret);
  if (kind != EXCHANGE_KIND_ON_PREMISES)
    panel_wizard_cloud_passwords (self->cloud, ret);
}

static void
begin_search (PanelWizard *self)
{
  g_autoptr (ExchangeProfile) draft = NULL;
  g_auto (SessionPasswords) passwords = { NULL };

  if (self->is_searched)
    return;

  draft = panel_wizard_make_profile (self);
  panel_wizard_passwords (self, &passwords);
  self->is_searched = TRUE;
  panel_wizard_search_run (self->search, self->hub, draft, &passwords,
                           panel_wizard_server_address (self->server));
}

static void
begin_verification (PanelWizard *self)
{
  g_autoptr (ExchangeProfile) profile = NULL;
  g_auto (SessionPasswords) passwords = { NULL };

  /* Looking at it again asks nobody again: a wrong password is sent once, not once a visit. */
  if (self->is_verified)
    return;

  profile = panel_wizard_make_profile (self);
  panel_wizard_passwords (self, &passwords);
  self->is_verified = TRUE;
  panel_wizard_verify_run (self->verify, self->hub, profile, &passwords);
}

void
panel_wizard_enter (PanelWizard *self, PanelWizardStep step)
{
  g_autoptr (ExchangeProfile) so_far = panel_wizard_make_profile (self);

  switch (step) {
  case STEP_ADMIN:
    panel_wizard_admin_begin (self->admin, self->hub, so_far);
    break;
  case STEP_SEARCH:
    begin_search (self);
    break;
  case STEP_CLOUD:
    panel_wizard_cloud_begin (self->cloud, self->hub, so_far);
    break;
  case STEP_REGISTER:
    panel_wizard_register_begin (self->registering, self->hub, so_far,
                                 panel_wizard_cloud_thumbprint (self->cloud));
    break;
  case STEP_VERIFY:
    begin_verification (self);
    break;
  case STEP_FINISH:
    panel_wizard_finish_show (self->finish, so_far, panel_wizard_verify_summary (self->verify));
    break;
  default:
    break;
  }
}

void
panel_wizard_leave (PanelWizard *self, PanelWizardStep step)
{
  if (step == STEP_ADMIN)
    panel_wizard_admin_stop (self->admin);
  if (step == STEP_SEARCH)
    panel_wizard_search_stop (self->search);
  if (step == STEP_CLOUD)
    panel_wizard_cloud_stop (self->cloud);
  if (step == STEP_REGISTER)
    panel_wizard_register_stop (self->registering);
  if (step == STEP_VERIFY)
    panel_wizard_verify_stop (self->verify);
}

gboolean
panel_wizard_check (PanelWizard *self, PanelWizardStep step, const ExchangeProfile *profile)
{
  g_autoptr (GError) error = NULL;

  if (step == STEP_SERVER) {
    if (!panel_wizard_server_is_automatic (self->server))
      exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_SERVER, &error);
    panel_wizard_server_show_problem (self->server, error);
  } else if (step == STEP_ADMIN) {
    if (exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ADMIN, &error))
      exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_DIRECTORY, &error);
    panel_wizard_admin_show_problem (self->admin, error);
  } else if (step == STEP_CLOUD || step == STEP_REGISTER) {
    if (exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ONLINE, &error) &&
        exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ADMIN, &error))
      panel_wizard_cloud_check (self->cloud, &error);
    panel_wizard_cloud_show_problem (self->cloud, error);
  } else if (step == STEP_FINISH) {
    exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, &error);
    panel_wizard_finish_show_problem (self->finish, error);
  }
  return error == NULL;
}

gboolean
panel_wizard_can_go_on (PanelWizard *self)
{
  if (self->step == STEP_SEARCH)
    return panel_wizard_search_found (self->search) != NULL;
  if (self->step == STEP_VERIFY)
    return panel_wizard_verify_can_go_on (self->verify);
  return TRUE;
}
