/* cli-demo.c - demo: the main job against the practice range, told step by step
 *
 * Connect, verify, list people, plan absences, look names up, set a reply, show it, switch it off.
 * Nothing is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-commands.h"
#include "cli-match.h"
#include "cli-print.h"
#include "cli-verify.h"
#include "session-demo-plan.h"
#include "session-directory.h"
#include "session-items.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_PEOPLE 8

typedef struct
{
  CliContext *context;
  guint n;
  char *admin;
  char *mailbox; /* the person that the story is about */
  SessionVerb verb;
  gboolean is_handed; /* the one mailbox */
} Story;

static void
say (const char *sentence)
{
  g_print ("\n── %s\n", sentence);
}

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  Story *story = data;

  for (guint i = 0; i < page->len; i++, story->n++) {
    const ExchangePerson *person = g_ptr_array_index (page, i);

    if (story->n < SHOWN_PEOPLE)
      g_print ("  %s <%s>\n", person->name, person->mail);
    if (story->mailbox == NULL && !g_str_equal (person->mail, story->admin))
      story->mailbox = g_strdup (person->mail);
  }
  return TRUE;
}

static char *
next_cb (gpointer data)
{
  Story *story = data;

  if (story->is_handed)
    return NULL;
  story->is_handed = TRUE;
  return g_strdup (story->mailbox);
}

static gboolean
outcome_cb (const SessionOutcome *outcome, gpointer data)
{
  Story *story = data;

  return cli_print_outcome (story->context, story->verb, outcome);
}

static gboolean
play (Story *story, SessionOrg *org, SessionVerb verb, OofChange *change, GError **error)
{
  const SessionBulkOrder order = { .verb = verb,
                                   .change = change,
                                   .why = "demo",
                                   .next = next_cb,
                                   .each = outcome_cb,
                                   .data = story };
  SessionBulkSummary summary;

  story->verb = verb;
  story->is_handed = FALSE;
  return session_bulk_run (org, story->context->cancellable, &order, &summary, error) &&
         summary.failed == 0 && summary.done == 1;
}

static OofChange *
make_absence (void)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  OofChange *change = oof_change_new ();

  change->has_mode = TRUE;
  change->mode = OOF_MODE_SCHEDULED;
  change->from = g_date_time_add_hours (now, -1);
  change->until = g_date_time_add_days (now, 14);
  change->has_audience = TRUE;
  change->audience = OOF_AUDIENCE_KNOWN;
  change->inside =
      g_strdup (_ ("<p>I am away for two weeks. In urgent cases my colleagues help you.</p>"));
  change->outside =
      g_strdup (_ ("<p>Thank you for your message. I shall answer it when I am back.</p>"));
  return change;
}

static void
match_cb (const ExchangeMatch *match, gpointer data)
{
  Story *story = data;

  cli_match_print (story->context, match);
}

static gboolean
look_up (Story *story, SessionDirectory *directory, BaseCall *call, GError **error)
{
  const ExchangeSearch everywhere = { .want = EXCHANGE_WANT_MAILBOXES };
  const char *const names[] = { story->mailbox, "Nobody At All", NULL };

  return session_directory_check_names (directory, call, &everywhere, names, match_cb, story,
                                        error);
}

/* As in the window that shows the same. */
static gboolean
plan (Story *story, SessionDemo *demo, BaseCall *call, GError **error)
{
  g_autoptr (SessionItems) items = NULL;
  const GPtrArray *all;

  say (_ ("Planning absences for them"));
  if (!session_demo_plan (demo, call, error))
    return FALSE;
  items = session_items_load (session_demo_core (demo), session_demo_profile (demo)->id, error);
  if (items == NULL)
    return FALSE;
  all = session_items_all (items);
  for (guint i = 0; i < MIN (all->len, SHOWN_PEOPLE); i++) {
    g_autofree char *words = session_words_item (all->pdata[i]);

    g_print ("  %s\n", words);
  }
  g_print (ngettext ("  … %u absence in all.\n", "  … %u absences in all.\n", all->len), all->len);
  return TRUE;
}

static gboolean
tell (Story *story, SessionDemo *demo, SessionOrg *org, BaseCall *call, GError **error)
{
  g_autoptr (OofChange) absence = make_absence ();
  g_autoptr (OofChange) off = oof_change_new ();

  off->has_mode = TRUE;
  off->mode = OOF_MODE_OFF;

  say (_ ("The people"));
  if (!session_org_list_people (org, call, NULL, page_cb, story, error) || story->mailbox == NULL)
    return FALSE;
  g_print (_ ("  … %u people in all.\n"), story->n);
  if (!plan (story, demo, call, error))
    return FALSE;

  if (session_org_directory (org) != NULL) {
    say (_ ("Looking names up in the directory"));
    if (!look_up (story, session_org_directory (org), call, error))
      return FALSE;
  }

  say (_ ("Setting a reply for the next two weeks"));
  if (!play (story, org, SESSION_VERB_SET, absence, error))
    return FALSE;
  say (_ ("What Exchange holds now"));
  if (!play (story, org, SESSION_VERB_SHOW, NULL, error))
    return FALSE;
  say (_ ("Switching it off"));
  if (!play (story, org, SESSION_VERB_SET, off, error))
    return FALSE;
  say (_ ("What Exchange holds now: the texts are kept"));
  return play (story, org, SESSION_VERB_SHOW, NULL, error);
}

CliExit
cli_demo (CliContext *context, int argc, char **argv)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (SessionDemo) demo = NULL;
  g_autoptr (CliOrg) org = NULL;
  g_autoptr (GError) error = NULL;
  Story story = { .context = context };
  gboolean is_told;
  CliExit status;

  if (!cli_context_parse (
          context, NULL, NULL,
          _ ("Plays the main job against a simulated organisation. Nothing is kept."), &argc, &argv,
          &status))
    return status;

  say (_ ("Starting a simulated Exchange organisation"));
  demo = session_demo_new (call, &error);
  if (demo == NULL)
    return cli_context_fail (context, error);

  story.admin = session_demo_profile (demo)->admin_upn;
  g_print ("  %s\n", session_demo_profile (demo)->ews_url);
  say (_ ("Verifying the connection"));
  status = cli_verify_profile (context, session_demo_core (demo), session_demo_profile (demo), NULL,
                               NULL);
  if (status != CLI_EXIT_OK)
    return status;

  org = session_core_open_org (session_demo_core (demo), call, session_demo_profile (demo), &error);
  is_told = org != NULL && tell (&story, demo, org, call, &error);
  g_free (story.mailbox);
  if (error != NULL)
    return cli_context_fail (context, error);
  if (is_told)
    say (_ ("That was it. “absentia --demo” shows the same in a window."));
  return is_told ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}
