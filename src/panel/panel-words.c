/* panel-words.c - a mailbox's automatic reply in whole sentences
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
