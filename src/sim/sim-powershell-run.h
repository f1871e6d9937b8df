/* sim-powershell-run.h - a cmdlet that is being run: what its functions have to work with. One
 * thread.
 */
#pragma once

#include "sim-powershell-cmdlets.h"

/* .NET's ErrorCategory. */
#define SIM_NOT_SPECIFIED 0
#define SIM_INVALID_ARGUMENT 5
#define SIM_COMMAND_NOT_FOUND 13

typedef struct
{
  SimWorld *world;
  guint caller;
  SimRoles roles; /* of the caller */
  const SimPipeline *pipeline;
  SimCmdletResult *result;
} SimRun;

void sim_run_add (SimRun *self, SimThing *thing /* taken */);
void sim_run_fail (SimRun *self, const char *exception, int category, const char *words);
/* An error that does not end the pipeline, as most of Exchange's. */
void sim_run_complain (SimRun *self, const char *exception, const char *words);
void sim_run_not_found (SimRun *self, const char *identity);

/* The mailbox that a parameter names, or SIM_NOBODY with an error. */
guint sim_run_find_named (SimRun *self, const char *parameter);

/* The cmdlets that are about one mailbox. */
void sim_run_get_association (SimRun *self);
void sim_run_get_reply (SimRun *self);
void sim_run_set_reply (SimRun *self);
void sim_run_get_regional (SimRun *self);
