/* scene.h - a console at a simulated server, for one test
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../contract/stage.h"
#include "base-error.h"
#include "powershell-console.h"

typedef struct
{
  Stage *stage;
  BaseCall *call;
  BaseSecret *password;
  char *url;
  char *pem;
  PowershellPlace place;
  PowershellConsole *console; /* NULL until it is opened */
} Scene;

/* user NULL: the administrator. */
static inline Scene *
scene_new (Stage *stage, const char *user)
{
  Scene *self = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;

  self->stage = stage;
  self->call = base_call_new (NULL, NULL, 20000);
  self->password = base_secret_new (stage_word (stage, "password"), -1);
  self->url = powershell_place_url (stage_word (stage, "ews"), NULL);
  g_file_get_contents (stage_word (stage, "ca"), &self->pem, NULL, &error);
  g_assert_no_error (error);
  self->place.http = (HttpServer){ .url = self->url,
                                   .ca_pem = self->pem,
                                   .auth = HTTP_AUTH_BASIC,
                                   .user = user != NULL ? user : stage_word (stage, "admin"),
                                   .secret = self->password };
  return self;
}

static inline void
scene_open (Scene *self)
{
  g_autoptr (GError) error = NULL;

  self->console = powershell_console_open (self->call, &self->place, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->console);
}

/* How often a shell was made, or taken away. */
static inline gint64
scene_count (const Scene *self, const char *operation)
{
  g_autoptr (JsonObject) counters = stage_control (self->stage, "/counters", NULL);
  JsonObject *operations = json_object_get_object_member (counters, "operations");

  return json_object_has_member (operations, operation)
             ? json_object_get_int_member (operations, operation)
             : 0;
}

static inline void
scene_free (Scene *self)
{
  powershell_console_close (self->console, self->call);
  stage_free (self->stage);
  base_call_free (self->call);
  base_secret_unref (self->password);
  g_free (self->url);
  g_free (self->pem);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

/* Runs a cmdlet with at most one text parameter. */
static inline PowershellResult *
scene_run (Scene *self, PowershellCmdlet cmdlet, const char *parameter, const char *text,
           GError **error)
{
  g_autoptr (PowershellCommand) command = powershell_command_new (cmdlet);

  if (parameter != NULL)
    powershell_command_put_text (command, parameter, text);
  return powershell_console_run (self->console, self->call, command, error);
}

static inline void
scene_assert_error (const GError *error, BaseErrorCode code, const char *reason)
{
  g_assert_error (error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}
