/* files-who.c - for whom an absence is, as keys of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-who.h"

/* In the order of OofForKind, in which they are written, too. */
static const char *const kind_keys[] = { [OOF_FOR_PERSON] = "people",
                                         [OOF_FOR_GROUP] = "groups",
                                         [OOF_FOR_UNIT] = "ou",
                                         [OOF_FOR_FILTER] = "filter" };

static gboolean
read_names (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  GArray *names = draft;
  OofFor name = { .kind = OOF_FOR_PERSON };
  const FilesNode *first;

  for (guint i = 0; i < G_N_ELEMENTS (kind_keys); i++)
    if (g_strcmp0 (node->name, kind_keys[i]) == 0)
      name.kind = (OofForKind) i;
  if (!files_read_list (reader, node, &first, error))
    return FALSE;
  for (const FilesNode *entry = first; entry != NULL; entry = entry->next) {
    if (!files_read_text (reader, entry, &name.text, error))
      return FALSE;
    g_array_append_val (names, name);
  }
  return TRUE;
}

static const FilesField except_fields[] = {
  { .name = "people", .kind = FILES_FIELD_OWN, .read = read_names },
  { .name = "groups", .kind = FILES_FIELD_OWN, .read = read_names },
  { .name = "ou", .kind = FILES_FIELD_OWN, .read = read_names },
  { .name = "filter", .kind = FILES_FIELD_OWN, .read = read_names },
  { 0 }
};

static gboolean
read_who (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  return read_names (reader, node, ((FilesWho *) draft)->who, error);
}

/* People alone are a list. */
static gboolean
read_except (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  GArray *except = ((FilesWho *) draft)->except;

  return node->kind == FILES_NODE_MAP
             ? files_fields_read (reader, except_fields, node, except, error)
             : read_names (reader, node, except, error);
}

static const FilesField who_fields[] = {
  { .name = "people", .kind = FILES_FIELD_OWN, .read = read_who },
  { .name = "groups", .kind = FILES_FIELD_OWN, .read = read_who },
  { .name = "ou", .kind = FILES_FIELD_OWN, .read = read_who },
  { .name = "filter", .kind = FILES_FIELD_OWN, .read = read_who },
  { .name = "exclude", .kind = FILES_FIELD_OWN, .read = read_except },
  { .name = "living",
    .kind = FILES_FIELD_FLAG,
    .offset = G_STRUCT_OFFSET (FilesWho, is_living),
    .fallback = TRUE },
  { 0 }
};

gboolean
files_who_read (FilesReader *reader, const FilesNode *node, FilesWho *ret, GError **error)
{
  return files_fields_read (reader, who_fields, node, ret, error);
}

static guint
count_kind (const OofFor *names, guint n, OofForKind kind)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += names[i].kind == kind;
  return count;
}

static void
write_kind (FilesWriter *writer, const char *key, const OofFor *names, guint n, OofForKind kind)
{
  gsize begun = files_write_begin (writer, key);

  for (guint i = 0; i < n; i++)
    if (names[i].kind == kind)
      files_write_text_entry (writer, names[i].text);
  files_write_end (writer, begun);
}

static void
write_names (FilesWriter *writer, const OofFor *names, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_keys); i++)
    write_kind (writer, kind_keys[i], names, n, (OofForKind) i);
}

void
files_who_write (FilesWriter *writer, const OofItemParts *parts)
{
  const OofFor *except = parts->except;

  write_names (writer, parts->who, parts->n_who);
  if (count_kind (except, parts->n_except, OOF_FOR_PERSON) == parts->n_except) {
    write_kind (writer, "exclude", except, parts->n_except, OOF_FOR_PERSON);
  } else {
    gsize begun = files_write_begin (writer, "exclude");

    write_names (writer, except, parts->n_except);
    files_write_end (writer, begun);
  }
  if (!parts->is_living)
    files_write_word (writer, "living", "false");
}
