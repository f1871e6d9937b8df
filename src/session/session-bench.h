/* session-bench.h - what a mailbox costs on this program's own way: pool, gate, backend, link
 *
 * What it writes goes over whatever mailboxes hold, so that it asks loopback only: the URL must
 * name 127.0.0.1 or ::1 by number, and no proxy stands between. It logs in as nobody, with a
 * password that is none, for mailboxes of contoso.example, and keeps its journal in a folder that
 * is gone afterwards. Blocks.
 */
#pragma once

#include <gio/gio.h>

typedef enum
{
  SESSION_BENCH_EWS_GET,
  SESSION_BENCH_EWS_SET,
  SESSION_BENCH_GRAPH_GET,
  SESSION_BENCH_GRAPH_PATCH,
  SESSION_BENCH_GRAPH_BATCH_GET,
  SESSION_BENCH_GRAPH_BATCH_PATCH
} SessionBenchOp;

extern const char *const session_bench_op_names[]; /* "ews-get" …; NULL-terminated */

#define SESSION_BENCH_MOST_JOBS 200
#define SESSION_BENCH_MOST_COUNT 10000000 /* their names have seven digits */

typedef enum
{
  SESSION_BENCH_REQUEST, /* one for each mailbox, or for twenty */
  SESSION_BENCH_WHOLE    /* of a write: read, journal, write what was there, read back, compare */
} SessionBenchExtent;

typedef struct
{
  const char *url;    /* http or https, without a path: "http://127.0.0.1:8080" */
  const char *ca_pem; /* NULL: the system's authorities */
  SessionBenchOp op;
  SessionBenchExtent extent; /* of a reading, both are the same */
  guint count;
  guint jobs;
  const char *html; /* what is written */
} SessionBenchOrder;

typedef struct
{
  guint ok;
  guint failed;
  GError *problem;  /* of the first that failed; caller frees */
  double elapsed_s; /* from the first mailbox to the last */
} SessionBenchResult;

/* FALSE when it could not be tried, or was cancelled: REJECTED "not-loopback", BASE_ERROR_STORE. */
gboolean session_bench_run (const SessionBenchOrder *order, GCancellable *cancellable,
                            SessionBenchResult *ret, GError **error);
