/* sim-ask.c - a request as it was understood
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ask.h"

#include "sim-ldap-tree.h"
#include "wire-soap.h"
#include "wire-xml-read.h"

#include <string.h>

/* Oldest first. */
static const char *const versions[] = {
  "Exchange2007",     "Exchange2007_SP1", "Exchange2009", "Exchange2010",     "Exchange2010_SP1",
  "Exchange2010_SP2", "Exchange2012",     "Exchange2013", "Exchange2013_SP1", "Exchange2015",
  "Exchange2016",     "V2015_10_05",      "V2016_01_06",  "V2016_04_13",      "V2016_07_13",
  "V2016_10_10",      "V2017_01_07",      "V2017_04_14",  "V2017_07_11",      "V2017_10_09",
  "V2018_01_08",
};

int
sim_ask_rank (const char *version)
{
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    if (strcmp (versions[i], version) == 0)
      return (int) i;
  return -1;
}

SimSchema
sim_ask_schema (const SimAsk *self)
{
  return self->version >= sim_ask_rank ("Exchange2013") ? SIM_SCHEMA_2013 : SIM_SCHEMA_2010;
}

static const xmlNode *
find_identity (const SimAsk *self)
{
  const xmlNode *header = wire_soap_header (self->doc);
  const xmlNode *impersonation = wire_xml_child (header, SIM_NS_TYPES, "ExchangeImpersonation");

  return wire_xml_first (wire_xml_child (impersonation, SIM_NS_TYPES, "ConnectingSID"));
}

gboolean
sim_ask_impersonates (const SimAsk *self)
{
  return self->element != NULL && find_identity (self) != NULL;
}

static char *
find_target (const SimAsk *self)
{
  const xmlNode *identity = find_identity (self);
  const xmlNode *mailbox = wire_xml_child (self->element, SIM_NS_TYPES, "Mailbox");
  char *address;

  if (identity != NULL)
    return g_strstrip (wire_xml_text (identity));

  address = wire_xml_child_text (mailbox, SIM_NS_TYPES, "Address");
  return address != NULL ? address : g_strdup ("");
}

SimAsk *
sim_ask_new (SimWorld *world, guint caller, const char *body, gsize size)
{
  SimAsk *self = g_new0 (SimAsk, 1);

  self->world = world;
  self->caller = self->acting = caller;
  self->doc = wire_xml_parse (body, size, NULL);
  if (self->doc != NULL)
    self->element = wire_soap_body (self->doc, NULL);
  if (self->element == NULL) {
    self->operation = g_strdup ("");
    self->target = g_strdup ("");
    return self;
  }

  self->operation = g_strdup ((const char *) self->element->name);
  if (g_str_has_suffix (self->operation, "Request"))
    self->operation[strlen (self->operation) - strlen ("Request")] = '\0';
  self->target = find_target (self);
  return self;
}

void
sim_ask_free (SimAsk *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->doc, xmlFreeDoc);
  g_free (self->operation);
  g_free (self->target);
  g_free (self);
}

/* Each header at most once. */
static gboolean
has_duplicates (const xmlNode *header)
{
  for (const xmlNode *a = wire_xml_first (header); a != NULL;
       a = xmlNextElementSibling ((xmlNode *) a))
    if (a->ns != NULL && strcmp ((const char *) a->ns->href, SIM_NS_TYPES) == 0 &&
        wire_xml_next (a, SIM_NS_TYPES, (const char *) a->name) != NULL)
      return TRUE;
  return FALSE;
}

/* Without the header, Exchange takes a request to be of the first version there was. */
static const char *
read_version (SimAsk *self, const xmlNode *header)
{
  const xmlNode *asked = wire_xml_child (header, SIM_NS_TYPES, "RequestServerVersion");
  g_autofree char *version = asked != NULL ? wire_xml_attribute (asked, "Version") : NULL;

  if (asked == NULL)
    return NULL;

  self->version = version != NULL ? sim_ask_rank (version) : -1;
  return self->version < 0 || self->version > sim_ask_rank (self->world->edition->newest_asked)
             ? "ErrorInvalidServerVersion"
             : NULL;
}

typedef enum
{
  IDENTITY_UPN,
  IDENTITY_SID,
  IDENTITY_PRIMARY,
  IDENTITY_ANY_ADDRESS
} Identity;

static const char *const identity_names[] = {
  [IDENTITY_UPN] = "PrincipalName",
  [IDENTITY_SID] = "SID",
  [IDENTITY_PRIMARY] = "PrimarySmtpAddress",
  [IDENTITY_ANY_ADDRESS] = "SmtpAddress",
};

/* The person, or SIM_NOBODY with the code of the fault. */
static guint
find_person (SimAsk *self, Identity identity, const char **ret_code, SimFaultFacts *facts)
{
  const SimPeople *people = self->world->people;
  guint person = identity == IDENTITY_SID ? sim_people_find_sid (people, self->target)
                                          : sim_people_find (people, self->target);
  guint other;

  if (person != SIM_NOBODY && (sim_people_home (people, person) == SIM_HOME_CLOUD ||
                               sim_ldap_tree_is_deleted (self->world->directory, person)))
    person = SIM_NOBODY; /* not here, or not any more */
  if (person != SIM_NOBODY || identity == IDENTITY_UPN || identity == IDENTITY_SID) {
    *ret_code = "ErrorNonExistentMailbox";
    return person;
  }

  other = sim_people_find_secondary (people, self->target);
  if (other != SIM_NOBODY && identity == IDENTITY_ANY_ADDRESS)
    return other;
  *ret_code = other != SIM_NOBODY ? "ErrorNonPrimarySmtpAddress" : "ErrorNonExistentMailbox";
  if (other != SIM_NOBODY)
    facts->primary = sim_people_address (people, other);
  return SIM_NOBODY;
}

static gboolean
may_impersonate (const SimAsk *self, guint person)
{
  const char *department = self->world->options->department;

  if (self->world->options->character == SIM_CHARACTER_NO_IMPERSONATION ||
      !self->world->organization.role_enabled)
    return FALSE;
  return department == NULL ||
         strcmp (sim_people_department (self->world->people, person), department) == 0;
}

static const char *
impersonate (SimAsk *self, SimFaultFacts *facts)
{
  const xmlNode *identity = find_identity (self);
  const char *code = NULL;
  guint person;

  if (identity == NULL || xmlNextElementSibling ((xmlNode *) identity) != NULL)
    return "ErrorInvalidExchangeImpersonationHeaderData";
  if (self->caller != SIM_ADMIN)
    return "ErrorImpersonationDenied";

  for (guint i = 0; i < G_N_ELEMENTS (identity_names); i++)
    if (wire_xml_is (identity, SIM_NS_TYPES, identity_names[i])) {
      person = find_person (self, (Identity) i, &code, facts);
      if (person == SIM_NOBODY)
        return code;
      if (!may_impersonate (self, person))
        return "ErrorImpersonateUserDenied";
      self->acting = person;
      return NULL;
    }
  return "ErrorInvalidExchangeImpersonationHeaderData";
}

const char *
sim_ask_check_headers (SimAsk *self, SimFaultFacts *facts)
{
  const xmlNode *header = wire_soap_header (self->doc);
  const char *code;

  if (has_duplicates (header))
    return "ErrorDuplicateSOAPHeader";

  code = read_version (self, header);
  if (code == NULL && wire_xml_child (header, SIM_NS_TYPES, "ExchangeImpersonation") != NULL)
    code = impersonate (self, facts);
  return code;
}
