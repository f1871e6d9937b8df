/* session-act-forward.c - an inbox rule forwards to the substitute while somebody is away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-forward.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "delivery-rule.h"
#include "oof-item.h"
#include "session-defaults.h"
#include "session-org-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Stable: rules of earlier versions are found by it. */
#define PREFIX "Absentia: "
#define MOST_NAME_BYTES 180
#define OPEN "open"

static gboolean
is_wanted (const OofItem *item)
{
  return oof_item_parts (item)->forward != OOF_FORWARD_NONE;
}

static gboolean
refuse (GError **error, const char *reason, const char *object, const char *message)
{
  const BaseErrorFacts facts = { .reason = reason, .object = object };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", message);
  return FALSE;
}

/* Long ids keep their beginning, and what tells them apart. */
static char *
make_name (const char *item)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, item, -1);
  g_autofree char *start = NULL;

  if (strlen (item) <= MOST_NAME_BYTES)
    return g_strconcat (PREFIX, item, NULL);
  start = g_utf8_make_valid (item, MOST_NAME_BYTES / 2);
  return g_strdup_printf (PREFIX "%s %.16s", start, digest);
}

/* "ben@corp.example copy 2027-01-04T07:00:00Z" */
static char *
make_what (const char *target, OofForward how, gint64 until_s)
{
  g_autoptr (GDateTime) until =
      until_s != OOF_OPEN_END ? g_date_time_new_from_unix_utc (until_s) : NULL;
  g_autofree char *end = until != NULL ? base_time_format_utc (until) : g_strdup (OPEN);

  return g_strdup_printf ("%s %s %s", target, oof_forward_names[how], end);
}

/* To an address that nobody in the organisation has: only where somebody has allowed it, because
 * what colleagues write in confidence leaves the organisation with it. */
static gboolean
may_leave (const SessionActAbout *about, const char *substitute, GError **error)
{
  SessionCore *core = session_org_core (about->org);
  SessionDefaults defaults = { 0 };

  if (!base_text_is_address (substitute))
    return refuse (error, "forward-nobody", substitute, "nobody in the organisation is called so");
  if (core != NULL && !session_defaults_load (core, &defaults, error))
    return FALSE;
  return defaults.forwards_outside ||
         refuse (error, "forward-outside", substitute, "the substitute is outside");
}

static gboolean
is_outside (const SessionActAbout *about, const char *target)
{
  return session_roster_find (session_plan_roster (about->plan), target) == SESSION_ROSTER_NOBODY;
}

static gboolean
plan (const SessionActAbout *about, StoreAct *act, GError **error)
{
  const SessionRoster *roster = session_plan_roster (about->plan);
  const OofItemParts *parts = oof_item_parts (about->item);
  guint32 substitute = session_roster_find (roster, parts->substitute);
  const char *mail;
  g_autofree char *what = NULL;
  g_autofree char *name = make_name (parts->id);

  if (substitute == SESSION_ROSTER_NOBODY && !may_leave (about, parts->substitute, error))
    return FALSE;
  mail = substitute != SESSION_ROSTER_NOBODY ? session_roster_person (roster, substitute)->mail
                                             : parts->substitute;
  if (*mail == '\0')
    return refuse (error, "forward-no-mailbox", parts->substitute, "the substitute has no mailbox");
  if (substitute == about->person)
    return refuse (error, "forward-self", parts->substitute,
                   "the substitute is the person themselves");

  what = make_what (mail, parts->forward, about->slot->until_s);
  store_act_set (&act->what, what);
  store_act_set (&act->mark, name);
  return TRUE;
}

/* What it says; caller frees. NULL when it is no such text. */
static ExchangeRule *
read_what (const StoreAct *act)
{
  g_auto (GStrv) words = g_strsplit (act->what, " ", -1);
  g_autoptr (GDateTime) until = NULL;
  ExchangeRule *rule;

  if (g_strv_length (words) != 3)
    return NULL;

  rule = exchange_rule_new (act->mark, words[0]);
  rule->keeps_copy = g_str_equal (words[1], oof_forward_names[OOF_FORWARD_COPY]);
  until = base_time_parse (words[2], NULL, NULL);
  rule->until_s = until != NULL ? g_date_time_to_unix (until) : 0;
  return rule;
}

/* Two who forward to each other would never end. */
static gboolean
goes_to (const ExchangeRule *rule, const char *mailbox, gint64 now_s)
{
  return rule->target != NULL && g_ascii_strcasecmp (rule->target, mailbox) == 0 &&
         (rule->until_s == 0 || rule->until_s > now_s);
}

static gboolean
check_kept (const SessionActAbout *about, const char *target, GError **error)
{
  const char *profile = session_org_profile (about->org)->id;
  g_autoptr (GPtrArray) acts = store_act_list (session_org_db (about->org), profile, target, error);

  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const StoreAct *act = acts->pdata[i];
    g_autoptr (ExchangeRule) rule = read_what (act);

    if (act->kind == STORE_ACT_FORWARD && act->state != STORE_ACT_UNDONE && rule != NULL &&
        goes_to (rule, about->mailbox, about->now_s))
      return refuse (error, "forward-back", target, "the substitute’s messages come back");
  }
  return acts != NULL;
}

static gboolean
check_rules (BaseCall *call, const SessionActAbout *about, const char *target, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) rules = session_org_list_rules (about->org, call, target, &problem);

  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND))
    return refuse (error, "forward-no-mailbox", target, "the substitute has no mailbox");
  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_FORBIDDEN))
    return TRUE; /* somebody else's to look after */
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  for (guint i = 0; i < rules->len; i++) {
    const ExchangeRule *rule = rules->pdata[i];

    if (rule->is_enabled && goes_to (rule, about->mailbox, about->now_s))
      return refuse (error, "forward-back", target, "the substitute’s messages come back");
  }
  return TRUE;
}

static gboolean
check (BaseCall *call, const SessionActAbout *about, const StoreAct *act, GError **error)
{
  g_autoptr (ExchangeRule) rule = read_what (act);

  /* What happens to it outside, nobody here can see. */
  return check_kept (about, rule->target, error) &&
         (is_outside (about, rule->target) || check_rules (call, about, rule->target, error));
}

static gboolean
claim (const SessionActAbout *about, const StoreAct *act, GError **error)
{
  g_autoptr (ExchangeRule) rule = read_what (act);

  return check_kept (about, rule->target, error);
}

static char *
say (const StoreAct *act, SessionActDoes does)
{
  static const char *const copies[] = {
    [SESSION_ACT_MAKES] = N_ ("Forwards messages to %s and keeps a copy."),
    [SESSION_ACT_TAKES_BACK] = N_ ("Ends the forwarding of messages to %s."),
    [SESSION_ACT_STAYS] = N_ ("Messages are forwarded to %s, with a copy kept."),
    [SESSION_ACT_LATER] =
        N_ ("From the beginning of the absence, forwards messages to %s and keeps a copy."),
  };
  static const char *const moves[] = {
    [SESSION_ACT_MAKES] = N_ ("Forwards messages to %s without keeping a copy."),
    [SESSION_ACT_TAKES_BACK] = N_ ("Ends the forwarding of messages to %s."),
    [SESSION_ACT_STAYS] = N_ ("Messages are forwarded to %s, without a copy."),
    [SESSION_ACT_LATER] =
        N_ ("From the beginning of the absence, forwards messages to %s without keeping a copy."),
  };
  g_autoptr (ExchangeRule) rule = read_what (act);
  const char *words;
  g_auto (GStrv) halves = NULL;

  if (rule == NULL)
    return NULL;
  words = rule->keeps_copy ? copies[does] : moves[does];
  halves = g_strsplit (_ (words), "%s", 2);
  return g_strconcat (halves[0], rule->target, halves[1], NULL);
}

static gboolean
make (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about, StoreAct *act,
      char **ret_request_id, GError **error)
{
  g_autoptr (ExchangeRule) wanted = read_what (act);
  g_auto (DeliveryRule) rule = { .mailbox = about->mailbox, .rule = wanted };

  if (!delivery_rule_make (backend, call, &rule, ret_request_id, error))
    return FALSE;

  store_act_set (&act->remote, rule.id);
  store_act_set (&act->found, rule.print);
  return TRUE;
}

static char *
copy_known (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
take_back (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about, StoreAct *act,
           char **ret_request_id, GError **error)
{
  g_autoptr (ExchangeRule) wanted = read_what (act);
  g_auto (DeliveryRule) rule = { .mailbox = about->mailbox,
                                 .rule = wanted,
                                 .id = copy_known (act->remote),
                                 .print = copy_known (act->found) };

  return wanted == NULL || delivery_rule_remove (backend, call, &rule, ret_request_id, error);
}

const SessionActWay session_act_forward = { .kind = STORE_ACT_FORWARD,
                                            .is_wanted = is_wanted,
                                            .plan = plan,
                                            .check = check,
                                            .claim = claim,
                                            .say = say,
                                            .make = make,
                                            .take_back = take_back };
