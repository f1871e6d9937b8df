/* session-coverage.c - until when a mailbox does the right thing without anybody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-coverage.h"

#include "base-error.h"
#include "base-fault.h"
#include "session-core-private.h"
#include "session-items.h"
#include "session-org-private.h"
#include "store-coverage.h"

#define MOST_ROWS 200 /* kept in one transaction */

struct _SessionCoverage
{
  StoreDb *db;
  char *profile;
  GArray *rows; /* StoreCoverage, whose texts are ours */
};

/* From when on what the plan wants is not there. */
static gint64
begin_of_gap (const SessionDecision *made, gint64 now_s)
{
  if (made == NULL)
    return now_s;
  if (made->now.kind == OOF_SLOT_ITEM)
    return made->now.is_now ? now_s : made->now.from_s;
  /* Ours is to go: as long as it is not in force any more, nobody hears of it. */
  if (made->before->mode == OOF_MODE_OFF ||
      (made->before->mode == OOF_MODE_SCHEDULED && made->before->until != NULL &&
       g_date_time_to_unix (made->before->until) <= now_s))
    return made->covered_until_s;
  return now_s;
}

static const char *
word_of (const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;

  return reason != NULL ? reason : base_error_name (problem);
}

SessionCover
session_coverage_of (const SessionDecision *made, const GError *problem, gint64 now_s)
{
  if (problem != NULL || made == NULL)
    return (SessionCover){ begin_of_gap (made, now_s), problem != NULL ? word_of (problem) : "" };

  switch (made->action) {
  case SESSION_ACTION_CONFLICT:
  case SESSION_ACTION_REFUSE:
    return (SessionCover){ begin_of_gap (made, now_s), made->reason };
  case SESSION_ACTION_WAIT:
    if (g_str_equal (made->reason, "approval"))
      return (SessionCover){ begin_of_gap (made, now_s), made->reason };
    /* An item that begins before its wait is over is not there in between. */
    return (SessionCover){ MIN (made->due_s, made->covered_until_s),
                           made->covered_until_s < made->due_s ? made->reason : "" };
  default:
    return (SessionCover){ made->covered_until_s, "" };
  }
}

static void
clear_row (gpointer data)
{
  StoreCoverage *row = data;

  g_free ((char *) row->mailbox);
  g_free ((char *) row->reason);
}

SessionCoverage *
session_coverage_new (StoreDb *db, const char *profile)
{
  SessionCoverage *self = g_new0 (SessionCoverage, 1);

  self->db = store_db_ref (db);
  self->profile = g_strdup (profile);
  self->rows = g_array_new (FALSE, FALSE, sizeof (StoreCoverage));
  g_array_set_clear_func (self->rows, clear_row);
  return self;
}

void
session_coverage_free (SessionCoverage *self)
{
  if (self == NULL)
    return;

  store_db_unref (self->db);
  g_free (self->profile);
  g_array_unref (self->rows);
  g_free (self);
}

gboolean
session_coverage_keep (SessionCoverage *self, GError **error)
{
  if (!store_coverage_keep (self->db, self->profile, (const StoreCoverage *) self->rows->data,
                            self->rows->len, error))
    return FALSE;

  g_array_set_size (self->rows, 0);
  base_fault ("coverage-kept");
  return TRUE;
}

gboolean
session_coverage_note (SessionCoverage *self, const char *mailbox, const SessionCover *cover,
                       gint64 now_us, GError **error)
{
  const StoreCoverage row = { g_strdup (mailbox), cover->until_s, g_strdup (cover->reason),
                              now_us };

  g_array_append_val (self->rows, row);
  return self->rows->len < MOST_ROWS || session_coverage_keep (self, error);
}

gboolean
session_coverage_end_pass (SessionOrg *org, gint64 revision, gint64 began_us, GError **error)
{
  const BaseClock *clock = session_org_clock (org);

  return store_coverage_end_pass (session_org_db (org), session_org_profile (org)->id, revision,
                                  began_us, clock->now_us (clock->data), error);
}

static void
free_report_row (gpointer data)
{
  SessionCoverageRow *row = data;

  g_free (row->mailbox);
  g_free (row->reason);
  g_free (row);
}

void
session_coverage_report_clear (SessionCoverageReport *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

static void
each_cb (const StoreCoverage *row, gpointer data)
{
  SessionCoverageReport *report = data;
  SessionCoverageRow *copy;

  if (row->until_s == OOF_OPEN_END) {
    report->n_covered++;
    return;
  }
  copy = g_new0 (SessionCoverageRow, 1);
  copy->mailbox = g_strdup (row->mailbox);
  copy->until_s = row->until_s;
  copy->reason = g_strdup (row->reason);
  copy->at_s = row->at_us / G_USEC_PER_SEC;
  report->until_s = MIN (report->until_s, row->until_s);
  g_ptr_array_add (report->rows, copy);
}

gboolean
session_coverage_report (SessionCore *core, const char *profile, SessionCoverageReport *ret,
                         GError **error)
{
  StoreDb *db = session_core_db (core);
  g_auto (SessionCoverageReport) report = { .until_s = OOF_OPEN_END };
  gint64 looked_us = 0;
  gint64 looked_at = 0;
  gint64 revision = 0;

  report.rows = g_ptr_array_new_with_free_func (free_report_row);
  if (!store_coverage_last_pass (db, profile, &looked_at, &looked_us, error) ||
      !session_items_read_revision (core, profile, &revision, error) ||
      !store_coverage_each (db, profile, each_cb, &report, error))
    return FALSE;

  report.looked_s = looked_us / G_USEC_PER_SEC;
  report.is_stale = revision != looked_at;
  *ret = report;
  report.rows = NULL;
  return TRUE;
}

gboolean
session_coverage_is_alarm (const SessionCoverageReport *report, gint64 now_s)
{
  return report->until_s <= now_s || report->is_stale ||
         (report->looked_s == 0 && report->rows->len + report->n_covered > 0);
}
