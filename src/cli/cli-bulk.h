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

CliExit cli_bulk_run (CliContext *context, const CliBulk *bulk);
