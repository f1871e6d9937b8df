/* session-team-head.c - the head of a part of the people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (SessionTeamHead, session_team_head, G_TYPE_OBJECT)

enum
{
  PROP_SERIAL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
session_team_head_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SERIAL)
    g_value_set_uint (value, SESSION_TEAM_HEAD (object)->serial);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
session_team_head_finalize (GObject *object)
{
  SessionTeamHead *self = SESSION_TEAM_HEAD (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->away);
  G_OBJECT_CLASS (session_team_head_parent_class)->finalize (object);
}

static void
session_team_head_class_init (SessionTeamHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = session_team_head_get_property;
  object_class->finalize = session_team_head_finalize;
  props[PROP_SERIAL] = g_param_spec_uint ("serial", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
session_team_head_init (SessionTeamHead *self)
{
}

SessionTeamHead *
session_team_head_new (const SessionTeam *team)
{
  SessionTeamHead *self = g_object_new (SESSION_TYPE_TEAM_HEAD, NULL);

  self->key = g_strdup (team->key);
  self->name = g_strdup (team->name);
  self->is_open = TRUE;
  return self;
}

void
session_team_head_tell (SessionTeamHead *self)
{
  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SERIAL]);
}

void
session_team_head_take_away (SessionTeamHead *self, const SessionTeamDays *days, guint n_all)
{
  gsize size = days->n_days * sizeof *self->away;
  gboolean is_same = self->away != NULL && self->n_all == n_all && self->n_days == days->n_days &&
                     self->first_day == days->first_day &&
                     memcmp (self->away, days->numbers, size) == 0;

  if (is_same)
    return;
  g_free (self->away);
  self->away = g_memdup2 (days->numbers, size);
  self->first_day = days->first_day;
  self->n_days = days->n_days;
  self->n_all = n_all;
  session_team_head_tell (self);
}

const char *
session_team_head_name (SessionTeamHead *self)
{
  return self->name;
}

guint
session_team_head_n_shown (SessionTeamHead *self)
{
  return self->n_shown;
}

guint
session_team_head_n_all (SessionTeamHead *self)
{
  return self->away != NULL ? self->n_all : self->n_shown;
}

gboolean
session_team_head_is_open (SessionTeamHead *self)
{
  return self->is_open;
}

const guint32 *
session_team_head_away (SessionTeamHead *self, gint32 *ret_first_day, guint *ret_n_days)
{
  *ret_first_day = self->first_day;
  *ret_n_days = self->n_days;
  return self->away;
}
