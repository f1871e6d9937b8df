/* session-edit.h - an edit of what is planned that is kept: to be done later, to be undone
 *
 * Inside session. Immutable, reference-counted; any thread.
 */
#pragma once

#include "session-items.h"

typedef struct _SessionEdit SessionEdit;

SessionEdit *session_edit_new (const SessionItemsEdit *edit);
/* What undoes that edit of what was there before. */
SessionEdit *session_edit_new_inverse (const SessionEdit *edit, const SessionItems *before);
SessionEdit *session_edit_ref (SessionEdit *self);
void session_edit_unref (SessionEdit *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEdit, session_edit_unref)

/* Borrowed. */
const SessionItemsEdit *session_edit_value (const SessionEdit *self);

/* FALSE with REJECTED "plan-changed-meanwhile": an absence or a template that the edit is about was
 * changed between the two. seen: as whoever edits saw it. */
gboolean session_edit_check (const SessionEdit *self, const SessionItems *seen,
                             const SessionItems *now, GError **error);
