/* session-facets.h - the parts into which the people fall, each with how many they are: the filters
 * beside the list. Main thread only.
 *
 * A flat GListModel of SessionFacet: everybody, then the sections, each with a head and its lines.
 * It follows the people by itself, counted on a worker; lines that stay are the same objects.
 */
#pragma once

#include "session-query.h"

#include <gio/gio.h>

#define SESSION_TYPE_FACET (session_facet_get_type ())
G_DECLARE_FINAL_TYPE (SessionFacet, session_facet, SESSION, FACET, GObject)

SessionScopeKind session_facet_kind (SessionFacet *self); /* which section */
gboolean session_facet_is_head (SessionFacet *self);
const char *session_facet_key (SessionFacet *self);   /* as in SessionScope; borrowed */
const char *session_facet_name (SessionFacet *self);  /* what people read; borrowed */
const char *session_facet_about (SessionFacet *self); /* where it is known from; NULL: plain */
guint session_facet_depth (SessionFacet *self);       /* of nested organisational units */

/* People in it; of a head: its lines. Property "count", with notify. */
guint session_facet_count (SessionFacet *self);
