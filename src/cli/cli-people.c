/* cli-people.c - people: who has a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-directory.h"
#include "cli-person.h"
#include "cli-print.h"

#include "base-error.h"
#include "session-merge.h"

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
  gboolean is_gone;    /* standard output */
  SessionMerge *merge; /* who was told of already; NULL: only one side is asked */
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
    const ExchangePerson *person = g_ptr_array_index (page, i);

    if (people->merge != NULL && session_merge_has (people->merge, person))
      continue;
    if (people->merge != NULL)
      session_merge_note (people->merge, person);
    print_person (people, person);
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

/* In a hybrid organisation the directory does not know those who exist in the cloud alone; of a
 * place in it, or a group, they are no part. org: NULL when it is not asked. */
static CliExit
list_of_directory (CliContext *context, const Question *question, SessionOrg *org)
{
  g_auto (CliDirectory) directory = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionMerge) merge = session_merge_new ();
  People people = { .context = context, .merge = org != NULL ? merge : NULL };
  gboolean is_listed;
  CliExit status;

  if (!cli_directory_open (context, &directory, &status))
    return status;

  begin (&people);
  is_listed =
      ask_directory (&directory, question, &people, &error) &&
      (org == NULL || people.is_gone ||
       session_org_list_cloud (org, directory.call, question->query, page_cb, &people, &error));
  return end (&people, is_listed, error);
}

/* The one group of Exchange Online that is called so. Caller frees its id. */
static char *
find_group (SessionOrg *org, BaseCall *call, const char *text, GError **error)
{
  g_autoptr (GPtrArray) groups = session_org_find_groups (org, call, text, error);
  g_autoptr (GString) others = g_string_new (NULL);

  if (groups == NULL)
    return NULL;
  if (groups->len == 1)
    return g_strdup (((ExchangePerson *) groups->pdata[0])->id);

  for (guint i = 0; i < groups->len; i++) {
    const ExchangePerson *group = groups->pdata[i];

    g_string_append_printf (others, "%s%s", i > 0 ? "; " : "",
                            *group->mail != '\0' ? group->mail : group->id);
  }
  if (groups->len == 0)
    base_error_set (error, BASE_ERROR_REJECTED, _ ("There is no group “%s” in Exchange Online."),
                    text);
  else
    base_error_set (error, BASE_ERROR_REJECTED, _ ("“%s” fits several groups: %s"), text,
                    others->str);
  return NULL;
}

static CliExit
list_of_group (CliContext *context, const Question *question, SessionOrg *org)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = find_group (org, call, question->group, &error);
  People people = { .context = context };
  gboolean is_listed;

  begin (&people);
  is_listed = id != NULL && session_org_list_members (org, call, id, page_cb, &people, &error);
  return end (&people, is_listed, error);
}

static CliExit
list_of_exchange (CliContext *context, const Question *question, SessionOrg *org)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  People people = { .context = context };
  gboolean is_listed;

  begin (&people);
  is_listed = session_org_list_people (org, call, question->query, page_cb, &people, &error);
  return end (&people, is_listed, error);
}

/* NULL when there is no such profile: then the others tell. */
static ExchangeProfile *
find_profile (CliContext *context)
{
  CliExit ignored;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &ignored);

  return core != NULL ? session_core_find_profile (core, context->profile, NULL) : NULL;
}

static gboolean
has_directory (const ExchangeProfile *profile)
{
  return profile != NULL && *profile->directory != '\0';
}

/* Groups are the directory's, but for an organisation that is online alone. */
static gboolean
is_for_directory (const ExchangeProfile *profile, const Question *question)
{
  return question->location != NULL || has_directory (profile) ||
         (question->group != NULL &&
          (profile == NULL || profile->kind == EXCHANGE_KIND_ON_PREMISES));
}

static CliExit
list (CliContext *context, const Question *question)
{
  g_autoptr (ExchangeProfile) profile = find_profile (context);
  g_autoptr (CliOrg) org = NULL;
  gboolean is_hybrid = profile != NULL && profile->kind == EXCHANGE_KIND_HYBRID;
  gboolean is_narrow = question->location != NULL || question->group != NULL;
  CliExit status;

  if (is_for_directory (profile, question) && (!is_hybrid || is_narrow))
    return list_of_directory (context, question, NULL);

  org = cli_context_open_org (context, 0, &status);
  if (org == NULL)
    return status;
  if (has_directory (profile))
    return list_of_directory (context, question, org);
  return question->group != NULL ? list_of_group (context, question, org)
                                 : list_of_exchange (context, question, org);
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
  return list (context, &question);
}
