/* sim-ldap-entry.c - an object as an answer shows it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-entry.h"

#include "sim-ldap-ask.h"

#include <stdio.h>
#include <string.h>

#define MOST_WISHES 1000
#define RANGE ";range="

static gboolean
is_served (SimLdapAttribute attribute, SimLdapSide side)
{
  return side == SIM_LDAP_ON_DOMAIN ||
         (sim_ldap_attributes[attribute].traits & SIM_LDAP_IN_CATALOG) != 0;
}

static void
wish_all (SimLdapSelection *self, SimLdapSide side)
{
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++) {
    SimLdapWish wish = { .attribute = (SimLdapAttribute) i };

    if ((sim_ldap_attributes[i].traits & SIM_LDAP_CONSTRUCTED) == 0 &&
        is_served (wish.attribute, side))
      g_array_append_val (self->wishes, wish);
  }
}

/* "member;range=1500-*" */
static gboolean
read_range (SimLdapWish *wish, const char *option)
{
  char last[12];
  guint64 number;

  if (g_ascii_strncasecmp (option, RANGE, strlen (RANGE)) != 0 ||
      sscanf (option + strlen (RANGE), "%u-%11s", &wish->first, last) != 2)
    return FALSE;

  wish->has_range = TRUE;
  wish->last = G_MAXUINT;
  if (strcmp (last, "*") == 0)
    return TRUE;
  if (!g_ascii_string_to_unsigned (last, 10, wish->first, G_MAXUINT - 1, &number, NULL))
    return FALSE;
  wish->last = (guint) number;
  return TRUE;
}

static void
wish_one (SimLdapSelection *self, const struct berval *name, SimLdapSide side)
{
  g_autofree char *text = g_strndup (name->bv_val, name->bv_len);
  gsize length = strcspn (text, ";");
  SimLdapWish wish = { .attribute = sim_ldap_schema_find (text, length) };

  if (strcmp (text, "*") == 0) {
    wish_all (self, side);
    return;
  }
  if (wish.attribute == SIM_AT_UNKNOWN || !is_served (wish.attribute, side))
    return;
  if (text[length] != '\0' && !read_range (&wish, text + length))
    return;
  g_array_append_val (self->wishes, wish);
}

gboolean
sim_ldap_selection_read (SimLdapSelection *self, BerElement *ber, SimLdapSide side)
{
  struct berval name;
  ber_len_t length;
  char *last;
  guint n = 0;

  self->wishes = g_array_new (FALSE, FALSE, sizeof (SimLdapWish));
  for (ber_tag_t tag = ber_first_element (ber, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (ber, &length, last)) {
    if (++n > MOST_WISHES || !sim_ldap_ask_bytes (ber, &name))
      return FALSE;
    wish_one (self, &name, side);
  }
  if (n == 0)
    wish_all (self, side);
  return TRUE;
}

void
sim_ldap_selection_clear (SimLdapSelection *self)
{
  g_clear_pointer (&self->wishes, g_array_unref);
}

static void
read_values (SimLdapTree *tree, guint number, const SimLdapWish *wish,
             const SimLdapSelection *selection, SimLdapValues *values)
{
  guint most = wish->has_range && wish->last != G_MAXUINT ? wish->last - wish->first + 1
                                                          : SIM_LDAP_MOST_VALUES;

  sim_ldap_values_set_window (values, wish->first, MIN (most, SIM_LDAP_MOST_VALUES));
  if (wish->attribute == SIM_AT_DISPLAY_NAME && selection->with_broken_text) {
    sim_ldap_values_add (values, "Bro\xC3(ken \xFF\xFE name");
  } else if (wish->attribute == SIM_AT_PHOTO && selection->photo_bytes > 0) {
    GString *photo = sim_ldap_values_next (values);

    g_string_append (photo, "\xFF\xD8\xFF\xE0");
    g_string_set_size (photo, selection->photo_bytes);
    memset (photo->str + 4, 'x', selection->photo_bytes - 4);
  } else {
    sim_ldap_tree_values (tree, number, wish->attribute, values);
  }
}

/* With the range that it is, when it is not all. */
static void
write_name (BerElement *out, const SimLdapWish *wish, const SimLdapValues *values)
{
  const char *name = sim_ldap_attributes[wish->attribute].name;
  guint n = sim_ldap_values_count (values);
  char text[100];

  if (sim_ldap_values_is_cut (values))
    g_snprintf (text, sizeof text, "%s" RANGE "%u-%u", name, wish->first, wish->first + n - 1);
  else if (wish->has_range)
    g_snprintf (text, sizeof text, "%s" RANGE "%u-*", name, wish->first);
  else
    g_snprintf (text, sizeof text, "%s", name);
  ber_printf (out, "{s[", text);
}

void
sim_ldap_entry_write (BerElement *out, ber_int_t id, SimLdapTree *tree, guint number,
                      const SimLdapSelection *selection, SimLdapValues *values)
{
  ber_printf (out, "{it{s{", id, (ber_tag_t) SIM_LDAP_ENTRY, sim_ldap_tree_dn (tree, number));
  for (guint i = 0; i < selection->wishes->len; i++) {
    const SimLdapWish *wish = &g_array_index (selection->wishes, SimLdapWish, i);

    read_values (tree, number, wish, selection, values);
    if (sim_ldap_values_count (values) == 0)
      continue;
    write_name (out, wish, values);
    for (guint v = 0; v < sim_ldap_values_count (values) && !selection->types_only; v++) {
      gsize size;
      const char *data = sim_ldap_values_get (values, v, &size);

      ber_printf (out, "o", data, (ber_len_t) size);
    }
    ber_printf (out, "]}");
  }
  ber_printf (out, "}}}");
}
