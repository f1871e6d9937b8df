/* cmdlets-backend.c - servers whose web service is closed, behind the interface
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-backend.h"

#include "base-error.h"
#include "cmdlets-checks.h"
#include "cmdlets-oof.h"

static CmdletsServer *
server_of (ExchangeBackend *self)
{
  return (CmdletsServer *) self;
}

static ExchangeBackend *
open_server (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password, GError **error)
{
  g_autoptr (CmdletsServer) server = cmdlets_server_new (profile, password);

  if (!cmdlets_server_prepare (server, call, error))
    return NULL;

  server->head.ops = &cmdlets_backend;
  return &g_steal_pointer (&server)->head;
}

static void
close_server (ExchangeBackend *self)
{
  cmdlets_server_free (server_of (self));
}

/* Get-Recipient would give some thousand people in one answer, with no way to read on where it
 * broke off; the directory has pages. */
static void
refuse_people (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "cmdlets-people" };

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "cmdlets list nobody");
}

static gboolean
list_people (ExchangeBackend *self, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  refuse_people (error);
  return FALSE;
}

static GPtrArray *
resolve (ExchangeBackend *self, BaseCall *call, const char *text, GError **error)
{
  refuse_people (error);
  return NULL;
}

static gboolean
look_away (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  return cmdlets_oof_look (call, server_of (self), mailboxes, each, data, error);
}

static OofState *
get_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, ExchangeReading *ret_reading,
         GError **error)
{
  return cmdlets_oof_get (call, server_of (self), mailbox, ret_reading, error);
}

static gboolean
set_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  return cmdlets_oof_set (call, server_of (self), mailbox, state, ret_request_id, error);
}

static gboolean
probe (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  g_autoptr (OofState) state = cmdlets_oof_get (call, server_of (self), mailbox, NULL, error);

  return state != NULL;
}

static char *
get_zone (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return cmdlets_oof_zone (call, server_of (self), mailbox, error);
}

const ExchangeBackendOps cmdlets_backend = {
  .id = "cmdlets",
  .open = open_server,
  .close = close_server,
  .add_checks = cmdlets_checks_add,
  .list_people = list_people,
  .resolve = resolve,
  .look_away = look_away,
  .get_oof = get_oof,
  .set_oof = set_oof,
  .probe = probe,
  .get_zone = get_zone,
};
