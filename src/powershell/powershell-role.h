/* powershell-role.h - which right an account has to act for others
 *
 * Get-ManagementRoleAssignment gives direct assignments and those through role groups. Blocks.
 */
#pragma once

#include "powershell-checks.h"

typedef enum
{
  POWERSHELL_ROLE_NONE,
  POWERSHELL_ROLE_OFF,   /* the assignment is switched off */
  POWERSHELL_ROLE_SCOPE, /* for some mailboxes */
  POWERSHELL_ROLE_ALL
} PowershellRoleReach;

typedef struct
{
  PowershellRoleReach reach;
  char *name;   /* of the assignment that counts; NULL for NONE */
  char *scope;  /* SCOPE: the name of the scope, or Exchange's word for its kind */
  char *detail; /* what Exchange says; NULL for NONE */
} PowershellRole;

void powershell_role_clear (PowershellRole *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PowershellRole, powershell_role_clear)

/* The question, and what an answer to it says. */
PowershellCommand *powershell_role_command (const char *account);
void powershell_role_read (const PowershellResult *result, PowershellRole *ret);

/* In a console of its own, within half a minute. Errors: those of powershell-login.h and
 * powershell-console.h. */
gboolean powershell_role_ask (BaseCall *call, const PowershellChecksSetup *setup,
                              PowershellRole *ret, GError **error);
