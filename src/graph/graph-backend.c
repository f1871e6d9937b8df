/* graph-backend.c - Exchange Online behind the interface
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-backend.h"

#include "graph-about.h"
#include "graph-changes.h"
#include "graph-checks.h"
#include "graph-entry.h"
#include "graph-groups.h"
#include "graph-hours.h"
#include "graph-many.h"
#include "graph-oof.h"
#include "graph-rules.h"
#include "graph-tokens.h"
#include "graph-users.h"

static GraphServer *
server_of (ExchangeBackend *self)
{
  return (GraphServer *) self;
}

ExchangeBackend *
graph_backend_open (BaseCall *call, const ExchangeProfile *profile, BaseSecret *secret,
                    OauthKeeper *keeper, GError **error)
{
  GraphServer *server = graph_tokens_open (profile, secret, keeper, error);

  if (server == NULL)
    return NULL;

  server->head.ops = &graph_backend;
  return &server->head;
}

static ExchangeBackend *
open_server (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password, GError **error)
{
  return graph_backend_open (call, profile, password, NULL, error);
}

static void
close_server (ExchangeBackend *self)
{
  graph_server_free (server_of (self));
}

static void
add_checks (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password)
{
  graph_checks_add (plan, profile, password, NULL);
}

static gboolean
list_people (ExchangeBackend *self, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  return graph_users_list (call, server_of (self), query, each, data, error);
}

static GPtrArray *
resolve (ExchangeBackend *self, BaseCall *call, const char *text, GError **error)
{
  return graph_users_resolve (call, server_of (self), text, error);
}

static gboolean
list_changes (ExchangeBackend *self, BaseCall *call, const char *mark, const ExchangeNews *news,
              char **ret_mark, gboolean *ret_is_all, GError **error)
{
  return graph_changes_list (call, server_of (self), mark, news, ret_mark, ret_is_all, error);
}

static GPtrArray *
find_groups (ExchangeBackend *self, BaseCall *call, const char *text, GError **error)
{
  return graph_groups_find (call, server_of (self), text, error);
}

static gboolean
list_members (ExchangeBackend *self, BaseCall *call, const char *group, ExchangePeopleFunc each,
              gpointer data, GError **error)
{
  return graph_groups_members (call, server_of (self), group, each, data, error);
}

static gboolean
list_filtered (ExchangeBackend *self, BaseCall *call, const char *filter, ExchangePeopleFunc each,
               gpointer data, GError **error)
{
  return graph_users_list_filtered (call, server_of (self), filter, each, data, error);
}

static gboolean
look_away (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  return graph_oof_look (call, server_of (self), mailboxes, each, data, error);
}

static OofState *
get_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, ExchangeReading *ret_reading,
         GError **error)
{
  return graph_oof_get (call, server_of (self), mailbox, ret_reading, error);
}

static gboolean
set_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  return graph_oof_set (call, server_of (self), mailbox, state, ret_request_id, error);
}

static gboolean
get_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  return graph_many_get (call, server_of (self), items, n, error);
}

static gboolean
set_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  return graph_many_set (call, server_of (self), items, n, error);
}

static gboolean
probe (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  g_autoptr (OofState) state = graph_oof_get (call, server_of (self), mailbox, NULL, error);

  return state != NULL;
}

static char *
get_zone (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return graph_oof_zone (call, server_of (self), mailbox, error);
}

static gboolean
look_hours (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
            ExchangeHoursFunc each, gpointer data, GError **error)
{
  return graph_hours_look (call, server_of (self), mailboxes, each, data, error);
}

static gboolean
look_about (ExchangeBackend *self, BaseCall *call, const char *mailbox, char *ret[OOF_N_ABOUT],
            GError **error)
{
  return graph_about_look (call, server_of (self), mailbox, ret, error);
}

static GPtrArray *
list_rules (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return graph_rules_list (call, server_of (self), mailbox, error);
}

static gboolean
add_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeRule *rule,
          char **ret_request_id, GError **error)
{
  return graph_rules_add (call, server_of (self), mailbox, rule, ret_request_id, error);
}

static gboolean
remove_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox, const char *id,
             char **ret_request_id, GError **error)
{
  return graph_rules_remove (call, server_of (self), mailbox, id, ret_request_id, error);
}

static gboolean
find_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeEntry *wanted,
            ExchangeEntry *ret_held, GError **error)
{
  return graph_entry_find (call, server_of (self), mailbox, wanted, ret_held, error);
}

static gboolean
make_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeEntry *wanted,
            char **ret_id, GError **error)
{
  return graph_entry_make (call, server_of (self), mailbox, wanted, ret_id, error);
}

static gboolean
remove_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const char *id,
              GError **error)
{
  return graph_entry_remove (call, server_of (self), mailbox, id, error);
}

const ExchangeBackendOps graph_backend = {
  .id = "graph",
  .open = open_server,
  .close = close_server,
  .add_checks = add_checks,
  .list_people = list_people,
  .resolve = resolve,
  .list_changes = list_changes,
  .find_groups = find_groups,
  .list_members = list_members,
  .list_filtered = list_filtered,
  .look_away = look_away,
  .get_oof = get_oof,
  .set_oof = set_oof,
  .most_many = GRAPH_MOST_PARTS,
  .get_many = get_many,
  .set_many = set_many,
  .probe = probe,
  .get_zone = get_zone,
  .look_hours = look_hours,
  .look_about = look_about,
  .list_rules = list_rules,
  .add_rule = add_rule,
  .remove_rule = remove_rule,
  .find_entry = find_entry,
  .make_entry = make_entry,
  .remove_entry = remove_entry,
};
