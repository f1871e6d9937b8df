/* session-hub-cloud.c - what the wizard asks of an organisation online, and signing in there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-cloud.h"

#include "session-hub-private.h"
#include "session-run.h"

#include <string.h>

/* For each of the three questions. */
typedef struct
{
  GMainContext *context;
  SessionCore *core; /* NULL: nothing kept is asked for */
  ExchangeProfile *draft;
  BaseSecret *passphrase; /* NULL: none was typed */
  SessionSignIn how;
} Question;

static void
free_question (gpointer data)
{
  Question *self = data;

  g_main_context_unref (self->context);
  g_clear_pointer (&self->core, session_core_unref);
  exchange_profile_unref (self->draft);
  g_clear_pointer (&self->passphrase, base_secret_unref);
  g_free (self);
}

/* The task has it. */
static Question *
new_question (GTask *task, ExchangeProfile *draft)
{
  Question *self = g_new0 (Question, 1);

  self->context = g_main_context_ref (g_task_get_context (task));
  self->draft = exchange_profile_ref (draft);
  g_task_set_task_data (task, self, free_question);
  return self;
}

static void
finish (GTask *task, gpointer result, GError *error, GDestroyNotify free_result)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

/* The tenant */

static gpointer
find_tenant_work (BaseCall *call, gpointer data, GError **error)
{
  return session_tenant_find (call, ((Question *) data)->draft, error);
}

static void
find_tenant_done (GTask *task, gpointer result, GError *error)
{
  finish (task, result, error, (GDestroyNotify) session_tenant_free);
}

void
session_hub_find_tenant_async (SessionHub *self, ExchangeProfile *draft, GCancellable *cancellable,
                               GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  new_question (task, draft);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, find_tenant_work, find_tenant_done);
}

SessionTenant *
session_hub_find_tenant_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The certificate */

static gpointer
read_certificate_work (BaseCall *call, gpointer data, GError **error)
{
  Question *self = data;

  if (self->passphrase == NULL && self->core != NULL)
    self->passphrase =
        session_core_find_password (self->core, call, self->draft, SESSION_PASSWORD_CLIENT, NULL);
  return session_certificate_read (self->draft->certificate, self->passphrase, error);
}

static void
read_certificate_done (GTask *task, gpointer result, GError *error)
{
  finish (task, result, error, (GDestroyNotify) session_certificate_free);
}

static gboolean
has_kept_passphrase (SessionHub *self, const ExchangeProfile *draft)
{
  return self->core != NULL && self->profile != NULL &&
         strcmp (self->profile->id, draft->id) == 0 &&
         strcmp (self->profile->certificate, draft->certificate) == 0;
}

void
session_hub_read_certificate_async (SessionHub *self, ExchangeProfile *draft,
                                    BaseSecret *passphrase, GCancellable *cancellable,
                                    GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Question *question = new_question (task, draft);

  question->passphrase = passphrase != NULL ? base_secret_ref (passphrase) : NULL;
  if (has_kept_passphrase (self, draft))
    question->core = session_core_ref (self->core);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, read_certificate_work,
               read_certificate_done);
}

SessionCertificate *
session_hub_read_certificate_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Signing in */

/* An address or a code on its way to the main thread. */
typedef struct
{
  SessionSignIn how;
  char *url;
  char *user_code; /* NULL: the address is for the browser */
  gint64 life_s;
} Word;

static void
free_word (gpointer data)
{
  Word *self = data;

  g_free (self->url);
  g_free (self->user_code);
  g_free (self);
}

static gboolean
word_cb (gpointer data)
{
  const Word *self = data;

  if (self->user_code == NULL)
    self->how.open (self->url, self->how.data);
  else
    self->how.show (&(SessionDeviceCode){ self->user_code, self->url, self->life_s },
                    self->how.data);
  return G_SOURCE_REMOVE;
}

static void
post_word (Question *question, const char *url, const char *user_code, gint64 life_s)
{
  Word *word = g_new0 (Word, 1);

  word->how = question->how;
  word->url = g_strdup (url);
  word->user_code = g_strdup (user_code);
  word->life_s = life_s;
  session_run_post (question->context, word_cb, word, free_word);
}

static void
open_cb (const char *url, gpointer data)
{
  post_word (data, url, NULL, 0);
}

static void
show_cb (const SessionDeviceCode *code, gpointer data)
{
  post_word (data, code->url, code->user_code, code->life_s);
}

static gpointer
sign_in_work (BaseCall *call, gpointer data, GError **error)
{
  Question *self = data;
  const SessionSignIn how = {
    .draft = self->draft, .way = self->how.way, .open = open_cb, .show = show_cb, .data = self
  };

  return session_sign_in (call, &how, error);
}

static void
sign_in_done (GTask *task, gpointer result, GError *error)
{
  finish (task, result, error, (GDestroyNotify) session_signed_in_free);
}

void
session_hub_sign_in_async (SessionHub *self, const SessionSignIn *how, GCancellable *cancellable,
                           GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Question *question = new_question (task, (ExchangeProfile *) how->draft);

  question->how = *how;
  g_set_object (&self->signing_in, cancellable);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, sign_in_work, sign_in_done);
}

SessionSignedIn *
session_hub_sign_in_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
