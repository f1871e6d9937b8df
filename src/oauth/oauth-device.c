/* oauth-device.c - signing in with a code that is typed on another device
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-device.h"

#include "base-error.h"
#include "base-text.h"
#include "oauth-answer.h"

#include <string.h>

#define USUAL_PAUSE_S 5
#define SLOWER_S 5 /* RFC 8628 section 3.5 */
#define MOST_PAUSE_S 60
#define MOST_LIFE_S (60 * 60)
#define MOST_CODE_CHARS 40

/* What the server handed out. */
typedef struct
{
  BaseSecret *code;
  char *user_code;
  char *url;
  gint64 life_s;
  gint64 pause_s;
} Device;

static void
clear_device (Device *self)
{
  g_clear_pointer (&self->code, base_secret_unref);
  g_free (self->user_code);
  g_free (self->url);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Device, clear_device)

/* FALSE when there is nothing that a person could be shown. */
static gboolean
read_device (JsonObject *answer, Device *ret)
{
  const char *code = wire_json_string (answer, "answer", "device_code", NULL);
  const char *user_code = wire_json_string (answer, "answer", "user_code", NULL);
  const char *url = wire_json_string (answer, "answer", "verification_uri", NULL);

  if (code == NULL || *code == '\0' || user_code == NULL || *user_code == '\0' ||
      !base_text_is_clean (user_code, -1) || g_utf8_strlen (user_code, -1) > MOST_CODE_CHARS ||
      !oauth_url_is_safe (url) ||
      !wire_json_integer (answer, "answer", "expires_in", 1, G_MAXINT32, 0, &ret->life_s, NULL) ||
      !wire_json_integer (answer, "answer", "interval", 0, G_MAXINT32, USUAL_PAUSE_S, &ret->pause_s,
                          NULL) ||
      ret->life_s == 0)
    return FALSE;

  ret->life_s = MIN (ret->life_s, MOST_LIFE_S);
  ret->pause_s = CLAMP (ret->pause_s, 1, MOST_PAUSE_S);
  ret->code = base_secret_new (code, -1);
  ret->user_code = g_strdup (user_code);
  ret->url = g_strdup (url);
  return TRUE;
}

static gboolean
begin (BaseCall *call, const OauthGrant *grant, Device *ret, GError **error)
{
  const OauthQuestion question = { .cloud = grant->app->cloud,
                                   .asked = { .url = grant->tenant->device_url,
                                              .account = grant->app->id },
                                   .label = "devicecode" };
  g_autofree char *scope =
      oauth_grant_scope (grant->app, OAUTH_RESOURCE_GRAPH, OAUTH_SCOPES_OF_A_PERSON);
  g_auto (OauthForm) form = { NULL };
  JsonObject *answer;
  gboolean is_good;

  oauth_form_add (&form, "client_id", grant->app->id);
  oauth_form_add (&form, "scope", scope);
  answer = oauth_ask (call, &question, &form, NULL, NULL, error);
  if (answer == NULL)
    return FALSE;

  is_good = read_device (answer, ret);
  oauth_answer_free (answer);
  if (!is_good)
    oauth_error_set_odd (error, &question.asked, "the answer has no code to show");
  return is_good;
}

static OauthToken *
ask_once (BaseCall *call, const OauthGrant *grant, const Device *device, GError **error)
{
  g_auto (OauthForm) form = { NULL };

  oauth_form_add (&form, "grant_type", "urn:ietf:params:oauth:grant-type:device_code");
  oauth_form_add (&form, "device_code", base_secret_text (device->code));
  return oauth_answer_token (call, grant, &form, "device_code", error);
}

/* TRUE when asking again makes sense. The network may be away for a moment, too. */
static gboolean
goes_on (const GError *problem, Device *device)
{
  const char *reason = base_error_facts (problem)->reason;

  if (g_strcmp0 (reason, "code-slow") == 0)
    device->pause_s = MIN (device->pause_s + SLOWER_S, MOST_PAUSE_S);
  return g_strcmp0 (reason, "code-slow") == 0 || g_strcmp0 (reason, "code-pending") == 0 ||
         g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) ||
         g_error_matches (problem, BASE_ERROR, BASE_ERROR_BUSY);
}

static OauthToken *
poll_until_done (BaseCall *call, const OauthGrant *grant, Device *device, GError **error)
{
  static const BaseErrorFacts late = { .reason = "code-expired" };
  gint64 until_us = g_get_monotonic_time () + device->life_s * G_USEC_PER_SEC;

  while (base_call_wait (call, (guint64) device->pause_s * 1000, error)) {
    g_autoptr (GError) problem = NULL;
    OauthToken *token = ask_once (call, grant, device, &problem);

    if (token != NULL)
      return token;
    if (!goes_on (problem, device)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
    if (g_get_monotonic_time () >= until_us) {
      base_error_set_facts (error, BASE_ERROR_AUTH, &late, "the code was not used within its time");
      return NULL;
    }
  }
  return NULL;
}

OauthToken *
oauth_device_sign_in (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                      const BaseClock *clock, OauthDeviceShow show, gpointer data, GError **error)
{
  static const BaseErrorFacts none = { .reason = "sign-in-unsupported" };
  const OauthGrant grant = { .app = app, .tenant = tenant, .clock = clock };
  g_auto (Device) device = { NULL };

  if (*tenant->device_url == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &none, "the server has no device codes");
    return NULL;
  }
  if (!begin (call, &grant, &device, error))
    return NULL;

  show (&(OauthDeviceCode){ device.user_code, device.url, device.life_s }, data);
  return poll_until_done (call, &grant, &device, error);
}
