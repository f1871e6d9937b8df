/* session-words-engine.c - what the engine does, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-engine.h"

#include "base-error.h"
#include "base-text.h"
#include "oof-date.h"
#include "session-explain.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define MOST_REASON_CHARS 200

static char *
make_moment (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (instant_s);

  if (when == NULL)
    return g_strdup ("?");
  return session_words_moment (instant_s + g_date_time_get_utc_offset (when) / G_USEC_PER_SEC);
}

/* A word that an error had, as its sentence. */
static char *
explain_word (const char *word)
{
  const BaseErrorFacts facts = { .reason = g_intern_string (word) };
  g_autoptr (GError) error = NULL;
  BaseErrorCode code = BASE_ERROR_PROTOCOL;

  if (base_error_find_code (word, &code))
    base_error_set (&error, code, "%s", word);
  else
    base_error_set_facts (&error, code, &facts, "%s", word);
  return session_explain (error);
}

static char *
describe_running (const SessionEngineState *state)
{
  g_autofree char *next = NULL;

  if (state->wish == SESSION_ENGINE_WISH_PAUSE)
    return g_strdup (_ ("The engine ends what it has begun, then it is paused."));
  if (state->queued > 0)
    return g_strdup_printf (ngettext ("The engine works: %u mailbox is due.",
                                      "The engine works: %u mailboxes are due.", state->queued),
                            state->queued);
  if (state->next_due_s <= 0 || state->next_due_s == G_MAXINT64)
    return g_strdup (_ ("The engine runs. Nothing is due."));

  next = make_moment (state->next_due_s);
  /* Translators: %s is a time */
  return g_strdup_printf (_ ("The engine runs. It looks again on %s."), next);
}

static char *
describe_waiting (const SessionEngineState *state)
{
  g_autofree char *why = NULL;

  if (g_strcmp0 (state->reason, "lease") == 0)
    return g_strdup (_ ("Another engine works already. This one waits to take over."));
  if (state->reason == NULL || g_str_equal (state->reason, "starting"))
    return g_strdup (_ ("The engine starts."));

  why = explain_word (state->reason);
  /* Translators: %s is a sentence about what is wrong */
  return g_strdup_printf (_ ("The engine waits, and will try again by itself. %s"), why);
}

static char *
describe_paused (const SessionEngineState *state)
{
  g_autofree char *reason = NULL;

  if (g_strcmp0 (state->reason, SESSION_ENGINE_REFUSED) == 0)
    return g_strdup (_ ("The engine is paused: the server refused its password. Enter it again, "
                        "then let the engine go on; it is not tried again before."));
  if (state->reason == NULL || *state->reason == '\0')
    return g_strdup (_ ("The engine is paused."));

  reason = base_text_for_display (state->reason, MOST_REASON_CHARS);
  /* Translators: %s is what somebody wrote as the reason */
  return g_strdup_printf (_ ("The engine is paused: %s"), reason);
}

static char *
describe_gone (const SessionEngineState *state)
{
  g_autofree char *when = make_moment (state->at_s);

  /* Translators: %s is a time */
  return g_strdup_printf (_ ("The engine has ended without a word. It was last heard of on %s. "
                             "Start it again: absentiactl engine."),
                          when);
}

char *
session_words_engine (const SessionEngineState *state)
{
  switch (state->mode) {
  case SESSION_ENGINE_RUNNING:
    return describe_running (state);
  case SESSION_ENGINE_WAITING:
    return describe_waiting (state);
  case SESSION_ENGINE_PAUSED:
    return describe_paused (state);
  case SESSION_ENGINE_QUIET:
    return g_strdup_printf (ngettext ("Quiet hours: %u mailbox waits for their end.",
                                      "Quiet hours: %u mailboxes wait for their end.",
                                      state->queued),
                            state->queued);
  case SESSION_ENGINE_STOPPED:
    return g_strdup (_ ("The engine is stopped."));
  case SESSION_ENGINE_GONE:
    return describe_gone (state);
  default:
    return g_strdup (_ ("No engine has ever run here."));
  }
}

char *
session_words_covered (gint64 until_s, gint64 now_s)
{
  g_autofree char *until = NULL;

  if (until_s == G_MAXINT64)
    return g_strdup (_ ("Exchange already holds the right reply for everybody, for as long as the "
                        "plan stays as it is."));
  if (until_s == 0)
    return g_strdup (_ ("Nobody has looked yet whether Exchange holds the right reply for "
                        "everybody."));
  if (until_s <= now_s)
    return g_strdup (_ ("Exchange does not hold the right reply for everybody."));

  until = make_moment (until_s);
  /* Translators: %s is a time */
  return g_strdup_printf (_ ("Exchange already holds the right reply for everybody until %s."),
                          until);
}

char *
session_words_gap (const char *reason)
{
  static const struct
  {
    const char *reason;
    const char *words;
  } rows[] = {
    { "after-own", N_ ("The person’s own reply for later would be lost: let the absence replace "
                       "and restore it.") },
    { "approval", N_ ("It waits for somebody’s approval.") },
    { "own-asks", N_ ("The person has a reply of their own: somebody has to decide.") },
    { "drifted", N_ ("Somebody has changed the reply: somebody has to decide.") },
    { "gap", N_ ("The text has placeholders that nobody can fill in.") },
    { "audience-ceiling",
      N_ ("The organisation does not let replies out to the audience that is planned.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].reason, reason))
      return g_strdup (_ (rows[i].words));
  return *reason != '\0' ? explain_word (reason) : g_strdup ("");
}
