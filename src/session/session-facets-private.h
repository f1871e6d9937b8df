/* session-facets-private.h - inside session only: how the facets come to know what they show */
#pragma once

#include "session-facets.h"

SessionFacets *session_facets_new (void);

/* lines: SessionTallyLine; their texts are copied. */
void session_facets_take (SessionFacets *self, GPtrArray *lines);
