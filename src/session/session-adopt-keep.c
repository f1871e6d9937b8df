/* session-adopt-keep.c - keeps adopted replies, and that the mailboxes hold them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-adopt.h"

#include "session-core-private.h"
#include "store-found.h"
#include "store-managed.h"

/* From now on it is the absence's; the person's again when that goes. */
static StoreManaged *
make_managed (const SessionReply *reply, const SessionAdoption *adoption)
{
  StoreManaged *managed = store_managed_new (reply->mailbox, oof_item_parts (adoption->item)->id);
  g_autoptr (OofState) held = session_reply_held (reply);

  managed->away_from_s = adoption->from_s;
  managed->away_until_s = reply->until != NULL ? g_date_time_to_unix (reply->until) : OOF_OPEN_END;
  managed->wanted = oof_state_ref (held);
  managed->held = oof_state_ref (held);
  managed->own = oof_state_ref (held);
  return managed;
}

/* Found, and not protected any more: the absence may be edited and ended. */
static StoreFound *
make_found (const SessionReply *reply)
{
  StoreFound *found = store_found_new (reply->mailbox);

  found->first_s = reply->first_s;
  return found;
}

static gboolean
keep_adoption (StoreDb *db, const char *profile_id, const SessionAdoption *adoption,
               GPtrArray *found, GError **error)
{
  for (guint i = 0; i < adoption->replies->len; i++) {
    const SessionReply *reply = adoption->replies->pdata[i];
    g_autoptr (StoreManaged) managed = make_managed (reply, adoption);

    if (!store_managed_save (db, profile_id, managed, error))
      return FALSE;
    g_ptr_array_add (found, make_found (reply));
  }
  return TRUE;
}

gboolean
session_adopt_keep_mailboxes (SessionCore *core, const char *profile_id, const GPtrArray *adoptions,
                              GError **error)
{
  StoreDb *db = session_core_db (core);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) store_found_free);

  for (guint i = 0; i < adoptions->len; i++) {
    const SessionAdoption *adoption = adoptions->pdata[i];

    if (adoption->item != NULL && !keep_adoption (db, profile_id, adoption, found, error))
      return FALSE;
  }
  return store_found_save (db, profile_id, found, error);
}

/* The absences come first: an absence that nobody knows to be held leaves the reply alone until
 * somebody looks, and a mailbox that is known to hold one that is not there would be emptied. */
gboolean
session_adopt_keep (SessionCore *core, const char *profile_id, const GPtrArray *adoptions,
                    GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const SessionItemsEdit edit = { .items = items, .expected_revision = -1 };

  for (guint i = 0; i < adoptions->len; i++)
    if (((const SessionAdoption *) adoptions->pdata[i])->item != NULL)
      g_ptr_array_add (items, ((SessionAdoption *) adoptions->pdata[i])->item);
  return items->len == 0 || (session_items_edit (core, profile_id, &edit, error) &&
                             session_adopt_keep_mailboxes (core, profile_id, adoptions, error));
}
