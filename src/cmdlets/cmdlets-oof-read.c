/* cmdlets-oof-read.c - what Get-MailboxAutoReplyConfiguration gave
 *
 * Quirks: StartTime and EndTime are there, and fillers, also when nothing is scheduled. They come
 * as typed times, with the server's offset or in UTC; one without either would be the server's own
 * time, and nobody tells its zone, so it is refused instead of guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-oof-read.h"

#include "base-error.h"
#include "base-text.h"
#include "powershell-error.h"

#include <string.h>

const char *const cmdlets_mode_words[] = {
  [OOF_MODE_OFF] = "Disabled", [OOF_MODE_ON] = "Enabled", [OOF_MODE_SCHEDULED] = "Scheduled", NULL
};

const char *const cmdlets_audience_words[] = {
  [OOF_AUDIENCE_NONE] = "None", [OOF_AUDIENCE_KNOWN] = "Known", [OOF_AUDIENCE_ALL] = "All", NULL
};

static gboolean
refuse (const char *property, const char *what, GError **error)
{
  powershell_error_set_answer (error, "Get-MailboxAutoReplyConfiguration: %s: %s", property, what);
  return FALSE;
}

static gboolean
read_word (const PowershellValue *object, const char *property, const char *const *words, int *ret,
           GError **error)
{
  const char *text = powershell_value_property_text (object, property);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return refuse (property, "it is missing", error);
  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0) {
      *ret = i;
      return TRUE;
    }

  shown = base_text_for_display (text, 40);
  return refuse (property, shown, error);
}

static gboolean
has_zone (const char *text)
{
  const char *clock = strchr (text, 'T');

  return clock != NULL && strpbrk (clock, "Z+-") != NULL;
}

static GDateTime *
read_time (const PowershellValue *object, const char *property, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "cmdlets-zone" };
  const PowershellValue *value = powershell_value_property (object, property);
  GDateTime *time = value != NULL ? powershell_value_date (value, NULL) : NULL;

  if (time == NULL) {
    refuse (property, "it is no time", error);
    return NULL;
  }
  if (!has_zone (powershell_value_text (value))) {
    g_date_time_unref (time);
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "Get-MailboxAutoReplyConfiguration: %s: a time without a zone", property);
    return NULL;
  }
  return time;
}

/* A reply that is there, byte for byte; nil is an empty one. */
static const char *
read_message (const PowershellValue *object, const char *property, GError **error)
{
  const PowershellValue *value = powershell_value_property (object, property);
  PowershellKind kind = value != NULL ? powershell_value_kind (value) : POWERSHELL_LOOP;

  if (kind == POWERSHELL_STRING || kind == POWERSHELL_NIL)
    return powershell_value_text (value);

  refuse (property, value != NULL ? "it is no text" : "it is missing", error);
  return NULL;
}

OofState *
cmdlets_oof_read (const PowershellValue *object, GError **error)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  const char *inside, *outside;
  int mode, audience;

  if (!read_word (object, "AutoReplyState", cmdlets_mode_words, &mode, error) ||
      !read_word (object, "ExternalAudience", cmdlets_audience_words, &audience, error))
    return NULL;
  if (mode == OOF_MODE_SCHEDULED) {
    from = read_time (object, "StartTime", error);
    until = from != NULL ? read_time (object, "EndTime", error) : NULL;
    if (until == NULL)
      return NULL;
  }
  inside = read_message (object, "InternalMessage", error);
  outside = inside != NULL ? read_message (object, "ExternalMessage", error) : NULL;
  if (outside == NULL)
    return NULL;

  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until, inside, outside);
}
