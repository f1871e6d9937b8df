/* session-team-list.c - the people in parts, as a GListModel
 *
 * Who of those that are shown is in which part is found out on a worker; how many of all people in
 * each are away is session-team-counter.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-list.h"

#include "session-hub-private.h"
#include "session-run.h"
#include "session-team-private.h"
#include "session-team-sort.h"

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return SESSION_TEAM_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = SESSION_TEAM_LIST (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SessionTeamList, session_team_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static GPtrArray *
make_items (SessionTeamList *self)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->heads->len; i++) {
    const SessionTeam *team = self->teams->pdata[i];
    SessionTeamHead *head = self->heads->pdata[i];

    g_ptr_array_add (items, head);
    for (guint j = 0; head->is_open && j < team->people->len; j++)
      g_ptr_array_add (items, self->rows->pdata[g_array_index (team->people, guint32, j)]);
  }
  return items;
}

/* Tells what lies between the common beginning and the common end. What was shown before still
 * lives. */
static void
show (SessionTeamList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->items);
  GPtrArray *items = make_items (self);
  guint most = MIN (old->len, items->len);
  guint head = 0;
  guint tail = 0;

  while (head < most && old->pdata[head] == items->pdata[head])
    head++;
  while (tail < most - head &&
         old->pdata[old->len - 1 - tail] == items->pdata[items->len - 1 - tail])
    tail++;
  self->items = items;
  if (old->len - head - tail > 0 || items->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                items->len - head - tail);
}

static GHashTable *
heads_by_key (SessionTeamList *self)
{
  GHashTable *by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->heads->len; i++) {
    SessionTeamHead *head = self->heads->pdata[i];

    g_hash_table_insert (by_key, head->key, head);
  }
  return by_key;
}

/* Heads that stay are the same objects. */
static GPtrArray *
make_heads (SessionTeamList *self, const GPtrArray *teams)
{
  g_autoptr (GHashTable) known = heads_by_key (self);
  GPtrArray *heads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < teams->len; i++) {
    const SessionTeam *team = teams->pdata[i];
    SessionTeamHead *head = g_hash_table_lookup (known, team->key);
    gboolean is_same = head != NULL && head->n_shown == team->people->len;

    if (head != NULL)
      g_object_ref (head);
    else
      head = session_team_head_new (team);
    head->n_shown = team->people->len;
    head->place = i;
    head->is_open = !g_hash_table_contains (self->closed, team->key);
    if (!is_same)
      session_team_head_tell (head);
    g_ptr_array_add (heads, head);
  }
  return heads;
}

static void want_sort (SessionTeamList *self);

static void
take_teams (SessionTeamList *self, GPtrArray *rows, GPtrArray *teams)
{
  g_autoptr (GPtrArray) old_rows = self->rows;
  g_autoptr (GPtrArray) old_teams = self->teams;
  g_autoptr (GPtrArray) old_heads = self->heads;
  GPtrArray *heads = make_heads (self, teams);

  self->rows = rows;
  self->teams = teams;
  self->heads = heads;
  show (self);
}

static void
sort_done (GTask *task, gpointer result, GError *error)
{
  SessionTeamList *self = g_task_get_source_object (task);
  SessionTeamSort *sorting = g_task_get_task_data (task);
  GPtrArray *teams = result;

  self->is_sorting = FALSE;
  if (!self->is_gone && sorting->kind == self->kind) {
    take_teams (self, g_steal_pointer (&sorting->rows), teams);
    session_team_counter_want (self->counter);
  } else {
    g_ptr_array_unref (teams);
  }
  if (self->wants_sort)
    want_sort (self);
  g_task_return_boolean (task, TRUE);
}

static gboolean
sort_cb (gpointer data)
{
  SessionTeamList *self = data;
  SessionTeamSort *sort = session_team_sort_new (self->hub, self->people, self->kind);

  self->sort = 0;
  self->wants_sort = FALSE;
  self->is_sorting = TRUE;
  session_team_sort_run (sort, self->hub, G_OBJECT (self), sort_done);
  return G_SOURCE_REMOVE;
}

static void
want_sort (SessionTeamList *self)
{
  if (self->kind == SESSION_TEAM_NONE || self->is_gone || self->hub->is_closed)
    return;
  self->wants_sort = TRUE;
  if (!self->is_sorting && self->sort == 0)
    self->sort = g_idle_add (sort_cb, self);
}

static void
counted_cb (const SessionTeamCounted *counted, gpointer data)
{
  SessionTeamList *self = data;
  g_autoptr (GHashTable) heads = heads_by_key (self);

  for (guint i = 0; i < counted->teams->len; i++) {
    const SessionTeam *team = counted->teams->pdata[i];
    SessionTeamHead *head = g_hash_table_lookup (heads, team->key);
    SessionTeamDays days = { counted->first_day, counted->n_days,
                             &g_array_index (counted->numbers, guint32, i * counted->n_days) };

    if (head != NULL)
      session_team_head_take_away (head, &days, team->people->len);
  }
}

static void
plan_changed_cb (SessionTeamList *self)
{
  if (self->kind == SESSION_TEAM_GROUP) /* who is in them may have become known */
    want_sort (self);
  session_team_counter_want (self->counter);
}

void
session_team_list_note_state (SessionTeamList *self)
{
  session_team_counter_want (self->counter);
}

void
session_team_list_set_days (SessionTeamList *self, gint32 first_day, guint n_days)
{
  session_team_counter_set_days (self->counter, first_day, n_days);
}

void
session_team_list_set_kind (SessionTeamList *self, SessionTeamKind kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  session_team_counter_set_kind (self->counter, kind);
  g_hash_table_remove_all (self->closed);
  take_teams (self, g_ptr_array_new_with_free_func (g_object_unref),
              session_teams_new (self->rows, NULL, SESSION_TEAM_NONE));
  want_sort (self);
}

static void
mark_open (SessionTeamList *self, SessionTeamHead *head, gboolean is_open)
{
  if (is_open)
    g_hash_table_remove (self->closed, head->key);
  else
    g_hash_table_add (self->closed, g_strdup (head->key));
  if (head->is_open == is_open)
    return;
  head->is_open = is_open;
  session_team_head_tell (head);
}

void
session_team_list_set_open (SessionTeamList *self, SessionTeamHead *head, gboolean is_open)
{
  mark_open (self, head, is_open);
  show (self);
}

void
session_team_list_set_all_open (SessionTeamList *self, gboolean is_open)
{
  for (guint i = 0; i < self->heads->len; i++)
    mark_open (self, self->heads->pdata[i], is_open);
  show (self);
}

static void
session_team_list_dispose (GObject *object)
{
  SessionTeamList *self = SESSION_TEAM_LIST (object);

  self->is_gone = TRUE;
  g_clear_handle_id (&self->sort, g_source_remove);
  g_clear_pointer (&self->counter, session_team_counter_stop);
  G_OBJECT_CLASS (session_team_list_parent_class)->dispose (object);
}

static void
session_team_list_finalize (GObject *object)
{
  SessionTeamList *self = SESSION_TEAM_LIST (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->teams);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->closed);
  g_clear_object (&self->people);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (session_team_list_parent_class)->finalize (object);
}

static void
session_team_list_class_init (SessionTeamListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = session_team_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = session_team_list_finalize;
}

static void
session_team_list_init (SessionTeamList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->heads = g_ptr_array_new_with_free_func (g_object_unref);
  self->teams = session_teams_new (self->rows, NULL, SESSION_TEAM_NONE);
  self->items = g_ptr_array_new ();
  self->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SessionTeamList *
session_team_list_new (SessionHub *hub, GListModel *people)
{
  SessionTeamList *self = g_object_new (SESSION_TYPE_TEAM_LIST, NULL);

  self->hub = g_object_ref (hub);
  self->people = g_object_ref (people);
  self->counter = session_team_counter_new (hub, counted_cb, self);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (want_sort), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub->people, "edited", G_CALLBACK (want_sort), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::is-loading", G_CALLBACK (session_team_list_note_state),
                           self, G_CONNECT_SWAPPED);
  return self;
}
