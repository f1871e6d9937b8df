/* sim-ldap-object.c - an object of the directory that is no person of the simulated organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-object.h"

#include <string.h>

typedef struct
{
  SimLdapAttribute attribute;
  GBytes *bytes;
} Value;

static void
clear_value (gpointer data)
{
  g_bytes_unref (((Value *) data)->bytes);
}

/* The same name gives the same identifier at every start. */
static void
make_guid (SimLdapObject *self)
{
  gsize size = SIM_LDAP_GUID_SIZE;
  guint8 digest[20];
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);

  g_checksum_update (checksum, (const guchar *) self->dn, (gssize) strlen (self->dn));
  size = sizeof digest;
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (self->guid, digest, SIM_LDAP_GUID_SIZE);
}

static char *
make_canonical (const SimLdapObject *parent, const char *name)
{
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (parent == NULL)
    return g_strdup ("corp.example");
  escaped = g_strjoinv ("\\/", parts);
  return g_strconcat (parent->canonical, "/", escaped, NULL);
}

static SimLdapNc
find_nc (const SimLdapObject *parent, const char *name)
{
  if (parent == NULL || parent->parent != NULL)
    return parent != NULL && parent->nc == SIM_LDAP_NC_CONFIGURATION && strcmp (name, "Schema") == 0
               ? SIM_LDAP_NC_SCHEMA
           : parent != NULL ? parent->nc
                            : SIM_LDAP_NC_DOMAIN;
  return strcmp (name, "Configuration") == 0 ? SIM_LDAP_NC_CONFIGURATION : SIM_LDAP_NC_DOMAIN;
}

static void
set_name (SimLdapObject *self, const SimLdapObject *parent, const char *type, const char *name)
{
  GString *rdn = g_string_new (type);

  g_string_append_c (rdn, '=');
  sim_ldap_text_rdn (rdn, name, strlen (name));
  self->parent = parent;
  self->rdn = g_string_free (rdn, FALSE);
  self->dn = parent != NULL ? g_strconcat (self->rdn, ",", parent->dn, NULL)
                            : g_strdup ("DC=corp,DC=example");
  self->canonical = make_canonical (parent, name);
}

SimLdapObject *
sim_ldap_object_new (const SimLdapObject *parent, const char *type, const char *name)
{
  SimLdapObject *self = g_new0 (SimLdapObject, 1);

  set_name (self, parent, type, name);
  self->nc = find_nc (parent, name);
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  self->department = SIM_LDAP_NO_DEPARTMENT;
  g_array_set_clear_func (self->values, clear_value);
  make_guid (self);
  if (parent == NULL)
    name = "corp";
  sim_ldap_object_add (self, sim_ldap_schema_find (type, strlen (type)), name);
  sim_ldap_object_add (self, SIM_AT_NAME, name);
  return self;
}

void
sim_ldap_object_rename (SimLdapObject *self, const SimLdapObject *parent, const char *name)
{
  g_free (self->rdn);
  g_free (self->dn);
  g_free (self->canonical);
  set_name (self, parent, "CN", name);
  sim_ldap_object_unset (self, SIM_AT_CN);
  sim_ldap_object_unset (self, SIM_AT_NAME);
  sim_ldap_object_add (self, SIM_AT_CN, name);
  sim_ldap_object_add (self, SIM_AT_NAME, name);
}

void
sim_ldap_object_free (SimLdapObject *self)
{
  if (self == NULL)
    return;

  g_free (self->rdn);
  g_free (self->dn);
  g_free (self->canonical);
  g_array_unref (self->values);
  g_clear_pointer (&self->members, g_array_unref);
  g_free (self);
}

void
sim_ldap_object_add_bytes (SimLdapObject *self, SimLdapAttribute attribute, gconstpointer data,
                           gsize size)
{
  Value value = { attribute, g_bytes_new (data, size) };

  g_array_append_val (self->values, value);
}

void
sim_ldap_object_add (SimLdapObject *self, SimLdapAttribute attribute, const char *text)
{
  sim_ldap_object_add_bytes (self, attribute, text, strlen (text));
}

void
sim_ldap_object_unset (SimLdapObject *self, SimLdapAttribute attribute)
{
  for (guint i = self->values->len; i > 0; i--)
    if (g_array_index (self->values, Value, i - 1).attribute == attribute)
      g_array_remove_index (self->values, i - 1);
}

static void
write_stored (const SimLdapObject *self, SimLdapAttribute attribute, SimLdapValues *out)
{
  for (guint i = 0; i < self->values->len; i++) {
    const Value *value = &g_array_index (self->values, Value, i);

    if (value->attribute == attribute)
      sim_ldap_values_add_bytes (out, g_bytes_get_data (value->bytes, NULL),
                                 g_bytes_get_size (value->bytes));
  }
}

void
sim_ldap_object_values (const SimLdapObject *self, SimLdapAttribute attribute, SimLdapValues *out)
{
  GString *value;

  switch (attribute) {
  case SIM_AT_DISTINGUISHED_NAME:
    sim_ldap_values_add (out, self->dn);
    break;
  case SIM_AT_CANONICAL_NAME:
    sim_ldap_values_add (out, self->canonical);
    break;
  case SIM_AT_OBJECT_GUID:
    sim_ldap_values_add_bytes (out, self->guid, sizeof self->guid);
    break;
  case SIM_AT_USN_CREATED:
  case SIM_AT_USN_CHANGED:
    sim_ldap_values_add_number (out, self->usn);
    break;
  case SIM_AT_WHEN_CREATED:
  case SIM_AT_WHEN_CHANGED:
    value = sim_ldap_values_next (out);
    if (value != NULL)
      sim_ldap_text_append_time (value, self->changed_s);
    break;
  case SIM_AT_IS_DELETED:
    if (self->is_deleted)
      sim_ldap_values_add (out, "TRUE");
    break;
  default:
    write_stored (self, attribute, out);
  }
}
