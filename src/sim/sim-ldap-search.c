/* sim-ldap-search.c - the search operation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-search.h"

#include "sim-ldap-entry.h"
#include "sim-ldap-match.h"
#include "sim-ldap-reply.h"
#include "sim-ldap-root.h"
#include "sim-ldap-scope.h"

#include <string.h>

#define MOST_ENTRIES 1000 /* MaxPageSize */
#define MOST_CURSORS 20
#define DEFAULT_PHOTO_BYTES (10 * 1024 * 1024)

struct _SimLdapCursor
{
  char *cookie; /* NULL: none was given */
  SimLdapScope scope;
  SimLdapFilter *filter;
  SimLdapSelection selection;
  gboolean with_deleted;
  gboolean with_references;
  GArray *candidates; /* NULL: everybody */
  guint n_people;     /* how many people to look at; the other objects follow */
  guint next;
  guint most; /* the client's limit; 0: none */
};

/* What came before the filter and the attributes. */
typedef struct
{
  struct berval base;
  ber_int_t depth;
  ber_int_t aliases;
  ber_int_t most;
  ber_int_t most_s;
  ber_int_t types_only;
} Head;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BerElement, sim_ldap_ask_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapCursor, sim_ldap_cursor_free)

void
sim_ldap_cursor_free (SimLdapCursor *self)
{
  if (self == NULL)
    return;

  g_free (self->cookie);
  sim_ldap_filter_free (self->filter);
  sim_ldap_selection_clear (&self->selection);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_free (self);
}

static void
finish (const SimLdapAsk *ask, BerElement *out, int code, const char *text)
{
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_SEARCH_DONE,
                         &(SimLdapResult){ .code = code, .text = text });
}

static void
find_people (SimLdapCursor *self, SimLdapTree *tree)
{
  gboolean has_people = sim_ldap_scope_has_people (&self->scope, tree);

  if (self->scope.base < tree->n_people || !has_people) {
    /* Those who were changed may lie elsewhere; the base itself may be a person. */
    self->candidates = g_array_new (FALSE, FALSE, sizeof (guint32));
    if (self->scope.base < tree->n_people)
      g_array_append_val (self->candidates, self->scope.base);
    else if (self->scope.depth != SIM_LDAP_BASE) {
      GHashTableIter iter;
      gpointer person;

      g_hash_table_iter_init (&iter, tree->changes);
      while (g_hash_table_iter_next (&iter, &person, NULL)) {
        guint32 number = GPOINTER_TO_UINT (person);

        g_array_append_val (self->candidates, number);
      }
    }
  } else {
    self->candidates = sim_ldap_match_candidates (tree, self->filter);
  }
  self->n_people = self->candidates != NULL ? self->candidates->len : tree->n_people;
}

static void
refuse_base (const SimLdapAsk *ask, BerElement *out, int code, const char *matched)
{
  SimLdapResult result = { .code = code, .matched = matched };

  if (code == SIM_LDAP_REFERRAL) {
    result.text = SIM_LDAP_REFERRAL_WORDS;
    result.referral = SIM_LDAP_CHILD_URL;
  } else if (code == SIM_LDAP_INVALID_DN) {
    result.text = "0000208F: NameErr: DSID-03100241, problem 2006 (BAD_NAME), data 8350, best "
                  "match of: ''";
  } else {
    result.text = "0000208D: NameErr: DSID-0310028C, problem 2001 (NO_OBJECT), data 0, best match "
                  "of: ''";
  }
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_SEARCH_DONE, &result);
}

/* Reads the rest of the request. NULL when it was answered with an error. */
static SimLdapCursor *
open_cursor (SimLdapSession *session, const SimLdapAsk *ask, const Head *head, BerElement *reader,
             BerElement *out)
{
  g_autoptr (SimLdapCursor) self = g_new0 (SimLdapCursor, 1);
  g_autofree char *matched = NULL;
  int code;

  self->scope.depth = (SimLdapDepth) CLAMP (head->depth, 0, 2);
  self->filter = sim_ldap_filter_read (reader, session->tree, session->side);
  if (self->filter == NULL || !sim_ldap_selection_read (&self->selection, reader, session->side)) {
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR,
            "00000057: LdapErr: DSID-0C09079A, comment: Error decoding ldap message, data 0, "
            "v4563");
    return NULL;
  }
  code = sim_ldap_scope_read (&self->scope, session->tree, session->side, &head->base, &matched);
  if (code != SIM_LDAP_SUCCESS) {
    refuse_base (ask, out, code, matched);
    return NULL;
  }

  self->selection.types_only = head->types_only != 0;
  self->with_deleted = ask->with_deleted;
  self->most = (guint) MAX (head->most, 0);
  self->with_references =
      !ask->without_references && session->side == SIM_LDAP_ON_DOMAIN &&
      self->scope.depth == SIM_LDAP_SUBTREE &&
      strcmp (sim_ldap_tree_dn (session->tree, self->scope.base), SIM_LDAP_ROOT) == 0;
  find_people (self, session->tree);
  return g_steal_pointer (&self);
}

static void
write_references (const SimLdapAsk *ask, BerElement *out)
{
  static const char *const urls[] = {
    SIM_LDAP_CHILD_URL,
    "ldap://ForestDnsZones.corp.example/DC=ForestDnsZones," SIM_LDAP_ROOT,
    "ldap://DomainDnsZones.corp.example/DC=DomainDnsZones," SIM_LDAP_ROOT,
    "ldap://corp.example/CN=Configuration," SIM_LDAP_ROOT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    sim_ldap_reply_reference (out, ask->id, urls[i]);
}

static gboolean
is_at_end (const SimLdapCursor *self, const SimLdapTree *tree)
{
  return self->next >= self->n_people + tree->objects->len;
}

static guint
take_next (SimLdapCursor *self, const SimLdapTree *tree)
{
  guint place = self->next++;

  if (place >= self->n_people)
    return tree->n_people + (place - self->n_people);
  return self->candidates != NULL ? g_array_index (self->candidates, guint32, place) : place;
}

/* Who is in the cloud alone is not in the directory. */
static gboolean
is_there (const SimLdapCursor *self, const SimLdapTree *tree, guint number)
{
  return number < tree->n_people && sim_people_is_cloud_only (tree->persons.people, number)
             ? FALSE
             : self->with_deleted || !sim_ldap_tree_is_deleted (tree, number);
}

/* Goes on until there are enough. Returns how many there were. */
static guint
write_entries (SimLdapCursor *self, SimLdapTree *tree, ber_int_t id, guint most, BerElement *out)
{
  g_auto (SimLdapMatcher) matcher = { NULL };
  guint n = 0;

  sim_ldap_matcher_init (&matcher, tree);
  while (n < most && !is_at_end (self, tree)) {
    guint number = take_next (self, tree);

    if (!is_there (self, tree, number))
      continue;
    if (!sim_ldap_scope_has (&self->scope, tree, number) ||
        sim_ldap_match (&matcher, self->filter, number) != SIM_LDAP_YES)
      continue;
    sim_ldap_entry_write (out, id, tree, number, &self->selection, &matcher.values);
    self->selection.photo_bytes = 0; /* one of that size is enough */
    n++;
  }
  return n;
}

/* TRUE when there is one more. Costs no more than the next page would. */
static gboolean
has_more (SimLdapCursor *self, SimLdapTree *tree)
{
  g_auto (SimLdapMatcher) matcher = { NULL };

  sim_ldap_matcher_init (&matcher, tree);
  while (!is_at_end (self, tree)) {
    guint before = self->next;
    guint number = take_next (self, tree);

    if (is_there (self, tree, number) && sim_ldap_scope_has (&self->scope, tree, number) &&
        sim_ldap_match (&matcher, self->filter, number) == SIM_LDAP_YES) {
      self->next = before;
      return TRUE;
    }
  }
  return FALSE;
}

static SimLdapCursor *
find_cursor (SimLdapSession *session, const struct berval *cookie)
{
  for (guint i = 0; i < session->pages->len; i++) {
    SimLdapCursor *cursor = session->pages->pdata[i];

    if (strlen (cursor->cookie) == cookie->bv_len &&
        memcmp (cursor->cookie, cookie->bv_val, cookie->bv_len) == 0)
      return g_ptr_array_steal_index (session->pages, i);
  }
  return NULL;
}

static void
keep_cursor (SimLdapSession *session, SimLdapCursor *cursor)
{
  g_free (cursor->cookie);
  cursor->cookie = g_strdup_printf ("page-%u", ++session->last_cookie);
  if (session->pages->len == MOST_CURSORS)
    g_ptr_array_remove_index (session->pages, 0);
  g_ptr_array_add (session->pages, cursor);
}

static gboolean
is_fault (const SimAction *fault, SimLdapFault what)
{
  return fault != NULL && fault->kind == SIM_ACTION_LDAP && fault->ldap == what;
}

/* How many entries may come at once. */
static guint
find_most (const SimLdapCursor *self, const SimLdapAsk *ask, const SimAction *fault)
{
  guint most = MOST_ENTRIES;

  if (ask->is_paged)
    most = MIN (most, (guint) ask->page_size);
  if (self->most > 0)
    most = MIN (most, self->most);
  if (is_fault (fault, SIM_LDAP_FAULT_CUT) || is_fault (fault, SIM_LDAP_FAULT_SIZE_LIMIT))
    most = MIN (most, (guint) MAX (fault->number, 0));
  return most;
}

static void
take_fault (SimLdapSelection *self, const SimAction *fault)
{
  self->with_broken_text = is_fault (fault, SIM_LDAP_FAULT_INVALID_UTF8);
  if (is_fault (fault, SIM_LDAP_FAULT_HUGE_VALUE))
    self->photo_bytes = fault->number > 4 ? (gsize) fault->number : DEFAULT_PHOTO_BYTES;
}

/* The end of a page, which is in the way of the next one only when there is one. Takes the cursor.
 */
static void
finish_page (SimLdapSession *session, SimLdapCursor *taken, const SimLdapAsk *ask, gboolean is_full,
             BerElement *out)
{
  g_autoptr (SimLdapCursor) cursor = taken;
  struct berval cookie = { 0, (char *) "" };
  SimLdapResult result = { .cookie = ask->is_paged ? &cookie : NULL };

  if (is_full || (has_more (cursor, session->tree) && !ask->is_paged)) {
    result.code = SIM_LDAP_SIZE_LIMIT;
    result.text = "000020EF: SvcErr: DSID-03140594, problem 5012 (DIR_ERROR), data 0";
  } else if (has_more (cursor, session->tree)) {
    keep_cursor (session, cursor);
    cookie = (struct berval){ strlen (cursor->cookie), cursor->cookie };
    cursor = NULL; /* the session's now */
  } else if (cursor->with_references) {
    write_references (ask, out);
  }
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_SEARCH_DONE, &result);
}

/* Takes the cursor. */
static SimLdapThen
serve (SimLdapSession *session, SimLdapCursor *taken, const SimLdapAsk *ask, const SimAction *fault,
       BerElement *out)
{
  g_autoptr (SimLdapCursor) cursor = taken;
  gboolean is_full = is_fault (fault, SIM_LDAP_FAULT_SIZE_LIMIT);
  guint n;

  if (ask->is_paged && ask->page_size == 0) { /* enough: the client gives it up */
    sim_ldap_reply_result (out, ask->id, SIM_LDAP_SEARCH_DONE,
                           &(SimLdapResult){ .cookie = &(struct berval){ 0, (char *) "" } });
    return SIM_LDAP_GO_ON;
  }

  take_fault (&cursor->selection, fault);
  n = write_entries (cursor, session->tree, ask->id, find_most (cursor, ask, fault), out);
  if (is_fault (fault, SIM_LDAP_FAULT_CUT))
    return SIM_LDAP_RESET;
  if (is_fault (fault, SIM_LDAP_FAULT_ENDLESS_COOKIE))
    cursor->next = 0;
  if (cursor->most > 0 && n >= cursor->most && has_more (cursor, session->tree))
    is_full = TRUE;
  finish_page (session, g_steal_pointer (&cursor), ask, is_full, out);
  return SIM_LDAP_GO_ON;
}

static void
serve_root (SimLdapSession *session, const SimLdapAsk *ask, BerElement *reader,
            const SimAction *fault, BerElement *out)
{
  g_autoptr (GDateTime) now = sim_world_now (session->world);
  gint64 skew_s = is_fault (fault, SIM_LDAP_FAULT_SKEW) ? fault->number : 0;
  SimLdapRoot root = { session->tree, g_date_time_to_unix (now) + skew_s,
                       is_fault (fault, SIM_LDAP_FAULT_WRONG_DOMAIN), session->person };
  struct berval filter;

  if (ber_skip_element (reader, &filter) == LBER_DEFAULT ||
      !sim_ldap_root_write (&root, out, ask->id, reader))
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR, "the search could not be read");
  else
    finish (ask, out, SIM_LDAP_SUCCESS, NULL);
}

static gboolean
read_head (BerElement *reader, Head *head)
{
  return sim_ldap_ask_bytes (reader, &head->base) &&
         ber_scanf (reader, "eeiib", &head->depth, &head->aliases, &head->most, &head->most_s,
                    &head->types_only) != LBER_ERROR;
}

SimLdapThen
sim_ldap_search (SimLdapSession *session, const SimLdapAsk *ask, const SimAction *fault,
                 BerElement *out)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (&ask->content);
  SimLdapCursor *cursor = NULL;
  Head head;

  if (!read_head (reader, &head)) {
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR, "the search could not be read");
  } else if (head.base.bv_len == 0 && head.depth == SIM_LDAP_BASE) {
    serve_root (session, ask, reader, fault, out);
  } else if (session->person == SIM_NOBODY) {
    finish (ask, out, SIM_LDAP_OPERATIONS_ERROR,
            "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a "
            "successful bind must be completed on the connection., data 0, v4563");
  } else if (ask->is_paged && ask->cookie.bv_len > 0) {
    cursor = find_cursor (session, &ask->cookie);
    if (cursor == NULL)
      finish (ask, out, SIM_LDAP_UNAVAILABLE_CONTROL,
              "00000057: LdapErr: DSID-0C090B1F, comment: Error processing control, data 0, "
              "v4563");
  } else {
    cursor = open_cursor (session, ask, &head, reader, out);
  }
  return cursor != NULL ? serve (session, cursor, ask, fault, out) : SIM_LDAP_GO_ON;
}
