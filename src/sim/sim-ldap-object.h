/* sim-ldap-object.h - an object of the directory that is no person of the simulated organisation:
 * containers, groups, what configures the forest, accounts that were added later
 */
#pragma once

#include "sim-ldap-schema.h"
#include "sim-ldap-text.h"
#include "sim-ldap-values.h"

typedef enum
{
  SIM_LDAP_NC_DOMAIN,
  SIM_LDAP_NC_CONFIGURATION,
  SIM_LDAP_NC_SCHEMA
} SimLdapNc;

#define SIM_LDAP_NO_DEPARTMENT -1

typedef struct _SimLdapObject SimLdapObject;
struct _SimLdapObject
{
  const SimLdapObject *parent; /* NULL: the root of the domain */
  char *rdn;                   /* "CN=Users", escaped */
  char *dn;
  char *canonical; /* "corp.example/Users" */
  SimLdapNc nc;
  guint8 guid[SIM_LDAP_GUID_SIZE];
  gint64 usn;
  gint64 changed_s;
  gboolean is_deleted;
  GArray *values;  /* of attribute and bytes, in their order */
  int department;  /* a group of the people of this department; or SIM_LDAP_NO_DEPARTMENT */
  GArray *members; /* guint32: those of a group by name, as numbers of the tree; NULL: no group */
};

/* name: of the RDN, as it is. type: "CN", "OU", "DC". parent: borrowed. */
SimLdapObject *sim_ldap_object_new (const SimLdapObject *parent, const char *type,
                                    const char *name);
void sim_ldap_object_free (SimLdapObject *self);

/* Another name, in another place (borrowed). */
void sim_ldap_object_rename (SimLdapObject *self, const SimLdapObject *parent, const char *name);

void sim_ldap_object_add (SimLdapObject *self, SimLdapAttribute attribute, const char *text);
void sim_ldap_object_add_bytes (SimLdapObject *self, SimLdapAttribute attribute, gconstpointer data,
                                gsize size);
void sim_ldap_object_unset (SimLdapObject *self, SimLdapAttribute attribute);

/* Gives the values, except those that groups bring. */
void sim_ldap_object_values (const SimLdapObject *self, SimLdapAttribute attribute,
                             SimLdapValues *out);
