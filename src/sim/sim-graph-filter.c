/* sim-graph-filter.c - $filter and $search on people
 *
 * Understood are, joined by "and" and, more loosely, by "or": "startswith(p,'x')", "p eq 'x'" and
 * "proxyAddresses/any(x:x eq 'smtp:…')"; and of $search "\"p:x\"", joined by OR. As Graph does, a
 * search looks at the beginnings of the words of a name, and of addresses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include <string.h>

#define MOST_CLAUSES 20

typedef enum
{
  HOW_EQUAL,
  HOW_BEGINS,
  HOW_WORDS /* each word of the value begins one of the text's */
} How;

typedef struct
{
  How how;
  SimLdapAttribute attribute;
  char *folded; /* what is looked for */
  gboolean is_id;
  gboolean is_another; /* the one before it is joined with it by "and" */
} Clause;

struct _SimGraphFilter
{
  GArray *clauses; /* Clause; empty: everybody */
};

static const struct
{
  const char *name;
  SimLdapAttribute attribute;
} properties[] = {
  { "displayName", SIM_AT_DISPLAY_NAME },
  { "givenName", SIM_AT_GIVEN_NAME },
  { "surname", SIM_AT_SN },
  { "mail", SIM_AT_MAIL },
  { "userPrincipalName", SIM_AT_USER_PRINCIPAL_NAME },
  { "department", SIM_AT_DEPARTMENT },
  { "officeLocation", SIM_AT_OFFICE },
  { "proxyAddresses", SIM_AT_PROXY_ADDRESSES },
};

static void
clear_clause (gpointer data)
{
  g_free (((Clause *) data)->folded);
}

void
sim_graph_filter_free (SimGraphFilter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->clauses);
  g_free (self);
}

static gboolean
add_clause (SimGraphFilter *self, How how, const char *property, const char *value)
{
  Clause clause = { .how = how };
  gboolean is_known = strcmp (property, "id") == 0;

  clause.is_id = is_known;
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (properties[i].name, property) == 0) {
      clause.attribute = properties[i].attribute;
      is_known = TRUE;
    }
  if (!is_known || self->clauses->len >= MOST_CLAUSES)
    return FALSE;

  clause.folded = clause.is_id ? g_ascii_strdown (value, -1) : sim_ldap_text_folded (value);
  g_array_append_val (self->clauses, clause);
  return TRUE;
}

/* A word of letters, digits and "/"; NULL when there is none. Caller frees. */
static char *
take_word (const char **text)
{
  const char *begin = *text + strspn (*text, " ");
  gsize n = 0;

  while (g_ascii_isalnum (begin[n]))
    n++;
  *text = begin + n;
  return n > 0 ? g_strndup (begin, n) : NULL;
}

static gboolean
take_sign (const char **text, const char *sign)
{
  const char *begin = *text + strspn (*text, " ");

  if (strncmp (begin, sign, strlen (sign)) != 0)
    return FALSE;
  *text = begin + strlen (sign);
  return TRUE;
}

/* 'O''Neil'; NULL when it is none. Caller frees. */
static char *
take_quoted (const char **text)
{
  const char *c = *text + strspn (*text, " ");
  g_autoptr (GString) value = g_string_new (NULL);

  if (*c++ != '\'')
    return NULL;
  for (; *c != '\0'; c++) {
    if (*c == '\'' && c[1] != '\'') {
      *text = c + 1;
      return g_strdup (value->str);
    }
    if (*c == '\'')
      c++;
    g_string_append_c (value, *c);
  }
  return NULL;
}

static gboolean
take_any (SimGraphFilter *self, const char *property, const char **text)
{
  g_autofree char *variable = take_word (text);
  g_autofree char *value = NULL;

  if (variable == NULL || !take_sign (text, ":") || !take_sign (text, variable) ||
      !take_sign (text, "eq "))
    return FALSE;
  value = take_quoted (text);
  return value != NULL && take_sign (text, ")") && add_clause (self, HOW_EQUAL, property, value);
}

static gboolean
take_clause (SimGraphFilter *self, const char **text)
{
  g_autofree char *word = NULL;
  g_autofree char *value = NULL;

  if (take_sign (text, "startswith(")) {
    word = take_word (text);
    if (word == NULL || !take_sign (text, ","))
      return FALSE;
    value = take_quoted (text);
    return value != NULL && take_sign (text, ")") && add_clause (self, HOW_BEGINS, word, value);
  }

  word = take_word (text);
  if (word == NULL)
    return FALSE;
  if (take_sign (text, "/any("))
    return take_any (self, word, text);
  if (!take_sign (text, "eq "))
    return FALSE;
  value = take_quoted (text);
  return value != NULL && add_clause (self, HOW_EQUAL, word, value);
}

static gboolean
take_filter (SimGraphFilter *self, const char *text)
{
  gboolean is_another = FALSE;

  do {
    if (!take_clause (self, &text))
      return FALSE;
    g_array_index (self->clauses, Clause, self->clauses->len - 1).is_another = is_another;
    is_another = take_sign (&text, "and ");
  } while (is_another || take_sign (&text, "or "));
  return *(text + strspn (text, " ")) == '\0';
}

/* "displayName:x", quoted, a quote inside with a backslash before it. */
static gboolean
take_search_clause (SimGraphFilter *self, const char **text)
{
  const char *c = *text + strspn (*text, " ");
  g_autoptr (GString) clause = g_string_new (NULL);
  const char *colon;
  g_autofree char *property = NULL;

  if (*c++ != '"')
    return FALSE;
  for (; *c != '\0' && *c != '"'; c++) {
    if (*c == '\\' && c[1] != '\0')
      c++;
    g_string_append_c (clause, *c);
  }
  colon = strchr (clause->str, ':');
  if (*c != '"' || colon == NULL)
    return FALSE;

  *text = c + 1;
  property = g_strndup (clause->str, (gsize) (colon - clause->str));
  return add_clause (self, strcmp (property, "displayName") == 0 ? HOW_WORDS : HOW_BEGINS, property,
                     colon + 1);
}

static gboolean
take_search (SimGraphFilter *self, const char *text)
{
  do {
    if (!take_search_clause (self, &text))
      return FALSE;
  } while (take_sign (&text, "OR "));
  return *(text + strspn (text, " ")) == '\0';
}

SimGraphFilter *
sim_graph_filter_new (const SimGraphAsk *ask, SimGraphAnswer *ret_refusal)
{
  g_autoptr (SimGraphFilter) self = g_new0 (SimGraphFilter, 1);
  const char *filter = sim_graph_ask_option (ask, "$filter");
  const char *search = sim_graph_ask_option (ask, "$search");

  self->clauses = g_array_new (FALSE, FALSE, sizeof (Clause));
  g_array_set_clear_func (self->clauses, clear_clause);
  if (search != NULL && !ask->is_eventual) {
    *ret_refusal = sim_graph_refuse (
        ask, 400, "Request_UnsupportedQuery",
        "Request with $search query parameter only works through MSGraph with a special request "
        "header: 'ConsistencyLevel: eventual'");
    return NULL;
  }
  if ((filter != NULL && !take_filter (self, filter)) ||
      (search != NULL && !take_search (self, search))) {
    *ret_refusal = sim_graph_refuse (ask, 400, "BadRequest", "Invalid filter clause.");
    return NULL;
  }
  return g_steal_pointer (&self);
}

static gboolean
begins_word (const char *text, const char *word)
{
  for (const char *c = text; *c != '\0'; c++)
    if ((c == text || strchr (" -'.", c[-1]) != NULL) && g_str_has_prefix (c, word))
      return TRUE;
  return FALSE;
}

static gboolean
has_words (const char *text, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !begins_word (text, words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
fits (const Clause *clause, const char *data, gsize size)
{
  g_autofree char *text = g_strndup (data, size);
  g_autofree char *folded = sim_ldap_text_folded (text);

  switch (clause->how) {
  case HOW_EQUAL:
    return strcmp (folded, clause->folded) == 0;
  case HOW_BEGINS:
    return g_str_has_prefix (folded, clause->folded);
  case HOW_WORDS:
    return has_words (folded, clause->folded);
  }
  return FALSE;
}

static gboolean
is_met (const Clause *clause, SimWorld *world, guint number)
{
  g_auto (SimLdapValues) values = { NULL };

  if (clause->is_id)
    return sim_graph_find_user (world, clause->folded) == number;

  sim_ldap_values_init (&values);
  sim_ldap_values_reset (&values);
  sim_ldap_tree_values (world->directory, number, clause->attribute, &values);
  for (guint i = 0; i < sim_ldap_values_count (&values); i++) {
    gsize size;
    const char *data = sim_ldap_values_get (&values, i, &size);

    if (fits (clause, data, size))
      return TRUE;
  }
  return FALSE;
}

gboolean
sim_graph_filter_takes (const SimGraphFilter *self, SimWorld *world, guint number)
{
  gboolean is_taken = self->clauses->len == 0;

  for (guint i = 0; i < self->clauses->len; i++) {
    const Clause *clause = &g_array_index (self->clauses, Clause, i);

    if (is_taken && !clause->is_another)
      return TRUE;
    is_taken = (!clause->is_another || is_taken) && is_met (clause, world, number);
  }
  return is_taken;
}
