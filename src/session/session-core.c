/* session-core.c - profiles and their passwords, and the way to an open organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core.h"

#include "base-error.h"
#include "checks-plan.h"
#include "ews-backend.h"
#include "keyring-secret.h"
#include "session-core-private.h"
#include "session-explain.h"
#include "session-org.h"
#include "store-profile.h"

#include <glib/gi18n-lib.h>

struct _SessionCore
{
  StoreDb *db;
  GMutex lock;
  GHashTable *secrets; /* profile id → BaseSecret */
  SessionSecrets where;
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
  g_mutex_init (&self->lock);
  self->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) base_secret_unref);
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

  g_hash_table_unref (self->secrets);
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

void
session_core_remember (SessionCore *self, const char *profile_id, BaseSecret *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_replace (self->secrets, g_strdup (profile_id), base_secret_ref (password));
}

BaseSecret *
session_core_recall (SessionCore *self, const char *profile_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  BaseSecret *password = g_hash_table_lookup (self->secrets, profile_id);

  return password != NULL ? base_secret_ref (password) : NULL;
}

static gboolean
keep_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile, BaseSecret *password,
               GError **error)
{
  /* Translators: the name under which a keyring's manager shows the password; %s is an address */
  g_autofree char *label = g_strdup_printf (_ ("Absentia: password of %s"), profile->admin_upn);

  if (self->where == SESSION_SECRETS_KEYRING &&
      !keyring_store (call, profile->id, KEYRING_KIND_PASSWORD, label, password, error))
    return FALSE;

  session_core_remember (self, profile->id, password);
  return TRUE;
}

static void
forget (SessionCore *self, const char *profile_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_remove (self->secrets, profile_id);
}

/* Takes back what keep_password () did, as far as that is possible. */
static void
drop_password (SessionCore *self, BaseCall *call, const char *profile_id)
{
  forget (self, profile_id);
  if (self->where == SESSION_SECRETS_KEYRING)
    keyring_remove (call, profile_id, KEYRING_KIND_PASSWORD, NULL);
}

gboolean
session_core_keep_profile (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                           BaseSecret *password, GError **error)
{
  g_autoptr (ExchangeProfile) known = NULL;

  if (!exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, error))
    return FALSE;
  if (password != NULL && !keep_password (self, call, profile, password, error))
    return FALSE;
  if (store_profile_save (self->db, profile, error))
    return TRUE;

  known = store_profile_find (self->db, profile->id, NULL);
  if (password != NULL && known == NULL)
    drop_password (self, call, profile->id);
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
  GError *problem = NULL;

  /* Where there is no keyring, there is no password in it. */
  if (self->where == SESSION_SECRETS_KEYRING &&
      !keyring_remove (call, profile->id, KEYRING_KIND_PASSWORD, &problem) &&
      g_strcmp0 (base_error_facts (problem)->reason, "keyring-none") != 0) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  g_clear_error (&problem);

  forget (self, profile->id);
  return store_profile_remove (self->db, profile->id, error);
}

BaseSecret *
session_core_find_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                            GError **error)
{
  BaseSecret *password = session_core_recall (self, profile->id);

  if (password != NULL || self->where == SESSION_SECRETS_MEMORY ||
      profile->auth == EXCHANGE_AUTH_NEGOTIATE)
    return password;

  password = keyring_lookup (call, profile->id, KEYRING_KIND_PASSWORD, error);
  if (password != NULL)
    session_core_remember (self, profile->id, password);
  return password;
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

static ChecksResult *
explain_check (const GError *error)
{
  g_autofree char *seen = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);

  return checks_result_new (CHECKS_FAILED, seen, remedy, detail);
}

ChecksPlan *
session_core_plan_checks (SessionCore *self, ExchangeProfile *profile, BaseSecret *password)
{
  ChecksPlan *plan = checks_plan_new ();
  g_autoptr (BaseSecret) known = NULL;

  if (password != NULL)
    known = base_secret_ref (password);
  else if (self != NULL)
    known = session_core_recall (self, profile->id);

  checks_plan_set_explain (plan, explain_check);
  ews_backend.add_checks (plan, profile, known);
  if (self == NULL || self->where == SESSION_SECRETS_KEYRING)
    checks_plan_add (plan, "keyring", _ ("Keyring"), NULL, check_keyring, NULL, NULL);
  return plan;
}

SessionOrg *
session_core_open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  g_autoptr (GError) no_password = NULL;
  g_autoptr (BaseSecret) password = session_core_find_password (self, call, profile, &no_password);
  SessionOrg *org;

  if (g_error_matches (no_password, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&no_password));
    return NULL;
  }
  if (profile->kind != EXCHANGE_KIND_ON_PREMISES) {
    base_error_set (error, BASE_ERROR_UNSUPPORTED, "there is no backend for %s yet",
                    exchange_kind_names[profile->kind]);
    return NULL;
  }

  org = session_org_open (call, &ews_backend, self->db, profile, password, error);
  /* Without a password a Kerberos ticket may do; when it does not, the keyring is what to tell
   * about. */
  if (org == NULL && no_password != NULL && error != NULL &&
      g_error_matches (*error, BASE_ERROR, BASE_ERROR_AUTH)) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&no_password));
  }
  return org;
}
