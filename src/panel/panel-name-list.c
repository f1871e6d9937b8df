/* panel-name-list.c - the names in the picker's field
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-name-list.h"

struct _PanelNameList
{
  GPtrArray *names;    /* PanelName, as they came */
  GHashTable *by_text; /* text → PanelName; those that were typed */
  GHashTable *by_id;   /* id of the person → PanelName */
  guint counts[PANEL_N_NAME_STATES];
};

static void
free_name (gpointer data)
{
  PanelName *name = data;

  g_free (name->text);
  session_name_unref (name->match);
  exchange_person_unref (name->person);
  g_free (name);
}

PanelNameList *
panel_name_list_new (void)
{
  PanelNameList *self = g_new0 (PanelNameList, 1);

  self->names = g_ptr_array_new_with_free_func (free_name);
  self->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
panel_name_list_free (PanelNameList *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_text);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->names);
  g_free (self);
}

void
panel_name_list_remove (PanelNameList *self, PanelName *name)
{
  if (name->match != NULL)
    g_hash_table_remove (self->by_text, name->text);
  if (name->person != NULL)
    g_hash_table_remove (self->by_id, name->person->id);
  self->counts[name->state]--;
  g_ptr_array_remove (self->names, name);
}

void
panel_name_list_remove_all (PanelNameList *self, PanelNameState state)
{
  for (guint i = self->names->len; i > 0; i--) {
    PanelName *name = self->names->pdata[i - 1];

    if (name->state == state)
      panel_name_list_remove (self, name);
  }
}

/* FALSE when the person is there already, under another name. */
static gboolean
set_person (PanelNameList *self, PanelName *name, ExchangePerson *person)
{
  if (g_hash_table_contains (self->by_id, person->id))
    return FALSE;

  name->person = exchange_person_ref (person);
  name->state = PANEL_NAME_FOUND;
  g_hash_table_insert (self->by_id, (gpointer) name->person->id, name);
  return TRUE;
}

static void
add (PanelNameList *self, PanelName *name)
{
  g_ptr_array_add (self->names, name);
  self->counts[name->state]++;
}

void
panel_name_list_take (PanelNameList *self, SessionName *match)
{
  PanelName *known = g_hash_table_lookup (self->by_text, match->text);
  PanelName *name;

  if (known != NULL && known->state == PANEL_NAME_FOUND)
    return; /* somebody chose already */
  if (known != NULL)
    panel_name_list_remove (self, known);

  name = g_new0 (PanelName, 1);
  name->text = g_strdup (match->text);
  name->match = session_name_ref (match);
  name->state = match->persons->len == 0 ? PANEL_NAME_UNKNOWN : PANEL_NAME_SEVERAL;
  if (match->persons->len == 1 && !match->has_more &&
      !set_person (self, name, match->persons->pdata[0])) {
    free_name (name);
    return;
  }
  g_hash_table_insert (self->by_text, name->text, name);
  add (self, name);
}

void
panel_name_list_add_person (PanelNameList *self, ExchangePerson *person)
{
  PanelName *name = g_new0 (PanelName, 1);

  name->text = g_strdup (person->name);
  if (set_person (self, name, person))
    add (self, name);
  else
    free_name (name);
}

void
panel_name_list_choose (PanelNameList *self, PanelName *name, ExchangePerson *person)
{
  PanelNameState before = name->state;

  if (!set_person (self, name, person)) {
    panel_name_list_remove (self, name);
    return;
  }
  self->counts[before]--;
  self->counts[name->state]++;
}

guint
panel_name_list_count (PanelNameList *self, PanelNameState state)
{
  return self->counts[state];
}

guint
panel_name_list_size (PanelNameList *self)
{
  return self->names->len;
}

GPtrArray *
panel_name_list_first (PanelNameList *self, guint most)
{
  GPtrArray *first = g_ptr_array_new ();

  for (guint state = 0; state < PANEL_N_NAME_STATES; state++)
    for (guint i = 0; i < self->names->len && first->len < most; i++) {
      PanelName *name = self->names->pdata[i];

      if (name->state == (PanelNameState) state)
        g_ptr_array_add (first, name);
    }
  return first;
}

char **
panel_name_list_open_texts (PanelNameList *self)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < self->names->len; i++) {
    PanelName *name = self->names->pdata[i];

    if (name->state != PANEL_NAME_FOUND)
      g_ptr_array_add (texts, g_strdup (name->text));
  }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (texts, FALSE);
}

GPtrArray *
panel_name_list_persons (PanelNameList *self)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < self->names->len; i++) {
    PanelName *name = self->names->pdata[i];

    if (name->state == PANEL_NAME_FOUND)
      g_ptr_array_add (persons, exchange_person_ref (name->person));
  }
  return persons;
}
