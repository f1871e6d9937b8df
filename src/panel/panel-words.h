/* panel-words.h - what mailboxes and their replies are, in words. Pure; translated; main thread. */
#pragma once

#include "exchange-person.h"
#include "oof-state.h"

/* "A reply goes out now, as scheduled." Static. */
const char *panel_words_state (const OofState *state, GDateTime *now);

/* "To everybody", for the row "Replies outside the organisation". Static. */
const char *panel_words_audience (OofAudience audience);

/* "The organisation lets replies go to contacts only." NULL when everything is allowed. Static. */
const char *panel_words_ceiling (OofAudience allowed);

/* "Room", "In the cloud", "Disabled"; NULL for somebody's own mailbox here, which needs no word.
 * Static. */
const char *panel_words_kind (const ExchangePerson *person);
/* Where their mailbox is; NULL when that is not known. */
const char *panel_words_home (const ExchangePerson *person);
