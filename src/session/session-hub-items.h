/* session-hub-items.h - what is planned, for the panel: part of SessionHub, main thread only
 *
 * Properties of the hub, with notify: "undo-title", "redo-title" (string; "" when there is nothing
 * to undo or redo). "plan-changed" (session-hub-plan.h) comes when the plan has followed an edit.
 * What other processes edit is noticed within some seconds.
 */
#pragma once

#include "session-defaults.h"
#include "session-hub-plan.h"
#include "session-items.h"

/* Items, templates, holidays and their revision as they were read last. Borrowed until the main
 * loop runs again; NULL: not read yet. */
SessionItems *session_hub_saved_items (SessionHub *self);

/* What others go by, as it was read last; "settings-changed" comes when it may be another. */
const SessionDefaults *session_hub_defaults (SessionHub *self);

/* The calendar by which somebody is back from that absence: its own, or the usual one. Borrowed;
 * NULL: none. */
OofDays *session_hub_holidays_of (SessionHub *self, const OofWhen *when);

/* What New, Edit, Move, Copy and Remove come down to; edit is copied. title: for Undo's label
 * ("Move", translated). When it returns, session_hub_saved_items () is up to date. Errors as
 * session_items_edit (); REJECTED "plan-changed-meanwhile" also when what it is about was changed
 * in the seconds before, so that session_hub_saved_items () did not show it: nobody's edit is lost
 * without a question. It is looked at again at once. */
void session_hub_edit_items_async (SessionHub *self, const SessionItemsEdit *edit,
                                   const char *title, GCancellable *cancellable,
                                   GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_edit_items_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* BASE_ERROR_REJECTED "nothing-to-undo", or "plan-changed-meanwhile" when somebody else has edited
 * since: then there is nothing to undo any more. */
void session_hub_undo_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
gboolean session_hub_undo_finish (SessionHub *self, GAsyncResult *result, GError **error);
void session_hub_redo_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
gboolean session_hub_redo_finish (SessionHub *self, GAsyncResult *result, GError **error);
