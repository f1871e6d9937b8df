/* session-replies-group.c - replies that say the same
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-replies-private.h"

#include "oof-alike.h"
#include "session-entry.h"

#include <string.h>

#define ID_LENGTH 8

static void
free_group (gpointer data)
{
  SessionReplyGroup *self = data;

  g_free ((char *) self->id);
  g_ptr_array_unref (self->replies);
  g_free (self);
}

static char *
make_key (const SessionReplyText *text, const OofAlike *whose)
{
  g_autofree char *inside = oof_alike_key (text->inside, whose);
  g_autofree char *outside = oof_alike_key (text->outside, whose);

  return g_strconcat (inside, "\x1f", outside, NULL);
}

/* Does the text name whose it is? Rather once too often: then it is only looked at more closely. */
static gboolean
may_name (const SessionReplyBytes *bytes, const ExchangePerson *person)
{
  g_autofree char *name = session_entry_fold (person->name);
  g_autofree char *mail = session_entry_fold (person->mail);
  g_autofree char *upn = session_entry_fold (person->upn);
  g_auto (GStrv) words = g_strsplit_set (name, ", ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (bytes->read, words[i]) != NULL)
      return TRUE;
  return (*mail != '\0' && strstr (bytes->read, mail) != NULL) ||
         (*upn != '\0' && strstr (bytes->read, upn) != NULL);
}

static char *
find_key (SessionReplyBytes *bytes, const SessionReply *reply)
{
  static const OofAlike nobody = { .first_day = OOF_MENTION_NO_DAY };
  const ExchangePerson *person = reply->person;

  if (person != NULL && may_name (bytes, person)) {
    const OofAlike whose = { person->name, person->mail, person->upn };

    return make_key (&bytes->text, &whose);
  }
  if (bytes->key == NULL)
    bytes->key = make_key (&bytes->text, &nobody);
  return g_strdup (bytes->key);
}

static SessionReplyGroup *
new_group (const char *key)
{
  SessionReplyGroup *self = g_new0 (SessionReplyGroup, 1);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  self->id = g_strndup (digest, ID_LENGTH);
  self->replies = g_ptr_array_new ();
  self->first_s = G_MAXINT64;
  return self;
}

static int
compare_replies (gconstpointer a, gconstpointer b)
{
  const SessionReply *one = *(const SessionReply *const *) a;
  const SessionReply *other = *(const SessionReply *const *) b;
  int order = g_utf8_collate (one->person != NULL ? one->person->name : one->mailbox,
                              other->person != NULL ? other->person->name : other->mailbox);

  return order != 0 ? order : strcmp (one->mailbox, other->mailbox);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const SessionReplyGroup *one = *(const SessionReplyGroup *const *) a;
  const SessionReplyGroup *other = *(const SessionReplyGroup *const *) b;

  if (one->replies->len != other->replies->len)
    return one->replies->len < other->replies->len ? 1 : -1;
  return strcmp (one->id, other->id);
}

/* How many texts there are, and which of them most have. */
static void
count_texts (SessionReplyGroup *group)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint most = 0;

  for (guint i = 0; i < group->replies->len; i++) {
    const SessionReply *reply = group->replies->pdata[i];
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, reply->text->digest)) + 1;

    g_hash_table_insert (counts, reply->text->digest, GUINT_TO_POINTER (n));
    if (n > most) {
      most = n;
      group->text = reply->text;
    }
  }
  group->n_texts = g_hash_table_size (counts);
}

static void
finish_group (SessionReplyGroup *group)
{
  g_ptr_array_sort (group->replies, compare_replies);
  count_texts (group);
  for (guint i = 0; i < group->replies->len; i++) {
    const SessionReply *reply = group->replies->pdata[i];

    group->n_states[reply->state]++;
    group->n_stale += reply->stale != 0;
    group->n_forgotten += reply->is_forgotten;
    group->n_protected +=
        reply->protection == OOF_PROTECTION_FOUND || reply->protection == OOF_PROTECTION_CHOSEN;
    group->first_s = MIN (group->first_s, reply->first_s);
  }
}

static SessionReplyBytes *
bytes_of (const SessionReply *reply)
{
  return (SessionReplyBytes *) reply->text; /* which it begins with */
}

const GPtrArray *
session_replies_groups (SessionReplies *self)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (self->groups != NULL)
    return self->groups;

  self->groups = g_ptr_array_new_with_free_func (free_group);
  for (guint i = 0; i < self->all->len; i++) {
    SessionReply *reply = self->all->pdata[i];
    g_autofree char *key = reply->item == NULL ? find_key (bytes_of (reply), reply) : NULL;
    SessionReplyGroup *group = key != NULL ? g_hash_table_lookup (by_key, key) : NULL;

    if (key == NULL)
      continue;
    if (group == NULL) {
      group = new_group (key);
      g_ptr_array_add (self->groups, group);
      g_hash_table_insert (by_key, g_steal_pointer (&key), group);
    }
    g_ptr_array_add (group->replies, reply);
  }
  for (guint i = 0; i < self->groups->len; i++)
    finish_group (self->groups->pdata[i]);
  g_ptr_array_sort (self->groups, compare_groups);
  return self->groups;
}

const SessionReplyGroup *
session_replies_find_group (SessionReplies *self, const char *id)
{
  const GPtrArray *groups = session_replies_groups (self);
  const SessionReplyGroup *found = NULL;

  for (guint i = 0; i < groups->len && *id != '\0'; i++) {
    const SessionReplyGroup *group = groups->pdata[i];

    if (!g_str_has_prefix (group->id, id))
      continue;
    if (found != NULL)
      return NULL;
    found = group;
  }
  return found;
}
