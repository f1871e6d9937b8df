/* session-members-ask.c - who is meant by names that somebody has to be asked about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-members-ask.h"

#include "base-error.h"
#include "session-directory.h"

typedef struct
{
  SessionMembers *members;
  SessionOrg *org;
  BaseCall *call;
} Asking;

/* Those who came so far. */
typedef struct
{
  const SessionRoster *roster;
  GArray *people; /* guint32 */
  gboolean is_too_many;
} Listing;

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  Listing *listing = data;

  for (guint i = 0; i < page->len; i++) {
    guint32 person =
        session_roster_find (listing->roster, ((const ExchangePerson *) page->pdata[i])->mail);

    if (person != SESSION_ROSTER_NOBODY)
      g_array_append_val (listing->people, person);
  }
  listing->is_too_many = listing->people->len > OOF_ITEM_MOST_WHO;
  return !listing->is_too_many;
}

/* The problem that an error is of this one name; NULL: it is one of everything. */
static const char *
find_problem (const GError *error)
{
  if (error->domain != BASE_ERROR)
    return NULL;
  if (g_strcmp0 (base_error_facts (error)->reason, "bad-filter") == 0)
    return "bad-filter";
  if (error->code == BASE_ERROR_UNSUPPORTED)
    return "filter-unsupported";
  return error->code == BASE_ERROR_REJECTED ? "filter-refused" : NULL;
}

static gboolean
list_filtered (const Asking *self, const char *filter, Listing *listing, GError **error)
{
  SessionDirectory *directory = session_org_directory (self->org);
  const ExchangeSearch search = { .want = EXCHANGE_WANT_MAILBOXES,
                                  .has_mailbox = EXCHANGE_YES,
                                  .filter = filter };

  if (directory != NULL && filter[strspn (filter, " \t")] == '(')
    return session_directory_find (directory, self->call, &search, NULL, page_cb, listing, error);
  return session_org_list_filtered (self->org, self->call, filter, page_cb, listing, error);
}

static gboolean
ask_filter (const Asking *self, const OofFor *name, Listing *listing, const char **ret_problem,
            GError **error)
{
  g_autoptr (GError) why = NULL;

  if (list_filtered (self, name->text, listing, &why))
    return TRUE;

  *ret_problem = find_problem (why);
  if (*ret_problem != NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&why), "%s: ", name->text);
  return FALSE;
}

/* Exchange Online has groups of its own. */
static gboolean
ask_group (const Asking *self, const OofFor *name, Listing *listing, const char **ret_problem,
           GError **error)
{
  g_autoptr (GPtrArray) found = session_org_find_groups (self->org, self->call, name->text, error);

  if (found == NULL)
    return FALSE;

  if (found->len != 1)
    *ret_problem = found->len == 0 ? "unknown-group" : "several-groups";
  return found->len != 1 ||
         session_org_list_members (self->org, self->call,
                                   ((const ExchangePerson *) found->pdata[0])->id, page_cb, listing,
                                   error);
}

static gboolean
ask (const Asking *self, const OofFor *name, GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));
  Listing listing = { session_members_roster (self->members), people, FALSE };
  const char *problem = NULL;
  gboolean is_asked = name->kind == OOF_FOR_FILTER
                          ? ask_filter (self, name, &listing, &problem, error)
                          : ask_group (self, name, &listing, &problem, error);

  if (!is_asked)
    return FALSE;
  if (listing.is_too_many)
    problem = "too-many";
  session_members_take (self->members, name, problem, people);
  return TRUE;
}

static gboolean
is_to_ask (const Asking *self, const OofFor *name)
{
  gboolean has_groups = session_org_directory (self->org) == NULL &&
                        exchange_profile_is_online (session_org_profile (self->org));

  return (name->kind == OOF_FOR_FILTER || (name->kind == OOF_FOR_GROUP && has_groups)) &&
         session_members_find (self->members, name) == NULL;
}

gboolean
session_members_ask (SessionMembers *self, SessionOrg *org, BaseCall *call, const GPtrArray *items,
                     GError **error)
{
  const Asking asking = { self, org, call };

  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    if (session_members_fixed (self, parts->id) != NULL)
      continue;
    for (guint j = 0; j < parts->n_who + parts->n_except; j++) {
      const OofFor *name = j < parts->n_who ? &parts->who[j] : &parts->except[j - parts->n_who];

      if (is_to_ask (&asking, name) && !ask (&asking, name, error))
        return FALSE;
    }
  }
  return TRUE;
}
