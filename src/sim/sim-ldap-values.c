/* sim-ldap-values.c - the values of one attribute of one object
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-values.h"

#include <string.h>

void
sim_ldap_values_init (SimLdapValues *self)
{
  *self = (SimLdapValues){ g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint)), 0,
                           G_MAXUINT, 0 };
}

void
sim_ldap_values_clear (SimLdapValues *self)
{
  if (self->bytes != NULL)
    g_string_free (self->bytes, TRUE);
  g_clear_pointer (&self->starts, g_array_unref);
  self->bytes = NULL;
}

void
sim_ldap_values_set_window (SimLdapValues *self, guint skip, guint most)
{
  g_string_truncate (self->bytes, 0);
  g_array_set_size (self->starts, 0);
  self->skip = skip;
  self->most = most;
  self->n_given = 0;
}

void
sim_ldap_values_reset (SimLdapValues *self)
{
  sim_ldap_values_set_window (self, 0, G_MAXUINT);
}

guint
sim_ldap_values_count (const SimLdapValues *self)
{
  return self->starts->len;
}

const char *
sim_ldap_values_get (const SimLdapValues *self, guint i, gsize *ret_size)
{
  guint start = g_array_index (self->starts, guint, i);
  gsize end =
      i + 1 < self->starts->len ? g_array_index (self->starts, guint, i + 1) : self->bytes->len;

  *ret_size = end - start;
  return self->bytes->str + start;
}

gboolean
sim_ldap_values_is_cut (const SimLdapValues *self)
{
  return self->n_given > self->skip && self->n_given - self->skip > self->most;
}

GString *
sim_ldap_values_next (SimLdapValues *self)
{
  guint start = (guint) self->bytes->len;

  self->n_given++;
  if (self->n_given <= self->skip || self->n_given - self->skip > self->most)
    return NULL;

  g_array_append_val (self->starts, start);
  return self->bytes;
}

void
sim_ldap_values_add_bytes (SimLdapValues *self, gconstpointer data, gsize size)
{
  GString *out = sim_ldap_values_next (self);

  if (out != NULL)
    g_string_append_len (out, data, (gssize) size);
}

void
sim_ldap_values_add (SimLdapValues *self, const char *text)
{
  sim_ldap_values_add_bytes (self, text, strlen (text));
}

void
sim_ldap_values_add_number (SimLdapValues *self, gint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  sim_ldap_values_add (self, text);
}
