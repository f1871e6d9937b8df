/* files-node.h - YAML from outside as a tree: texts, lists and maps, and the line of each
 *
 * A strict part of YAML, of which JSON is a part: one document in UTF-8 without anchors, aliases
 * and tags, where no map names a key twice. Sizes and depth are bounded before anything is kept.
 * Inside the room. Immutable; any thread.
 */
#pragma once

#include <glib.h>

#define FILES_MOST_BYTES (64 * 1024 * 1024)
#define FILES_MOST_NODES 4000000
#define FILES_MOST_DEPTH 10
#define FILES_MOST_KEYS 64 /* of one map */

typedef enum
{
  FILES_NODE_TEXT,
  FILES_NODE_LIST,
  FILES_NODE_MAP
} FilesNodeKind;

typedef struct _FilesNode FilesNode;
struct _FilesNode
{
  const char *name; /* its key; NULL unless it is in a map */
  const char *text; /* TEXT: clean (base-text.h) */
  FilesNode *first; /* of what is in it */
  FilesNode *next;  /* beside it */
  guint line;       /* from 1; that of the key, where it has one */
  FilesNodeKind kind;
  gboolean is_plain; /* TEXT: without quotes, so that true is no word */
};

typedef struct _FilesTree FilesTree;

/* NULL with BASE_ERROR_REJECTED, the sentence to show and facts->reason: "file-too-large",
 * "file-text" (no UTF-8, or characters that are none), "file-syntax", "file-depth",
 * "file-anchor", "file-tag", "file-twice" (a key), "file-many" (documents), "file-empty".
 * ret_line: where. */
FilesTree *files_tree_new (const char *bytes, gsize size, guint *ret_line, GError **error);
void files_tree_free (FilesTree *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FilesTree, files_tree_free)

const FilesNode *files_tree_root (const FilesTree *self);

/* Takes a byte order mark off. FALSE as above: "file-too-large" (more than most), "file-text". */
gboolean files_check_bytes (const char **bytes, gsize *size, gsize most, guint *ret_line,
                            GError **error);
