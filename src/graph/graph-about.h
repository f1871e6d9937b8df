/* graph-about.h - what a user's properties say about somebody, for texts */
#pragma once

#include "graph-server.h"
#include "oof-field.h"

/* As look_about of exchange-backend.h. */
gboolean graph_about_look (BaseCall *call, GraphServer *server, const char *mailbox,
                           char *ret[OOF_N_ABOUT], GError **error);
