/* directory-search.c - one search, page by page, entries as they come
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-search.h"

#include "base-error.h"
#include "directory-connect.h"
#include "directory-error.h"

#include <string.h>

#define PAGE 500
#define FIRST_LIMIT_MS 15000
#define NEXT_LIMIT_MS 120000
/* A page without an entry is allowed (Windows stops searching when it took long), but not for ever.
 */
#define MOST_EMPTY_PAGES 64
#define MOST_ENTRIES 2000000

typedef struct
{
  BaseCall *call;
  const DirectoryAsk *ask;
  DirectoryLink *link;
  DirectoryEntry *entry;
  DirectoryEach each;
  gpointer data;
  char *filter;
  struct berval cookie;
  guint n;          /* entries that were delivered */
  guint n_page;     /* of this page */
  guint n_empty;    /* pages without one, one after another */
  char *first;      /* distinguished name of the very first entry; NULL: none came yet */
  gboolean is_over; /* enough, or all */
  gboolean has_more;
} Search;

static void
free_cookie (Search *self)
{
  ber_memfree (self->cookie.bv_val);
  self->cookie = (struct berval){ 0 };
}

static LDAPControl **
make_controls (Search *self, guint page)
{
  LDAPControl **controls = g_new0 (LDAPControl *, 3);
  int n = 0;

  if (ldap_create_page_control (self->link->ldap, (ber_int_t) page, &self->cookie, 1,
                                &controls[n]) == LDAP_SUCCESS)
    n++;
  if (self->ask->with_deleted &&
      ldap_control_create (LDAP_CONTROL_X_SHOW_DELETED, 1, NULL, 0, &controls[n]) == LDAP_SUCCESS)
    n++;
  return controls;
}

static void
free_controls (LDAPControl **controls)
{
  for (guint i = 0; controls[i] != NULL; i++)
    ldap_control_free (controls[i]);
  g_free (controls);
}

/* page 0 ends a set of pages on the server. */
static gboolean
send_page (Search *self, guint page, int *ret_id, GError **error)
{
  LDAPControl **controls = make_controls (self, page);
  int code = ldap_search_ext (self->link->ldap, self->ask->base, self->ask->scope, self->filter,
                              (char **) self->ask->attributes, 0, controls, NULL, NULL, 0, ret_id);

  free_controls (controls);
  if (code != LDAP_SUCCESS)
    directory_link_set_error (self->link, code, error);
  return code == LDAP_SUCCESS;
}

/* Cookies may be the same for all pages (Samba's are), so they do not tell: a server that begins
 * again and again is known by its first entry. */
static gboolean
is_repeated (Search *self)
{
  const char *dn = directory_entry_dn (self->entry);

  if (self->first != NULL)
    return self->n_page == 0 && self->n > 0 && g_str_equal (self->first, dn);

  self->first = g_strdup (dn);
  return FALSE;
}

/* Takes message. FALSE only with an error. */
static gboolean
take_entry (Search *self, LDAPMessage *message, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-answer" };
  gboolean is_read =
      directory_entry_read (self->entry, self->link->ldap, message) && !is_repeated (self);

  self->n_page++;
  if (is_read && self->ask->most > 0 && self->n >= self->ask->most)
    self->is_over = self->has_more = TRUE;
  else if (is_read) {
    self->n++;
    self->is_over = !self->each (self->entry, self->data);
  }
  directory_entry_clear (self->entry);
  ldap_msgfree (message);
  if (!is_read)
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "%s: an entry is damaged, or comes again and again", self->link->host);
  return is_read;
}

static void
take_cookie (Search *self, LDAPControl **controls)
{
  LDAPControl *control = ldap_control_find (LDAP_CONTROL_PAGEDRESULTS, controls, NULL);
  ber_int_t estimate = 0;

  free_cookie (self);
  if (control != NULL && ldap_parse_pageresponse_control (self->link->ldap, control, &estimate,
                                                          &self->cookie) != LDAP_SUCCESS)
    free_cookie (self);
}

/* Takes message. */
static gboolean
take_result (Search *self, LDAPMessage *message, GError **error)
{
  LDAPControl **controls = NULL;
  char *words = NULL;
  int code = LDAP_OTHER;

  if (ldap_parse_result (self->link->ldap, message, &code, NULL, &words, NULL, &controls, 1) !=
      LDAP_SUCCESS)
    code = LDAP_DECODING_ERROR;
  take_cookie (self, controls);
  ldap_controls_free (controls);

  /* Of a list of all, some are not enough. */
  if (code == LDAP_SIZELIMIT_EXCEEDED && self->ask->most > 0 && self->n > 0)
    self->has_more = self->is_over = TRUE;
  else if (code == LDAP_SUCCESS)
    self->is_over = self->cookie.bv_len == 0;
  else
    directory_error_set (error, self->link->host, NULL, code, words);
  if (code == LDAP_BUSY || code == LDAP_UNAVAILABLE)
    directory_link_lose (self->link);
  ldap_memfree (words);
  return code == LDAP_SUCCESS || self->is_over;
}

static gboolean
receive_page (Search *self, int id, GError **error)
{
  for (;;) {
    LDAPMessage *message = NULL;
    int type =
        directory_link_next (self->link, self->call, id,
                             self->n_page == 0 ? FIRST_LIMIT_MS : NEXT_LIMIT_MS, &message, error);

    if (type < 0)
      return FALSE;
    if (type == LDAP_RES_SEARCH_RESULT)
      return take_result (self, message, error);
    if (type != LDAP_RES_SEARCH_ENTRY) {
      ldap_msgfree (message);
      continue;
    }
    if (!take_entry (self, message, error) || self->is_over) {
      (void) ldap_abandon_ext (self->link->ldap, id, NULL, NULL);
      return self->is_over;
    }
  }
}

/* The server may forget the rest. */
static void
end_set (Search *self)
{
  int id = 0;

  if (self->cookie.bv_len > 0 && !self->link->is_lost && send_page (self, 0, &id, NULL))
    (void) ldap_abandon_ext (self->link->ldap, id, NULL, NULL);
}

static gboolean
run_pages (Search *self, DirectoryPageDone page_done, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-answer" };
  guint page = self->ask->page > 0 ? self->ask->page : PAGE;

  while (!self->is_over) {
    int id = 0;

    self->n_page = 0;
    if (!send_page (self, page, &id, error) || !receive_page (self, id, error))
      return FALSE;
    if (page_done != NULL && !page_done (self->data))
      self->is_over = TRUE;

    self->n_empty = self->n_page > 0 ? 0 : self->n_empty + 1;
    if (self->n_empty > MOST_EMPTY_PAGES || self->n > MOST_ENTRIES) {
      base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s sends pages for ever",
                            self->link->host);
      return FALSE;
    }
  }
  end_set (self);
  return TRUE;
}

/* The link was closed while nobody used it. */
static gboolean
may_try_again (const Search *self, const GError *error)
{
  return self->n == 0 && self->link != NULL && self->link->is_lost &&
         !g_error_matches (error, BASE_ERROR, BASE_ERROR_PROTOCOL) &&
         base_call_check (self->call, NULL);
}

gboolean
directory_search (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                  DirectoryEach each, DirectoryPageDone page_done, gpointer data,
                  gboolean *ret_has_more, GError **error)
{
  g_autoptr (DirectoryEntry) entry = directory_entry_new (ask->attributes);
  g_autofree char *filter = ask->filter != NULL ? directory_filter_text (ask->filter) : NULL;
  Search search = {
    .call = call, .ask = ask, .entry = entry, .each = each, .data = data, .filter = filter
  };
  gboolean is_done = FALSE;

  if (filter == NULL)
    search.filter = filter = g_strdup ("(objectClass=*)");

  for (guint turn = 0; !is_done && turn < 2; turn++) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (DirectoryLink) link = NULL;

    search.link = directory_link_get (call, forest, ask->dns, ask->port, &problem);
    /* Ours too: a search from within a callback may replace it. */
    link = search.link != NULL ? directory_link_ref (search.link) : NULL;
    is_done = link != NULL && run_pages (&search, page_done, &problem);
    free_cookie (&search);
    g_clear_pointer (&search.first, g_free);
    if (!is_done && (turn > 0 || !may_try_again (&search, problem))) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }

  if (ret_has_more != NULL)
    *ret_has_more = search.has_more;
  return TRUE;
}

typedef struct
{
  DirectoryEachValue each;
  gpointer data;
  gint64 next;
  guint n;
  gboolean is_over;
} Values;

static gboolean
values_cb (DirectoryEntry *entry, gpointer data)
{
  Values *values = data;

  values->n = directory_entry_n_values (entry, 0);
  values->next = directory_entry_next_value (entry, 0);
  for (guint i = 0; i < values->n && !values->is_over; i++)
    values->is_over = !values->each (directory_entry_nth_text (entry, 0, i), values->data);
  return TRUE;
}

gboolean
directory_search_values (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                         const char *attribute, DirectoryEachValue each, gpointer data,
                         GError **error)
{
  Values values = { .each = each, .data = data };
  gint64 from = 0;

  for (;;) {
    g_autofree char *ranged = g_strdup_printf ("%s;range=%" G_GINT64_FORMAT "-*", attribute, from);
    const char *const asked[] = { ranged, NULL };
    DirectoryAsk part = { .dns = ask->dns,
                          .port = ask->port,
                          .base = ask->base,
                          .scope = LDAP_SCOPE_BASE,
                          .attributes = asked };

    values.n = 0;
    values.next = -1;
    if (!directory_search (call, forest, &part, values_cb, NULL, &values, NULL, error))
      return FALSE;
    /* A range that does not go on from where it was has no end. */
    if (values.is_over || values.n == 0 || values.next <= from)
      return TRUE;
    from = values.next;
  }
}
