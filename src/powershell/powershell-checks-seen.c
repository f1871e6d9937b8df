/* powershell-checks-seen.c - the steps that ask PowerShell: what the organisation allows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "powershell-checks-private.h"
#include "powershell-role.h"

#include <glib/gi18n-lib.h>

ChecksResult *
powershell_checks_role (BaseCall *call, gpointer checks)
{
  PowershellChecks *self = checks;
  g_autoptr (PowershellCommand) command = powershell_role_command (self->account);
  g_autoptr (PowershellResult) result = NULL;
  g_auto (PowershellRole) role = { POWERSHELL_ROLE_NONE };
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  ChecksResult *other = NULL;
  BaseErrorFacts facts = { .account = self->account };

  result = powershell_checks_run (self, call, command, NULL, &other);
  if (result == NULL)
    return other;

  powershell_role_read (result, &role);
  if (role.reach == POWERSHELL_ROLE_ALL) {
    /* Translators: %s is an account */
    seen = g_strdup_printf (_ ("%s may act for everybody."), self->account);
    return checks_result_new (CHECKS_OK, seen, NULL, role.detail);
  }
  if (role.reach == POWERSHELL_ROLE_SCOPE) {
    /* Translators: the first %s is an account, the second the name of a scope in Exchange */
    seen = g_strdup_printf (_ ("%s may act only for the mailboxes of the scope “%s”."),
                            self->account, role.scope);
    return checks_result_new (CHECKS_OK, seen, NULL, role.detail);
  }

  /* Groups in groups do not show. */
  if (self->proof != NULL && checks_plan_has_passed (self->plan, self->proof)) {
    /* Translators: %s is an account */
    seen = g_strdup_printf (_ ("%s may act for others, but no assignment of the role names it: "
                               "probably it has the role through a group."),
                            self->account);
    return checks_result_new (CHECKS_OK, seen, NULL, role.detail);
  }

  facts.reason =
      role.reach == POWERSHELL_ROLE_OFF ? "impersonation-role-off" : "impersonation-no-role";
  facts.object = role.name;
  base_error_set_facts (&error, BASE_ERROR_FORBIDDEN, &facts, "%s",
                        role.detail != NULL ? role.detail : "no assignment of the role");
  return checks_result_new_error (CHECKS_WARNING, error);
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
        !powershell_checks_is_true (domain, "AutoReplyEnabled"))
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
    if (powershell_checks_is_word (domain, "DomainName", "*"))
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
