/* cli-replies.c - replies: what people have set up themselves, and what becomes of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-replies.h"

#include "base-time.h"
#include "cli-commands.h"
#include "cli-file.h"
#include "session-replies-file.h"
#include "session-words-replies.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  CliExit (*run) (CliReplies *self);
  guint least; /* operands */
  guint most;
} verbs[] = {
  { "list", cli_replies_list, 0, G_MAXUINT },
  { "adopt", cli_replies_adopt, 0, G_MAXUINT },
  { "protect", cli_replies_protect, 1, G_MAXUINT },
  { "unprotect", cli_replies_unprotect, 1, G_MAXUINT },
  { "clean", cli_replies_clean, 0, G_MAXUINT },
  { "template", cli_replies_template, 1, 2 },
  { "export", cli_replies_export, 0, 1 },
};

void
cli_replies_clear (CliReplies *self)
{
  g_clear_pointer (&self->replies, session_replies_unref);
  g_clear_pointer (&self->org, session_org_finish);
  g_clear_pointer (&self->core, session_core_unref);
}

static gboolean
tell_cb (guint done, guint total, gpointer data)
{
  const CliReplies *self = data;

  if (done == 1)
    cli_progress_set_total (self->context->progress, total);
  cli_progress_step (self->context->progress);
  return TRUE;
}

static gboolean
open_file (CliReplies *self, GTimeZone *zone, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      cli_file_read (self->context, self->options->file, SESSION_REPLIES_MOST_BYTES, &error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL)
    self->replies = session_replies_read_file (text != NULL ? text : "", size, zone,
                                               (guint) self->options->days, &error);
  if (self->replies == NULL)
    *ret_exit = cli_context_fail (self->context, error);
  return self->replies != NULL;
}

gboolean
cli_replies_open (CliReplies *self, SessionExistingThen then, char **mailboxes, CliExit *ret_exit)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gboolean is_some = mailboxes != NULL && mailboxes[0] != NULL;
  SessionExistingOrder order = {
    .whom = self->options->is_quick ? SESSION_EXISTING_AWAY : SESSION_EXISTING_ALL,
    .then = then,
    .mailboxes = is_some ? (const char *const *) mailboxes : NULL,
    .forgotten_days = (guint) self->options->days,
    .zone = zone,
    .now_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC,
    .tell = tell_cb,
    .data = self
  };
  g_autoptr (GError) error = NULL;

  if (self->options->file != NULL)
    return open_file (self, zone, ret_exit);
  if ((self->core = cli_context_open_core (self->context, ret_exit)) == NULL ||
      (self->org = cli_context_open_org (self->context, self->options->jobs, ret_exit)) == NULL)
    return FALSE;

  self->context->progress = cli_progress_new (0);
  self->replies =
      session_existing_read (self->core, self->org, self->context->cancellable, &order, &error);
  g_clear_pointer (&self->context->progress, cli_progress_free);
  if (self->replies == NULL)
    *ret_exit = cli_context_fail (self->context, error);
  return self->replies != NULL;
}

static gboolean
is_wanted (const CliReplies *self, const SessionReply *reply)
{
  const CliRepliesOptions *options = self->options;

  if (options->state != NULL &&
      !g_str_equal (options->state, session_reply_state_names[reply->state]))
    return FALSE;
  if (options->is_stale || options->is_forgotten)
    return (options->is_stale && reply->stale != 0) ||
           (options->is_forgotten && reply->is_forgotten);
  return TRUE;
}

static gboolean
is_named (char **mailboxes, const SessionReply *reply)
{
  for (guint i = 0; mailboxes != NULL && mailboxes[i] != NULL; i++)
    if (g_ascii_strcasecmp (mailboxes[i], reply->mailbox) == 0)
      return TRUE;
  return mailboxes == NULL || mailboxes[0] == NULL;
}

GPtrArray *
cli_replies_choose (CliReplies *self, char **mailboxes, CliExit *ret_exit)
{
  const GPtrArray *from = session_replies_all (self->replies);
  GPtrArray *chosen;

  if (self->options->group != NULL) {
    const SessionReplyGroup *group =
        session_replies_find_group (self->replies, self->options->group);

    if (group == NULL) {
      *ret_exit = cli_context_misuse (_ ("there is no group “%s”, or there are several"),
                                      self->options->group);
      return NULL;
    }
    from = group->replies;
  }

  chosen = g_ptr_array_new ();
  for (guint i = 0; i < from->len; i++)
    if (is_wanted (self, from->pdata[i]) && is_named (mailboxes, from->pdata[i]))
      g_ptr_array_add (chosen, from->pdata[i]);
  return chosen;
}

CliExit
cli_replies_end (CliReplies *self)
{
  const GArray *failures = session_replies_failures (self->replies);
  g_autofree char *summary = session_words_replies (self->replies);

  for (guint i = 0; i < failures->len; i++) {
    const SessionReplyFailure *failure = &g_array_index (failures, SessionReplyFailure, i);

    g_printerr ("%s: ", failure->mailbox);
    cli_context_fail (self->context, failure->error);
  }
  g_printerr ("%s\n", summary);
  if (failures->len == 0 && session_replies_n_left (self->replies) == 0)
    return CLI_EXIT_OK;
  return session_replies_n_read (self->replies) > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

static CliExit
check_options (const CliRepliesOptions *options)
{
  int state, type;
  g_autoptr (GError) error = NULL;

  if (!cli_context_jobs_fit (options->jobs))
    return CLI_EXIT_USAGE;
  if (options->days < 1 || options->days > 36500)
    return cli_context_misuse (_ ("--days takes a number from 1 on"));
  if (!cli_context_take_word (session_reply_state_names, options->state, "--state", &state,
                              &error) ||
      !cli_context_take_word (oof_type_names, options->type, "--type", &type, &error))
    return cli_context_misuse ("%s", error->message);
  return CLI_EXIT_OK;
}

static CliExit
run_verb (CliContext *context, CliRepliesOptions *options, int argc, char **argv)
{
  g_auto (CliReplies) self = { .context = context, .options = options };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++) {
    guint n = (guint) argc - 2;

    if (!g_str_equal (verbs[i].name, argv[1]))
      continue;
    if (n < verbs[i].least || n > verbs[i].most)
      return cli_context_misuse (_ ("too few or too many words behind “%s”"), argv[1]);
    if (options->file != NULL && verbs[i].run != cli_replies_list)
      return cli_context_misuse (_ ("--file is for “list”"));
    options->operands = argv + 2;
    return verbs[i].run (&self);
  }
  return cli_context_misuse (
      _ ("say what to do: list, adopt, protect, unprotect, clean, template or export"));
}

static void
clear_options (CliRepliesOptions *self)
{
  g_free (self->state);
  g_free (self->group);
  g_free (self->file);
  g_free (self->type);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRepliesOptions, clear_options)

CliExit
cli_replies (CliContext *context, int argc, char **argv)
{
  g_auto (CliRepliesOptions) options = { .days = SESSION_REPLIES_DAYS };
  const GOptionEntry entries[] = {
    { "quick", 'q', 0, G_OPTION_ARG_NONE, &options.is_quick,
      N_ ("Read only mailboxes whose reply goes out now"), NULL },
    { "no-protect", 0, 0, G_OPTION_ARG_NONE, &options.is_kept_unprotected,
      N_ ("list: do not protect what is found"), NULL },
    { "stale", 0, 0, G_OPTION_ARG_NONE, &options.is_stale, N_ ("Only what is out of date"), NULL },
    { "forgotten", 0, 0, G_OPTION_ARG_NONE, &options.is_forgotten,
      N_ ("Only what is on without an end for long"), NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days, N_ ("So long is long (default: 30 days)"),
      N_ ("N") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
      N_ ("Only active, scheduled, ended or off"), N_ ("STATE") },
    { "group", 'g', 0, G_OPTION_ARG_STRING, &options.group,
      N_ ("Only those who say the same, as “list” names them"), N_ ("GROUP") },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &options.file,
      N_ ("list: of a file that was exported, not of the mailboxes"), N_ ("FILE") },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options.is_all, N_ ("adopt: all that can be"), NULL },
    { "each", 0, 0, G_OPTION_ARG_NONE, &options.is_each,
      N_ ("adopt: an absence for each person, not one for all who have the same"), NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &options.type,
      N_ ("adopt: the absence’s type (default: other)"), N_ ("TYPE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.is_rehearsal,
      N_ ("adopt, clean: only show what would be done"), NULL },
    cli_context_jobs_option (&options.jobs),
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (
          context, entries,
          _ ("list [MAILBOX…] | adopt [MAILBOX…] | protect MAILBOX… | unprotect MAILBOX… | clean "
             "[MAILBOX…] | template NAME [MAILBOX] | export [FILE]"),
          _ ("Replies that people have set up themselves: who has which, what is out of date; they "
             "can become planned absences, or be protected from those."),
          &argc, &argv, &status))
    return status;
  status = check_options (&options);
  return status == CLI_EXIT_OK ? run_verb (context, &options, argc, argv) : status;
}
