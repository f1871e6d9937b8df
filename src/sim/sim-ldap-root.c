/* sim-ldap-root.c - the root: what the simulated controller says of itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-root.h"

#include <string.h>

#define CONFIGURATION "CN=Configuration," SIM_LDAP_ROOT
#define SERVER "CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites," CONFIGURATION

/* Several values of an attribute are several rows in sequence. */
static const struct
{
  const char *name;
  const char *value;
} rows[] = {
  { "configurationNamingContext", CONFIGURATION },
  { "defaultNamingContext", SIM_LDAP_ROOT },
  { "dnsHostName", "dc1.corp.example" },
  { "domainControllerFunctionality", "7" },
  { "domainFunctionality", "7" },
  { "dsServiceName", "CN=NTDS Settings," SERVER },
  { "forestFunctionality", "7" },
  { "isGlobalCatalogReady", "TRUE" },
  { "isSynchronized", "TRUE" },
  { "ldapServiceName", "corp.example:dc1$@CORP.EXAMPLE" },
  { "namingContexts", SIM_LDAP_ROOT },
  { "namingContexts", CONFIGURATION },
  { "namingContexts", SIM_LDAP_SCHEMA_NC },
  { "namingContexts", "DC=DomainDnsZones," SIM_LDAP_ROOT },
  { "namingContexts", "DC=ForestDnsZones," SIM_LDAP_ROOT },
  { "rootDomainNamingContext", SIM_LDAP_ROOT },
  { "schemaNamingContext", SIM_LDAP_SCHEMA_NC },
  { "serverName", SERVER },
  { "subschemaSubentry", "CN=Aggregate," SIM_LDAP_SCHEMA_NC },
  { "supportedCapabilities", "1.2.840.113556.1.4.800" },
  { "supportedCapabilities", "1.2.840.113556.1.4.1670" },
  { "supportedCapabilities", "1.2.840.113556.1.4.1791" },
  { "supportedCapabilities", "1.2.840.113556.1.4.1935" },
  { "supportedCapabilities", "1.2.840.113556.1.4.2080" },
  { "supportedControl", SIM_LDAP_CONTROL_PAGED },
  { "supportedControl", SIM_LDAP_CONTROL_DELETED },
  { "supportedControl", SIM_LDAP_CONTROL_DOMAIN_SCOPE },
  { "supportedExtension", SIM_LDAP_STARTTLS },
  { "supportedExtension", SIM_LDAP_WHOAMI },
  { "supportedLDAPPolicies", "MaxPageSize" },
  { "supportedLDAPPolicies", "MaxValRange" },
  { "supportedLDAPVersion", "3" },
  { "supportedLDAPVersion", "2" },
};

#define MOST_NAMES 1000

/* The names that were asked for; NULL when the list is malformed. */
static GPtrArray *
read_names (BerElement *wanted)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct berval name;
  ber_len_t length;
  char *last;

  for (ber_tag_t tag = ber_first_element (wanted, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (wanted, &length, last)) {
    if (names->len == MOST_NAMES || !sim_ldap_ask_bytes (wanted, &name))
      return NULL;
    g_ptr_array_add (names, g_ascii_strdown (name.bv_val, (gssize) name.bv_len));
  }
  return g_steal_pointer (&names);
}

static gboolean
is_wanted (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], "*") == 0 || g_ascii_strcasecmp (names->pdata[i], name) == 0)
      return TRUE;
  return names->len == 0;
}

static char *
elsewhere (const char *value)
{
  g_auto (GStrv) dns = g_strsplit (value, "corp.example", -1);
  g_autofree char *text = g_strjoinv ("elsewhere.example", dns);
  g_auto (GStrv) dn = g_strsplit (text, "DC=corp,", -1);

  return g_strjoinv ("DC=elsewhere,", dn);
}

static void
write_rows (const SimLdapRoot *self, BerElement *out, const GPtrArray *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean is_first = i == 0 || strcmp (rows[i - 1].name, rows[i].name) != 0;
    gboolean is_last = i + 1 == G_N_ELEMENTS (rows) || strcmp (rows[i + 1].name, rows[i].name) != 0;
    g_autofree char *other = self->is_other_domain ? elsewhere (rows[i].value) : NULL;

    if (!is_wanted (names, rows[i].name))
      continue;
    if (is_first)
      ber_printf (out, "{s[", rows[i].name);
    ber_printf (out, "s", other != NULL ? other : rows[i].value);
    if (is_last)
      ber_printf (out, "]}");
  }
}

static void
write_one (BerElement *out, const GPtrArray *names, const char *name, const char *value)
{
  if (is_wanted (names, name))
    ber_printf (out, "{s[s]}", name, value);
}

/* Only for those who ask for it by name. */
static void
write_tokens (const SimLdapRoot *self, BerElement *out, const GPtrArray *names)
{
  g_auto (SimLdapValues) values = { NULL };

  if (self->person == SIM_NOBODY || names->len == 0 || !is_wanted (names, "tokenGroups"))
    return;

  sim_ldap_values_init (&values);
  sim_ldap_tree_values (self->tree, self->person, SIM_AT_TOKEN_GROUPS, &values);
  ber_printf (out, "{s[", "tokenGroups");
  for (guint i = 0; i < sim_ldap_values_count (&values); i++) {
    gsize size;
    const char *data = sim_ldap_values_get (&values, i, &size);

    ber_printf (out, "o", data, (ber_len_t) size);
  }
  ber_printf (out, "]}");
}

gboolean
sim_ldap_root_write (const SimLdapRoot *self, BerElement *out, ber_int_t id, BerElement *wanted)
{
  g_autoptr (GPtrArray) names = read_names (wanted);
  g_autoptr (GString) now = g_string_new (NULL);
  char usn[24];

  if (names == NULL)
    return FALSE;

  sim_ldap_text_append_time (now, self->now_s);
  g_snprintf (usn, sizeof usn, "%" G_GINT64_FORMAT, self->tree->last_usn);
  ber_printf (out, "{it{s{", id, (ber_tag_t) SIM_LDAP_ENTRY, "");
  write_one (out, names, "currentTime", now->str);
  write_one (out, names, "highestCommittedUSN", usn);
  write_rows (self, out, names);
  write_tokens (self, out, names);
  ber_printf (out, "}}}");
  return TRUE;
}
