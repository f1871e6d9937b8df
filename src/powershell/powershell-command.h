/* powershell-command.h - a cmdlet of the list below with typed parameters: the only thing that is
 * ever asked of a server
 *
 * There is no way to send script text. Names of cmdlets and parameters are in a table; a value is
 * checked against its parameter's type. What is refused is remembered, and told by
 * powershell_command_check (). One thread until it is checked, unchanging afterwards.
 */
#pragma once

#include "powershell-value.h"

typedef enum
{
  POWERSHELL_GET_EXCHANGE_SERVER,
  POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT,
  POWERSHELL_GET_ACCEPTED_DOMAIN,
  POWERSHELL_GET_REMOTE_DOMAIN,
  POWERSHELL_GET_THROTTLING_POLICY_ASSOCIATION,
  POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION,
  POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION,
  POWERSHELL_GET_MAILBOX_REGIONAL_CONFIGURATION,
  POWERSHELL_GET_MAILBOX,
  POWERSHELL_GET_MAILBOX_STATISTICS,
  POWERSHELL_GET_MAILBOX_JUNK_EMAIL_CONFIGURATION,
  POWERSHELL_GET_INBOX_RULE,
  POWERSHELL_GET_TRANSPORT_RULE,
  POWERSHELL_GET_TRANSPORT_CONFIG
} PowershellCmdlet;

typedef struct _PowershellCommand PowershellCommand;

/* What changes something is told not to ask back (-Confirm:$false). */
PowershellCommand *powershell_command_new (PowershellCmdlet cmdlet);
void powershell_command_free (PowershellCommand *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowershellCommand, powershell_command_free)

/* parameter: of the cmdlet's in the table, each once. An empty text is refused: an empty identity
 * means everybody. */
void powershell_command_put_text (PowershellCommand *self, const char *parameter, const char *text);
void powershell_command_put_switch (PowershellCommand *self, const char *parameter, gboolean is_on);
void powershell_command_put_date (PowershellCommand *self, const char *parameter, GDateTime *when);
/* A reply: may be empty. */
void powershell_command_put_message (PowershellCommand *self, const char *parameter,
                                     const char *text);

/* FALSE with BASE_ERROR_REJECTED, "powershell-command", when something was refused or a needed
 * parameter is missing. */
gboolean powershell_command_check (const PowershellCommand *self, GError **error);

const char *powershell_command_name (const PowershellCommand *self); /* "Get-ExchangeServer" */
gboolean powershell_command_writes (const PowershellCommand *self);
guint powershell_command_n_parameters (const PowershellCommand *self);
const char *powershell_command_parameter (const PowershellCommand *self, guint index);
const PowershellValue *powershell_command_argument (const PowershellCommand *self,
                                                    guint index); /* borrowed */
