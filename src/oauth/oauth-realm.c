/* oauth-realm.c - what the login server tells everybody of a domain
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-realm.h"

#include "base-error.h"
#include "base-text.h"
#include "oauth-ask.h"
#include "oauth-tenant.h"

#define MOST_NAME_CHARS 100

void
oauth_realm_free (OauthRealm *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self);
}

static OauthRealm *
read_realm (const OauthQuestion *question, JsonObject *answer, GError **error)
{
  const char *kind = wire_json_string (answer, "answer", "NameSpaceType", NULL);
  const char *name = wire_json_string (answer, "answer", "FederationBrandName", NULL);
  OauthRealm *self;

  if (kind == NULL) {
    oauth_error_set_odd (error, &question->asked, "the answer does not say what the domain is");
    return NULL;
  }

  self = g_new0 (OauthRealm, 1);
  self->is_known =
      g_ascii_strcasecmp (kind, "Managed") == 0 || g_ascii_strcasecmp (kind, "Federated") == 0;
  self->name = g_strdup (name != NULL && base_text_is_clean (name, -1) &&
                                 g_utf8_strlen (name, -1) <= MOST_NAME_CHARS
                             ? name
                             : "");
  return self;
}

OauthRealm *
oauth_realm_find (BaseCall *call, const OauthCloud *cloud, const char *domain, GError **error)
{
  static const BaseErrorFacts no_name = { .reason = "tenant-name" };
  /* Nobody is called so: it is about the domain alone. */
  g_autofree char *url =
      g_strdup_printf ("%s/getuserrealm.srf?login=postmaster%%40%s&json=1", cloud->login, domain);
  const OauthQuestion question = { .cloud = cloud,
                                   .asked = { .url = url, .account = domain },
                                   .label = "getuserrealm" };
  JsonObject *answer;
  OauthRealm *self;

  if (!oauth_tenant_is_name (domain)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &no_name, "that is no domain’s name");
    return NULL;
  }
  answer = oauth_ask (call, &question, NULL, NULL, NULL, error);
  if (answer == NULL)
    return NULL;

  self = read_realm (&question, answer, error);
  oauth_answer_free (answer);
  return self;
}
