/* session-query.c - who of the people is looked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-query.h"

#include "session-dn.h"
#include "session-row-private.h"

#include <string.h>

typedef gboolean (*Fits) (SessionRow *row, const char *value);

typedef struct
{
  Fits fits;
  char *value;
} Term;

struct _SessionQuery
{
  GArray *terms; /* Term */
  SessionScope scope;
  char *key;
};

static gboolean
has_text (SessionRow *row, const char *value)
{
  return strstr (session_entry_search_text (session_row_entry (row)), value) != NULL;
}

static gboolean
has_department (SessionRow *row, const char *value)
{
  return session_entry_holds (session_row_person (row)->department, value);
}

static gboolean
has_title (SessionRow *row, const char *value)
{
  return session_entry_holds (session_row_person (row)->title, value);
}

static gboolean
has_office (SessionRow *row, const char *value)
{
  return session_entry_holds (session_row_person (row)->office, value);
}

static gboolean
has_unit (SessionRow *row, const char *value)
{
  const char *at = session_dn_parent (session_row_person (row)->dn);

  for (; *at != '\0' && !session_dn_is_domain (at); at = session_dn_parent (at)) {
    g_autofree char *name = session_dn_name (at);

    if (session_entry_holds (name, value))
      return TRUE;
  }
  return FALSE;
}

gboolean
session_query_is_kind (const ExchangePerson *person, const char *key)
{
  if (strcmp (key, "cloud") == 0)
    return person->home == EXCHANGE_HOME_CLOUD;
  /* Nobody logs in to a room or a shared mailbox: their accounts are all disabled. */
  if (strcmp (key, "disabled") == 0)
    return person->is_disabled &&
           (person->kind == EXCHANGE_PERSON_USER || person->kind == EXCHANGE_PERSON_MAIL_USER ||
            person->kind == EXCHANGE_PERSON_ACCOUNT);
  return strcmp (exchange_person_kind_names[person->kind], key) == 0;
}

/* "kind:room", "kind:rooms", and while it is being typed "kind:ro". */
static gboolean
has_kind (SessionRow *row, const char *value)
{
  const ExchangePerson *person = session_row_person (row);
  const char *name = exchange_person_kind_names[person->kind];

  if (g_str_has_prefix (name, value) || g_str_has_prefix (value, name))
    return TRUE;
  return *value == 'c' && person->home == EXCHANGE_HOME_CLOUD && g_str_has_prefix ("cloud", value);
}

static gboolean
is_something (SessionRow *row, const char *value)
{
  SessionPresence presence = session_row_presence (row);

  if (strcmp (value, "out") == 0)
    return presence == SESSION_PRESENCE_AWAY_UNTIL || presence == SESSION_PRESENCE_OPEN_END;
  if (strcmp (value, "in") == 0)
    return presence == SESSION_PRESENCE_IN || presence == SESSION_PRESENCE_PLANNED;
  return session_query_is_kind (session_row_person (row), "disabled");
}

static gboolean
has_filter (SessionRow *row, const char *key)
{
  SessionFilters filter = 0;

  return session_filter_find (key, &filter) != NULL && (session_row_filters (row) & filter) != 0;
}

static gboolean
is_filter (const char *word)
{
  SessionFilters filter;

  return g_str_has_prefix (word, "is:") && session_filter_find (word + strlen ("is:"), &filter);
}

static const struct
{
  const char *begin;
  Fits fits;
} words[] = {
  { "dept:", has_department }, { "department:", has_department }, { "ou:", has_unit },
  { "title:", has_title },     { "office:", has_office },         { "kind:", has_kind },
};

static const char *const states[] = { "is:out", "is:in", "is:disabled" };

/* "has:conflict" is "is:conflict", "by:user" is "is:own". Caller frees. */
static char *
read_word (const char *word)
{
  g_autofree char *same =
      g_str_has_prefix (word, "has:") ? g_strconcat ("is:", word + strlen ("has:"), NULL) : NULL;

  if (strcmp (word, "by:user") == 0)
    return g_strdup ("is:own");
  return same != NULL && is_filter (same) ? g_steal_pointer (&same) : g_strdup (word);
}

static void
add_word (SessionQuery *self, const char *typed)
{
  Term term = { .fits = has_text };
  g_autofree char *read = read_word (typed);
  const char *word = read;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (word, states[i]) == 0) {
      term.fits = is_something;
      word += strlen ("is:");
      break;
    }
  if (is_filter (word)) {
    term.fits = has_filter;
    word += strlen ("is:");
  }
  for (guint i = 0; i < G_N_ELEMENTS (words) && term.fits == has_text; i++)
    if (g_str_has_prefix (word, words[i].begin)) {
      term.fits = words[i].fits;
      word += strlen (words[i].begin);
    }
  if (*word == '\0') /* what is still being typed takes nobody away */
    return;

  term.value = g_strdup (word);
  g_array_append_val (self->terms, term);
}

/* Blanks between quotation marks belong to the word. */
static void
add_words (SessionQuery *self, const char *text)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  for (const char *c = text;; c++) {
    if (*c == '"') {
      is_quoted = !is_quoted;
    } else if (*c != '\0' && (is_quoted || !g_ascii_isspace (*c))) {
      g_string_append_c (word, *c);
    } else {
      if (word->len > 0)
        add_word (self, word->str);
      g_string_truncate (word, 0);
    }
    if (*c == '\0')
      return;
  }
}

static void
clear_term (gpointer data)
{
  g_free (((Term *) data)->value);
}

SessionQuery *
session_query_new (const char *text, const SessionScope *scope)
{
  SessionQuery *self = g_atomic_rc_box_new0 (SessionQuery);
  g_autofree char *folded = session_entry_fold (text);

  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, clear_term);
  add_words (self, folded);
  if (scope != NULL) {
    self->key = g_strdup (scope->key);
    self->scope.kind = scope->kind;
    self->scope.key = self->key;
    self->scope.members = scope->members != NULL ? g_hash_table_ref (scope->members) : NULL;
  }
  return self;
}

SessionQuery *
session_query_ref (SessionQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_query (gpointer data)
{
  SessionQuery *self = data;

  g_array_unref (self->terms);
  g_free (self->key);
  g_clear_pointer (&self->scope.members, g_hash_table_unref);
}

void
session_query_unref (SessionQuery *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_query);
}

gboolean
session_query_is_all (const SessionQuery *self)
{
  return self->terms->len == 0 && self->scope.kind == SESSION_SCOPE_ALL;
}

static gboolean
is_in_scope (const SessionScope *scope, SessionRow *row)
{
  const ExchangePerson *person = session_row_person (row);

  switch (scope->kind) {
  case SESSION_SCOPE_DEPARTMENT:
    return strcmp (person->department, scope->key) == 0;
  case SESSION_SCOPE_UNIT:
    return session_dn_lies_below (person->dn, scope->key);
  case SESSION_SCOPE_GROUP:
    return scope->members != NULL && g_hash_table_contains (scope->members, person->id);
  case SESSION_SCOPE_KIND:
    return session_query_is_kind (person, scope->key);
  case SESSION_SCOPE_FILTER:
    return has_filter (row, scope->key);
  case SESSION_SCOPE_ALL:
  default:
    return TRUE;
  }
}

gboolean
session_query_fits (const SessionQuery *self, SessionRow *row)
{
  if (!is_in_scope (&self->scope, row))
    return FALSE;

  for (guint i = 0; i < self->terms->len; i++) {
    const Term *term = &g_array_index (self->terms, Term, i);

    if (!term->fits (row, term->value))
      return FALSE;
  }
  return TRUE;
}
