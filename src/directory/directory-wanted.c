/* directory-wanted.c - which objects a search wants, as a filter
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-wanted.h"

#include "base-error.h"
#include "directory-dn.h"
#include "directory-name.h"
#include "directory-person.h"

#define DETAILS "msExchRecipientTypeDetails"

/* RecipientTypeDetails: see directory-person.c; 0 ends */
static const gint64 shared[] = { 4, 34359738368, 0 };
static const gint64 rooms[] = { 16, 32, 8589934592, 17179869184, 0 };
static const gint64 remote[] = { 2147483648, 8589934592, 17179869184, 34359738368, 0 };

static void
add_details (DirectoryFilter *any, const gint64 *details)
{
  for (; *details != 0; details++)
    directory_filter_add (any, directory_filter_is (DETAILS, *details));
}

static DirectoryFilter *
accounts_filter (void)
{
  return directory_filter_is ("sAMAccountType", DIRECTORY_ACCOUNT_TYPE);
}

/* Accounts, of which some kinds may not be wanted. */
static DirectoryFilter *
wanted_accounts (const DirectorySchema *schema, ExchangeWant want)
{
  DirectoryFilter *kinds;

  if ((want & EXCHANGE_WANT_MAILBOXES) == EXCHANGE_WANT_MAILBOXES ||
      (!schema->has_kinds && (want & EXCHANGE_WANT_USERS) != 0))
    return accounts_filter ();
  if (!schema->has_kinds || (want & EXCHANGE_WANT_MAILBOXES) == 0)
    return NULL;

  kinds = directory_filter_or (NULL, NULL);
  if (((want & EXCHANGE_WANT_SHARED) != 0) != ((want & EXCHANGE_WANT_USERS) != 0))
    add_details (kinds, shared);
  if (((want & EXCHANGE_WANT_ROOMS) != 0) != ((want & EXCHANGE_WANT_USERS) != 0))
    add_details (kinds, rooms);
  if ((want & EXCHANGE_WANT_USERS) != 0)
    kinds = directory_filter_not (kinds);
  return directory_filter_and (accounts_filter (), kinds, NULL);
}

static DirectoryFilter *
has_mailbox_filter (const DirectorySchema *schema)
{
  DirectoryFilter *any;

  if (!schema->has_exchange)
    return directory_filter_present ("mail");
  if (!schema->has_kinds)
    return directory_filter_present ("msExchMailboxGuid");

  any = directory_filter_or (
      directory_filter_and (directory_filter_present ("msExchMailboxGuid"),
                            directory_filter_not (directory_filter_is (DETAILS, 128)), NULL),
      NULL);
  add_details (any, remote);
  return any;
}

/* Shared mailboxes and rooms hang on disabled accounts by design: nobody calls them disabled. */
static DirectoryFilter *
is_enabled_filter (const DirectorySchema *schema)
{
  DirectoryFilter *any =
      directory_filter_or (directory_filter_not (directory_filter_bits (
                               "userAccountControl", DIRECTORY_ACCOUNT_DISABLED)),
                           NULL);

  if (schema->has_kinds) {
    add_details (any, shared);
    add_details (any, rooms);
  }
  return any;
}

static void
add_ternary (DirectoryFilter *all, ExchangeTernary ternary, DirectoryFilter *filter)
{
  if (ternary == EXCHANGE_EITHER)
    directory_filter_free (filter);
  else
    directory_filter_add (all, ternary == EXCHANGE_YES ? filter : directory_filter_not (filter));
}

DirectoryFilter *
directory_wanted_filter (const DirectorySchema *schema, const ExchangeSearch *search)
{
  ExchangeSearch everybody = { .want = EXCHANGE_WANT_MAILBOXES, .has_mailbox = EXCHANGE_YES };
  DirectoryFilter *kinds = directory_filter_or (NULL, NULL);
  DirectoryFilter *all = directory_filter_and (kinds, NULL);
  DirectoryFilter *accounts;

  if (search != NULL && search->want == 0) {
    everybody.is_enabled = search->is_enabled;
    if (search->has_mailbox != EXCHANGE_EITHER)
      everybody.has_mailbox = search->has_mailbox;
  }
  if (search == NULL || search->want == 0)
    search = &everybody;

  accounts = wanted_accounts (schema, search->want);
  if (accounts != NULL)
    directory_filter_add (kinds, accounts);
  if ((search->want & EXCHANGE_WANT_GROUPS) != 0)
    directory_filter_add (kinds, directory_filter_equals ("objectCategory", "group"));
  if ((search->want & EXCHANGE_WANT_CONTACTS) != 0)
    directory_filter_add (
        kinds, directory_filter_and (directory_filter_equals ("objectCategory", "person"),
                                     directory_filter_equals ("objectClass", "contact"), NULL));
  add_ternary (all, search->is_enabled, is_enabled_filter (schema));
  add_ternary (all, search->has_mailbox, has_mailbox_filter (schema));
  return all;
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
add_beginning (DirectoryFilter *all, const char *attribute, const char *text, GError **error)
{
  if (!is_given (text))
    return TRUE;
  if (!directory_filter_check (text, error))
    return FALSE;
  directory_filter_add (all, directory_filter_begins (attribute, text));
  return TRUE;
}

static gboolean
add_text (DirectoryFilter *all, const char *text, GError **error)
{
  static const BaseErrorFacts bad_name = { .reason = "bad-name" };
  g_autoptr (DirectoryName) name = NULL;
  DirectoryFilter *filter;

  if (!is_given (text))
    return TRUE;
  if (!directory_filter_check (text, error))
    return FALSE;
  name = directory_name_new (text);
  filter = directory_name_plain_filter (name);
  if (filter == NULL) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_name, "nobody is called so");
    return FALSE;
  }
  directory_filter_add (all, filter);
  return TRUE;
}

static gboolean
add_name (DirectoryFilter *all, const char *name, GError **error)
{
  if (!is_given (name))
    return TRUE;
  if (!directory_filter_check (name, error))
    return FALSE;
  directory_filter_add (all, directory_filter_or (directory_filter_begins ("displayName", name),
                                                  directory_filter_begins ("givenName", name),
                                                  directory_filter_begins ("sn", name),
                                                  directory_filter_begins ("name", name), NULL));
  return TRUE;
}

static gboolean
add_group (DirectoryFilter *all, const char *group, GError **error)
{
  static const BaseErrorFacts bad_name = { .reason = "bad-name" };

  if (!is_given (group))
    return TRUE;
  if (!directory_dn_is (group)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_name, "no distinguished name");
    return FALSE;
  }
  directory_filter_add (all, directory_filter_in_chain ("memberOf", group));
  return TRUE;
}

static gboolean
add_filter (DirectoryFilter *all, const char *text, GError **error)
{
  DirectoryFilter *filter;

  if (!is_given (text))
    return TRUE;
  filter = directory_filter_read (text, error);
  if (filter == NULL)
    return FALSE;
  directory_filter_add (all, filter);
  return TRUE;
}

DirectoryFilter *
directory_wanted_search (const DirectorySchema *schema, const ExchangeSearch *search,
                         GError **error)
{
  g_autoptr (DirectoryFilter) all = directory_wanted_filter (schema, search);

  if (search == NULL)
    return g_steal_pointer (&all);

  if (!add_text (all, search->text, error) || !add_name (all, search->name, error) ||
      !add_beginning (all, "department", search->department, error) ||
      !add_beginning (all, "title", search->title, error) ||
      !add_beginning (all, "physicalDeliveryOfficeName", search->office, error) ||
      !add_group (all, search->group, error) || !add_filter (all, search->filter, error))
    return NULL;
  return g_steal_pointer (&all);
}

gboolean
directory_wanted_needs_all (const DirectorySchema *schema, const ExchangeSearch *search)
{
  if (search == NULL)
    return FALSE;
  return is_given (search->group) || is_given (search->filter) ||
         (!schema->is_in_catalog &&
          (is_given (search->department) || is_given (search->title) || is_given (search->office)));
}
