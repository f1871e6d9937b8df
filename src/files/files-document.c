/* files-document.c - absences, templates and holidays as text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-document.h"

#include "base-error.h"
#include "files-item.h"
#include "files-text.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

void
files_document_clear (FilesDocument *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
}

void
files_problem_free (FilesProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->reason);
  g_free (self->words);
  g_free (self);
}

typedef struct
{
  FilesReader reader;
  FilesKnown known; /* with what is in the file itself */
  const FilesKnown *outer;
  FilesDocument document;
  GHashTable *texts;    /* name → OofText */
  GHashTable *holidays; /* name → OofDays */
  GHashTable *ids;
  GPtrArray *problems;
  guint n_problems;
} Reading;

static void
clear_reading (Reading *self)
{
  files_document_clear (&self->document);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->holidays);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->reader.zones);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static OofText *
find_text_cb (const char *name, gpointer data)
{
  Reading *self = data;
  OofText *text = g_hash_table_lookup (self->texts, name);

  return text != NULL || self->outer->find_text == NULL
             ? text
             : self->outer->find_text (name, self->outer->data);
}

static OofDays *
find_holidays_cb (const char *name, gpointer data)
{
  Reading *self = data;
  OofDays *days = g_hash_table_lookup (self->holidays, name);

  return days != NULL || self->outer->find_holidays == NULL
             ? days
             : self->outer->find_holidays (name, self->outer->data);
}

static OofItem *
find_item_cb (const char *id, gpointer data)
{
  const FilesKnown *outer = ((Reading *) data)->outer;

  return outer->find_item != NULL ? outer->find_item (id, outer->data) : NULL;
}

static void
add_problem (Reading *self, const FilesNode *node, const char *key, const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;
  FilesProblem *added = g_new0 (FilesProblem, 1);

  added->line = self->reader.line;
  for (const FilesNode *child = node != NULL ? node->first : NULL; child != NULL;
       child = child->next)
    if (child->kind == FILES_NODE_TEXT && *child->text != '\0' && g_strcmp0 (child->name, key) == 0)
      added->name = g_strdup (child->text);
  added->reason = g_strdup (reason != NULL ? reason : "file-value");
  added->words = g_strdup (problem->message);
  g_ptr_array_add (self->problems, added);
  self->n_problems++;
}

static gboolean
take_name (Reading *self, GHashTable *names, const char *name, gpointer value, GError **error)
{
  if (g_hash_table_contains (names, name))
    return oof_refuse (error, "file-twice", _ ("This one is in the file twice."));
  g_hash_table_insert (names, (gpointer) name, value);
  return TRUE;
}

static gboolean
read_days (Reading *self, const FilesNode *entry, GError **error)
{
  OofDays *days = files_days_read (&self->reader, entry, error);

  if (days == NULL)
    return FALSE;
  g_ptr_array_add (self->document.holidays, days);
  return take_name (self, self->holidays, days->name, days, error);
}

static gboolean
read_text (Reading *self, const FilesNode *entry, GError **error)
{
  OofText *text = files_text_read (&self->reader, entry, error);

  if (text == NULL)
    return FALSE;
  g_ptr_array_add (self->document.texts, text);
  return take_name (self, self->texts, text->name, text, error);
}

static gboolean
read_item (Reading *self, const FilesNode *entry, GError **error)
{
  OofItem *item = files_item_read (&self->reader, entry, error);

  if (item == NULL)
    return FALSE;
  g_ptr_array_add (self->document.items, item);
  return take_name (self, self->ids, oof_item_parts (item)->id, item, error);
}

/* In the order of reading: absences name the others. */
static const struct
{
  const char *key;
  const char *name; /* the key by which an entry is known */
  gboolean (*read) (Reading *self, const FilesNode *entry, GError **error);
} sections[] = { { "holidays", "name", read_days },
                 { "templates", "name", read_text },
                 { "items", "id", read_item } };

static void
read_section (Reading *self, guint i, const FilesNode *node)
{
  g_autoptr (GError) broken = NULL;
  const FilesNode *first;

  self->reader.line = node->line;
  if (node->kind != FILES_NODE_LIST) {
    oof_refuse (&broken, "file-value", _ ("“%s” is not a list."), node->name);
    add_problem (self, NULL, NULL, broken);
    return;
  }
  first = node->first;
  for (const FilesNode *entry = first; entry != NULL; entry = entry->next) {
    g_autoptr (GError) problem = NULL;

    if (!sections[i].read (self, entry, &problem))
      add_problem (self, entry, sections[i].name, problem);
  }
}

typedef struct
{
  int version;
  const FilesNode *sections[G_N_ELEMENTS (sections)];
} Top;

static gboolean
keep_section (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  Top *top = draft;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (node->name, sections[i].key))
      top->sections[i] = node;
  return TRUE;
}

static const FilesField top_fields[] = {
  { .name = "version",
    .kind = FILES_FIELD_NUMBER,
    .offset = G_STRUCT_OFFSET (Top, version),
    .least = 1,
    .most = G_MAXINT,
    .fallback = 1 },
  { .name = "holidays", .kind = FILES_FIELD_OWN, .read = keep_section },
  { .name = "templates", .kind = FILES_FIELD_OWN, .read = keep_section },
  { .name = "items", .kind = FILES_FIELD_OWN, .read = keep_section },
  { 0 }
};

/* A newer file has keys that only the newer program knows: that is not what is wrong with it. */
static gboolean
check_version (FilesReader *reader, const FilesNode *root, GError **error)
{
  for (const FilesNode *node = root->first; node != NULL; node = node->next) {
    gint64 version = 0;

    if (g_strcmp0 (node->name, top_fields[0].name) != 0 || node->kind != FILES_NODE_TEXT)
      continue;
    reader->line = node->line;
    if (g_ascii_string_to_signed (node->text, 10, 1, G_MAXINT, &version, NULL) &&
        version > FILES_VERSION)
      return oof_refuse (error, "file-newer",
                         _ ("The file was written by a newer version of this program."));
  }
  return TRUE;
}

static gboolean
read_top (Reading *self, const FilesNode *root, GError **error)
{
  Top top = { 0 };

  if (!check_version (&self->reader, root, error) ||
      !files_fields_read (&self->reader, top_fields, root, &top, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (top.sections[i] != NULL)
      read_section (self, i, top.sections[i]);
  if (self->n_problems == 0)
    return TRUE;
  return oof_refuse (error, "file-problems",
                     ngettext ("There is %u mistake in the file; nothing of it was taken.",
                               "There are %u mistakes in the file; nothing of it was taken.",
                               self->n_problems),
                     self->n_problems);
}

static GPtrArray *
new_list (GDestroyNotify unref)
{
  return g_ptr_array_new_with_free_func (unref);
}

gboolean
files_document_read (const char *bytes, gsize size, const FilesKnown *known, FilesDocument *ret,
                     GPtrArray *problems, GError **error)
{
  g_auto (Reading) self = {
    .outer = known,
    .document = { new_list ((GDestroyNotify) oof_item_unref),
                  new_list ((GDestroyNotify) oof_text_unref),
                  new_list ((GDestroyNotify) oof_days_unref) },
    .reader = { .zones = g_hash_table_new (g_str_hash, g_str_equal) },
    .texts = g_hash_table_new (g_str_hash, g_str_equal),
    .holidays = g_hash_table_new (g_str_hash, g_str_equal),
    .ids = g_hash_table_new (g_str_hash, g_str_equal),
    .problems = problems,
  };
  g_autoptr (FilesTree) tree = NULL;
  g_autoptr (GError) problem = NULL;

  self.known = *known;
  self.known.find_item = find_item_cb;
  self.known.find_text = known->is_kept ? NULL : find_text_cb;
  self.known.find_holidays = find_holidays_cb;
  self.known.data = &self;
  self.reader.known = &self.known;
  tree = files_tree_new (bytes, size, &self.reader.line, &problem);
  if (tree == NULL || !read_top (&self, files_tree_root (tree), &problem)) {
    if (self.n_problems == 0)
      add_problem (&self, NULL, NULL, problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }

  *ret = self.document;
  self.document = (FilesDocument){ NULL };
  return TRUE;
}

typedef void (*WriteEntry) (FilesWriter *writer, gconstpointer value);

static void
write_section (FilesWriter *writer, const char *key, const GPtrArray *list, WriteEntry write)
{
  gsize begun;

  if (list == NULL)
    return;
  if (list->len == 0) {
    files_write_word (writer, key, "[]");
    return;
  }
  begun = files_write_begin (writer, key);
  for (guint i = 0; i < list->len; i++) {
    files_write_begin_entry (writer);
    write (writer, g_ptr_array_index (list, i));
    files_write_end_entry (writer);
  }
  files_write_end (writer, begun);
}

char *
files_document_write (const FilesDocument *self)
{
  GString *text = g_string_new (NULL);
  FilesWriter writer = { .out = text };

  files_write_word (&writer, top_fields[0].name, G_STRINGIFY (FILES_VERSION));
  write_section (&writer, "holidays", self->holidays, (WriteEntry) files_days_write);
  write_section (&writer, "templates", self->texts, (WriteEntry) files_text_write);
  write_section (&writer, "items", self->items, (WriteEntry) files_item_write);
  return g_string_free (text, FALSE);
}
