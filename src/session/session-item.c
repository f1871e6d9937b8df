/* session-item.c - an absence that was planned, as GTK watches it in a list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-item.h"

#include "session-words-item.h"

struct _SessionItem
{
  GObject parent_instance;

  OofItem *value;
  guint serial;
};

G_DEFINE_FINAL_TYPE (SessionItem, session_item, G_TYPE_OBJECT)

enum
{
  PROP_SERIAL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
session_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SERIAL)
    g_value_set_uint (value, SESSION_ITEM (object)->serial);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
session_item_finalize (GObject *object)
{
  g_clear_pointer (&SESSION_ITEM (object)->value, oof_item_unref);
  G_OBJECT_CLASS (session_item_parent_class)->finalize (object);
}

static void
session_item_class_init (SessionItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = session_item_get_property;
  object_class->finalize = session_item_finalize;
  props[PROP_SERIAL] = g_param_spec_uint ("serial", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
session_item_init (SessionItem *self)
{
}

SessionItem *
session_item_new (OofItem *value)
{
  SessionItem *self = g_object_new (SESSION_TYPE_ITEM, NULL);

  self->value = oof_item_ref (value);
  return self;
}

OofItem *
session_item_value (SessionItem *self)
{
  return self->value;
}

const char *
session_item_id (SessionItem *self)
{
  return oof_item_parts (self->value)->id;
}

void
session_item_set_value (SessionItem *self, OofItem *value)
{
  if (self->value == value)
    return;

  oof_item_unref (self->value);
  self->value = oof_item_ref (value);
  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SERIAL]);
}

char *
session_item_summary (SessionItem *self)
{
  return session_words_item (self->value);
}
