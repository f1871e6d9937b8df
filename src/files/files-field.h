/* files-field.h - the keys of a file as a table, which reads them and writes them
 *
 * A draft is a struct that is filled in key by key; what a key sets is a member of it. Inside the
 * room.
 */
#pragma once

#include "files-known.h"
#include "files-node.h"
#include "files-write.h"

typedef struct
{
  const FilesKnown *known;
  GHashTable *zones; /* names that are known; looking one up reads a file */
  guint line;        /* of what was looked at last, for whoever is told of a mistake */
  FilesNode alone;   /* a value that stands for a list of one */
} FilesReader;

typedef enum
{
  FILES_FIELD_LINE,   /* const char *; a text; "" is left out */
  FILES_FIELD_HTML,   /* const char *; the same, always in quotes or as a block */
  FILES_FIELD_WORD,   /* an enum; one of words */
  FILES_FIELD_FLAG,   /* gboolean; true or false */
  FILES_FIELD_NUMBER, /* int or guint, from least to most */
  FILES_FIELD_DAY,    /* gint32; 2031-11-04 */
  FILES_FIELD_MAP,    /* more keys of the same draft, fields */
  FILES_FIELD_OWN     /* what read and write do */
} FilesFieldKind;

typedef enum
{
  FILES_WRITTEN_UNLESS_FALLBACK,
  FILES_WRITTEN_ALWAYS
} FilesWritten;

typedef struct _FilesField FilesField;
struct _FilesField
{
  const char *name;
  FilesFieldKind kind;
  gsize offset;
  const char *const *words;
  int least, most;
  int fallback; /* of WORD, FLAG, NUMBER and DAY where the key is not there */
  FilesWritten written;
  gboolean is_needed;
  const FilesField *fields; /* as below */
  gboolean (*read) (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error);
  void (*write) (FilesWriter *writer, const char *name, gconstpointer draft);
};

/* fields: the last one has no name. Texts of the draft live as long as the node. FALSE with
 * BASE_ERROR_REJECTED, the sentence to show and facts->reason: "file-key" (unknown, or missing),
 * "file-value", or what read says. */
gboolean files_fields_read (FilesReader *reader, const FilesField *fields, const FilesNode *node,
                            gpointer draft, GError **error);
void files_fields_write (FilesWriter *writer, const FilesField *fields, gconstpointer draft);

/* Of one value; errors as above. */
gboolean files_read_text (FilesReader *reader, const FilesNode *node, const char **ret,
                          GError **error);
gboolean files_read_word (FilesReader *reader, const FilesNode *node, const char *const *words,
                          int *ret, GError **error);
gboolean files_read_day (FilesReader *reader, const FilesNode *node, gint32 *ret, GError **error);

/* A single text stands for a list of one. ret_first: its entries, one beside the other, until the
 * next list is read; NULL: none. */
gboolean files_read_list (FilesReader *reader, const FilesNode *node, const FilesNode **ret_first,
                          GError **error);
