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

struct _SessionNotify
{
  SessionCore *core;
  ExchangeProfile *profile;
  GMutex lock;        /* of waiting */
  GPtrArray *waiting; /* SessionNotice, each key once */
  GHashTable *keys;   /* of them; borrowed from nobody */
  GHashTable *failed; /* mailboxes of them: RUN_FAILED */
};

SessionNotify *
session_notify_new (SessionCore *core, ExchangeProfile *profile)
{
  SessionNotify *self = g_new0 (SessionNotify, 1);

  self->core = session_core_ref (core);
  self->profile = exchange_profile_ref (profile);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->failed);
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

/* Takes notice; the first of several stays. With the lock held. */
static void
add_waiting (SessionNotify *self, SessionNotice *notice)
{
  g_autofree char *key = session_notice_key (notice);

  if (self->waiting->len >= MOST_WAITING || g_hash_table_contains (self->keys, key)) {
    session_notice_free (notice);
    return;
  }
  g_hash_table_add (self->keys, g_steal_pointer (&key));
  if (notice->kind == SESSION_NOTIFY_RUN_FAILED && notice->mailbox != NULL)
    g_hash_table_add (self->failed, g_strdup (notice->mailbox));
  g_ptr_array_add (self->waiting, notice);
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
  add_waiting (self, notice);
  g_mutex_unlock (&self->lock);
}

void
session_notify_settle (SessionNotify *self, const char *mailbox)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!g_hash_table_remove (self->failed, mailbox))
    return;
  for (guint i = self->waiting->len; i > 0; i--) {
    const SessionNotice *notice = self->waiting->pdata[i - 1];
    g_autofree char *key = NULL;

    if (notice->kind != SESSION_NOTIFY_RUN_FAILED || g_strcmp0 (notice->mailbox, mailbox) != 0)
      continue;
    key = session_notice_key (notice);
    g_hash_table_remove (self->keys, key);
    g_ptr_array_remove_index (self->waiting, i - 1);
  }
}

static GPtrArray *
take_waiting (SessionNotify *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *waiting = self->waiting;

  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
  g_hash_table_remove_all (self->keys);
  g_hash_table_remove_all (self->failed);
  return waiting;
}

/* For the next time, before what came meanwhile. notices: emptied. */
static void
put_back (SessionNotify *self, GPtrArray *notices)
{
  g_autoptr (GPtrArray) later = take_waiting (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *const both[] = { notices, later };

  for (guint k = 0; k < G_N_ELEMENTS (both); k++) {
    gsize n = 0;
    g_autofree gpointer *all = g_ptr_array_steal (both[k], &n);

    for (gsize i = 0; i < n; i++)
      add_waiting (self, all[i]);
  }
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
is_time (const SessionPast *past, const SessionMailSettings *settings, gint64 now_s)
{
  gint64 since_s = now_s - past->sent_s;

  return since_s < 0 || since_s >= (gint64) settings->period_min * 60;
}

/* What becomes of a message. */
typedef enum
{
  ALL_HAVE_IT,
  SOME_LATER, /* left are to get it later */
  ALL_LATER
} Fate;

static Fate
send_letter (SessionNotify *self, BaseCall *call, const SessionMail *mail, char ***ret_left,
             GError **error)
{
  *ret_left = NULL;
  if (session_mail_try (self->core, call, mail, ret_left, error))
    return ALL_HAVE_IT;
  if (*ret_left == NULL)
    return ALL_LATER;
  return **ret_left != NULL ? SOME_LATER : ALL_HAVE_IT;
}

/* Of those that were refused for good only the error says so. */
static gboolean
send_old (SessionNotify *self, BaseCall *call, SessionPast *past, gint64 now_s, GError **error)
{
  GError *why = NULL;
  guint i = 0;

  while (i < past->letters->len && why == NULL) {
    SessionLetter *letter = past->letters->pdata[i];
    const SessionMail mail = { (const char *const *) letter->to, letter->subject, letter->text };
    g_auto (GStrv) left = NULL;
    Fate fate = send_letter (self, call, &mail, &left, &why);

    if (fate == ALL_HAVE_IT) {
      g_ptr_array_remove_index (past->letters, i);
      continue;
    }
    if (fate == SOME_LATER) {
      g_strfreev (letter->to);
      letter->to = g_steal_pointer (&left);
    }
    i++;
  }
  if (why != NULL)
    g_propagate_error (error, why);
  return session_past_save (past, self->core, self->profile->id, now_s,
                            why == NULL ? error : NULL) &&
         why == NULL;
}

static void
note_all (SessionPast *past, const GPtrArray *notices, gint64 now_s)
{
  past->sent_s = now_s;
  for (guint i = 0; i < notices->len; i++) {
    g_autofree char *key = session_notice_key (notices->pdata[i]);

    session_past_note (past, key, now_s);
  }
}

static gboolean
send_new (SessionNotify *self, BaseCall *call, SessionPast *past, GPtrArray *notices, gint64 now_s,
          GError **error)
{
  g_autofree char *subject = session_notify_subject (self->profile->name, notices);
  g_autofree char *text = session_notify_text (self->profile->name, notices);
  const SessionMail mail = { .subject = subject, .text = text };
  g_auto (GStrv) left = NULL;
  GError *why = NULL;
  Fate fate = send_letter (self, call, &mail, &left, &why);

  if (fate == ALL_LATER) {
    put_back (self, notices);
    g_propagate_error (error, why);
    return FALSE;
  }
  if (fate == SOME_LATER)
    session_past_add_letter (past, subject, text, (const char *const *) left, now_s);
  note_all (past, notices, now_s);
  if (why != NULL)
    g_propagate_error (error, why);
  return session_past_save (past, self->core, self->profile->id, now_s,
                            why == NULL ? error : NULL) &&
         why == NULL;
}

/* What is to be told now; the rest waits on. */
static GPtrArray *
choose (SessionNotify *self, const SessionPast *past, const SessionMailSettings *settings,
        gint64 now_s)
{
  g_autoptr (GPtrArray) waiting = take_waiting (self);
  GPtrArray *chosen = session_notify_choose (waiting, settings, past->told, now_s);

  put_back (self, waiting);
  return chosen;
}

static gboolean
is_to_tell (SessionNotify *self, const SessionPast *past, const SessionMailSettings *settings,
            gint64 now_s)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->waiting->len > 0 && (is_time (past, settings, now_s) || has_stopped (self->waiting));
}

gboolean
session_notify_flush (SessionNotify *self, BaseCall *call, GDateTime *now, GError **error)
{
  gint64 now_s = g_date_time_to_unix (now);
  g_auto (SessionMailSettings) settings = { 0 };
  g_auto (SessionPast) past = { 0 };
  g_autoptr (GPtrArray) chosen = NULL;

  if (!session_mail_load (self->core, &settings, error))
    return FALSE;
  if (*settings.host == '\0') {
    g_ptr_array_unref (take_waiting (self));
    return TRUE;
  }

  session_past_load (&past, self->core, self->profile->id);
  if (past.letters->len > 0 && !send_old (self, call, &past, now_s, error))
    return FALSE;
  if (!is_to_tell (self, &past, &settings, now_s))
    return TRUE;
  chosen = choose (self, &past, &settings, now_s);
  return chosen->len == 0 || send_new (self, call, &past, chosen, now_s, error);
}

gboolean
session_notify_keep (SessionNotify *self, GDateTime *now, GError **error)
{
  gint64 now_s = g_date_time_to_unix (now);
  g_auto (SessionMailSettings) settings = { 0 };
  g_auto (SessionPast) past = { 0 };
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  if (!session_mail_load (self->core, &settings, error))
    return FALSE;
  session_past_load (&past, self->core, self->profile->id);
  chosen = choose (self, &past, &settings, now_s);
  if (chosen->len == 0 || *settings.host == '\0')
    return TRUE;

  subject = session_notify_subject (self->profile->name, chosen);
  text = session_notify_text (self->profile->name, chosen);
  session_past_add_letter (&past, subject, text, NULL, now_s);
  note_all (&past, chosen, now_s);
  return session_past_save (&past, self->core, self->profile->id, now_s, error);
}
