/* session-core.c - profiles and their passwords, and the way to an open organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core.h"

#include "base-error.h"
#include "checks-plan.h"
#include "directory-checks.h"
#include "ews-backend.h"
#include "keyring-secret.h"
#include "powershell-checks.h"
#include "session-core-private.h"
#include "session-directory.h"
#include "session-explain.h"
#include "session-org.h"
#include "session-passwords.h"
#include "store-ignored.h"
#include "store-profile.h"

#include <glib/gi18n-lib.h>

struct _SessionCore
{
  StoreDb *db;
  SessionSecrets where;
  SessionPasswordBox *passwords;
};

SessionCore *
session_core_new (const char *store_path, SessionSecrets where, GError **error)
{
  g_autofree char *path = store_path != NULL ? g_strdup (store_path) : store_db_default_path ();
  StoreDb *db = store_db_open (path, error);
  SessionCore *self;

  if (db == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (SessionCore);
  self->db = db;
  self->where = where;
  self->passwords = session_password_box_new (where);
  return self;
}

SessionCore *
session_core_ref (SessionCore *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_core (gpointer data)
{
  SessionCore *self = data;

  session_password_box_free (self->passwords);
  store_db_unref (self->db);
}

void
session_core_unref (SessionCore *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_core);
}

StoreDb *
session_core_db (SessionCore *self)
{
  return self->db;
}

GPtrArray *
session_core_list_profiles (SessionCore *self, GError **error)
{
  return store_profile_list (self->db, error);
}

char *
session_core_profile_in_use (SessionCore *self, GError **error)
{
  return store_profile_in_use (self->db, error);
}

ExchangeProfile *
session_core_find_profile (SessionCore *self, const char *name, GError **error)
{
  return store_profile_find (self->db, name, error);
}

static const char *
directory_account (const ExchangeProfile *profile)
{
  return *profile->directory_user != '\0' ? profile->directory_user : profile->admin_upn;
}

/* Never the administrator's password for somebody else: tried for them, it would lock them out. */
static gboolean
shares_account (const ExchangeProfile *profile)
{
  return g_ascii_strcasecmp (directory_account (profile), profile->admin_upn) == 0;
}

/* The directory's kept password is not to be used any more: it is somebody else's, or the same
 * account has a newer one. */
static gboolean
is_stale (const ExchangeProfile *before, const ExchangeProfile *now,
          const SessionPasswords *passwords)
{
  if (passwords->directory != NULL || *before->directory == '\0')
    return FALSE;
  return g_ascii_strcasecmp (directory_account (before), directory_account (now)) != 0 ||
         (passwords->admin != NULL && shares_account (now));
}

gboolean
session_core_keep_profile (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                           const SessionPasswords *passwords, GError **error)
{
  g_autoptr (ExchangeProfile) known = NULL;
  SessionPasswords kept;

  if (!exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, error))
    return FALSE;
  known = store_profile_find (self->db, profile->id, NULL);
  if (session_password_box_keep (self->passwords, call, profile, passwords, &kept, error) &&
      store_profile_save (self->db, profile, error)) {
    if (known != NULL && is_stale (known, profile, passwords))
      session_password_box_drop_one (self->passwords, call, profile->id,
                                     SESSION_PASSWORD_DIRECTORY);
    return TRUE;
  }

  /* The passwords of a profile that was there before may be the right ones for it. */
  if (known == NULL)
    session_password_box_drop (self->passwords, call, profile->id, &kept);
  return FALSE;
}

gboolean
session_core_use_profile (SessionCore *self, ExchangeProfile *profile, GError **error)
{
  return store_profile_use (self->db, profile->id, error);
}

gboolean
session_core_remove_profile (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                             GError **error)
{
  return session_password_box_remove (self->passwords, call, profile->id, error) &&
         store_profile_remove (self->db, profile->id, error);
}

static BaseSecret *
find_admin_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  /* Kerberos needs none; what was typed for another way to log in is taken all the same. */
  if (profile->auth == EXCHANGE_AUTH_NEGOTIATE)
    return session_password_box_recall (self->passwords, profile->id, SESSION_PASSWORD_ADMIN);
  return session_password_box_find (self->passwords, call, profile->id, SESSION_PASSWORD_ADMIN,
                                    error);
}

static BaseSecret *
find_directory_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                         GError **error)
{
  BaseSecret *password;
  GError *problem = NULL;

  if (*profile->directory == '\0' || profile->directory_auth == EXCHANGE_DIRECTORY_AUTH_TICKET)
    return NULL;

  password = session_password_box_find (self->passwords, call, profile->id,
                                        SESSION_PASSWORD_DIRECTORY, &problem);
  if (password == NULL && problem == NULL && shares_account (profile))
    password = session_password_box_find (self->passwords, call, profile->id,
                                          SESSION_PASSWORD_ADMIN, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return password;
}

BaseSecret *
session_core_find_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                            SessionPassword which, GError **error)
{
  return which == SESSION_PASSWORD_ADMIN ? find_admin_password (self, call, profile, error)
                                         : find_directory_password (self, call, profile, error);
}

static ChecksResult *
check_keyring (BaseCall *call, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *detail = NULL;

  if (keyring_check (call, &error))
    return checks_result_new (CHECKS_OK, _ ("The keyring can keep the password."), NULL, NULL);

  seen = session_explain (error);
  remedy = session_remedy (error);
  detail = session_detail (error);
  return checks_result_new (CHECKS_WARNING, seen, remedy, detail);
}

ChecksResult *
session_core_explain_check (const GError *error)
{
  g_autofree char *seen = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);
  ChecksResult *result = checks_result_new (CHECKS_FAILED, seen, remedy, detail);

  result->error = g_error_copy (error); /* nobody else has it yet */
  return result;
}

/* The one that was typed, else the remembered one; NULL when there is none. */
static BaseSecret *
choose_password (SessionCore *self, const ExchangeProfile *profile, SessionPassword which,
                 BaseSecret *typed)
{
  if (typed != NULL)
    return base_secret_ref (typed);
  return self != NULL ? session_password_box_recall (self->passwords, profile->id, which) : NULL;
}

BaseSecret *
session_core_choose_directory_password (SessionCore *self, const ExchangeProfile *profile,
                                        const SessionPasswords *passwords)
{
  gboolean is_shared = shares_account (profile);
  BaseSecret *typed = passwords->directory;
  BaseSecret *password;

  if (typed == NULL && is_shared)
    typed = passwords->admin;
  password = choose_password (self, profile, SESSION_PASSWORD_DIRECTORY, typed);
  return password == NULL && is_shared
             ? choose_password (self, profile, SESSION_PASSWORD_ADMIN, NULL)
             : password;
}

GHashTable *
session_core_ignored (SessionCore *self, const ExchangeProfile *profile, GError **error)
{
  return store_ignored_list (self->db, profile->id, error);
}

static void
add_powershell_checks (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *admin)
{
  static const HttpAuth auths[] = { [EXCHANGE_AUTH_AUTO] = HTTP_AUTH_NONE,
                                    [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE,
                                    [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM,
                                    [EXCHANGE_AUTH_BASIC] = HTTP_AUTH_BASIC };
  const PowershellChecksSetup setup = { .ews_url = profile->ews_url,
                                        .console = profile->console,
                                        .ca_pem = profile->ca_pem,
                                        .account = profile->admin_upn,
                                        .secret = admin,
                                        .auth = auths[profile->auth] };

  powershell_checks_add (plan, &setup, "credentials");
}

ChecksPlan *
session_core_plan_checks (SessionCore *self, ExchangeProfile *profile,
                          const SessionPasswords *passwords)
{
  ChecksPlan *plan = checks_plan_new ();
  g_autoptr (BaseSecret) admin =
      choose_password (self, profile, SESSION_PASSWORD_ADMIN, passwords->admin);

  checks_plan_set_explain (plan, session_core_explain_check);
  ews_backend.add_checks (plan, profile, admin);
  add_powershell_checks (plan, profile, admin);
  if (*profile->directory != '\0') {
    g_autoptr (BaseSecret) directory =
        session_core_choose_directory_password (self, profile, passwords);

    /* The same password again would be refused again, and lock the account. */
    directory_checks_add (plan, profile, directory,
                          shares_account (profile) ? "credentials" : NULL);
  }
  if (self == NULL || self->where == SESSION_SECRETS_KEYRING)
    checks_plan_add (plan, "keyring", _ ("Keyring"), NULL, check_keyring, NULL, NULL);
  return plan;
}

/* no_password: why there is none; NULL when there is nothing wrong with that. */
static SessionOrg *
open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile, BaseSecret *password,
          GError *no_password, GError **error)
{
  GError *problem = NULL;
  SessionOrg *org;

  if (g_error_matches (no_password, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_error_copy (no_password));
    return NULL;
  }
  if (profile->kind != EXCHANGE_KIND_ON_PREMISES) {
    base_error_set (error, BASE_ERROR_UNSUPPORTED, "there is no backend for %s yet",
                    exchange_kind_names[profile->kind]);
    return NULL;
  }

  if (profile->path != EXCHANGE_PATH_EWS) {
    base_error_set (error, BASE_ERROR_UNSUPPORTED, "there is no backend for %s yet",
                    exchange_path_names[profile->path]);
    return NULL;
  }

  org = session_org_open (call, &ews_backend, self->db, profile, password, &problem);
  /* Without a password a Kerberos ticket may do; when it does not, the keyring is what to tell
   * about. */
  if (no_password != NULL && g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH)) {
    g_clear_error (&problem);
    problem = g_error_copy (no_password);
  }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return org;
}

SessionOrg *
session_core_open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  g_autoptr (GError) no_password = NULL;
  g_autoptr (BaseSecret) password =
      session_core_find_password (self, call, profile, SESSION_PASSWORD_ADMIN, &no_password);
  SessionOrg *org = open_org (self, call, profile, password, no_password, error);

  if (org != NULL)
    session_org_take_directory (org, session_core_open_directory (self, profile, NULL));
  return org;
}

SessionOrg *
session_core_open_draft (SessionCore *self, BaseCall *call, ExchangeProfile *draft,
                         const SessionPasswords *passwords, GError **error)
{
  g_autoptr (GError) no_password = NULL;
  g_autoptr (BaseSecret) password = NULL;
  SessionOrg *org;

  if (!exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_SERVER, error) ||
      !exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_ADMIN, error))
    return NULL;

  password =
      passwords->admin != NULL
          ? base_secret_ref (passwords->admin)
          : session_core_find_password (self, call, draft, SESSION_PASSWORD_ADMIN, &no_password);
  org = open_org (self, call, draft, password, no_password, error);
  if (org != NULL && *draft->directory != '\0')
    session_org_take_directory (org, session_directory_new (self, draft, passwords));
  return org;
}
