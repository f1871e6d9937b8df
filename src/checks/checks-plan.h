/* checks-plan.h - verification steps and how they are run
 *
 * A step is a name, a question and the step whose success it stands on: when that one failed or was
 * skipped, it is skipped with the reason. Steps block. Several threads may run one plan together:
 * each takes the first step that is ready. Steps that were added with the same data never run at
 * the same time and keep their order, so what they share needs no lock.
 * Each room that can be verified adds its own steps, because only it knows what to ask and which
 * remedy to name.
 */
#pragma once

#include "base-call.h"
#include "checks-result.h"

/* Never NULL, never an error: a failed check is a result. On cancel, anything: the plan marks it as
 * skipped. */
typedef ChecksResult *(*ChecksRun) (BaseCall *call, gpointer data);

/* Told when a step begins (RUNNING) and when it has its result; on a thread that runs the plan, one
 * at a time. Must not call the plan but for ids and titles. */
typedef void (*ChecksReport) (guint index, ChecksResult *result, gpointer data);

/* Makes the words of a step that ended with an error: a result of the same state. May ask further
 * what the error leaves open; on the step's thread and with its call. */
typedef ChecksResult *(*ChecksExplain) (BaseCall *call, const ChecksResult *raw, gpointer data);

typedef struct _ChecksPlan ChecksPlan;

ChecksPlan *checks_plan_new (void);
ChecksPlan *checks_plan_ref (ChecksPlan *self);
void checks_plan_unref (ChecksPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChecksPlan, checks_plan_unref)

/* id: "tls", for scripts, a literal. title: translated. needs: the id of an earlier step, or NULL.
 * data is handed to run and freed with the plan by destroy. */
void checks_plan_add (ChecksPlan *self, const char *id, const char *title, const char *needs,
                      ChecksRun run, gpointer data, GDestroyNotify destroy);

/* id also waits until the earlier step first is through, however that one comes out. */
void checks_plan_wait (ChecksPlan *self, const char *id, const char *first);

/* For a step that runs: the step id came to its end, and the account or its password was refused
 * (BASE_ERROR_AUTH). Whoever has the same password does not try it again: that would lock the
 * account. */
gboolean checks_plan_is_refused (ChecksPlan *self, const char *id);

/* For a step that runs: the step id came to its end, and well. */
gboolean checks_plan_has_passed (ChecksPlan *self, const char *id);

/* Only this step, what it stands on or waits for, and what stands on it; the others are left out:
 * not run and not reported. Before the plan is run. */
void checks_plan_pick (ChecksPlan *self, const char *id);
gboolean checks_plan_is_picked (const ChecksPlan *self, guint index); /* without a pick: TRUE */

/* Without it the error's own words are the result. data is freed with the plan by destroy. Once. */
void checks_plan_set_explain (ChecksPlan *self, ChecksExplain explain, gpointer data,
                              GDestroyNotify destroy);

guint checks_plan_size (const ChecksPlan *self);
const char *checks_plan_id (const ChecksPlan *self, guint index);
const char *checks_plan_title (const ChecksPlan *self, guint index);

/* Runs what is waiting, and returns when all steps are through. A plan is run once; any number of
 * threads may be in here for it, each with a call of its own of the same cancellable. TRUE with the
 * worst of the states (OK, WARNING, FAILED) in ret_worst; FALSE when cancelled. */
gboolean checks_plan_run (ChecksPlan *self, BaseCall *call, ChecksReport report, gpointer data,
                          ChecksState *ret_worst, GError **error);
