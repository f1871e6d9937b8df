/* session-row.c - one person in the panel's list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-row.h"

#include "base-time.h"
#include "session-row-private.h"

#include <glib/gi18n-lib.h>

/* What few rows have. */
typedef struct
{
  GDateTime *from;
  GDateTime *until;
} Window;

struct _SessionRow
{
  GObject parent_instance;

  SessionEntry *entry;
  Window *window; /* NULL: neither from nor until */
  guint presence : 3;
  guint is_read : 1;
  guint filters : SESSION_FILTER_N;
  guint serial : 21;
  guint32 read_min; /* minutes since 1970 when the mailbox answered last; 0: never */
};

G_DEFINE_FINAL_TYPE (SessionRow, session_row, G_TYPE_OBJECT)

enum
{
  PROP_STATE_SERIAL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
session_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE_SERIAL)
    g_value_set_uint (value, SESSION_ROW (object)->serial);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
free_window (Window *window)
{
  g_clear_pointer (&window->from, g_date_time_unref);
  g_clear_pointer (&window->until, g_date_time_unref);
  g_free (window);
}

static void
session_row_finalize (GObject *object)
{
  SessionRow *self = SESSION_ROW (object);

  g_clear_pointer (&self->entry, session_entry_unref);
  g_clear_pointer (&self->window, free_window);
  G_OBJECT_CLASS (session_row_parent_class)->finalize (object);
}

static void
session_row_class_init (SessionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = session_row_get_property;
  object_class->finalize = session_row_finalize;
  props[PROP_STATE_SERIAL] = g_param_spec_uint ("state-serial", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
session_row_init (SessionRow *self)
{
}

SessionRow *
session_row_new (SessionEntry *entry)
{
  SessionRow *self = g_object_new (SESSION_TYPE_ROW, NULL);

  self->entry = session_entry_ref (entry);
  return self;
}

SessionEntry *
session_row_entry (SessionRow *self)
{
  return self->entry;
}

const char *
session_row_id (SessionRow *self)
{
  return self->entry->person->id;
}

const char *
session_row_name (SessionRow *self)
{
  return self->entry->person->name;
}

const char *
session_row_mail (SessionRow *self)
{
  return self->entry->person->mail;
}

const char *
session_row_department (SessionRow *self)
{
  return self->entry->person->department;
}

const ExchangePerson *
session_row_person (SessionRow *self)
{
  return self->entry->person;
}

SessionPresence
session_row_presence (SessionRow *self)
{
  return (SessionPresence) self->presence;
}

gboolean
session_row_is_read (SessionRow *self)
{
  return self->is_read;
}

void
session_row_note_read (SessionRow *self, gint64 now_s)
{
  self->read_min = (guint32) CLAMP (now_s / 60, 1, G_MAXUINT32);
}

gboolean
session_row_is_stale (SessionRow *self, gint64 now_s)
{
  return self->read_min != 0 && now_s / 60 - self->read_min > SESSION_ROW_STALE_H * 60;
}

SessionFilters
session_row_filters (SessionRow *self)
{
  return (SessionFilters) self->filters;
}

void
session_row_set_filters (SessionRow *self, SessionFilters filters)
{
  self->filters = filters & ((1u << SESSION_FILTER_N) - 1);
}

gboolean
session_row_window (SessionRow *self, GDateTime **ret_from, GDateTime **ret_until)
{
  *ret_from = self->window != NULL ? self->window->from : NULL;
  *ret_until = self->window != NULL ? self->window->until : NULL;
  return self->presence == SESSION_PRESENCE_PLANNED ||
         self->presence == SESSION_PRESENCE_AWAY_UNTIL ||
         self->presence == SESSION_PRESENCE_OPEN_END;
}

static void
say_changed (SessionRow *self)
{
  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE_SERIAL]);
}

static void
set_presence (SessionRow *self, SessionPresence presence, GDateTime *from, GDateTime *until,
              gboolean is_read)
{
  static const Window nothing = { NULL, NULL };
  const Window *old = self->window != NULL ? self->window : &nothing;
  gboolean is_same = self->presence == presence && base_time_equal (old->from, from) &&
                     base_time_equal (old->until, until);

  if (is_same && self->is_read == is_read)
    return;

  self->presence = presence;
  self->is_read = is_read;
  g_clear_pointer (&self->window, free_window);
  if (from != NULL || until != NULL) {
    self->window = g_new0 (Window, 1);
    self->window->from = from != NULL ? g_date_time_ref (from) : NULL;
    self->window->until = until != NULL ? g_date_time_ref (until) : NULL;
  }
  say_changed (self);
}

void
session_row_set_entry (SessionRow *self, SessionEntry *entry)
{
  gboolean is_same = exchange_person_equal (self->entry->person, entry->person);

  g_clear_pointer (&self->entry, session_entry_unref);
  self->entry = session_entry_ref (entry);
  if (!is_same)
    say_changed (self);
}

/* What was read in full says the same and more. */
static gboolean
is_known_better (SessionRow *self, SessionPresence presence, GDateTime *until)
{
  SessionPresence known = (SessionPresence) self->presence;
  gboolean is_no_reply = presence == SESSION_PRESENCE_UNKNOWN || presence == SESSION_PRESENCE_IN;

  if (known == SESSION_PRESENCE_PLANNED)
    return is_no_reply;
  return self->is_read && presence == known &&
         base_time_equal (until, self->window != NULL ? self->window->until : NULL);
}

void
session_row_set_away (SessionRow *self, const ExchangeAway *away)
{
  SessionPresence presence = SESSION_PRESENCE_OPEN_END;

  if (!away->is_known)
    presence = SESSION_PRESENCE_UNKNOWN;
  else if (!away->is_away)
    presence = SESSION_PRESENCE_IN;
  else if (away->until != NULL)
    presence = SESSION_PRESENCE_AWAY_UNTIL;

  if (!is_known_better (self, presence, away->until))
    set_presence (self, presence, NULL, away->is_away ? away->until : NULL, FALSE);
}

void
session_row_set_state (SessionRow *self, const OofState *state, GDateTime *now)
{
  gboolean is_planned = state->mode == OOF_MODE_SCHEDULED && state->from != NULL &&
                        g_date_time_compare (now, state->from) < 0;

  if (is_planned)
    set_presence (self, SESSION_PRESENCE_PLANNED, state->from, state->until, TRUE);
  else if (!oof_state_is_away (state, now))
    set_presence (self, SESSION_PRESENCE_IN, NULL, NULL, TRUE);
  else if (state->mode == OOF_MODE_SCHEDULED)
    set_presence (self, SESSION_PRESENCE_AWAY_UNTIL, state->from, state->until, TRUE);
  else
    set_presence (self, SESSION_PRESENCE_OPEN_END, NULL, NULL, TRUE);
}

void
session_row_set_failed (SessionRow *self)
{
  set_presence (self, SESSION_PRESENCE_FAILED, NULL, NULL, TRUE);
}

/* A day and time as short as is clear: the year only when it is another one. */
static char *
format_when (GDateTime *when)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  if (g_date_time_get_year (local) == g_date_time_get_year (today))
    /* Translators: weekday, day, month, time of a day in this year; see strftime(3) */
    return g_date_time_format (local, _ ("%a %-d %b, %H:%M"));

  /* Translators: weekday, day, month, year, time; see strftime(3) */
  return g_date_time_format (local, _ ("%a %-d %b %Y, %H:%M"));
}

char *
session_row_presence_text (SessionRow *self)
{
  const Window *window = self->window;
  g_autofree char *from =
      window != NULL && window->from != NULL ? format_when (window->from) : NULL;
  g_autofree char *until =
      window != NULL && window->until != NULL ? format_when (window->until) : NULL;

  switch ((SessionPresence) self->presence) {
  case SESSION_PRESENCE_IN:
    return g_strdup (_ ("In"));
  case SESSION_PRESENCE_PLANNED:
    /* Translators: %s is a date and time */
    return g_strdup_printf (_ ("Away from %s"), from);
  case SESSION_PRESENCE_AWAY_UNTIL:
    /* Translators: %s is a date and time */
    return g_strdup_printf (_ ("Away until %s"), until);
  case SESSION_PRESENCE_OPEN_END:
    return g_strdup (_ ("Away, open end"));
  case SESSION_PRESENCE_FAILED:
    return g_strdup (_ ("Could not be read"));
  case SESSION_PRESENCE_UNKNOWN:
  default:
    return g_strdup (_ ("Unknown"));
  }
}
