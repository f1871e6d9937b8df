/* store-documents.h - what was planned for a profile, kept as documents: absences, templates,
 * holidays
 *
 * A document is text that only session reads; it is known by its kind and its name. Each edit of a
 * profile's documents has a number, its revision, so that whoever looked before knows whether
 * somebody else, perhaps in another process, was quicker. What an edit replaces or removes is not
 * lost: the last STORE_DOCUMENTS_MOST_PAST versions of each are kept. Any thread. Errors as in
 * store-db.h.
 */
#pragma once

#include "store-db.h"

#define STORE_DOCUMENTS_MOST_PAST 50

typedef enum
{
  STORE_DOCUMENT_ITEM,
  STORE_DOCUMENT_TEMPLATE,
  STORE_DOCUMENT_HOLIDAYS,
  STORE_DOCUMENT_ORDER /* who goes first: one, by the name "order" */
} StoreDocumentKind;

typedef struct
{
  StoreDocumentKind kind;
  char *name;
  char *body;
  gint64 revision; /* of the edit that made it so */
  GDateTime *at;   /* when that was */
  char *who;
} StoreDocument;

void store_document_free (StoreDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreDocument, store_document_free)

/* All of a profile, by when they were first made: StoreDocument. ret_revision: the state that they
 * are of; 0: there were never any. Caller unrefs. */
GPtrArray *store_documents_list (StoreDb *db, const char *profile, gint64 *ret_revision,
                                 GError **error);
/* The number alone. */
gboolean store_documents_revision (StoreDb *db, const char *profile, gint64 *ret, GError **error);
/* What one was before, newest first, also of one that is gone. Caller unrefs. */
GPtrArray *store_documents_past (StoreDb *db, const char *profile, StoreDocumentKind kind,
                                 const char *name, GError **error);

typedef struct
{
  StoreDocumentKind kind;
  const char *name;
  const char *body; /* NULL: it is removed */
} StoreDocumentChange;

typedef struct
{
  const char *profile;
  const StoreDocumentChange *changes;
  guint n_changes;
  gint64 expected_revision; /* -1: whatever is there */
  const char *who;
  GDateTime *at;
} StoreDocumentsEdit;

/* Everything or nothing. A document that is what it was already, and one that is removed and is not
 * there, is no change; an edit of nothing but such is no edit. BASE_ERROR_REJECTED, reason
 * "plan-changed-meanwhile": another edit came between. */
gboolean store_documents_edit (StoreDb *db, const StoreDocumentsEdit *edit, GError **error);
