/* powershell-checks-private.h - one cmdlet for one step of the verification. For this room only */
#pragma once

#include "powershell-checks.h"

/* Opens a console, runs the command, closes. NULL with the result to show in ret_other: a warning,
 * or skipped. version may be NULL; caller frees it. */
PowershellResult *powershell_checks_run (PowershellChecks *self, BaseCall *call,
                                         PowershellCommand *command, char **ret_version,
                                         ChecksResult **ret_other);
/* The same without a plan, and with the log-in before it. Caller frees. */
PowershellResult *powershell_checks_ask (BaseCall *call, const PowershellChecksSetup *setup,
                                         PowershellCommand *command, GError **error);

/* A property for people to read: "" when it is not there. Caller frees. */
char *powershell_checks_show (const PowershellValue *object, const char *property);
gboolean powershell_checks_is_true (const PowershellValue *object, const char *property);
gboolean powershell_checks_is_word (const PowershellValue *object, const char *property,
                                    const char *word);
