/* session-act-tell.c - mails to the person, the substitute and the manager when an absence begins
 *
 * The type of the absence is told to nobody: that somebody is ill is their own affair.
 *
 * Nobody can look up whether a mail was handed in. When the process died meanwhile, or the server
 * did not say, it is handed in once more, with the same Message-ID and date: mail servers know it
 * again (Exchange throws such a second copy away), and nobody is forgotten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-tell.h"

#include "base-error.h"
#include "base-fault.h"
#include "base-zone.h"
#include "session-directory.h"
#include "session-mail.h"
#include "session-org-private.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define ID_CHARS 32

static OofTellWhom
whom_of (const StoreAct *act)
{
  return (OofTellWhom) (OOF_TELL_USER + (act->kind - STORE_ACT_TELL_USER));
}

static gboolean
is_user_wanted (const OofItem *item)
{
  return oof_item_parts (item)->tell[OOF_TELL_USER].is_told;
}

static gboolean
is_substitute_wanted (const OofItem *item)
{
  return oof_item_parts (item)->tell[OOF_TELL_SUBSTITUTE].is_told;
}

static gboolean
is_manager_wanted (const OofItem *item)
{
  return oof_item_parts (item)->tell[OOF_TELL_MANAGER].is_told;
}

static gboolean
refuse (GError **error, BaseErrorCode code, const char *reason, const char *object,
        const char *message)
{
  const BaseErrorFacts facts = { .reason = reason, .object = object };

  base_error_set_facts (error, code, &facts, "%s", message);
  return FALSE;
}

/* What the mail is called: no other one is, and the same one always. Caller frees. */
static char *
make_id (const SessionActAbout *about, const StoreAct *act)
{
  g_autofree char *words = g_strdup_printf (
      "%s\n%s\n%s\n%s\n%s\n%" G_GINT64_FORMAT, session_org_profile (about->org)->id, act->mailbox,
      act->item, store_act_kinds[act->kind], act->what, act->away_from_s);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);

  return g_strndup (digest, ID_CHARS);
}

/* The word for whom; another substitute is another mail. */
static gboolean
plan (const SessionActAbout *about, StoreAct *act, GError **error)
{
  OofTellWhom whom = whom_of (act);
  g_autofree char *id = NULL;

  store_act_set (&act->what, whom == OOF_TELL_SUBSTITUTE ? oof_item_parts (about->item)->substitute
                                                         : oof_tell_names[whom]);
  store_act_set (&act->mark, oof_tell_names[whom]);
  id = make_id (about, act);
  store_act_set (&act->remote, id);
  return TRUE;
}

/* Borrowed; NULL: the plan does not know them. */
static const ExchangePerson *
find_person (const SessionActAbout *about, const char *name)
{
  const SessionRoster *roster = session_plan_roster (about->plan);
  guint32 person = session_roster_find (roster, name);

  return person != SESSION_ROSTER_NOBODY ? session_roster_person (roster, person) : NULL;
}

/* As the directory has it now, and where there is none, as the person was listed. NULL with or
 * without an error. */
static const ExchangePerson *
find_manager (BaseCall *call, const SessionActAbout *about, GError **error)
{
  static const char *const wanted[] = { "manager", NULL };
  SessionDirectory *directory = session_org_directory (about->org);
  const SessionRoster *roster = session_plan_roster (about->plan);
  const ExchangePerson *person = session_roster_person (roster, about->person);
  g_autoptr (GHashTable) fields = NULL;
  const char *dn;

  if (directory == NULL || *person->dn == '\0') {
    guint32 manager = session_roster_manager (roster, about->person);

    return manager != SESSION_ROSTER_NOBODY ? session_roster_person (roster, manager) : NULL;
  }
  fields = session_directory_fields (directory, call, person, wanted, error);
  dn = fields != NULL ? g_hash_table_lookup (fields, "manager") : NULL;
  return dn != NULL ? find_person (about, dn) : NULL;
}

/* Who gets it; borrowed. NULL with an error. */
static const ExchangePerson *
find_reader (BaseCall *call, const SessionActAbout *about, const StoreAct *act, GError **error)
{
  const ExchangePerson *reader = NULL;
  g_autoptr (GError) problem = NULL;

  switch (whom_of (act)) {
  case OOF_TELL_USER:
    reader = session_roster_person (session_plan_roster (about->plan), about->person);
    break;
  case OOF_TELL_SUBSTITUTE:
    reader = find_person (about, act->what);
    break;
  default:
    reader = find_manager (call, about, &problem);
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (reader == NULL || *reader->mail == '\0')
    refuse (error, BASE_ERROR_NOT_FOUND, "tell-nobody", act->what, "nobody knows their address");
  else
    return reader;
  return NULL;
}

static gboolean
check (BaseCall *call, const SessionActAbout *about, const StoreAct *act, GError **error)
{
  SessionCore *core = session_org_core (about->org);

  if (core == NULL || !session_mail_is_on (core))
    return refuse (error, BASE_ERROR_UNSUPPORTED, "mail-off", NULL, "no mail server is set");
  return find_reader (call, about, act, error) != NULL;
}

static char *
say (const StoreAct *act, SessionActDoes does)
{
  static const char *const sentences[OOF_N_TELL][3] = {
    [OOF_TELL_USER] = { N_ ("Tells the person by mail that the absence has begun."),
                        N_ ("The person has been told by mail."),
                        N_ ("Tells the person by mail when the absence begins.") },
    [OOF_TELL_SUBSTITUTE] = { N_ ("Tells the substitute by mail that the absence has begun."),
                              N_ ("The substitute has been told by mail."),
                              N_ ("Tells the substitute by mail when the absence begins.") },
    [OOF_TELL_MANAGER] = { N_ ("Tells the manager by mail that the absence has begun."),
                           N_ ("The manager has been told by mail."),
                           N_ ("Tells the manager by mail when the absence begins.") },
  };
  guint which = does == SESSION_ACT_LATER ? 2 : does == SESSION_ACT_MAKES ? 0 : 1;

  return g_strdup (_ (sentences[whom_of (act)][which]));
}

static gint64
to_local (GTimeZone *zone, gint64 instant_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_s);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? instant_s + g_date_time_get_utc_offset (local) / G_USEC_PER_SEC
                       : instant_s;
}

/* "Mon 3 May 2027 – Fri 7 May 2027", on the clocks of the mailbox. Caller frees. */
static char *
say_span (const SessionActAbout *about)
{
  const char *name = session_roster_zone (session_plan_roster (about->plan), about->person);
  g_autoptr (GTimeZone) zone = base_zone_new (*name != '\0' ? name : "UTC", NULL);
  const OofSlot *slot = about->slot;
  gint64 until_s = slot->away_until_s;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  if (until_s != OOF_OPEN_END)
    until_s = to_local (zone, until_s);
  return session_words_span (to_local (zone, slot->away_from_s), until_s,
                             oof_when_parts (oof_item_parts (about->item)->when)->is_all_day);
}

/* Sentences that every reader gets but the substitute, who knows. Caller frees. */
static char *
say_substitute (const SessionActAbout *about)
{
  const char *name = oof_item_parts (about->item)->substitute;
  const ExchangePerson *substitute = *name != '\0' ? find_person (about, name) : NULL;

  if (substitute == NULL)
    return g_strdup (_ ("No substitute is named."));
  /* Translators: a name and an address */
  return g_strdup_printf (_ ("The substitute is %s (%s)."), substitute->name, substitute->mail);
}

static char *
write_text (const SessionActAbout *about, OofTellWhom whom, const char *name, const char *span)
{
  g_autofree char *substitute = whom != OOF_TELL_SUBSTITUTE
                                    ? say_substitute (about)
                                    : g_strdup (_ ("You are named as the substitute."));
  g_autofree char *first = NULL;

  if (whom == OOF_TELL_USER)
    /* Translators: %s is from when until when */
    first = g_strdup_printf (_ ("Your absence has begun: %s. Your automatic reply is set."), span);
  else
    /* Translators: a name, and from when until when */
    first = g_strdup_printf (_ ("%s is away: %s."), name, span);
  return g_strdup_printf ("%s\n\n%s\n\n-- \n%s\n", first, substitute,
                          _ ("Sent by Absentia, which sets the automatic replies of your "
                             "organisation."));
}

static gboolean
make (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about, StoreAct *act,
      char **ret_request_id, GError **error)
{
  const ExchangePerson *person =
      session_roster_person (session_plan_roster (about->plan), about->person);
  const ExchangePerson *reader = NULL;
  g_autofree char *span = say_span (about);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  const char *to[2] = { NULL };
  gboolean is_sent;

  reader = find_reader (call, about, act, error);
  if (reader == NULL)
    return FALSE;

  to[0] = reader->mail;
  text = write_text (about, whom_of (act), person->name, span);
  if (whom_of (act) == OOF_TELL_USER)
    subject = g_strdup (_ ("Your absence has begun"));
  else
    /* Translators: the subject of a mail; a name */
    subject = g_strdup_printf (_ ("%s is away"), person->name);
  is_sent = session_mail_send (
      session_org_core (about->org), call,
      &(SessionMail){
          .to = to, .subject = subject, .text = text, .id = act->remote, .at_s = about->begun_s },
      error);
  base_fault ("mail-sent");
  return is_sent;
}

const SessionActWay session_act_tell_user = { .kind = STORE_ACT_TELL_USER,
                                              .stays = TRUE,
                                              .is_wanted = is_user_wanted,
                                              .plan = plan,
                                              .check = check,
                                              .say = say,
                                              .make = make };

const SessionActWay session_act_tell_substitute = { .kind = STORE_ACT_TELL_SUBSTITUTE,
                                                    .stays = TRUE,
                                                    .is_wanted = is_substitute_wanted,
                                                    .plan = plan,
                                                    .check = check,
                                                    .say = say,
                                                    .make = make };

const SessionActWay session_act_tell_manager = { .kind = STORE_ACT_TELL_MANAGER,
                                                 .stays = TRUE,
                                                 .is_wanted = is_manager_wanted,
                                                 .plan = plan,
                                                 .check = check,
                                                 .say = say,
                                                 .make = make };
