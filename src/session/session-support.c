/* session-support.c - what somebody who helps wants to know, without who and where it is about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-support.h"

#include "base-error.h"
#include "base-time.h"
#include "session-core-private.h"
#include "session-mail.h"
#include "session-preferences.h"
#include "session-redact.h"
#include "store-engine.h"
#include "store-journal.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define MOST_ROWS 200

typedef struct
{
  SessionCore *core;
  GPtrArray *profiles; /* ExchangeProfile */
  GDateTime *now;
  SessionRedact *redact;
} Support;

static void
free_part (gpointer data)
{
  SessionSupportPart *self = data;

  g_free (self->text);
  g_free (self);
}

/* Each gives a text, or NULL with an error; caller frees. */

static char *
tell_program (const Support *self, GError **error)
{
  GString *text = g_string_new (NULL);
  g_autofree char *at = base_time_format_utc (self->now);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (text, "absentia %s\nat %s\nsystem %s\nglib %u.%u.%u\nlanguage %s\n",
                          ABSENTIA_VERSION, at, system != NULL ? system : "?", glib_major_version,
                          glib_minor_version, glib_micro_version, g_get_language_names ()[0]);
  return g_string_free (text, FALSE);
}

static const char *
is_set (const char *text)
{
  return *text != '\0' ? "set" : "not set";
}

static void
append_profile (GString *text, const ExchangeProfile *profile, guint number)
{
  g_string_append_printf (
      text,
      "connection %u: %s, by %s\n"
      "  server %s, web service %s, authority %s, login %s, offered %s\n"
      "  build %s, requests at the same time %u, test mailbox %s\n"
      "  directory %s (%s), tenant %s, application %s, certificate %s, admin endpoint %s\n",
      number, exchange_kind_names[profile->kind], exchange_path_names[profile->path],
      is_set (profile->server), is_set (profile->ews_url), is_set (profile->ca_pem),
      exchange_auth_names[profile->auth], profile->offered, profile->build, profile->jobs,
      is_set (profile->test_mailbox), is_set (profile->directory),
      exchange_directory_auth_names[profile->directory_auth], is_set (profile->tenant),
      is_set (profile->client_id), is_set (profile->certificate), is_set (profile->admin_api_url));
}

static char *
tell_profiles (const Support *self, GError **error)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    append_profile (text, self->profiles->pdata[i], i + 1);
  return g_string_free (text, FALSE);
}

static char *
tell_settings (const Support *self, GError **error)
{
  g_auto (SessionMailSettings) mail = { 0 };
  SessionPreferences preferences;
  GString *text;

  if (!session_mail_load (self->core, &mail, error))
    return NULL;

  session_preferences_load (self->core, &preferences);
  text = g_string_new (NULL);
  g_string_append_printf (text,
                          "mail server %s, %s, port %u, login %s, recipients %s\n"
                          "threshold %u, period %u minutes, told:",
                          is_set (mail.host), mail.tls, mail.port, is_set (mail.user),
                          is_set (mail.to), mail.threshold, mail.period_min);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    if (mail.tells[i])
      g_string_append_printf (text, " %s", session_notify_names[i]);
  g_string_append_printf (text, "\nlog %s, desktop %s\n", session_log_names[preferences.log],
                          preferences.tells_desktop ? "on" : "off");
  return g_string_free (text, FALSE);
}

static char *
tell_engine (const Support *self, GError **error)
{
  g_auto (StoreEngineState) state = { 0 };
  g_autofree char *reason = NULL;

  if (!store_engine_read_state (session_core_db (self->core), &state, error))
    return NULL;
  if (state.state == NULL)
    return g_strdup ("it has never run\n");

  reason = session_redact_text (self->redact, state.reason);
  return g_strdup_printf ("%s %s\nlast run %" G_GINT64_FORMAT ", next due %" G_GINT64_FORMAT
                          " (seconds since 1970)\nqueued %u, failed %u\n",
                          state.state, reason, state.last_run_us / G_USEC_PER_SEC,
                          state.next_due_us / G_USEC_PER_SEC, state.queued, state.failed);
}

static void
append_row (const Support *self, GString *text, const StoreJournalRow *row)
{
  g_autofree char *at = base_time_format_utc (row->at);
  g_autofree char *mailbox = session_redact_text (self->redact, row->mailbox);
  g_autofree char *problem = session_redact_text (self->redact, row->error);

  g_string_append_printf (text, "%s %s %s %s -> %s %s %s\n", at, mailbox,
                          store_result_names[row->result],
                          row->before != NULL ? oof_mode_names[row->before->mode] : "?",
                          row->after != NULL ? oof_mode_names[row->after->mode] : "?",
                          row->request_id != NULL ? row->request_id : "-", problem);
}

static char *
tell_journal (const Support *self, GError **error)
{
  g_autoptr (GPtrArray) rows =
      store_journal_list (session_core_db (self->core), NULL, NULL, MOST_ROWS, error);
  GString *text;

  if (rows == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    append_row (self, text, rows->pdata[i]);
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *title;
  const char *what;
  char *(*tell) (const Support *self, GError **error);
} parts[] = {
  { N_ ("Program"), N_ ("Its version, and that of the system."), tell_program },
  { N_ ("Connections"), N_ ("Of which kind they are; without names, servers and accounts."),
    tell_profiles },
  { N_ ("Settings"), N_ ("What is told and logged; without addresses and servers."),
    tell_settings },
  { N_ ("Engine"), N_ ("How it is getting on."), tell_engine },
  { N_ ("Journal"),
    N_ ("The last 200 writes and how they came out; with numbers in place of people, and without "
        "their replies."),
    tell_journal },
};

/* What stands in connections is nobody else's business, wherever it comes up. */
static void
learn_names (Support *self)
{
  for (guint i = 0; i < self->profiles->len; i++) {
    const ExchangeProfile *profile = self->profiles->pdata[i];
    const char *const names[] = { profile->name,       profile->server,    profile->ews_url,
                                  profile->console,    profile->admin_upn, profile->test_mailbox,
                                  profile->directory,  profile->tenant,    profile->client_id,
                                  profile->online_user };
    g_autoptr (GUri) uri = g_uri_parse (profile->ews_url, G_URI_FLAGS_ENCODED, NULL);

    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      session_redact_add (self->redact, names[k]);
    if (uri != NULL)
      session_redact_add (self->redact, g_uri_get_host (uri));
  }
  session_redact_add (self->redact, g_get_host_name ());
}

GPtrArray *
session_support_collect (SessionCore *core, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) profiles = session_core_list_profiles (core, error);
  g_autoptr (SessionRedact) redact = session_redact_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_part);
  Support self = { core, profiles, now, redact };

  if (profiles == NULL)
    return NULL;

  learn_names (&self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    char *text = parts[i].tell (&self, error);
    SessionSupportPart *part;

    if (text == NULL)
      return NULL;
    part = g_new0 (SessionSupportPart, 1);
    part->title = _ (parts[i].title);
    part->what = _ (parts[i].what);
    part->text = text;
    g_ptr_array_add (all, part);
  }
  return g_steal_pointer (&all);
}

char *
session_support_text (const GPtrArray *all)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    const SessionSupportPart *part = all->pdata[i];

    g_string_append_printf (text, "%s== %s ==\n%s\n\n%s", i > 0 ? "\n" : "", part->title,
                            part->what, part->text);
  }
  return g_string_free (text, FALSE);
}

gboolean
session_support_save (const GPtrArray *all, const char *path, GError **error)
{
  g_autofree char *text = session_support_text (all);

  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
