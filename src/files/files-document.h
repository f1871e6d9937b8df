/* files-document.h - absences, templates and holidays as text: YAML, of which JSON is a part
 *
 * What people keep in files and under version control, and what the store keeps. The keys are those
 * of absentia-items(5). It is written in one way only, so that two versions differ where something
 * was changed, and what is read back is byte for byte what was written. Values; any thread.
 */
#pragma once

#include "files-known.h"

#define FILES_VERSION 1

/* Lists are NULL or of: OofItem, OofText, OofDays. */
typedef struct
{
  GPtrArray *items;
  GPtrArray *texts;
  GPtrArray *holidays;
} FilesDocument;

void files_document_clear (FilesDocument *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FilesDocument, files_document_clear)

/* What is wrong with a file, and where. */
typedef struct
{
  guint line;
  char *name;   /* of the absence, template or calendar; NULL: unknown, or it is about all */
  char *reason; /* the error's */
  char *words;  /* the sentence to show */
} FilesProblem;

void files_problem_free (FilesProblem *self);

/* Reads all of it, also behind a mistake: problems gets a FilesProblem for each absence, template
 * or calendar that is not right (the first that is wrong with it). FALSE with BASE_ERROR_REJECTED
 * and facts->reason: "file-problems" (see there), or for the file as a whole "file-too-large",
 * "file-text", "file-syntax", "file-depth", "file-anchor", "file-tag", "file-twice", "file-many",
 * "file-empty", "file-key", "file-value", "file-newer" (of a newer version of this program), which
 * are among the problems, too. ret is only written on success; its lists are never NULL then. What
 * a file holds itself, it may name. */
gboolean files_document_read (const char *bytes, gsize size, const FilesKnown *known,
                              FilesDocument *ret, GPtrArray *problems, GError **error);

/* Caller frees. */
char *files_document_write (const FilesDocument *self);
