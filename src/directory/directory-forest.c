/* directory-forest.c - the home domain: what its controller says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-forest.h"

#include "directory-connect.h"
#include "directory-search.h"
#include "directory-value.h"

#include <krb5.h>
#include <string.h>

static void
clear_root (gpointer data)
{
  DirectoryRoot *self = data;

  g_free (self->dns);
  g_free (self->netbios);
  g_free (self->base);
  g_free (self->forest);
  g_free (self->configuration);
  g_free (self->schema);
  g_free (self->controller);
  g_free (self->site);
  g_free (self->own_site);
  g_free (self->way);
  g_free (self->account);
  g_free (self->service);
}

DirectoryRoot *
directory_root_ref (DirectoryRoot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
directory_root_unref (DirectoryRoot *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_root);
}

enum
{
  CROSS_BASE,
  CROSS_NETBIOS
};

static gboolean
domain_cb (DirectoryEntry *entry, gpointer data)
{
  DirectoryRoot *root = data;
  const char *base = directory_entry_text (entry, CROSS_BASE);
  const char *netbios = directory_entry_text (entry, CROSS_NETBIOS);

  root->n_domains++;
  if (base != NULL && netbios != NULL && g_ascii_strcasecmp (base, root->base) == 0) {
    g_free (root->netbios);
    root->netbios = g_strdup (netbios);
  }
  return TRUE;
}

static gboolean
read_domains (DirectoryForest *self, BaseCall *call, DirectoryRoot *root, GError **error)
{
  static const char *const attributes[] = {
    [CROSS_BASE] = "nCName", [CROSS_NETBIOS] = "nETBIOSName", NULL
  };
  g_autofree char *base = g_strconcat ("CN=Partitions,", root->configuration, NULL);
  /* FLAG_CR_NTDS_NC and FLAG_CR_NTDS_DOMAIN */
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_equals ("objectClass", "crossRef"),
                            directory_filter_bits ("systemFlags", 3), NULL);
  const DirectoryAsk ask = {
    .base = base, .scope = LDAP_SCOPE_ONELEVEL, .filter = filter, .attributes = attributes
  };

  return *root->configuration == '\0' ||
         directory_search (call, self, &ask, domain_cb, NULL, root, NULL, error);
}

static gboolean
schema_cb (DirectoryEntry *entry, gpointer data)
{
  DirectoryRoot *root = data;

  root->has_exchange = TRUE;
  return FALSE;
}

static gboolean
read_schema (DirectoryForest *self, BaseCall *call, DirectoryRoot *root, GError **error)
{
  static const char *const attributes[] = { "lDAPDisplayName", NULL };
  g_autoptr (DirectoryFilter) filter =
      directory_filter_equals ("lDAPDisplayName", "msExchMailboxGuid");
  const DirectoryAsk ask = { .base = root->schema,
                             .scope = LDAP_SCOPE_ONELEVEL,
                             .filter = filter,
                             .attributes = attributes,
                             .most = 1 };

  return *root->schema == '\0' ||
         directory_search (call, self, &ask, schema_cb, NULL, root, NULL, error);
}

static gboolean
sid_cb (DirectoryEntry *entry, gpointer data)
{
  char **sid = data;
  struct berval value;

  if (directory_entry_bytes (entry, 0, &value))
    *sid = directory_value_sid_text (value.bv_val, value.bv_len);
  return FALSE;
}

enum
{
  WHO_UPN,
  WHO_LOGON
};

static gboolean
who_cb (DirectoryEntry *entry, gpointer data)
{
  DirectoryRoot *root = data;
  const char *upn = directory_entry_text (entry, WHO_UPN);
  const char *logon = directory_entry_text (entry, WHO_LOGON);

  if (upn == NULL && (logon == NULL || *root->netbios == '\0'))
    return FALSE;
  g_free (root->account);
  root->account = upn != NULL ? g_strdup (upn) : g_strdup_printf ("%s\\%s", root->netbios, logon);
  return FALSE;
}

/* One account's UPN may be what another one is called by its logon name: who was taken is told by
 * the first of the groups. Does not fail: then it is who asked to be let in. */
static void
read_account (DirectoryForest *self, BaseCall *call, DirectoryRoot *root)
{
  static const char *const groups[] = { "tokenGroups", NULL };
  static const char *const names[] = {
    [WHO_UPN] = "userPrincipalName", [WHO_LOGON] = "sAMAccountName", NULL
  };
  DirectoryAsk ask = { .base = "", .scope = LDAP_SCOPE_BASE, .attributes = groups };
  g_autofree char *sid = NULL;
  g_autofree char *base = NULL;

  if (strcmp (root->way, "simple") != 0 ||
      !directory_search (call, self, &ask, sid_cb, NULL, &sid, NULL, NULL) || sid == NULL)
    return;
  ask.base = base = g_strdup_printf ("<SID=%s>", sid);
  ask.attributes = names;
  (void) directory_search (call, self, &ask, who_cb, NULL, root, NULL, NULL);
}

static DirectoryRoot *
describe (const DirectoryLink *link)
{
  const DirectoryDse *dse = link->dse;
  DirectoryRoot *root = g_atomic_rc_box_new0 (DirectoryRoot);

  root->dns = g_strdup (dse->domain);
  root->netbios = g_strdup ("");
  root->base = g_strdup (dse->base);
  root->forest = directory_dse_domain_of (*dse->root_base != '\0' ? dse->root_base : dse->base);
  root->configuration = g_strdup (dse->configuration);
  root->schema = g_strdup (dse->schema);
  root->controller = g_strdup (dse->host);
  root->site = g_strdup (dse->site);
  root->own_site = directory_state_site (link->forest);
  if (root->own_site == NULL)
    root->own_site = g_strdup ("");
  root->way = g_strdup (link->way);
  root->account = g_strdup (link->account != NULL ? link->account : "");
  root->service = g_strdup (dse->service);
  root->level = dse->level;
  root->skew_s = dse->skew_s;
  root->ssf = link->ssf;
  root->is_catalog = dse->is_catalog;
  return root;
}

static DirectoryRoot *
take_known (DirectoryForest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->root != NULL ? directory_root_ref (self->root) : NULL;
}

DirectoryRoot *
directory_forest_root (DirectoryForest *self, BaseCall *call, GError **error)
{
  g_autoptr (DirectoryRoot) root = take_known (self);
  g_autoptr (GMutexLocker) locker = NULL;
  DirectoryLink *link;

  if (root != NULL)
    return g_steal_pointer (&root);

  link = directory_link_get (call, self, NULL, DIRECTORY_PORT_DOMAIN, error);
  if (link == NULL)
    return NULL;
  root = describe (link); /* the only use: searches may replace it */
  if (!read_domains (self, call, root, error) || !read_schema (self, call, root, error))
    return NULL;
  read_account (self, call, root);

  locker = g_mutex_locker_new (&self->lock);
  if (self->root == NULL)
    self->root = directory_root_ref (root);
  return directory_root_ref (self->root);
}

char *
directory_forest_ticket_upn (void)
{
  krb5_context context = NULL;
  krb5_ccache cache = NULL;
  krb5_principal client = NULL;
  char *name = NULL;
  char *upn = NULL;

  if (krb5_init_context (&context) != 0)
    return NULL;
  if (krb5_cc_default (context, &cache) == 0 &&
      krb5_cc_get_principal (context, cache, &client) == 0 &&
      krb5_unparse_name (context, client, &name) == 0)
    upn = g_strdup (name);

  krb5_free_unparsed_name (context, name);
  krb5_free_principal (context, client);
  if (cache != NULL)
    krb5_cc_close (context, cache);
  krb5_free_context (context);
  return upn;
}
