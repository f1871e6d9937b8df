/* cli-bulk.c - one verb over many mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-bulk.h"

#include "cli-print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_LINE_BYTES 4096
#define PROGRESS_US 200000

typedef struct
{
  CliContext *context;
  const CliBulk *bulk;
  const char *backend;
  guint next_operand;
  GString *pending; /* read from standard input, not used yet */
  gboolean is_input_over;
  guint done;
  gint64 progress_us; /* the last time */
} Work;

/* TRUE when there is more in pending; FALSE at the end, or when cancelled while waiting. */
static gboolean
read_more (Work *work)
{
  GPollFD fds[2] = { { .fd = STDIN_FILENO, .events = G_IO_IN }, { .fd = -1 } };
  gboolean has_cancel = g_cancellable_make_pollfd (work->context->cancellable, &fds[1]);
  char bytes[MOST_LINE_BYTES];
  gssize got;

  while (g_poll (fds, has_cancel ? 2 : 1, -1) < 0 && errno == EINTR)
    ;
  if (has_cancel)
    g_cancellable_release_fd (work->context->cancellable);
  if (g_cancellable_is_cancelled (work->context->cancellable))
    return FALSE;

  got = read (STDIN_FILENO, bytes, sizeof bytes);
  if (got <= 0)
    return FALSE;

  g_string_append_len (work->pending, bytes, got);
  return TRUE;
}

/* The next line with something in it that is no comment, or NULL. A line that is too long is handed
 * over as it is: it is no address, and is reported as such. */
static char *
read_line (Work *work)
{
  for (;;) {
    char *end = memchr (work->pending->str, '\n', work->pending->len);
    g_autofree char *line = NULL;

    if (end == NULL && !work->is_input_over && work->pending->len < MOST_LINE_BYTES) {
      work->is_input_over = !read_more (work);
      continue;
    }
    if (end == NULL && work->pending->len == 0)
      return NULL;

    if (end == NULL) {
      line = g_strndup (work->pending->str, work->pending->len);
      g_string_truncate (work->pending, 0);
    } else {
      line = g_strndup (work->pending->str, (gsize) (end - work->pending->str));
      g_string_erase (work->pending, 0, end - work->pending->str + 1);
    }
    g_strstrip (line);
    if (*line != '\0' && *line != '#')
      return g_utf8_make_valid (line, -1);
  }
}

static char *
next_mailbox (gpointer data)
{
  Work *work = data;
  const char *operand;

  while ((operand = work->bulk->mailboxes[work->next_operand]) != NULL) {
    char *line;

    if (!g_str_equal (operand, "-")) {
      work->next_operand++;
      return g_utf8_make_valid (operand, -1);
    }
    line = read_line (work);
    if (line != NULL)
      return line;
    work->next_operand++;
  }
  return NULL;
}

static void
show_progress (Work *work)
{
  gint64 now_us = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || isatty (STDOUT_FILENO) || now_us - work->progress_us < PROGRESS_US)
    return;

  work->progress_us = now_us;
  g_printerr ("\r");
  /* Translators: a counter while work goes on */
  g_printerr (ngettext ("%u mailbox done", "%u mailboxes done", work->done), work->done);
}

static gboolean
outcome_cb (const SessionOutcome *outcome, gpointer data)
{
  Work *work = data;

  work->done++;
  show_progress (work);
  return cli_print_outcome (work->context, work->bulk->verb, work->backend, outcome);
}

static CliExit
end_of (const SessionBulkSummary *summary, const GError *stop)
{
  guint good = summary->done - summary->failed;

  if (g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_EXIT_CANCELLED;
  if (stop != NULL)
    return good > 0 ? CLI_EXIT_PARTLY : cli_context_exit_of (stop);
  if (summary->failed == 0)
    return CLI_EXIT_OK;
  return good > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

static void
print_summary (const CliBulk *bulk, const SessionBulkSummary *summary)
{
  if (isatty (STDERR_FILENO) && !isatty (STDOUT_FILENO))
    g_printerr ("\r");
  if (bulk->verb == SESSION_VERB_SET)
    g_printerr (ngettext ("%u mailbox: %u written, %u unchanged, %u failed. Run %s\n",
                          "%u mailboxes: %u written, %u unchanged, %u failed. Run %s\n",
                          summary->done),
                summary->done, summary->written, summary->skipped, summary->failed, summary->run);
  else if (summary->done > 1)
    g_printerr (ngettext ("%u mailbox, %u failed.\n", "%u mailboxes, %u failed.\n", summary->done),
                summary->done, summary->failed);
}

CliExit
cli_bulk_run (CliContext *context, const CliBulk *bulk)
{
  static const char *const why = "set from the command line";
  CliExit status = CLI_EXIT_FAILED;
  g_autoptr (CliOrg) org = cli_context_open_org (context, bulk->jobs, &status);
  g_autoptr (GString) pending = g_string_new (NULL);
  g_autoptr (GError) stop = NULL;
  Work work = { .context = context, .bulk = bulk, .pending = pending };
  SessionBulkSummary summary;
  const SessionBulkOrder order = { .verb = bulk->verb,
                                   .change = bulk->change,
                                   .why = why,
                                   .next = next_mailbox,
                                   .each = outcome_cb,
                                   .data = &work };

  if (org == NULL)
    return status;

  work.backend = session_org_backend_id (org);
  session_bulk_run (org, context->cancellable, &order, &summary, &stop);
  print_summary (bulk, &summary);
  if (stop != NULL)
    cli_context_fail (context, stop);
  return end_of (&summary, stop);
}
