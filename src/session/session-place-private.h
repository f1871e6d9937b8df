/* session-place-private.h - inside session only: how a place comes to know what it shows. Main
 * thread.
 */
#pragma once

#include "session-place.h"

SessionPlace *session_place_new (ExchangeLocation *location);

/* problem: translated; NULL unless FAILED. */
void session_place_set_state (SessionPlace *self, SessionPlaceState state, const char *problem);
void session_place_set_location (SessionPlace *self, ExchangeLocation *location);

/* Replaces what came when it was opened the last time. locations: ExchangeLocation. */
void session_place_set_opened (SessionPlace *self, GPtrArray *locations);
gboolean session_place_is_opened (SessionPlace *self);

/* The list of places that locations are, as in directory-locations: the forest first, domains after
 * their parents, trusts. Roots: the forest, with its domains below, and the trusts. */
GPtrArray *session_place_make_tree (GPtrArray *locations);
