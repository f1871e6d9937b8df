/* cli-people.c - people: who has a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-directory.h"
#include "cli-person.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  char *location;
  char *group;
  const char *query;
} Question;

static void
clear_question (Question *self)
{
  g_free (self->location);
  g_free (self->group);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, clear_question)

typedef struct
{
  CliContext *context;
  guint n;
  gboolean is_gone; /* standard output */
} People;

static void
print_person (People *people, const ExchangePerson *person)
{
  g_autofree char *line = NULL;

  if (people->context->output == CLI_OUTPUT_TEXT) {
    line = cli_person_line (person);
    g_print ("%s\n", line);
    return;
  }

  line = cli_print_json_line (cli_person_json (person));
  if (people->n > 0)
    fputs (",\n", stdout);
  fputs (line, stdout);
}

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  People *people = data;

  for (guint i = 0; i < page->len; i++) {
    print_person (people, g_ptr_array_index (page, i));
    people->n++;
  }
  people->is_gone = fflush (stdout) != 0;
  return !people->is_gone;
}

static gboolean
ask_directory (CliDirectory *directory, const Question *question, People *people, GError **error)
{
  g_autoptr (ExchangeLocation) where = NULL;
  g_autofree char *group = NULL;
  ExchangeSearch search = { .want = EXCHANGE_WANT_MAILBOXES,
                            .text = question->query,
                            .has_mailbox = EXCHANGE_YES };

  if (!cli_directory_find_place (directory, question->location, &where, error))
    return FALSE;
  if (question->group != NULL) {
    group = cli_directory_find_group (directory, NULL, question->group, error);
    if (group == NULL)
      return FALSE;
  }

  search.where = where;
  search.group = group;
  return session_directory_find (directory->directory, directory->call, &search, NULL, page_cb,
                                 people, error);
}

/* One JSON document, a person a line, as they come. */
static void
begin (const People *people)
{
  if (people->context->output == CLI_OUTPUT_JSON)
    g_print ("[");
}

static CliExit
end (const People *people, gboolean is_listed, const GError *error)
{
  if (people->context->output == CLI_OUTPUT_JSON)
    g_print ("]\n");
  if (!is_listed)
    return cli_context_fail (people->context, error);
  return people->is_gone ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

static CliExit
list_of_directory (CliContext *context, const Question *question)
{
  g_auto (CliDirectory) directory = { 0 };
  g_autoptr (GError) error = NULL;
  People people = { .context = context };
  gboolean is_listed;
  CliExit status;

  if (!cli_directory_open (context, &directory, &status))
    return status;

  begin (&people);
  is_listed = ask_directory (&directory, question, &people, &error);
  return end (&people, is_listed, error);
}

static CliExit
list_of_exchange (CliContext *context, const Question *question)
{
  g_autoptr (CliOrg) org = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  People people = { .context = context };
  gboolean is_listed;
  CliExit status;

  org = cli_context_open_org (context, 0, &status);
  if (org == NULL)
    return status;

  begin (&people);
  is_listed = session_org_list_people (org, call, question->query, page_cb, &people, &error);
  return end (&people, is_listed, error);
}

static gboolean
has_directory (CliContext *context)
{
  CliExit ignored;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &ignored);
  g_autoptr (ExchangeProfile) profile =
      core != NULL ? session_core_find_profile (core, context->profile, NULL) : NULL;

  return profile != NULL && *profile->directory != '\0';
}

CliExit
cli_people (CliContext *context, int argc, char **argv)
{
  g_auto (Question) question = { 0 };
  const GOptionEntry entries[] = {
    { "location", 'l', 0, G_OPTION_ARG_STRING, &question.location,
      N_ ("Only in this domain or organisational unit"), N_ ("LOCATION") },
    { "group", 'g', 0, G_OPTION_ARG_STRING, &question.group,
      N_ ("Only members of this group, nested ones too"), N_ ("GROUP") },
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[QUERY]"), _ ("Lists who has a mailbox."), &argc,
                          &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("one query at most"));

  question.query = argv[1];
  if (question.location != NULL || question.group != NULL || has_directory (context))
    return list_of_directory (context, &question);
  return list_of_exchange (context, &question);
}
