/* session-import.h - what is planned from files and to files: what a file would change, before it
 * does
 *
 * Blocking; any thread. The texts are those of absentia-items(5).
 */
#pragma once

#include "session-items.h"

#define SESSION_IMPORT_MOST_BYTES (64 * 1024 * 1024) /* of a file */

typedef enum
{
  SESSION_PLANNED_ITEM,
  SESSION_PLANNED_TEMPLATE,
  SESSION_PLANNED_HOLIDAYS,
  SESSION_N_PLANNED
} SessionPlanned;

typedef enum
{
  SESSION_IMPORT_NEW,
  SESSION_IMPORT_CHANGED,
  SESSION_IMPORT_SAME
} SessionImportState;

/* For scripts: "item", "template", "holidays"; "new", "changed", "same". */
extern const char *const session_planned_names[];
extern const char *const session_import_names[];

typedef struct
{
  SessionPlanned kind;
  SessionImportState state;
  const char *name; /* an absence's id */
} SessionImportRow;

typedef struct
{
  guint line;
  const char *name;   /* NULL: unknown, or it is about the whole file */
  const char *reason; /* the error's token */
  const char *words;  /* the sentence to show */
} SessionImportProblem;

typedef struct _SessionImport SessionImport;

typedef struct
{
  const char *profile_id;
  const char *bytes;
  gsize size;
  const char *default_id; /* of the absence that does not say its own; NULL: one is made up */
} SessionImportOrder;

/* Reads the file and compares it with what is planned; changes nothing. NULL when the store cannot
 * be read. What is wrong with the file itself is among the problems. */
SessionImport *session_import_new (SessionCore *core, const SessionImportOrder *order,
                                   GError **error);
void session_import_free (SessionImport *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionImport, session_import_free)

/* SessionImportRow, in the order of the file. Empty where there are problems. */
const GArray *session_import_rows (const SessionImport *self);
/* SessionImportProblem */
const GArray *session_import_problems (const SessionImport *self);

/* Everything or nothing. BASE_ERROR_REJECTED as session_items_edit (), "plan-changed-meanwhile"
 * when somebody edited since session_import_new (), and the file's own error where it has problems.
 */
gboolean session_import_apply (SessionImport *self, SessionCore *core, GError **error);

typedef enum
{
  SESSION_FORMAT_YAML,
  SESSION_FORMAT_JSON
} SessionFormat;

/* kinds: bits, 1 << SessionPlanned. Caller frees, here and below. */
char *session_items_write (const SessionItems *self, guint kinds, SessionFormat format);
/* A file with that one alone; NULL: it is not there. */
char *session_items_write_one (const SessionItems *self, SessionPlanned kind, const char *name,
                               SessionFormat format);
