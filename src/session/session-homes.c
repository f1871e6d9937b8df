/* session-homes.c - on which side of a hybrid organisation mailboxes are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-homes.h"

typedef struct
{
  SessionSide side;
  SessionKnown known;
} Home;

struct _SessionHomes
{
  GMutex lock;
  GHashTable *homes; /* address in lower case → Home */
};

SessionHomes *
session_homes_new (void)
{
  SessionHomes *self = g_new0 (SessionHomes, 1);

  g_mutex_init (&self->lock);
  self->homes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
session_homes_free (SessionHomes *self)
{
  g_hash_table_unref (self->homes);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
session_homes_recall (SessionHomes *self, const char *mailbox, SessionSide *ret)
{
  g_autofree char *key = g_utf8_strdown (mailbox, -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Home *home = g_hash_table_lookup (self->homes, key);

  if (home == NULL)
    return FALSE;

  *ret = home->side;
  return TRUE;
}

void
session_homes_learn (SessionHomes *self, const char *mailbox, SessionSide side, SessionKnown known)
{
  g_autofree char *key = g_utf8_strdown (mailbox, -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Home *before = g_hash_table_lookup (self->homes, key);
  Home *home;

  if (before != NULL && before->side == side && before->known >= known)
    return;

  home = g_new (Home, 1);
  *home = (Home){ side, known };
  g_hash_table_replace (self->homes, g_steal_pointer (&key), home);
}

static gboolean
is_from_answer (gpointer key, gpointer value, gpointer data)
{
  return ((const Home *) value)->known == SESSION_KNOWN_FROM_ANSWER;
}

void
session_homes_forget_answers (SessionHomes *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_foreach_remove (self->homes, is_from_answer, NULL);
}
