/* session-existing.c - reads the replies that mailboxes hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-existing.h"

#include "base-error.h"
#include "session-core-private.h"
#include "session-org-private.h"
#include "session-plan-load.h"
#include "store-found.h"
#include "store-managed.h"

#define LOOK_CHUNK 200

typedef struct
{
  const SessionExistingOrder *order;
  SessionOrg *org;
  SessionReplies *replies;
  GHashTable *found;    /* address in lower case → StoreFound: as the store has it */
  GHashTable *managed;  /* addresses in lower case: where something of ours is, or was */
  GPtrArray *mailboxes; /* in the order of asking */
  GPtrArray *notes;     /* StoreFound: to be kept */
  guint next;
  guint done;
  gboolean is_enough; /* somebody has stopped it */
  GError *problem;    /* of the store */
} Reading;

static void
clear_reading (Reading *self)
{
  session_replies_unref (self->replies);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->managed, g_hash_table_unref);
  g_clear_pointer (&self->mailboxes, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_error (&self->problem);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static void
managed_cb (const StoreManagedGlance *glance, gpointer data)
{
  g_hash_table_add (data, g_strdup (glance->mailbox));
}

/* Everybody who is listed, or who was named. */
static GPtrArray *
list_mailboxes (const SessionExistingOrder *order, const SessionRoster *roster)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; order->mailboxes != NULL && order->mailboxes[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (order->mailboxes[i]));
  for (guint32 i = 0; order->mailboxes == NULL && i < session_roster_n (roster); i++)
    if (*session_roster_person (roster, i)->mail != '\0')
      g_ptr_array_add (list, g_strdup (session_roster_person (roster, i)->mail));
  return list;
}

static void
look_cb (const ExchangeAway *away, gpointer data)
{
  if (!away->is_known || away->is_away)
    g_hash_table_add (data, g_utf8_strdown (away->mail, -1));
}

/* Who is away, or may be, in lower case. NULL: the server has no quick look, or with an error. */
static GHashTable *
look (SessionOrg *org, BaseCall *call, const GPtrArray *mailboxes, GError **error)
{
  g_autoptr (GHashTable) away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;

  for (guint from = 0; from < mailboxes->len; from += LOOK_CHUNK) {
    g_autoptr (GPtrArray) chunk = g_ptr_array_new ();

    for (guint i = from; i < MIN (from + LOOK_CHUNK, mailboxes->len); i++)
      g_ptr_array_add (chunk, mailboxes->pdata[i]);
    g_ptr_array_add (chunk, NULL);
    if (session_org_look_away (org, call, (const char *const *) chunk->pdata, look_cb, away,
                               &problem))
      continue;
    if (base_error_verdict (problem) != BASE_VERDICT_SKIP)
      g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  return g_steal_pointer (&away);
}

/* Those who are away come first; the others, where they are wanted, then. */
static gboolean
order_mailboxes (Reading *self, BaseCall *call, GError **error)
{
  g_autoptr (GPtrArray) listed = self->mailboxes;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GHashTable) away = look (self->org, call, listed, &problem);

  self->mailboxes = g_ptr_array_new_with_free_func (g_free);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < listed->len; i++) {
      g_autofree char *lower = g_utf8_strdown (listed->pdata[i], -1);
      gboolean is_away = away == NULL || g_hash_table_contains (away, lower);

      if (is_away == (round == 0) && (is_away || self->order->whom == SESSION_EXISTING_ALL))
        g_ptr_array_add (self->mailboxes, g_strdup (listed->pdata[i]));
    }
  return TRUE;
}

static char *
next_cb (gpointer data)
{
  Reading *self = data;

  return self->next < self->mailboxes->len ? g_strdup (self->mailboxes->pdata[self->next++]) : NULL;
}

static OofProtection
find_protection (const Reading *self, const SessionReply *reply, const StoreFound *known)
{
  gboolean is_live = reply != NULL && (reply->state == SESSION_REPLY_ACTIVE ||
                                       reply->state == SESSION_REPLY_SCHEDULED);
  gboolean is_same = known != NULL && reply != NULL && g_str_equal (known->digest, reply->digest);

  if (known != NULL && known->protection == OOF_PROTECTION_CHOSEN)
    return OOF_PROTECTION_CHOSEN;
  if (is_same && known->protection == OOF_PROTECTION_LIFTED)
    return OOF_PROTECTION_LIFTED;
  if (!is_live || reply->item != NULL)
    return OOF_PROTECTION_NONE;
  if (self->order->then == SESSION_EXISTING_PROTECT ||
      (known != NULL && known->protection == OOF_PROTECTION_FOUND))
    return OOF_PROTECTION_FOUND;
  return OOF_PROTECTION_NONE;
}

static void
note (Reading *self, const char *mailbox, SessionReply *reply, const StoreFound *known)
{
  OofProtection protection = find_protection (self, reply, known);
  StoreFound *found;

  if (reply != NULL)
    reply->protection = protection;
  if (known == NULL && (reply == NULL || reply->item != NULL))
    return;

  found = store_found_new (mailbox);
  found->seen_s = self->order->now_s;
  found->protection = protection;
  if (reply != NULL && reply->item == NULL) {
    g_free (found->digest);
    found->digest = g_strdup (reply->digest);
    found->first_s = reply->first_s;
    found->is_stale = reply->stale != 0;
    found->is_forgotten = reply->is_forgotten;
  }
  g_ptr_array_add (self->notes, found);
}

static gboolean
take (Reading *self, const SessionOutcome *outcome)
{
  g_autofree char *lower = g_utf8_strdown (outcome->mailbox, -1);
  const StoreFound *known = g_hash_table_lookup (self->found, lower);
  g_autoptr (StoreManaged) managed = NULL;
  SessionReplyRead read = { .mailbox = outcome->mailbox, .held = outcome->state };

  if (g_hash_table_contains (self->managed, lower)) {
    managed = store_managed_find (session_org_db (self->org), session_org_profile (self->org)->id,
                                  lower, &self->problem);
    if (self->problem != NULL)
      return FALSE;
  }
  read.managed = managed;
  if (known != NULL) {
    read.known_digest = known->digest;
    read.known_first_s = known->first_s;
    read.protection = known->protection;
  }
  note (self, lower, (SessionReply *) session_replies_add (self->replies, &read), known);
  return TRUE;
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  Reading *self = data;

  self->done++;
  if (outcome->error != NULL)
    session_replies_add_failed (self->replies, outcome->mailbox, outcome->error);
  else if (outcome->state != NULL && !take (self, outcome))
    return FALSE;

  self->is_enough = self->order->tell != NULL &&
                    !self->order->tell (self->done, self->mailboxes->len, self->order->data);
  return !self->is_enough;
}

/* FALSE: nothing is to be handed out. */
static gboolean
read_all (Reading *self, GCancellable *cancellable, GError **error)
{
  const SessionBulkOrder bulk = {
    .verb = SESSION_VERB_SHOW, .why = "", .next = next_cb, .each = each_cb, .data = self
  };
  SessionBulkSummary summary;
  g_autoptr (GError) stop = NULL;

  if (session_bulk_run (self->org, cancellable, &bulk, &summary, &stop) || self->is_enough)
    return TRUE;
  if (self->problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->problem));
    return FALSE;
  }
  if (g_cancellable_is_cancelled (cancellable) || session_replies_n_read (self->replies) == 0) {
    g_propagate_error (error, g_steal_pointer (&stop));
    return FALSE;
  }
  return TRUE;
}

static gboolean
begin (Reading *self, SessionCore *core, BaseCall *call, GError **error)
{
  const SessionExistingOrder *order = self->order;
  const char *profile = session_org_profile (self->org)->id;
  g_auto (SessionPlanFile) file = { NULL };

  if (!session_plan_load (core, self->org, call, order->now_s, &file, error))
    return FALSE;
  self->replies = session_replies_new (file.plan, order->zone, order->now_s, order->forgotten_days);
  self->found = store_found_list (session_org_db (self->org), profile, error);
  self->managed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) store_found_free);
  self->mailboxes = list_mailboxes (order, session_plan_roster (file.plan));
  return self->found != NULL &&
         store_managed_each (session_org_db (self->org), profile, managed_cb, self->managed,
                             error) &&
         order_mailboxes (self, call, error);
}

/* Somebody may have protected a mailbox since it was read. */
static gboolean
keep_notes (Reading *self, GError **error)
{
  StoreDb *db = session_org_db (self->org);
  const char *profile = session_org_profile (self->org)->id;
  const GPtrArray *all = session_replies_all (self->replies);
  g_autoptr (GHashTable) found = NULL;

  if (!store_found_note (db, profile, self->notes, self->found, error))
    return FALSE;
  found = store_found_list (db, profile, error);
  for (guint i = 0; found != NULL && i < all->len; i++) {
    const SessionReply *reply = all->pdata[i];
    g_autofree char *lower = g_utf8_strdown (reply->mailbox, -1);
    const StoreFound *now = g_hash_table_lookup (found, lower);

    if (now != NULL && now->protection != reply->protection)
      session_replies_note (self->replies, reply, now->protection, reply->item);
  }
  return found != NULL;
}

SessionReplies *
session_existing_read (SessionCore *core, SessionOrg *org, GCancellable *cancellable,
                       const SessionExistingOrder *order, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_auto (Reading) self = { .order = order, .org = org };

  if (!begin (&self, core, call, error) || !read_all (&self, cancellable, error) ||
      !keep_notes (&self, error))
    return NULL;

  session_replies_set_partial (self.replies, self.mailboxes->len - self.done);
  return g_steal_pointer (&self.replies);
}
