/* play.h - one backend on the simulated organisation, and what the contract tests ask of it
 *
 * Written over the interface: another backend is another row of the table below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "checks-plan.h"
#include "cmdlets-backend.h"
#include "ews-backend.h"
#include "graph-backend.h"
#include "stage.h"

/* What goes wrong at the server, and what has to come of it. */
typedef struct
{
  const char *match;
  const char *action;
  BaseErrorCode code;
  const char *reason;
  guint64 wait_ms;
} PlayFault;

/* Where backends may differ: their servers have other words for the same troubles. */
typedef struct
{
  const ExchangeBackendOps *ops;
  gboolean lists_nobody;        /* people come from elsewhere: UNSUPPORTED */
  const char *without_right[5]; /* a stage where the account has no right: arguments … */
  const char *organization;     /* … and what is set there; NULL: nothing */
  const char *no_right;         /* the reason */
  const char *some_request;     /* matches one request of a reading */
  PlayFault throttled;
  PlayFault faults[10]; /* until one without a match */
} PlayBackend;

static const PlayBackend play_backends[] = {
  { .ops = &ews_backend,
    .without_right = { "--people", "10", "--character", "no-impersonation" },
    .no_right = "impersonation-denied",
    .some_request = "\"nth\":1",
    .throttled = { "\"nth\":1", "\"fault\":\"ErrorServerBusy\",\"backoff_ms\":1234",
                   BASE_ERROR_THROTTLED, NULL, 1234 },
    .faults = {
        { "\"from\":1", "\"status\":503,\"retry_after\":3", BASE_ERROR_THROTTLED, NULL, 3000 },
        { "\"from\":1", "\"status\":503", BASE_ERROR_BUSY, NULL, 0 },
        { "\"from\":1", "\"status\":403", BASE_ERROR_FORBIDDEN, "ews-forbidden", 0 },
        { "\"from\":1", "\"reset\":true", BASE_ERROR_OFFLINE, "closed", 0 },
        { "\"from\":1", "\"cut_after\":100", BASE_ERROR_OFFLINE, "closed", 0 },
        { "\"from\":1", "\"redirect\":\"https://elsewhere.example/EWS/Exchange.asmx\"",
          BASE_ERROR_WRONG_SERVER, "redirect", 0 },
        { "\"from\":1", "\"response_error\":\"ErrorMailboxMoveInProgress\"", BASE_ERROR_BUSY,
          "moving", 0 },
        { "\"from\":1", "\"fault\":\"ErrorNoRespondingCASInDestinationSite\"",
          BASE_ERROR_WRONG_SERVER, "other-site", 0 },
    } },
  { .ops = &cmdlets_backend,
    .lists_nobody = TRUE,
    .without_right = { "--people", "10" },
    .organization = "{\"roles\":\"none\"}",
    .no_right = "cmdlets-no-role",
    .some_request = "\"operation\":\"powershell-receive\",\"nth\":1",
    .throttled = { "\"operation\":\"powershell-command\",\"nth\":1", "\"fault\":\"quota\"",
                   BASE_ERROR_THROTTLED, "powershell-quota", 2000 },
    .faults = {
        { "\"operation\":\"powershell-create\"", "\"status\":503,\"retry_after\":3",
          BASE_ERROR_THROTTLED, "powershell-stopped", 3000 },
        { "\"operation\":\"powershell-command\"", "\"status\":503", BASE_ERROR_BUSY,
          "powershell-stopped", 0 },
        { "\"operation\":\"powershell-create\"", "\"status\":403", BASE_ERROR_FORBIDDEN,
          "powershell-not-allowed", 0 },
        { "\"operation\":\"powershell-command\"", "\"reset\":true", BASE_ERROR_OFFLINE, "closed",
          0 },
        { "\"operation\":\"powershell-receive\"", "\"cut_after\":100", BASE_ERROR_OFFLINE,
          "closed", 0 },
        { "\"operation\":\"powershell-create\"",
          "\"redirect\":\"https://elsewhere.example/PowerShell/\"", BASE_ERROR_UNSUPPORTED,
          "powershell-redirect", 0 },
        { "\"operation\":\"Get-MailboxAutoReplyConfiguration\"",
          "\"response_error\":\"MailboxInTransitException\"", BASE_ERROR_BUSY, "powershell-busy",
          0 },
    } },
  { .ops = &graph_backend,
    .without_right = { "--people", "10", "--character", "no-impersonation" },
    .no_right = "online-scope",
    .some_request = "\"operation\":\"graph-get-settings\",\"nth\":1",
    .throttled = { "\"operation\":\"graph-get-settings\",\"nth\":1",
                   "\"fault\":\"TooManyRequests\",\"backoff_ms\":2000",
                   BASE_ERROR_THROTTLED, "online-throttled", 2000 },
    .faults = {
        { "\"operation\":\"graph-get-settings\"", "\"status\":503,\"retry_after\":3",
          BASE_ERROR_THROTTLED, "online-throttled", 3000 },
        { "\"operation\":\"graph-get-settings\"", "\"status\":503", BASE_ERROR_BUSY, NULL, 0 },
        { "\"operation\":\"graph-get-settings\"", "\"status\":403", BASE_ERROR_FORBIDDEN,
          "online-scope", 0 },
        { "\"operation\":\"graph-get-settings\"", "\"status\":401", BASE_ERROR_AUTH,
          "graph-token-refused", 0 },
        { "\"operation\":\"graph-get-settings\"", "\"reset\":true", BASE_ERROR_OFFLINE, "closed",
          0 },
        { "\"operation\":\"graph-get-settings\"", "\"cut_after\":100", BASE_ERROR_OFFLINE,
          "closed", 0 },
        { "\"operation\":\"graph-get-settings\"",
          "\"redirect\":\"https://elsewhere.example/v1.0/users\"", BASE_ERROR_WRONG_SERVER,
          "redirect", 0 },
        { "\"operation\":\"graph-get-settings\"", "\"fault\":\"MailboxNotEnabledForRESTAPI\"",
          BASE_ERROR_WRONG_SERVER, "mailbox-not-online", 0 },
        { "\"operation\":\"graph-get-settings\"", "\"garbage\":\"html-page\"",
          BASE_ERROR_PROTOCOL, "not-graph", 0 },
    } },
};

/* One open backend on its stage; call is the test's own worker. */
typedef struct
{
  const PlayBackend *kind;
  const ExchangeBackendOps *ops;
  Stage *stage;
  BaseLocals *locals;
  BaseCall *call;
  ExchangeBackend *backend;
} Play;

static inline Play
begin (gconstpointer data, Stage *stage)
{
  const PlayBackend *kind = data;
  Play play = { .kind = kind, .ops = kind->ops, .stage = stage, .locals = base_locals_new () };

  play.call = base_call_new (play.locals, NULL, 30000);
  play.backend = stage_open (stage, kind->ops, play.call, NULL);
  return play;
}

static inline void
end (Play *play)
{
  play->ops->close (play->backend);
  base_call_free (play->call);
  base_locals_free (play->locals);
  stage_free (play->stage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, end)

static inline gboolean
take_page_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

/* By a backend that can. */
static inline GPtrArray *
list (const Play *play, const char *query)
{
  const ExchangeBackendOps *ops = play->kind->lists_nobody ? &ews_backend : play->ops;
  ExchangeBackend *backend =
      play->kind->lists_nobody ? stage_open (play->stage, ops, play->call, NULL) : play->backend;
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (ops->list_people (backend, play->call, query, take_page_cb, people, &error));
  g_assert_no_error (error);
  if (backend != play->backend)
    ops->close (backend);
  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    g_assert_true (g_hash_table_add (ids, (gpointer) person->id));
    g_assert_cmpstr (person->name, !=, "");
    g_assert_nonnull (strchr (person->mail, '@'));
  }
  return people;
}

/* The n-th person who is not the administrator. */
static inline char *
mail_of (const Play *play, guint n)
{
  g_autoptr (GPtrArray) people = list (play, NULL);

  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    if (!g_str_equal (person->mail, stage_word (play->stage, "admin")) && n-- == 0)
      return g_strdup (person->mail);
  }
  g_assert_not_reached ();
}

static inline void
assert_fails (const Play *play, const char *mailbox, BaseErrorCode code, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      play->ops->get_oof (play->backend, play->call, mailbox, NULL, &error);

  g_assert_null (state);
  g_test_message ("%s", error->message);
  g_assert_error (error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

typedef struct
{
  const char *name;
  void (*run) (gconstpointer kind);
} PlayTest;

/* Every test for every backend; data is the PlayBackend. */
static inline int
play_run (int argc, char **argv, const PlayTest *tests, gsize n)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize b = 0; b < G_N_ELEMENTS (play_backends); b++)
    for (gsize t = 0; t < n; t++) {
      g_autofree char *path =
          g_strdup_printf ("/contract/%s/%s", play_backends[b].ops->id, tests[t].name);

      g_test_add_data_func (path, &play_backends[b], tests[t].run);
    }
  return g_test_run ();
}
