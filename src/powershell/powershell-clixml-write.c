/* powershell-clixml-write.c - values as XML
 *
 * Objects are numbered in the order of the document, and a list of type names is written once and
 * referred to afterwards: byte for byte what PowerShell's own writer makes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-clixml.h"
#include "powershell-escape.h"
#include "powershell-value-private.h"

#include <string.h>

typedef struct
{
  GString *out;
  GHashTable *types; /* the names, joined → number + 1 */
  guint n_objects;
} Writer;

static void write_value (Writer *writer, const char *name, const PowershellValue *value);

static void
open_tag (Writer *writer, const char *tag, const char *name)
{
  g_string_append_printf (writer->out, "<%s", tag);
  if (name != NULL) {
    g_string_append (writer->out, " N=\"");
    powershell_escape_append (writer->out, name);
    g_string_append_c (writer->out, '"');
  }
}

static void
close_tag (Writer *writer, const char *tag)
{
  g_string_append_printf (writer->out, "</%s>", tag);
}

static void
write_leaf (Writer *writer, const char *tag, const char *name, const char *text)
{
  open_tag (writer, tag, name);
  if (*text == '\0') {
    g_string_append (writer->out, " />");
    return;
  }
  g_string_append_c (writer->out, '>');
  powershell_escape_append (writer->out, text);
  close_tag (writer, tag);
}

static void
write_types (Writer *writer, const GPtrArray *types)
{
  GString *key = g_string_new (NULL);
  guint known;

  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (key, "%s\n", (const char *) types->pdata[i]);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (writer->types, key->str));
  if (known > 0) {
    g_string_append_printf (writer->out, "<TNRef RefId=\"%u\" />", known - 1);
    g_string_free (key, TRUE);
    return;
  }

  g_string_append_printf (writer->out, "<TN RefId=\"%u\">", g_hash_table_size (writer->types));
  for (guint i = 0; i < types->len; i++)
    write_leaf (writer, "T", NULL, types->pdata[i]);
  close_tag (writer, "TN");
  known = g_hash_table_size (writer->types) + 1;
  g_hash_table_insert (writer->types, g_string_free (key, FALSE), GUINT_TO_POINTER (known));
}

static void
write_properties (Writer *writer, const char *tag, const GArray *list)
{
  if (list == NULL)
    return;

  g_string_append_printf (writer->out, "<%s>", tag);
  for (guint i = 0; i < list->len; i++) {
    const PowershellProperty *property = &g_array_index (list, PowershellProperty, i);

    write_value (writer, property->name, property->value);
  }
  close_tag (writer, tag);
}

static void
write_contents (Writer *writer, const PowershellObject *object)
{
  const char *tag = powershell_holds_tag (object->holds);
  guint n = (object->items != NULL ? object->items->len : 0) +
            (object->entries != NULL ? object->entries->len : 0);

  if (tag == NULL)
    return;
  if (n == 0) {
    g_string_append_printf (writer->out, "<%s />", tag);
    return;
  }

  g_string_append_printf (writer->out, "<%s>", tag);
  for (guint i = 0; object->items != NULL && i < object->items->len; i++)
    write_value (writer, NULL, object->items->pdata[i]);
  for (guint i = 0; object->entries != NULL && i < object->entries->len; i++) {
    const PowershellEntry *entry = &g_array_index (object->entries, PowershellEntry, i);

    g_string_append (writer->out, "<En>");
    write_value (writer, "Key", entry->key);
    write_value (writer, "Value", entry->value);
    close_tag (writer, "En");
  }
  close_tag (writer, tag);
}

static void
write_object (Writer *writer, const char *name, const PowershellObject *object)
{
  open_tag (writer, "Obj", name);
  g_string_append_printf (writer->out, " RefId=\"%u\">", writer->n_objects++);
  if (object->types != NULL)
    write_types (writer, object->types);
  if (object->text != NULL)
    write_leaf (writer, "ToString", NULL, object->text);
  if (object->primitive != NULL)
    write_value (writer, NULL, object->primitive);
  write_contents (writer, object);
  write_properties (writer, "Props", object->adapted);
  write_properties (writer, "MS", object->extended);
  close_tag (writer, "Obj");
}

static void
write_value (Writer *writer, const char *name, const PowershellValue *value)
{
  if (value->kind == POWERSHELL_OBJECT)
    write_object (writer, name, value->object);
  else if (value->kind == POWERSHELL_LOOP)
    write_leaf (writer, "S", name, value->text != NULL ? value->text : "");
  else
    write_leaf (writer, powershell_kind_tag (value->kind), name, value->text);
}

GString *
powershell_clixml_write (const PowershellValue *value)
{
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer writer = { .out = g_string_new (NULL), .types = types };

  write_value (&writer, NULL, value);
  return writer.out;
}
