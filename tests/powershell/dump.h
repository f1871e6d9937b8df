/* dump.h - a value as lines of text, for tests to compare
 *
 *   object [System.Enum, System.Object] “Off”
 *     = I32 0
 *     .Name S “Ann”
 *     - S “an item of a list”
 *     > S “key”
 *       S “value”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "powershell-value-private.h"

static inline void dump_value (GString *out, const char *mark, guint indent,
                               const PowershellValue *value);

static inline void
dump_line (GString *out, const char *mark, guint indent, const char *text)
{
  g_string_append_printf (out, "%s%*s%s%s", out->len > 0 ? "\n" : "", (int) indent * 2, "", mark,
                          text);
}

static inline void
dump_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_strescape (text, "“”€ä😀");

  g_string_append_printf (
      out, " “%s”",
      g_utf8_validate (text, -1, NULL) && !strpbrk (text, "\n\r\t\v\f\001") ? text : escaped);
}

static inline void
dump_properties (GString *out, const char *mark, guint indent, const GArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++) {
    const PowershellProperty *property = &g_array_index (list, PowershellProperty, i);
    g_autofree char *name = g_strdup_printf ("%s%s ", mark, property->name);

    dump_value (out, name, indent, property->value);
  }
}

static inline void
dump_object (GString *out, guint indent, const PowershellObject *object)
{
  static const char *const holds[] = {
    "", " list", " sequence", " stack", " queue", " dictionary"
  };

  g_string_append (out, holds[object->holds]);
  for (guint i = 0; object->types != NULL && i < object->types->len; i++)
    g_string_append_printf (out, "%s%s%s", i == 0 ? " [" : ", ",
                            (const char *) object->types->pdata[i],
                            i + 1 == object->types->len ? "]" : "");
  if (object->text != NULL)
    dump_text (out, object->text);
  if (object->primitive != NULL)
    dump_value (out, "= ", indent + 1, object->primitive);
  dump_properties (out, ".", indent + 1, object->adapted);
  dump_properties (out, ":", indent + 1, object->extended);
  for (guint i = 0; object->items != NULL && i < object->items->len; i++)
    dump_value (out, "- ", indent + 1, object->items->pdata[i]);
  for (guint i = 0; object->entries != NULL && i < object->entries->len; i++) {
    dump_value (out, "> ", indent + 1, g_array_index (object->entries, PowershellEntry, i).key);
    dump_value (out, "", indent + 2, g_array_index (object->entries, PowershellEntry, i).value);
  }
}

static inline void
dump_value (GString *out, const char *mark, guint indent, const PowershellValue *value)
{
  if (value->kind == POWERSHELL_OBJECT) {
    dump_line (out, mark, indent, "object");
    dump_object (out, indent, value->object);
    return;
  }
  dump_line (out, mark, indent,
             value->kind == POWERSHELL_LOOP ? "loop" : powershell_kind_tag (value->kind));
  if (value->text != NULL && value->kind != POWERSHELL_NIL)
    dump_text (out, value->text);
}

/* Caller frees. */
static inline char *
dump (const PowershellValue *value)
{
  GString *out = g_string_new (NULL);

  dump_value (out, "", 0, value);
  return g_string_free (out, FALSE);
}
