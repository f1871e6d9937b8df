/* delivery-line-people.c - people and who is away, through the gate
 *
 * Asked again only when it was refused for being too much: a person waits for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line-private.h"

#include "base-error.h"

/* Of each request, one way or the other. TRUE: once more. */
static gboolean
leave_and_wait (DeliveryLine *self, DeliveryTurn *turn, DeliveryPatience *patience, GError *problem,
                GError **error)
{
  delivery_gate_leave (self->gate, turn, problem);
  if (problem == NULL)
    return FALSE;
  if (base_error_verdict (problem) == BASE_VERDICT_WAIT &&
      ++patience->waits < DELIVERY_MOST_WAITS / 2) {
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

gboolean
delivery_line_list_people (ExchangeBackend *backend, BaseCall *call, const char *query,
                           ExchangePeopleFunc each, gpointer data, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  Listing listing = { .each = each, .data = data };
  DeliveryPatience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    self->backend->ops->list_people (self->backend, call, query, pass_page, &listing, &problem);
    is_done = problem == NULL;
    if (listing.has_begun) /* what was told is not told again */
      patience.waits = DELIVERY_MOST_WAITS;
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return is_done;
}

/* Told in pieces, from one page to the next, so it is begun anew only when nothing was told. */
typedef struct
{
  const ExchangeNews *news;
  gboolean has_begun;
} Changes;

static gboolean
pass_changed (GPtrArray *page, gpointer data)
{
  Changes *changes = data;

  changes->has_begun = TRUE;
  return changes->news->changed (page, changes->news->data);
}

static void
pass_removed (const char *id, gpointer data)
{
  Changes *changes = data;

  changes->has_begun = TRUE;
  changes->news->removed (id, changes->news->data);
}

gboolean
delivery_line_list_changes (ExchangeBackend *backend, BaseCall *call, const char *mark,
                            const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                            GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  Changes changes = { .news = news };
  const ExchangeNews ours = { pass_changed, pass_removed, &changes };
  DeliveryPatience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    self->backend->ops->list_changes (self->backend, call, mark, &ours, ret_mark, ret_is_all,
                                      &problem);
    is_done = problem == NULL;
    if (changes.has_begun)
      patience.waits = DELIVERY_MOST_WAITS;
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return is_done;
}

GPtrArray *
delivery_line_find_groups (ExchangeBackend *backend, BaseCall *call, const char *text,
                           GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  DeliveryPatience patience = { 0 };
  GPtrArray *groups;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return NULL;
    groups = self->backend->ops->find_groups (self->backend, call, text, &problem);
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return groups;
}

typedef gboolean (*ListSome) (ExchangeBackend *self, BaseCall *call, const char *which,
                              ExchangePeopleFunc each, gpointer data, GError **error);

static gboolean
list_some (DeliveryLine *self, BaseCall *call, ListSome list, const char *which,
           ExchangePeopleFunc each, gpointer data, GError **error)
{
  DeliveryTurn turn = { 0 };
  Listing listing = { .each = each, .data = data };
  DeliveryPatience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    list (self->backend, call, which, pass_page, &listing, &problem);
    is_done = problem == NULL;
    if (listing.has_begun)
      patience.waits = DELIVERY_MOST_WAITS;
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return is_done;
}

gboolean
delivery_line_list_members (ExchangeBackend *backend, BaseCall *call, const char *group,
                            ExchangePeopleFunc each, gpointer data, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;

  return list_some (self, call, self->backend->ops->list_members, group, each, data, error);
}

gboolean
delivery_line_list_filtered (ExchangeBackend *backend, BaseCall *call, const char *filter,
                             ExchangePeopleFunc each, gpointer data, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;

  return list_some (self, call, self->backend->ops->list_filtered, filter, each, data, error);
}

GPtrArray *
delivery_line_resolve (ExchangeBackend *backend, BaseCall *call, const char *text, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  DeliveryPatience patience = { 0 };
  GPtrArray *people;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return NULL;
    people = self->backend->ops->resolve (self->backend, call, text, &problem);
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return people;
}

/* What was told before a refusal is told again. */
gboolean
delivery_line_look_away (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
                         ExchangeAwayFunc each, gpointer data, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  DeliveryPatience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    self->backend->ops->look_away (self->backend, call, mailboxes, each, data, &problem);
    is_done = problem == NULL;
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return is_done;
}

gboolean
delivery_line_look_hours (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
                          ExchangeHoursFunc each, gpointer data, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { 0 };
  DeliveryPatience patience = { 0 };
  gboolean is_done;
  GError *problem;

  do {
    problem = NULL;
    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    self->backend->ops->look_hours (self->backend, call, mailboxes, each, data, &problem);
    is_done = problem == NULL;
  } while (leave_and_wait (self, &turn, &patience, problem, error));
  return is_done;
}
