/* powershell-role.c - which right an account has to act for others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-role.h"

#include "powershell-checks-private.h"

#define ROLE "ApplicationImpersonation"

void
powershell_role_clear (PowershellRole *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->detail, g_free);
}

PowershellCommand *
powershell_role_command (const char *account)
{
  PowershellCommand *command = powershell_command_new (POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT);

  powershell_command_put_text (command, "Role", ROLE);
  powershell_command_put_text (command, "RoleAssignee", account);
  powershell_command_put_switch (command, "Delegating", FALSE);
  return command;
}

/* An assignment that does not say whether it is switched on is. */
static PowershellRoleReach
reach_of (const PowershellValue *assignment)
{
  if (powershell_value_property (assignment, "Enabled") != NULL &&
      !powershell_checks_is_true (assignment, "Enabled"))
    return POWERSHELL_ROLE_OFF;
  if (powershell_value_property_text (assignment, "RecipientWriteScope") == NULL ||
      powershell_checks_is_word (assignment, "RecipientWriteScope", "Organization"))
    return POWERSHELL_ROLE_ALL;
  return POWERSHELL_ROLE_SCOPE;
}

void
powershell_role_read (const PowershellResult *result, PowershellRole *ret)
{
  const PowershellValue *best = NULL;
  g_autofree char *kind = NULL;

  *ret = (PowershellRole){ POWERSHELL_ROLE_NONE };
  for (guint i = 0; i < result->objects->len; i++) {
    PowershellRoleReach reach = reach_of (result->objects->pdata[i]);

    if (reach <= ret->reach)
      continue;
    ret->reach = reach;
    best = result->objects->pdata[i];
  }
  if (best == NULL)
    return;

  kind = powershell_checks_show (best, "RecipientWriteScope");
  ret->name = powershell_checks_show (best, "Name");
  ret->scope = powershell_checks_show (best, "CustomRecipientWriteScope");
  ret->detail = g_strdup_printf ("%s\nRecipientWriteScope: %s\nCustomRecipientWriteScope: %s",
                                 ret->name, kind, ret->scope);
  if (*ret->scope == '\0') {
    g_free (ret->scope);
    ret->scope = g_steal_pointer (&kind);
  }
}

gboolean
powershell_role_ask (BaseCall *call, const PowershellChecksSetup *setup, PowershellRole *ret,
                     GError **error)
{
  g_autoptr (PowershellCommand) command = powershell_role_command (setup->account);
  g_autoptr (PowershellResult) result = powershell_checks_ask (call, setup, command, error);

  if (result == NULL)
    return FALSE;

  powershell_role_read (result, ret);
  return TRUE;
}
