/* cli-context.h - what every command gets: the general options, how to stop, how to speak, how to
 * end
 *
 * Results go to standard output, everything for people to standard error.
 */
#pragma once

#include "cli-progress.h"
#include "session-core.h"
#include "session-org.h"

#include <gio/gio.h>

typedef enum
{
  CLI_EXIT_OK = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_AUTH = 3,
  CLI_EXIT_OFFLINE = 4,
  CLI_EXIT_PARTLY = 5,
  CLI_EXIT_CANCELLED = 130
} CliExit;

typedef enum
{
  CLI_OUTPUT_TEXT,
  CLI_OUTPUT_JSON
} CliOutput;

typedef struct
{
  char *profile; /* --profile, or NULL */
  CliOutput output;
  gboolean is_verbose;
  GCancellable *cancellable; /* Ctrl+C */
  guint silence_s;           /* of a server that is waited for */
  CliProgress *progress;     /* of the bulk work that is under way; NULL: none is, or no terminal */
} CliContext;

/* An organisation that is finished, workers and all, at the end of the command. */
typedef SessionOrg CliOrg;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOrg, session_org_finish)

/* A command: gets its own name as argv[0]; argv may be changed. */
typedef CliExit (*CliRun) (CliContext *context, int argc, char **argv);

/* Parses the command's own options, and the general ones among them. what: "MAILBOX…", for the
 * help. Leaves the operands in argv. FALSE with the status to end with (--help, wrong usage). */
gboolean cli_context_parse (CliContext *context, const GOptionEntry *entries, const char *what,
                            const char *summary, int *argc, char ***argv, CliExit *ret_exit);

/* The index of word in words (NULL-terminated) into ret, which stays as it is when word is NULL:
 * the option was not given. option: "--state", for the error. */
gboolean cli_context_take_word (const char *const *words, const char *word, const char *option,
                                int *ret, GError **error);

/* --jobs, with its number into ret; and whether it is one that may be: FALSE, and told, when not.
 * 0: it was not given. */
GOptionEntry cli_context_jobs_option (int *ret);
gboolean cli_context_jobs_fit (int jobs);

/* "absentiactl: …" on standard error; for the caller's mistake. Returns CLI_EXIT_USAGE. */
CliExit cli_context_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Sentence and remedy (and with --verbose the detail) on standard error. The exit status that fits.
 */
CliExit cli_context_fail (CliContext *context, const GError *error);
CliExit cli_context_exit_of (const GError *error);

/* The person's store. NULL when it failed and was told. */
SessionCore *cli_context_open_core (CliContext *context, CliExit *ret_exit);
/* The chosen profile, opened. jobs: requests at the same time, 0 for the profile's own number. NULL
 * when it failed and was told. */
CliOrg *cli_context_open_org (CliContext *context, int jobs, CliExit *ret_exit);
