/* people.h - an organisation for what is measured without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session-hub-private.h"
#include "session-people.h"

/* Person i has the address p00000i@corp.example, and manages eight others. */
static inline void
people_fill (SessionHub *hub, guint n)
{
  g_autoptr (GPtrArray) entries = session_entry_array ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("%06u", i);
    g_autofree char *name = g_strdup_printf ("Person %s of the Organisation", id);
    g_autofree char *mail = g_strdup_printf ("p%s@corp.example", id);
    g_autofree char *manager = g_strdup_printf ("%06u", i / 8);

    g_ptr_array_add (entries, session_entry_new (exchange_person_new (&(ExchangePerson){
                                  .id = id, .name = name, .mail = mail, .manager = manager })));
  }
  session_people_update (SESSION_PEOPLE (session_hub_people (hub)), entries, NULL);
}
