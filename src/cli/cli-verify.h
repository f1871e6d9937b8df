/* cli-verify.h - the steps of verification on standard output */
#pragma once

#include "checks-plan.h"
#include "cli-context.h"

typedef struct
{
  const char *key; /* what is verified, in JSON: "profile" */
  const char *name;
  SessionCore *core; /* to keep what is learnt, with kept; NULL: nothing is */
  const ExchangeProfile *kept;
  const ExchangeProfile *profile;
  ChecksPlan *plan;
  GHashTable *ignored; /* check → reason; NULL: nothing is known of any */
  const char *report;  /* a file to write, too; NULL: none */
} CliVerify;

/* Runs and prints it. {key: name, "checks", "result"} */
CliExit cli_verify_plan (CliContext *context, BaseCall *call, const CliVerify *what);

/* mailbox: to prove the rights on, this time; NULL: the profile's own. */
CliExit cli_verify_profile (CliContext *context, SessionCore *core, ExchangeProfile *kept,
                            const char *mailbox, const char *report);
