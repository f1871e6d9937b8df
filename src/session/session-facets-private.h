/* session-facets-private.h - inside session only: how the facets come to know what they show */
#pragma once

#include "session-facets.h"

/* facets: of SessionFacet. lines: SessionTallyLine; their texts are copied. */
void session_facets_take (GListStore *facets, GPtrArray *lines);
