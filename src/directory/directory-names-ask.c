/* directory-names-ask.c - Check Names: many names in one search, and whom each of them fits
 *
 * Names are joined by OR as long as the filter stays short, and what comes back is told apart by
 * our own comparison. Where that is not certain (there was more than one answer may hold, or
 * somebody came whom our comparison knows no reason for), the batch is halved and asked again, down
 * to the single name, where the server's own comparison decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-names-ask.h"

#include "directory-domains.h"
#include "directory-names.h"
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

/* One batch on its way. */
typedef struct
{
  DirectoryCheck *check;
  DirectoryAnswer **answers;
  guint n;
  gboolean is_unclear; /* somebody came whom no name of the batch fits */
} Batch;

void
directory_answer_free (gpointer data)
{
  DirectoryAnswer *self = data;

  directory_name_free (self->name);
  g_ptr_array_unref (self->exact);
  g_ptr_array_unref (self->begins);
  g_free (self);
}

DirectoryAnswer *
directory_answer_new (const char *text)
{
  DirectoryAnswer *self = g_new0 (DirectoryAnswer, 1);

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
add_person (DirectoryAnswer *answer, ExchangePerson *person, DirectoryFit fit)
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
read_called (DirectoryCheck *check, DirectoryEntry *entry, const ExchangePerson *person,
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
  if (check->abroad != NULL && g_str_equal (person->domain, check->abroad->dns))
    called->netbios = check->abroad->netbios;
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
  DirectoryCheck *check = batch->check;
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

void
directory_check_give (DirectoryCheck *check, DirectoryAnswer *answer)
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

static void
finish (DirectoryCheck *check, DirectoryAnswer *answer)
{
  if (check->unknown != NULL && answer->name->domain != NULL && answer->exact->len == 0 &&
      answer->begins->len == 0)
    g_ptr_array_add (check->unknown, answer);
  else
    directory_check_give (check, answer);
}

static DirectoryFilter *
join (DirectoryAnswer **answers, guint n)
{
  DirectoryFilter *any = directory_filter_or (NULL, NULL);

  for (guint i = 0; i < n; i++)
    directory_filter_add (any, directory_name_filter (answers[i]->name));
  return any;
}

static gboolean
ask_batch (DirectoryCheck *check, DirectoryAnswer **answers, guint n, GError **error)
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
    finish (check, answers[i]);
  return TRUE;
}

/* How many of the answers from begin on share a filter of a sane size. */
static guint
count_batch (GPtrArray *answers, guint begin)
{
  gsize bytes = 0;
  guint n = 0;

  for (; begin + n < answers->len && n < BATCH_NAMES; n++) {
    DirectoryAnswer *answer = g_ptr_array_index (answers, begin + n);
    g_autoptr (DirectoryFilter) filter = directory_name_filter (answer->name);
    g_autofree char *text = directory_filter_text (filter);

    bytes += strlen (text);
    if (bytes > BATCH_FILTER_BYTES && n > 0)
      break;
  }
  return n;
}

gboolean
directory_check_ask (DirectoryCheck *check, GPtrArray *answers, GError **error)
{
  guint begin = 0;

  while (begin < answers->len) {
    guint n = count_batch (answers, begin);

    if (!ask_batch (check, (DirectoryAnswer **) answers->pdata + begin, n, error))
      return FALSE;
    begin += n;
  }
  return TRUE;
}
