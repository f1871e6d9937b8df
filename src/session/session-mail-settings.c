/* session-mail-settings.c - the settings of e-mail: checked, and kept in the store
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-text.h"
#include "mail-message.h"
#include "mail-server.h"
#include "session-core-private.h"
#include "session-mail-private.h"
#include "store-setting.h"
#include "wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME "mail"
#define DEFAULT_PERIOD_MIN 60

const char *const session_notify_names[] = {
  [SESSION_NOTIFY_RUN_FAILED] = "failed", [SESSION_NOTIFY_STOPPED] = "stopped",
  [SESSION_NOTIFY_GAP] = "gap",           [SESSION_NOTIFY_ENDING] = "ending",
  [SESSION_NOTIFY_DRIFT] = "drift",       NULL
};
const char *const session_mail_tls_names[] = { "starttls", "tls", "none", NULL };

void
session_mail_settings_clear (SessionMailSettings *self)
{
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->tls, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->ca_pem, g_free);
}

void
session_mail_settings_copy (SessionMailSettings *self, const SessionMailSettings *other)
{
  SessionMailSettings copy = *other;

  copy.host = g_strdup (other->host);
  copy.tls = g_strdup (other->tls);
  copy.user = g_strdup (other->user);
  copy.from = g_strdup (other->from);
  copy.to = g_strdup (other->to);
  copy.ca_pem = g_strdup (other->ca_pem);
  session_mail_settings_clear (self);
  *self = copy;
}

static char *
read_text (JsonObject *object, const char *name, const char *otherwise)
{
  const char *text = object != NULL ? wire_json_string (object, NAME, name, NULL) : NULL;

  return g_strdup (text != NULL ? text : otherwise);
}

static guint
read_number (JsonObject *object, const char *name, gint64 most, guint otherwise)
{
  gint64 number = otherwise;

  if (object != NULL)
    wire_json_integer (object, NAME, name, 0, most, otherwise, &number, NULL);
  return (guint) number;
}

static gboolean
read_flag (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN ||
         json_node_get_boolean (node);
}

gboolean
session_mail_load (SessionCore *core, SessionMailSettings *ret, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *text = store_setting_get (session_core_db (core), NAME, &why);
  g_autoptr (JsonObject) object =
      text != NULL ? wire_json_parse (text, strlen (text), NAME, &why) : NULL;

  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  session_mail_settings_clear (ret);
  ret->host = read_text (object, "host", "");
  ret->port = read_number (object, "port", G_MAXUINT16, 0);
  ret->tls = read_text (object, "tls", session_mail_tls_names[0]);
  ret->user = read_text (object, "user", "");
  ret->from = read_text (object, "from", "");
  ret->to = read_text (object, "to", "");
  ret->ca_pem = read_text (object, "ca", "");
  ret->threshold = read_number (object, "threshold", SESSION_MAIL_MOST_THRESHOLD, 1);
  ret->period_min =
      read_number (object, "period", SESSION_MAIL_MOST_PERIOD_MIN, DEFAULT_PERIOD_MIN);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    ret->tells[i] = read_flag (object, session_notify_names[i]);
  return TRUE;
}

gboolean
session_mail_keep (SessionCore *core, const SessionMailSettings *settings, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "host", settings->host);
  json_object_set_int_member (object, "port", settings->port);
  json_object_set_string_member (object, "tls", settings->tls);
  json_object_set_string_member (object, "user", settings->user);
  json_object_set_string_member (object, "from", settings->from);
  json_object_set_string_member (object, "to", settings->to);
  json_object_set_string_member (object, "ca", settings->ca_pem);
  json_object_set_int_member (object, "threshold", settings->threshold);
  json_object_set_int_member (object, "period", settings->period_min);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    json_object_set_boolean_member (object, session_notify_names[i], settings->tells[i]);
  text = wire_json_to_text (object);
  return store_setting_set (session_core_db (core), NAME, text, error);
}

static gboolean
refuse (const char *field, const char *sentence, GError **error)
{
  const BaseErrorFacts facts = { .reason = field };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", sentence);
  return FALSE;
}

/* A DNS name or an address. */
static gboolean
is_host (const char *host)
{
  return strlen (host) < 254 && *host != '.' && *host != '-' &&
         strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") ==
             strlen (host);
}

static gboolean
is_address (const char *text)
{
  return base_text_is_address (text) && g_str_is_ascii (text);
}

gboolean
session_mail_check (const SessionMailSettings *self, GError **error)
{
  g_auto (GStrv) to = NULL;

  if (*self->host == '\0')
    return TRUE;
  if (!is_host (self->host))
    return refuse ("mail-host", _ ("This is not the name of a mail server."), error);
  if (self->port > G_MAXUINT16)
    return refuse ("mail-port", _ ("A port is a number up to 65535."), error);
  if (!g_strv_contains (session_mail_tls_names, self->tls))
    return refuse ("mail-tls", _ ("Choose STARTTLS, TLS or none."), error);
  if (!is_address (self->from))
    return refuse ("mail-from", _ ("The sender is not a mail address."), error);
  to = mail_addresses (self->to, NULL);
  if (to == NULL)
    return refuse ("mail-to",
                   _ ("Enter the mail addresses of up to 50 recipients, apart by commas."), error);
  if (g_str_equal (self->tls, "none") && *self->user != '\0')
    return refuse ("mail-plain", _ ("Without TLS everybody on the way could read the password."),
                   error);
  if (*self->ca_pem != '\0' && strstr (self->ca_pem, "-----BEGIN CERTIFICATE-----") == NULL)
    return refuse ("mail-ca", _ ("The file holds no certificate in PEM form."), error);
  if (self->threshold < 1 || self->threshold > SESSION_MAIL_MOST_THRESHOLD)
    return refuse ("mail-threshold", _ ("The number of mailboxes is from 1 to 100,000."), error);
  if (self->period_min > SESSION_MAIL_MOST_PERIOD_MIN)
    return refuse ("mail-period", _ ("The time between two messages is at most a week."), error);
  return TRUE;
}
