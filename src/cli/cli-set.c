/* cli-set.c - set: changing many mailboxes
 *
 * A file's bytes are the reply, as Exchange keeps it (HTML); --plain turns plain text into HTML
 * first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "cli-bulk.h"
#include "cli-commands.h"
#include "cli-file.h"
#include "oof-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was typed. */
typedef struct
{
  char *state;
  char *from;
  char *until;
  char *zone;
  char *inside_file;
  char *outside_file;
  char *audience;
  gboolean is_plain;
  gboolean is_dry_run;
  int jobs;
} Options;

static void
free_options (Options *self)
{
  g_free (self->state);
  g_free (self->from);
  g_free (self->until);
  g_free (self->zone);
  g_free (self->inside_file);
  g_free (self->outside_file);
  g_free (self->audience);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, free_options)

static gboolean
take_time (const char *text, GTimeZone *zone, GDateTime **ret, GError **error)
{
  if (text != NULL)
    *ret = base_time_parse (text, zone, error);
  return text == NULL || *ret != NULL;
}

/* What goes together. */
static gboolean
check_words (const OofChange *change, GError **error)
{
  gboolean is_scheduled = change->has_mode && change->mode == OOF_MODE_SCHEDULED;

  if (is_scheduled && change->until == NULL)
    base_error_set (error, BASE_ERROR_REJECTED, _ ("a scheduled reply needs --until"));
  else if (!is_scheduled && (change->from != NULL || change->until != NULL))
    base_error_set (error, BASE_ERROR_REJECTED, _ ("--from and --until go with --state scheduled"));
  else
    return TRUE;
  return FALSE;
}

/* The words and times: a mistake here is wrong usage. */
static gboolean
take_words (const Options *options, OofChange *change, GError **error)
{
  g_autoptr (GTimeZone) zone =
      options->zone != NULL ? base_zone_new (options->zone, error) : g_time_zone_new_local ();
  int mode = 0;
  int audience = 0;

  if (zone == NULL || !take_time (options->from, zone, &change->from, error) ||
      !take_time (options->until, zone, &change->until, error) ||
      !cli_context_take_word (oof_mode_names, options->state, "--state", &mode, error) ||
      !cli_context_take_word (oof_audience_names, options->audience, "--audience", &audience,
                              error))
    return FALSE;

  change->has_mode = options->state != NULL;
  change->mode = (OofMode) mode;
  change->has_audience = options->audience != NULL;
  change->audience = (OofAudience) audience;
  /* A window says what is meant. */
  if (!change->has_mode && (change->from != NULL || change->until != NULL)) {
    change->has_mode = TRUE;
    change->mode = OOF_MODE_SCHEDULED;
  }
  return check_words (change, error);
}

static char *
read_text (CliContext *context, const char *path, gboolean is_plain, GError **error)
{
  g_autofree char *text = cli_file_read_text (context, path, error);

  return is_plain && text != NULL ? oof_html_from_text (text) : g_steal_pointer (&text);
}

static gboolean
take_texts (CliContext *context, const Options *options, OofChange *change, GError **error)
{
  if (options->inside_file != NULL)
    change->inside = read_text (context, options->inside_file, options->is_plain, error);
  if (options->inside_file != NULL && change->inside == NULL)
    return FALSE;
  if (options->outside_file != NULL)
    change->outside = read_text (context, options->outside_file, options->is_plain, error);
  return options->outside_file == NULL || change->outside != NULL;
}

/* What can be known to be wrong before any mailbox is asked. */
static gboolean
check_change (const OofChange *change, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (OofState) something =
      oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "-", "-");
  g_autoptr (OofState) wanted = oof_change_apply (change, something, now);

  return oof_state_validate (wanted, now, error);
}

static gboolean
changes_something (const OofChange *change)
{
  return change->has_mode || change->has_audience || change->inside != NULL ||
         change->outside != NULL;
}

CliExit
cli_set (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "state", 's', 0, G_OPTION_ARG_STRING, &options.state, N_ ("off, on or scheduled"),
      N_ ("STATE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from,
      N_ ("Begin of a scheduled reply (default: now)"), N_ ("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, N_ ("End of a scheduled reply, ISO 8601"),
      N_ ("TIME") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &options.zone,
      N_ ("Zone of times without offset (default: this computer’s)"), N_ ("NAME") },
    { "inside-file", 0, 0, G_OPTION_ARG_FILENAME, &options.inside_file,
      N_ ("Reply inside the organisation (HTML)"), N_ ("FILE") },
    { "outside-file", 0, 0, G_OPTION_ARG_FILENAME, &options.outside_file,
      N_ ("Reply outside the organisation (HTML)"), N_ ("FILE") },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options.is_plain,
      N_ ("The files are plain text: make HTML of them"), NULL },
    { "audience", 'a', 0, G_OPTION_ARG_STRING, &options.audience,
      N_ ("Who outside gets a reply: none, known or all"), N_ ("WHO") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.is_dry_run,
      N_ ("Only show what would be written"), NULL },
    cli_context_jobs_option (&options.jobs),
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (OofChange) change = oof_change_new ();
  g_autoptr (GError) error = NULL;
  CliBulk bulk = { 0 };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("MAILBOX…  (“-”: addresses on standard input)"),
                          _ ("Changes automatic replies. What no option names stays as it is."),
                          &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("name at least one mailbox, or “-”"));
  if (!cli_context_jobs_fit (options.jobs))
    return CLI_EXIT_USAGE;
  if (!take_words (&options, change, &error))
    return cli_context_misuse ("%s", error->message);
  if (!take_texts (context, &options, change, &error) || !check_change (change, &error))
    return cli_context_fail (context, error);
  if (!changes_something (change))
    return cli_context_misuse (
        _ ("say what to change: --state, --inside-file, --outside-file or --audience"));

  bulk.verb = options.is_dry_run ? SESSION_VERB_REHEARSE : SESSION_VERB_SET;
  bulk.change = change;
  bulk.jobs = options.jobs;
  bulk.mailboxes = argv + 1;
  return cli_bulk_run (context, &bulk);
}
