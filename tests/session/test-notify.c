/* test-notify.c - what is told to people: which events, how they read, and the log's lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "core.h"
#include "session-log.h"
#include "session-mail-private.h"
#include "session-notify-private.h"

#define NOW_S 1900000000

static SessionNotice *
make_notice (SessionNotifyKind kind, const char *mailbox, const char *reason)
{
  SessionNotice *notice = g_new0 (SessionNotice, 1);
  const BaseErrorFacts facts = { .reason = g_intern_string (reason), .account = "admin" };

  notice->kind = kind;
  notice->mailbox = g_strdup (mailbox);
  notice->at = g_date_time_new_from_unix_utc (NOW_S);
  if (reason != NULL)
    base_error_set_facts (&notice->error, BASE_ERROR_FORBIDDEN, &facts, "server's own words");
  return notice;
}

static GPtrArray *
new_waiting (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
}

static void
add (GPtrArray *waiting, SessionNotifyKind kind, const char *mailbox, const char *reason)
{
  g_ptr_array_add (waiting, make_notice (kind, mailbox, reason));
}

static SessionMailSettings
make_settings (guint threshold)
{
  SessionMailSettings settings = { .threshold = threshold, .period_min = 60 };

  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    settings.tells[i] = TRUE;
  return settings;
}

static void
test_choose (void)
{
  g_autoptr (GPtrArray) waiting = new_waiting ();
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SessionMailSettings settings = make_settings (3);
  g_autoptr (GPtrArray) chosen = NULL;
  gint64 *at_s;

  /* The same mailbox twice is one; two are below the threshold, which a gap does not have. */
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "ann@corp.example", "no-right");
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "ann@corp.example", "no-right");
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "bob@corp.example", "no-right");
  add (waiting, SESSION_NOTIFY_GAP, "bob@corp.example", NULL);
  chosen = session_notify_choose (waiting, &settings, told, NOW_S);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_cmpint (((SessionNotice *) chosen->pdata[0])->kind, ==, SESSION_NOTIFY_GAP);
  g_clear_pointer (&chosen, g_ptr_array_unref);

  /* With one more they are enough, and with those who were told of it; a day later nobody knows. */
  settings.tells[SESSION_NOTIFY_GAP] = FALSE;
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "cid@corp.example", "no-right");
  add (waiting, SESSION_NOTIFY_GAP, "bob@corp.example", NULL);
  chosen = session_notify_choose (waiting, &settings, told, NOW_S);
  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_cmpuint (chosen->len, ==, 3);
  for (guint i = 0; i < chosen->len; i++) {
    at_s = g_new (gint64, 1);
    *at_s = NOW_S;
    g_hash_table_insert (told, session_notice_key (chosen->pdata[i]), at_s);
  }
  g_clear_pointer (&chosen, g_ptr_array_unref);
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "dan@corp.example", "no-right");
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "ann@corp.example", "no-right");
  chosen = session_notify_choose (waiting, &settings, told, NOW_S);
  g_assert_cmpuint (chosen->len, ==, 1);
  g_clear_pointer (&chosen, g_ptr_array_unref);
  add (waiting, SESSION_NOTIFY_RUN_FAILED, "dan@corp.example", "no-right");
  chosen = session_notify_choose (waiting, &settings, told, NOW_S + SESSION_NOTIFY_AGAIN_S);
  g_assert_cmpuint (chosen->len + waiting->len, ==, 0);
  g_clear_pointer (&chosen, g_ptr_array_unref);

  /* Told within a day: not again; a day later: again; told in the future: the clock went back. */
  at_s = g_new (gint64, 1);
  *at_s = NOW_S - SESSION_NOTIFY_AGAIN_S + 1;
  g_hash_table_insert (told, g_strdup ("stopped//full"), at_s);
  for (int shift = 0; shift < 3; shift++) {
    add (waiting, SESSION_NOTIFY_STOPPED, NULL, "full");
    chosen = session_notify_choose (waiting, &settings, told, NOW_S);
    g_assert_cmpuint (chosen->len, ==, shift == 0 ? 0 : 1);
    g_clear_pointer (&chosen, g_ptr_array_unref);
    *at_s = shift == 0 ? NOW_S - SESSION_NOTIFY_AGAIN_S : NOW_S + 5;
  }
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) notices = new_waiting ();
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 60; i++) {
    g_autofree char *mail = g_strdup_printf ("person%u@corp.example", i);

    add (notices, SESSION_NOTIFY_RUN_FAILED, mail, "tls-expired");
  }
  add (notices, SESSION_NOTIFY_STOPPED, NULL, "store-full");
  subject = session_notify_subject ("office", notices);
  g_assert_cmpstr (subject, ==,
                   "Absentia (office): 60 mailboxes could not be brought in step with the plan; "
                   "The engine has stopped by itself");
  text = session_notify_text ("office", notices);
  g_assert_nonnull (strstr (text, "Connection: office\n"));
  g_assert_nonnull (strstr (text, "person49@corp.example"));
  g_assert_null (strstr (text, "person50@corp.example"));
  g_assert_nonnull (strstr (text, "… and 10 more"));
  g_assert_nonnull (strstr (text, "→ Make room on the disk"));
  g_assert_null (strstr (text, "server's own words"));
}

static void
test_log (void)
{
  const BaseErrorFacts facts = { .reason = "no-right",
                                 .server_code = "Error\nAccessDenied",
                                 .answer = "secret answer",
                                 .request_id = "r-1" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  base_error_set_facts (&error, BASE_ERROR_FORBIDDEN, &facts, "the text of a person");
  text = session_log_text (&(SessionLogLine){ .message = "a mailbox is not in step",
                                              .mailbox = "ann@corp.example",
                                              .run = "u-1",
                                              .error = error });
  /* Tokens only, each on its line: nothing that people or servers wrote. */
  g_assert_cmpstr (text, ==,
                   "a mailbox is not in step MAILBOX=ann@corp.example RUN=u-1 CODE=FORBIDDEN "
                   "REASON=no-right SERVER_CODE=Error AccessDenied REQUEST_ID=r-1");
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  SessionCore *core = self->core;
  g_autoptr (GError) error = NULL;
  BaseCall *call = self->call;
  g_autoptr (BaseSecret) password = base_secret_new ("geheim", -1);
  g_autoptr (BaseSecret) nothing = base_secret_new ("", -1);
  g_auto (SessionMailSettings) settings = { 0 };
  g_auto (SessionMailSettings) again = { 0 };

  g_assert_no_error (error);
  g_assert_false (session_mail_is_on (core));
  g_assert_true (session_mail_load (core, &settings, &error));
  g_assert_cmpstr (settings.tls, ==, "starttls");
  g_assert_false (
      session_mail_send (core, call, &(SessionMail){ .subject = "", .text = "" }, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-off");
  g_clear_error (&error);

  g_free (settings.host);
  settings.host = g_strdup ("mail.corp.example");
  g_assert_false (session_mail_save (core, call, &settings, password, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-from");
  g_clear_error (&error);
  g_assert_false (session_mail_has_password (core, call));

  g_free (settings.from);
  settings.from = g_strdup ("absentia@corp.example");
  g_free (settings.to);
  settings.to = g_strdup ("ann@corp.example, bob@corp.example");
  g_free (settings.user);
  settings.user = g_strdup ("absentia");
  settings.threshold = 7;
  settings.tells[SESSION_NOTIFY_DRIFT] = FALSE;
  g_assert_true (session_mail_save (core, call, &settings, password, &error));
  g_assert_no_error (error);
  g_assert_true (session_mail_is_on (core));
  g_assert_true (session_mail_has_password (core, call));
  g_assert_true (session_mail_load (core, &again, &error));
  g_assert_cmpuint (again.threshold, ==, 7);
  g_assert_false (again.tells[SESSION_NOTIFY_DRIFT]);
  g_assert_true (again.tells[SESSION_NOTIFY_GAP]);
  g_assert_cmpstr (again.to, ==, settings.to);

  /* A password and no TLS is not kept; none is taken away. */
  g_free (settings.tls);
  settings.tls = g_strdup ("none");
  g_assert_false (session_mail_save (core, call, &settings, NULL, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-plain");
  g_clear_error (&error);
  g_assert_true (session_mail_save (core, call, &again, nothing, &error));
  g_assert_false (session_mail_has_password (core, call));
}

/* What could not be sent is not lost; where nobody is to be told, nothing is kept. */
static void
test_flush (Fixture *self, gconstpointer data)
{
  SessionCore *core = self->core;
  g_autoptr (GError) error = NULL;
  BaseCall *call = self->call;
  const ExchangeProfile draft = { .name = (char *) "office" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (SessionNotify) notify = session_notify_new (core, profile);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (NOW_S);
  const SessionNotifyEvent event = { .kind = SESSION_NOTIFY_STOPPED, .at = now };
  SessionMailSettings settings = make_settings (1);

  g_assert_true (session_notify_flush (notify, call, now, &error));
  session_notify_add (notify, &event);
  g_assert_true (session_notify_flush (notify, call, now, &error)); /* no server is set */

  settings.host = (char *) "127.0.0.1";
  settings.port = 1;
  settings.tls = (char *) "none";
  settings.user = settings.ca_pem = (char *) "";
  settings.from = settings.to = (char *) "ann@corp.example";
  g_assert_true (session_mail_save (core, call, &settings, NULL, &error));
  g_assert_true (session_notify_flush (notify, call, now, &error)); /* it was dropped */
  session_notify_add (notify, &event);
  for (guint i = 0; i < 2; i++) {
    g_assert_false (session_notify_flush (notify, call, now, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
    g_clear_error (&error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/notify/choose", test_choose);
  g_test_add_func ("/session/notify/words", test_words);
  g_test_add_func ("/session/notify/log", test_log);
  g_test_add ("/session/notify/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/session/notify/flush", Fixture, NULL, set_up, test_flush, tear_down);
  return g_test_run ();
}
