/* delivery-line.c - a backend behind its gate
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line.h"

#include "base-error.h"
#include "base-retry.h"

#define MOST_TRIES 5
#define MOST_WAITS 40 /* refusals with a wait: the gate spaces them out, so this is a long time */
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

typedef struct
{
  ExchangeBackend head;
  ExchangeBackendOps ops; /* ours, with the id of the backend's */
  ExchangeBackend *backend;
  DeliveryGate *gate;
} Line;

/* What was tried so far for one request. */
typedef struct
{
  guint tries;
  guint waits;
} Patience;

static Line *
line_of (ExchangeBackend *self)
{
  return (Line *) self;
}

/* TRUE when the same request may go out again now; else problem becomes the error. */
static gboolean
may_go_again (const Line *self, BaseCall *call, Patience *patience, GError *problem, GError **error)
{
  BaseVerdict verdict = base_error_verdict (problem);
  gboolean is_hopeless = g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) &&
                         !delivery_gate_has_succeeded (self->gate);
  guint64 wait_ms;

  if (verdict == BASE_VERDICT_WAIT && ++patience->waits < MOST_WAITS) {
    g_error_free (problem); /* the gate makes us wait */
    return TRUE;
  }
  if (verdict != BASE_VERDICT_RETRY || is_hopeless || ++patience->tries >= MOST_TRIES) {
    g_propagate_error (error, problem);
    return FALSE;
  }

  g_error_free (problem);
  wait_ms = base_retry_wait_ms (patience->tries, FIRST_RETRY_MS, MOST_RETRY_MS, g_random_double ());
  return base_call_wait (call, wait_ms, error);
}

static OofState *
get_oof (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
         ExchangeReading *ret_reading, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    OofState *state;

    if (!delivery_gate_enter (self->gate, call, error))
      return NULL;
    state = self->backend->ops->get_oof (self->backend, call, mailbox, ret_reading, &problem);
    delivery_gate_leave (self->gate, problem);
    if (state != NULL)
      return state;
    if (!may_go_again (self, call, &patience, problem, error))
      return NULL;
  }
}

typedef enum
{
  FOUND_WRITTEN,
  FOUND_OTHER,
  FOUND_NOTHING /* reading failed */
} Found;

static Found
look_whether_written (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                      const OofState *wanted, GError **error)
{
  g_autoptr (OofState) now = get_oof (self, call, mailbox, NULL, error);

  if (now == NULL)
    return FOUND_NOTHING;
  return oof_state_compare (now, wanted) == 0 ? FOUND_WRITTEN : FOUND_OTHER;
}

static gboolean
set_oof (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_unknown;
    gboolean is_set;
    Found found;

    if (!delivery_gate_enter (self->gate, call, error))
      return FALSE;
    is_set =
        self->backend->ops->set_oof (self->backend, call, mailbox, state, ret_request_id, &problem);
    delivery_gate_leave (self->gate, problem);
    if (is_set)
      return TRUE;

    is_unknown = base_error_verdict (problem) == BASE_VERDICT_RETRY;
    if (!may_go_again (self, call, &patience, problem, error))
      return FALSE;
    if (!is_unknown)
      continue;
    found = look_whether_written (backend, call, mailbox, state, error);
    if (found != FOUND_OTHER)
      return found == FOUND_WRITTEN;
  }
}

/* Of those that were refused for being too many, the one that waits longest; NULL unless they are
 * most: a mailbox or two that are too busy are no reason to hold the others up. */
static const GError *
find_throttled (const ExchangeItem *items, guint n)
{
  const GError *longest = NULL;
  guint throttled = 0;

  for (guint i = 0; i < n; i++) {
    if (items[i].error == NULL || base_error_verdict (items[i].error) != BASE_VERDICT_WAIT)
      continue;
    throttled++;
    if (longest == NULL ||
        base_error_facts (items[i].error)->wait_ms > base_error_facts (longest)->wait_ms)
      longest = items[i].error;
  }
  return throttled * 2 > n ? longest : NULL;
}

static gboolean
get_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_got;

    if (!delivery_gate_enter (self->gate, call, error))
      return FALSE;
    is_got = self->backend->ops->get_many (self->backend, call, items, n, &problem);
    delivery_gate_leave (self->gate, is_got ? find_throttled (items, n) : problem);
    if (is_got || !may_go_again (self, call, &patience, problem, error))
      return is_got;
  }
}

static gboolean
set_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_set;

    if (!delivery_gate_enter (self->gate, call, error))
      return FALSE;
    is_set = self->backend->ops->set_many (self->backend, call, items, n, &problem);
    delivery_gate_leave (self->gate, is_set ? find_throttled (items, n) : problem);
    if (is_set)
      return TRUE;
    if (base_error_verdict (problem) == BASE_VERDICT_RETRY) { /* perhaps some of it was done */
      g_propagate_error (error, problem);
      return FALSE;
    }
    if (!may_go_again (self, call, &patience, problem, error))
      return FALSE;
  }
}

static gboolean
may_join (ExchangeBackend *backend, BaseCall *call, const char *mailbox)
{
  Line *self = line_of (backend);

  return self->backend->ops->may_join == NULL ||
         self->backend->ops->may_join (self->backend, call, mailbox);
}

/* What follows is asked again only when it was refused for being too much: a person waits for it.
 */

/* Of each request, one way or the other. TRUE: once more. */
static gboolean
leave_and_wait (Line *self, Patience *patience, GError *problem, GError **error)
{
  delivery_gate_leave (self->gate, problem);
  if (problem == NULL)
    return FALSE;
  if (base_error_verdict (problem) == BASE_VERDICT_WAIT && ++patience->waits < MOST_WAITS / 2) {
    g_error_free (problem);
    return TRUE;
  }

  g_propagate_error (error, problem);
  return FALSE;
}

typedef struct
{
  ExchangePeopleFunc each;
  gpointer data;
  gboolean has_begun;
} Listing;

static gboolean
pass_page (GPtrArray *page, gpointer data)
{
  Listing *listing = data;

  listing->has_begun = TRUE;
  return listing->each (page, listing->data);
}

static gboolean
list_people (ExchangeBackend *backend, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  Line *self = line_of (backend);
  Listing listing = { .each = each, .data = data };
  Patience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, error))
      return FALSE;
    self->backend->ops->list_people (self->backend, call, query, pass_page, &listing, &problem);
    is_done = problem == NULL;
    if (listing.has_begun) /* what was told is not told again */
      patience.waits = MOST_WAITS;
  } while (leave_and_wait (self, &patience, problem, error));
  return is_done;
}

static GPtrArray *
resolve (ExchangeBackend *backend, BaseCall *call, const char *text, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };
  GPtrArray *people;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, error))
      return NULL;
    people = self->backend->ops->resolve (self->backend, call, text, &problem);
  } while (leave_and_wait (self, &patience, problem, error));
  return people;
}

/* What was told before a refusal is told again. */
static gboolean
look_away (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  Line *self = line_of (backend);
  Patience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, error))
      return FALSE;
    self->backend->ops->look_away (self->backend, call, mailboxes, each, data, &problem);
    is_done = problem == NULL;
  } while (leave_and_wait (self, &patience, problem, error));
  return is_done;
}

static gboolean
probe (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  Line *self = line_of (backend);
  GError *problem = NULL;

  if (!delivery_gate_enter (self->gate, call, error))
    return FALSE;
  self->backend->ops->probe (self->backend, call, mailbox, &problem);
  delivery_gate_leave (self->gate, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static char *
get_zone (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  Line *self = line_of (backend);
  GError *problem = NULL;
  char *zone;

  if (!delivery_gate_enter (self->gate, call, error))
    return NULL;
  zone = self->backend->ops->get_zone (self->backend, call, mailbox, &problem);
  delivery_gate_leave (self->gate, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return zone;
}

static void
close_line (ExchangeBackend *backend)
{
  Line *self = line_of (backend);

  if (self->backend->ops->close != NULL)
    self->backend->ops->close (self->backend);
  delivery_gate_unref (self->gate);
  g_free (self);
}

ExchangeBackend *
delivery_line_new (ExchangeBackend *backend, DeliveryGate *gate)
{
  Line *self = g_new0 (Line, 1);

  self->ops = (ExchangeBackendOps){
    .id = backend->ops->id,
    .close = close_line,
    .list_people = list_people,
    .resolve = resolve,
    .look_away = look_away,
    .get_oof = get_oof,
    .set_oof = set_oof,
    .most_many = backend->ops->most_many,
    .get_many = get_many,
    .set_many = set_many,
    .may_join = may_join,
    .probe = probe,
    .get_zone = get_zone,
  };
  self->head.ops = &self->ops;
  self->backend = backend;
  self->gate = delivery_gate_ref (gate);
  return &self->head;
}
