/* directory-dse.c - what a controller says of itself, and whether it is the right one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-dse.h"

#include "base-error.h"
#include "directory-entry.h"

#include <stdio.h>
#include <string.h>

#define LIMIT_MS 4000 /* it is in the controller's memory */
#define OID_ACTIVE_DIRECTORY "1.2.840.113556.1.4.800"

enum
{
  DNS_HOST,
  SERVICE_NAME,
  DEFAULT_BASE,
  ROOT_BASE,
  CONFIGURATION,
  SCHEMA,
  DS_SERVICE,
  MECHANISMS,
  CAPABILITIES,
  CURRENT_TIME,
  IS_CATALOG,
  IS_SYNCHRONIZED,
  FOREST_LEVEL
};

static const char *const attributes[] = { [DNS_HOST] = "dnsHostName",
                                          [SERVICE_NAME] = "ldapServiceName",
                                          [DEFAULT_BASE] = "defaultNamingContext",
                                          [ROOT_BASE] = "rootDomainNamingContext",
                                          [CONFIGURATION] = "configurationNamingContext",
                                          [SCHEMA] = "schemaNamingContext",
                                          [DS_SERVICE] = "dsServiceName",
                                          [MECHANISMS] = "supportedSASLMechanisms",
                                          [CAPABILITIES] = "supportedCapabilities",
                                          [CURRENT_TIME] = "currentTime",
                                          [IS_CATALOG] = "isGlobalCatalogReady",
                                          [IS_SYNCHRONIZED] = "isSynchronized",
                                          [FOREST_LEVEL] = "forestFunctionality",
                                          NULL };

void
directory_dse_free (DirectoryDse *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_free (self->domain);
  g_free (self->realm);
  g_free (self->base);
  g_free (self->root_base);
  g_free (self->configuration);
  g_free (self->schema);
  g_free (self->service);
  g_free (self->site);
  g_free (self);
}

/* Adds ".corp" for "DC=corp". FALSE: an RDN of another kind. */
static gboolean
append_label (GString *domain, LDAPRDN rdn)
{
  const struct berval *name = &rdn[0]->la_attr;
  const struct berval *value = &rdn[0]->la_value;

  if (rdn[1] != NULL || name->bv_len != 2 || g_ascii_strncasecmp (name->bv_val, "DC", 2) != 0 ||
      value->bv_len == 0 || memchr (value->bv_val, '\0', value->bv_len) != NULL)
    return FALSE;
  if (domain->len > 0)
    g_string_append_c (domain, '.');
  g_string_append_len (domain, value->bv_val, (gssize) value->bv_len);
  return TRUE;
}

char *
directory_dse_domain_of (const char *dn)
{
  g_autoptr (GString) domain = g_string_new (NULL);
  LDAPDN parsed = NULL;

  if (ldap_str2dn (dn, &parsed, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS || parsed == NULL)
    return g_strdup ("");

  for (gsize i = 0; parsed[i] != NULL; i++)
    if (!append_label (domain, parsed[i]))
      g_string_truncate (domain, 0);
  ldap_dnfree (parsed);
  return g_utf8_strdown (domain->str, -1);
}

/* The site is two levels above the server:
 * CN=NTDS Settings,CN=DC1,CN=Servers,CN=Graz,CN=Sites,CN=Configuration,… */
static char *
read_site (const char *service)
{
  g_autofree char *site = NULL;
  LDAPDN parsed = NULL;

  if (ldap_str2dn (service, &parsed, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS || parsed == NULL)
    return g_strdup ("");

  for (gsize i = 0; i <= 3 && parsed[i] != NULL; i++)
    if (i == 3)
      site = g_strndup (parsed[i][0]->la_value.bv_val, parsed[i][0]->la_value.bv_len);
  ldap_dnfree (parsed);
  return site != NULL && g_utf8_validate (site, -1, NULL) ? g_steal_pointer (&site) : g_strdup ("");
}

/* "corp.example:dc1$@CORP.EXAMPLE" */
static char *
read_realm (const char *service, const char *domain)
{
  const char *at = strrchr (service, '@');

  return at != NULL && at[1] != '\0' ? g_strdup (at + 1) : g_ascii_strup (domain, -1);
}

/* "20261122093000.0Z" */
static gint64
read_skew (const char *text)
{
  int part[6];

  if (sscanf (text, "%4d%2d%2d%2d%2d%2d", &part[0], &part[1], &part[2], &part[3], &part[4],
              &part[5]) == 6) {
    g_autoptr (GDateTime) theirs =
        g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);

    if (theirs != NULL)
      return g_date_time_to_unix (theirs) - g_get_real_time () / G_USEC_PER_SEC;
  }
  return 0;
}

static gboolean
holds (DirectoryEntry *entry, guint attribute, const char *wanted)
{
  for (guint i = 0; i < directory_entry_n_values (entry, attribute); i++)
    if (g_ascii_strcasecmp (directory_entry_nth_text (entry, attribute, i), wanted) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_text (DirectoryEntry *entry, guint attribute)
{
  const char *text = directory_entry_text (entry, attribute);

  return g_strdup (text != NULL ? text : "");
}

static gboolean
is_false (DirectoryEntry *entry, guint attribute)
{
  return holds (entry, attribute, "FALSE");
}

static DirectoryDse *
decode (DirectoryEntry *entry)
{
  DirectoryDse *self = g_new0 (DirectoryDse, 1);
  g_autofree char *host = dup_text (entry, DNS_HOST);
  g_autofree char *service_name = dup_text (entry, SERVICE_NAME);
  g_autofree char *time = dup_text (entry, CURRENT_TIME);

  self->host = g_ascii_strdown (host, -1);
  self->base = dup_text (entry, DEFAULT_BASE);
  self->root_base = dup_text (entry, ROOT_BASE);
  self->configuration = dup_text (entry, CONFIGURATION);
  self->schema = dup_text (entry, SCHEMA);
  self->service = dup_text (entry, DS_SERVICE);
  self->domain = directory_dse_domain_of (self->base);
  self->realm = read_realm (service_name, self->domain);
  self->site = read_site (self->service);
  self->skew_s = *time != '\0' ? read_skew (time) : 0;
  self->level = (int) directory_entry_number (entry, FOREST_LEVEL, 0);
  self->is_ad = holds (entry, CAPABILITIES, OID_ACTIVE_DIRECTORY);
  self->is_catalog = directory_entry_is_true (entry, IS_CATALOG);
  self->is_out_of_date = is_false (entry, IS_SYNCHRONIZED);
  if (holds (entry, MECHANISMS, "GSS-SPNEGO"))
    self->mechanisms |= DIRECTORY_MECHANISM_SPNEGO;
  if (holds (entry, MECHANISMS, "GSSAPI"))
    self->mechanisms |= DIRECTORY_MECHANISM_GSSAPI;
  return self;
}

/* Reads messages until the search's result; FALSE with an error when none comes. */
static gboolean
receive (DirectoryLink *link, BaseCall *call, int id, DirectoryDse **ret, GError **error)
{
  g_autoptr (DirectoryEntry) entry = directory_entry_new (attributes);

  for (;;) {
    LDAPMessage *message = NULL;
    int type = directory_link_next (link, call, id, LIMIT_MS, &message, error);

    if (type == LDAP_RES_SEARCH_ENTRY && *ret == NULL &&
        directory_entry_read (entry, directory_link_ldap (link), message))
      *ret = decode (entry);
    ldap_msgfree (message);
    if (type < 0)
      return FALSE;
    if (type == LDAP_RES_SEARCH_RESULT)
      return TRUE;
  }
}

DirectoryDse *
directory_dse_read (DirectoryLink *link, BaseCall *call, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "not-ad" };
  g_autoptr (DirectoryDse) self = NULL;
  int id = 0;
  int code = ldap_search_ext (directory_link_ldap (link), "", LDAP_SCOPE_BASE, "(objectClass=*)",
                              (char **) attributes, 0, NULL, NULL, NULL, 1, &id);

  if (code != LDAP_SUCCESS) {
    directory_link_set_error (link, code, error);
    return NULL;
  }
  if (!receive (link, call, id, &self, error))
    return NULL;

  if (self == NULL)
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "%s does not say what kind of directory it is",
                          directory_link_host (link));
  return g_steal_pointer (&self);
}

gboolean
directory_dse_is_inside (const char *host, const char *domain)
{
  gsize host_length = strlen (host);
  gsize length = strlen (domain);

  return host_length > length + 1 && host[host_length - length - 1] == '.' &&
         g_ascii_strcasecmp (host + host_length - length, domain) == 0;
}

gboolean
directory_dse_check (const DirectoryDse *self, const char *host, const char *domain, GError **error)
{
  BaseErrorFacts facts = { .host = host };

  if (!self->is_ad || *self->domain == '\0' || *self->host == '\0') {
    facts.reason = "not-ad";
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "%s is a directory, but not Active Directory", host);
    return FALSE;
  }

  facts.reason = "wrong-domain";
  if (*domain != '\0' && g_ascii_strcasecmp (self->domain, domain) != 0) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "%s answers for the domain %s, not for %s", host, self->domain, domain);
    return FALSE;
  }
  if (g_ascii_strcasecmp (self->host, host) != 0 &&
      !directory_dse_is_inside (self->host, self->domain)) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "%s calls itself %s, which is not in its domain %s", host, self->host,
                          self->domain);
    return FALSE;
  }
  return TRUE;
}
