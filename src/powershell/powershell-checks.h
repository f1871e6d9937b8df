/* powershell-checks.h - the steps of the verification that ask PowerShell
 *
 *   powershell   the console answers, and who it is
 *   role         the account has the role ApplicationImpersonation, and for whom; after the proof
 *   lets-out     what the organisation lets out of automatic replies
 *   throttling   which policy limits the account
 *
 * The program works without PowerShell, so nothing here is ever FAILED. Each step opens a console
 * of its own and closes it again; when the first one did not succeed, the others are skipped: a
 * password is refused once at most.
 */
#pragma once

#include "checks-plan.h"
#include "powershell-console.h"

/* Copied. */
typedef struct
{
  const char *ews_url;
  const char *console; /* powershell-place.h; "": the server of ews_url */
  const char *ca_pem;
  const char *account; /* a UPN */
  BaseSecret *secret;  /* NULL: none */
  const char *proof;   /* the id of an earlier step that acts for somebody, a literal; NULL: none */
  HttpAuth auth;       /* HTTP_AUTH_NONE: the best of what is offered */
  gboolean is_itself;  /* nobody is impersonated: no step "role" */
} PowershellChecksSetup;

/* needs: the id of the step that proves the password, or NULL. */
void powershell_checks_add (ChecksPlan *plan, const PowershellChecksSetup *setup,
                            const char *needs);

/* One of several cmdlets for the same console. */
typedef struct
{
  PowershellCommand *command; /* borrowed */
  PowershellResult *result;   /* afterwards: this */
  GError *error;              /* or this */
} PowershellQuestion;

/* Several cmdlets in one console, without a plan, within the call's time: each has an answer or an
 * error of its own. FALSE: the console did not open, or the call came to its end; what is answered
 * by then stays. */
gboolean powershell_checks_ask_many (BaseCall *call, const PowershellChecksSetup *setup,
                                     PowershellQuestion *questions, guint n, GError **error);
void powershell_question_clear (PowershellQuestion *self); /* not the command */

/* What the steps of one plan share; the plan runs them one after the other. For this room only. */
typedef struct
{
  PowershellPlace place; /* borrows what follows; how it is asked comes from step "powershell" */
  char *url;
  char *plain_url;
  char *ca_pem;
  char *account;
  BaseSecret *secret;
  KerberosAccount *login; /* NULL without secret */
  HttpAuth fixed;
  ChecksPlan *plan; /* borrowed: it owns the steps; NULL: none */
  const char *proof;
  gboolean is_up; /* from step "powershell" */
} PowershellChecks;

ChecksResult *powershell_checks_role (BaseCall *call, gpointer checks);
ChecksResult *powershell_checks_lets_out (BaseCall *call, gpointer checks);
ChecksResult *powershell_checks_throttling (BaseCall *call, gpointer checks);
