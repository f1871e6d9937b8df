/* sim-powershell-cmdlets.c - what cmdlets do
 *
 * The administrator has the roles of an organisation's manager; everybody else may only look at and
 * set what is their own, and does not even see the other cmdlets: that is how Exchange hides what a
 * role does not hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-cmdlets.h"

#include "base-time.h"

#include <string.h>

#define TYPES "Microsoft.Exchange.Data.Directory."
#define SYSTEM TYPES "SystemConfiguration."
#define NOT_FOUND 13
#define INVALID_ARGUMENT 5
#define PARSER_ERROR 17

typedef struct
{
  SimWorld *world;
  guint caller;
  const SimPipeline *pipeline;
  SimCmdletResult *result;
} Run;

static void
add (Run *run, SimThing *thing)
{
  g_ptr_array_add (run->result->objects, sim_thing_finish (thing));
}

static void
fail (Run *run, const char *exception, int category, const char *words)
{
  run->result->failure = sim_error_record (exception, category, words);
}

/* An error that does not end the pipeline, as most of Exchange's. */
static void
complain (Run *run, const char *exception, int category, const char *words)
{
  run->result->problem = sim_error_record (exception, category, words);
}

static void
not_found (Run *run, const char *identity)
{
  g_autofree char *words = g_strdup_printf (
      "The operation couldn't be performed because object '%s' couldn't be found on "
      "'dc1.corp.example'.",
      identity);

  complain (run, "ManagementObjectNotFoundException", NOT_FOUND, words);
}

static void
get_server (Run *run)
{
  const SimEdition *edition = run->world->edition;
  const char *identity = sim_pipeline_argument (run->pipeline, "Identity");
  g_autofree char *version = g_strdup_printf ("Version %d.%d (Build %d.%d)", edition->major,
                                              edition->minor, edition->build, edition->revision);
  SimThing *thing;

  if (identity != NULL && g_ascii_strcasecmp (identity, "localhost") != 0 &&
      g_ascii_strncasecmp (identity, "sim-mbx01", 9) != 0) {
    not_found (run, identity);
    return;
  }
  thing = sim_thing_new (TYPES "Management.ExchangeServer", "SIM-MBX01");
  sim_thing_text (thing, "Name", "SIM-MBX01");
  sim_thing_text (thing, "Fqdn", "sim-mbx01.corp.example");
  sim_thing_text (thing, "Edition", "Enterprise");
  sim_thing_text (thing, "AdminDisplayVersion", version);
  sim_thing_word (thing, "ServerRole", SYSTEM "ServerRole", "Mailbox, ClientAccess", 54);
  sim_thing_place (thing, "Identity", "SIM-MBX01");
  add (run, thing);
}

static void
get_assignment (Run *run)
{
  SimWorld *world = run->world;
  const char *role = sim_pipeline_argument (run->pipeline, "Role");
  const char *assignee = sim_pipeline_argument (run->pipeline, "RoleAssignee");
  guint person = assignee != NULL ? sim_people_find (world->people, assignee) : SIM_ADMIN;
  const char *scope = world->options->department != NULL ? world->options->department
                                                         : world->organization.role_scope;
  g_autofree char *name = NULL;
  SimThing *thing;

  if (person == SIM_NOBODY) {
    not_found (run, assignee);
    return;
  }
  if (role == NULL || g_ascii_strcasecmp (role, "ApplicationImpersonation") != 0 ||
      person != SIM_ADMIN || world->options->character == SIM_CHARACTER_NO_IMPERSONATION)
    return;

  name = sim_people_name (world->people, SIM_ADMIN);
  thing = sim_thing_new (SYSTEM "ExchangeRoleAssignmentPresentation",
                         "ApplicationImpersonation-Absentia");
  sim_thing_text (thing, "Name", "ApplicationImpersonation-Absentia");
  sim_thing_place (thing, "Role", "ApplicationImpersonation");
  sim_thing_text (thing, "RoleAssigneeName", name);
  sim_thing_word (thing, "RoleAssigneeType", SYSTEM "RoleAssigneeType", "User", 0);
  sim_thing_text (thing, "EffectiveUserName", name);
  sim_thing_flag (thing, "Enabled", world->organization.role_enabled);
  if (*scope != '\0') {
    sim_thing_word (thing, "RecipientWriteScope", SYSTEM "RecipientWriteScopeType",
                    "CustomRecipientScope", 7);
    sim_thing_place (thing, "CustomRecipientWriteScope", scope);
  } else {
    sim_thing_word (thing, "RecipientWriteScope", SYSTEM "RecipientWriteScopeType", "Organization",
                    2);
    sim_thing_place (thing, "CustomRecipientWriteScope", NULL);
  }
  add (run, thing);
}

static void
get_accepted_domain (Run *run)
{
  SimThing *thing = sim_thing_new (SYSTEM "AcceptedDomain", SIM_DOMAIN);

  sim_thing_text (thing, "Name", SIM_DOMAIN);
  sim_thing_place (thing, "DomainName", SIM_DOMAIN);
  sim_thing_word (thing, "DomainType", SYSTEM "AcceptedDomainType", "Authoritative", 0);
  sim_thing_flag (thing, "Default", TRUE);
  add (run, thing);
}

static void
get_remote_domain (Run *run)
{
  const SimOrganization *organization = &run->world->organization;
  SimThing *thing = sim_thing_new (SYSTEM "DomainContentConfig", "Default");

  sim_thing_text (thing, "Name", "Default");
  sim_thing_text (thing, "DomainName", "*");
  sim_thing_word (thing, "AllowedOOFType", SYSTEM "AllowedOOFType", organization->allowed_oof, 0);
  sim_thing_flag (thing, "AutoReplyEnabled", organization->auto_reply_enabled);
  sim_thing_flag (thing, "AutoForwardEnabled", FALSE);
  add (run, thing);
}

/* The mailbox that is named, or SIM_NOBODY with an error. */
static guint
find_mailbox (Run *run)
{
  const char *identity = sim_pipeline_argument (run->pipeline, "Identity");
  guint person = identity != NULL ? sim_people_find (run->world->people, identity) : SIM_NOBODY;

  if (identity == NULL)
    fail (run, "ParameterBindingException", INVALID_ARGUMENT,
          "Cannot process command because of one or more missing mandatory parameters: Identity.");
  else if (person == SIM_NOBODY || (run->caller != SIM_ADMIN && person != run->caller)) {
    not_found (run, identity);
    return SIM_NOBODY;
  }
  return person;
}

static void
get_association (Run *run)
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
  add (run, thing);
}

static const char *const states[] = { "Disabled", "Enabled", "Scheduled", NULL };
static const char *const audiences[] = { "None", "Known", "All", NULL };

static void
get_reply (Run *run)
{
  guint person = find_mailbox (run);
  g_autoptr (OofState) state = NULL;
  SimThing *thing;

  if (person == SIM_NOBODY)
    return;

  state = sim_world_read (run->world, person);
  thing =
      sim_thing_new ("Microsoft.Exchange.Data.Storage.Management.MailboxAutoReplyConfiguration",
                     "Microsoft.Exchange.Data.Storage.Management.MailboxAutoReplyConfiguration");
  sim_thing_word (thing, "AutoReplyState", "Microsoft.Exchange.InfoWorker.Common.OOF.OofState",
                  states[state->mode], (int) state->mode);
  sim_thing_word (thing, "ExternalAudience",
                  "Microsoft.Exchange.InfoWorker.Common.OOF.ExternalAudience",
                  audiences[state->audience], (int) state->audience);
  sim_thing_date (thing, "StartTime", state->from);
  sim_thing_date (thing, "EndTime", state->until);
  sim_thing_text (thing, "InternalMessage", state->inside);
  sim_thing_text (thing, "ExternalMessage", state->outside);
  sim_thing_place (thing, "MailboxOwnerId", sim_people_address (run->world->people, person));
  add (run, thing);
}

/* The place of an argument's word in names; before when it is not given; -1 with an error. */
static int
take_word (Run *run, const char *name, const char *const *names, int before)
{
  const char *word = sim_pipeline_argument (run->pipeline, name);

  if (word == NULL)
    return before;
  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], word) == 0)
      return i;

  fail (run, "ParameterBindingException", INVALID_ARGUMENT, "Cannot convert value to type.");
  return -1;
}

static GDateTime *
take_date (Run *run, const char *name, GDateTime *before)
{
  const char *text = sim_pipeline_argument (run->pipeline, name);

  if (text != NULL)
    return base_time_parse (text, NULL, NULL);
  return before != NULL ? g_date_time_ref (before) : NULL;
}

static void
set_reply (Run *run)
{
  guint person = find_mailbox (run);
  g_autoptr (OofState) before = person != SIM_NOBODY ? sim_world_read (run->world, person) : NULL;
  int mode = before != NULL ? take_word (run, "AutoReplyState", states, (int) before->mode) : -1;
  int audience =
      mode >= 0 ? take_word (run, "ExternalAudience", audiences, (int) before->audience) : -1;
  const char *confirm = sim_pipeline_argument (run->pipeline, "Confirm");
  const char *inside = sim_pipeline_argument (run->pipeline, "InternalMessage");
  const char *outside = sim_pipeline_argument (run->pipeline, "ExternalMessage");
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (OofState) after = NULL;

  if (audience < 0)
    return;
  if (confirm == NULL || strcmp (confirm, "false") != 0) {
    fail (run, "HostException", INVALID_ARGUMENT,
          "Cannot invoke this function because the current host does not implement it.");
    return;
  }

  from = take_date (run, "StartTime", before->from);
  until = take_date (run, "EndTime", before->until);
  if (mode == OOF_MODE_SCHEDULED &&
      (from == NULL || until == NULL || g_date_time_compare (from, until) >= 0)) {
    complain (run, "InvalidScheduledOofDuration", INVALID_ARGUMENT,
              "The end time must be later than the start time.");
    return;
  }
  after = oof_state_new (
      (OofMode) mode, (OofAudience) audience, mode == OOF_MODE_SCHEDULED ? from : NULL,
      mode == OOF_MODE_SCHEDULED ? until : NULL, inside != NULL ? inside : before->inside,
      outside != NULL ? outside : before->outside);
  sim_world_write (run->world, person, after);
  sim_counters_written (run->world->counters, person);
}

static const struct
{
  const char *name;
  void (*run) (Run *run);
  gboolean is_for_all; /* not only for the administrator */
} cmdlets[] = {
  { "Get-ExchangeServer", get_server, FALSE },
  { "Get-ManagementRoleAssignment", get_assignment, FALSE },
  { "Get-AcceptedDomain", get_accepted_domain, FALSE },
  { "Get-RemoteDomain", get_remote_domain, FALSE },
  { "Get-ThrottlingPolicyAssociation", get_association, FALSE },
  { "Get-MailboxAutoReplyConfiguration", get_reply, TRUE },
  { "Set-MailboxAutoReplyConfiguration", set_reply, TRUE },
};

void
sim_cmdlet_result_free (SimCmdletResult *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->objects);
  g_free (self->failure);
  g_free (self->problem);
  g_free (self->warning);
  g_free (self);
}

static void
run_cmdlet (Run *run)
{
  const char *name = run->pipeline->cmdlet;
  g_autofree char *words = NULL;

  if (run->pipeline->is_script) {
    fail (run, "ScriptsNotAllowed", PARSER_ERROR, "The syntax is not supported by this runspace.");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (cmdlets); i++)
    if (g_ascii_strcasecmp (cmdlets[i].name, name) == 0 &&
        (cmdlets[i].is_for_all || run->caller == SIM_ADMIN)) {
      cmdlets[i].run (run);
      return;
    }

  words = g_strdup_printf (
      "The term '%s' is not recognized as the name of a cmdlet, function, script file, or operable "
      "program.",
      name);
  fail (run, "CommandNotFoundException", NOT_FOUND, words);
}

SimCmdletResult *
sim_cmdlet_run (SimWorld *world, guint caller, const SimPipeline *pipeline)
{
  SimCmdletResult *result = g_new0 (SimCmdletResult, 1);
  Run run = { .world = world, .caller = caller, .pipeline = pipeline, .result = result };
  const char *identity = sim_pipeline_argument (pipeline, "Identity");
  const SimAction *action =
      sim_faults_meet (world->faults, pipeline->cmdlet, identity != NULL ? identity : "");

  sim_counters_operation (world->counters, pipeline->cmdlet);
  result->objects = g_ptr_array_new_with_free_func (g_free);
  if (action == NULL || action->is_executed)
    run_cmdlet (&run);
  if (action == NULL)
    return result;
  if (action->kind == SIM_ACTION_FAULT)
    fail (&run, action->text, 0, "A fault that was asked for.");
  else if (action->kind == SIM_ACTION_RESPONSE_ERROR)
    complain (&run, action->text, 0, "An error that was asked for.");
  return result;
}
