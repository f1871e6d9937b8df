/* panel-who.c - for whom an absence is, as its fields hold it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-who.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILTER_PREFIX "filter:"

typedef struct
{
  OofForKind kind;
  char *text;
  char *key;
  PanelName name;
} Entry;

struct _PanelWho
{
  GPtrArray *entries; /* Entry */
  GHashTable *keys;   /* those of the entries */
  guint n_unknown;
  guint n_rules;
  GArray *expected; /* OofFor; their texts are its own */
  guint n_taken;    /* of them */
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->text);
  g_free (self->key);
  g_clear_pointer (&self->name.person, exchange_person_unref);
  g_free (self);
}

static void
clear_for (gpointer data)
{
  g_free ((char *) ((OofFor *) data)->text);
}

PanelWho *
panel_who_new (void)
{
  PanelWho *self = g_new0 (PanelWho, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->expected = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_array_set_clear_func (self->expected, clear_for);
  return self;
}

void
panel_who_free (PanelWho *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  g_array_unref (self->expected);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
panel_who_clear (PanelWho *self)
{
  g_hash_table_remove_all (self->keys);
  g_ptr_array_set_size (self->entries, 0);
  g_array_set_size (self->expected, 0);
  self->n_unknown = self->n_rules = self->n_taken = 0;
}

/* By what the filters beside the list call it, or by its key. NULL: there is none. Caller unrefs.
 */
static SessionFacet *
find_facet (SessionHub *hub, SessionScopeKind kind, const char *text)
{
  GListModel *facets = session_hub_facets (hub);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < g_list_model_get_n_items (facets); i++) {
    g_autoptr (SessionFacet) facet = g_list_model_get_item (facets, i);
    g_autofree char *key = NULL;
    g_autofree char *name = NULL;

    if (session_facet_is_head (facet) || session_facet_kind (facet) != kind)
      continue;
    key = g_utf8_casefold (session_facet_key (facet), -1);
    name = g_utf8_casefold (session_facet_name (facet), -1);
    if (g_str_equal (key, folded) || g_str_equal (name, folded))
      return g_steal_pointer (&facet);
  }
  return NULL;
}

/* "CN=Sales,OU=…" → "Sales" */
static char *
short_name (const char *text)
{
  const char *from = strchr (text, '=');
  const char *until = from != NULL ? strchr (from, ',') : NULL;

  if (until == NULL || (!g_ascii_strncasecmp (text, "(", 1)))
    return g_strdup (text);
  return g_strndup (from + 1, (gsize) (until - from - 1));
}

static char *
rule_name (SessionHub *hub, const OofFor *who)
{
  SessionScopeKind kind = who->kind == OOF_FOR_GROUP ? SESSION_SCOPE_GROUP : SESSION_SCOPE_UNIT;
  g_autoptr (SessionFacet) facet =
      hub != NULL && who->kind != OOF_FOR_FILTER ? find_facet (hub, kind, who->text) : NULL;
  g_autofree char *name =
      facet != NULL ? g_strdup (session_facet_name (facet)) : short_name (who->text);

  if (who->kind == OOF_FOR_GROUP)
    /* Translators: the name of a group of people */
    return g_strdup_printf (_ ("Group %s"), name);
  if (who->kind == OOF_FOR_UNIT)
    /* Translators: the name of an organisational unit of the directory */
    return g_strdup_printf (_ ("Unit %s"), name);
  return g_strdup (_ ("Filter"));
}

/* Somebody as a chip shows them. */
static ExchangePerson *
find_person (SessionHub *hub, const OofFor *who)
{
  SessionRow *row = hub != NULL ? session_hub_find_person (hub, who->text) : NULL;

  return row != NULL ? exchange_person_ref ((ExchangePerson *) (gpointer) session_row_person (row))
                     : NULL;
}

static ExchangePerson *
describe (SessionHub *hub, const OofFor *who)
{
  g_autofree char *name = NULL;

  if (who->kind == OOF_FOR_PERSON)
    return find_person (hub, who);
  name = rule_name (hub, who);
  return exchange_person_new (
      &(ExchangePerson){ .name = name, .mail = who->text, .kind = EXCHANGE_PERSON_GROUP });
}

static gboolean
add_entry (PanelWho *self, const OofFor *who, ExchangePerson *person)
{
  g_autofree char *key = oof_for_key (who);
  Entry *entry;

  if (g_hash_table_contains (self->keys, key)) {
    g_clear_pointer (&person, exchange_person_unref);
    return FALSE;
  }

  entry = g_new0 (Entry, 1);
  entry->kind = who->kind;
  entry->text = g_strdup (who->text);
  entry->key = g_steal_pointer (&key);
  entry->name.state = person != NULL ? PANEL_NAME_FOUND : PANEL_NAME_UNKNOWN;
  entry->name.text = entry->text;
  entry->name.person = person;
  g_hash_table_add (self->keys, entry->key);
  g_ptr_array_add (self->entries, entry);
  self->n_unknown += person == NULL;
  self->n_rules += who->kind != OOF_FOR_PERSON;
  return TRUE;
}

gboolean
panel_who_add (PanelWho *self, SessionHub *hub, const OofFor *who)
{
  return add_entry (self, who, describe (hub, who));
}

void
panel_who_expect (PanelWho *self, const OofFor *who, guint n)
{
  for (guint i = 0; i < n; i++) {
    OofFor one = { who[i].kind, g_strdup (who[i].text) };

    g_array_append_val (self->expected, one);
  }
}

guint
panel_who_take (PanelWho *self, SessionHub *hub, guint most)
{
  guint end = self->n_taken + MIN (most, self->expected->len - self->n_taken);

  for (; self->n_taken < end; self->n_taken++)
    panel_who_add (self, hub, &g_array_index (self->expected, OofFor, self->n_taken));
  if (self->n_taken == self->expected->len) {
    g_array_set_size (self->expected, 0);
    self->n_taken = 0;
  }
  return self->expected->len - self->n_taken;
}

gboolean
panel_who_add_found (PanelWho *self, ExchangePerson *person)
{
  gboolean is_group = person->kind == EXCHANGE_PERSON_GROUP;
  const char *text = *person->mail != '\0' ? person->mail : person->dn;
  const OofFor who = { is_group ? OOF_FOR_GROUP : OOF_FOR_PERSON, text };

  if (*text == '\0')
    return FALSE;
  return is_group ? panel_who_add (self, NULL, &who)
                  : add_entry (self, &who, exchange_person_ref (person));
}

void
panel_who_remove (PanelWho *self, guint place)
{
  Entry *entry = g_ptr_array_index (self->entries, place);

  self->n_unknown -= entry->name.person == NULL;
  self->n_rules -= entry->kind != OOF_FOR_PERSON;
  g_hash_table_remove (self->keys, entry->key);
  g_ptr_array_remove_index (self->entries, place);
}

guint
panel_who_size (const PanelWho *self)
{
  return self->entries->len;
}

OofFor
panel_who_at (const PanelWho *self, guint place)
{
  const Entry *entry = g_ptr_array_index (self->entries, place);

  return (OofFor){ entry->kind, entry->text };
}

PanelName *
panel_who_name (const PanelWho *self, guint place)
{
  return &((Entry *) g_ptr_array_index (self->entries, place))->name;
}

void
panel_who_choose (const PanelWho *self, guint most, GArray *ret)
{
  gboolean are_all = self->entries->len <= most;

  g_array_set_size (ret, 0);
  for (guint i = 0; i < self->entries->len && !are_all && self->n_unknown > 0; i++)
    if (((const Entry *) self->entries->pdata[i])->name.person == NULL && ret->len < most)
      g_array_append_val (ret, i);
  for (guint i = 0; i < self->entries->len && ret->len < most; i++)
    if (are_all || ((const Entry *) self->entries->pdata[i])->name.person != NULL)
      g_array_append_val (ret, i);
}

guint
panel_who_n_unknown (const PanelWho *self)
{
  return self->n_unknown;
}

gboolean
panel_who_has_rule (const PanelWho *self)
{
  for (guint i = self->n_taken; i < self->expected->len; i++)
    if (g_array_index (self->expected, OofFor, i).kind != OOF_FOR_PERSON)
      return TRUE;
  return self->n_rules > 0;
}

GHashTable *
panel_who_index_names (SessionHub *hub)
{
  GListModel *people = session_hub_people (hub);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);
    char *name = g_utf8_casefold (session_row_name (row), -1);
    gboolean is_twice = g_hash_table_contains (names, name);

    g_hash_table_replace (names, name, is_twice ? NULL : row); /* the hub's list holds it */
  }
  return names;
}

static SessionRow *
find_person_row (SessionHub *hub, GHashTable *names, const char *word)
{
  SessionRow *row = session_hub_find_person (hub, word);
  g_autofree char *folded = g_utf8_casefold (word, -1);

  return row != NULL ? row : g_hash_table_lookup (names, folded);
}

static gboolean
understand_word (SessionHub *hub, OofForKind kind, const char *word, OofFor *ret)
{
  SessionScopeKind scope = kind == OOF_FOR_GROUP ? SESSION_SCOPE_GROUP : SESSION_SCOPE_UNIT;
  g_autoptr (SessionFacet) facet = find_facet (hub, scope, word);

  ret->kind = kind;
  ret->text = g_strdup (facet != NULL ? session_facet_key (facet) : word);
  return facet != NULL;
}

static gboolean
has_prefix (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

gboolean
panel_who_understand (SessionHub *hub, GHashTable *names, const char *typed, OofFor *ret)
{
  g_autofree char *word = g_strstrip (g_strdup (typed));
  SessionRow *row;

  if (*word == '\0')
    return FALSE;
  *ret = (OofFor){ OOF_FOR_PERSON, NULL };
  if (*word == '(')
    *ret = (OofFor){ OOF_FOR_FILTER, g_strdup (word) };
  else if (has_prefix (word, "ou:"))
    understand_word (hub, OOF_FOR_UNIT, word + 3, ret);
  else if (has_prefix (word, "ou="))
    understand_word (hub, OOF_FOR_UNIT, word, ret);
  else if (has_prefix (word, FILTER_PREFIX))
    *ret = (OofFor){ OOF_FOR_FILTER, g_strdup (word + strlen (FILTER_PREFIX)) };
  else if (has_prefix (word, "group:"))
    understand_word (hub, OOF_FOR_GROUP, word + 6, ret);
  if (ret->text != NULL)
    return TRUE;

  row = find_person_row (hub, names, word);
  if (row != NULL) {
    ret->text = g_strdup (session_row_mail (row));
    return TRUE;
  }
  for (int i = 0; i < 2; i++) {
    if (understand_word (hub, i == 0 ? OOF_FOR_GROUP : OOF_FOR_UNIT, word, ret))
      return TRUE;
    g_clear_pointer ((char **) &ret->text, g_free);
  }
  *ret = (OofFor){ OOF_FOR_PERSON, g_strdup (word) };
  return TRUE;
}
