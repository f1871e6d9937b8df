/* sim-ldap-scope.c - where a search looks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-scope.h"

#include "sim-ldap-ask.h"
#include "sim-names.h"

#include <string.h>

/* "<GUID=…>", "<SID=…>". */
static guint
find_special (SimLdapTree *tree, const struct berval *base)
{
  g_autofree char *text = g_strndup (base->bv_val, base->bv_len);
  gsize length = strlen (text);
  guint8 guid[SIM_LDAP_GUID_SIZE];

  if (length < 6 || text[length - 1] != '>')
    return SIM_LDAP_NOTHING;
  text[length - 1] = '\0';
  if (g_ascii_strncasecmp (text, "<GUID=", 6) == 0)
    return sim_ldap_text_parse_guid (text + 6, guid) ? sim_ldap_tree_find_guid (tree, guid)
                                                     : SIM_LDAP_NOTHING;
  if (g_ascii_strncasecmp (text, "<SID=", 5) == 0)
    return sim_ldap_tree_find_sid (tree, text + 5);
  return SIM_LDAP_NOTHING;
}

static gboolean
is_elsewhere (const GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++) {
    g_autofree char *key = sim_ldap_text_dn_key (steps, i);

    if (strcmp (key, "dc=emea\ndc=corp\ndc=example\n") == 0)
      return TRUE;
  }
  return FALSE;
}

/* The nearest object above that exists. */
static char *
find_matched (SimLdapTree *tree, const GPtrArray *steps)
{
  for (guint i = 1; i < steps->len; i++) {
    guint above = sim_ldap_tree_find_steps (tree, steps, i);

    if (above != SIM_LDAP_NOTHING)
      return g_strdup (sim_ldap_tree_dn (tree, above));
  }
  return g_strdup ("");
}

int
sim_ldap_scope_read (SimLdapScope *self, SimLdapTree *tree, SimLdapSide side,
                     const struct berval *base, char **ret_matched)
{
  g_autoptr (GPtrArray) steps = NULL;

  self->crosses_contexts = side == SIM_LDAP_ON_CATALOG;
  self->base = SIM_LDAP_NOTHING;
  *ret_matched = NULL;
  if (base->bv_len == 0) {
    *ret_matched = g_strdup ("");
    return side == SIM_LDAP_ON_CATALOG ? SIM_LDAP_SUCCESS : SIM_LDAP_NO_SUCH_OBJECT;
  }

  if (base->bv_val[0] == '<') {
    self->base = find_special (tree, base);
    *ret_matched = g_strdup ("");
    return self->base != SIM_LDAP_NOTHING ? SIM_LDAP_SUCCESS : SIM_LDAP_NO_SUCH_OBJECT;
  }

  steps = sim_ldap_text_parse_dn (base->bv_val, base->bv_len);
  if (steps == NULL)
    return SIM_LDAP_INVALID_DN;
  self->base = sim_ldap_tree_find_steps (tree, steps, 0);
  if (self->base != SIM_LDAP_NOTHING)
    return SIM_LDAP_SUCCESS;
  if (is_elsewhere (steps))
    return SIM_LDAP_REFERRAL;
  *ret_matched = find_matched (tree, steps);
  return SIM_LDAP_NO_SUCH_OBJECT;
}

/* What the object lies in; NULL for the root. */
static const SimLdapObject *
find_parent (SimLdapTree *tree, guint number, guint *ret_department)
{
  const SimLdapObject *object = sim_ldap_tree_object (tree, number);

  *ret_department = G_MAXUINT;
  if (object != NULL)
    return object->parent;
  *ret_department = sim_people_department_number (tree->persons.people, number);
  return NULL;
}

/* Whether the container is the unit of the department, or above it. */
static gboolean
holds_department (const SimLdapScope *self, const SimLdapObject *base, guint department)
{
  const char *rdn = strchr (base->rdn, '=') + 1;
  gboolean is_unit = base->parent != NULL && strcmp (base->parent->dn, SIM_LDAP_PEOPLE_OU) == 0;

  if (is_unit)
    return strcmp (rdn, sim_departments[department]) == 0;
  return self->depth == SIM_LDAP_SUBTREE &&
         (strcmp (base->dn, SIM_LDAP_PEOPLE_OU) == 0 || strcmp (base->dn, SIM_LDAP_ROOT) == 0);
}

gboolean
sim_ldap_scope_has (const SimLdapScope *self, SimLdapTree *tree, guint number)
{
  const SimLdapObject *base;
  const SimLdapObject *above;
  guint department;

  if (self->base == SIM_LDAP_NOTHING)
    return self->depth == SIM_LDAP_SUBTREE;
  if (self->base == number)
    return self->depth != SIM_LDAP_ONE_LEVEL;
  base = sim_ldap_tree_object (tree, self->base);
  if (self->depth == SIM_LDAP_BASE || base == NULL)
    return FALSE;

  above = find_parent (tree, number, &department);
  if (department != G_MAXUINT)
    return holds_department (self, base, department);
  if (self->depth == SIM_LDAP_SUBTREE && !self->crosses_contexts &&
      sim_ldap_tree_object (tree, number)->nc != base->nc)
    return FALSE;
  while (self->depth == SIM_LDAP_SUBTREE && above != NULL && above != base)
    above = above->parent;
  return above == base;
}

gboolean
sim_ldap_scope_has_people (const SimLdapScope *self, SimLdapTree *tree)
{
  const SimLdapObject *base;

  if (self->base == SIM_LDAP_NOTHING)
    return TRUE;
  if (self->depth == SIM_LDAP_BASE || self->base < tree->n_people)
    return FALSE;
  base = sim_ldap_tree_object (tree, self->base);
  for (guint i = 0; i < sim_n_departments; i++)
    if (holds_department (self, base, i))
      return TRUE;
  return FALSE;
}
