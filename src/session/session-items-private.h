/* session-items-private.h - inside session only: what is planned, and the documents that it is kept
 * as */
#pragma once

#include "files-document.h"
#include "session-items.h"
#include "store-documents.h"

/* What is kept as documents (StoreDocument), read. Caller unrefs. */
SessionItems *session_items_read (const GPtrArray *documents, gint64 revision, GError **error);

/* One thing (OofItem, OofText, OofDays) as a document of its own. Caller frees. */
char *session_items_write_alone (StoreDocumentKind kind, gpointer value);

/* The order's rules as the one document of them; NULL: there are none. Caller frees. */
#define SESSION_ORDER_NAME "order"
char *session_items_write_order (const OofOrder *order);
