/* directory-names.c - Check Names: who is asked for which name
 *
 * All names are asked for where they were said to be. Of those that nobody has and that name a
 * domain, it may be one outside of the forest that is trusted: then it is asked too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-names.h"

#include "base-error.h"
#include "directory-domains.h"
#include "directory-names-ask.h"
#include "directory-sources.h"
#include "directory-state.h"
#include "directory-trusts.h"

#define KEPT "trusts"

/* Those that can be asked for; the others have their answer at once. */
static GPtrArray *
make_answers (DirectoryCheck *check, const char *const *texts)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (directory_answer_free);
  g_autoptr (GHashTable) by_text = g_hash_table_new (g_str_hash, g_str_equal);

  for (; *texts != NULL; texts++) {
    DirectoryAnswer *answer = g_hash_table_lookup (by_text, *texts);

    if (answer != NULL) {
      answer->n_times++;
      continue;
    }
    answer = directory_answer_new (*texts);
    answer->n_times = 1;
    if (answer->name->kind == DIRECTORY_NAME_BAD) {
      directory_check_give (check, answer);
      directory_answer_free (answer);
      continue;
    }
    g_hash_table_insert (by_text, (gpointer) *texts, answer);
    g_ptr_array_add (answers, answer);
  }
  return answers;
}

static void
unref_list (gpointer data)
{
  g_ptr_array_unref (data);
}

/* ExchangeLocation; borrowed from the forest. */
static GPtrArray *
get_trusts (DirectoryForest *forest, BaseCall *call, GError **error)
{
  GPtrArray *trusts = directory_forest_kept (forest, KEPT);

  if (trusts != NULL)
    return trusts;
  trusts = directory_trusts_list (forest, call, error);
  return trusts != NULL ? directory_forest_keep (forest, KEPT, trusts, unref_list) : NULL;
}

static gboolean
is_of (const DirectoryAnswer *answer, const ExchangeLocation *trust)
{
  const char *domain = answer->name->domain;

  return g_ascii_strcasecmp (domain, trust->dns) == 0 ||
         (*trust->netbios != '\0' && g_ascii_strcasecmp (domain, trust->netbios) == 0);
}

static void
give_all (DirectoryCheck *check, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    directory_check_give (check, answers->pdata[i]);
}

/* One that does not answer, or does not take our account, knows nobody. */
static gboolean
ask_abroad (DirectoryCheck *check, const ExchangeLocation *trust, GPtrArray *answers,
            GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) sources =
      directory_sources (check->forest, check->call, trust, DIRECTORY_READS_NAMES, &why);

  check->abroad = trust;
  check->sources = sources;
  check->unknown = NULL;
  if (sources != NULL)
    return directory_check_ask (check, answers, error);
  if (why->domain == BASE_ERROR && base_call_check (check->call, NULL)) {
    give_all (check, answers);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* unknown: loses those that were given. Where trusts cannot be listed there are none. */
static gboolean
ask_trusts (DirectoryCheck *check, GPtrArray *unknown, GError **error)
{
  g_autoptr (GError) why = NULL;
  GPtrArray *trusts = unknown->len > 0 ? get_trusts (check->forest, check->call, &why) : NULL;

  if (!base_call_check (check->call, error))
    return FALSE;
  if (trusts == NULL) {
    give_all (check, unknown);
    return TRUE;
  }
  for (guint i = 0; i < trusts->len; i++) {
    g_autoptr (GPtrArray) answers = g_ptr_array_new ();

    for (guint k = unknown->len; k > 0; k--)
      if (is_of (unknown->pdata[k - 1], trusts->pdata[i]))
        g_ptr_array_add (answers, g_ptr_array_remove_index_fast (unknown, k - 1));
    if (answers->len > 0 && !ask_abroad (check, trusts->pdata[i], answers, error))
      return FALSE;
  }
  give_all (check, unknown);
  return TRUE;
}

gboolean
directory_names_check (DirectoryForest *forest, BaseCall *call, const ExchangeSearch *scope,
                       const char *const *texts, ExchangeMatchFunc each, gpointer data,
                       GError **error)
{
  const ExchangeLocation *where = scope != NULL ? scope->where : NULL;
  DirectoryCheck check = { .forest = forest,
                           .call = call,
                           .scope = { .want = EXCHANGE_WANT_MAILBOXES },
                           .each = each,
                           .data = data };
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  gboolean is_done;

  if (scope != NULL && scope->want != 0)
    check.scope = (ExchangeSearch){ .want = scope->want,
                                    .is_enabled = scope->is_enabled,
                                    .has_mailbox = scope->has_mailbox };
  check.domains = directory_domains_get (forest, call, error);
  if (check.domains == NULL || !directory_schema_get (forest, call, &check.reader.schema, error))
    return FALSE;
  check.sources = sources = directory_sources (forest, call, where, DIRECTORY_READS_NAMES, error);
  if (sources == NULL)
    return FALSE;

  if (where == NULL || where->kind == EXCHANGE_LOCATION_FOREST)
    check.unknown = unknown;
  answers = make_answers (&check, texts);
  is_done = directory_check_ask (&check, answers, error) && ask_trusts (&check, unknown, error);
  directory_person_reader_clear (&check.reader);
  return is_done;
}
