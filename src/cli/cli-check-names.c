/* cli-check-names.c - check-names: what pasted names are in the directory
 *
 * Names are asked for in batches, and each answer is printed as it comes: a list of any length
 * needs little memory, and a program that waits for the answer to one name gets it before it writes
 * the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-directory.h"
#include "cli-input.h"
#include "cli-match.h"

#include <glib/gi18n-lib.h>

#define BATCH 400

typedef struct
{
  CliContext *context;
  CliDirectory directory;
  ExchangeSearch scope;
  GHashTable *seen; /* names that were asked for: each is answered once */
  guint n_one, n_several, n_none;
  gboolean is_gone; /* standard output */
} Names;

static void
clear_names (Names *self)
{
  cli_directory_clear (&self->directory);
  exchange_location_unref (self->scope.where);
  g_hash_table_unref (self->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, clear_names)

static void
match_cb (const ExchangeMatch *match, gpointer data)
{
  Names *names = data;

  if (match->persons->len == 0)
    names->n_none++;
  else if (match->persons->len == 1 && !match->has_more)
    names->n_one++;
  else
    names->n_several++;

  if (names->is_gone)
    return;
  names->is_gone = !cli_match_print (names->context, match);
  if (names->is_gone)
    g_cancellable_cancel (names->context->cancellable);
}

/* As many names as there are without waiting, but at least one; empty at the end. */
static GPtrArray *
next_batch (Names *names, CliInput *input)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func (g_free);

  while (batch->len == 0 || (batch->len < BATCH && cli_input_is_ready (input))) {
    g_autofree char *name = cli_input_next (input);

    if (name == NULL)
      break;
    if (g_hash_table_add (names->seen, g_strdup (name)))
      g_ptr_array_add (batch, g_steal_pointer (&name));
  }
  return batch;
}

static gboolean
check_all (Names *names, CliInput *input, GError **error)
{
  for (;;) {
    g_autoptr (GPtrArray) batch = next_batch (names, input);

    if (batch->len == 0)
      return base_call_check (names->directory.call, error);

    g_ptr_array_add (batch, NULL);
    if (!session_directory_check_names (names->directory.directory, names->directory.call,
                                        &names->scope, (const char *const *) batch->pdata, match_cb,
                                        names, error))
      return FALSE;
  }
}

static CliExit
end_of (const Names *names, const GError *error)
{
  guint n_answered = names->n_one + names->n_several + names->n_none;
  CliExit failed;

  if (names->is_gone)
    return CLI_EXIT_FAILED;
  if (error != NULL) {
    failed = cli_context_fail (names->context, error);
    return n_answered > 0 && failed != CLI_EXIT_CANCELLED ? CLI_EXIT_PARTLY : failed;
  }
  if (n_answered > 1)
    g_printerr (ngettext ("%u name: %u one, %u several, %u nobody.\n",
                          "%u names: %u one, %u several, %u nobody.\n", n_answered),
                n_answered, names->n_one, names->n_several, names->n_none);
  return names->n_one == n_answered ? CLI_EXIT_OK : CLI_EXIT_PARTLY;
}

/* "users,groups" */
static gboolean
take_kinds (const char *words, ExchangeWant *ret, CliExit *ret_exit)
{
  static const char *const known[] = { "users",    "shared",    "rooms", "groups",
                                       "contacts", "mailboxes", NULL };
  static const ExchangeWant wants[] = { EXCHANGE_WANT_USERS,    EXCHANGE_WANT_SHARED,
                                        EXCHANGE_WANT_ROOMS,    EXCHANGE_WANT_GROUPS,
                                        EXCHANGE_WANT_CONTACTS, EXCHANGE_WANT_MAILBOXES };
  g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "mailboxes", ",", -1);
  g_autoptr (GError) error = NULL;
  guint want = 0;

  for (guint i = 0; parts[i] != NULL; i++) {
    int word = 0;

    if (!cli_context_take_word (known, g_strstrip (parts[i]), "--kind", &word, &error)) {
      *ret_exit = cli_context_misuse ("%s", error->message);
      return FALSE;
    }
    want |= wants[word];
  }
  *ret = (ExchangeWant) want;
  return TRUE;
}

static CliExit
check (CliContext *context, const char *location, ExchangeWant want, char **operands)
{
  g_auto (Names) names = { .context = context, .scope = { .want = want } };
  g_autoptr (CliInput) input = cli_input_new (operands, "\n;", '\0', context->cancellable);
  g_autoptr (GError) error = NULL;
  CliExit status;

  names.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!cli_directory_open (context, &names.directory, &status))
    return status;
  if (cli_directory_find_place (&names.directory, location, &names.scope.where, &error))
    check_all (&names, input, &error);
  return end_of (&names, error);
}

CliExit
cli_check_names (CliContext *context, int argc, char **argv)
{
  g_autofree char *location = NULL;
  g_autofree char *kinds = NULL;
  const GOptionEntry entries[] = {
    { "location", 'l', 0, G_OPTION_ARG_STRING, &location,
      N_ ("Only in this domain or organisational unit"), N_ ("LOCATION") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &kinds,
      N_ ("users, shared, rooms, groups, contacts or mailboxes (default), with commas between"),
      N_ ("KINDS") },
    G_OPTION_ENTRY_NULL
  };
  ExchangeWant want;
  CliExit status;

  if (!cli_context_parse (
          context, entries, _ ("NAME…  (“-”: names on standard input)"),
          _ ("Says for each name who it is in the directory: one, several or nobody."), &argc,
          &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("give at least one name, or “-”"));
  if (!take_kinds (kinds, &want, &status))
    return status;

  return check (context, location, want, argv + 1);
}
