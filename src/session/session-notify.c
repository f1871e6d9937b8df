/* session-notify.c - who is told what goes wrong while nobody looks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-notify.h"

#include "session-core-private.h"
#include "session-log.h"
#include "session-notify-private.h"
#include "store-setting.h"
#include "wire-json.h"

#include <string.h>

#define MOST_WAITING 100000
#define MOST_TOLD 5000

struct _SessionNotify
{
  SessionCore *core;
  ExchangeProfile *profile;
  GMutex lock;        /* of waiting */
  GPtrArray *waiting; /* SessionNotice */
};

/* What is kept in the store. */
typedef struct
{
  gint64 sent_s;    /* when a message went last; 0: never */
  GHashTable *told; /* key → gint64: when */
} Past;

SessionNotify *
session_notify_new (SessionCore *core, ExchangeProfile *profile)
{
  SessionNotify *self = g_new0 (SessionNotify, 1);

  self->core = session_core_ref (core);
  self->profile = exchange_profile_ref (profile);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
  g_mutex_init (&self->lock);
  return self;
}

void
session_notify_free (SessionNotify *self)
{
  if (self == NULL)
    return;

  session_core_unref (self->core);
  exchange_profile_unref (self->profile);
  g_ptr_array_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
log_event (const SessionNotify *self, const SessionNotifyEvent *event)
{
  static const struct
  {
    SessionLogLevel level;
    const char *message;
  } lines[] = {
    [SESSION_NOTIFY_RUN_FAILED] = { SESSION_LOG_WARNING, "a mailbox is not in step" },
    [SESSION_NOTIFY_STOPPED] = { SESSION_LOG_ERROR, "the engine has stopped by itself" },
    [SESSION_NOTIFY_GAP] = { SESSION_LOG_WARNING, "a mailbox will soon answer wrongly" },
    [SESSION_NOTIFY_ENDING] = { SESSION_LOG_WARNING, "what is logged in with ends soon" },
    [SESSION_NOTIFY_DRIFT] = { SESSION_LOG_INFO, "somebody changed the reply of a mailbox" },
  };

  session_log_write (&(SessionLogLine){ .level = lines[event->kind].level,
                                        .message = lines[event->kind].message,
                                        .profile = self->profile->name,
                                        .mailbox = event->mailbox,
                                        .run = event->run,
                                        .error = event->error });
}

void
session_notify_add (SessionNotify *self, const SessionNotifyEvent *event)
{
  SessionNotice *notice = g_new0 (SessionNotice, 1);

  log_event (self, event);
  notice->kind = event->kind;
  notice->mailbox = g_strdup (event->mailbox);
  notice->at = g_date_time_ref (event->at);
  notice->error = event->error != NULL ? g_error_copy (event->error) : NULL;

  g_mutex_lock (&self->lock);
  if (self->waiting->len < MOST_WAITING)
    g_ptr_array_add (self->waiting, notice);
  else
    session_notice_free (notice);
  g_mutex_unlock (&self->lock);
}

static char *
make_name (const SessionNotify *self)
{
  return g_strconcat ("notified/", self->profile->id, NULL);
}

static void
clear_past (Past *self)
{
  g_clear_pointer (&self->told, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, clear_past)

static void
note_told (GHashTable *told, const char *key, gint64 at_s)
{
  gint64 *kept = g_new (gint64, 1);

  *kept = at_s;
  g_hash_table_replace (told, g_strdup (key), kept);
}

/* What cannot be read counts as never. */
static void
load_past (const SessionNotify *self, Past *ret)
{
  g_autofree char *name = make_name (self);
  g_autofree char *text = store_setting_get (session_core_db (self->core), name, NULL);
  g_autoptr (JsonObject) object =
      text != NULL ? wire_json_parse (text, strlen (text), name, NULL) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "told") : NULL;
  JsonObject *told =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) keys = told != NULL ? json_object_get_members (told) : NULL;

  ret->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (object != NULL)
    wire_json_integer (object, name, "sent", 0, G_MAXINT64, 0, &ret->sent_s, NULL);
  for (GList *key = keys; key != NULL; key = key->next) {
    gint64 at_s = 0;

    if (wire_json_integer (told, name, key->data, 0, G_MAXINT64, 0, &at_s, NULL))
      note_told (ret->told, key->data, at_s);
  }
}

static gboolean
save_past (const SessionNotify *self, const Past *past, gint64 now_s, GError **error)
{
  g_autofree char *name = make_name (self);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *told = json_object_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer at_s;
  guint n = 0;

  g_hash_table_iter_init (&iter, past->told);
  while (g_hash_table_iter_next (&iter, &key, &at_s))
    if (now_s - *(gint64 *) at_s < SESSION_NOTIFY_AGAIN_S && n++ < MOST_TOLD)
      json_object_set_int_member (told, key, *(gint64 *) at_s);
  json_object_set_int_member (object, "sent", past->sent_s);
  json_object_set_object_member (object, "told", told);
  text = wire_json_to_text (object);
  return store_setting_set (session_core_db (self->core), name, text, error);
}

static GPtrArray *
take_waiting (SessionNotify *self)
{
  GPtrArray *waiting;

  g_mutex_lock (&self->lock);
  waiting = self->waiting;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
  g_mutex_unlock (&self->lock);
  return waiting;
}

/* For the next time, before what came meanwhile. Takes notices. */
static void
put_back (SessionNotify *self, GPtrArray *notices)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_extend_and_steal (notices, self->waiting);
  self->waiting = notices;
  g_mutex_unlock (&self->lock);
}

static gboolean
has_stopped (const GPtrArray *notices)
{
  for (guint i = 0; i < notices->len; i++)
    if (((SessionNotice *) notices->pdata[i])->kind == SESSION_NOTIFY_STOPPED)
      return TRUE;
  return FALSE;
}

/* A clock that was put back does not keep anybody waiting. */
static gboolean
is_time (const Past *past, const SessionMailSettings *settings, gint64 now_s)
{
  gint64 since_s = now_s - past->sent_s;

  return since_s < 0 || since_s >= (gint64) settings->period_min * 60;
}

static gboolean
send_notices (SessionNotify *self, BaseCall *call, const GPtrArray *notices, GError **error)
{
  g_autofree char *subject = session_notify_subject (self->profile->name, notices);
  g_autofree char *text = session_notify_text (self->profile->name, notices);

  return session_mail_send (self->core, call, &(SessionMail){ .subject = subject, .text = text },
                            error);
}

gboolean
session_notify_flush (SessionNotify *self, BaseCall *call, GDateTime *now, GError **error)
{
  gint64 now_s = g_date_time_to_unix (now);
  g_autoptr (GPtrArray) waiting = take_waiting (self);
  g_auto (SessionMailSettings) settings = { 0 };
  g_auto (Past) past = { 0 };
  g_autoptr (GPtrArray) chosen = NULL;

  if (waiting->len == 0)
    return TRUE;
  if (!session_mail_load (self->core, &settings, error)) {
    put_back (self, g_steal_pointer (&waiting));
    return FALSE;
  }
  if (*settings.host == '\0')
    return TRUE;

  load_past (self, &past);
  if (!is_time (&past, &settings, now_s) && !has_stopped (waiting)) {
    put_back (self, g_steal_pointer (&waiting));
    return TRUE;
  }
  chosen = session_notify_choose (waiting, &settings, past.told, now_s);
  if (chosen->len == 0)
    return TRUE;
  if (!send_notices (self, call, chosen, error)) {
    put_back (self, g_steal_pointer (&chosen));
    return FALSE;
  }

  past.sent_s = now_s;
  for (guint i = 0; i < chosen->len; i++) {
    g_autofree char *key = session_notice_key (chosen->pdata[i]);

    note_told (past.told, key, now_s);
  }
  return save_past (self, &past, now_s, error);
}
