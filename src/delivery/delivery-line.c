/* delivery-line.c - a backend behind its gate
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line-private.h"

#include "base-error.h"
#include "base-retry.h"

#define MOST_TRIES 5
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

gboolean
delivery_line_may_go_again (const DeliveryLine *self, BaseCall *call, DeliveryPatience *patience,
                            GError *problem, GError **error)
{
  BaseVerdict verdict = base_error_verdict (problem);
  gboolean is_hopeless =
      g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) &&
      (!delivery_gate_has_succeeded (self->gate) || delivery_gate_is_given_up (self->gate));
  guint64 wait_ms;

  if (verdict == BASE_VERDICT_WAIT && ++patience->waits < DELIVERY_MOST_WAITS) {
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
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &mailbox, .n = 1 };
  DeliveryPatience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    OofState *state;

    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return NULL;
    state = self->backend->ops->get_oof (self->backend, call, mailbox, ret_reading, &problem);
    delivery_gate_leave (self->gate, &turn, problem);
    if (state != NULL)
      return state;
    if (!delivery_line_may_go_again (self, call, &patience, problem, error))
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
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &mailbox, .n = 1 };
  DeliveryPatience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_unknown;
    gboolean is_set;
    Found found;

    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    is_set =
        self->backend->ops->set_oof (self->backend, call, mailbox, state, ret_request_id, &problem);
    delivery_gate_leave (self->gate, &turn, problem);
    if (is_set)
      return TRUE;

    is_unknown = base_error_verdict (problem) == BASE_VERDICT_RETRY;
    if (!delivery_line_may_go_again (self, call, &patience, problem, error))
      return FALSE;
    if (!is_unknown)
      continue;
    found = look_whether_written (backend, call, mailbox, state, error);
    if (found != FOUND_OTHER)
      return found == FOUND_WRITTEN;
  }
}

typedef gboolean (*AskMany) (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n,
                             GError **error);

/* Caller frees; the names are those of the items. */
static const char **
list_mailboxes (const ExchangeItem *items, guint n)
{
  const char **mailboxes = g_new0 (const char *, n);

  for (guint i = 0; i < n; i++)
    mailboxes[i] = items[i].mailbox;
  return mailboxes;
}

/* Of several mailboxes, in a request or more. */
typedef struct
{
  AskMany ask;
  gboolean is_write; /* without a good answer perhaps some of it was done: it is not done again */
  ExchangeItem *items;
  guint n;
} Many;

/* A request for one alone has no need of a batch, and its error is its own. */
static gboolean
ask_first (DeliveryLine *self, BaseCall *call, const Many *many)
{
  const ExchangeBackendOps *ops = self->backend->ops;
  ExchangeItem *item = many->items;

  if (many->is_write)
    ops->set_oof (self->backend, call, item->mailbox, item->wanted, &item->reading.request_id,
                  &item->error);
  else
    item->held = ops->get_oof (self->backend, call, item->mailbox, &item->reading, &item->error);
  return TRUE;
}

/* One request, for those at the front: how many that were into ret_n. FALSE with problem, or with
 * an error when it was not let in. */
static gboolean
ask_some (DeliveryLine *self, BaseCall *call, const Many *many, guint *ret_n, GError **problem,
          GError **error)
{
  g_autofree const char **mailboxes = list_mailboxes (many->items, many->n);
  DeliveryTurn turn = { .mailboxes = mailboxes, .n = many->n, .is_divisible = TRUE };
  gboolean is_done;

  if (!delivery_gate_enter (self->gate, call, &turn, error))
    return FALSE;

  *ret_n = turn.n;
  is_done = turn.n == 1 ? ask_first (self, call, many)
                        : many->ask (self->backend, call, many->items, turn.n, problem);
  if (is_done)
    delivery_gate_leave_many (self->gate, &turn, many->items, turn.n);
  else
    delivery_gate_leave (self->gate, &turn, *problem);
  return is_done;
}

/* The same until there is an answer. */
static gboolean
ask_until_answered (DeliveryLine *self, BaseCall *call, const Many *many, guint *ret_n,
                    GError **error)
{
  DeliveryPatience patience = { 0 };

  for (;;) {
    GError *problem = NULL;

    if (ask_some (self, call, many, ret_n, &problem, error))
      return TRUE;
    if (problem == NULL)
      return FALSE;
    if (many->is_write && base_error_verdict (problem) == BASE_VERDICT_RETRY) {
      g_propagate_error (error, problem);
      return FALSE;
    }
    if (!delivery_line_may_go_again (self, call, &patience, problem, error))
      return FALSE;
  }
}

/* When it comes to nothing after some had an answer, that is the answer of the others. */
static gboolean
ask_all (DeliveryLine *self, BaseCall *call, const Many *all, GError **error)
{
  guint n;

  for (guint at = 0; at < all->n; at += n) {
    const Many left = { all->ask, all->is_write, &all->items[at], all->n - at };
    g_autoptr (GError) why = NULL;

    if (ask_until_answered (self, call, &left, &n, &why))
      continue;
    if (at == 0) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
    n = left.n;
    for (guint i = 0; i < n; i++)
      left.items[i].error = g_error_copy (why);
  }
  return TRUE;
}

static gboolean
get_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  const Many many = { self->backend->ops->get_many, FALSE, items, n };

  return ask_all (self, call, &many, error);
}

static gboolean
set_many (ExchangeBackend *backend, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  const Many many = { self->backend->ops->set_many, TRUE, items, n };

  return ask_all (self, call, &many, error);
}

static gboolean
may_join (ExchangeBackend *backend, BaseCall *call, const char *mailbox)
{
  DeliveryLine *self = (DeliveryLine *) backend;

  return self->backend->ops->may_join == NULL ||
         self->backend->ops->may_join (self->backend, call, mailbox);
}

static gint64
get_silence (ExchangeBackend *backend)
{
  return delivery_gate_silence (((DeliveryLine *) backend)->gate);
}

static guint64
count_refusals (ExchangeBackend *backend)
{
  return delivery_gate_refusals (((DeliveryLine *) backend)->gate);
}

static gboolean
probe (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &mailbox, .n = 1 };
  GError *problem = NULL;

  if (!delivery_gate_enter (self->gate, call, &turn, error))
    return FALSE;
  self->backend->ops->probe (self->backend, call, mailbox, &problem);
  delivery_gate_leave (self->gate, &turn, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static char *
get_zone (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &mailbox, .n = 1 };
  GError *problem = NULL;
  char *zone;

  if (!delivery_gate_enter (self->gate, call, &turn, error))
    return NULL;
  zone = self->backend->ops->get_zone (self->backend, call, mailbox, &problem);
  delivery_gate_leave (self->gate, &turn, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return zone;
}

static void
close_line (ExchangeBackend *backend)
{
  DeliveryLine *self = (DeliveryLine *) backend;

  if (self->backend->ops->close != NULL)
    self->backend->ops->close (self->backend);
  delivery_gate_unref (self->gate);
  g_free (self);
}

ExchangeBackend *
delivery_line_new (ExchangeBackend *backend, DeliveryGate *gate)
{
  DeliveryLine *self = g_new0 (DeliveryLine, 1);

  self->ops = (ExchangeBackendOps){
    .id = backend->ops->id,
    .close = close_line,
    .list_people = delivery_line_list_people,
    .resolve = delivery_line_resolve,
    .list_changes = backend->ops->list_changes != NULL ? delivery_line_list_changes : NULL,
    .find_groups = backend->ops->find_groups != NULL ? delivery_line_find_groups : NULL,
    .list_members = backend->ops->list_members != NULL ? delivery_line_list_members : NULL,
    .list_filtered = backend->ops->list_filtered != NULL ? delivery_line_list_filtered : NULL,
    .look_away = delivery_line_look_away,
    .get_oof = get_oof,
    .set_oof = set_oof,
    .most_many = backend->ops->most_many,
    .get_many = get_many,
    .set_many = set_many,
    .may_join = may_join,
    .silence = get_silence,
    .refusals = count_refusals,
    .probe = probe,
    .get_zone = get_zone,
    .look_hours = backend->ops->look_hours != NULL ? delivery_line_look_hours : NULL,
    .look_about = backend->ops->look_about != NULL ? delivery_line_look_about : NULL,
    .list_rules = backend->ops->list_rules != NULL ? delivery_line_list_rules : NULL,
    .add_rule = backend->ops->add_rule != NULL ? delivery_line_add_rule : NULL,
    .remove_rule = backend->ops->remove_rule != NULL ? delivery_line_remove_rule : NULL,
    .find_entry = backend->ops->find_entry != NULL ? delivery_line_find_entry : NULL,
    .make_entry = backend->ops->make_entry != NULL ? delivery_line_make_entry : NULL,
    .remove_entry = backend->ops->remove_entry != NULL ? delivery_line_remove_entry : NULL,
  };
  self->head.ops = &self->ops;
  self->backend = backend;
  self->gate = delivery_gate_ref (gate);
  return &self->head;
}
