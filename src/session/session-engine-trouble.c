/* session-engine-trouble.c - what the engine does when something stands in the way of all mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-error.h"

#include <gio/gio.h>

#define FIRST_TROUBLE_S 15
#define MOST_TROUBLE_S (15 * 60)

static const char *
word_of (const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;

  return reason != NULL ? reason : base_error_name (problem);
}

gboolean
session_engine_refuse (GError **error, const char *reason, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return FALSE;
}

/* They are not tried again by themselves: the wish says so, for whoever comes after us, too. */
static void
pause_refused (SessionEngine *self, const GError *problem)
{
  g_debug ("the credentials were refused: %s", problem->message);
  exchange_profile_unref (self->refused);
  self->refused = self->profile != NULL ? exchange_profile_ref (self->profile) : NULL;
  session_engine_state_wish (self->order.core, SESSION_ENGINE_WISH_PAUSE, SESSION_ENGINE_REFUSED,
                             NULL);
  session_engine_close (self);
  session_core_forget_passwords (self->order.core, self->seen_profile);
}

/* Trying again by itself could lock an account, or is in vain: somebody has to enter something. A
 * ticket is got anew by others. */
static gboolean
is_refused (const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;

  if (reason != NULL && g_str_has_prefix (reason, "keyring-"))
    return TRUE;
  return g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH) &&
         g_strcmp0 (reason, "no-ticket") != 0;
}

gboolean
session_engine_note_trouble (SessionEngine *self, GError *problem, GError **error)
{
  gboolean is_auth = is_refused (problem);
  gboolean is_end = g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                    self->order.is_once || (is_auth && !self->was_open) ||
                    g_strcmp0 (base_error_facts (problem)->reason, "no-profile") == 0;

  if (is_end) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  if (is_auth) {
    pause_refused (self, problem);
  } else if (session_engine_now_s (self) < self->trouble_until_s) {
    /* Woken meanwhile, and it is the same still: that makes the pause no longer. */
    g_debug ("still: %s", problem->message);
  } else {
    gint64 pause_s = MIN ((gint64) FIRST_TROUBLE_S << MIN (self->troubles, 10), MOST_TROUBLE_S);

    self->trouble_until_s = session_engine_now_s (self) + pause_s;
    g_mutex_lock (&self->lock);
    self->troubles++;
    self->next_due_s = self->trouble_until_s;
    g_mutex_unlock (&self->lock);
    session_engine_say (self, SESSION_ENGINE_WAITING, word_of (problem));
  }
  g_error_free (problem);
  return TRUE;
}
