/* session-place.h - one place of the directory in the tree of Locations, as GTK watches it. Main
 * thread only.
 *
 * Property "state" (uint, a SessionPlaceState) is notified whenever what is shown of the place
 * changed: its state, its problem, what is known of its location.
 */
#pragma once

#include "exchange-location.h"

#include <gio/gio.h>

#define SESSION_TYPE_PLACE (session_place_get_type ())
G_DECLARE_FINAL_TYPE (SessionPlace, session_place, SESSION, PLACE, GObject)

typedef enum
{
  SESSION_PLACE_UNKNOWN, /* not asked yet */
  SESSION_PLACE_ASKING,
  SESSION_PLACE_READY,        /* it answers */
  SESSION_PLACE_FAILED,       /* it does not: session_place_problem () */
  SESSION_PLACE_NEEDS_SIGN_IN /* our account is not accepted there */
} SessionPlaceState;

/* All borrowed from the place. */
const char *session_place_name (SessionPlace *self);    /* "Entire Directory", "corp.example" */
const char *session_place_detail (SessionPlace *self);  /* what it is, "" for a usual one */
const char *session_place_problem (SessionPlace *self); /* a sentence; NULL unless FAILED */
SessionPlaceState session_place_state (SessionPlace *self);
ExchangeLocation *session_place_location (SessionPlace *self);

/* SessionPlace: its domains are there from the beginning, its organisational units come when it is
 * opened (session_lookup_open_place ()). NULL: it never has any. Borrowed. */
GListModel *session_place_children (SessionPlace *self);
