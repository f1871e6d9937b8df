/* powershell-checks-seen.c - the steps that ask PowerShell: what the organisation allows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-checks-private.h"

#include <glib/gi18n-lib.h>

#define ROLE "ApplicationImpersonation"

static gboolean
is_true (const PowershellValue *object, const char *property)
{
  const PowershellValue *value = powershell_value_property (object, property);
  gboolean is = FALSE;

  return value != NULL && powershell_value_boolean (value, &is) && is;
}

static gboolean
is_word (const PowershellValue *object, const char *property, const char *word)
{
  const char *text = powershell_value_property_text (object, property);

  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/* The assignment that counts: an enabled one, rather for everybody than with a scope. */
static const PowershellValue *
choose_assignment (const PowershellResult *result)
{
  const PowershellValue *best = NULL;

  for (guint i = 0; i < result->objects->len; i++) {
    const PowershellValue *assignment = result->objects->pdata[i];

    if (powershell_value_property (assignment, "Enabled") != NULL &&
        !is_true (assignment, "Enabled"))
      continue;
    if (best == NULL || is_word (assignment, "RecipientWriteScope", "Organization"))
      best = assignment;
  }
  return best;
}

static ChecksResult *
describe_assignment (const PowershellChecks *self, const PowershellValue *assignment)
{
  g_autofree char *name = powershell_checks_show (assignment, "Name");
  g_autofree char *scope = powershell_checks_show (assignment, "CustomRecipientWriteScope");
  g_autofree char *reach = powershell_checks_show (assignment, "RecipientWriteScope");
  g_autofree char *detail = g_strdup_printf (
      "%s\nRecipientWriteScope: %s\nCustomRecipientWriteScope: %s", name, reach, scope);
  g_autofree char *seen = NULL;

  if (*reach == '\0' || g_ascii_strcasecmp (reach, "Organization") == 0) {
    /* Translators: %s is an account */
    seen = g_strdup_printf (_ ("%s may act for everybody."), self->account);
    return checks_result_new (CHECKS_OK, seen, NULL, detail);
  }

  /* Translators: the first %s is an account, the second the name of a scope in Exchange */
  seen = g_strdup_printf (_ ("%s may act only for the mailboxes of the scope “%s”."), self->account,
                          *scope != '\0' ? scope : reach);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

ChecksResult *
powershell_checks_role (BaseCall *call, gpointer checks)
{
  PowershellChecks *self = checks;
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT);
  g_autoptr (PowershellResult) result = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *remedy = NULL;
  const PowershellValue *assignment;
  ChecksResult *other = NULL;

  powershell_command_put_text (command, "Role", ROLE);
  powershell_command_put_text (command, "RoleAssignee", self->account);
  powershell_command_put_switch (command, "Delegating", FALSE);
  result = powershell_checks_run (self, call, command, NULL, &other);
  if (result == NULL)
    return other;
  assignment = choose_assignment (result);
  if (assignment != NULL)
    return describe_assignment (self, assignment);

  /* Translators: %s is an account */
  seen = g_strdup_printf (_ ("No role lets %s act for others."), self->account);
  /* Translators: keep the command as it is */
  remedy = g_strdup_printf (
      _ ("Grant it: New-ManagementRoleAssignment -Name \"Absentia\" -Role ApplicationImpersonation "
         "-User \"%s\". It may take an hour to take effect."),
      self->account);
  return checks_result_new (CHECKS_WARNING, seen, remedy, NULL);
}

/* What Exchange calls it; what people read; the cure, or NULL. */
static const struct
{
  const char *type;
  const char *seen;
  const char *remedy;
} types[] = {
  { "External", N_ ("Automatic replies leave the organisation, with the text for the outside."),
    NULL },
  { "ExternalLegacy",
    N_ ("Automatic replies leave the organisation, with the text for the outside."), NULL },
  { "InternalLegacy", N_ ("People outside get the text that is meant for the inside."),
    N_ ("Let the outside have its own: Set-RemoteDomain -Identity Default -AllowedOOFType "
        "External.") },
  { "None", N_ ("Automatic replies do not leave the organisation."),
    N_ ("If they shall: Set-RemoteDomain -Identity Default -AllowedOOFType External.") },
};

static ChecksResult *
describe_domain (const PowershellValue *domain, const char *detail)
{
  g_autofree char *type = powershell_checks_show (domain, "AllowedOOFType");
  g_autofree char *seen = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    if (g_ascii_strcasecmp (types[i].type, type) != 0)
      continue;
    if (types[i].remedy == NULL && powershell_value_property (domain, "AutoReplyEnabled") != NULL &&
        !is_true (domain, "AutoReplyEnabled"))
      return checks_result_new (
          CHECKS_WARNING,
          _ ("Automatic replies leave the organisation, but those that rules send do not."),
          _ ("If they shall: Set-RemoteDomain -Identity Default -AutoReplyEnabled $true."), detail);
    return checks_result_new (types[i].remedy != NULL ? CHECKS_WARNING : CHECKS_OK,
                              _ (types[i].seen),
                              types[i].remedy != NULL ? _ (types[i].remedy) : NULL, detail);
  }

  /* Translators: %s is a word of Exchange's */
  seen = g_strdup_printf (_ ("The server lets out replies of an unknown kind: “%s”."), type);
  return checks_result_new (CHECKS_WARNING, seen, NULL, detail);
}

ChecksResult *
powershell_checks_lets_out (BaseCall *call, gpointer checks)
{
  g_autoptr (PowershellCommand) command = powershell_command_new (POWERSHELL_GET_REMOTE_DOMAIN);
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autoptr (PowershellResult) result = NULL;
  const PowershellValue *others = NULL;
  ChecksResult *other = NULL;

  result = powershell_checks_run (checks, call, command, NULL, &other);
  if (result == NULL)
    return other;

  for (guint i = 0; i < result->objects->len; i++) {
    const PowershellValue *domain = result->objects->pdata[i];
    g_autofree char *name = powershell_checks_show (domain, "DomainName");
    g_autofree char *type = powershell_checks_show (domain, "AllowedOOFType");
    g_autofree char *replies = powershell_checks_show (domain, "AutoReplyEnabled");

    g_string_append_printf (detail, "%s%s: AllowedOOFType %s, AutoReplyEnabled %s",
                            i > 0 ? "\n" : "", name, type, replies);
    if (is_word (domain, "DomainName", "*"))
      others = domain;
  }
  if (others == NULL)
    return checks_result_new (CHECKS_WARNING,
                              _ ("The server does not say what it lets out to all other domains."),
                              NULL, detail->str);
  return describe_domain (others, detail->str);
}

ChecksResult *
powershell_checks_throttling (BaseCall *call, gpointer checks)
{
  PowershellChecks *self = checks;
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_GET_THROTTLING_POLICY_ASSOCIATION);
  g_autoptr (PowershellResult) result = NULL;
  g_autofree char *policy = NULL;
  g_autofree char *seen = NULL;
  ChecksResult *other = NULL;

  powershell_command_put_text (command, "Identity", self->account);
  result = powershell_checks_run (self, call, command, NULL, &other);
  if (result == NULL)
    return other;

  policy = powershell_checks_show (result->objects->len > 0 ? result->objects->pdata[0] : NULL,
                                   "ThrottlingPolicyId");
  /* Translators: the first %s is the name of a policy in Exchange, the second an account */
  seen = *policy != '\0'
             ? g_strdup_printf (_ ("The policy “%s” limits %s."), policy, self->account)
             : g_strdup_printf (_ ("The organisation’s policy limits %s, as it does everybody."),
                                self->account);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}
