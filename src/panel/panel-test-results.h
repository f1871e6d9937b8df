/* panel-test-results.h - the mailboxes of a test of access, one row each. Hidden until there are
 * some.
 */
#pragma once

#include "session-hub-test.h"

#include <adwaita.h>

#define PANEL_TYPE_TEST_RESULTS (panel_test_results_get_type ())
G_DECLARE_FINAL_TYPE (PanelTestResults, panel_test_results, PANEL, TEST_RESULTS, AdwBin)

/* A run begins: a row that waits for each mailbox. */
void panel_test_results_begin (PanelTestResults *self, const char *const *mailboxes);
/* profile: whose server was asked, as whose account. */
void panel_test_results_add (PanelTestResults *self, const SessionOutcome *outcome,
                             const ExchangeProfile *profile);
/* The run has ended: where no result came, none will. */
void panel_test_results_end (PanelTestResults *self);

/* Those of the last test, unless there are newer ones. */
void panel_test_results_show_kept (PanelTestResults *self, const SessionEvidence *evidence,
                                   const ExchangeProfile *profile);

typedef struct
{
  guint all;
  guint done;
  guint succeeded;
  const char *cause; /* why the first of those that failed did, a sentence; borrowed; NULL: none */
} PanelTestTally;

PanelTestTally panel_test_results_tally (PanelTestResults *self);
