/* test-consoles.c - the consoles of the way by cmdlets: how many there are, and that none stays
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "play.h"
#include "powershell-console.h"

#define WORKERS 16
#define ALLOWED 18 /* to one account, by Exchange's policy */

static const PlayBackend by_cmdlets = { .ops = &cmdlets_backend, .lists_nobody = TRUE };

static void
close_backend (Play *play)
{
  play->ops->close (play->backend);
  g_assert_cmpint (stage_count (play->stage, "shells"), ==, 0);
  play->backend = stage_open (play->stage, play->ops, play->call, NULL); /* for end () */
}

typedef struct
{
  ExchangeBackend *backend;
  const char *mail;
  int n_read;
} Crowd;

static gpointer
read_one (gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      crowd->backend->ops->get_oof (crowd->backend, call, crowd->mail, NULL, &error);

  if (state != NULL)
    g_atomic_int_inc (&crowd->n_read);
  else
    g_printerr ("# %s\n", error->message);
  return NULL;
}

static void
read_at_once (Play *play, const char *mail)
{
  Crowd crowd = { .backend = play->backend, .mail = mail };
  GThread *threads[WORKERS];

  for (int i = 0; i < WORKERS; i++)
    threads[i] = g_thread_new ("worker", read_one, &crowd);
  for (int i = 0; i < WORKERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (crowd.n_read, ==, WORKERS);
}

/* As many as the profile lets requests run, and they are used again. */
static void
test_bound (void)
{
  g_auto (Play) play = begin (&by_cmdlets, stage_new ("--people", "5", "--latency", "20", NULL));
  g_autofree char *mail = mail_of (&play, 0);

  read_at_once (&play, mail);
  read_at_once (&play, mail);
  g_assert_cmpint (stage_count (play.stage, "peak_shells"), <=, EXCHANGE_DEFAULT_JOBS);
  close_backend (&play);
}

/* Others have all but one of the consoles that the account may have: that one has to do. */
static void
test_full (void)
{
  g_auto (Play) play = begin (&by_cmdlets, stage_new ("--people", "5", "--latency", "5", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (ExchangeProfile) profile = stage_profile (play.stage, play.ops, NULL);
  g_autoptr (BaseSecret) password = base_secret_new (stage_word (play.stage, "password"), -1);
  g_autofree char *url = powershell_place_url (profile->ews_url, NULL);
  const PowershellPlace place = { .http = { .url = url,
                                            .ca_pem = profile->ca_pem,
                                            .auth = HTTP_AUTH_BASIC,
                                            .user = profile->admin_upn,
                                            .secret = password } };
  PowershellConsole *others[ALLOWED - 1];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    others[i] = powershell_console_open (play.call, &place, &error);
    g_assert_no_error (error);
  }
  read_at_once (&play, mail);
  g_assert_cmpint (stage_count (play.stage, "peak_shells"), ==, ALLOWED);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    powershell_console_close (others[i], play.call);
  close_backend (&play);
}

/* Whatever goes wrong in the middle, nothing stays open when the connection is closed; and the next
 * request is served. */
static void
test_trouble (void)
{
  static const char *const actions[] = {
    "\"reset\":true", "\"garbage\":\"malformed-xml\"", "\"garbage\":\"huge\"",
    "\"status\":500", "\"fault\":\"2150858843\"",      "\"fault\":\"99\"",
  };
  static const char *const operations[] = { "powershell-command", "powershell-receive" };
  g_auto (Play) play = begin (&by_cmdlets, stage_new ("--people", "5", NULL));
  g_autofree char *mail = mail_of (&play, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (actions) * G_N_ELEMENTS (operations); i++) {
    const char *action = actions[i / G_N_ELEMENTS (operations)];
    g_autofree char *match = g_strdup_printf ("\"operation\":\"%s\",\"from\":1,\"to\":2",
                                              operations[i % G_N_ELEMENTS (operations)]);
    g_autoptr (GError) first = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (OofState) failed = NULL;
    g_autoptr (OofState) state = NULL;

    g_test_message ("%s %s", match, action);
    stage_fault (play.stage, match, action);
    failed = play.ops->get_oof (play.backend, play.call, mail, NULL, &first);
    g_assert_null (failed);
    g_assert_true (first->domain == BASE_ERROR);
    for (int k = 0; k < 3 && state == NULL; k++) {
      g_clear_error (&error);
      state = play.ops->get_oof (play.backend, play.call, mail, NULL, &error);
    }
    g_assert_no_error (error);
    g_assert_cmpint (stage_count (play.stage, "shells"), <=, 2);
  }
  close_backend (&play);
}

static void
test_cancelled (void)
{
  g_auto (Play) play = begin (&by_cmdlets, stage_new ("--people", "5", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (BaseCall) brief = base_call_new (play.locals, NULL, 300);
  g_autoptr (GError) error = NULL;

  stage_fault (play.stage, "\"operation\":\"powershell-receive\",\"nth\":4", "\"slow_ms\":5000");
  while (error == NULL) {
    g_autoptr (OofState) state = play.ops->get_oof (play.backend, brief, mail, NULL, &error);
  }
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  close_backend (&play);
}

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/consoles/bound", test_bound);
  g_test_add_func ("/contract/consoles/full", test_full);
  g_test_add_func ("/contract/consoles/trouble", test_trouble);
  g_test_add_func ("/contract/consoles/cancelled", test_cancelled);
  return g_test_run ();
}
