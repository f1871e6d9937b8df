/* sim-ldap-values.h - the values of one attribute of one object, on their way into an answer or a
 * comparison
 *
 * One buffer that is used again and again. It keeps only a window of what it is given: values
 * before "skip" and after "most" are counted, not kept.
 */
#pragma once

#include <glib.h>

typedef struct
{
  GString *bytes;
  GArray *starts; /* guint: where each value begins */
  guint skip;
  guint most;
  guint n_given; /* those outside of the window too */
} SimLdapValues;

void sim_ldap_values_init (SimLdapValues *self);
void sim_ldap_values_clear (SimLdapValues *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimLdapValues, sim_ldap_values_clear)

/* Empty again, and everything is kept from now on. */
void sim_ldap_values_reset (SimLdapValues *self);
/* Empty again; keeps values number skip to skip + most - 1. */
void sim_ldap_values_set_window (SimLdapValues *self, guint skip, guint most);

guint sim_ldap_values_count (const SimLdapValues *self); /* of those kept */
const char *sim_ldap_values_get (const SimLdapValues *self, guint i, gsize *ret_size);
gboolean sim_ldap_values_is_cut (const SimLdapValues *self); /* values after the window came */

/* Begins a value: what is appended to the string belongs to it. NULL: nobody wants this one. */
GString *sim_ldap_values_next (SimLdapValues *self);
void sim_ldap_values_add (SimLdapValues *self, const char *text);
void sim_ldap_values_add_bytes (SimLdapValues *self, gconstpointer data, gsize size);
void sim_ldap_values_add_number (SimLdapValues *self, gint64 number);
