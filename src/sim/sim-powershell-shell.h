/* sim-powershell-shell.h - the shells that are open, and what they have to say
 *
 * Everybody may have 18 at the same time, as Exchange has it. One thread.
 */
#pragma once

#include "sim-powershell-wire.h"
#include "sim-world.h"

#define SIM_MOST_SHELLS 18

typedef struct
{
  char *id;
  guint owner;
  guint8 pool[SIM_GUID_BYTES];
  GByteArray *incoming;  /* a message of the client's that is not complete */
  GByteArray *outgoing;  /* for Receive */
  GHashTable *pipelines; /* id in capitals → SimRunning */
  guint64 next_object;
  guint n_received; /* so that answers are cut at other places each time */
} SimShell;

typedef struct
{
  GByteArray *incoming;
  GByteArray *outgoing;
  guint8 id[SIM_GUID_BYTES];
  gboolean has_ended;
} SimRunning;

typedef struct _SimShells SimShells;

SimShells *sim_shells_new (SimWorld *world);
void sim_shells_free (SimShells *self);

/* NULL: the owner has too many. */
SimShell *sim_shells_add (SimShells *self, guint owner, const char *id);
/* NULL: unknown, or somebody else's. */
SimShell *sim_shells_find (SimShells *self, guint owner, const char *id);
void sim_shells_remove (SimShells *self, SimShell *shell);

/* What creationXml brings: capability and pool. FALSE: damaged. */
gboolean sim_shell_open (SimShell *self, const guint8 *bytes, gsize size);

/* A pipeline's fragments: id NULL for the first of it. FALSE: damaged. */
gboolean sim_shell_push (SimShell *self, SimWorld *world, SimRunning *running, const guint8 *bytes,
                         gsize size);
SimRunning *sim_shell_add (SimShell *self, const char *id);
SimRunning *sim_shell_find (SimShell *self, const char *id);
void sim_shell_remove (SimShell *self, const char *id);
