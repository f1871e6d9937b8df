/* session-pace.c - how fast bulk work goes and how long the rest of it takes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-pace.h"

#include "delivery-pace.h"

#include <glib/gi18n-lib.h>

struct _SessionPace
{
  DeliveryPace pace;
  gint64 began_us;
  guint total;
  guint done;
};

SessionPace *
session_pace_new (guint total, gint64 now_us)
{
  SessionPace *self = g_new0 (SessionPace, 1);

  self->began_us = now_us;
  session_pace_set_total (self, total);
  return self;
}

void
session_pace_free (SessionPace *self)
{
  g_free (self);
}

void
session_pace_set_total (SessionPace *self, guint total)
{
  self->total = total;
  delivery_pace_init (&self->pace, total, self->began_us);
}

void
session_pace_note (SessionPace *self, guint done, gint64 now_us)
{
  self->done = done;
  delivery_pace_note (&self->pace, done, now_us);
}

char *
session_pace_words (const SessionPace *self, gint64 now_us)
{
  gint64 took_us = now_us - self->began_us;
  gint64 remaining_s = self->total > 0 ? delivery_pace_remaining_s (&self->pace, now_us) : -1;

  return session_pace_say (&(SessionPaceFacts){
      .done = self->done,
      .total = self->total,
      .rate = took_us > 0 ? (double) self->done * G_USEC_PER_SEC / (double) took_us : 0,
      .remaining_s = (int) MIN (remaining_s, G_MAXINT) });
}

static char *
say_remaining (int remaining_s)
{
  int minutes = (remaining_s + 59) / 60;

  if (remaining_s < 0)
    return g_strdup (_ ("how long is not known yet"));
  if (remaining_s < 60)
    return g_strdup (_ ("less than a minute left"));
  return g_strdup_printf (
      ngettext ("about %d minute left", "about %d minutes left", (gulong) minutes), minutes);
}

char *
session_pace_say (const SessionPaceFacts *facts)
{
  g_autofree char *left = say_remaining (facts->remaining_s);

  if (facts->total == 0)
    /* Translators: how many mailboxes, how many a second */
    return g_strdup_printf (_ ("%'u done, %.1f a second"), facts->done, facts->rate);
  if (facts->done == 0)
    /* Translators: of how many mailboxes, how long it lasts yet */
    return g_strdup_printf (_ ("0 of %'u, %s"), facts->total, left);
  /* Translators: how many of how many mailboxes, how many a second, how long it lasts yet */
  return g_strdup_printf (_ ("%'u of %'u, %.1f a second, %s"), facts->done, facts->total,
                          facts->rate, left);
}
