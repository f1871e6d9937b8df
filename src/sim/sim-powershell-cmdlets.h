/* sim-powershell-cmdlets.h - what cmdlets do, with the rights of who signed in */
#pragma once

#include "sim-powershell-xml.h"
#include "sim-world.h"

typedef struct
{
  GPtrArray *objects; /* char: XML */
  char *failure;      /* the record that ended it; NULL: completed */
  char *problem;      /* a record that did not; NULL: none */
  char *warning;      /* NULL: none */
} SimCmdletResult;

SimCmdletResult *sim_cmdlet_run (SimWorld *world, guint caller, const SimPipeline *pipeline);
void sim_cmdlet_result_free (SimCmdletResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCmdletResult, sim_cmdlet_result_free)
