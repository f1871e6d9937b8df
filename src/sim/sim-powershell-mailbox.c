/* sim-powershell-mailbox.c - the cmdlets that are about one mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-run.h"

#include "base-time.h"

#include <string.h>

#define SYSTEM "Microsoft.Exchange.Data.Directory.SystemConfiguration."
#define STORAGE "Microsoft.Exchange.Data.Storage.Management."
#define HOUR_S 3600

guint
sim_run_find_named (SimRun *run, const char *parameter)
{
  const char *identity = sim_pipeline_argument (run->pipeline, parameter);
  guint person = identity != NULL ? sim_people_find (run->world->people, identity) : SIM_NOBODY;

  if (identity == NULL)
    sim_run_fail (run, "ParameterBindingException", SIM_INVALID_ARGUMENT,
                  "Cannot process command because of one or more missing mandatory parameters.");
  else if (person == SIM_NOBODY || (run->roles == SIM_ROLES_OWN && person != run->caller)) {
    sim_run_not_found (run, identity);
    return SIM_NOBODY;
  }
  return person;
}

/* The mailbox that is named, or SIM_NOBODY with an error. */
static guint
find_mailbox (SimRun *run)
{
  return sim_run_find_named (run, "Identity");
}

void
sim_run_get_association (SimRun *run)
{
  const char *policy = run->world->organization.policy;
  guint person = find_mailbox (run);
  SimThing *thing;

  if (person == SIM_NOBODY)
    return;

  thing = sim_thing_new (SYSTEM "ThrottlingPolicyAssociation",
                         sim_people_address (run->world->people, person));
  sim_thing_place (thing, "ObjectId", sim_people_address (run->world->people, person));
  sim_thing_place (thing, "ThrottlingPolicyId",
                   person == SIM_ADMIN && *policy != '\0' ? policy : NULL);
  sim_run_add (run, thing);
}

static const char *const states[] = { "Disabled", "Enabled", "Scheduled", NULL };
static const char *const audiences[] = { "None", "Known", "All", NULL };

/* Outside a schedule there is a window all the same: the day from this hour on. */
static void
add_window (SimRun *run, SimThing *thing, const OofState *state)
{
  g_autoptr (GDateTime) now = sim_world_now (run->world);
  gint64 hour_s = g_date_time_to_unix (now) / HOUR_S * HOUR_S;
  g_autoptr (GDateTime) hour = g_date_time_new_from_unix_utc (hour_s);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (hour, 1);

  sim_thing_date (thing, "StartTime", state->from != NULL ? state->from : hour);
  sim_thing_date (thing, "EndTime", state->until != NULL ? state->until : tomorrow);
}

void
sim_run_get_reply (SimRun *run)
{
  guint person = find_mailbox (run);
  g_autoptr (OofState) state = NULL;
  SimThing *thing;

  if (person == SIM_NOBODY)
    return;

  state = sim_world_read (run->world, person);
  thing = sim_thing_new (STORAGE "MailboxAutoReplyConfiguration",
                         STORAGE "MailboxAutoReplyConfiguration");
  sim_thing_word (thing, "AutoReplyState", "Microsoft.Exchange.InfoWorker.Common.OOF.OofState",
                  states[state->mode], (int) state->mode);
  sim_thing_word (thing, "ExternalAudience",
                  "Microsoft.Exchange.InfoWorker.Common.OOF.ExternalAudience",
                  audiences[state->audience], (int) state->audience);
  add_window (run, thing, state);
  sim_thing_text (thing, "InternalMessage", state->inside);
  sim_thing_text (thing, "ExternalMessage", state->outside);
  sim_thing_place (thing, "MailboxOwnerId", sim_people_address (run->world->people, person));
  sim_run_add (run, thing);
}

/* The place of an argument's word in names; before when it is not given; -1 with an error. */
static int
take_word (SimRun *run, const char *name, const char *const *names, int before)
{
  const char *word = sim_pipeline_argument (run->pipeline, name);

  if (word == NULL)
    return before;
  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], word) == 0)
      return i;

  sim_run_fail (run, "ParameterBindingException", SIM_INVALID_ARGUMENT,
                "Cannot convert value to type.");
  return -1;
}

/* A time as text would be read in the culture and the zone of the server: nobody should send one.
 */
static gboolean
take_date (SimRun *run, const char *name, GDateTime *before, GDateTime **ret)
{
  const char *text = sim_pipeline_argument (run->pipeline, name);

  if (text == NULL) {
    *ret = before != NULL ? g_date_time_ref (before) : NULL;
    return TRUE;
  }
  *ret = strcmp (sim_pipeline_argument_tag (run->pipeline, name), "DT") == 0
             ? base_time_parse (text, NULL, NULL)
             : NULL;
  if (*ret == NULL)
    sim_run_fail (run, "ParameterBindingException", SIM_INVALID_ARGUMENT,
                  "Cannot convert value to type System.DateTime.");
  return *ret != NULL;
}

/* The administrator's roles may write to one department only. */
static gboolean
is_in_scope (SimRun *run, guint person)
{
  const char *department = run->world->options->department;

  if (run->caller != SIM_ADMIN || department == NULL ||
      strcmp (sim_people_department (run->world->people, person), department) == 0)
    return TRUE;

  sim_run_complain (run, "ADScopeException",
                    "The mailbox isn't within your current write scopes. Can't perform save "
                    "operation.");
  return FALSE;
}

static const char *
take_text (SimRun *run, const char *name, const char *before)
{
  const char *text = sim_pipeline_argument (run->pipeline, name);

  return text != NULL ? text : before;
}

static gboolean
is_confirmed (SimRun *run)
{
  const char *confirm = sim_pipeline_argument (run->pipeline, "Confirm");

  if (g_strcmp0 (confirm, "false") == 0)
    return TRUE;

  sim_run_fail (run, "HostException", SIM_INVALID_ARGUMENT,
                "Cannot invoke this function because the current host does not implement it.");
  return FALSE;
}

static gboolean
is_window (SimRun *run, GDateTime *from, GDateTime *until)
{
  if (from != NULL && until != NULL && g_date_time_compare (from, until) < 0)
    return TRUE;

  sim_run_complain (run, "InvalidScheduledOofDuration",
                    "The end time must be later than the start time.");
  return FALSE;
}

/* What is given over what was there; NULL with an error. */
static OofState *
merge (SimRun *run, const OofState *before)
{
  int mode = take_word (run, "AutoReplyState", states, (int) before->mode);
  int audience =
      mode >= 0 ? take_word (run, "ExternalAudience", audiences, (int) before->audience) : -1;
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;

  if (audience < 0 || !is_confirmed (run) || !take_date (run, "StartTime", before->from, &from) ||
      !take_date (run, "EndTime", before->until, &until) ||
      (mode == OOF_MODE_SCHEDULED && !is_window (run, from, until)))
    return NULL;

  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until,
                        take_text (run, "InternalMessage", before->inside),
                        take_text (run, "ExternalMessage", before->outside));
}

void
sim_run_set_reply (SimRun *run)
{
  guint person = find_mailbox (run);
  g_autoptr (OofState) before = NULL;
  g_autoptr (OofState) after = NULL;

  if (person == SIM_NOBODY || !is_in_scope (run, person))
    return;

  before = sim_world_read (run->world, person);
  after = merge (run, before);
  if (after == NULL)
    return;

  sim_world_write (run->world, person, after);
  sim_counters_written (run->world->counters, person);
}

void
sim_run_get_regional (SimRun *run)
{
  guint person = find_mailbox (run);
  SimThing *thing;

  if (person == SIM_NOBODY)
    return;

  thing = sim_thing_new (STORAGE "MailboxRegionalConfiguration",
                         sim_people_address (run->world->people, person));
  sim_thing_text (thing, "Language", "en-US");
  sim_thing_text (thing, "DateFormat", "M/d/yyyy");
  sim_thing_text (thing, "TimeFormat", "h:mm tt");
  sim_thing_place (thing, "TimeZone", sim_people_zone (run->world->people, person));
  sim_run_add (run, thing);
}
