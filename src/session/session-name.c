/* session-name.c - what a name turned out to be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-name.h"

SessionName *
session_name_new (const ExchangeMatch *match)
{
  SessionName *self = g_atomic_rc_box_new0 (SessionName);

  self->text = g_strdup (match->text);
  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  for (guint i = 0; i < match->persons->len; i++)
    g_ptr_array_add (self->persons, exchange_person_ref (match->persons->pdata[i]));
  self->n_exact = MIN (match->n_exact, self->persons->len);
  self->has_more = match->has_more;
  return self;
}

SessionName *
session_name_ref (SessionName *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_name (gpointer data)
{
  SessionName *self = data;

  g_free (self->text);
  g_ptr_array_unref (self->persons);
}

void
session_name_unref (SessionName *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_name);
}
