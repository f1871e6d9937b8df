/* session-notify-words.c - what goes wrong while nobody looks, as a message
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "session-explain.h"
#include "session-notify-private.h"

#include <glib/gi18n-lib.h>

#define MOST_LINES 50 /* of each kind */

void
session_notice_free (SessionNotice *self)
{
  g_free (self->mailbox);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_error (&self->error);
  g_free (self);
}

char *
session_notice_key (const SessionNotice *self)
{
  const char *reason = self->error != NULL ? base_error_facts (self->error)->reason : NULL;

  return g_strdup_printf ("%s/%s/%s", session_notify_names[self->kind],
                          self->mailbox != NULL ? self->mailbox : "", reason != NULL ? reason : "");
}

/* "3 mailboxes could not be written". Caller frees. */
static char *
count_words (SessionNotifyKind kind, guint n)
{
  switch (kind) {
  case SESSION_NOTIFY_RUN_FAILED:
    return g_strdup_printf (ngettext ("%u mailbox could not be brought in step with the plan",
                                      "%u mailboxes could not be brought in step with the plan", n),
                            n);
  case SESSION_NOTIFY_STOPPED:
    return g_strdup (_ ("The engine has stopped by itself"));
  case SESSION_NOTIFY_GAP:
    return g_strdup_printf (ngettext ("%u mailbox will soon answer wrongly",
                                      "%u mailboxes will soon answer wrongly", n),
                            n);
  case SESSION_NOTIFY_ENDING:
    return g_strdup (_ ("What the program logs in with ends soon"));
  case SESSION_NOTIFY_DRIFT:
    return g_strdup_printf (ngettext ("In %u mailbox somebody changed the reply",
                                      "In %u mailboxes somebody changed the reply", n),
                            n);
  default:
    return g_strdup ("");
  }
}

static guint
count (const GPtrArray *notices, SessionNotifyKind kind)
{
  guint n = 0;

  for (guint i = 0; i < notices->len; i++)
    if (((SessionNotice *) notices->pdata[i])->kind == kind)
      n++;
  return n;
}

char *
session_notify_subject (const char *profile, const GPtrArray *notices)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint kind = 0; kind < SESSION_N_NOTIFY; kind++) {
    guint n = count (notices, (SessionNotifyKind) kind);
    g_autofree char *counted = n > 0 ? count_words ((SessionNotifyKind) kind, n) : NULL;

    if (counted != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", counted);
  }
  /* Translators: the subject of a mail: the name of a connection, and what happened */
  return g_strdup_printf (_ ("Absentia (%s): %s"), profile, words->str);
}

static void
append_notice (GString *text, const SessionNotice *notice)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (notice->at);
  g_autofree char *at = g_date_time_format (local, "%F %H:%M %Z");
  g_autofree char *sentence = notice->error != NULL ? session_explain (notice->error) : NULL;
  g_autofree char *remedy = notice->error != NULL ? session_remedy (notice->error) : NULL;

  g_string_append_printf (text, "  %s", at);
  if (notice->mailbox != NULL)
    g_string_append_printf (text, "  %s", notice->mailbox);
  if (sentence != NULL)
    g_string_append_printf (text, "\n      %s", sentence);
  if (remedy != NULL)
    g_string_append_printf (text, "\n      → %s", remedy);
  g_string_append_c (text, '\n');
}

char *
session_notify_text (const char *profile, const GPtrArray *notices)
{
  GString *text = g_string_new (NULL);

  /* Translators: %s is the name of a connection */
  g_string_append_printf (text, _ ("Connection: %s\n"), profile);
  for (guint kind = 0; kind < SESSION_N_NOTIFY; kind++) {
    guint n = count (notices, (SessionNotifyKind) kind);
    g_autofree char *counted = n > 0 ? count_words ((SessionNotifyKind) kind, n) : NULL;
    guint told = 0;

    if (counted == NULL)
      continue;
    g_string_append_printf (text, "\n%s:\n\n", counted);
    for (guint i = 0; i < notices->len && told < MOST_LINES; i++)
      if (((SessionNotice *) notices->pdata[i])->kind == kind) {
        append_notice (text, notices->pdata[i]);
        told++;
      }
    if (n > told)
      g_string_append_printf (text, ngettext ("  … and %u more\n", "  … and %u more\n", n - told),
                              n - told);
  }
  return g_string_free (text, FALSE);
}

static gboolean
is_fresh (gint64 at_s, gint64 now_s)
{
  return at_s <= now_s && now_s - at_s < SESSION_NOTIFY_AGAIN_S;
}

static gboolean
is_told (const char *key, GHashTable *told, gint64 now_s)
{
  gint64 *at_s = g_hash_table_lookup (told, key);

  return at_s != NULL && is_fresh (*at_s, now_s);
}

static gboolean
has_threshold (SessionNotifyKind kind)
{
  return kind == SESSION_NOTIFY_RUN_FAILED || kind == SESSION_NOTIFY_DRIFT;
}

/* How many there are of a kind: what waits, and what was told lately. */
static guint
count_all (const GPtrArray *waiting, GHashTable *told, gint64 now_s, SessionNotifyKind kind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *head = g_strconcat (session_notify_names[kind], "/", NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer at_s;

  for (guint i = 0; i < waiting->len; i++)
    if (((SessionNotice *) waiting->pdata[i])->kind == kind)
      g_hash_table_add (seen, session_notice_key (waiting->pdata[i]));
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &key, &at_s))
    if (g_str_has_prefix (key, head) && is_fresh (*(gint64 *) at_s, now_s))
      g_hash_table_add (seen, g_strdup (key));
  return g_hash_table_size (seen);
}

GPtrArray *
session_notify_choose (GPtrArray *waiting, const SessionMailSettings *settings, GHashTable *told,
                       gint64 now_s)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) session_notice_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_enough[SESSION_N_NOTIFY];
  g_autofree gpointer *all = NULL;
  gsize n = 0;

  for (guint kind = 0; kind < SESSION_N_NOTIFY; kind++)
    is_enough[kind] =
        !has_threshold ((SessionNotifyKind) kind) ||
        count_all (waiting, told, now_s, (SessionNotifyKind) kind) >= settings->threshold;

  all = g_ptr_array_steal (waiting, &n);
  for (gsize i = 0; i < n; i++) {
    SessionNotice *notice = all[i];
    g_autofree char *key = session_notice_key (notice);
    gboolean is_new = settings->tells[notice->kind] && !is_told (key, told, now_s) &&
                      g_hash_table_add (seen, g_steal_pointer (&key));

    if (is_new && is_enough[notice->kind])
      g_ptr_array_add (chosen, notice);
    else if (is_new && is_fresh (g_date_time_to_unix (notice->at), now_s))
      g_ptr_array_add (waiting, notice);
    else
      session_notice_free (notice);
  }
  return chosen;
}
