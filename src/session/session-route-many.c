/* session-route-many.c - several mailboxes of a hybrid organisation in one request
 *
 * Only the cloud takes several, and only who is known to be there goes along. Who turns out to be
 * elsewhere is asked there, alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-route-private.h"

#include "base-error.h"

gboolean
session_route_is_elsewhere (const GError *problem)
{
  return g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         g_error_matches (problem, BASE_ERROR, BASE_ERROR_WRONG_SERVER);
}

gboolean
session_route_may_join (ExchangeBackend *self, BaseCall *call, const char *mailbox)
{
  SessionRoute *route = (SessionRoute *) self;
  ExchangeBackend *cloud = route->sides[SESSION_SIDE_CLOUD];
  SessionSide side;

  return session_route_find_side (route, call, mailbox, &side) && side == SESSION_SIDE_CLOUD &&
         (cloud->ops->may_join == NULL || cloud->ops->may_join (cloud, call, mailbox));
}

/* The route asks the cloud once more, and then the other side. */
static void
get_elsewhere (ExchangeBackend *self, BaseCall *call, ExchangeItem *item)
{
  exchange_item_clear (item);
  item->held = self->ops->get_oof (self, call, item->mailbox, &item->reading, &item->error);
}

gboolean
session_route_get_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n,
                        GError **error)
{
  SessionRoute *route = (SessionRoute *) self;
  ExchangeBackend *cloud = route->sides[SESSION_SIDE_CLOUD];

  if (!cloud->ops->get_many (cloud, call, items, n, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (items[i].error != NULL && session_route_is_elsewhere (items[i].error))
      get_elsewhere (self, call, &items[i]);
  return TRUE;
}

/* What is written was read a moment ago, so where it goes is known by now. */
static gboolean
is_in_cloud (SessionRoute *route, BaseCall *call, const char *mailbox)
{
  SessionSide side = SESSION_SIDE_CLOUD;

  session_route_find_side (route, call, mailbox, &side);
  return side == SESSION_SIDE_CLOUD;
}

gboolean
session_route_set_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n,
                        GError **error)
{
  SessionRoute *route = (SessionRoute *) self;
  ExchangeBackend *cloud = route->sides[SESSION_SIDE_CLOUD];
  g_autofree ExchangeItem *there = g_new0 (ExchangeItem, n);
  g_autofree guint *places = g_new0 (guint, n);
  guint n_there = 0;

  for (guint i = 0; i < n; i++)
    if (is_in_cloud (route, call, items[i].mailbox)) {
      places[n_there] = i;
      there[n_there++] = items[i];
    }
  if (n_there > 0 && !cloud->ops->set_many (cloud, call, there, n_there, error))
    return FALSE;
  for (guint i = 0; i < n_there; i++)
    items[places[i]] = there[i];

  for (guint i = 0, next = 0; i < n; i++) {
    if (next < n_there && places[next] == i)
      next++;
    else
      self->ops->set_oof (self, call, items[i].mailbox, items[i].wanted,
                          &items[i].reading.request_id, &items[i].error);
  }
  return TRUE;
}

gboolean
session_route_look_hours (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
                          ExchangeHoursFunc each, gpointer data, GError **error)
{
  SessionRoute *route = (SessionRoute *) self;

  for (guint s = 0; s < SESSION_N_SIDES; s++) {
    ExchangeBackend *there = route->sides[s];
    g_autoptr (GPtrArray) asked = g_ptr_array_new ();

    for (guint i = 0; mailboxes[i] != NULL; i++) {
      SessionSide side = SESSION_SIDE_PREMISES;

      session_homes_recall (route->homes, mailboxes[i], &side);
      if (side == s)
        g_ptr_array_add (asked, (char *) mailboxes[i]);
    }
    g_ptr_array_add (asked, NULL);
    if (asked->len > 1 && there->ops->look_hours != NULL &&
        !there->ops->look_hours (there, call, (const char *const *) asked->pdata, each, data,
                                 error))
      return FALSE;
  }
  return TRUE;
}

/* The cloud knows also whose mailbox is on premises. */
gboolean
session_route_look_about (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          char *ret[OOF_N_ABOUT], GError **error)
{
  ExchangeBackend *cloud = ((SessionRoute *) self)->sides[SESSION_SIDE_CLOUD];

  return cloud->ops->look_about == NULL ||
         cloud->ops->look_about (cloud, call, mailbox, ret, error);
}

/* Of the two sides the one that has been silent for longer. */
guint64
session_route_refusals (ExchangeBackend *self)
{
  SessionRoute *route = (SessionRoute *) self;
  guint64 refusals = 0;

  for (guint i = 0; i < SESSION_N_SIDES; i++)
    if (route->sides[i]->ops->refusals != NULL)
      refusals += route->sides[i]->ops->refusals (route->sides[i]);
  return refusals;
}

gint64
session_route_silence (ExchangeBackend *self)
{
  SessionRoute *route = (SessionRoute *) self;
  gint64 longest_us = 0;

  for (guint i = 0; i < SESSION_N_SIDES; i++) {
    ExchangeBackend *side = route->sides[i];

    if (side->ops->silence != NULL)
      longest_us = MAX (longest_us, side->ops->silence (side));
  }
  return longest_us;
}
