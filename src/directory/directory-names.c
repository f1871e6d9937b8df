/* directory-names.c - Check Names: many names in one search, and whom each of them fits
 *
 * Names are joined by OR as long as the filter stays short, and what comes back is told apart by
 * our own comparison. Where that is not certain (there was more than one answer may hold, or
 * somebody came whom our comparison knows no reason for), the batch is halved and asked again, down
 * to the single name, where the server's own comparison decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-names.h"

#include "directory-domains.h"
#include "directory-name.h"
#include "directory-person.h"
#include "directory-search.h"
#include "directory-sources.h"
#include "directory-wanted.h"

#include <string.h>

#define BATCH_NAMES 40
#define BATCH_FILTER_BYTES (14 * 1024)
#define BATCH_ROWS 999 /* with one more, a page of Windows' */
#define SINGLE_ROWS 199

static const char *const attributes[] = { DIRECTORY_PERSON_ATTRIBUTES,
                                          "givenName",
                                          "sn",
                                          "proxyAddresses",
                                          "objectSid",
                                          "mailNickname",
                                          "legacyExchangeDN",
                                          "msDS-AdditionalSamAccountName",
                                          "msDS-PhoneticFirstName",
                                          "msDS-PhoneticLastName",
                                          "msDS-PhoneticDisplayName",
                                          "msDS-PhoneticCompanyName",
                                          "msDS-PhoneticDepartment",
                                          NULL };
enum
{
  GIVEN = DIRECTORY_PERSON_N,
  SURNAME,
  ADDRESSES,
  SID,
  FIRST_OTHER,
  LAST_OTHER = FIRST_OTHER + 7
};

/* One name, however often it was asked for. */
typedef struct
{
  const char *text;
  guint n_times;
  DirectoryName *name;
  GPtrArray *exact;  /* ExchangePerson */
  GPtrArray *begins; /* ExchangePerson */
  gboolean has_more;
} Answer;

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  ExchangeSearch scope; /* without strings */
  GPtrArray *domains;   /* borrowed */
  GPtrArray *sources;
  DirectoryPersonReader reader;
  ExchangeMatchFunc each;
  gpointer data;
} Check;

/* One batch on its way. */
typedef struct
{
  Check *check;
  Answer **answers;
  guint n;
  gboolean is_unclear; /* somebody came whom no name of the batch fits */
} Batch;

static void
free_answer (gpointer data)
{
  Answer *self = data;

  directory_name_free (self->name);
  g_ptr_array_unref (self->exact);
  g_ptr_array_unref (self->begins);
  g_free (self);
}

static Answer *
new_answer (const char *text)
{
  Answer *self = g_new0 (Answer, 1);

  self->text = text;
  self->name = directory_name_new (text);
  self->exact = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  self->begins = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  return self;
}

static gboolean
has_person (const GPtrArray *persons, const ExchangePerson *person)
{
  for (guint i = 0; i < persons->len; i++) {
    const ExchangePerson *other = persons->pdata[i];

    if (g_str_equal (other->id, person->id))
      return TRUE;
  }
  return FALSE;
}

static void
add_person (Answer *answer, ExchangePerson *person, DirectoryFit fit)
{
  GPtrArray *persons = fit == DIRECTORY_FIT_EXACT ? answer->exact : answer->begins;

  if (has_person (persons, person))
    return;
  if (persons->len < DIRECTORY_NAMES_MOST)
    g_ptr_array_add (persons, exchange_person_ref (person));
  else
    answer->has_more = TRUE;
}

static void
read_called (Check *check, DirectoryEntry *entry, const ExchangePerson *person,
             DirectoryCalled *called)
{
  const DirectoryDomain *domain = directory_domains_find (check->domains, person->domain);
  struct berval bytes;

  called->display = directory_entry_text (entry, DIRECTORY_PERSON_DISPLAY_NAME);
  called->given = directory_entry_text (entry, GIVEN);
  called->surname = directory_entry_text (entry, SURNAME);
  called->logon = directory_entry_text (entry, DIRECTORY_PERSON_LOGON);
  called->upn = directory_entry_text (entry, DIRECTORY_PERSON_UPN);
  called->mail = directory_entry_text (entry, DIRECTORY_PERSON_MAIL);
  called->others[called->n_others++] = directory_entry_text (entry, DIRECTORY_PERSON_NAME);
  called->others[called->n_others++] = directory_entry_text (entry, DIRECTORY_PERSON_OFFICE);
  for (guint i = FIRST_OTHER; i <= LAST_OTHER; i++)
    called->others[called->n_others++] = directory_entry_text (entry, i);
  called->n_addresses =
      MIN (directory_entry_n_values (entry, ADDRESSES), DIRECTORY_NAME_MOST_ADDRESSES);
  for (guint i = 0; i < called->n_addresses; i++)
    called->addresses[i] = directory_entry_nth_text (entry, ADDRESSES, i);
  called->dn = person->dn;
  called->domain = person->domain;
  called->netbios = domain != NULL ? domain->netbios : "";
  if (directory_entry_bytes (entry, DIRECTORY_PERSON_GUID, &bytes))
    called->guid = (const guint8 *) bytes.bv_val;
  if (directory_entry_bytes (entry, SID, &bytes)) {
    called->sid = (const guint8 *) bytes.bv_val;
    called->n_sid = bytes.bv_len;
  }
}

static gboolean
entry_cb (DirectoryEntry *entry, gpointer data)
{
  Batch *batch = data;
  g_autoptr (ExchangePerson) person = directory_person_read (&batch->check->reader, entry);
  g_autoptr (DirectoryFolded) folded = NULL;
  DirectoryCalled called = { 0 };
  gboolean is_known = FALSE;

  if (person == NULL)
    return TRUE;

  read_called (batch->check, entry, person, &called);
  folded = directory_folded_new (&called);
  for (guint i = 0; i < batch->n; i++) {
    DirectoryFit fit = directory_name_fits (batch->answers[i]->name, folded);

    is_known |= fit != DIRECTORY_FIT_NONE;
    if (fit > DIRECTORY_FIT_NEAR)
      add_person (batch->answers[i], person, fit);
  }
  if (!is_known && batch->n == 1)
    add_person (batch->answers[0], person, DIRECTORY_FIT_BEGINS);
  batch->is_unclear |= !is_known;
  return TRUE;
}

/* takes names */
static gboolean
search (Batch *batch, DirectoryFilter *names, gboolean *ret_has_more, GError **error)
{
  Check *check = batch->check;
  g_autoptr (DirectoryFilter) filter = directory_filter_and (
      directory_wanted_filter (&check->reader.schema, &check->scope), names, NULL);
  guint most = batch->n > 1 ? BATCH_ROWS : SINGLE_ROWS;

  *ret_has_more = FALSE;
  for (guint i = 0; i < check->sources->len; i++) {
    const DirectorySource *source = g_ptr_array_index (check->sources, i);
    DirectoryAsk ask = { .dns = source->dns,
                         .port = source->port,
                         .base = source->base,
                         .scope = LDAP_SCOPE_SUBTREE,
                         .filter = filter,
                         .attributes = attributes,
                         .page = most + 1,
                         .most = most };
    gboolean has_more = FALSE;

    if (!directory_search (check->call, check->forest, &ask, entry_cb, NULL, batch, &has_more,
                           error))
      return FALSE;
    *ret_has_more |= has_more;
  }
  return TRUE;
}

static void
give (Check *check, Answer *answer)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();
  ExchangeMatch match = { .text = answer->text, .persons = persons };

  for (guint i = 0; i < answer->exact->len; i++)
    g_ptr_array_add (persons, answer->exact->pdata[i]);
  for (guint i = 0; i < answer->begins->len; i++)
    if (!has_person (answer->exact, answer->begins->pdata[i]))
      g_ptr_array_add (persons, answer->begins->pdata[i]);
  match.n_exact = answer->exact->len;
  match.has_more = answer->has_more || persons->len > DIRECTORY_NAMES_MOST;
  g_ptr_array_set_size (persons, MIN ((int) persons->len, DIRECTORY_NAMES_MOST));

  for (guint i = 0; i < answer->n_times; i++)
    check->each (&match, check->data);
}

static DirectoryFilter *
join (Answer **answers, guint n)
{
  DirectoryFilter *any = directory_filter_or (NULL, NULL);

  for (guint i = 0; i < n; i++)
    directory_filter_add (any, directory_name_filter (answers[i]->name));
  return any;
}

static gboolean
ask_batch (Check *check, Answer **answers, guint n, GError **error)
{
  Batch batch = { .check = check, .answers = answers, .n = n };
  gboolean has_more;
  gboolean has_more_exact = FALSE;

  for (guint i = 0; i < n; i++) {
    g_ptr_array_set_size (answers[i]->exact, 0);
    g_ptr_array_set_size (answers[i]->begins, 0);
    answers[i]->has_more = FALSE;
  }
  if (!search (&batch, join (answers, n), &has_more, error))
    return FALSE;

  if (n > 1 && (has_more || batch.is_unclear))
    return ask_batch (check, answers, n / 2, error) &&
           ask_batch (check, answers + n / 2, n - n / 2, error);

  /* The exact ones may be among those that did not come. */
  if (has_more) {
    if (!search (&batch, directory_name_exact_filter (answers[0]->name), &has_more_exact, error))
      return FALSE;
    answers[0]->has_more = TRUE;
  }
  for (guint i = 0; i < n; i++)
    give (check, answers[i]);
  return TRUE;
}

/* How many of the answers from begin on share a filter of a sane size. */
static guint
count_batch (GPtrArray *answers, guint begin)
{
  gsize bytes = 0;
  guint n = 0;

  for (; begin + n < answers->len && n < BATCH_NAMES; n++) {
    Answer *answer = g_ptr_array_index (answers, begin + n);
    g_autoptr (DirectoryFilter) filter = directory_name_filter (answer->name);
    g_autofree char *text = directory_filter_text (filter);

    bytes += strlen (text);
    if (bytes > BATCH_FILTER_BYTES && n > 0)
      break;
  }
  return n;
}

static gboolean
ask_all (Check *check, GPtrArray *answers, GError **error)
{
  guint begin = 0;

  while (begin < answers->len) {
    guint n = count_batch (answers, begin);

    if (!ask_batch (check, (Answer **) answers->pdata + begin, n, error))
      return FALSE;
    begin += n;
  }
  return TRUE;
}

/* Those that can be asked for; the others have their answer at once. */
static GPtrArray *
make_answers (Check *check, const char *const *texts)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (free_answer);
  g_autoptr (GHashTable) by_text = g_hash_table_new (g_str_hash, g_str_equal);

  for (; *texts != NULL; texts++) {
    Answer *answer = g_hash_table_lookup (by_text, *texts);

    if (answer == NULL) {
      answer = new_answer (*texts);
      answer->n_times = 1;
      if (answer->name->kind == DIRECTORY_NAME_BAD) {
        give (check, answer);
        free_answer (answer);
        continue;
      }
      g_hash_table_insert (by_text, (gpointer) *texts, answer);
      g_ptr_array_add (answers, answer);
    } else
      answer->n_times++;
  }
  return answers;
}

gboolean
directory_names_check (DirectoryForest *forest, BaseCall *call, const ExchangeSearch *scope,
                       const char *const *texts, ExchangeMatchFunc each, gpointer data,
                       GError **error)
{
  Check check = { .forest = forest,
                  .call = call,
                  .scope = { .want = EXCHANGE_WANT_MAILBOXES },
                  .each = each,
                  .data = data };
  g_autoptr (GPtrArray) answers = NULL;
  gboolean is_done = FALSE;

  if (scope != NULL && scope->want != 0)
    check.scope = (ExchangeSearch){ .want = scope->want,
                                    .is_enabled = scope->is_enabled,
                                    .has_mailbox = scope->has_mailbox };
  check.domains = directory_domains_get (forest, call, error);
  if (check.domains == NULL || !directory_schema_get (forest, call, &check.reader.schema, error))
    return FALSE;
  check.sources = directory_sources (forest, call, scope != NULL ? scope->where : NULL,
                                     DIRECTORY_READS_NAMES, error);
  if (check.sources == NULL)
    return FALSE;

  answers = make_answers (&check, texts);
  is_done = ask_all (&check, answers, error);
  directory_person_reader_clear (&check.reader);
  g_ptr_array_unref (check.sources);
  return is_done;
}
