/* sim-powershell-xml.c - objects as Exchange writes them, pipelines as clients send them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-xml.h"

#include "base-time.h"
#include "wire-xml-read.h"

#include <string.h>

#define SERVER_OFFSET_S (2 * 3600)

struct _SimThing
{
  GString *xml;
  guint n_objects;
  guint n_types;
};

/* With PowerShell's and XML's escapes. Caller frees. */
static char *
escape (const char *text)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; units != NULL && units[i] != 0; i++) {
    gunichar2 unit = units[i];
    gboolean opens = unit == '_' && (units[i + 1] | 0x20) == 'x';

    if (unit < 0x20 || (unit >= 0x7F && unit < 0xA0) || (unit & 0xF800) == 0xD800 ||
        unit >= 0xFFFE || opens)
      g_string_append_printf (out, "_x%04X_", (guint) unit);
    else if (strchr ("<>&\"'", unit < 0x80 ? (int) unit : 'a') != NULL)
      g_string_append_printf (out, "&#%u;", (guint) unit);
    else
      g_string_append_unichar (out, unit);
  }
  return g_string_free (out, FALSE);
}

static char *
unescape (const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  g_autoptr (GArray) out = g_array_new (TRUE, FALSE, sizeof (gunichar2));
  char *plain;

  for (glong i = 0; i < length; i++) {
    guint unit = units[i];
    guint value = 0;
    gboolean is_escape =
        unit == '_' && i + 6 < length && (units[i + 1] | 0x20) == 'x' && units[i + 6] == '_';
    gunichar2 added;

    for (glong k = i + 2; is_escape && k < i + 6; k++) {
      is_escape = units[k] < 0x80 && g_ascii_isxdigit ((char) units[k]);
      value = value * 16 + (is_escape ? (guint) g_ascii_xdigit_value ((char) units[k]) : 0);
    }
    added = (gunichar2) (is_escape ? value : unit);
    g_array_append_val (out, added);
    i += is_escape ? 6 : 0;
  }
  plain =
      g_utf16_to_utf8 ((const gunichar2 *) (void *) out->data, (glong) out->len, NULL, NULL, NULL);
  return plain != NULL ? plain : g_strdup ("");
}

static void
append_types (SimThing *self, const char *type, const char *base)
{
  g_string_append_printf (self->xml, "<TN RefId=\"%u\"><T>%s</T>", self->n_types++, type);
  if (base != NULL)
    g_string_append_printf (self->xml, "<T>%s</T><T>System.ValueType</T>", base);
  g_string_append (self->xml, "<T>System.Object</T></TN>");
}

static void
append_leaf (SimThing *self, const char *tag, const char *name, const char *value)
{
  g_autofree char *escaped = value != NULL ? escape (value) : NULL;

  if (escaped == NULL)
    g_string_append_printf (self->xml, "<Nil N=\"%s\" />", name);
  else
    g_string_append_printf (self->xml, "<%s N=\"%s\">%s</%s>", tag, name, escaped, tag);
}

SimThing *
sim_thing_new (const char *type, const char *text)
{
  SimThing *self = g_new0 (SimThing, 1);
  g_autofree char *escaped = escape (text);

  self->xml = g_string_new (NULL);
  g_string_append_printf (self->xml, "<Obj RefId=\"%u\">", self->n_objects++);
  append_types (self, type, NULL);
  g_string_append_printf (self->xml, "<ToString>%s</ToString><Props>", escaped);
  return self;
}

char *
sim_thing_finish (SimThing *self)
{
  GString *xml = self->xml;

  g_string_append (xml, "</Props><MS><S N=\"PSComputerName\">sim-mbx01.corp.example</S>"
                        "<B N=\"PSShowComputerName\">false</B></MS></Obj>");
  g_free (self);
  return g_string_free (xml, FALSE);
}

void
sim_thing_text (SimThing *self, const char *name, const char *value)
{
  append_leaf (self, "S", name, value);
}

void
sim_thing_flag (SimThing *self, const char *name, gboolean value)
{
  append_leaf (self, "B", name, value ? "true" : "false");
}

void
sim_thing_list (SimThing *self, const char *name, JsonArray *values)
{
  g_string_append_printf (self->xml, "<Obj N=\"%s\" RefId=\"%u\">", name, self->n_objects++);
  append_types (self, "System.Collections.ArrayList", NULL);
  g_string_append (self->xml, "<LST>");
  for (guint i = 0; i < json_array_get_length (values); i++) {
    g_autofree char *escaped = escape (json_array_get_string_element (values, i));

    g_string_append_printf (self->xml, "<S>%s</S>", escaped);
  }
  g_string_append (self->xml, "</LST></Obj>");
}

void
sim_thing_date (SimThing *self, const char *name, GDateTime *value)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (SERVER_OFFSET_S);
  g_autoptr (GDateTime) local = value != NULL ? g_date_time_to_timezone (value, zone) : NULL;
  g_autofree char *text =
      local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S.0000000%:z") : NULL;

  append_leaf (self, "DT", name, text);
}

void
sim_thing_word (SimThing *self, const char *name, const char *type, const char *word, int number)
{
  g_string_append_printf (self->xml, "<Obj N=\"%s\" RefId=\"%u\">", name, self->n_objects++);
  append_types (self, type, "System.Enum");
  g_string_append_printf (self->xml, "<ToString>%s</ToString><I32>%d</I32></Obj>", word, number);
}

void
sim_thing_place (SimThing *self, const char *name, const char *text)
{
  guint id = self->n_objects;
  g_autofree char *escaped = text != NULL ? escape (text) : NULL;

  if (escaped == NULL) {
    append_leaf (self, "S", name, NULL);
    return;
  }
  self->n_objects++;
  g_string_append_printf (self->xml, "<Obj N=\"%s\" RefId=\"%u\">", name, id);
  append_types (self, "Microsoft.Exchange.Data.Directory.ADObjectId", NULL);
  g_string_append_printf (self->xml,
                          "<ToString>%s</ToString><Props><Ref N=\"DomainId\" RefId=\"%u\" /><S "
                          "N=\"Name\">%s</S></Props></Obj>",
                          escaped, id, escaped);
}

char *
sim_error_record (const char *exception, int category, const char *words)
{
  g_autofree char *escaped = escape (words);
  g_autofree char *request_id = g_uuid_string_random ();

  return g_strdup_printf (
      "<Obj RefId=\"0\"><TN "
      "RefId=\"0\"><T>System.Management.Automation.ErrorRecord</T><T>System.Object</T></TN>"
      "<ToString>%s</ToString><MS><Obj N=\"Exception\" RefId=\"1\"><TN RefId=\"1\">"
      "<T>Microsoft.Exchange.Configuration.Tasks.%s</T><T>System.Exception</T><T>System.Object</"
      "T></TN>"
      "<ToString>%s</ToString><Props><S N=\"Message\">%s</S></Props></Obj><Nil N=\"TargetObject\" "
      "/>"
      "<S N=\"FullyQualifiedErrorId\">[Server=SIM-MBX01,RequestId=%s,TimeStamp=1/2/2026 3:04:05 "
      "PM] "
      "[FailureCategory=Cmdlet-%s] 4B953CE,Microsoft.Exchange.Management</S><Nil "
      "N=\"InvocationInfo\" />"
      "<I32 N=\"ErrorCategory_Category\">%d</I32><S N=\"ErrorCategory_Activity\"></S>"
      "<S N=\"ErrorCategory_Reason\">%s</S><S N=\"ErrorCategory_Message\">%s</S>"
      "<B N=\"SerializeExtendedInfo\">false</B></MS></Obj>",
      escaped, exception, escaped, escaped, request_id, exception, category, exception, exception);
}

static void
free_argument (gpointer data)
{
  SimArgument *argument = data;

  g_free (argument->tag);
  g_free (argument->text);
  g_free (argument);
}

void
sim_pipeline_free (SimPipeline *self)
{
  if (self == NULL)
    return;

  g_free (self->cmdlet);
  g_clear_pointer (&self->arguments, g_hash_table_unref);
  g_free (self);
}

/* The child of an object's MS that has that name and that tag (NULL: any). */
static const xmlNode *
member (const xmlNode *object, const char *tag, const char *name)
{
  const xmlNode *set = wire_xml_child (object, NULL, "MS");

  for (const xmlNode *node = wire_xml_first (set); node != NULL;
       node = xmlNextElementSibling ((xmlNode *) node)) {
    g_autofree char *found = wire_xml_attribute (node, "N");

    if (g_strcmp0 (found, name) == 0 && (tag == NULL || wire_xml_is (node, NULL, tag)))
      return node;
  }
  return NULL;
}

static gboolean
read_arguments (SimPipeline *self, const xmlNode *list)
{
  for (const xmlNode *node = wire_xml_first (list); node != NULL;
       node = xmlNextElementSibling ((xmlNode *) node)) {
    const xmlNode *name = member (node, "S", "N");
    const xmlNode *value = member (node, NULL, "V");
    g_autofree char *raw_name = name != NULL ? wire_xml_text (name) : NULL;
    g_autofree char *raw = value != NULL ? wire_xml_text (value) : NULL;
    SimArgument *argument;

    if (raw_name == NULL || raw == NULL)
      return FALSE;
    argument = g_new0 (SimArgument, 1);
    argument->tag = g_strdup ((const char *) value->name);
    argument->text = unescape (raw);
    g_hash_table_insert (self->arguments, g_ascii_strdown (raw_name, -1), argument);
  }
  return TRUE;
}

static gboolean
read_command (SimPipeline *self, const xmlNode *command)
{
  static const char *const needed[] = { "UseLocalScope", "MergeMyResult", "MergeToResult",
                                        "MergePreviousResults" };
  const xmlNode *name = member (command, "S", "Cmd");
  const xmlNode *script = member (command, "B", "IsScript");
  const xmlNode *arguments = member (command, "Obj", "Args");
  g_autofree char *is_script = script != NULL ? wire_xml_text (script) : NULL;
  g_autofree char *raw = name != NULL ? wire_xml_text (name) : NULL;

  if (raw == NULL || is_script == NULL || arguments == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (member (command, NULL, needed[i]) == NULL)
      return FALSE;

  self->cmdlet = unescape (raw);
  self->is_script = strcmp (is_script, "false") != 0;
  return read_arguments (self, wire_xml_child (arguments, NULL, "LST"));
}

SimPipeline *
sim_pipeline_parse (const char *xml)
{
  g_autoptr (xmlDoc) doc = wire_xml_parse (xml, strlen (xml), NULL);
  g_autoptr (SimPipeline) self = g_new0 (SimPipeline, 1);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *commands = member (member (root, "Obj", "PowerShell"), "Obj", "Cmds");
  const xmlNode *command = wire_xml_first (wire_xml_child (commands, NULL, "LST"));

  self->arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_argument);
  if (member (root, "Obj", "HostInfo") == NULL || member (root, "B", "NoInput") == NULL ||
      command == NULL || xmlNextElementSibling ((xmlNode *) command) != NULL ||
      !read_command (self, command))
    return NULL;
  return g_steal_pointer (&self);
}

static const SimArgument *
find_argument (const SimPipeline *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->arguments, lower);
}

const char *
sim_pipeline_argument (const SimPipeline *self, const char *name)
{
  const SimArgument *found = find_argument (self, name);

  return found != NULL ? found->text : NULL;
}

const char *
sim_pipeline_argument_tag (const SimPipeline *self, const char *name)
{
  const SimArgument *found = find_argument (self, name);

  return found != NULL ? found->tag : NULL;
}
