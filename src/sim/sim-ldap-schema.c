/* sim-ldap-schema.c - the attributes that the simulated directory knows
 *
 * Which of them a global catalog has: the flags of the real schema.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-schema.h"

#include <string.h>

#define GC SIM_LDAP_IN_CATALOG
#define MANY SIM_LDAP_MANY
#define CONSTRUCTED SIM_LDAP_CONSTRUCTED
#define EXCHANGE (SIM_LDAP_EXCHANGE | SIM_LDAP_IN_CATALOG)

const SimLdapAttributeType sim_ldap_attributes[SIM_N_ATTRIBUTES] = {
  [SIM_AT_OBJECT_CLASS] = { "objectClass", SIM_LDAP_TEXT, GC | MANY },
  [SIM_AT_OBJECT_CATEGORY] = { "objectCategory", SIM_LDAP_DN, GC },
  [SIM_AT_CN] = { "cn", SIM_LDAP_TEXT, GC },
  [SIM_AT_OU] = { "ou", SIM_LDAP_TEXT, GC },
  [SIM_AT_DC] = { "dc", SIM_LDAP_TEXT, GC },
  [SIM_AT_NAME] = { "name", SIM_LDAP_TEXT, GC },
  [SIM_AT_DISTINGUISHED_NAME] = { "distinguishedName", SIM_LDAP_DN, GC },
  [SIM_AT_CANONICAL_NAME] = { "canonicalName", SIM_LDAP_TEXT, GC | CONSTRUCTED },
  [SIM_AT_OBJECT_GUID] = { "objectGUID", SIM_LDAP_BYTES, GC },
  [SIM_AT_OBJECT_SID] = { "objectSid", SIM_LDAP_SID, GC },
  [SIM_AT_SAM_ACCOUNT_NAME] = { "sAMAccountName", SIM_LDAP_TEXT, GC },
  [SIM_AT_SAM_ACCOUNT_TYPE] = { "sAMAccountType", SIM_LDAP_NUMBER, GC },
  [SIM_AT_USER_PRINCIPAL_NAME] = { "userPrincipalName", SIM_LDAP_TEXT, GC },
  [SIM_AT_MAIL] = { "mail", SIM_LDAP_TEXT, GC },
  [SIM_AT_PROXY_ADDRESSES] = { "proxyAddresses", SIM_LDAP_TEXT, GC | MANY },
  [SIM_AT_DISPLAY_NAME] = { "displayName", SIM_LDAP_TEXT, GC },
  [SIM_AT_GIVEN_NAME] = { "givenName", SIM_LDAP_TEXT, GC },
  [SIM_AT_SN] = { "sn", SIM_LDAP_TEXT, GC },
  [SIM_AT_INITIALS] = { "initials", SIM_LDAP_TEXT, 0 },
  [SIM_AT_DEPARTMENT] = { "department", SIM_LDAP_TEXT, 0 },
  [SIM_AT_TITLE] = { "title", SIM_LDAP_TEXT, 0 },
  [SIM_AT_COMPANY] = { "company", SIM_LDAP_TEXT, 0 },
  [SIM_AT_OFFICE] = { "physicalDeliveryOfficeName", SIM_LDAP_TEXT, 0 },
  [SIM_AT_TELEPHONE_NUMBER] = { "telephoneNumber", SIM_LDAP_TEXT, GC },
  [SIM_AT_MOBILE] = { "mobile", SIM_LDAP_TEXT, 0 },
  [SIM_AT_MANAGER] = { "manager", SIM_LDAP_DN, GC },
  [SIM_AT_USER_ACCOUNT_CONTROL] = { "userAccountControl", SIM_LDAP_NUMBER, GC },
  [SIM_AT_ACCOUNT_CONTROL_COMPUTED] = { "msDS-User-Account-Control-Computed", SIM_LDAP_NUMBER,
                                        CONSTRUCTED },
  [SIM_AT_MAILBOX_GUID] = { "msExchMailboxGuid", SIM_LDAP_BYTES, EXCHANGE },
  [SIM_AT_RECIPIENT_TYPE] = { "msExchRecipientTypeDetails", SIM_LDAP_NUMBER, EXCHANGE },
  [SIM_AT_MAIL_NICKNAME] = { "mailNickname", SIM_LDAP_TEXT, EXCHANGE },
  [SIM_AT_LEGACY_DN] = { "legacyExchangeDN", SIM_LDAP_TEXT, GC },
  [SIM_AT_HIDDEN] = { "msExchHideFromAddressLists", SIM_LDAP_FLAG, EXCHANGE },
  [SIM_AT_WHEN_CREATED] = { "whenCreated", SIM_LDAP_TIME, GC },
  [SIM_AT_WHEN_CHANGED] = { "whenChanged", SIM_LDAP_TIME, GC },
  [SIM_AT_USN_CREATED] = { "uSNCreated", SIM_LDAP_NUMBER, GC },
  [SIM_AT_USN_CHANGED] = { "uSNChanged", SIM_LDAP_NUMBER, GC },
  [SIM_AT_MEMBER_OF] = { "memberOf", SIM_LDAP_DN, GC | MANY },
  [SIM_AT_MEMBER] = { "member", SIM_LDAP_DN, GC | MANY },
  [SIM_AT_PRIMARY_GROUP] = { "primaryGroupID", SIM_LDAP_NUMBER, GC },
  [SIM_AT_PHOTO] = { "thumbnailPhoto", SIM_LDAP_BYTES, 0 },
  [SIM_AT_GROUP_TYPE] = { "groupType", SIM_LDAP_NUMBER, GC },
  [SIM_AT_DESCRIPTION] = { "description", SIM_LDAP_TEXT, GC },
  [SIM_AT_ADVANCED_ONLY] = { "showInAdvancedViewOnly", SIM_LDAP_FLAG, 0 },
  [SIM_AT_IS_DELETED] = { "isDeleted", SIM_LDAP_FLAG, GC },
  [SIM_AT_LAST_KNOWN_PARENT] = { "lastKnownParent", SIM_LDAP_DN, GC },
  [SIM_AT_TOKEN_GROUPS] = { "tokenGroups", SIM_LDAP_SID, GC | CONSTRUCTED | MANY },
  [SIM_AT_NC_NAME] = { "nCName", SIM_LDAP_DN, GC },
  [SIM_AT_DNS_ROOT] = { "dnsRoot", SIM_LDAP_TEXT, GC },
  [SIM_AT_NETBIOS_NAME] = { "nETBIOSName", SIM_LDAP_TEXT, GC },
  [SIM_AT_SYSTEM_FLAGS] = { "systemFlags", SIM_LDAP_NUMBER, GC },
  [SIM_AT_TRUST_PARENT] = { "trustParent", SIM_LDAP_DN, GC },
  [SIM_AT_UPN_SUFFIXES] = { "uPNSuffixes", SIM_LDAP_TEXT, GC | MANY },
  [SIM_AT_TRUST_PARTNER] = { "trustPartner", SIM_LDAP_TEXT, GC },
  [SIM_AT_FLAT_NAME] = { "flatName", SIM_LDAP_TEXT, 0 },
  [SIM_AT_TRUST_DIRECTION] = { "trustDirection", SIM_LDAP_NUMBER, GC },
  [SIM_AT_TRUST_TYPE] = { "trustType", SIM_LDAP_NUMBER, GC },
  [SIM_AT_TRUST_ATTRIBUTES] = { "trustAttributes", SIM_LDAP_NUMBER, GC },
  [SIM_AT_SECURITY_IDENTIFIER] = { "securityIdentifier", SIM_LDAP_SID, GC },
  [SIM_AT_KEYWORDS] = { "keywords", SIM_LDAP_TEXT, GC | MANY },
  [SIM_AT_SERVICE_BINDING] = { "serviceBindingInformation", SIM_LDAP_TEXT, GC | MANY },
  [SIM_AT_SERVICE_DNS_NAME] = { "serviceDNSName", SIM_LDAP_TEXT, GC },
  [SIM_AT_NETWORK_ADDRESS] = { "networkAddress", SIM_LDAP_TEXT, MANY },
  [SIM_AT_SERIAL_NUMBER] = { "serialNumber", SIM_LDAP_TEXT, MANY },
  [SIM_AT_SERVER_ROLES] = { "msExchCurrentServerRoles", SIM_LDAP_NUMBER, EXCHANGE },
  [SIM_AT_LDAP_DISPLAY_NAME] = { "lDAPDisplayName", SIM_LDAP_TEXT, GC },
  [SIM_AT_ATTRIBUTE_ID] = { "attributeID", SIM_LDAP_TEXT, 0 },
  [SIM_AT_ATTRIBUTE_SYNTAX] = { "attributeSyntax", SIM_LDAP_TEXT, 0 },
  [SIM_AT_SINGLE_VALUED] = { "isSingleValued", SIM_LDAP_FLAG, 0 },
  [SIM_AT_IN_CATALOG] = { "isMemberOfPartialAttributeSet", SIM_LDAP_FLAG, 0 },
  [SIM_AT_DNS_HOST_NAME] = { "dNSHostName", SIM_LDAP_TEXT, GC },
  [SIM_AT_EXTENSION_1] = { "extensionAttribute1", SIM_LDAP_TEXT, EXCHANGE },
  [SIM_AT_EMPLOYEE_NUMBER] = { "employeeNumber", SIM_LDAP_TEXT, 0 },
  [SIM_AT_CITY] = { "l", SIM_LDAP_TEXT, GC },
  [SIM_AT_COUNTRY] = { "c", SIM_LDAP_TEXT, GC },
  [SIM_AT_WEB_PAGE] = { "wWWHomePage", SIM_LDAP_TEXT, 0 },
  [SIM_AT_JPEG_PHOTO] = { "jpegPhoto", SIM_LDAP_BYTES, MANY },
};

SimLdapAttribute
sim_ldap_schema_find (const char *name, gsize length)
{
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++)
    if (strlen (sim_ldap_attributes[i].name) == length &&
        g_ascii_strncasecmp (sim_ldap_attributes[i].name, name, length) == 0)
      return (SimLdapAttribute) i;
  return SIM_AT_UNKNOWN;
}

gboolean
sim_ldap_schema_survives (SimLdapAttribute attribute)
{
  static const SimLdapAttribute kept[] = {
    SIM_AT_OBJECT_CLASS,         SIM_AT_OBJECT_GUID,  SIM_AT_OBJECT_SID,  SIM_AT_SAM_ACCOUNT_NAME,
    SIM_AT_USER_ACCOUNT_CONTROL, SIM_AT_WHEN_CREATED, SIM_AT_USN_CREATED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i] == attribute)
      return TRUE;
  return FALSE;
}
