/* session-defaults.c - what is used where nobody says otherwise
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-defaults.h"

#include "base-error.h"
#include "base-locale.h"
#include "session-core-private.h"
#include "session-engine.h"
#include "store-setting.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MOST_SPAN_S (366 * (gint64) 86400)
#define NO_HOURS "none"

const char *const session_default_names[] = {
  [SESSION_DEFAULT_INTERVAL] = "engine.interval",
  [SESSION_DEFAULT_QUIET] = "engine.quiet-hours",
  [SESSION_DEFAULT_DRIFT] = "engine.drift",
  [SESSION_DEFAULT_OWN] = "items.own-reply",
  [SESSION_DEFAULT_REPEAT] = "items.repeat-days",
  [SESSION_DEFAULT_OUTSIDE] = "forward.outside",
  [SESSION_DEFAULT_ZONE] = "items.zone",
  [SESSION_DEFAULT_WEEK] = "calendar.first-day",
  [SESSION_DEFAULT_HOLIDAYS] = "items.holidays",
  [SESSION_DEFAULT_LANGUAGE] = "items.language",
  [SESSION_DEFAULT_ORGANISATION_NAME] = "organisation.name",
  [SESSION_DEFAULT_ORGANISATION_PHONE] = "organisation.phone",
  [SESSION_DEFAULT_ORGANISATION_EMERGENCY] = "organisation.emergency",
  NULL
};

const char *const session_default_zones[] = { "mailbox", "computer", NULL };
const char *const session_default_weeks[] = { "country", "monday", "saturday", "sunday", NULL };

gboolean
session_default_take_span (const char *text, gint64 *ret_s)
{
  static const struct
  {
    char unit;
    gint64 seconds;
  } units[] = { { '\0', 1 }, { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
  char *end = NULL;
  gint64 n = g_ascii_strtoll (text, &end, 10);

  if (end == text || n <= 0 || n > MOST_SPAN_S || (*end != '\0' && end[1] != '\0'))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (*end == units[i].unit && n * units[i].seconds <= MOST_SPAN_S) {
      *ret_s = n * units[i].seconds;
      return TRUE;
    }
  return FALSE;
}

gboolean
session_default_take_quiet (const char *text, SessionQuiet *ret)
{
  guint hours[2];
  guint minutes[2];
  int n = 0;

  if (sscanf (text, "%2u:%2u-%2u:%2u%n", &hours[0], &minutes[0], &hours[1], &minutes[1], &n) != 4 ||
      text[n] != '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    if (hours[i] > 23 || minutes[i] > 59)
      return FALSE;

  ret->from_min = hours[0] * 60 + minutes[0];
  ret->until_min = hours[1] * 60 + minutes[1];
  return TRUE;
}

static gboolean
take_interval (const char *text, SessionDefaults *into)
{
  return session_default_take_span (text, &into->interval_s) &&
         into->interval_s >= SESSION_ENGINE_LEAST_INTERVAL_S;
}

static gboolean
take_quiet (const char *text, SessionDefaults *into)
{
  return g_str_equal (text, NO_HOURS) || session_default_take_quiet (text, &into->quiet);
}

static int
find_word (const char *const *words, const char *text)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      return i;
  return -1;
}

static gboolean
take_drift (const char *text, SessionDefaults *into)
{
  int word = find_word (session_drift_policy_names, text);

  into->drift = word >= 0 ? (SessionDriftPolicy) word : SESSION_DRIFT_LEAVE;
  return word >= 0;
}

static gboolean
take_own (const char *text, SessionDefaults *into)
{
  int word = find_word (oof_own_names, text);

  into->own = word >= 0 ? (OofOwn) word : (OofOwn) 0;
  return word >= 0;
}

static gboolean
take_repeat (const char *text, SessionDefaults *into)
{
  guint64 days = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, OOF_ITEM_MOST_REPEAT_DAYS, &days, NULL))
    return FALSE;
  into->repeat_days = (guint) days;
  return TRUE;
}

static gboolean
take_outside (const char *text, SessionDefaults *into)
{
  into->forwards_outside = g_str_equal (text, "on");
  return into->forwards_outside || g_str_equal (text, "off");
}

static gboolean
take_zone (const char *text, SessionDefaults *into)
{
  static const OofZoneKind kinds[] = { OOF_IN_MAILBOX_ZONE, OOF_IN_COMPUTER_ZONE };
  int word = find_word (session_default_zones, text);

  into->zone = kinds[MAX (word, 0)];
  return word >= 0;
}

static gboolean
take_week (const char *text, SessionDefaults *into)
{
  static const GDateWeekday days[] = { G_DATE_BAD_WEEKDAY, G_DATE_MONDAY, G_DATE_SATURDAY,
                                       G_DATE_SUNDAY };
  int word = find_word (session_default_weeks, text);

  into->first_weekday = days[MAX (word, 0)];
  return word >= 0;
}

/* A line that people read. */
static gboolean
take_line (const char *text, char *line)
{
  if (strlen (text) > SESSION_LINE_MOST_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;
  g_strlcpy (line, text, SESSION_LINE_MOST_BYTES + 1);
  g_strstrip (line);
  return TRUE;
}

static gboolean
take_holidays (const char *text, SessionDefaults *into)
{
  return take_line (text, into->common.holidays);
}

static gboolean
take_language (const char *text, SessionDefaults *into)
{
  return take_line (text, into->common.language) &&
         (*text == '\0' || base_locale_is_known (into->common.language));
}

static gboolean
take_name (const char *text, SessionDefaults *into)
{
  return take_line (text, into->common.organisation[0]);
}

static gboolean
take_phone (const char *text, SessionDefaults *into)
{
  return take_line (text, into->common.organisation[1]);
}

static gboolean
take_emergency (const char *text, SessionDefaults *into)
{
  return take_line (text, into->common.organisation[2]);
}

gboolean
session_common_equal (const SessionCommon *one, const SessionCommon *other)
{
  for (guint i = 0; i < SESSION_N_ORGANISATION; i++)
    if (strcmp (one->organisation[i], other->organisation[i]) != 0)
      return FALSE;
  return strcmp (one->holidays, other->holidays) == 0 &&
         strcmp (one->language, other->language) == 0;
}

static const struct
{
  const char *usual;
  gboolean (*take) (const char *text, SessionDefaults *into); /* FALSE: it cannot be understood */
  const char *takes;
} rows[SESSION_N_DEFAULTS] = {
  [SESSION_DEFAULT_INTERVAL] = { "24h", take_interval,
                                 N_ ("engine.interval takes a time such as 15m, 24h or 7d, of a "
                                     "minute at least") },
  [SESSION_DEFAULT_QUIET] = { NO_HOURS, take_quiet,
                              N_ ("engine.quiet-hours takes times of day such as 22:00-06:00, or "
                                  "none") },
  [SESSION_DEFAULT_DRIFT] = { "leave", take_drift,
                              N_ ("engine.drift takes leave, ask or re-apply") },
  [SESSION_DEFAULT_OWN] = { "leave", take_own,
                            N_ ("items.own-reply takes leave, after, replace-restore, replace or "
                                "ask") },
  [SESSION_DEFAULT_REPEAT] = { "0", take_repeat,
                               N_ ("items.repeat-days takes a number of days; 0: as Exchange "
                                   "does") },
  [SESSION_DEFAULT_OUTSIDE] = { "off", take_outside, N_ ("forward.outside takes on or off") },
  [SESSION_DEFAULT_ZONE] = { "mailbox", take_zone, N_ ("items.zone takes mailbox or computer") },
  [SESSION_DEFAULT_WEEK] = { "country", take_week,
                             N_ ("calendar.first-day takes country, monday, saturday or "
                                 "sunday") },
  [SESSION_DEFAULT_HOLIDAYS] = { "", take_holidays,
                                 N_ ("items.holidays takes the name of a calendar") },
  [SESSION_DEFAULT_LANGUAGE] = { "", take_language,
                                 N_ ("items.language takes a language such as en or de") },
  [SESSION_DEFAULT_ORGANISATION_NAME] = { "", take_name,
                                          N_ ("organisation.name takes one line of at most 200 "
                                              "bytes") },
  [SESSION_DEFAULT_ORGANISATION_PHONE] = { "", take_phone,
                                           N_ ("organisation.phone takes one line of at most 200 "
                                               "bytes") },
  [SESSION_DEFAULT_ORGANISATION_EMERGENCY] = { "", take_emergency,
                                               N_ ("organisation.emergency takes one line of at "
                                                   "most 200 bytes") },
};

char *
session_default_get (SessionCore *core, SessionDefault which, gboolean *ret_is_set, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text =
      store_setting_get (session_core_db (core), session_default_names[which], &problem);
  SessionDefaults unused;
  gboolean is_set = text != NULL && rows[which].take (text, &unused);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (ret_is_set != NULL)
    *ret_is_set = is_set;
  return is_set ? g_steal_pointer (&text) : g_strdup (rows[which].usual);
}

gboolean
session_default_set (SessionCore *core, SessionDefault which, const char *text, GError **error)
{
  const BaseErrorFacts facts = { .reason = "bad-setting" };
  g_autofree char *kept = NULL;
  SessionDefaults unused;

  if (text != NULL && !rows[which].take (text, &unused)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", _ (rows[which].takes));
    return FALSE;
  }
  kept = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  return store_setting_set (session_core_db (core), session_default_names[which], kept, error);
}

gboolean
session_defaults_load (SessionCore *core, SessionDefaults *ret, GError **error)
{
  SessionDefaults defaults = { 0 };

  for (guint i = 0; i < SESSION_N_DEFAULTS; i++) {
    g_autofree char *text = session_default_get (core, (SessionDefault) i, NULL, error);

    if (text == NULL)
      return FALSE;
    rows[i].take (text, &defaults);
  }
  *ret = defaults;
  return TRUE;
}
