/* directory-checks.c - the steps that show how a directory does, in their order
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-checks.h"

#include <glib/gi18n-lib.h>

#define NO_WAY DIRECTORY_CHECKS_WAYS

static const struct
{
  const char *id;
  const char *title;
  const char *needs;
  ChecksRun run;
  DirectoryChecksWay way;
} steps[] = {
  { "directory-find", N_ ("Domain controllers"), NULL, directory_checks_find, NO_WAY },
  { "directory-ticket", N_ ("Log-in with the Kerberos ticket"), "directory-find",
    directory_checks_ticket, DIRECTORY_CHECKS_TICKET },
  { "directory-password", N_ ("Log-in with a ticket for the password"), "directory-find",
    directory_checks_password, DIRECTORY_CHECKS_PASSWORD },
  { "directory-simple", N_ ("Log-in with the password over TLS"), "directory-find",
    directory_checks_simple, DIRECTORY_CHECKS_SIMPLE },
  { "directory-forest", N_ ("Domains and trusts"), "directory-find", directory_checks_forest,
    NO_WAY },
  { "directory-exchange", N_ ("Exchange in the directory"), "directory-forest",
    directory_checks_exchange, NO_WAY },
  { "directory-people", N_ ("People with a mailbox"), "directory-forest", directory_checks_people,
    NO_WAY },
};

static const ExchangeDirectoryAuth auth_of_way[] = {
  [DIRECTORY_CHECKS_TICKET] = EXCHANGE_DIRECTORY_AUTH_TICKET,
  [DIRECTORY_CHECKS_PASSWORD] = EXCHANGE_DIRECTORY_AUTH_PASSWORD,
  [DIRECTORY_CHECKS_SIMPLE] = EXCHANGE_DIRECTORY_AUTH_SIMPLE,
};

/* The same directory, by one way only. */
static DirectoryForest *
new_forest (const ExchangeProfile *profile, BaseSecret *password, ExchangeDirectoryAuth auth)
{
  ExchangeProfile draft = *profile;
  g_autoptr (ExchangeProfile) one_way = NULL;

  draft.directory_auth = auth;
  one_way = exchange_profile_new (&draft);
  return directory_forest_new (one_way, password);
}

static DirectoryChecks *
make_checks (const ExchangeProfile *profile, BaseSecret *password)
{
  DirectoryChecks *self = g_atomic_rc_box_new0 (DirectoryChecks);

  self->forest = directory_forest_new (profile, password);
  for (guint i = 0; i < DIRECTORY_CHECKS_WAYS; i++)
    if (profile->directory_auth == EXCHANGE_DIRECTORY_AUTH_AUTO ||
        profile->directory_auth == auth_of_way[i])
      self->tries[i].forest = new_forest (profile, password, auth_of_way[i]);
  return self;
}

static void
clear_checks (gpointer data)
{
  DirectoryChecks *self = data;

  directory_forest_unref (self->forest);
  for (guint i = 0; i < DIRECTORY_CHECKS_WAYS; i++) {
    directory_forest_unref (self->tries[i].forest);
    directory_root_unref (self->tries[i].root);
    g_clear_error (&self->tries[i].error);
  }
}

static void
unref_checks (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_checks);
}

void
directory_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password,
                      const char *proof)
{
  DirectoryChecks *checks = make_checks (profile, password);

  checks->plan = plan;
  checks->proof = proof;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (steps[i].way != NO_WAY && checks->tries[steps[i].way].forest == NULL)
      continue;
    checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                     g_atomic_rc_box_acquire (checks), unref_checks);
    if (steps[i].way != NO_WAY && proof != NULL)
      checks_plan_wait (plan, steps[i].id, proof);
  }
  unref_checks (checks);
}

const DirectoryChecksTry *
directory_checks_best (const DirectoryChecks *checks)
{
  for (guint i = 0; i < DIRECTORY_CHECKS_WAYS; i++)
    if (checks->tries[i].root != NULL)
      return &checks->tries[i];
  return NULL;
}
