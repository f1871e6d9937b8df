/* store-chain-end.c - where the chain of the journal ends: written down beside the database, and
 * read again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-chain-inside.h"

#include "store-db-inside.h"
#include "store-digest.h"

#include <stdio.h>
#include <string.h>

#define MOST_END_BYTES 200

static char *
end_path (StoreDb *db)
{
  return g_strconcat (store_db_path (db), "-head", NULL);
}

void
store_chain_keep_end (StoreDb *db)
{
  g_autofree char *path = end_path (db);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  StoreChainEnd end;
  gboolean is_read = store_chain_read_end (store_db_lock (db), &end, &problem);

  store_db_unlock (db);
  if (is_read) {
    text = g_strdup_printf ("%" G_GINT64_FORMAT ":%s\n", end.number, end.hash);
    is_read =
        g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &problem);
  }
  if (!is_read)
    g_debug ("the end of the journal: %s", problem->message);
}

gboolean
store_chain_read_kept_end (StoreDb *db, StoreChainEnd *ret)
{
  g_autofree char *path = end_path (db);
  g_autofree char *text = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return FALSE;
  if (size > MOST_END_BYTES || !store_chain_end_parse (g_strstrip (text), ret))
    *ret = (StoreChainEnd){ .number = G_MAXINT64 };
  return TRUE;
}

gboolean
store_chain_end_parse (const char *text, StoreChainEnd *ret)
{
  const char *colon = strchr (text, ':');
  g_autofree char *number = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

  if (colon == NULL || !g_ascii_string_to_signed (number, 10, 0, G_MAXINT64, &ret->number, NULL) ||
      strspn (colon + 1, "0123456789abcdef") != strlen (colon + 1) ||
      strlen (colon + 1) != (ret->number > 0 ? STORE_DIGEST_CHARS : 0))
    return FALSE;

  g_strlcpy (ret->hash, colon + 1, sizeof ret->hash);
  return TRUE;
}

char *
store_chain_end_format (const StoreChainEnd *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%s", self->number, self->hash);
}
