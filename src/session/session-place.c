/* session-place.c - one place of the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-place.h"

#include "session-place-private.h"

#include <glib/gi18n-lib.h>

struct _SessionPlace
{
  GObject parent_instance;
  ExchangeLocation *location;
  SessionPlaceState state;
  char *problem;
  GListStore *children; /* the domains, then what came when it was opened */
  guint n_domains;
  gboolean is_opened;
};

G_DEFINE_FINAL_TYPE (SessionPlace, session_place, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

const char *
session_place_name (SessionPlace *self)
{
  return self->location->kind == EXCHANGE_LOCATION_FOREST ? _ ("Entire Directory")
                                                          : self->location->name;
}

/* What a trust is, in words: [is the whole forest trusted][direction] */
static const char *const trusts[2][4] = {
  {
      [EXCHANGE_TRUST_NONE] = N_ ("Trusted domain"),
      [EXCHANGE_TRUST_INBOUND] = N_ ("Domain that trusts this one"),
      [EXCHANGE_TRUST_OUTBOUND] = N_ ("Trusted domain, one way: it does not know your account"),
      [EXCHANGE_TRUST_BOTH] = N_ ("Trusted domain, both ways"),
  },
  {
      [EXCHANGE_TRUST_NONE] = N_ ("Trusted forest"),
      [EXCHANGE_TRUST_INBOUND] = N_ ("Forest that trusts this one"),
      [EXCHANGE_TRUST_OUTBOUND] = N_ ("Trusted forest, one way: it does not know your account"),
      [EXCHANGE_TRUST_BOTH] = N_ ("Trusted forest, both ways"),
  },
};

const char *
session_place_detail (SessionPlace *self)
{
  const ExchangeLocation *location = self->location;

  switch (location->kind) {
  case EXCHANGE_LOCATION_FOREST:
    return _ ("All domains of the forest");
  case EXCHANGE_LOCATION_DOMAIN:
    return location->netbios;
  case EXCHANGE_LOCATION_TRUST:
    return _ (trusts[location->is_forest_trust ? 1 : 0][location->trust]);
  default:
    return "";
  }
}

const char *
session_place_problem (SessionPlace *self)
{
  return self->problem;
}

SessionPlaceState
session_place_state (SessionPlace *self)
{
  return self->state;
}

ExchangeLocation *
session_place_location (SessionPlace *self)
{
  return self->location;
}

GListModel *
session_place_children (SessionPlace *self)
{
  return G_LIST_MODEL (self->children);
}

void
session_place_set_state (SessionPlace *self, SessionPlaceState state, const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
session_place_set_location (SessionPlace *self, ExchangeLocation *location)
{
  exchange_location_ref (location);
  exchange_location_unref (self->location);
  self->location = location;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* Below it; a domain of a domain, and a trusted one of a trusted forest. Takes no reference. */
static void
add_domain (SessionPlace *self, SessionPlace *domain)
{
  g_list_store_insert (self->children, self->n_domains++, domain);
}

static int
compare_locations (gconstpointer a, gconstpointer b)
{
  const ExchangeLocation *location_a = *(ExchangeLocation *const *) a;
  const ExchangeLocation *location_b = *(ExchangeLocation *const *) b;

  return g_utf8_collate (location_a->name, location_b->name);
}

void
session_place_set_opened (SessionPlace *self, GPtrArray *locations)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->children)) - self->n_domains;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_sort (locations, compare_locations);
  for (guint i = 0; i < locations->len; i++)
    g_ptr_array_add (places, session_place_new (locations->pdata[i]));
  g_list_store_splice (self->children, self->n_domains, n_old, places->pdata, places->len);
  self->is_opened = TRUE;
}

gboolean
session_place_is_opened (SessionPlace *self)
{
  return self->is_opened;
}

static void
session_place_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, SESSION_PLACE (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
session_place_finalize (GObject *object)
{
  SessionPlace *self = SESSION_PLACE (object);

  g_clear_object (&self->children);
  exchange_location_unref (self->location);
  g_free (self->problem);
  G_OBJECT_CLASS (session_place_parent_class)->finalize (object);
}

static void
session_place_class_init (SessionPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = session_place_get_property;
  object_class->finalize = session_place_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, SESSION_PLACE_NEEDS_SIGN_IN, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
session_place_init (SessionPlace *self)
{
  self->children = g_list_store_new (SESSION_TYPE_PLACE);
}

SessionPlace *
session_place_new (ExchangeLocation *location)
{
  SessionPlace *self = g_object_new (SESSION_TYPE_PLACE, NULL);

  self->location = exchange_location_ref (location);
  /* The forest is the sum of its domains: there is nothing to ask and nothing to open. */
  if (location->kind == EXCHANGE_LOCATION_FOREST)
    self->state = SESSION_PLACE_READY;
  if (location->needs_sign_in)
    self->state = SESSION_PLACE_NEEDS_SIGN_IN;
  return self;
}

GPtrArray *
session_place_make_tree (GPtrArray *locations)
{
  GPtrArray *roots = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_dns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  SessionPlace *forest = NULL;

  for (guint i = 0; i < locations->len; i++) {
    ExchangeLocation *location = locations->pdata[i];
    g_autoptr (SessionPlace) place = session_place_new (location);
    g_autofree char *parent_dns = g_ascii_strdown (location->parent, -1);
    SessionPlace *parent = NULL;

    if (location->kind == EXCHANGE_LOCATION_DOMAIN)
      parent = g_hash_table_lookup (by_dns, parent_dns);
    if (parent == NULL && location->kind == EXCHANGE_LOCATION_DOMAIN)
      parent = forest;

    if (location->kind == EXCHANGE_LOCATION_FOREST)
      forest = place;
    else
      g_hash_table_replace (by_dns, g_ascii_strdown (location->dns, -1), g_object_ref (place));
    if (parent != NULL)
      add_domain (parent, place);
    else
      g_ptr_array_add (roots, g_object_ref (place));
  }
  return roots;
}
