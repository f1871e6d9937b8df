/* expand.c - reads recurrences and clock times a line each, and writes what the program makes of
 * them
 *
 *   rule START RRULE UNTIL   its days before UNTIL, on one line; "refused REASON" when it is not
 * taken instant ZONE TIME        seconds since 1970 UTC of a time on the wall wall ZONE SECONDS and
 * the other way round
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../oof/expand.h"
#include "base-error.h"

#include <stdio.h>

static gboolean
print_day_cb (const OofOccurrence *occurrence, gpointer data)
{
  g_autofree char *day = oof_date_format (occurrence->day);

  printf ("%s ", day);
  return TRUE;
}

static void
print_rule (char **words)
{
  g_autofree char *span = g_strdup_printf ("%sT00:00..%sT12:00", words[1], words[1]);
  g_autofree char *rule = g_strconcat ("rule=", words[2], NULL);
  char *options[] = { span, rule, NULL };
  Expand expand;
  gboolean is_date;

  expand_make (options, &expand);
  if (expand.when != NULL) {
    OofPlace place = expand_place (&expand);

    oof_when_each (expand.when, &place, G_MININT64, expand_local (words[3], &is_date), print_day_cb,
                   NULL);
    printf ("\n");
  } else {
    printf ("refused %s\n", base_error_facts (expand.error)->reason);
  }
  expand_clear (&expand);
}

/* One zone, without its clock changes at hand and with all of them: the answers have to be the
 * same. */
typedef struct
{
  char *name;
  OofZone *far;
  OofZone *near;
} Zone;

static void
clear_zone (Zone *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->far, oof_zone_unref);
  g_clear_pointer (&self->near, oof_zone_unref);
}

static void
choose_zone (Zone *self, const char *name)
{
  g_autoptr (GTimeZone) tz = base_zone_new (name, NULL);

  if (g_strcmp0 (self->name, name) == 0)
    return;

  clear_zone (self);
  self->name = g_strdup (name);
  self->far = oof_zone_new (tz, 0, 0);
  self->near = oof_zone_new (tz, G_MININT32, (gint64) 200 * 366 * OOF_DAY_S);
}

static void
print_time (const Zone *zone, char **words)
{
  gboolean is_instant = g_str_equal (words[0], "instant");
  gboolean is_date;
  gint64 given_s =
      is_instant ? expand_local (words[2], &is_date) : g_ascii_strtoll (words[2], NULL, 10);
  gint64 far = is_instant ? oof_zone_to_instant (zone->far, given_s)
                          : oof_zone_to_local (zone->far, given_s);
  gint64 near = is_instant ? oof_zone_to_instant (zone->near, given_s)
                           : oof_zone_to_local (zone->near, given_s);

  g_assert_cmpint (far, ==, near);
  printf ("%" G_GINT64_FORMAT "\n", far);
}

int
main (void)
{
  char line[4096];
  Zone zone = { 0 };

  while (fgets (line, sizeof line, stdin) != NULL) {
    g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);

    if (g_str_equal (words[0], "rule")) {
      print_rule (words);
    } else {
      choose_zone (&zone, words[1]);
      print_time (&zone, words);
    }
  }
  clear_zone (&zone);
  return 0;
}
