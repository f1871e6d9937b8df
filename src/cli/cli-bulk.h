/* cli-bulk.h - the part that show, set and test share: mailboxes from operands or standard input,
 * progress, the end */
#pragma once

#include "cli-context.h"
#include "oof-change.h"
#include "session-bulk.h"

typedef struct
{
  SessionVerb verb;
  OofChange *change; /* set */
  int jobs;          /* 0: the profile's */
  char **mailboxes;  /* operands; "-" stands for standard input */
} CliBulk;

/* What show and test share: reads the options, checks them, and runs verb. With --write, where it
 * may be given, it is SESSION_VERB_PROVE. */
CliExit cli_bulk_read (CliContext *context, SessionVerb verb, const char *summary, int argc,
                       char **argv);

CliExit cli_bulk_run (CliContext *context, const CliBulk *bulk);
