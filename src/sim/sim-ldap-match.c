/* sim-ldap-match.c - whether an object is what a filter asks for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-match.h"

#include "sim-ldap-groups.h"

#include <string.h>

#define TIME_DIGITS 14

void
sim_ldap_matcher_init (SimLdapMatcher *self, SimLdapTree *tree)
{
  *self = (SimLdapMatcher){ .tree = tree };
  sim_ldap_values_init (&self->values);
}

void
sim_ldap_matcher_clear (SimLdapMatcher *self)
{
  sim_ldap_values_clear (&self->values);
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++)
    sim_ldap_values_clear (&self->known[i].values);
}

static gboolean
is_folded (SimLdapAttribute attribute)
{
  SimLdapSyntax syntax = sim_ldap_attributes[attribute].syntax;

  return syntax == SIM_LDAP_TEXT || syntax == SIM_LDAP_DN || syntax == SIM_LDAP_FLAG;
}

/* A long filter asks for the same values again and again. */
static const SimLdapValues *
know (SimLdapMatcher *self, SimLdapAttribute attribute, guint number)
{
  SimLdapKnown *known = &self->known[attribute];
  SimLdapValues *raw = is_folded (attribute) ? &self->values : &known->values;

  if (known->values.bytes != NULL && known->number == number)
    return &known->values;

  if (known->values.bytes == NULL)
    sim_ldap_values_init (&known->values);
  known->number = number;
  sim_ldap_values_reset (&known->values);
  sim_ldap_values_reset (raw);
  sim_ldap_tree_values (self->tree, number, attribute, raw);
  for (guint i = 0; raw != &known->values && i < sim_ldap_values_count (raw); i++) {
    gsize size;
    const char *data = sim_ldap_values_get (raw, i, &size);

    sim_ldap_text_fold (sim_ldap_values_next (&known->values), data, size);
  }
  return &known->values;
}

static gint64
read_number (const char *data)
{
  return g_ascii_strtoll (data, NULL, 10); /* a NUL or the next value ends it */
}

/* The middle and the end are looked for in what the beginning leaves. */
static gboolean
has_parts (const SimLdapFilter *filter, const char *data, gsize size)
{
  g_autofree char *text = NULL;
  const char *c;

  if (size < filter->value->len || memcmp (data, filter->value->str, filter->value->len) != 0)
    return FALSE;
  if (filter->middle == NULL || filter->middle->len == 0)
    return TRUE;

  text = g_strndup (data + filter->value->len, size - filter->value->len);
  c = text;
  for (guint i = 0; i < filter->middle->len; i++) {
    const char *part = filter->middle->pdata[i];

    if (filter->has_end && i + 1 == filter->middle->len)
      return g_str_has_suffix (c, part);
    c = strstr (c, part);
    if (c == NULL)
      return FALSE;
    c += strlen (part);
  }
  return TRUE;
}

static int
compare_sign (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* A value against the filter's: below, same, above. */
static int
compare (const SimLdapFilter *filter, const char *data, gsize size)
{
  gsize common = MIN (size, filter->value->len);
  int order;

  switch (sim_ldap_attributes[filter->attribute].syntax) {
  case SIM_LDAP_NUMBER:
    return compare_sign (read_number (data), filter->number);
  case SIM_LDAP_TIME:
    return strncmp (data, filter->value->str, TIME_DIGITS);
  default:
    order = memcmp (data, filter->value->str, common);
    return order != 0 ? order : compare_sign ((gint64) size, (gint64) filter->value->len);
  }
}

static gboolean
value_meets (const SimLdapFilter *filter, const char *data, gsize size)
{
  switch (filter->kind) {
  case SIM_FILTER_EQUAL:
  case SIM_FILTER_IN_CHAIN:
    return compare (filter, data, size) == 0;
  case SIM_FILTER_AT_LEAST:
    return compare (filter, data, size) >= 0;
  case SIM_FILTER_AT_MOST:
    return compare (filter, data, size) <= 0;
  case SIM_FILTER_BITS_ALL:
    return (read_number (data) & filter->number) == filter->number;
  case SIM_FILTER_BITS_ANY:
    return (read_number (data) & filter->number) != 0;
  case SIM_FILTER_PARTS:
    return has_parts (filter, data, size);
  default:
    return FALSE;
  }
}

/* Groups are asked the other way round: their members are too many to be written down. */
static gboolean
group_meets (SimLdapMatcher *self, const SimLdapFilter *filter, guint number, gboolean *ret)
{
  g_autoptr (GArray) closure = NULL;

  if (filter->kind != SIM_FILTER_EQUAL && filter->kind != SIM_FILTER_IN_CHAIN)
    return FALSE;

  switch (filter->attribute) {
  case SIM_AT_MEMBER_OF:
    *ret = filter->groups != NULL ? sim_ldap_groups_any_has (self->tree, filter->groups, number)
                                  : sim_ldap_groups_has (self->tree, filter->target, number);
    return TRUE;
  case SIM_AT_MEMBER:
    if (filter->kind == SIM_FILTER_EQUAL) {
      *ret = sim_ldap_groups_has (self->tree, number, filter->target);
      return TRUE;
    }
    closure = sim_ldap_groups_closure (self->tree, number);
    *ret = sim_ldap_groups_any_has (self->tree, closure, filter->target);
    return TRUE;
  case SIM_AT_DISTINGUISHED_NAME:
    *ret = number == filter->target;
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
is_present (SimLdapMatcher *self, SimLdapAttribute attribute, guint number)
{
  sim_ldap_values_set_window (&self->values, 0, 1); /* one is enough */
  sim_ldap_tree_values (self->tree, number, attribute, &self->values);
  return sim_ldap_values_count (&self->values) > 0;
}

static gboolean
leaf_meets (SimLdapMatcher *self, const SimLdapFilter *filter, guint number)
{
  gboolean result = FALSE;
  const SimLdapValues *values;

  if (filter->kind == SIM_FILTER_PRESENT)
    return is_present (self, filter->attribute, number);
  if (group_meets (self, filter, number, &result))
    return result;

  values = know (self, filter->attribute, number);
  for (guint i = 0; i < sim_ldap_values_count (values); i++) {
    gsize size;
    const char *data = sim_ldap_values_get (values, i, &size);

    if (value_meets (filter, data, size))
      return TRUE;
  }
  return FALSE;
}

static SimLdapTruth
match_set (SimLdapMatcher *self, const SimLdapFilter *filter, guint number, SimLdapTruth decides)
{
  SimLdapTruth result = decides == SIM_LDAP_NO ? SIM_LDAP_YES : SIM_LDAP_NO;

  for (guint i = 0; i < filter->children->len; i++) {
    SimLdapTruth truth = sim_ldap_match (self, filter->children->pdata[i], number);

    if (truth == decides)
      return truth;
    if (truth == SIM_LDAP_MAYBE)
      result = SIM_LDAP_MAYBE;
  }
  return result;
}

SimLdapTruth
sim_ldap_match (SimLdapMatcher *self, const SimLdapFilter *filter, guint number)
{
  SimLdapTruth truth;

  switch (filter->kind) {
  case SIM_FILTER_AND:
    return match_set (self, filter, number, SIM_LDAP_NO);
  case SIM_FILTER_OR:
    return match_set (self, filter, number, SIM_LDAP_YES);
  case SIM_FILTER_NOT:
    truth = sim_ldap_match (self, filter->children->pdata[0], number);
    return truth == SIM_LDAP_MAYBE ? truth : truth == SIM_LDAP_YES ? SIM_LDAP_NO : SIM_LDAP_YES;
  case SIM_FILTER_UNDEFINED:
    return SIM_LDAP_MAYBE;
  default:
    return leaf_meets (self, filter, number) ? SIM_LDAP_YES : SIM_LDAP_NO;
  }
}
