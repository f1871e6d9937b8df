/* sim-ldap-plan.c - who need not be looked at: the indexes of the simulated directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-match.h"

#include <stdlib.h>
#include <string.h>

#define SMTP "smtp:"

/* FALSE: it may be anybody. Appends people, perhaps some twice, perhaps some in vain. */
static gboolean plan (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out);

static void
append (GArray *out, guint32 person)
{
  if (person != SIM_NOBODY)
    g_array_append_val (out, person);
}

/* "e123": those whose address is too long for an account are named by their number. */
static gboolean
may_be_number (const char *name)
{
  return *name == 'e' && name[1 + strspn (name + 1, "0123456789")] == '\0';
}

static void
plan_exact_address (SimLdapTree *tree, const char *address, GArray *out)
{
  append (out, sim_people_find (tree->persons.people, address));
  append (out, sim_people_find_secondary (tree->persons.people, address));
}

static gboolean
plan_address (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  const char *text = filter->value->str;

  if (filter->attribute == SIM_AT_PROXY_ADDRESSES) {
    gsize common = MIN (filter->value->len, strlen (SMTP));

    if (strncmp (text, SMTP, common) != 0)
      return TRUE; /* nobody: they all begin with that */
    if (filter->value->len <= strlen (SMTP))
      return FALSE;
    text += strlen (SMTP);
    if (filter->kind == SIM_FILTER_PARTS && *text == 'e')
      return FALSE; /* the secondary addresses are in no list */
  }
  if (filter->kind == SIM_FILTER_EQUAL)
    plan_exact_address (tree, text, out);
  else
    sim_ldap_names_find_address (sim_ldap_tree_names (tree), text, out);
  return TRUE;
}

static gboolean
plan_account (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  const char *text = filter->value->str;
  g_autofree char *address = NULL;

  if (filter->kind == SIM_FILTER_PARTS) {
    if (may_be_number (text) && filter->attribute == SIM_AT_SAM_ACCOUNT_NAME)
      return FALSE;
    sim_ldap_names_find_address (sim_ldap_tree_names (tree), text, out);
    return TRUE;
  }
  address = g_strconcat (text, "@" SIM_DOMAIN, NULL);
  plan_exact_address (tree, address, out);
  return TRUE;
}

/* There are few offices: either nobody's begins so, or so many people's that nothing is saved. */
static gboolean
plan_office (const SimLdapFilter *filter)
{
  for (guint i = 0; sim_ldap_offices[i] != NULL; i++) {
    g_autofree char *office = sim_ldap_text_folded (sim_ldap_offices[i]);

    if (g_str_has_prefix (office, filter->value->str))
      return FALSE;
  }
  return TRUE;
}

static gboolean
plan_number (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  gint64 first = filter->number - SIM_LDAP_FIRST_USN;

  if (filter->attribute != SIM_AT_USN_CHANGED || filter->kind != SIM_FILTER_AT_LEAST)
    return FALSE;
  for (gint64 i = MAX (first, 0); i < (gint64) tree->n_people; i++)
    append (out, (guint32) i);
  return TRUE;
}

static gboolean
plan_identifier (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  g_autofree char *sid = NULL;

  if (filter->kind != SIM_FILTER_EQUAL)
    return FALSE;
  if (filter->attribute == SIM_AT_OBJECT_GUID) {
    if (filter->value->len == SIM_LDAP_GUID_SIZE)
      append (out, sim_ldap_person_find_guid (&tree->persons, (const guint8 *) filter->value->str));
    return TRUE;
  }

  sid = sim_ldap_text_sid (filter->value->str, filter->value->len);
  if (sid != NULL)
    append (out, sim_people_find_sid (tree->persons.people, sid));
  return TRUE;
}

static gboolean
may_be_legacy (const SimLdapFilter *filter)
{
  static const char beginning[] = "/o=corp/";

  return g_str_has_prefix (filter->value->str, beginning) ||
         (filter->kind == SIM_FILTER_PARTS && g_str_has_prefix (beginning, filter->value->str));
}

static gboolean
plan_leaf (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  SimLdapNamePart part = SIM_LDAP_WHOLE;

  if (filter->kind == SIM_FILTER_AT_LEAST)
    return plan_number (tree, filter, out);
  if (filter->kind != SIM_FILTER_EQUAL &&
      (filter->kind != SIM_FILTER_PARTS || filter->value->len == 0))
    return FALSE;

  switch (filter->attribute) {
  case SIM_AT_MAIL:
  case SIM_AT_USER_PRINCIPAL_NAME:
  case SIM_AT_PROXY_ADDRESSES:
    return plan_address (tree, filter, out);
  case SIM_AT_SAM_ACCOUNT_NAME:
  case SIM_AT_MAIL_NICKNAME:
    return plan_account (tree, filter, out);
  case SIM_AT_GIVEN_NAME:
  case SIM_AT_SN:
  case SIM_AT_DISPLAY_NAME:
  case SIM_AT_CN:
  case SIM_AT_NAME:
    if (filter->attribute == SIM_AT_GIVEN_NAME || filter->attribute == SIM_AT_SN)
      part = filter->attribute == SIM_AT_SN ? SIM_LDAP_FAMILY : SIM_LDAP_GIVEN;
    sim_ldap_names_find (sim_ldap_tree_names (tree), part, filter->value->str, out);
    return TRUE;
  case SIM_AT_OFFICE:
    return plan_office (filter);
  case SIM_AT_OBJECT_GUID:
  case SIM_AT_OBJECT_SID:
    return plan_identifier (tree, filter, out);
  case SIM_AT_DISTINGUISHED_NAME:
    append (out, filter->target < tree->n_people ? filter->target : SIM_NOBODY);
    return TRUE;
  case SIM_AT_LDAP_DISPLAY_NAME:
    return TRUE; /* nobody has one */
  case SIM_AT_LEGACY_DN:
    return !may_be_legacy (filter);
  default:
    return FALSE;
  }
}

static gboolean
plan_or (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  for (guint i = 0; i < filter->children->len; i++)
    if (!plan (tree, filter->children->pdata[i], out))
      return FALSE;
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* In order, each once. */
static void
sort_people (GArray *people)
{
  guint n = 0;

  g_array_sort (people, compare_numbers);
  for (guint i = 0; i < people->len; i++)
    if (i == 0 || g_array_index (people, guint32, i) != g_array_index (people, guint32, n - 1))
      g_array_index (people, guint32, n++) = g_array_index (people, guint32, i);
  g_array_set_size (people, n);
}

/* Leaves those who are in both; both are sorted. */
static void
intersect (GArray *people, const GArray *other)
{
  guint n = 0;
  guint o = 0;

  for (guint i = 0; i < people->len; i++) {
    guint32 person = g_array_index (people, guint32, i);

    while (o < other->len && g_array_index (other, guint32, o) < person)
      o++;
    if (o < other->len && g_array_index (other, guint32, o) == person)
      g_array_index (people, guint32, n++) = person;
  }
  g_array_set_size (people, n);
}

/* Those who are in each of the lists that there are. */
static gboolean
plan_and (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  g_autoptr (GArray) all = NULL;

  for (guint i = 0; i < filter->children->len; i++) {
    g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));

    if (!plan (tree, filter->children->pdata[i], one))
      continue;
    sort_people (one);
    if (all == NULL)
      all = g_steal_pointer (&one);
    else
      intersect (all, one);
  }
  if (all == NULL)
    return FALSE;
  g_array_append_vals (out, all->data, all->len);
  return TRUE;
}

static gboolean
plan (SimLdapTree *tree, const SimLdapFilter *filter, GArray *out)
{
  switch (filter->kind) {
  case SIM_FILTER_AND:
    return plan_and (tree, filter, out);
  case SIM_FILTER_OR:
    return plan_or (tree, filter, out);
  case SIM_FILTER_NOT:
    return FALSE;
  case SIM_FILTER_UNDEFINED:
    return TRUE; /* nobody */
  default:
    return plan_leaf (tree, filter, out);
  }
}

GArray *
sim_ldap_match_candidates (SimLdapTree *tree, const SimLdapFilter *filter)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer person;

  if (!plan (tree, filter, found)) {
    g_array_unref (found);
    return NULL;
  }

  g_hash_table_iter_init (&iter, tree->changes);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    append (found, GPOINTER_TO_UINT (person));
  sort_people (found);
  return found;
}
