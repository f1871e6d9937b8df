/* ews-backend.c - Exchange on premises behind the interface
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-backend.h"

#include "base-error.h"
#include "ews-checks.h"
#include "ews-entry.h"
#include "ews-folder.h"
#include "ews-hours.h"
#include "ews-listing.h"
#include "ews-login.h"
#include "ews-names.h"
#include "ews-oof.h"
#include "ews-options.h"
#include "ews-rules.h"
#include "ews-tips.h"

#define MOST_ENTRY_CHARS 200

static EwsServer *
server_of (ExchangeBackend *self)
{
  return (EwsServer *) self;
}

static gboolean
has_login (const ExchangeProfile *profile, BaseSecret *password, GError **error)
{
  const BaseErrorFacts no_password = { .reason = "no-password", .account = profile->admin_upn };

  if (profile->auth == EXCHANGE_AUTH_AUTO || profile->auth == EXCHANGE_AUTH_NEGOTIATE ||
      !base_secret_is_empty (password))
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_AUTH, &no_password,
                        "there is no password for this profile");
  return FALSE;
}

static ExchangeBackend *
open_server (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password, GError **error)
{
  g_autoptr (EwsServer) server = ews_server_new (profile, password, HTTP_AUTH_NONE);
  EwsOffer offer = { 0 };

  if (!has_login (profile, password, error))
    return NULL;

  if (profile->auth == EXCHANGE_AUTH_AUTO && !ews_login_ask (call, server, &offer, error))
    return NULL;
  if (!ews_login_choose (call, server, &offer, error))
    return NULL;

  server->head.ops = &ews_backend;
  return &g_steal_pointer (&server)->head;
}

static void
close_server (ExchangeBackend *self)
{
  ews_server_free (server_of (self));
}

static gboolean
list_people (ExchangeBackend *self, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  return ews_listing_run (call, server_of (self), query, each, data, error);
}

static GPtrArray *
resolve (ExchangeBackend *self, BaseCall *call, const char *text, GError **error)
{
  g_autofree char *entry = g_strstrip (g_strdup (text));

  /* The server calls an empty one a mistake, and a very long one finds nobody. */
  if (*entry == '\0' || g_utf8_strlen (entry, -1) > MOST_ENTRY_CHARS)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  return ews_names_resolve (call, server_of (self), entry, NULL, error);
}

static gboolean
look_away (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  return ews_tips_look (call, server_of (self), mailboxes, each, data, error);
}

static OofState *
get_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, ExchangeReading *ret_reading,
         GError **error)
{
  return ews_oof_get (call, server_of (self), mailbox, ret_reading, error);
}

static gboolean
set_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  return ews_oof_set (call, server_of (self), mailbox, state, ret_request_id, error);
}

static gboolean
probe (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return ews_folder_probe (call, server_of (self), mailbox, NULL, error);
}

static char *
get_zone (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return ews_options_zone (call, server_of (self), mailbox, error);
}

static gboolean
look_hours (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
            ExchangeHoursFunc each, gpointer data, GError **error)
{
  return ews_hours_look (call, server_of (self), mailboxes, each, data, error);
}

static GPtrArray *
list_rules (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return ews_rules_list (call, server_of (self), mailbox, error);
}

static gboolean
add_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeRule *rule,
          char **ret_request_id, GError **error)
{
  return ews_rules_add (call, server_of (self), mailbox, rule, ret_request_id, error);
}

static gboolean
remove_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox, const char *id,
             char **ret_request_id, GError **error)
{
  return ews_rules_remove (call, server_of (self), mailbox, id, ret_request_id, error);
}

static gboolean
find_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeEntry *wanted,
            ExchangeEntry *ret_held, GError **error)
{
  return ews_entry_find (call, server_of (self), mailbox, wanted, ret_held, error);
}

static gboolean
make_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const ExchangeEntry *wanted,
            char **ret_id, GError **error)
{
  return ews_entry_make (call, server_of (self), mailbox, wanted, ret_id, error);
}

static gboolean
remove_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox, const char *id,
              GError **error)
{
  return ews_entry_remove (call, server_of (self), mailbox, id, error);
}

const ExchangeBackendOps ews_backend = {
  .id = "ews",
  .open = open_server,
  .close = close_server,
  .add_checks = ews_checks_add,
  .list_people = list_people,
  .resolve = resolve,
  .look_away = look_away,
  .get_oof = get_oof,
  .set_oof = set_oof,
  .probe = probe,
  .get_zone = get_zone,
  .look_hours = look_hours,
  .list_rules = list_rules,
  .add_rule = add_rule,
  .remove_rule = remove_rule,
  .find_entry = find_entry,
  .make_entry = make_entry,
  .remove_entry = remove_entry,
};
