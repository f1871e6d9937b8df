/* session-past.c - what an absence, a template or a calendar was before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-past.h"

#include "session-core-private.h"
#include "store-documents.h"

static void
free_past (gpointer data)
{
  SessionPast *self = data;

  g_date_time_unref (self->at);
  g_free (self->who);
  g_free (self->text);
  g_free (self);
}

GPtrArray *
session_past_list (SessionCore *core, const char *profile_id, SessionPlanned kind, const char *name,
                   GError **error)
{
  g_autoptr (GPtrArray) documents = store_documents_past (session_core_db (core), profile_id,
                                                          (StoreDocumentKind) kind, name, error);
  GPtrArray *list;

  if (documents == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func (free_past);
  for (guint i = 0; i < documents->len; i++) {
    StoreDocument *document = documents->pdata[i];
    SessionPast *past = g_new0 (SessionPast, 1);

    past->at = g_steal_pointer (&document->at);
    past->who = g_steal_pointer (&document->who);
    past->text = g_steal_pointer (&document->body);
    g_ptr_array_add (list, past);
  }
  return list;
}
