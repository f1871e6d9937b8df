/* directory-state.c - what a forest knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-state.h"

#include "base-socket.h"
#include "directory-dse.h"

#include <string.h>

#define ASIDE_US (5 * G_TIME_SPAN_MINUTE)
#define MOST_TRIED 16

typedef struct
{
  gpointer object;
  GDestroyNotify destroy;
} Kept;

static const DirectoryPorts default_ports = {
  .ldap = 389, .ldaps = 636, .catalog = 3268, .catalog_tls = 3269, .kerberos = 88
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  if (kept->destroy != NULL)
    kept->destroy (kept->object);
  g_free (kept);
}

DirectoryForest *
directory_forest_new (const ExchangeProfile *profile, BaseSecret *password)
{
  DirectoryForest *self = g_new0 (DirectoryForest, 1);
  gboolean has_own = *profile->directory_user != '\0';
  const char *pem =
      *profile->directory_ca_pem != '\0' ? profile->directory_ca_pem : profile->ca_pem;

  g_atomic_ref_count_init (&self->refs);
  self->auth = profile->directory_auth;
  self->ca_pem = g_strdup (pem);
  if (*profile->directory != '\0')
    (void) exchange_profile_directory_address (profile->directory, &self->address);
  self->ports = default_ports;
  self->now_us = g_get_monotonic_time;
  g_mutex_init (&self->lock);
  self->account =
      kerberos_account_new (has_own ? profile->directory_user : profile->admin_upn, password);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) kerberos_account_unref);
  self->winners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_kept);
  self->tried = g_ptr_array_new_with_free_func ((GDestroyNotify) base_tried_free);
  return self;
}

DirectoryForest *
directory_forest_ref (DirectoryForest *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
directory_forest_unref (DirectoryForest *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  directory_root_unref (self->root);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->aside);
  g_hash_table_unref (self->winners);
  g_hash_table_unref (self->accounts);
  g_ptr_array_unref (self->tried);
  kerberos_account_unref (self->account);
  exchange_directory_address_clear (&self->address);
  g_mutex_clear (&self->lock);
  g_free (self->domain);
  g_free (self->realm);
  g_free (self->host);
  g_free (self->root_base);
  g_free (self->service);
  g_free (self->site);
  g_free (self->ca_pem);
  g_free (self);
}

void
directory_state_set_ports (DirectoryForest *self, const DirectoryPorts *ports)
{
  self->ports = *ports;
}

void
directory_state_set_clock (DirectoryForest *self, gint64 (*now_us) (void))
{
  self->now_us = now_us;
}

void
directory_forest_sign_in (DirectoryForest *self, const char *dns, const char *user,
                          BaseSecret *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_sign_ins++;
  g_hash_table_replace (self->accounts, g_utf8_strdown (dns, -1),
                        kerberos_account_new (user, password));
}

KerberosAccount *
directory_state_account (DirectoryForest *self, const char *dns, gboolean *ret_is_own)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = g_utf8_strdown (dns != NULL ? dns : "", -1);
  KerberosAccount *account = g_hash_table_lookup (self->accounts, key);

  *ret_is_own = account != NULL || *key == '\0' || g_strcmp0 (key, self->domain) == 0;
  return kerberos_account_ref (account != NULL ? account : self->account);
}

guint
directory_state_n_sign_ins (DirectoryForest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_sign_ins;
}

char *
directory_state_winner (DirectoryForest *self, const char *domain, guint16 port)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = g_strdup_printf ("%s %u", domain, port);

  return g_strdup (g_hash_table_lookup (self->winners, key));
}

void
directory_state_set_winner (DirectoryForest *self, const char *domain, guint16 port,
                            const char *host)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_replace (self->winners, g_strdup_printf ("%s %u", domain, port), g_strdup (host));
}

void
directory_state_forget_winners (DirectoryForest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_remove_all (self->winners);
}

void
directory_state_set_aside (DirectoryForest *self, const char *host, guint16 port)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 *until_us = g_new (gint64, 1);

  *until_us = self->now_us () + ASIDE_US;
  g_hash_table_replace (self->aside, g_strdup_printf ("%s:%u", host, port), until_us);
}

gboolean
directory_state_is_aside (DirectoryForest *self, const char *host, guint16 port)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = g_strdup_printf ("%s:%u", host, port);
  const gint64 *until_us = g_hash_table_lookup (self->aside, key);

  return until_us != NULL && self->now_us () < *until_us;
}

void
directory_state_note (DirectoryForest *self, GPtrArray *tried)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_extend_and_steal (self->tried, tried);
  if (self->tried->len > MOST_TRIED)
    g_ptr_array_remove_range (self->tried, 0, self->tried->len - MOST_TRIED);
}

char *
directory_state_domain (DirectoryForest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->domain);
}

void
directory_state_set_home (DirectoryForest *self, const DirectoryDse *dse)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->domain != NULL)
    return;
  self->domain = g_strdup (dse->domain);
  self->realm = g_strdup (dse->realm);
  self->host = g_strdup (dse->host);
  self->root_base = g_strdup (dse->root_base);
}

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

void
directory_state_home (DirectoryForest *self, char **ret_realm, char **ret_host,
                      char **ret_root_base)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *ret_realm = dup_or_empty (self->realm);
  *ret_host = dup_or_empty (self->host);
  *ret_root_base = dup_or_empty (self->root_base);
}

void
directory_state_set_service (DirectoryForest *self, const char *record)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->service == NULL)
    self->service = g_strdup (record);
}

char *
directory_state_site (DirectoryForest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->site);
}

void
directory_state_set_site (DirectoryForest *self, const char *site)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->site == NULL)
    self->site = g_strdup (site);
}

gpointer
directory_forest_kept (DirectoryForest *self, const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Kept *kept = g_hash_table_lookup (self->kept, key);

  return kept != NULL ? kept->object : NULL;
}

gpointer
directory_forest_keep (DirectoryForest *self, const char *key, gpointer object,
                       GDestroyNotify destroy)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Kept *kept = g_hash_table_lookup (self->kept, key);

  if (kept != NULL) {
    if (destroy != NULL)
      destroy (object);
    return kept->object;
  }
  kept = g_new (Kept, 1);
  *kept = (Kept){ .object = object, .destroy = destroy };
  g_hash_table_insert (self->kept, g_strdup (key), kept);
  return object;
}
