/* stage.h - a simulated organisation for one test, and the strings behind it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange-backend.h"
#include "http-send.h"
#include "wire-json.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  GSubprocess *process;
  JsonObject *ready;
  GPtrArray *people; /* ExchangePerson, from the server; filled by stage_people () */
} Stage;

/* arguments: of absentia-sim, up to NULL. */
static inline Stage *
stage_new (const char *first, ...)
{
  Stage *self = g_new0 (Stage, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument = first;
  va_list rest;

  g_ptr_array_add (argv, (char *) g_getenv ("ABSENTIA_SIM"));
  g_ptr_array_add (argv, (char *) "--die-with-parent");
  va_start (rest, first);
  for (; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (argv, (char *) argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);

  self->process =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->ready = wire_json_parse (line, strlen (line), "ready line", &error);
  g_assert_no_error (error);
  return self;
}

static inline void
stage_free (Stage *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  json_object_unref (self->ready);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static inline const char *
stage_word (const Stage *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  const char *word = wire_json_need_string (self->ready, "ready line", name, &error);

  g_assert_no_error (error);
  return word;
}

/* body: JSON to POST; NULL: GET. Caller unrefs. */
static inline JsonObject *
stage_control (const Stage *self, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (stage_word (self, "control"), path, NULL);
  g_autoptr (BaseSecret) token = base_secret_new (stage_word (self, "control_token"), -1);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  const HttpServer server = { .url = url, .auth = HTTP_AUTH_BEARER, .secret = token };
  const HttpRequest request = { .body = bytes, .flags = HTTP_ALLOW_PLAIN_LOOPBACK };
  JsonObject *answer;
  gsize size;
  const char *text;

  reply = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (reply->body, &size);
  if (reply->status != 200)
    g_error ("%s: %.*s", path, (int) size, text);
  answer = wire_json_parse (text, size, path, &error);
  g_assert_no_error (error);
  return answer;
}

static inline gint64
stage_count (const Stage *self, const char *name)
{
  g_autoptr (JsonObject) counters = stage_control (self, "/counters", NULL);

  g_assert_true (json_object_has_member (counters, name));
  return json_object_get_int_member (counters, name);
}

static inline void
stage_fault (const Stage *self, const char *match, const char *action)
{
  g_autofree char *body =
      g_strdup_printf ("{\"faults\":[{\"match\":{%s},\"action\":{%s}}]}", match, action);
  g_autoptr (JsonObject) answer = stage_control (self, "/faults", body);

  g_assert_nonnull (answer);
}

/* Its server is Microsoft 365. */
static inline gboolean
stage_is_online (const ExchangeBackendOps *ops)
{
  return g_str_equal (ops->id, "graph");
}

/* test_mailbox: NULL for none. */
static inline ExchangeProfile *
stage_profile (const Stage *self, const ExchangeBackendOps *ops, const char *test_mailbox)
{
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  ExchangeProfile draft = { .name = (char *) "practice", .test_mailbox = (char *) test_mailbox };
  ExchangeProfile *profile;

  g_file_get_contents (stage_word (self, "ca"), &pem, NULL, &error);
  g_assert_no_error (error);
  draft.ca_pem = pem;
  if (stage_is_online (ops)) {
    draft.kind = EXCHANGE_KIND_ONLINE;
    draft.tenant = (char *) stage_word (self, "tenant");
    draft.client_id = (char *) stage_word (self, "client_id");
    draft.login_url = (char *) stage_word (self, "login");
    draft.graph_url = (char *) stage_word (self, "graph");
    return exchange_profile_new (&draft);
  }

  draft.ews_url = (char *) stage_word (self, "ews");
  draft.admin_upn = (char *) stage_word (self, "admin");
  profile = exchange_profile_new (&draft);
  g_assert_true (exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, &error));
  return profile;
}

/* The right password, or the application's secret. Caller unrefs. */
static inline BaseSecret *
stage_secret (const Stage *self, const ExchangeBackendOps *ops)
{
  return base_secret_new (stage_word (self, stage_is_online (ops) ? "client_secret" : "password"),
                          -1);
}

/* password: NULL for the right one. */
static inline ExchangeBackend *
stage_open (const Stage *self, const ExchangeBackendOps *ops, BaseCall *call, const char *password)
{
  g_autoptr (ExchangeProfile) profile = stage_profile (self, ops, NULL);
  g_autoptr (BaseSecret) secret =
      password != NULL ? base_secret_new (password, -1) : stage_secret (self, ops);
  g_autoptr (GError) error = NULL;
  ExchangeBackend *backend = ops->open (call, profile, secret, &error);

  g_assert_no_error (error);
  return backend;
}
