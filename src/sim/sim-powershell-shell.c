/* sim-powershell-shell.c - the shells that are open
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-shell.h"

#include "sim-powershell-cmdlets.h"

#include <string.h>

#define SESSION_CAPABILITY 0x00010002
#define INIT_RUNSPACEPOOL 0x00010004
#define RUNSPACEPOOL_STATE 0x00021005
#define CREATE_PIPELINE 0x00021006
#define APPLICATION_PRIVATE_DATA 0x00021009
#define PIPELINE_OUTPUT 0x00041004
#define ERROR_RECORD 0x00041005
#define PIPELINE_STATE 0x00041006
#define PROGRESS 0x00041010

struct _SimShells
{
  SimWorld *world;
  GHashTable *table; /* id in capitals → SimShell */
};

static void
free_running (gpointer data)
{
  SimRunning *running = data;

  g_byte_array_unref (running->incoming);
  g_byte_array_unref (running->outgoing);
  g_free (running);
}

static void
free_shell (gpointer data)
{
  SimShell *shell = data;

  g_free (shell->id);
  g_byte_array_unref (shell->incoming);
  g_byte_array_unref (shell->outgoing);
  g_hash_table_unref (shell->pipelines);
  g_free (shell);
}

SimShells *
sim_shells_new (SimWorld *world)
{
  SimShells *self = g_new0 (SimShells, 1);

  self->world = world;
  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_shell);
  return self;
}

void
sim_shells_free (SimShells *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->table);
  g_free (self);
}

SimShell *
sim_shells_add (SimShells *self, guint owner, const char *id)
{
  SimShell *shell;
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((SimShell *) value)->owner == owner;
  if (n >= SIM_MOST_SHELLS)
    return NULL;

  shell = g_new0 (SimShell, 1);
  shell->id = g_ascii_strup (id, -1);
  shell->owner = owner;
  shell->incoming = g_byte_array_new ();
  shell->outgoing = g_byte_array_new ();
  shell->pipelines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_running);
  shell->next_object = 1;
  g_hash_table_replace (self->table, shell->id, shell);
  sim_counters_shells (self->world->counters, 1);
  return shell;
}

SimShell *
sim_shells_find (SimShells *self, guint owner, const char *id)
{
  g_autofree char *upper = id != NULL ? g_ascii_strup (id, -1) : NULL;
  SimShell *shell = upper != NULL ? g_hash_table_lookup (self->table, upper) : NULL;

  return shell != NULL && shell->owner == owner ? shell : NULL;
}

void
sim_shells_remove (SimShells *self, SimShell *shell)
{
  if (g_hash_table_remove (self->table, shell->id))
    sim_counters_shells (self->world->counters, -1);
}

static void
say (SimShell *self, SimRunning *running, guint32 type, const char *xml)
{
  SimPsrpMessage message = { .type = type, .xml = (char *) xml };

  memcpy (message.pool, self->pool, SIM_GUID_BYTES);
  if (running != NULL)
    memcpy (message.pipeline, running->id, SIM_GUID_BYTES);
  sim_psrp_put (running != NULL ? running->outgoing : self->outgoing, self->next_object++,
                &message);
}

static void
greet (SimShell *self)
{
  say (self, NULL, SESSION_CAPABILITY,
       "<Obj RefId=\"0\"><MS><Version N=\"protocolversion\">2.3</Version><Version "
       "N=\"PSVersion\">2.0</Version>"
       "<Version N=\"SerializationVersion\">1.1.0.1</Version></MS></Obj>");
  say (self, NULL, APPLICATION_PRIVATE_DATA,
       "<Obj RefId=\"0\"><MS><Obj N=\"ApplicationPrivateData\" RefId=\"1\"><TN RefId=\"0\">"
       "<T>System.Management.Automation.PSPrimitiveDictionary</T><T>System.Collections.Hashtable</"
       "T><T>System.Object</T></TN>"
       "<DCT><En><S N=\"Key\">PSVersionTable</S><Obj N=\"Value\" RefId=\"2\"><TNRef RefId=\"0\" "
       "/><DCT><En>"
       "<S N=\"Key\">PSVersion</S><Version N=\"Value\">5.1.14393.5006</Version></En><En><S "
       "N=\"Key\">PSCompatibleVersions</S>"
       "<Obj N=\"Value\" RefId=\"3\"><TN "
       "RefId=\"1\"><T>System.Version[]</T><T>System.Array</T><T>System.Object</T></TN>"
       "<LST><Version>1.0</Version><Version>2.0</Version></LST></Obj></En></DCT></Obj></En></DCT></"
       "Obj></MS></Obj>");
  say (self, NULL, RUNSPACEPOOL_STATE,
       "<Obj RefId=\"0\"><MS><I32 N=\"RunspaceState\">2</I32></MS></Obj>");
}

gboolean
sim_shell_open (SimShell *self, const guint8 *bytes, gsize size)
{
  SimPsrpBytes left = { bytes, size };
  guint32 types[2] = { 0, 0 };
  guint n = 0;

  while (left.left > 0) {
    g_auto (SimPsrpMessage) message = { 0 };
    gboolean is_complete;

    if (n == G_N_ELEMENTS (types) || !sim_psrp_take (&left, self->incoming, &is_complete))
      return FALSE;
    if (!is_complete)
      continue;
    if (!sim_psrp_decode (self->incoming, &message))
      return FALSE;
    g_byte_array_set_size (self->incoming, 0);
    types[n++] = message.type;
    memcpy (self->pool, message.pool, SIM_GUID_BYTES);
  }
  if (types[0] != SESSION_CAPABILITY || types[1] != INIT_RUNSPACEPOOL)
    return FALSE;

  greet (self);
  return TRUE;
}

static void
end (SimShell *self, SimRunning *running, int state, const char *record)
{
  g_autofree char *named = NULL;
  g_autofree char *xml = NULL;

  /* The record becomes a property of the state, so its numbers begin after the state's own. */
  if (record != NULL) {
    g_auto (GStrv) parts = g_strsplit (record, "<Obj RefId=\"0\">", 2);
    g_auto (GStrv) inner = g_strsplit (parts[1], "RefId=\"1\"><TN RefId=\"1\">", 2);

    named = g_strdup_printf (
        "<Obj N=\"ExceptionAsErrorRecord\" RefId=\"1\">%sRefId=\"2\"><TN RefId=\"1\">%s", inner[0],
        inner[1]);
  }
  xml = g_strdup_printf ("<Obj RefId=\"0\"><MS><I32 N=\"PipelineState\">%d</I32>%s</MS></Obj>",
                         state, named != NULL ? named : "");
  say (self, running, PIPELINE_STATE, xml);
  running->has_ended = TRUE;
}

static void
execute (SimShell *self, SimWorld *world, SimRunning *running, const char *xml)
{
  g_autoptr (SimPipeline) pipeline = sim_pipeline_parse (xml);
  g_autoptr (SimCmdletResult) result = NULL;
  g_autofree char *odd = NULL;

  if (pipeline == NULL) {
    odd = sim_error_record ("PSRemotingDataStructureException", 7,
                            "An object of the pipeline is missing or odd.");
    end (self, running, 5, odd);
    return;
  }

  result = sim_cmdlet_run (world, self->owner, pipeline);
  say (self, running, PROGRESS,
       "<Obj RefId=\"0\"><MS><S N=\"Activity\">…</S><I32 N=\"ActivityId\">0</I32></MS></Obj>");
  for (guint i = 0; i < result->objects->len; i++)
    say (self, running, PIPELINE_OUTPUT, result->objects->pdata[i]);
  if (result->problem != NULL)
    say (self, running, ERROR_RECORD, result->problem);
  end (self, running, result->failure != NULL ? 5 : 4, result->failure);
}

gboolean
sim_shell_push (SimShell *self, SimWorld *world, SimRunning *running, const guint8 *bytes,
                gsize size)
{
  SimPsrpBytes left = { bytes, size };
  gboolean is_complete = FALSE;

  while (left.left > 0)
    if (running->has_ended || !sim_psrp_take (&left, running->incoming, &is_complete))
      return FALSE;
  if (is_complete) {
    g_auto (SimPsrpMessage) message = { 0 };

    if (!sim_psrp_decode (running->incoming, &message) || message.type != CREATE_PIPELINE)
      return FALSE;
    g_byte_array_set_size (running->incoming, 0);
    memcpy (running->id, message.pipeline, SIM_GUID_BYTES);
    execute (self, world, running, message.xml);
  }
  return TRUE;
}

SimRunning *
sim_shell_add (SimShell *self, const char *id)
{
  SimRunning *running = g_new0 (SimRunning, 1);

  running->incoming = g_byte_array_new ();
  running->outgoing = g_byte_array_new ();
  g_hash_table_replace (self->pipelines, g_ascii_strup (id, -1), running);
  return running;
}

SimRunning *
sim_shell_find (SimShell *self, const char *id)
{
  g_autofree char *upper = id != NULL ? g_ascii_strup (id, -1) : NULL;

  return upper != NULL ? g_hash_table_lookup (self->pipelines, upper) : NULL;
}

void
sim_shell_remove (SimShell *self, const char *id)
{
  g_autofree char *upper = id != NULL ? g_ascii_strup (id, -1) : NULL;

  if (upper != NULL)
    g_hash_table_remove (self->pipelines, upper);
}
