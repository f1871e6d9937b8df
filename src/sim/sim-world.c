/* sim-world.c - everything that the simulated organisation is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-world.h"

#include "sim-replies.h"
#include "sim-rules.h"

static const SimEdition exchange_2016 = { 15,   1,     2507, 6, "V2017_07_11", "V2017_07_11",
                                          TRUE, FALSE, FALSE };
static const SimEdition exchange_2010 = {
  14, 3, 123, 4, "Exchange2010_SP2", "Exchange2010_SP2", FALSE, TRUE, TRUE
};

static gint64
shifted_now_us (gpointer data)
{
  return g_get_real_time () + *(gint64 *) data;
}

static void
free_hours (gpointer data)
{
  SimHours *hours = data;

  g_free (hours->zone);
  g_free (hours);
}

SimWorld *
sim_world_new (const SimOptions *options)
{
  SimWorld *self = g_new0 (SimWorld, 1);

  self->options = options;
  self->edition = options->character == SIM_CHARACTER_OLD ? &exchange_2010 : &exchange_2016;
  self->people = sim_people_new ((guint) options->people, (guint64) options->seed);
  if (options->is_hybrid)
    sim_people_spread (self->people, (guint) options->cloud_only);
  self->accounts = sim_accounts_new (self->people);
  self->faults = sim_faults_new ();
  self->calendar = sim_calendar_new ();
  self->counters = sim_counters_new ((guint) options->log_bodies);
  sim_organization_init (&self->organization);
  self->written = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) oof_state_unref);
  self->zones = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->objects =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  self->hours = g_hash_table_new_full (NULL, NULL, NULL, free_hours);
  self->inboxes = sim_rules_new_inboxes ();
  self->clock_offset_us = options->clock_offset_us;
  self->clock = (BaseClock){ shifted_now_us, &self->clock_offset_us };
  self->born_s = self->clock.now_us (self->clock.data) / G_USEC_PER_SEC;
  self->tokens = sim_tokens_new (options, &self->clock);
  self->directory = sim_ldap_tree_new (self->people, self->born_s);
  return self;
}

void
sim_world_free (SimWorld *self)
{
  if (self == NULL)
    return;

  sim_ldap_tree_free (self->directory);
  sim_people_free (self->people);
  sim_accounts_free (self->accounts);
  sim_faults_free (self->faults);
  sim_counters_free (self->counters);
  sim_calendar_free (self->calendar);
  sim_organization_clear (&self->organization);
  sim_tokens_free (self->tokens);
  g_hash_table_unref (self->written);
  g_hash_table_unref (self->zones);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->hours);
  g_hash_table_unref (self->inboxes);
  g_free (self);
}

GDateTime *
sim_world_now (const SimWorld *self)
{
  return base_clock_now (&self->clock);
}

void
sim_world_set_now (SimWorld *self, GDateTime *now)
{
  self->clock_offset_us = g_date_time_to_unix (now) * G_USEC_PER_SEC - g_get_real_time ();
}

OofState *
sim_world_read (const SimWorld *self, guint person)
{
  OofState *state = g_hash_table_lookup (self->written, GUINT_TO_POINTER (person));
  g_autoptr (GDateTime) born = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (state != NULL)
    return oof_state_ref (state);

  born = g_date_time_new_from_unix_utc (self->born_s);
  now = sim_world_now (self);
  return sim_reply_at_first (self->people, person, born, now);
}

void
sim_world_write (SimWorld *self, guint person, OofState *state)
{
  g_hash_table_insert (self->written, GUINT_TO_POINTER (person), oof_state_ref (state));
}

const char *
sim_world_zone (const SimWorld *self, guint person)
{
  const char *zone = g_hash_table_lookup (self->zones, GUINT_TO_POINTER (person));

  return zone != NULL ? zone : sim_people_zone (self->people, person);
}

void
sim_world_set_zone (SimWorld *self, guint person, const char *zone)
{
  g_hash_table_insert (self->zones, GUINT_TO_POINTER (person), g_strdup (zone));
}

SimHours
sim_world_hours (const SimWorld *self, guint person)
{
  const SimHours *set = g_hash_table_lookup (self->hours, GUINT_TO_POINTER (person));
  SimHours hours = { 0x1f, 8 * 60, 17 * 60, (char *) "" };

  if (set != NULL)
    hours = *set;
  if (*hours.zone == '\0')
    hours.zone = (char *) sim_world_zone (self, person);
  return hours;
}

void
sim_world_set_hours (SimWorld *self, guint person, const SimHours *hours)
{
  SimHours *kept = g_new (SimHours, 1);

  *kept = *hours;
  kept->zone = g_strdup (hours->zone);
  g_hash_table_insert (self->hours, GUINT_TO_POINTER (person), kept);
}
