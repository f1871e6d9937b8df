/* cli-bench.c - bench: what a mailbox costs, measured against a server on this computer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-file.h"
#include "cli-print.h"
#include "oof-state.h"
#include "session-bench.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define USUAL_COUNT 1000
#define USUAL_JOBS 4
#define USUAL_TEXT "<p>I am away. In urgent cases my colleagues help you.</p>"
#define MOST_CA_BYTES (1024 * 1024)

typedef struct
{
  char *url;
  char *op;
  char *html_path;
  char *ca_path;
  int count;
  int jobs;
  gboolean is_whole;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->url);
  g_free (self->op);
  g_free (self->html_path);
  g_free (self->ca_path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* TRUE also where no file was named: then NULL. Caller frees. */
static gboolean
read_text (CliContext *context, const char *path, gsize most, char **ret, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (path == NULL)
    return TRUE;
  bytes = cli_file_read (context, path, most, error);
  if (bytes == NULL)
    return FALSE;

  size = g_bytes_get_size (bytes);
  *ret = g_strndup (g_bytes_get_data (bytes, NULL), size);
  return TRUE;
}

static CliExit
print_result (CliContext *context, const SessionBenchResult *result)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "n", (gint64) result->ok + result->failed);
  json_object_set_int_member (object, "ok", result->ok);
  json_object_set_int_member (object, "fail", result->failed);
  json_object_set_double_member (object, "elapsed", result->elapsed_s);
  if (!cli_print_json (object))
    return CLI_EXIT_FAILED;
  if (result->problem == NULL)
    return CLI_EXIT_OK;

  cli_context_fail (context, result->problem);
  return result->ok > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

static CliExit
run (CliContext *context, const Options *options, SessionBenchOp op)
{
  g_autofree char *html = NULL;
  g_autofree char *ca = NULL;
  g_autoptr (GError) error = NULL;
  SessionBenchOrder order = { .url = options->url,
                              .op = op,
                              .extent =
                                  options->is_whole ? SESSION_BENCH_WHOLE : SESSION_BENCH_REQUEST,
                              .count = (guint) options->count,
                              .jobs = (guint) options->jobs };
  SessionBenchResult result = { 0 };
  CliExit status;

  if (!read_text (context, options->html_path, OOF_MOST_TEXT_BYTES, &html, &error) ||
      !read_text (context, options->ca_path, MOST_CA_BYTES, &ca, &error))
    return cli_context_fail (context, error);

  order.html = html != NULL ? html : USUAL_TEXT;
  order.ca_pem = ca;
  status = session_bench_run (&order, context->cancellable, &result, &error)
               ? print_result (context, &result)
               : cli_context_fail (context, error);
  g_clear_error (&result.problem);
  return status;
}

CliExit
cli_bench (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { .count = USUAL_COUNT, .jobs = USUAL_JOBS };
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &options.url,
      N_ ("The server, on this computer: http://127.0.0.1:PORT"), N_ ("URL") },
    { "op", 0, 0, G_OPTION_ARG_STRING, &options.op,
      N_ ("What is done to each: ews-get, ews-set, graph-get, graph-patch, graph-batch-get, "
          "graph-batch-patch"),
      N_ ("OPERATION") },
    { "count", 0, 0, G_OPTION_ARG_INT, &options.count, N_ ("How many mailboxes"), "N" },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &options.jobs, N_ ("How many requests at the same time"),
      "N" },
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &options.html_path, N_ ("The text that is written"),
      N_ ("FILE") },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &options.is_whole,
      N_ ("Write as “set” does: read, write, read back, journal"), NULL },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_path,
      N_ ("The authority of the server’s certificate"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  CliExit status;
  int op = SESSION_BENCH_EWS_GET;

  if (!cli_context_parse (context, entries, NULL,
                          _ ("Measures what a mailbox costs this program, against a server on this "
                             "computer\nand on no other."),
                          &argc, &argv, &status))
    return status;
  if (!cli_context_take_word (session_bench_op_names, options.op, "--op", &op, &error))
    return cli_context_misuse ("%s", error->message);
  if (argc > 1 || options.url == NULL || options.op == NULL)
    return cli_context_misuse ("%s", _ ("it takes a URL and an operation"));
  if (options.count < 1 || options.count > SESSION_BENCH_MOST_COUNT)
    return cli_context_misuse (_ ("--count is from 1 to %d"), SESSION_BENCH_MOST_COUNT);
  if (options.jobs < 1 || options.jobs > SESSION_BENCH_MOST_JOBS)
    return cli_context_misuse (_ ("--jobs is from 1 to %d"), SESSION_BENCH_MOST_JOBS);

  return run (context, &options, (SessionBenchOp) op);
}
