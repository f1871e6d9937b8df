/* panel-run-words.c - how far a run is, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-run-words.h"

#include "session-explain.h"
#include "session-pace.h"

#include <glib/gi18n-lib.h>

#define SILENCE_S 5 /* shorter ones are nobody's concern */

const char *
panel_run_words_title (SessionProgress *run)
{
  return session_progress_kind (run) == SESSION_PROGRESS_UNDO ? _ ("Undoing a Run")
                                                              : _ ("Applying the Plan");
}

const char *
panel_run_words_heading (SessionProgress *run)
{
  switch (session_progress_state (run)) {
  case SESSION_PROGRESS_RUNNING:
    return session_progress_kind (run) == SESSION_PROGRESS_UNDO ? _ ("Putting back what was there…")
                                                                : _ ("Applying the plan…");
  case SESSION_PROGRESS_PAUSED:
    return _ ("Paused");
  case SESSION_PROGRESS_TRIED:
    return _ ("Tried: go on with the others?");
  case SESSION_PROGRESS_STOPPING:
    return _ ("Stopping…");
  case SESSION_PROGRESS_STOPPED:
    return _ ("Stopped");
  case SESSION_PROGRESS_DONE:
  default:
    return session_progress_failed (run) > 0 ? _ ("Done, with failures") : _ ("Done");
  }
}

/* Each write is read back and compared, or it would have failed. */
static char *
describe_pilot (SessionProgress *run)
{
  guint done = session_progress_done (run);
  guint left = session_progress_total (run) - done;
  g_autofree char *tried = NULL;
  g_autofree char *others =
      g_strdup_printf (ngettext ("%'u other one waits.", "%'u others wait.", left), left);

  if (session_progress_failed (run) > 0)
    tried =
        g_strdup_printf (ngettext ("Of %'u mailbox not all went well: below stands why.",
                                   "Of %'u mailboxes not all went well: below stands why.", done),
                         done);
  else
    tried = g_strdup_printf (
        ngettext ("%'u mailbox was read back and compared: Exchange holds what was sent.",
                  "%'u mailboxes were read back and compared: Exchange holds what was sent.", done),
        done);
  return g_strdup_printf ("%s %s", tried, others);
}

static char *
describe_end (SessionProgress *run)
{
  guint left = session_progress_total (run) - session_progress_done (run);
  guint changed = session_progress_changed (run);

  if (left > 0)
    return g_strdup_printf (ngettext ("%'u mailbox was not begun, and stays as it is.",
                                      "%'u mailboxes were not begun, and stay as they are.", left),
                            left);
  if (changed > 0)
    return g_strdup_printf (
        ngettext ("%'u mailbox was changed by somebody since, and was left alone.",
                  "%'u mailboxes were changed by somebody since, and were left alone.", changed),
        changed);
  return NULL;
}

static char *
describe_silence (guint seconds)
{
  return g_strdup_printf (
      ngettext ("The server has not answered for %u second. It is asked until it does; after "
                "two minutes the run is paused.",
                "The server has not answered for %u seconds. It is asked until it does; after "
                "two minutes the run is paused.",
                seconds),
      seconds);
}

char *
panel_run_words_hint (SessionProgress *run)
{
  const GError *problem = session_progress_problem (run);
  g_autofree char *sentence = problem != NULL ? session_explain (problem) : NULL;
  g_autofree char *remedy = problem != NULL ? session_remedy (problem) : NULL;

  if (problem != NULL)
    return g_strjoin (" ", sentence, remedy, NULL);
  if (session_progress_silence_s (run) >= SILENCE_S)
    return describe_silence (session_progress_silence_s (run));
  switch (session_progress_state (run)) {
  case SESSION_PROGRESS_RUNNING:
    return g_strdup (_ ("It goes on when this window is closed."));
  case SESSION_PROGRESS_PAUSED:
    return g_strdup (_ ("What was begun is ended; nothing new begins."));
  case SESSION_PROGRESS_STOPPING:
    return g_strdup (_ ("What was begun is ended first."));
  case SESSION_PROGRESS_TRIED:
    return describe_pilot (run);
  case SESSION_PROGRESS_STOPPED:
  case SESSION_PROGRESS_DONE:
  default:
    return describe_end (run);
  }
}

char *
panel_run_words_pace (SessionProgress *run)
{
  const SessionPaceFacts facts = { .done = session_progress_done (run),
                                   .total = session_progress_total (run),
                                   .rate = session_progress_rate (run),
                                   .remaining_s = session_progress_remaining_s (run) };

  if (session_progress_silence_s (run) >= SILENCE_S)
    /* Translators: how many of how many mailboxes */
    return g_strdup_printf (_ ("%'u of %'u, the server does not answer"), facts.done, facts.total);
  if (session_progress_state (run) == SESSION_PROGRESS_RUNNING)
    return session_pace_say (&facts);
  return g_strdup_printf (_ ("%'u of %'u"), facts.done, facts.total);
}

/* As part of a line. */
static const char *
describe_state (SessionProgress *run)
{
  switch (session_progress_state (run)) {
  case SESSION_PROGRESS_RUNNING:
    return _ ("under way");
  case SESSION_PROGRESS_PAUSED:
    return _ ("paused");
  case SESSION_PROGRESS_TRIED:
    return _ ("tried, waits for you");
  case SESSION_PROGRESS_STOPPING:
    return _ ("stopping");
  case SESSION_PROGRESS_STOPPED:
    return _ ("stopped");
  case SESSION_PROGRESS_DONE:
  default:
    return _ ("done");
  }
}

char *
panel_run_words_line (SessionProgress *run)
{
  g_autofree char *pace = panel_run_words_pace (run);
  guint failed = session_progress_failed (run);
  g_autofree char *failures =
      g_strdup_printf (ngettext ("%'u failed", "%'u failed", failed), failed);

  if (failed > 0)
    /* Translators: which run, its state, how many of how many are done, how many failed */
    return g_strdup_printf (_ ("%s: %s – %s; %s"), panel_run_words_title (run),
                            describe_state (run), pace, failures);
  /* Translators: which run, its state, and how many of how many are done */
  return g_strdup_printf (_ ("%s: %s – %s"), panel_run_words_title (run), describe_state (run),
                          pace);
}
