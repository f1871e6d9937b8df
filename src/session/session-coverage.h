/* session-coverage.h - until when a mailbox does the right thing without anybody
 *
 * Exchange keeps one window and honours it alone; what comes after it has to be loaded, and what
 * could not be written is not there. The coverage horizon of a mailbox is the instant from which it
 * would be wrong if nobody did anything, and that of an organisation the earliest of all.
 */
#pragma once

#include "session-core.h"
#include "session-decide.h"

/* From one look at a mailbox. */
typedef struct
{
  gint64 until_s;     /* OOF_OPEN_END: as long as the plan is the same */
  const char *reason; /* "": it will be looked at before; else why it will be wrong, as a word: of
                         SessionDecision, or of an error */
} SessionCover;

/* What there is to say of a mailbox: pure. made: NULL: it could not be read, and problem says why.
 * problem: NULL: there was none. */
SessionCover session_coverage_of (const SessionDecision *made, const GError *problem, gint64 now_s);

/* Rows that are kept together, because each transaction costs. Not for several threads at once. */
typedef struct _SessionCoverage SessionCoverage;
typedef struct _StoreDb StoreDb;

SessionCoverage *session_coverage_new (StoreDb *db, const char *profile);
void session_coverage_free (SessionCoverage *self); /* what was not kept is lost; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCoverage, session_coverage_free)

gboolean session_coverage_note (SessionCoverage *self, const char *mailbox,
                                const SessionCover *cover, gint64 now_us, GError **error);
gboolean session_coverage_keep (SessionCoverage *self, GError **error);

/* Everybody whom the plan of that revision reaches was looked at since began_us: whoever was not is
 * none of its business any more. */
gboolean session_coverage_end_pass (SessionOrg *org, gint64 revision, gint64 began_us,
                                    GError **error);

/* What is known of an organisation. */
typedef struct
{
  char *mailbox;
  gint64 until_s;
  char *reason;
  gint64 at_s; /* when it was looked at */
} SessionCoverageRow;

typedef struct
{
  GPtrArray *rows; /* SessionCoverageRow, the first gap first; those that are covered as long as the
                      plan is the same are counted only */
  guint n_covered; /* of them there are so many */
  gint64 until_s;  /* the first gap; OOF_OPEN_END: there is none */
  gint64 looked_s; /* when everybody was looked at last; 0: never */
  gboolean is_stale; /* the plan was edited since */
} SessionCoverageReport;

void session_coverage_report_clear (SessionCoverageReport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionCoverageReport, session_coverage_report_clear)

/* From the store; nobody is asked. Blocks. */
gboolean session_coverage_report (SessionCore *core, const char *profile,
                                  SessionCoverageReport *ret, GError **error);

/* Something is wrong already, or not known: somebody has to look. */
gboolean session_coverage_is_alarm (const SessionCoverageReport *report, gint64 now_s);
