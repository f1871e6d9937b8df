/* session-core.c - profiles and their passwords, and the way to an open organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core.h"

#include "base-error.h"
#include "http-auth.h"
#include "session-backend.h"
#include "session-core-private.h"
#include "session-directory.h"
#include "session-online.h"
#include "session-org-private.h"
#include "session-org.h"
#include "session-passwords.h"
#include "store-ignored.h"
#include "store-profile.h"

#include <string.h>

struct _SessionCore
{
  StoreDb *db;
  SessionSecrets where;
  SessionPasswordBox *passwords;
  GMutex lock;
  GHashTable *tested; /* settings → mailbox */
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
  g_mutex_init (&self->lock);
  self->tested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  g_hash_table_unref (self->tested);
  g_mutex_clear (&self->lock);
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

SessionPasswordBox *
session_core_passwords (SessionCore *self)
{
  return self->passwords;
}

/* What a test belongs to, as the store has it. */
static char *
settings_of (const ExchangeProfile *profile)
{
  return g_strjoin ("\n", profile->id, profile->ews_url, profile->admin_upn, NULL);
}

char *
session_core_tested (SessionCore *self, const ExchangeProfile *profile)
{
  g_autofree char *settings = settings_of (profile);
  g_autoptr (GMutexLocker) locker = self != NULL ? g_mutex_locker_new (&self->lock) : NULL;

  return locker != NULL ? g_strdup (g_hash_table_lookup (self->tested, settings)) : NULL;
}

void
session_core_remember_tested (SessionCore *self, const ExchangeProfile *profile,
                              const char *mailbox)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_replace (self->tested, settings_of (profile), g_strdup (mailbox));
}

gboolean
session_core_needs_keyring (SessionCore *self)
{
  return self == NULL || self->where == SESSION_SECRETS_KEYRING;
}

char *
session_core_who (void)
{
  return g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
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

gboolean
session_core_shares_account (const ExchangeProfile *profile)
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
         (passwords->admin != NULL && session_core_shares_account (now));
}

/* The kept secret belongs to another application, or to another certificate. */
static gboolean
is_stale_client (const ExchangeProfile *before, const ExchangeProfile *now,
                 const SessionPasswords *passwords)
{
  return passwords->client == NULL && exchange_profile_is_online (before) &&
         (!exchange_profile_is_online (now) ||
          g_ascii_strcasecmp (before->client_id, now->client_id) != 0 ||
          strcmp (before->certificate, now->certificate) != 0 || before->sign_in != now->sign_in ||
          g_ascii_strcasecmp (before->online_user, now->online_user) != 0);
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
    if (known != NULL && is_stale_client (known, profile, passwords))
      session_password_box_drop_one (self->passwords, call, profile->id, SESSION_PASSWORD_CLIENT);
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

void
session_core_remember_passwords (SessionCore *self, const char *profile_id,
                                 const SessionPasswords *passwords)
{
  session_password_box_remember_all (self->passwords, profile_id, passwords);
}

void
session_core_forget_passwords (SessionCore *self, const char *profile_id)
{
  session_password_box_forget (self->passwords, profile_id);
}

static BaseSecret *
find_admin_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  if (!exchange_profile_is_on_premises (profile))
    return NULL;
  /* Kerberos needs none where there is a ticket; what was typed is taken all the same. */
  if (profile->auth == EXCHANGE_AUTH_NEGOTIATE && http_auth_has_ticket ())
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
  if (password == NULL && problem == NULL && session_core_shares_account (profile))
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
  switch (which) {
  case SESSION_PASSWORD_ADMIN:
    return find_admin_password (self, call, profile, error);
  case SESSION_PASSWORD_DIRECTORY:
    return find_directory_password (self, call, profile, error);
  case SESSION_PASSWORD_CLIENT:
    return exchange_profile_is_online (profile)
               ? session_password_box_find (self->passwords, call, profile->id, which, error)
               : NULL;
  }
  return NULL;
}

BaseSecret *
session_core_choose_password (SessionCore *self, const ExchangeProfile *profile,
                              SessionPassword which, BaseSecret *typed)
{
  if (typed != NULL)
    return self != NULL ? session_password_box_newest (self->passwords, typed)
                        : base_secret_ref (typed);
  return self != NULL ? session_password_box_recall (self->passwords, profile->id, which) : NULL;
}

BaseSecret *
session_core_choose_directory_password (SessionCore *self, const ExchangeProfile *profile,
                                        const SessionPasswords *passwords)
{
  gboolean is_shared = session_core_shares_account (profile);
  BaseSecret *typed = passwords->directory;
  BaseSecret *password;

  if (typed == NULL && is_shared)
    typed = passwords->admin;
  password = session_core_choose_password (self, profile, SESSION_PASSWORD_DIRECTORY, typed);
  return password == NULL && is_shared
             ? session_core_choose_password (self, profile, SESSION_PASSWORD_ADMIN, NULL)
             : password;
}

GHashTable *
session_core_ignored (SessionCore *self, const ExchangeProfile *profile, GError **error)
{
  return store_ignored_list (self->db, profile->id, error);
}

/* As typed, else as kept. no_password: why one is not there; NULL when there is nothing wrong with
 * that. */
static void
find_passwords (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                const SessionPasswords *typed, SessionPasswords *ret, GError **no_password)
{
  GError *problem = NULL;

  ret->admin = typed->admin != NULL ? base_secret_ref (typed->admin)
                                    : session_core_find_password (self, call, profile,
                                                                  SESSION_PASSWORD_ADMIN, &problem);
  if (typed->client != NULL)
    ret->client = session_password_box_newest (self->passwords, typed->client);
  else if (problem == NULL)
    ret->client =
        session_core_find_password (self, call, profile, SESSION_PASSWORD_CLIENT, &problem);
  if (problem != NULL)
    g_propagate_error (no_password, problem);
}

static SessionOrg *
open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
          const SessionPasswords *typed, GError **error)
{
  g_auto (SessionPasswords) passwords = { NULL };
  g_autoptr (GError) no_password = NULL;
  g_autoptr (OauthKeeper) keeper = NULL;
  GError *problem = NULL;
  ExchangeBackend *backend;
  SessionOrg *org;

  find_passwords (self, call, profile, typed, &passwords, &no_password);
  if (g_error_matches (no_password, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_error_copy (no_password));
    return NULL;
  }
  keeper = session_core_new_keeper (self, profile);
  backend = session_backend_open (call, self->db, profile, &passwords, keeper, &problem);
  /* Without a password a Kerberos ticket may do; when it does not, the keyring is what to tell
   * about. */
  if (no_password != NULL && g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH)) {
    g_clear_error (&problem);
    problem = g_error_copy (no_password);
  }
  if (backend == NULL) {
    g_propagate_error (error, problem);
    return NULL;
  }

  org = session_org_new (backend, self->db, profile, passwords.admin);
  session_org_set_core (org, self);
  if (session_online_is_on (profile)) /* what it needs, the backend has just taken */
    session_org_take_online (org, session_online_new (profile, passwords.client, NULL));
  return org;
}

SessionOrg *
session_core_open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  SessionOrg *org = open_org (self, call, profile, &(SessionPasswords){ NULL }, error);

  if (org != NULL)
    session_org_take_directory (org, session_core_open_directory (self, profile, NULL));
  return org;
}

SessionOrg *
session_core_open_draft (SessionCore *self, BaseCall *call, ExchangeProfile *draft,
                         const SessionPasswords *passwords, GError **error)
{
  SessionOrg *org;

  if (!exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_SERVER, error) ||
      !exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_ADMIN, error) ||
      !exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_ONLINE, error))
    return NULL;

  org = open_org (self, call, draft, passwords, error);
  if (org != NULL && *draft->directory != '\0')
    session_org_take_directory (org, session_directory_new (self, draft, passwords));
  return org;
}
