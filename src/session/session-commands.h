/* session-commands.h - the commands that a remedy names, each without the sentence around it
 *
 * A remedy is made for reading: "Grant it: New-ManagementRoleAssignment -Name …. It may take an
 * hour." What is copied must be the cmdlet alone. Pure; any thread.
 */
#pragma once

#include <glib.h>

/* PowerShell's cmdlets with their parameters, and what they are piped into, in the remedy's order;
 * empty when it names none. remedy: NULL is fine. Caller frees with g_strfreev (). */
char **session_commands (const char *remedy) G_GNUC_WARN_UNUSED_RESULT;
