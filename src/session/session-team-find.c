/* session-team-find.c - who is where in the list of parts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-private.h"

SessionTeamHead *
session_team_list_head_at (SessionTeamList *self, guint position)
{
  guint begin = 0;

  for (guint i = 0; i < self->heads->len; i++) {
    SessionTeamHead *head = self->heads->pdata[i];
    const SessionTeam *team = self->teams->pdata[i];

    begin += 1 + (head->is_open ? team->people->len : 0);
    if (position < begin)
      return head;
  }
  return NULL;
}

gboolean
session_team_list_find (SessionTeamList *self, SessionRow *row, guint *ret_position)
{
  return g_ptr_array_find (self->items, row, ret_position);
}

gboolean
session_team_list_find_source (SessionTeamList *self, guint position, guint *ret_place)
{
  guint begin = 0; /* of the part */

  for (guint i = 0; i < self->heads->len && begin < position; i++) {
    const SessionTeamHead *head = self->heads->pdata[i];
    const GArray *people = ((SessionTeam *) self->teams->pdata[i])->people;
    guint n_rows = head->is_open ? people->len : 0;

    if (position <= begin + n_rows) {
      guint place = g_array_index (people, guint32, position - begin - 1);
      g_autoptr (SessionRow) row = g_list_model_get_item (self->people, place);

      *ret_place = place;
      return row == self->rows->pdata[place];
    }
    begin += 1 + n_rows;
  }
  return FALSE;
}

guint
session_team_list_count (SessionTeamList *self, guint position, guint end)
{
  guint begin = 0; /* of the part */
  guint n = 0;

  for (guint i = 0; i < self->heads->len && begin < end; i++) {
    const SessionTeamHead *head = self->heads->pdata[i];
    guint n_rows = head->is_open ? head->n_shown : 0;
    guint first = MAX (position, begin + 1);
    guint last = MIN (end, begin + 1 + n_rows);

    if (head->is_open)
      n += last > first ? last - first : 0;
    else if (begin >= position)
      n += head->n_shown;
    begin += 1 + n_rows;
  }
  return n;
}

GPtrArray *
session_team_list_people (SessionTeamList *self, SessionTeamHead *head)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);
  const GArray *in_it;

  if (head->place >= self->heads->len || self->heads->pdata[head->place] != (gpointer) head)
    return people;
  in_it = ((SessionTeam *) self->teams->pdata[head->place])->people;
  for (guint i = 0; i < in_it->len; i++)
    g_ptr_array_add (people, g_object_ref (self->rows->pdata[g_array_index (in_it, guint32, i)]));
  return people;
}

static void
add_once (GPtrArray *people, GHashTable *seen, SessionRow *row)
{
  if (g_hash_table_add (seen, row))
    g_ptr_array_add (people, row);
}

GPtrArray *
session_team_list_between (SessionTeamList *self, guint position, guint end)
{
  GPtrArray *people = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = position; i < MIN (end, self->items->len); i++) {
    gpointer item = self->items->pdata[i];
    g_autoptr (GPtrArray) below = NULL;

    if (SESSION_IS_ROW (item))
      add_once (people, seen, item);
    else if (!session_team_head_is_open (item))
      below = session_team_list_people (self, item);
    for (guint j = 0; below != NULL && j < below->len; j++)
      add_once (people, seen, below->pdata[j]);
  }
  return people;
}
