/* sim-powershell-xml.h - the objects of PowerShell remoting as Exchange writes them, and the
 * pipelines that clients send
 *
 * Written from MS-PSRP, not from our client. One thread.
 */
#pragma once

#include <json-glib/json-glib.h>

/* An object being written: a type, its text, adapted properties. */
typedef struct _SimThing SimThing;

SimThing *sim_thing_new (const char *type, const char *text);
char *sim_thing_finish (SimThing *self); /* its XML; the thing is gone. Caller frees */

void sim_thing_text (SimThing *self, const char *name, const char *value /* NULL: nil */);
void sim_thing_flag (SimThing *self, const char *name, gboolean value);
/* With the server's offset, as .NET writes a local time. */
/* An ArrayList of texts. */
void sim_thing_list (SimThing *self, const char *name, JsonArray *values);
void sim_thing_date (SimThing *self, const char *name, GDateTime *value /* NULL: nil */);
void sim_thing_word (SimThing *self, const char *name, const char *type, const char *word,
                     int number);
/* A name in the directory: an object that has a property which is itself. NULL: nil. */
void sim_thing_place (SimThing *self, const char *name, const char *text);

/* An error record. category: of .NET's ErrorCategory. Caller frees. */
char *sim_error_record (const char *exception, int category, const char *words);

typedef struct
{
  char *tag; /* "S", "B", "DT" */
  char *text;
} SimArgument;

typedef struct
{
  char *cmdlet;
  gboolean is_script;
  GHashTable *arguments; /* name in small letters → SimArgument */
} SimPipeline;

void sim_pipeline_free (SimPipeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimPipeline, sim_pipeline_free)

/* A CREATE_PIPELINE message. NULL when it lacks what a server needs, or has more than one command.
 */
SimPipeline *sim_pipeline_parse (const char *xml);
/* The text of an argument, and its type, such as "DT"; or NULL. Borrowed. */
const char *sim_pipeline_argument (const SimPipeline *self, const char *name);
const char *sim_pipeline_argument_tag (const SimPipeline *self, const char *name);
