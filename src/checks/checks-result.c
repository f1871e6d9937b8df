/* checks-result.c - how a verification step came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-result.h"

const char *const checks_state_names[] = { [CHECKS_WAITING] = "waiting",
                                           [CHECKS_RUNNING] = "running",
                                           [CHECKS_OK] = "ok",
                                           [CHECKS_WARNING] = "warning",
                                           [CHECKS_FAILED] = "failed",
                                           [CHECKS_SKIPPED] = "skipped",
                                           NULL };

ChecksResult *
checks_result_new (ChecksState state, const char *seen, const char *remedy, const char *detail)
{
  ChecksResult *self = g_atomic_rc_box_new0 (ChecksResult);

  self->state = state;
  self->seen = g_strdup (seen != NULL ? seen : "");
  self->remedy = g_strdup (remedy);
  self->detail = g_strdup (detail);
  return self;
}

ChecksResult *
checks_result_new_error (ChecksState state, const GError *error)
{
  ChecksResult *self = checks_result_new (state, error->message, NULL, NULL);

  self->error = g_error_copy (error);
  return self;
}

ChecksResult *
checks_result_ref (ChecksResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_result (gpointer data)
{
  ChecksResult *self = data;

  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->remedy, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_error (&self->error);
}

void
checks_result_unref (ChecksResult *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_result);
}
