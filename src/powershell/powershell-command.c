/* powershell-command.c - cmdlets and their parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-command.h"

#include "base-error.h"
#include "powershell-make.h"
#include "powershell-value-private.h"

typedef enum
{
  TAKES_TEXT,
  TAKES_MESSAGE, /* a text that may be empty */
  TAKES_SWITCH,  /* a boolean parameter, too */
  TAKES_DATE
} Takes;

typedef struct
{
  const char *name;
  Takes takes;
  gboolean is_needed;
} Parameter;

static const Parameter of_server[] = { { "Identity", TAKES_TEXT, FALSE }, { NULL } };
static const Parameter of_assignment[] = { { "Role", TAKES_TEXT, TRUE },
                                           { "RoleAssignee", TAKES_TEXT, FALSE },
                                           { "Delegating", TAKES_SWITCH, FALSE },
                                           { "GetEffectiveUsers", TAKES_SWITCH, FALSE },
                                           { NULL } };
static const Parameter of_domain[] = { { "Identity", TAKES_TEXT, FALSE }, { NULL } };
static const Parameter of_mailbox[] = { { "Identity", TAKES_TEXT, TRUE }, { NULL } };
static const Parameter of_inbox_rules[] = { { "Mailbox", TAKES_TEXT, TRUE }, { NULL } };
static const Parameter of_organization[] = { { NULL } };
static const Parameter of_set_reply[] = {
  { "Identity", TAKES_TEXT, TRUE },
  { "AutoReplyState", TAKES_TEXT, FALSE },
  { "StartTime", TAKES_DATE, FALSE },
  { "EndTime", TAKES_DATE, FALSE },
  { "ExternalAudience", TAKES_TEXT, FALSE },
  { "InternalMessage", TAKES_MESSAGE, FALSE },
  { "ExternalMessage", TAKES_MESSAGE, FALSE },
  { "CreateOOFEvent", TAKES_SWITCH, FALSE },
  { "OOFEventSubject", TAKES_MESSAGE, FALSE },
  { "AutoDeclineFutureRequestsWhenOOF", TAKES_SWITCH, FALSE },
  { "DeclineEventsForScheduledOOF", TAKES_SWITCH, FALSE },
  { "DeclineAllEventsForScheduledOOF", TAKES_SWITCH, FALSE },
  { "DeclineMeetingMessage", TAKES_MESSAGE, FALSE },
  { "Confirm", TAKES_SWITCH, FALSE },
  { NULL }
};

static const struct
{
  const char *name;
  const Parameter *parameters;
  gboolean writes;
} cmdlets[] = {
  [POWERSHELL_GET_EXCHANGE_SERVER] = { "Get-ExchangeServer", of_server, FALSE },
  [POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT] = { "Get-ManagementRoleAssignment", of_assignment,
                                                  FALSE },
  [POWERSHELL_GET_ACCEPTED_DOMAIN] = { "Get-AcceptedDomain", of_domain, FALSE },
  [POWERSHELL_GET_REMOTE_DOMAIN] = { "Get-RemoteDomain", of_domain, FALSE },
  [POWERSHELL_GET_THROTTLING_POLICY_ASSOCIATION] = { "Get-ThrottlingPolicyAssociation", of_mailbox,
                                                     FALSE },
  [POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION] = { "Get-MailboxAutoReplyConfiguration",
                                                        of_mailbox, FALSE },
  [POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION] = { "Set-MailboxAutoReplyConfiguration",
                                                        of_set_reply, TRUE },
  [POWERSHELL_GET_MAILBOX_REGIONAL_CONFIGURATION] = { "Get-MailboxRegionalConfiguration",
                                                      of_mailbox, FALSE },
  [POWERSHELL_GET_MAILBOX] = { "Get-Mailbox", of_mailbox, FALSE },
  [POWERSHELL_GET_MAILBOX_STATISTICS] = { "Get-MailboxStatistics", of_mailbox, FALSE },
  [POWERSHELL_GET_MAILBOX_JUNK_EMAIL_CONFIGURATION] = { "Get-MailboxJunkEmailConfiguration",
                                                        of_mailbox, FALSE },
  [POWERSHELL_GET_INBOX_RULE] = { "Get-InboxRule", of_inbox_rules, FALSE },
  [POWERSHELL_GET_TRANSPORT_RULE] = { "Get-TransportRule", of_organization, FALSE },
  [POWERSHELL_GET_TRANSPORT_CONFIG] = { "Get-TransportConfig", of_organization, FALSE },
};

struct _PowershellCommand
{
  PowershellCmdlet cmdlet;
  GArray *arguments; /* PowershellProperty */
  GError *error;     /* the first refusal */
};

static void
clear_argument (gpointer data)
{
  PowershellProperty *argument = data;

  g_free (argument->name);
  powershell_value_unref (argument->value);
}

PowershellCommand *
powershell_command_new (PowershellCmdlet cmdlet)
{
  PowershellCommand *self = g_new0 (PowershellCommand, 1);

  self->cmdlet = cmdlet;
  self->arguments = g_array_new (FALSE, FALSE, sizeof (PowershellProperty));
  g_array_set_clear_func (self->arguments, clear_argument);
  if (cmdlets[cmdlet].writes)
    powershell_command_put_switch (self, "Confirm", FALSE);
  return self;
}

void
powershell_command_free (PowershellCommand *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->arguments);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
has_argument (const PowershellCommand *self, const char *name)
{
  for (guint i = 0; i < self->arguments->len; i++)
    if (g_str_equal (powershell_command_parameter (self, i), name))
      return TRUE;
  return FALSE;
}

static void
refuse (const PowershellCommand *self, const char *parameter, const char *what, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "powershell-command" };

  if (error != NULL && *error == NULL)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s -%s: %s",
                          powershell_command_name (self), parameter, what);
}

static void
put (PowershellCommand *self, const char *name, Takes takes, PowershellValue *value)
{
  g_autoptr (PowershellValue) taken = value;
  PowershellProperty argument = { NULL };

  for (const Parameter *known = cmdlets[self->cmdlet].parameters; known->name != NULL; known++)
    if (g_str_equal (known->name, name) && known->takes == takes && !has_argument (self, name)) {
      argument.name = g_strdup (name);
      argument.value = g_steal_pointer (&taken);
      g_array_append_val (self->arguments, argument);
      return;
    }
  refuse (self, name, "no such parameter, or one of another type", &self->error);
}

void
powershell_command_put_text (PowershellCommand *self, const char *parameter, const char *text)
{
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    refuse (self, parameter, *text == '\0' ? "the value is empty" : "the value is not UTF-8",
            &self->error);
  put (self, parameter, TAKES_TEXT, powershell_make_string (text));
}

void
powershell_command_put_message (PowershellCommand *self, const char *parameter, const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    refuse (self, parameter, "the value is not UTF-8", &self->error);
  put (self, parameter, TAKES_MESSAGE, powershell_make_string (text));
}

void
powershell_command_put_switch (PowershellCommand *self, const char *parameter, gboolean is_on)
{
  put (self, parameter, TAKES_SWITCH, powershell_make_boolean (is_on));
}

void
powershell_command_put_date (PowershellCommand *self, const char *parameter, GDateTime *when)
{
  put (self, parameter, TAKES_DATE, powershell_make_date (when));
}

gboolean
powershell_command_check (const PowershellCommand *self, GError **error)
{
  g_autoptr (GError) missing = NULL;

  for (const Parameter *known = cmdlets[self->cmdlet].parameters; known->name != NULL; known++)
    if (known->is_needed && !has_argument (self, known->name))
      refuse (self, known->name, "it is missing", &missing);
  if (self->error == NULL && missing == NULL)
    return TRUE;

  g_propagate_error (error,
                     self->error != NULL ? g_error_copy (self->error) : g_steal_pointer (&missing));
  return FALSE;
}

const char *
powershell_command_name (const PowershellCommand *self)
{
  return cmdlets[self->cmdlet].name;
}

gboolean
powershell_command_writes (const PowershellCommand *self)
{
  return cmdlets[self->cmdlet].writes;
}

guint
powershell_command_n_parameters (const PowershellCommand *self)
{
  return self->arguments->len;
}

const char *
powershell_command_parameter (const PowershellCommand *self, guint index)
{
  return g_array_index (self->arguments, PowershellProperty, index).name;
}

const PowershellValue *
powershell_command_argument (const PowershellCommand *self, guint index)
{
  return g_array_index (self->arguments, PowershellProperty, index).value;
}
