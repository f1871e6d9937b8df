/* panel-words.c - what mailboxes and their replies are, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-words.h"

#include <glib/gi18n-lib.h>

const char *
panel_words_state (const OofState *state, GDateTime *now)
{
  if (state->mode == OOF_MODE_ON)
    return _ ("A reply goes out until somebody switches it off.");
  if (state->mode == OOF_MODE_OFF || state->from == NULL || state->until == NULL)
    return _ ("No automatic reply goes out.");
  if (g_date_time_compare (now, state->from) < 0)
    return _ ("A reply is planned; none goes out yet.");
  if (g_date_time_compare (now, state->until) < 0)
    return _ ("A reply goes out now, as planned.");
  return _ ("No reply goes out: the planned time is over.");
}

const char *
panel_words_audience (OofAudience audience)
{
  switch (audience) {
  case OOF_AUDIENCE_NONE:
    return _ ("To nobody");
  case OOF_AUDIENCE_KNOWN:
    return _ ("To the mailbox’s contacts");
  case OOF_AUDIENCE_ALL:
  default:
    return _ ("To everybody");
  }
}

const char *
panel_words_ceiling (OofAudience allowed)
{
  switch (allowed) {
  case OOF_AUDIENCE_NONE:
    return _ ("The organisation lets no reply leave.");
  case OOF_AUDIENCE_KNOWN:
    return _ ("The organisation lets replies leave to contacts only.");
  case OOF_AUDIENCE_ALL:
  default:
    return NULL;
  }
}

const char *
panel_words_home (const ExchangePerson *person)
{
  switch (person->home) {
  case EXCHANGE_HOME_HERE:
    /* Translators: badge of a mailbox on a server of the organisation's own */
    return _ ("On premises");
  case EXCHANGE_HOME_CLOUD:
    /* Translators: badge of a mailbox in Exchange Online */
    return _ ("In the cloud");
  case EXCHANGE_HOME_NONE:
  default:
    return NULL;
  }
}

/* Those of people may be disabled; nobody logs in to the others. */
static const char *
own_mailbox (const ExchangePerson *person)
{
  if (person->is_disabled)
    return _ ("Disabled");
  return person->home == EXCHANGE_HOME_CLOUD ? panel_words_home (person) : NULL;
}

const char *
panel_words_kind (const ExchangePerson *person)
{
  switch (person->kind) {
  case EXCHANGE_PERSON_SHARED:
    /* Translators: badge of a shared mailbox */
    return _ ("Shared");
  case EXCHANGE_PERSON_ROOM:
    return _ ("Room");
  case EXCHANGE_PERSON_EQUIPMENT:
    return _ ("Equipment");
  case EXCHANGE_PERSON_LINKED:
    /* Translators: badge of a mailbox whose owner logs in from another forest */
    return _ ("Linked");
  case EXCHANGE_PERSON_GROUP:
    return _ ("Group");
  case EXCHANGE_PERSON_CONTACT:
    return _ ("Contact");
  case EXCHANGE_PERSON_USER:
  case EXCHANGE_PERSON_MAIL_USER:
  case EXCHANGE_PERSON_ACCOUNT:
  default:
    return own_mailbox (person);
  }
}
