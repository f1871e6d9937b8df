/* session-core-private.h - inside session only: the core's store */
#pragma once

#include "session-core.h"
#include "store-db.h"

StoreDb *session_core_db (SessionCore *self); /* borrowed */
