/* files-field.c - the keys of a file as a table
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-field.h"

#include "base-text.h"
#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 60

static const char *const flag_words[] = { "false", "true", NULL };

static gboolean
refuse_value (const FilesNode *node, GError **error, const char *what)
{
  g_autofree char *shown =
      base_text_for_display (node->kind == FILES_NODE_TEXT ? node->text : "…", MOST_SHOWN_CHARS);

  if (node->name != NULL)
    return oof_refuse (error, "file-value", _ ("“%s” at “%s” is not %s."), shown, node->name, what);
  return oof_refuse (error, "file-value", _ ("“%s” is not %s."), shown, what);
}

gboolean
files_read_text (FilesReader *reader, const FilesNode *node, const char **ret, GError **error)
{
  reader->line = node->line;
  if (node->kind != FILES_NODE_TEXT)
    return refuse_value (node, error, _ ("a text"));
  if (node->is_plain && (*node->text == '\0' || g_str_equal (node->text, "~") ||
                         g_ascii_strcasecmp (node->text, "null") == 0))
    return refuse_value (node, error, _ ("a value: leave the key out, or write \"\""));
  *ret = node->text;
  return TRUE;
}

/* "vacation, sick or other". Caller frees. */
static char *
list_words (const char *const *words)
{
  g_autofree char *list = g_strjoinv (", ", (char **) words);

  return g_strdup_printf (_ ("one of %s"), list);
}

gboolean
files_read_word (FilesReader *reader, const FilesNode *node, const char *const *words, int *ret,
                 GError **error)
{
  g_autofree char *what = NULL;
  const char *text;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (text, words[i])) {
      *ret = i;
      return TRUE;
    }
  what = list_words (words);
  return refuse_value (node, error, what);
}

gboolean
files_read_day (FilesReader *reader, const FilesNode *node, gint32 *ret, GError **error)
{
  gboolean is_date;
  const char *text;
  gint64 local_s;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  if (!oof_date_parse_local (text, &local_s, &is_date) || !is_date)
    return refuse_value (node, error, _ ("a day such as 2031-11-04"));
  *ret = oof_date_of_local (local_s);
  return TRUE;
}

static gboolean
read_flag (FilesReader *reader, const FilesNode *node, int *ret, GError **error)
{
  if (node->kind == FILES_NODE_TEXT && !node->is_plain) {
    reader->line = node->line;
    return refuse_value (node, error, _ ("true or false, without quotes"));
  }
  return files_read_word (reader, node, flag_words, ret, error);
}

static gboolean
read_number (FilesReader *reader, const FilesField *field, const FilesNode *node, int *ret,
             GError **error)
{
  g_autofree char *what =
      g_strdup_printf (_ ("a whole number from %d to %d"), field->least, field->most);
  const char *text;
  gint64 number;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  if (!node->is_plain ||
      !g_ascii_string_to_signed (text, 10, field->least, field->most, &number, NULL))
    return refuse_value (node, error, what);
  *ret = (int) number;
  return TRUE;
}

static gboolean
read_field (FilesReader *reader, const FilesField *field, const FilesNode *node, gpointer draft,
            GError **error)
{
  gpointer member = (char *) draft + field->offset;

  reader->line = node->line;
  switch (field->kind) {
  case FILES_FIELD_LINE:
  case FILES_FIELD_HTML:
    return files_read_text (reader, node, member, error);
  case FILES_FIELD_WORD:
    return files_read_word (reader, node, field->words, member, error);
  case FILES_FIELD_FLAG:
    return read_flag (reader, node, member, error);
  case FILES_FIELD_NUMBER:
    return read_number (reader, field, node, member, error);
  case FILES_FIELD_DAY:
    return files_read_day (reader, node, member, error);
  case FILES_FIELD_MAP:
    return files_fields_read (reader, field->fields, node, draft, error);
  case FILES_FIELD_OWN:
    return field->read (reader, node, draft, error);
  }
  return FALSE;
}

static const FilesNode *
find_node (const FilesNode *map, const char *name)
{
  for (const FilesNode *node = map->first; node != NULL; node = node->next)
    if (g_str_equal (node->name, name))
      return node;
  return NULL;
}

static gboolean
check_keys (FilesReader *reader, const FilesField *fields, const FilesNode *map, GError **error)
{
  for (const FilesNode *node = map->first; node != NULL; node = node->next) {
    g_autofree char *shown = base_text_for_display (node->name, MOST_SHOWN_CHARS);
    const FilesField *field = fields;

    while (field->name != NULL && !g_str_equal (field->name, node->name))
      field++;
    reader->line = node->line;
    if (field->name == NULL)
      return oof_refuse (error, "file-key", _ ("The key “%s” is not known here."), shown);
  }
  return TRUE;
}

static void
set_fallbacks (const FilesField *fields, gpointer draft)
{
  for (const FilesField *field = fields; field->name != NULL; field++) {
    if (field->kind == FILES_FIELD_MAP)
      set_fallbacks (field->fields, draft);
    else if (field->kind >= FILES_FIELD_WORD && field->kind <= FILES_FIELD_DAY)
      *(int *) (gpointer) ((char *) draft + field->offset) = field->fallback;
  }
}

gboolean
files_fields_read (FilesReader *reader, const FilesField *fields, const FilesNode *node,
                   gpointer draft, GError **error)
{
  guint line = reader->line = node->line;

  if (node->kind != FILES_NODE_MAP)
    return refuse_value (node, error, _ ("a list of keys and values"));
  set_fallbacks (fields, draft);
  if (!check_keys (reader, fields, node, error))
    return FALSE;

  for (const FilesField *field = fields; field->name != NULL; field++) {
    const FilesNode *value = find_node (node, field->name);

    reader->line = line;
    if (value == NULL && field->is_needed)
      return oof_refuse (error, "file-key", _ ("The key “%s” is missing."), field->name);
    if (value != NULL && !read_field (reader, field, value, draft, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
files_read_list (FilesReader *reader, const FilesNode *node, const FilesNode **ret_first,
                 GError **error)
{
  reader->line = node->line;
  if (node->kind == FILES_NODE_MAP)
    return refuse_value (node, error, _ ("a list"));
  reader->alone = *node;
  reader->alone.next = NULL;
  *ret_first = node->kind == FILES_NODE_LIST ? node->first : &reader->alone;
  return TRUE;
}

static void
write_value (FilesWriter *writer, const FilesField *field, int value)
{
  g_autofree char *text = NULL;

  if (value == field->fallback && field->written == FILES_WRITTEN_UNLESS_FALLBACK)
    return;
  if (field->kind == FILES_FIELD_DAY)
    text = oof_date_format (value);
  else if (field->kind == FILES_FIELD_NUMBER)
    text = g_strdup_printf ("%d", value);
  files_write_word (writer, field->name,
                    text != NULL                      ? text
                    : field->kind == FILES_FIELD_FLAG ? flag_words[value != 0]
                                                      : field->words[value]);
}

static void
write_field (FilesWriter *writer, const FilesField *field, gconstpointer draft)
{
  const char *member = (const char *) draft + field->offset;
  gsize begun;

  switch (field->kind) {
  case FILES_FIELD_LINE:
  case FILES_FIELD_HTML: {
    const char *text = *(const char *const *) (gconstpointer) member;

    if (text != NULL && *text != '\0')
      files_write_text (writer, field->name, text,
                        field->kind == FILES_FIELD_LINE ? FILES_STYLE_PLAIN : FILES_STYLE_QUOTED);
    return;
  }
  case FILES_FIELD_MAP:
    begun = files_write_begin (writer, field->name);
    files_fields_write (writer, field->fields, draft);
    files_write_end (writer, begun);
    return;
  case FILES_FIELD_OWN:
    field->write (writer, field->name, draft);
    return;
  default:
    write_value (writer, field, *(const int *) (gconstpointer) member);
  }
}

void
files_fields_write (FilesWriter *writer, const FilesField *fields, gconstpointer draft)
{
  for (const FilesField *field = fields; field->name != NULL; field++)
    write_field (writer, field, draft);
}
