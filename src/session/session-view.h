/* session-view.h - the people that fit a query, as a GListModel of SessionRow. Main thread only.
 *
 * Looks through the people in slices between the frames, so that typing stays fluent with a hundred
 * thousand of them; what was found before stays to be seen until the new answer is complete.
 * "settled" is emitted when that is so.
 */
#pragma once

#include "session-query.h"

#include <gio/gio.h>

#define SESSION_TYPE_VIEW (session_view_get_type ())
G_DECLARE_FINAL_TYPE (SessionView, session_view, SESSION, VIEW, GObject)

/* people: as session_hub_people () gives it; a reference is taken. Everybody at first. */
SessionView *session_view_new (GListModel *people);

void session_view_set_query (SessionView *self, SessionQuery *query);

/* Looks again: who is away has changed. */
void session_view_look_again (SessionView *self);

/* The answer is not complete yet. */
gboolean session_view_is_busy (SessionView *self);
