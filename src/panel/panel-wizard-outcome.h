/* panel-wizard-outcome.h - how a verification came out as a whole
 *
 * results: ChecksResult by the plan's index; NULL where there is none. ignored: check → reason.
 */
#pragma once

#include "checks-plan.h"

gboolean panel_wizard_outcome_has (const GPtrArray *results, ChecksState state);
/* Each server that there is was asked, and took the account. */
gboolean panel_wizard_outcome_has_logged_in (const ChecksPlan *plan, const GPtrArray *results);
/* What the first check that failed saw. NULL: none did. Caller frees. */
char *panel_wizard_outcome_failure (const GPtrArray *results);

/* In a sentence; what to do about it, too. Caller frees both. */
void panel_wizard_outcome_tell (const ChecksPlan *plan, const GPtrArray *results,
                                GHashTable *ignored, char **ret_summary, char **ret_advice);
