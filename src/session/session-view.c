/* session-view.c - the people that fit a query, as a GListModel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-view.h"

#include "session-people.h"

#define SLICE_US 3000
#define STRIDE 256 /* people between two looks at the clock */
/* After GTK has drawn (its priority is 120), before what is idle. */
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

struct _SessionView
{
  GObject parent_instance;

  GListModel *people;
  SessionQuery *query; /* NULL: everybody */
  GPtrArray *shown;    /* SessionRow; NULL: all of people, as they are */

  GPtrArray *found; /* what the pass under way has found so far; NULL: there is none */
  guint next;       /* whom it looks at next */
  guint source;
};

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return SESSION_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  SessionView *self = SESSION_VIEW (model);

  return self->shown != NULL ? self->shown->len : g_list_model_get_n_items (self->people);
}

static gpointer
get_item (GListModel *model, guint position)
{
  SessionView *self = SESSION_VIEW (model);

  if (self->shown == NULL)
    return g_list_model_get_item (self->people, position);
  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SessionView, session_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

/* What is shown at a place of rows, or of people when rows is NULL; only to compare. */
static gpointer
peek (SessionView *self, GPtrArray *rows, guint position)
{
  g_autoptr (SessionRow) row = NULL;

  if (rows != NULL)
    return g_ptr_array_index (rows, position);

  row = g_list_model_get_item (self->people, position);
  return row; /* people keeps it */
}

/* Shows rows (taken; NULL: all of people) and tells what lies between the common beginning and the
 * common end. */
static void
show (SessionView *self, GPtrArray *rows)
{
  GPtrArray *old = self->shown;
  guint n_old = get_n_items (G_LIST_MODEL (self));
  guint n_new = rows != NULL ? rows->len : g_list_model_get_n_items (self->people);
  guint most = MIN (n_old, n_new);
  guint head = 0;
  guint tail = 0;

  while (head < most && peek (self, old, head) == peek (self, rows, head))
    head++;
  while (tail < most - head &&
         peek (self, old, n_old - 1 - tail) == peek (self, rows, n_new - 1 - tail))
    tail++;

  self->shown = rows;
  if (n_old - head - tail > 0 || n_new - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail,
                                n_new - head - tail);
  g_clear_pointer (&old, g_ptr_array_unref);
}

static gboolean
look_cb (gpointer data)
{
  SessionView *self = data;
  gint64 end_us = g_get_monotonic_time () + SLICE_US;
  guint n = g_list_model_get_n_items (self->people);

  do
    for (guint i = 0; i < STRIDE && self->next < n; i++) {
      g_autoptr (SessionRow) row = g_list_model_get_item (self->people, self->next++);

      if (session_query_fits (self->query, row))
        g_ptr_array_add (self->found, g_steal_pointer (&row));
    }
  while (self->next < n && g_get_monotonic_time () < end_us);
  if (self->next < n)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  show (self, g_steal_pointer (&self->found));
  g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
stop_looking (SessionView *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

void
session_view_look_again (SessionView *self)
{
  if (self->query == NULL)
    return;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->next = 0;
  if (self->source == 0)
    self->source = g_idle_add_full (PRIORITY, look_cb, self, NULL);
}

void
session_view_set_query (SessionView *self, SessionQuery *query)
{
  g_clear_pointer (&self->query, session_query_unref);
  if (!session_query_is_all (query)) {
    self->query = session_query_ref (query);
    session_view_look_again (self);
    return;
  }

  stop_looking (self);
  show (self, NULL);
  g_signal_emit (self, signals[SETTLED], 0);
}

gboolean
session_view_is_busy (SessionView *self)
{
  return self->found != NULL;
}

static void
people_changed_cb (GListModel *people, guint position, guint removed, guint added,
                   SessionView *self)
{
  if (self->shown == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  session_view_look_again (self);
}

static void
session_view_dispose (GObject *object)
{
  SessionView *self = SESSION_VIEW (object);

  stop_looking (self);
  G_OBJECT_CLASS (session_view_parent_class)->dispose (object);
}

static void
session_view_finalize (GObject *object)
{
  SessionView *self = SESSION_VIEW (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->query, session_query_unref);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (session_view_parent_class)->finalize (object);
}

static void
session_view_class_init (SessionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = session_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = session_view_finalize;
  signals[SETTLED] = g_signal_new ("settled", SESSION_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
session_view_init (SessionView *self)
{
}

SessionView *
session_view_new (GListModel *people)
{
  SessionView *self = g_object_new (SESSION_TYPE_VIEW, NULL);

  self->people = g_object_ref (people);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (people_changed_cb), self, 0);
  if (SESSION_IS_PEOPLE (people))
    g_signal_connect_object (people, "edited", G_CALLBACK (session_view_look_again), self,
                             G_CONNECT_SWAPPED);
  return self;
}
