/* session-route.c - a hybrid organisation as one backend
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-route-private.h"

#include "base-error.h"
#include "session-merge.h"
#include "session-whose.h"

static SessionRoute *
route_of (ExchangeBackend *self)
{
  return (SessionRoute *) self;
}

static SessionSide
other_than (SessionSide side)
{
  return side == SESSION_SIDE_PREMISES ? SESSION_SIDE_CLOUD : SESSION_SIDE_PREMISES;
}

static gboolean
side_of (const ExchangePerson *person, SessionSide *ret)
{
  *ret = person->home == EXCHANGE_HOME_CLOUD ? SESSION_SIDE_CLOUD : SESSION_SIDE_PREMISES;
  return person->home != EXCHANGE_HOME_NONE;
}

/* A directory that cannot be asked now is not waited for again and again. */
static gboolean
ask_directory (SessionRoute *self, BaseCall *call, const char *mailbox, SessionSide *ret)
{
  g_autoptr (ExchangePerson) person = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->directory == NULL || g_atomic_int_get (&self->is_directory_silent))
    return FALSE;

  person = session_whose_mailbox (self->directory, call, mailbox, &problem);
  if (problem != NULL) {
    g_debug ("where a mailbox is: %s", problem->message);
    g_atomic_int_set (&self->is_directory_silent, TRUE);
  }
  if (person == NULL || !side_of (person, ret))
    return FALSE;

  session_homes_learn (self->homes, mailbox, *ret, SESSION_KNOWN_FROM_DIRECTORY);
  return TRUE;
}

gboolean
session_route_find_side (SessionRoute *self, BaseCall *call, const char *mailbox, SessionSide *ret)
{
  return session_homes_recall (self->homes, mailbox, ret) ||
         ask_directory (self, call, mailbox, ret);
}

/* Neither side has it: what counts is who says that it does not exist. */
static void
propagate_both (GError *first, GError *second, GError **error)
{
  gboolean is_second = !session_route_is_elsewhere (second) ||
                       g_error_matches (first, BASE_ERROR, BASE_ERROR_WRONG_SERVER);

  g_propagate_error (error, is_second ? second : first);
  g_error_free (is_second ? first : second);
}

gpointer
session_route_ask (SessionRoute *self, BaseCall *call, const char *mailbox, SessionRouteAsk how,
                   gpointer data, GError **error)
{
  SessionSide side = SESSION_SIDE_PREMISES;
  GError *first = NULL;
  GError *second = NULL;
  gpointer answer;

  session_route_find_side (self, call, mailbox, &side);
  answer = how (self->sides[side], call, mailbox, data, &first);
  if (first == NULL || !session_route_is_elsewhere (first)) {
    if (first != NULL)
      g_propagate_error (error, first);
    else
      session_homes_learn (self->homes, mailbox, side, SESSION_KNOWN_FROM_ANSWER);
    return answer;
  }

  answer = how (self->sides[other_than (side)], call, mailbox, data, &second);
  if (second != NULL) {
    propagate_both (first, second, error);
    return answer;
  }
  g_error_free (first);
  session_homes_learn (self->homes, mailbox, other_than (side), SESSION_KNOWN_FROM_ANSWER);
  return answer;
}

static gpointer
ask_oof (ExchangeBackend *side, BaseCall *call, const char *mailbox, gpointer data, GError **error)
{
  return side->ops->get_oof (side, call, mailbox, data, error);
}

static OofState *
get_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, ExchangeReading *ret_reading,
         GError **error)
{
  return session_route_ask (route_of (self), call, mailbox, ask_oof, ret_reading, error);
}

static gpointer
ask_probe (ExchangeBackend *side, BaseCall *call, const char *mailbox, gpointer data,
           GError **error)
{
  return side->ops->probe (side, call, mailbox, error) ? side : NULL;
}

static gboolean
probe (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return session_route_ask (route_of (self), call, mailbox, ask_probe, NULL, error) != NULL;
}

static gpointer
ask_zone (ExchangeBackend *side, BaseCall *call, const char *mailbox, gpointer data, GError **error)
{
  return side->ops->get_zone (side, call, mailbox, error);
}

static char *
get_zone (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return session_route_ask (route_of (self), call, mailbox, ask_zone, NULL, error);
}

static gboolean
set_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  SessionRoute *route = route_of (self);
  SessionSide side = SESSION_SIDE_PREMISES;
  ExchangeBackend *there;

  /* Another run has begun since the mailbox was read: found out again, by reading. */
  if (!session_route_find_side (route, call, mailbox, &side)) {
    g_autoptr (OofState) held = get_oof (self, call, mailbox, NULL, error);

    if (held == NULL)
      return FALSE;
    session_homes_recall (route->homes, mailbox, &side);
  }
  there = route->sides[side];
  return there->ops->set_oof (there, call, mailbox, state, ret_request_id, error);
}

/* Quick looks: those who are not known to be in the cloud are looked for on premises, and those who
 * are not there in the cloud. */

typedef struct
{
  SessionRoute *route;
  SessionSide side;
  ExchangeAwayFunc each;
  gpointer data;
  GPtrArray *unknown; /* borrowed addresses; NULL: tell of them, too */
} Look;

static void
take_away (const ExchangeAway *away, gpointer data)
{
  Look *self = data;
  SessionSide ignored;

  if (!away->is_known && self->unknown != NULL) {
    g_ptr_array_add (self->unknown, (char *) away->mail);
    return;
  }
  if (away->is_known && !session_homes_recall (self->route->homes, away->mail, &ignored))
    session_homes_learn (self->route->homes, away->mail, self->side, SESSION_KNOWN_FROM_ANSWER);
  self->each (away, self->data);
}

static gboolean
look_at (Look *look, BaseCall *call, GPtrArray *mailboxes, GError **error)
{
  ExchangeBackend *side = look->route->sides[look->side];

  if (mailboxes->len == 0)
    return TRUE;
  g_ptr_array_add (mailboxes, NULL);
  return side->ops->look_away (side, call, (const char *const *) mailboxes->pdata, take_away, look,
                               error);
}

static gboolean
look_away (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) premises = g_ptr_array_new ();
  g_autoptr (GPtrArray) cloud = g_ptr_array_new ();
  Look look = { .route = route_of (self), .each = each, .data = data };

  for (guint i = 0; mailboxes[i] != NULL; i++) {
    SessionSide side = SESSION_SIDE_PREMISES;

    session_homes_recall (look.route->homes, mailboxes[i], &side);
    g_ptr_array_add (side == SESSION_SIDE_CLOUD ? cloud : premises, (char *) mailboxes[i]);
  }

  look.unknown = cloud;
  if (!look_at (&look, call, premises, error))
    return FALSE;
  look.side = SESSION_SIDE_CLOUD;
  look.unknown = NULL;
  return look_at (&look, call, cloud, error);
}

/* People: those of the cloud come first, because more is known of them; the address book on
 * premises has most of them, too. */

typedef struct
{
  SessionRoute *route;
  SessionMerge *merge;
  ExchangePeopleFunc each;
  gpointer data;
  gboolean is_stopped;
} Listing;

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  Listing *self = data;
  g_autoptr (GPtrArray) fresh =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < page->len; i++) {
    ExchangePerson *person = g_ptr_array_index (page, i);

    if (session_merge_has (self->merge, person))
      continue;
    session_merge_note (self->merge, person);
    g_ptr_array_add (fresh, exchange_person_ref (person));
  }
  self->is_stopped = fresh->len > 0 && !self->each (fresh, self->data);
  return !self->is_stopped;
}

static gboolean
list_people (ExchangeBackend *self, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  SessionRoute *route = route_of (self);
  g_autoptr (SessionMerge) merge = session_merge_new ();
  Listing listing = { .route = route, .merge = merge, .each = each, .data = data };
  ExchangeBackend *cloud = route->sides[SESSION_SIDE_CLOUD];
  ExchangeBackend *premises = route->sides[SESSION_SIDE_PREMISES];

  return cloud->ops->list_people (cloud, call, query, take_page, &listing, error) &&
         (listing.is_stopped ||
          premises->ops->list_people (premises, call, query, take_page, &listing, error));
}

static gboolean
has_mail (GPtrArray *people, const char *mail)
{
  for (guint i = 0; i < people->len; i++)
    if (g_ascii_strcasecmp (((ExchangePerson *) people->pdata[i])->mail, mail) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
resolve (ExchangeBackend *self, BaseCall *call, const char *text, GError **error)
{
  SessionRoute *route = route_of (self);
  ExchangeBackend *cloud = route->sides[SESSION_SIDE_CLOUD];
  ExchangeBackend *premises = route->sides[SESSION_SIDE_PREMISES];
  g_autoptr (GPtrArray) people = cloud->ops->resolve (cloud, call, text, error);
  g_autoptr (GPtrArray) others =
      people != NULL ? premises->ops->resolve (premises, call, text, error) : NULL;

  if (others == NULL)
    return NULL;
  for (guint i = 0; i < others->len; i++) {
    ExchangePerson *person = g_ptr_array_index (others, i);

    if (!has_mail (people, person->mail))
      g_ptr_array_add (people, exchange_person_ref (person));
  }
  return g_steal_pointer (&people);
}

static void
close_route (ExchangeBackend *self)
{
  SessionRoute *route = route_of (self);

  for (guint i = 0; i < SESSION_N_SIDES; i++)
    route->sides[i]->ops->close (route->sides[i]);
  session_homes_free (route->homes);
  g_free (route);
}

static const ExchangeBackendOps route_ops = {
  .id = "hybrid",
  .get_many = session_route_get_many,
  .set_many = session_route_set_many,
  .may_join = session_route_may_join,
  .close = close_route,
  .list_people = list_people,
  .resolve = resolve,
  .look_away = look_away,
  .get_oof = get_oof,
  .set_oof = set_oof,
  .silence = session_route_silence,
  .refusals = session_route_refusals,
  .probe = probe,
  .get_zone = get_zone,
  .look_hours = session_route_look_hours,
  .look_about = session_route_look_about,
  .list_rules = session_route_list_rules,
  .add_rule = session_route_add_rule,
  .remove_rule = session_route_remove_rule,
  .find_entry = session_route_find_entry,
  .make_entry = session_route_make_entry,
  .remove_entry = session_route_remove_entry,
};

ExchangeBackend *
session_route_new (ExchangeBackend *premises, ExchangeBackend *cloud)
{
  SessionRoute *self = g_new0 (SessionRoute, 1);

  self->ops = route_ops;
  self->ops.most_many = cloud->ops->most_many;
  self->head.ops = &self->ops;
  self->sides[SESSION_SIDE_PREMISES] = premises;
  self->sides[SESSION_SIDE_CLOUD] = cloud;
  self->homes = session_homes_new ();
  return &self->head;
}

gboolean
session_route_is (const ExchangeBackend *backend)
{
  return backend->ops->close == close_route;
}

void
session_route_set_directory (ExchangeBackend *backend, SessionDirectory *directory)
{
  if (session_route_is (backend))
    route_of (backend)->directory = directory;
}

void
session_route_teach (ExchangeBackend *backend, const ExchangePerson *person)
{
  SessionSide side;

  if (session_route_is (backend) && *person->mail != '\0' && side_of (person, &side))
    session_homes_learn (route_of (backend)->homes, person->mail, side,
                         SESSION_KNOWN_FROM_DIRECTORY);
}

void
session_route_begin_run (ExchangeBackend *backend)
{
  if (!session_route_is (backend))
    return;

  session_homes_forget_answers (route_of (backend)->homes);
  g_atomic_int_set (&route_of (backend)->is_directory_silent, FALSE);
}

const char *
session_route_id (ExchangeBackend *backend, const char *mailbox)
{
  SessionSide side = SESSION_SIDE_PREMISES;

  if (!session_route_is (backend))
    return backend->ops->id;

  session_homes_recall (route_of (backend)->homes, mailbox, &side);
  return route_of (backend)->sides[side]->ops->id;
}

ExchangeBackend *
session_route_cloud (ExchangeBackend *backend)
{
  return session_route_is (backend) ? route_of (backend)->sides[SESSION_SIDE_CLOUD] : NULL;
}
