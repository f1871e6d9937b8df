/* cli-calendar.c - calendar: what happens in a mailbox's calendar while its reply is on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-file.h"
#include "cli-print.h"

#include "session-calendar.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *entry;
  char *subject;
  char *declines_new;
  char *declines_existing;
  char *message_file;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->entry);
  g_free (self->subject);
  g_free (self->declines_new);
  g_free (self->declines_existing);
  g_free (self->message_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
take_flag (const char *word, const char *option, ExchangeCalendarParts part,
           ExchangeCalendar *wanted, gboolean *ret, GError **error)
{
  static const char *const words[] = { "off", "on", NULL };
  int value = 0;

  if (!cli_context_take_word (words, word, option, &value, error))
    return FALSE;
  if (word != NULL)
    wanted->parts |= part;
  *ret = value == 1;
  return TRUE;
}

static gboolean
take_options (CliContext *context, const Options *options, ExchangeCalendar *wanted, GError **error)
{
  if (!take_flag (options->entry, "--entry", EXCHANGE_CALENDAR_ENTRY, wanted, &wanted->has_entry,
                  error) ||
      !take_flag (options->declines_new, "--decline-new", EXCHANGE_CALENDAR_DECLINES_NEW, wanted,
                  &wanted->declines_new, error) ||
      !take_flag (options->declines_existing, "--decline-existing",
                  EXCHANGE_CALENDAR_DECLINES_EXISTING, wanted, &wanted->declines_existing, error))
    return FALSE;
  if (options->subject != NULL) {
    wanted->parts |= EXCHANGE_CALENDAR_SUBJECT;
    wanted->subject = g_strdup (options->subject);
  }
  if (options->message_file == NULL)
    return TRUE;

  wanted->parts |= EXCHANGE_CALENDAR_MESSAGE;
  wanted->message = cli_file_read_text (context, options->message_file, error);
  return wanted->message != NULL;
}

static const char *
word_of (gboolean is_on)
{
  return is_on ? _ ("on") : _ ("off");
}

static void
print (CliContext *context, const char *mailbox, const ExchangeCalendar *held)
{
  const char *subject = held->subject != NULL ? held->subject : "";
  const char *message = held->message != NULL ? held->message : "";

  if (context->output == CLI_OUTPUT_JSON) {
    JsonObject *object = json_object_new ();

    cli_print_put_text (object, "mailbox", mailbox);
    json_object_set_boolean_member (object, "entry", held->has_entry);
    cli_print_put_text (object, "subject", subject);
    json_object_set_boolean_member (object, "declines_new", held->declines_new);
    json_object_set_boolean_member (object, "declines_existing", held->declines_existing);
    cli_print_put_text (object, "message", message);
    cli_print_json (object);
    return;
  }

  g_print (_ ("Entry in the calendar: %s\n"), word_of (held->has_entry));
  g_print (_ ("Its subject: %s\n"), subject);
  g_print (_ ("Decline invitations that come: %s\n"), word_of (held->declines_new));
  g_print (_ ("Decline what is in the calendar: %s\n"), word_of (held->declines_existing));
  g_print (_ ("Message with what is declined: %s\n"), message);
}

static CliExit
run (CliContext *context, const char *mailbox, const ExchangeCalendar *wanted)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  g_auto (ExchangeCalendar) held = { 0 };
  g_autoptr (CliOrg) org = NULL;
  CliExit status;
  gboolean is_done;

  org = cli_context_open_org (context, 0, &status);
  if (org == NULL)
    return status;

  is_done = wanted->parts != 0 ? session_calendar_write (org, call, mailbox, wanted, &held, &error)
                               : session_calendar_read (org, call, mailbox, &held, &error);
  if (!is_done)
    return cli_context_fail (context, error);
  print (context, mailbox, &held);
  return CLI_EXIT_OK;
}

CliExit
cli_calendar (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (ExchangeCalendar) wanted = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "entry", 0, 0, G_OPTION_ARG_STRING, &options.entry,
      N_ ("An entry shows that the owner is away: on or off"), N_ ("STATE") },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &options.subject, N_ ("Subject of that entry"),
      N_ ("TEXT") },
    { "decline-new", 0, 0, G_OPTION_ARG_STRING, &options.declines_new,
      N_ ("Decline invitations that come while the owner is away: on or off"), N_ ("STATE") },
    { "decline-existing", 0, 0, G_OPTION_ARG_STRING, &options.declines_existing,
      N_ ("Decline what is in the calendar then, and cancel the owner’s meetings: on or off"),
      N_ ("STATE") },
    { "message-file", 0, 0, G_OPTION_ARG_FILENAME, &options.message_file,
      N_ ("What is sent with what is declined"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (
          context, entries, _ ("MAILBOX"),
          _ ("Shows or sets what happens in a calendar of Exchange Online while its "
             "owner is away."),
          &argc, &argv, &status))
    return status;
  if (argc != 2)
    return cli_context_misuse (_ ("one mailbox is needed"));
  if (!take_options (context, &options, &wanted, &error))
    return cli_context_misuse ("%s", error->message);
  return run (context, argv[1], &wanted);
}
