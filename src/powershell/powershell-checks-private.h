/* powershell-checks-private.h - one cmdlet for one step of the verification. For this room only */
#pragma once

#include "powershell-checks.h"

/* Opens a console, runs the command, closes. NULL with the result to show in ret_other: a warning,
 * or skipped. version may be NULL; caller frees it. */
PowershellResult *powershell_checks_run (PowershellChecks *self, BaseCall *call,
                                         PowershellCommand *command, char **ret_version,
                                         ChecksResult **ret_other);

/* A property for people to read: "" when it is not there. Caller frees. */
char *powershell_checks_show (const PowershellValue *object, const char *property);
