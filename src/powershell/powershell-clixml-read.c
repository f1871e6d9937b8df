/* powershell-clixml-read.c - values from XML
 *
 * An object that is referred to while it is still being read encloses the place where that happens:
 * such a circle becomes a LOOP. All others are shared; since a chain of shared objects could be as
 * long as the document, each object's height is bounded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "powershell-clixml.h"
#include "powershell-error.h"
#include "powershell-escape.h"
#include "powershell-value-private.h"
#include "wire-xml-read.h"

#include <string.h>

typedef struct
{
  GHashTable *done;  /* RefId → PowershellValue */
  GHashTable *open;  /* RefId → PowershellObject that is being read; borrowed */
  GHashTable *types; /* RefId → GPtrArray */
  guint n_values;
} Reader;

static PowershellValue *read_value (Reader *reader, const xmlNode *node, guint depth,
                                    GError **error);

static gboolean
refuse (const xmlNode *node, const char *what, GError **error)
{
  g_autofree char *path = wire_xml_path (node);
  g_autofree char *shown = base_text_for_display (path, 200);

  powershell_error_set_answer (error, "%s in %s", what, shown);
  return FALSE;
}

static const xmlNode *
next_element (const xmlNode *node)
{
  return xmlNextElementSibling ((xmlNode *) node);
}

/* Without PowerShell's escapes. NULL with an error when it is too long. */
static char *
read_text (const xmlNode *node, GError **error)
{
  g_autofree char *raw = wire_xml_text (node);

  if (strlen (raw) > POWERSHELL_MOST_TEXT_BYTES) {
    refuse (node, "a text that is too long", error);
    return NULL;
  }
  return powershell_escape_decode (raw);
}

static gboolean
count (Reader *reader, const xmlNode *node, GError **error)
{
  return ++reader->n_values <= POWERSHELL_MOST_VALUES || refuse (node, "too many values", error);
}

static gboolean
read_types (Reader *reader, const xmlNode *node, PowershellObject *object, GError **error)
{
  g_autofree char *id = wire_xml_attribute (node, "RefId");

  if (object->types != NULL)
    return refuse (node, "type names that come twice", error);
  if (id == NULL || g_hash_table_contains (reader->types, id))
    return refuse (node, "type names without a number of their own", error);

  object->types = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (reader->types, g_steal_pointer (&id), g_ptr_array_ref (object->types));
  for (const xmlNode *type = wire_xml_first (node); type != NULL; type = next_element (type)) {
    char *text = count (reader, type, error) ? read_text (type, error) : NULL;

    if (text == NULL)
      return FALSE;
    g_ptr_array_add (object->types, text);
  }
  return TRUE;
}

static gboolean
refer_types (Reader *reader, const xmlNode *node, PowershellObject *object, GError **error)
{
  g_autofree char *id = wire_xml_attribute (node, "RefId");
  GPtrArray *types = id != NULL ? g_hash_table_lookup (reader->types, id) : NULL;

  if (types == NULL || object->types != NULL)
    return refuse (node, types == NULL ? "a reference to nothing" : "type names that come twice",
                   error);

  object->types = g_ptr_array_ref (types);
  return TRUE;
}

static gboolean
read_properties (Reader *reader, const xmlNode *node, GArray **list, guint depth, GError **error)
{
  if (*list != NULL)
    return refuse (node, "members that come twice", error);

  for (const xmlNode *child = wire_xml_first (node); child != NULL; child = next_element (child)) {
    g_autofree char *raw = wire_xml_attribute (child, "N");
    g_autofree char *name = raw != NULL ? powershell_escape_decode (raw) : NULL;
    PowershellValue *value;

    if (name == NULL)
      return refuse (child, "a member without a name", error);
    value = read_value (reader, child, depth, error);
    if (value == NULL)
      return FALSE;
    powershell_object_add (list, name, value);
  }
  return TRUE;
}

static gboolean
read_items (Reader *reader, const xmlNode *node, PowershellObject *object, guint depth,
            GError **error)
{
  for (const xmlNode *child = wire_xml_first (node); child != NULL; child = next_element (child)) {
    PowershellValue *value = read_value (reader, child, depth, error);

    if (value == NULL)
      return FALSE;
    powershell_object_add_item (object, value);
  }
  return TRUE;
}

/* The child that is called name; an entry has a "Key" and a "Value". */
static PowershellValue *
read_half (Reader *reader, const xmlNode *entry, const char *name, guint depth, GError **error)
{
  for (const xmlNode *child = wire_xml_first (entry); child != NULL; child = next_element (child)) {
    g_autofree char *found = wire_xml_attribute (child, "N");

    if (g_strcmp0 (found, name) == 0)
      return read_value (reader, child, depth, error);
  }
  refuse (entry, "an entry without key or value", error);
  return NULL;
}

static gboolean
read_entries (Reader *reader, const xmlNode *node, PowershellObject *object, guint depth,
              GError **error)
{
  for (const xmlNode *child = wire_xml_first (node); child != NULL; child = next_element (child)) {
    g_autoptr (PowershellValue) key = NULL;
    g_autoptr (PowershellValue) value = NULL;

    if (!wire_xml_is (child, NULL, "En"))
      return refuse (child, "something else than an entry", error);
    key = read_half (reader, child, "Key", depth, error);
    value = key != NULL ? read_half (reader, child, "Value", depth, error) : NULL;
    if (value == NULL)
      return FALSE;
    powershell_object_add_entry (object, g_steal_pointer (&key), g_steal_pointer (&value));
  }
  return TRUE;
}

static gboolean
read_contents (Reader *reader, const xmlNode *node, PowershellObject *object, guint depth,
               GError **error)
{
  if (object->holds != POWERSHELL_HOLDS_NOTHING)
    return refuse (node, "a list within a list", error);

  for (PowershellHolds holds = POWERSHELL_HOLDS_LIST; holds < POWERSHELL_N_HOLDS; holds++)
    if (strcmp (powershell_holds_tag (holds), (const char *) node->name) == 0)
      object->holds = holds;
  if (object->holds == POWERSHELL_HOLDS_DICTIONARY)
    return read_entries (reader, node, object, depth, error);
  if (object->holds != POWERSHELL_HOLDS_NOTHING)
    return read_items (reader, node, object, depth, error);

  if (object->primitive != NULL || wire_xml_is (node, NULL, "Obj") ||
      wire_xml_is (node, NULL, "Ref"))
    return refuse (node, "what no object has", error);
  object->primitive = read_value (reader, node, depth, error);
  return object->primitive != NULL;
}

static gboolean
read_string (const xmlNode *node, PowershellObject *object, GError **error)
{
  if (object->text != NULL)
    return refuse (node, "a text that comes twice", error);

  object->text = read_text (node, error);
  return object->text != NULL;
}

static gboolean
read_part (Reader *reader, const xmlNode *node, PowershellObject *object, guint depth,
           GError **error)
{
  if (wire_xml_is (node, NULL, "TN"))
    return read_types (reader, node, object, error);
  if (wire_xml_is (node, NULL, "TNRef"))
    return refer_types (reader, node, object, error);
  if (wire_xml_is (node, NULL, "ToString"))
    return read_string (node, object, error);
  if (wire_xml_is (node, NULL, "Props"))
    return read_properties (reader, node, &object->adapted, depth, error);
  if (wire_xml_is (node, NULL, "MS"))
    return read_properties (reader, node, &object->extended, depth, error);
  return read_contents (reader, node, object, depth, error);
}

static PowershellValue *
read_object (Reader *reader, const xmlNode *node, guint depth, GError **error)
{
  g_autoptr (PowershellObject) object = powershell_object_new ();
  g_autofree char *id = wire_xml_attribute (node, "RefId");
  g_autoptr (PowershellValue) value = NULL;
  gboolean is_read = TRUE;

  if (id != NULL &&
      (g_hash_table_contains (reader->done, id) || g_hash_table_contains (reader->open, id))) {
    refuse (node, "a number that is given twice", error);
    return NULL;
  }
  if (id != NULL)
    g_hash_table_insert (reader->open, id, object);
  for (const xmlNode *child = wire_xml_first (node); child != NULL && is_read;
       child = next_element (child))
    is_read = read_part (reader, child, object, depth + 1, error);
  if (id != NULL)
    g_hash_table_remove (reader->open, id);
  if (!is_read)
    return NULL;

  value = powershell_value_new_object (g_steal_pointer (&object));
  if (value->height > POWERSHELL_MOST_DEPTH || value->weight > POWERSHELL_MOST_VALUES) {
    refuse (node, "too deep or too large an object", error);
    return NULL;
  }
  if (id != NULL)
    g_hash_table_insert (reader->done, g_steal_pointer (&id), powershell_value_ref (value));
  return g_steal_pointer (&value);
}

static PowershellValue *
follow (Reader *reader, const xmlNode *node, GError **error)
{
  g_autofree char *id = wire_xml_attribute (node, "RefId");
  PowershellValue *done = id != NULL ? g_hash_table_lookup (reader->done, id) : NULL;
  const PowershellObject *open = id != NULL ? g_hash_table_lookup (reader->open, id) : NULL;

  if (done != NULL)
    return powershell_value_ref (done);
  if (open != NULL)
    return powershell_value_new_loop (open->text);

  refuse (node, "a reference to nothing", error);
  return NULL;
}

static PowershellValue *
read_primitive (const xmlNode *node, GError **error)
{
  for (PowershellKind kind = POWERSHELL_NIL; kind < POWERSHELL_OBJECT; kind++)
    if (strcmp (powershell_kind_tag (kind), (const char *) node->name) == 0) {
      char *text = wire_xml_first (node) == NULL ? read_text (node, error) : NULL;

      if (text == NULL && wire_xml_first (node) != NULL)
        refuse (node, "elements where a text should be", error);
      return text != NULL ? powershell_value_parse (kind, text, error) : NULL;
    }

  refuse (node, "an unknown type", error);
  return NULL;
}

static PowershellValue *
read_value (Reader *reader, const xmlNode *node, guint depth, GError **error)
{
  if (depth > POWERSHELL_MOST_DEPTH) {
    refuse (node, "too deep an object", error);
    return NULL;
  }
  if (!count (reader, node, error))
    return NULL;
  if (wire_xml_is (node, NULL, "Obj"))
    return read_object (reader, node, depth, error);
  if (wire_xml_is (node, NULL, "Ref"))
    return follow (reader, node, error);
  return read_primitive (node, error);
}

static xmlDoc *
parse (const char *data, gsize size, GError **error)
{
  static const char mark[] = "\xEF\xBB\xBF";
  g_autoptr (GError) why = NULL;
  xmlDoc *doc;

  if (size >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0) {
    data += strlen (mark);
    size -= strlen (mark);
  }
  doc = wire_xml_parse (data, size, &why);
  if (doc == NULL)
    powershell_error_set_answer (error, "%s", why->message);
  return doc;
}

PowershellValue *
powershell_clixml_read (const char *data, gsize size, GError **error)
{
  g_autoptr (xmlDoc) doc = parse (data, size, error);
  g_autoptr (GHashTable) done = NULL;
  g_autoptr (GHashTable) open = NULL;
  g_autoptr (GHashTable) types = NULL;
  Reader reader = { NULL };

  if (doc == NULL)
    return NULL;

  done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) powershell_value_unref);
  open = g_hash_table_new (g_str_hash, g_str_equal);
  types =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader = (Reader){ .done = done, .open = open, .types = types };
  return read_value (&reader, xmlDocGetRootElement (doc), 1, error);
}
