/* checks-result.h - how a verification step came out: a value. Immutable, reference-counted; any
 * thread. */
#pragma once

#include <glib.h>

typedef enum
{
  CHECKS_WAITING,
  CHECKS_RUNNING,
  CHECKS_OK,
  CHECKS_WARNING,
  CHECKS_FAILED,
  CHECKS_SKIPPED
} ChecksState;

extern const char *const checks_state_names[]; /* "waiting" … "skipped" */

typedef struct
{
  ChecksState state;
  char *seen;   /* one translated line: what was found; never NULL */
  char *remedy; /* what to do, with the exact command where there is one; NULL when there is nothing
                   to do */
  char *detail; /* the protocol's own words, for the curious; NULL when there are none. Without
                   secrets */
  char *value;  /* the fact itself, for programs: "15.2.1544.4"; NULL: there is none */
  guint64 took_ms;
  GError *error; /* what the step met, for who makes the words; NULL when it says all itself */
} ChecksResult;

ChecksResult *checks_result_new (ChecksState state, const char *seen, const char *remedy,
                                 const char *detail);
/* FAILED, or WARNING when what did not work is not needed; with the error's own words until
 * somebody explains them (checks-plan.h). */
ChecksResult *checks_result_new_error (ChecksState state, const GError *error);
ChecksResult *checks_result_ref (ChecksResult *self);
void checks_result_unref (ChecksResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChecksResult, checks_result_unref)
