/* exchange-person.c - somebody with a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-person.h"

ExchangePerson *
exchange_person_new (const char *id, const char *name, const char *mail, const char *department)
{
  ExchangePerson *self = g_atomic_rc_box_new0 (ExchangePerson);

  self->id = id != NULL ? g_strdup (id) : g_ascii_strdown (mail, -1);
  self->name = g_strdup (name != NULL && *name != '\0' ? name : mail);
  self->mail = g_strdup (mail);
  self->department = g_strdup (department != NULL ? department : "");
  return self;
}

ExchangePerson *
exchange_person_ref (ExchangePerson *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_person (gpointer data)
{
  ExchangePerson *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->mail, g_free);
  g_clear_pointer (&self->department, g_free);
}

void
exchange_person_unref (ExchangePerson *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_person);
}
