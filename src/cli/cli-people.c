/* cli-people.c - people: who has a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  CliContext *context;
  guint n;
  gboolean is_gone; /* standard output */
} People;

static void
print_person (People *people, const ExchangePerson *person)
{
  JsonObject *object;

  if (people->context->output == CLI_OUTPUT_TEXT) {
    g_print ("%s <%s>%s%s\n", person->name, person->mail, *person->department != '\0' ? "  " : "",
             person->department);
    return;
  }

  object = json_object_new ();
  cli_print_put_text (object, "id", person->id);
  cli_print_put_text (object, "name", person->name);
  cli_print_put_text (object, "upn", NULL);
  cli_print_put_text (object, "mail", person->mail);
  cli_print_put_text (object, "department",
                      *person->department != '\0' ? person->department : NULL);
  cli_print_put_text (object, "kind", "mailbox");
  json_object_set_null_member (object, "enabled");
  cli_print_put_text (object, "dn", NULL);
  g_print ("%s", people->n > 0 ? ",\n" : "");
  cli_print_json (object);
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

CliExit
cli_people (CliContext *context, int argc, char **argv)
{
  g_autoptr (CliOrg) org = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  People people = { .context = context };
  gboolean is_listed;
  CliExit status;

  if (!cli_context_parse (context, NULL, _ ("[QUERY]"), _ ("Lists who has a mailbox."), &argc,
                          &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("one query at most"));

  org = cli_context_open_org (context, 0, &status);
  if (org == NULL)
    return status;

  /* One JSON document, a person a line, as they come. */
  if (context->output == CLI_OUTPUT_JSON)
    g_print ("[");
  is_listed = session_org_list_people (org, call, argv[1], page_cb, &people, &error);
  if (context->output == CLI_OUTPUT_JSON)
    g_print ("]\n");
  if (!is_listed)
    return cli_context_fail (context, error);
  return people.is_gone ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}
