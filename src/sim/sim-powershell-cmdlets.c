/* sim-powershell-cmdlets.c - what cmdlets do, and who has them
 *
 * The administrator has the roles that sim-organization.h says; everybody else may only look at and
 * set what is their own, and does not even see the other cmdlets: that is how Exchange hides what a
 * role does not hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-run.h"

#include "sim-objects.h"

#include <string.h>

#define TYPES "Microsoft.Exchange.Data.Directory."
#define SYSTEM TYPES "SystemConfiguration."
#define PARSER_ERROR 17

void
sim_run_add (SimRun *self, SimThing *thing)
{
  g_ptr_array_add (self->result->objects, sim_thing_finish (thing));
}

void
sim_run_fail (SimRun *self, const char *exception, int category, const char *words)
{
  self->result->failure = sim_error_record (exception, category, words);
}

void
sim_run_complain (SimRun *self, const char *exception, const char *words)
{
  self->result->problem = sim_error_record (exception, SIM_NOT_SPECIFIED, words);
}

void
sim_run_not_found (SimRun *self, const char *identity)
{
  g_autofree char *words = g_strdup_printf (
      "The operation couldn't be performed because object '%s' couldn't be found on "
      "'dc1.corp.example'.",
      identity);

  sim_run_complain (self, "ManagementObjectNotFoundException", words);
}

/* A value of sim-objects.h as .NET has it. */
static void
put_value (SimThing *thing, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    sim_thing_list (thing, name, json_node_get_array (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    sim_thing_flag (thing, name, json_node_get_boolean (node));
  else
    sim_thing_text (thing, name, json_node_get_string (node)); /* NULL of a null */
}

static void
tell_objects (SimRun *run, JsonArray *objects)
{
  for (guint i = 0; i < json_array_get_length (objects); i++) {
    JsonObject *object = json_array_get_object_element (objects, i);
    g_autoptr (GList) names = json_object_get_members (object);
    SimThing *thing = sim_thing_new (TYPES "Management."
                                           "Presentation",
                                     run->pipeline->cmdlet);

    for (GList *name = names; name != NULL; name = name->next)
      put_value (thing, name->data, json_object_get_member (object, name->data));
    sim_run_add (run, thing);
  }
}

static void
get_objects (SimRun *run)
{
  const char *parameter = sim_objects_parameter (run->pipeline->cmdlet);
  guint person = SIM_NOBODY;
  g_autoptr (JsonArray) objects = NULL;

  if (*parameter != '\0' && (person = sim_run_find_named (run, parameter)) == SIM_NOBODY)
    return;

  objects = sim_objects_find (run->world, run->pipeline->cmdlet, person);
  tell_objects (run, objects);
}

static void
get_server (SimRun *run)
{
  const SimEdition *edition = run->world->edition;
  const char *identity = sim_pipeline_argument (run->pipeline, "Identity");
  g_autofree char *version = g_strdup_printf ("Version %d.%d (Build %d.%d)", edition->major,
                                              edition->minor, edition->build, edition->revision);
  SimThing *thing;

  if (identity != NULL && g_ascii_strcasecmp (identity, "localhost") != 0 &&
      g_ascii_strncasecmp (identity, "sim-mbx01", 9) != 0) {
    sim_run_not_found (run, identity);
    return;
  }
  thing = sim_thing_new (TYPES "Management.ExchangeServer", "SIM-MBX01");
  sim_thing_text (thing, "Name", "SIM-MBX01");
  sim_thing_text (thing, "Fqdn", "sim-mbx01.corp.example");
  sim_thing_text (thing, "Edition", "Enterprise");
  sim_thing_text (thing, "AdminDisplayVersion", version);
  sim_thing_word (thing, "ServerRole", SYSTEM "ServerRole", "Mailbox, ClientAccess", 54);
  sim_thing_place (thing, "Identity", "SIM-MBX01");
  sim_run_add (run, thing);
}

static void
get_assignment (SimRun *run)
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
    sim_run_not_found (run, assignee);
    return;
  }
  if (role == NULL || g_ascii_strcasecmp (role, "ApplicationImpersonation") != 0 ||
      person != SIM_ADMIN || world->organization.role_hidden ||
      world->options->character == SIM_CHARACTER_NO_IMPERSONATION)
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
  sim_run_add (run, thing);
}

static void
get_accepted_domain (SimRun *run)
{
  g_autoptr (JsonArray) put = sim_objects_find_put (run->world, "Get-AcceptedDomain", SIM_NOBODY);
  SimThing *thing;

  if (put != NULL) {
    tell_objects (run, put);
    return;
  }
  thing = sim_thing_new (SYSTEM "AcceptedDomain", SIM_DOMAIN);

  sim_thing_text (thing, "Name", SIM_DOMAIN);
  sim_thing_place (thing, "DomainName", SIM_DOMAIN);
  sim_thing_word (thing, "DomainType", SYSTEM "AcceptedDomainType", "Authoritative", 0);
  sim_thing_flag (thing, "Default", TRUE);
  sim_run_add (run, thing);
}

static void
get_remote_domain (SimRun *run)
{
  const SimOrganization *organization = &run->world->organization;
  g_autoptr (JsonArray) put = sim_objects_find_put (run->world, "Get-RemoteDomain", SIM_NOBODY);
  SimThing *thing;

  if (put != NULL) {
    tell_objects (run, put);
    return;
  }
  thing = sim_thing_new (SYSTEM "DomainContentConfig", "Default");

  sim_thing_text (thing, "Name", "Default");
  sim_thing_text (thing, "DomainName", "*");
  sim_thing_word (thing, "AllowedOOFType", SYSTEM "AllowedOOFType", organization->allowed_oof, 0);
  sim_thing_flag (thing, "AutoReplyEnabled", organization->auto_reply_enabled);
  sim_thing_flag (thing, "AutoForwardEnabled", FALSE);
  sim_run_add (run, thing);
}

#define OWN (1u << SIM_ROLES_OWN)
#define VIEW (1u << SIM_ROLES_VIEW)
#define ALL (1u << SIM_ROLES_ALL)

static const struct
{
  const char *name;
  void (*run) (SimRun *run);
  guint roles; /* that have it */
} cmdlets[] = {
  { "Get-ExchangeServer", get_server, VIEW | ALL },
  { "Get-ManagementRoleAssignment", get_assignment, VIEW | ALL },
  { "Get-AcceptedDomain", get_accepted_domain, VIEW | ALL },
  { "Get-RemoteDomain", get_remote_domain, VIEW | ALL },
  { "Get-ThrottlingPolicyAssociation", sim_run_get_association, VIEW | ALL },
  { "Get-MailboxAutoReplyConfiguration", sim_run_get_reply, OWN | VIEW | ALL },
  { "Get-MailboxRegionalConfiguration", sim_run_get_regional, OWN | VIEW | ALL },
  { "Set-MailboxAutoReplyConfiguration", sim_run_set_reply, OWN | ALL },
  { "Get-Mailbox", get_objects, VIEW | ALL },
  { "Get-MailboxStatistics", get_objects, VIEW | ALL },
  { "Get-MailboxJunkEmailConfiguration", get_objects, OWN | VIEW | ALL },
  { "Get-InboxRule", get_objects, OWN | VIEW | ALL },
  { "Get-TransportRule", get_objects, VIEW | ALL },
  { "Get-TransportConfig", get_objects, VIEW | ALL },
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
run_cmdlet (SimRun *run)
{
  const char *name = run->pipeline->cmdlet;
  g_autofree char *words = NULL;

  if (run->pipeline->is_script) {
    sim_run_fail (run, "ScriptsNotAllowed", PARSER_ERROR,
                  "The syntax is not supported by this runspace.");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (cmdlets); i++)
    if (g_ascii_strcasecmp (cmdlets[i].name, name) == 0 &&
        (cmdlets[i].roles & (1u << run->roles))) {
      cmdlets[i].run (run);
      return;
    }

  words = g_strdup_printf (
      "The term '%s' is not recognized as the name of a cmdlet, function, script file, or operable "
      "program.",
      name);
  sim_run_fail (run, "CommandNotFoundException", SIM_COMMAND_NOT_FOUND, words);
}

SimCmdletResult *
sim_cmdlet_run (SimWorld *world, guint caller, const SimPipeline *pipeline)
{
  SimCmdletResult *result = g_new0 (SimCmdletResult, 1);
  SimRun run = { .world = world,
                 .caller = caller,
                 .roles = caller == SIM_ADMIN ? world->organization.roles : SIM_ROLES_OWN,
                 .pipeline = pipeline,
                 .result = result };
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
    sim_run_fail (&run, action->text, SIM_NOT_SPECIFIED, "A fault that was asked for.");
  else if (action->kind == SIM_ACTION_RESPONSE_ERROR)
    sim_run_complain (&run, action->text, "An error that was asked for.");
  return result;
}
