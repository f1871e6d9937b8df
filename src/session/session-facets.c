/* session-facets.c - the parts into which the people fall
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-facets.h"

#include "session-facets-private.h"
#include "session-tally.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SessionFacet
{
  GObject parent_instance;

  SessionScopeKind kind;
  gboolean is_head;
  char *key;
  char *name;
  guint depth;
  guint count;
};

G_DEFINE_FINAL_TYPE (SessionFacet, session_facet, G_TYPE_OBJECT)

enum
{
  PROP_COUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
session_facet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, SESSION_FACET (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
session_facet_finalize (GObject *object)
{
  SessionFacet *self = SESSION_FACET (object);

  g_free (self->key);
  g_free (self->name);
  G_OBJECT_CLASS (session_facet_parent_class)->finalize (object);
}

static void
session_facet_class_init (SessionFacetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = session_facet_get_property;
  object_class->finalize = session_facet_finalize;
  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
session_facet_init (SessionFacet *self)
{
}

SessionScopeKind
session_facet_kind (SessionFacet *self)
{
  return self->kind;
}

gboolean
session_facet_is_head (SessionFacet *self)
{
  return self->is_head;
}

const char *
session_facet_key (SessionFacet *self)
{
  return self->key;
}

const char *
session_facet_name (SessionFacet *self)
{
  return self->name;
}

const char *
session_facet_about (SessionFacet *self)
{
  const SessionFilterWords *words = NULL;
  SessionFilters filter;

  if (self->kind == SESSION_SCOPE_FILTER)
    words = session_filter_find (self->key, &filter);
  return words != NULL ? _ (words->about) : NULL;
}

guint
session_facet_depth (SessionFacet *self)
{
  return self->depth;
}

guint
session_facet_count (SessionFacet *self)
{
  return self->count;
}

static guint
hash_facet (gconstpointer data)
{
  const SessionFacet *facet = data;

  return g_str_hash (facet->key) * 16 + facet->kind * 2 + (facet->is_head ? 1 : 0);
}

static gboolean
is_same_facet (gconstpointer a, gconstpointer b)
{
  const SessionFacet *facet_a = a;
  const SessionFacet *facet_b = b;

  return facet_a->kind == facet_b->kind && facet_a->is_head == facet_b->is_head &&
         strcmp (facet_a->key, facet_b->key) == 0 && strcmp (facet_a->name, facet_b->name) == 0 &&
         facet_a->depth == facet_b->depth;
}

static SessionFacet *
take_line (GHashTable *known, const SessionTallyLine *line)
{
  g_autoptr (SessionFacet) facet = g_object_new (SESSION_TYPE_FACET, NULL);
  SessionFacet *old;

  facet->kind = line->kind;
  facet->is_head = line->is_head;
  facet->key = g_strdup (line->key);
  facet->name = g_strdup (line->name);
  facet->depth = line->depth;
  facet->count = line->count;
  old = g_hash_table_lookup (known, facet);
  if (old == NULL)
    return g_steal_pointer (&facet);

  if (old->count != line->count) {
    old->count = line->count;
    g_object_notify_by_pspec (G_OBJECT (old), props[PROP_COUNT]);
  }
  return g_object_ref (old);
}

void
session_facets_take (GListStore *facets, GPtrArray *lines)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) now = g_ptr_array_new_full (lines->len, g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (hash_facet, is_same_facet);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (facets));
  guint most = MIN (n, lines->len);
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (old, g_list_model_get_item (G_LIST_MODEL (facets), i));
    g_hash_table_add (known, old->pdata[i]);
  }
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (now, take_line (known, g_ptr_array_index (lines, i)));

  while (head < most && old->pdata[head] == now->pdata[head])
    head++;
  while (tail < most - head && old->pdata[n - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;
  if (n - head - tail > 0 || now->len - head - tail > 0)
    g_list_store_splice (facets, head, n - head - tail, now->pdata + head, now->len - head - tail);
}
