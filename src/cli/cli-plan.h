/* cli-plan.h - what plan and apply have in common: the plan is loaded, and mailboxes are brought in
 * step with it, or it is only told what would be done
 */
#pragma once

#include "cli-context.h"
#include "session-apply.h"

/* How one mailbox came out. FALSE when standard output is gone. */
typedef gboolean (*CliPlanPrint) (CliContext *context, const SessionPlan *plan,
                                  const SessionApplied *applied, gpointer data);

typedef struct
{
  SessionApplyHow how;
  gboolean has_drift; /* else what the settings say */
  SessionDriftPolicy drift;
  char **mailboxes;   /* NULL-terminated; none: all that have to do with the plan */
  guint most;         /* 0: no limit */
  int jobs;           /* 0: the profile's */
  gint64 show_from_s; /* of the segments; 0 both: none are wanted */
  gint64 show_until_s;
  gboolean is_report; /* how many came out how is not told */
  gboolean is_mailed; /* what goes wrong is told to those who get e-mail, too */
  CliPlanPrint print;
  gpointer data;
} CliPlan;

/* What absences name and nobody knows, on standard error. */
void cli_plan_tell_problems (const SessionPlan *plan);
/* Tells on standard error what nobody knows of the plan, and in the end how many came out how. */
CliExit cli_plan_run (CliContext *context, const CliPlan *plan);

/* "2026-12-21", or with a time, on this computer's calendar, into an instant, which stays as it is
 * when text is NULL: the option was not given. option: for the error. */
gboolean cli_plan_take_day (const char *text, const char *option, gint64 *ret_s, GError **error);
