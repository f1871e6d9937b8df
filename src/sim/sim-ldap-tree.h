/* sim-ldap-tree.h - the simulated Active Directory: every object, its values, who is in which group
 *
 * An object is a number: people have the numbers that they have everywhere in the simulator, the
 * others follow. People are computed (sim-ldap-person.h); what was changed about them since the
 * start is kept beside that. One thread.
 */
#pragma once

#include "sim-ldap-names.h"
#include "sim-ldap-object.h"
#include "sim-ldap-person.h"

#define SIM_LDAP_NOTHING G_MAXUINT32

/* What was changed about a person. */
typedef struct
{
  SimLdapObject *object; /* its values take the place of the computed ones */
  guint64 replaced[2];   /* a bit for each attribute that the object has instead */
} SimLdapChange;

typedef struct
{
  SimLdapPersons persons;
  guint n_people;
  GPtrArray *objects;  /* SimLdapObject, owned */
  GHashTable *by_dn;   /* key → number + 1: those that are not computed */
  GHashTable *changes; /* person → SimLdapChange */
  GArray *groups;      /* guint32: which objects are groups */
  SimLdapNames *names; /* made when first needed */
  gint64 last_usn;
  guint n_added;
} SimLdapTree;

SimLdapTree *sim_ldap_tree_new (const SimPeople *people /* borrowed */, gint64 born_s);
void sim_ldap_tree_free (SimLdapTree *self);

guint sim_ldap_tree_count (const SimLdapTree *self);
const SimLdapNames *sim_ldap_tree_names (SimLdapTree *self);

/* NULL for a person that was never changed. */
SimLdapObject *sim_ldap_tree_object (const SimLdapTree *self, guint number);
gboolean sim_ldap_tree_is_deleted (const SimLdapTree *self, guint number);
/* By userAccountControl. */
gboolean sim_ldap_tree_is_disabled (SimLdapTree *self, guint number);

/* Or SIM_LDAP_NOTHING. */
guint sim_ldap_tree_find_dn (SimLdapTree *self, const char *dn, gsize size);
guint sim_ldap_tree_find_steps (SimLdapTree *self, const GPtrArray *steps, guint first);
guint sim_ldap_tree_find_guid (const SimLdapTree *self, const guint8 *guid);
guint sim_ldap_tree_find_sid (SimLdapTree *self, const char *sid);

const char *sim_ldap_tree_dn (SimLdapTree *self, guint number); /* until the next one */
void sim_ldap_tree_values (SimLdapTree *self, guint number, SimLdapAttribute attribute,
                           SimLdapValues *out);

/* Adds an object (taken) and returns its number. */
guint sim_ldap_tree_add (SimLdapTree *self, SimLdapObject *object);
/* Its dn was changed: it is found under the new one. */
void sim_ldap_tree_index (SimLdapTree *self, guint number, const char *old_dn);
