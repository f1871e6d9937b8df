/* powershell-message.c - the messages inside the fragments
 *
 * What is written was compared, byte for byte, with what Windows' and other clients write.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-message.h"

#include "powershell-clixml.h"
#include "powershell-error.h"
#include "powershell-make.h"

#include <string.h>

#define HEADER_BYTES 40
#define TO_CLIENT 1
#define TO_SERVER 2

#define RUNSPACES "System.Management.Automation.Runspaces."

/* Those whose body means something to us. */
static const guint32 read_types[] = {
  POWERSHELL_SESSION_CAPABILITY, POWERSHELL_RUNSPACEPOOL_STATE, POWERSHELL_APPLICATION_PRIVATE_DATA,
  POWERSHELL_PIPELINE_OUTPUT,    POWERSHELL_ERROR_RECORD,       POWERSHELL_PIPELINE_STATE,
  POWERSHELL_WARNING_RECORD,
};

void
powershell_message_clear (PowershellMessage *self)
{
  g_clear_pointer (&self->body, powershell_value_unref);
}

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 |
         (guint32) bytes[3] << 24;
}

static void
append_number (GByteArray *out, guint32 number)
{
  const guint8 bytes[] = { number & 0xFF, number >> 8 & 0xFF, number >> 16 & 0xFF, number >> 24 };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static gboolean
has_meaning (guint32 type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (read_types); i++)
    if (read_types[i] == type)
      return TRUE;
  return FALSE;
}

gboolean
powershell_message_read (GBytes *bytes, PowershellMessage *ret, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  PowershellValue *body = NULL;
  guint32 type;

  if (size < HEADER_BYTES || read_number (data) != TO_CLIENT) {
    powershell_error_set_answer (error, "a message that is not one for us");
    return FALSE;
  }

  type = read_number (data + 4);
  if (has_meaning (type)) {
    body = powershell_clixml_read ((const char *) data + HEADER_BYTES, size - HEADER_BYTES, error);
    if (body == NULL)
      return FALSE;
  }
  ret->type = type;
  memcpy (ret->pool.bytes, data + 8, POWERSHELL_GUID_BYTES);
  memcpy (ret->pipeline.bytes, data + 24, POWERSHELL_GUID_BYTES);
  ret->body = body;
  return TRUE;
}

GBytes *
powershell_message_write (PowershellMessageType type, const PowershellGuid *pool,
                          const PowershellGuid *pipeline, const PowershellValue *body)
{
  static const PowershellGuid none = { { 0 } };
  GByteArray *out = g_byte_array_new ();
  GString *xml = powershell_clixml_write (body);

  append_number (out, TO_SERVER);
  append_number (out, (guint32) type);
  g_byte_array_append (out, pool->bytes, POWERSHELL_GUID_BYTES);
  g_byte_array_append (out, pipeline != NULL ? pipeline->bytes : none.bytes, POWERSHELL_GUID_BYTES);
  g_byte_array_append (out, (const guint8 *) xml->str, (guint) xml->len);
  g_string_free (xml, TRUE);
  return g_byte_array_free_to_bytes (out);
}

PowershellValue *
powershell_message_capability (void)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  powershell_bag_add (bag, "protocolversion", powershell_make_version ("2.3"));
  powershell_bag_add (bag, "PSVersion", powershell_make_version ("2.0"));
  powershell_bag_add (bag, "SerializationVersion", powershell_make_version ("1.1.0.1"));
  return powershell_bag_finish (bag);
}

/* Nobody is there to answer a prompt. */
static PowershellValue *
make_host_info (void)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  powershell_bag_add (bag, "_isHostNull", powershell_make_boolean (TRUE));
  powershell_bag_add (bag, "_isHostUINull", powershell_make_boolean (TRUE));
  powershell_bag_add (bag, "_isHostRawUINull", powershell_make_boolean (TRUE));
  powershell_bag_add (bag, "_useRunspaceHost", powershell_make_boolean (TRUE));
  return powershell_bag_finish (bag);
}

static PowershellValue *
make_apartment (void)
{
  return powershell_make_enum (RUNSPACES "ApartmentState", "UNKNOWN", 2);
}

PowershellValue *
powershell_message_init_pool (void)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  powershell_bag_add (bag, "MinRunspaces", powershell_make_int32 (1));
  powershell_bag_add (bag, "MaxRunspaces", powershell_make_int32 (1));
  powershell_bag_add (bag, "PSThreadOptions",
                      powershell_make_enum (RUNSPACES "PSThreadOptions", "Default", 0));
  powershell_bag_add (bag, "ApartmentState", make_apartment ());
  powershell_bag_add (bag, "HostInfo", make_host_info ());
  powershell_bag_add (bag, "ApplicationArguments", powershell_make_nil ());
  return powershell_bag_finish (bag);
}

static const char *const list_types[] = {
  "System.Collections.Generic.List`1[[System.Management.Automation.PSObject, "
  "System.Management.Automation, "
  "Version=1.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]",
  "System.Object", NULL
};

static PowershellValue *
make_parameter (const char *name, const PowershellValue *value)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  powershell_bag_add (bag, "N", powershell_make_string (name));
  powershell_bag_add (bag, "V", powershell_value_ref ((PowershellValue *) value));
  return powershell_bag_finish (bag);
}

/* Errors and warnings keep to their own streams. */
static void
add_merges (PowershellBag *bag, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    powershell_bag_add (bag, names[i],
                        powershell_make_enum (RUNSPACES "PipelineResultTypes", "None", 0));
}

static PowershellValue *
make_command (const PowershellCommand *command)
{
  static const char *const first[] = { "MergeMyResult", "MergeToResult", "MergePreviousResults",
                                       NULL };
  static const char *const last[] = { "MergeError", "MergeWarning",     "MergeVerbose",
                                      "MergeDebug", "MergeInformation", NULL };
  PowershellBag *bag = powershell_bag_new (NULL);
  PowershellBag *arguments = powershell_bag_new (list_types);

  for (guint i = 0; i < powershell_command_n_parameters (command); i++)
    powershell_bag_add_item (arguments, make_parameter (powershell_command_parameter (command, i),
                                                        powershell_command_argument (command, i)));
  powershell_bag_add (bag, "Cmd", powershell_make_string (powershell_command_name (command)));
  powershell_bag_add (bag, "IsScript", powershell_make_boolean (FALSE)); /* never another */
  powershell_bag_add (bag, "UseLocalScope", powershell_make_nil ());
  add_merges (bag, first);
  powershell_bag_add (bag, "Args", powershell_bag_finish_list (arguments));
  add_merges (bag, last);
  return powershell_bag_finish (bag);
}

static PowershellValue *
make_pipeline (const PowershellCommand *command)
{
  PowershellBag *bag = powershell_bag_new (NULL);
  PowershellBag *commands = powershell_bag_new (list_types);

  powershell_bag_add_item (commands, make_command (command));
  powershell_bag_add (bag, "IsNested", powershell_make_boolean (FALSE));
  powershell_bag_add (bag, "ExtraCmds", powershell_make_nil ());
  powershell_bag_add (bag, "Cmds", powershell_bag_finish_list (commands));
  powershell_bag_add (bag, "History", powershell_make_nil ());
  powershell_bag_add (bag, "RedirectShellErrorOutputPipe", powershell_make_boolean (FALSE));
  return powershell_bag_finish (bag);
}

PowershellValue *
powershell_message_create_pipeline (const PowershellCommand *command)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  powershell_bag_add (bag, "NoInput", powershell_make_boolean (TRUE));
  powershell_bag_add (bag, "ApartmentState", make_apartment ());
  powershell_bag_add (bag, "RemoteStreamOptions",
                      powershell_make_enum (RUNSPACES "RemoteStreamOptions", "0", 0));
  powershell_bag_add (bag, "AddToHistory", powershell_make_boolean (FALSE));
  powershell_bag_add (bag, "HostInfo", make_host_info ());
  powershell_bag_add (bag, "PowerShell", make_pipeline (command));
  powershell_bag_add (bag, "IsNested", powershell_make_boolean (FALSE));
  return powershell_bag_finish (bag);
}
