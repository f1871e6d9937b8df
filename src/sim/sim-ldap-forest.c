/* sim-ldap-forest.c - what is in the simulated directory beside the people
 *
 * A row is an object: its RDN, what it lies in (of the rows before), its classes, the most special
 * first, and "attribute=value" lines. A RID stands for a whole security identifier.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-forest.h"

#include "sim-names.h"

#include <string.h>

#define ROOT SIM_LDAP_ROOT
#define CONFIGURATION "CN=Configuration," ROOT
#define PARTITIONS "CN=Partitions," CONFIGURATION
#define SERVICES "CN=Services," CONFIGURATION
#define SITES "CN=Sites," CONFIGURATION
#define SITE "CN=Default-First-Site-Name," SITES
#define SERVERS "CN=Servers," SITE
#define EXCHANGE "CN=Microsoft Exchange," SERVICES
#define ORGANISATION "CN=Corp," EXCHANGE
#define GROUPS "CN=Administrative Groups," ORGANISATION
#define GROUP "CN=Exchange Administrative Group (FYDIBOHF23SPDLT)," GROUPS
#define EXCHANGE_SERVERS "CN=Servers," GROUP
#define EXCHANGE_SERVER "CN=EX1," EXCHANGE_SERVERS
#define PROTOCOLS "CN=Protocols," EXCHANGE_SERVER
#define AUTODISCOVER "CN=Autodiscover," PROTOCOLS
#define SYSTEM "CN=System," ROOT
#define USERS "CN=Users," ROOT
#define SYSTEM_OBJECTS "CN=Microsoft Exchange System Objects," ROOT
#define HIDDEN "showInAdvancedViewOnly=TRUE"

typedef struct
{
  const char *rdn;
  const char *parent;
  const char *classes;
  const char *values;
} Row;

static const Row rows[] = {
  { "DC=corp", NULL, "domainDNS domain",
    "objectSid=" SIM_DOMAIN_SID "\nmsDS-Behavior-Version=7\nnETBIOSName=CORP" },
  { "CN=Configuration", ROOT, "configuration", HIDDEN },
  { "CN=Schema", CONFIGURATION, "dMD", HIDDEN },
  { "CN=Builtin", ROOT, "builtinDomain", "description=Built-in groups" },
  { "CN=Computers", ROOT, "container", "description=Default container for computers" },
  { "CN=Deleted Objects", ROOT, "container", HIDDEN "\nisDeleted=TRUE" },
  { "CN=Program Data", ROOT, "container", HIDDEN },
  { "CN=System", ROOT, "container", HIDDEN },
  { "CN=Users", ROOT, "container", "description=Default container for accounts" },
  { "OU=Domain Controllers", ROOT, "organizationalUnit", "description=Domain controllers" },
  { "OU=Groups", ROOT, "organizationalUnit", "" },
  { "OU=People", ROOT, "organizationalUnit", "description=Everybody, by department" },
  { "OU=Partners", ROOT, "organizationalUnit", "description=People of other companies" },
  { "CN=Microsoft Exchange System Objects", ROOT, "msExchSystemObjectsContainer", "" },

  /* Accounts without a mailbox, and mailboxes that are nobody's. */
  { "CN=Administrator", USERS, "user organizationalPerson person",
    "rid=500\nsAMAccountName=Administrator\nuserAccountControl=66048" },
  { "CN=Guest", USERS, "user organizationalPerson person",
    "rid=501\nsAMAccountName=Guest\nuserAccountControl=66082" },
  { "CN=krbtgt", USERS, "user organizationalPerson person",
    "rid=502\nsAMAccountName=krbtgt\nuserAccountControl=514\n" HIDDEN },
  { "CN=Domain Admins", USERS, "group", "rid=512\nsAMAccountName=Domain Admins" },
  { "CN=Domain Users", USERS, "group", "rid=513\nsAMAccountName=Domain Users" },
  { "CN=SystemMailbox{1f05a927-2f81-4b2b-8f0c-1d3a2b4c5d6e}", USERS,
    "user organizationalPerson person",
    "rid=1900001\nsAMAccountName=SM_1f05a9272f814b2b8\nuserAccountControl=514\n" HIDDEN
    "\nmail=SystemMailbox{1f05a927-2f81-4b2b-8f0c-1d3a2b4c5d6e}@corp.example"
    "\nmsExchRecipientTypeDetails=8388608\nmsExchHideFromAddressLists=TRUE\nmailbox=" },
  { "CN=DiscoverySearchMailbox {D919BA05-46A6-415f-80AD-7E09334BB852}", USERS,
    "user organizationalPerson person",
    "rid=1900002\nsAMAccountName=SM_d919ba0546a6415f8\nuserAccountControl=514\n"
    "displayName=Discovery Search Mailbox"
    "\nmail=DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}@corp.example"
    "\nmsExchRecipientTypeDetails=536870912\nmsExchHideFromAddressLists=TRUE\nmailbox=" },
  { "CN=Karla Kontakt", "OU=Partners," ROOT, "contact organizationalPerson person",
    "displayName=Karla Kontakt\ngivenName=Karla\nsn=Kontakt\nmail=karla@partner.example"
    "\nproxyAddresses=SMTP:karla@partner.example\nmsExchRecipientTypeDetails=64"
    "\nmailNickname=karla.kontakt" },
  { "CN=DC1", "OU=Domain Controllers," ROOT, "computer user organizationalPerson person",
    "rid=1900003\nsAMAccountName=DC1$\nuserAccountControl=532480\ndNSHostName=dc1.corp.example" },

  /* The forest's domains. Bits of systemFlags: 1 of this forest, 2 a domain, 4 not in the catalog.
   */
  { "CN=Partitions", CONFIGURATION, "crossRefContainer",
    "uPNSuffixes=mail.corp.example\nuPNSuffixes=corp-example.test" },
  { "CN=CORP", PARTITIONS, "crossRef",
    "nCName=" ROOT "\ndnsRoot=corp.example\nnETBIOSName=CORP\nsystemFlags=3" },
  { "CN=EMEA", PARTITIONS, "crossRef",
    "nCName=DC=emea," ROOT "\ndnsRoot=emea.corp.example\nnETBIOSName=EMEA\nsystemFlags=3"
    "\ntrustParent=CN=CORP," PARTITIONS },
  { "CN=Enterprise Configuration", PARTITIONS, "crossRef",
    "nCName=" CONFIGURATION "\ndnsRoot=corp.example\nsystemFlags=1" },
  { "CN=Enterprise Schema", PARTITIONS, "crossRef",
    "nCName=" SIM_LDAP_SCHEMA_NC "\ndnsRoot=corp.example\nsystemFlags=1" },
  { "CN=DomainDnsZones", PARTITIONS, "crossRef",
    "nCName=DC=DomainDnsZones," ROOT "\ndnsRoot=DomainDnsZones.corp.example\nsystemFlags=5" },
  { "CN=ForestDnsZones", PARTITIONS, "crossRef",
    "nCName=DC=ForestDnsZones," ROOT "\ndnsRoot=ForestDnsZones.corp.example\nsystemFlags=5" },

  /* Whom the domain trusts: direction 1 inbound, 2 outbound, 3 both; type 2 AD, 3 MIT. */
  { "CN=fabrikam.example", SYSTEM, "trustedDomain leaf",
    "trustPartner=fabrikam.example\nflatName=FABRIKAM\ntrustDirection=3\ntrustType=2"
    "\ntrustAttributes=8\nsecurityIdentifier=S-1-5-21-1001-1002-1003\n" HIDDEN },
  { "CN=northwind.example", SYSTEM, "trustedDomain leaf",
    "trustPartner=northwind.example\nflatName=NORTHWIND\ntrustDirection=2\ntrustType=2"
    "\ntrustAttributes=4\nsecurityIdentifier=S-1-5-21-2001-2002-2003\n" HIDDEN },
  { "CN=UNIX.EXAMPLE", SYSTEM, "trustedDomain leaf",
    "trustPartner=UNIX.EXAMPLE\nflatName=UNIX.EXAMPLE\ntrustDirection=3\ntrustType=3"
    "\ntrustAttributes=1\n" HIDDEN },

  /* Sites. */
  { "CN=Sites", CONFIGURATION, "sitesContainer", "" },
  { "CN=Default-First-Site-Name", SITES, "site", "" },
  { "CN=Servers", SITE, "serversContainer", "" },
  { "CN=DC1", SERVERS, "server", "dNSHostName=dc1.corp.example" },
  { "CN=NTDS Settings", "CN=DC1," SERVERS, "nTDSDSA applicationSettings", HIDDEN },

  /* Exchange. */
  { "CN=Services", CONFIGURATION, "container", "" },
  { "CN=Microsoft Exchange", SERVICES, "msExchConfigurationContainer container", "" },
  { "CN=Corp", EXCHANGE, "msExchOrganizationContainer container", "" },
  { "CN=Administrative Groups", ORGANISATION, "msExchAdminGroupContainer container", "" },
  { "CN=Exchange Administrative Group (FYDIBOHF23SPDLT)", GROUPS, "msExchAdminGroup container",
    "" },
  { "CN=Servers", GROUP, "msExchServersContainer container", "" },
  { "CN=EX1", EXCHANGE_SERVERS, "msExchExchangeServer server",
    "networkAddress=ncacn_vns_spx:EX1\nnetworkAddress=netbios:EX1"
    "\nnetworkAddress=ncacn_ip_tcp:localhost"
    "\nserialNumber=Version 15.1 (Build 32507.6)\nmsExchCurrentServerRoles=16439" },
  { "CN=Protocols", EXCHANGE_SERVER, "msExchProtocolCfgProtocolContainer container", "" },
  { "CN=Autodiscover", PROTOCOLS, "msExchProtocolCfgAutodiscoverContainer container", "" },
  { "CN=EX1", AUTODISCOVER, "serviceConnectionPoint connectionPoint leaf",
    "keywords=77378F46-2C66-4aa9-A6A6-3E7A48B19596\nkeywords=Site=Default-First-Site-Name"
    "\nserviceDNSName=EX1"
    "\nserviceBindingInformation=https://localhost/Autodiscover/Autodiscover.xml" },
};

static void
add_classes (SimLdapObject *object, const char *classes)
{
  g_auto (GStrv) words = g_strsplit (classes, " ", -1);

  sim_ldap_object_add (object, SIM_AT_OBJECT_CLASS, "top");
  for (guint i = g_strv_length (words); i > 0; i--)
    sim_ldap_object_add (object, SIM_AT_OBJECT_CLASS, words[i - 1]);
}

/* "crossRefContainer" becomes "Cross-Ref-Container". */
static char *
make_schema_name (const char *name)
{
  GString *out = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++) {
    if (c > name && g_ascii_isupper (*c) && c[-1] != '-' && !g_ascii_isupper (c[-1]))
      g_string_append_c (out, '-');
    g_string_append_c (out, c == name ? g_ascii_toupper (*c) : *c);
  }
  return g_string_free (out, FALSE);
}

static void
add_category (SimLdapObject *object, const char *classes)
{
  g_autofree char *class = g_strndup (classes, strcspn (classes, " "));
  g_autofree char *name = NULL;
  g_autofree char *dn = NULL;

  name = strcmp (class, "user") == 0 || strcmp (class, "contact") == 0 ? g_strdup ("Person")
                                                                       : make_schema_name (class);
  dn = g_strconcat ("CN=", name, "," SIM_LDAP_SCHEMA_NC, NULL);
  sim_ldap_object_add (object, SIM_AT_OBJECT_CATEGORY, dn);
}

static void
add_sid (SimLdapObject *object, const char *rid, const char *type)
{
  g_autofree char *sid = g_strconcat (SIM_DOMAIN_SID "-", rid, NULL);
  g_autoptr (GString) bytes = g_string_new (NULL);

  sim_ldap_text_append_sid (bytes, sid);
  sim_ldap_object_add_bytes (object, SIM_AT_OBJECT_SID, bytes->str, bytes->len);
  sim_ldap_object_add (object, SIM_AT_SAM_ACCOUNT_TYPE, type);
}

/* "name=value"; names of our own: "rid", "mailbox" (it has one). */
static void
add_value (SimLdapObject *object, const char *line, const char *classes)
{
  const char *equal = strchr (line, '=');
  SimLdapAttribute attribute;

  if (equal == NULL)
    return;

  attribute = sim_ldap_schema_find (line, (gsize) (equal - line));
  if (g_str_has_prefix (line, "isDeleted=")) {
    object->is_deleted = TRUE;
  } else if (g_str_has_prefix (line, "rid=")) {
    add_sid (object, equal + 1,
             g_str_has_prefix (classes, "group")      ? "268435456"
             : g_str_has_prefix (classes, "computer") ? "805306369"
                                                      : "805306368");
  } else if (g_str_has_prefix (line, "mailbox=")) {
    sim_ldap_object_add_bytes (object, SIM_AT_MAILBOX_GUID, object->guid, SIM_LDAP_GUID_SIZE);
  } else if (attribute != SIM_AT_UNKNOWN && sim_ldap_attributes[attribute].syntax == SIM_LDAP_SID) {
    g_autoptr (GString) bytes = g_string_new (NULL);

    sim_ldap_text_append_sid (bytes, equal + 1);
    sim_ldap_object_add_bytes (object, attribute, bytes->str, bytes->len);
  } else if (attribute != SIM_AT_UNKNOWN) {
    sim_ldap_object_add (object, attribute, equal + 1);
  }
}

static SimLdapObject *
make_object (SimLdapTree *tree, const Row *row)
{
  guint parent =
      row->parent != NULL ? sim_ldap_tree_find_dn (tree, row->parent, strlen (row->parent)) : 0;
  const SimLdapObject *above = row->parent != NULL ? sim_ldap_tree_object (tree, parent) : NULL;
  g_autofree char *type = g_strndup (row->rdn, strcspn (row->rdn, "="));
  SimLdapObject *object = sim_ldap_object_new (above, type, strchr (row->rdn, '=') + 1);
  g_auto (GStrv) lines = g_strsplit (row->values, "\n", -1);

  if (row->parent != NULL && above == NULL)
    g_error ("%s lies in nothing", row->rdn);
  add_classes (object, row->classes);
  add_category (object, row->classes);
  for (guint i = 0; lines[i] != NULL; i++)
    add_value (object, lines[i], row->classes);
  if (g_str_has_prefix (row->classes, "group"))
    object->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  object->changed_s = tree->persons.born_s - 4 * 365 * 24 * 60 * 60;
  object->usn = 4000 + tree->objects->len;
  return object;
}

static guint
add_row (SimLdapTree *tree, const Row *row)
{
  return sim_ldap_tree_add (tree, make_object (tree, row));
}

/* A group that can be written to. */
static SimLdapObject *
add_group (SimLdapTree *tree, const char *name, const char *alias)
{
  g_autofree char *rdn = g_strconcat ("CN=", name, NULL);
  g_autofree char *values = g_strdup_printf (
      "rid=%u\nsAMAccountName=%s\ndisplayName=%s\nmail=%s@" SIM_DOMAIN
      "\nproxyAddresses=SMTP:%s@" SIM_DOMAIN "\nmailNickname=%s\ngroupType=-2147483640"
      "\nmsExchRecipientTypeDetails=1024",
      2000001 + tree->groups->len, alias, name, alias, alias, alias);
  guint group = add_row (tree, &(Row){ rdn, SIM_LDAP_GROUPS_OU, "group", values });

  return sim_ldap_tree_object (tree, group);
}

static void
add_departments (SimLdapTree *tree, GArray *ret_groups)
{
  for (guint i = 0; i < sim_n_departments; i++) {
    g_autofree char *rdn = g_strconcat ("OU=", sim_departments[i], NULL);
    g_autofree char *alias = g_strdup_printf ("team.%s", sim_departments[i]);
    guint32 number;

    add_row (tree, &(Row){ rdn, SIM_LDAP_PEOPLE_OU, "organizationalUnit", "" });
    g_strdelimit (g_strcanon (alias, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.", '-'),
                  "-", '.');
    number = sim_ldap_tree_count (tree);
    add_group (tree, sim_departments[i], alias)->department = (int) i;
    g_array_append_val (ret_groups, number);
  }
}

static void
add_groups (SimLdapTree *tree)
{
  g_autoptr (GArray) departments = g_array_new (FALSE, FALSE, sizeof (guint32));
  SimLdapObject *group;
  guint32 number;

  add_departments (tree, departments);
  group = add_group (tree, "All Employees", "all.employees");
  g_array_append_vals (group->members, departments->data, departments->len);

  number = sim_ldap_tree_count (tree);
  group = add_group (tree, "Inner Circle", "inner.circle");
  g_array_append_val (group->members, number); /* itself */
  number = SIM_ADMIN;
  g_array_append_val (group->members, number);
}

static void
add_schema (SimLdapTree *tree)
{
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++) {
    const SimLdapAttributeType *type = &sim_ldap_attributes[i];
    g_autofree char *name = make_schema_name (type->name);
    g_autofree char *rdn = g_strconcat ("CN=", name, NULL);
    g_autofree char *values = g_strdup_printf (
        "lDAPDisplayName=%s\nattributeID=1.2.840.113556.1.4.%u\nisSingleValued=%s"
        "\nisMemberOfPartialAttributeSet=%s\n" HIDDEN,
        type->name, 90000 + i, (type->traits & SIM_LDAP_MANY) != 0 ? "FALSE" : "TRUE",
        (type->traits & SIM_LDAP_IN_CATALOG) != 0 ? "TRUE" : "FALSE");

    add_row (tree, &(Row){ rdn, SIM_LDAP_SCHEMA_NC, "attributeSchema", values });
  }
}

void
sim_ldap_forest_fill (SimLdapTree *tree)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (tree, &rows[i]);
  add_groups (tree);
  add_schema (tree);
}

void
sim_ldap_forest_set_autodiscover (SimLdapTree *tree, const char *url)
{
  static const char dn[] = "CN=EX1," AUTODISCOVER;
  SimLdapObject *object =
      sim_ldap_tree_object (tree, sim_ldap_tree_find_dn (tree, dn, sizeof dn - 1));

  sim_ldap_object_unset (object, SIM_AT_SERVICE_BINDING);
  sim_ldap_object_add (object, SIM_AT_SERVICE_BINDING, url);
}
