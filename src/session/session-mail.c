/* session-mail.c - e-mail of the program: hands messages in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-mail.h"

#include "base-error.h"
#include "base-time.h"
#include "mail-send.h"
#include "session-core-private.h"
#include "session-mail-private.h"

#include <glib/gi18n-lib.h>

/* The password's place in the keyring: as that of a profile of this id. */
#define MAIL_ID "mail"

static ExchangeProfile *
make_place (const SessionMailSettings *settings)
{
  const ExchangeProfile draft = { .id = (char *) MAIL_ID,
                                  .name = (char *) MAIL_ID,
                                  .admin_upn = settings->user };

  return exchange_profile_new (&draft);
}

static BaseSecret *
find_password (SessionCore *core, BaseCall *call, GError **error)
{
  return session_password_box_find (session_core_passwords (core), call, MAIL_ID,
                                    SESSION_PASSWORD_ADMIN, error);
}

gboolean
session_mail_has_password (SessionCore *core, BaseCall *call)
{
  g_autoptr (BaseSecret) password = find_password (core, call, NULL);

  return password != NULL;
}

static gboolean
keep_password (SessionCore *core, BaseCall *call, const SessionMailSettings *settings,
               BaseSecret *password, GError **error)
{
  SessionPasswordBox *box = session_core_passwords (core);
  const SessionPasswords given = { .admin = password };
  g_autoptr (ExchangeProfile) place = make_place (settings);
  SessionPasswords kept;

  if (password == NULL)
    return TRUE;
  if (!base_secret_is_empty (password))
    return session_password_box_keep (box, call, place, &given, &kept, error);

  session_password_box_drop_one (box, call, MAIL_ID, SESSION_PASSWORD_ADMIN);
  return TRUE;
}

gboolean
session_mail_save (SessionCore *core, BaseCall *call, const SessionMailSettings *settings,
                   BaseSecret *password, GError **error)
{
  return session_mail_check (settings, error) &&
         keep_password (core, call, settings, password, error) &&
         session_mail_keep (core, settings, error);
}

static int
tls_of (const SessionMailSettings *settings)
{
  for (int i = 0; mail_tls_names[i] != NULL; i++)
    if (g_str_equal (mail_tls_names[i], settings->tls))
      return i;
  return MAIL_TLS_START;
}

static gboolean
hand_in (BaseCall *call, const SessionMailSettings *settings, BaseSecret *password,
         const SessionMail *mail, char ***ret_left, GError **error)
{
  g_autoptr (BaseCall) bounded = base_call_new (NULL, base_call_cancellable (call), MAIL_SEND_MS);
  g_autoptr (GDateTime) at = mail->at_s != 0 ? g_date_time_new_from_unix_utc (mail->at_s)
                                             : base_clock_now (base_clock_system ());
  g_autofree char *id = mail->id != NULL ? g_strdup (mail->id) : g_uuid_string_random ();
  g_auto (GStrv) own = mail->to == NULL ? mail_addresses (settings->to, error) : NULL;
  const MailServer server = { .host = settings->host,
                              .port = (guint16) settings->port,
                              .tls = (MailTls) tls_of (settings),
                              .ca_pem = settings->ca_pem,
                              .user = settings->user,
                              .password = password };
  const MailMessage message = { .from = settings->from,
                                .from_name = "Absentia",
                                .to = mail->to != NULL ? mail->to : (const char *const *) own,
                                .subject = mail->subject,
                                .text = mail->text,
                                .id = id,
                                .at = at };

  return message.to != NULL && mail_send (bounded, &server, &message, ret_left, error);
}

gboolean
session_mail_is_on (SessionCore *core)
{
  g_auto (SessionMailSettings) settings = { 0 };

  return session_mail_load (core, &settings, NULL) && *settings.host != '\0';
}

gboolean
session_mail_send (SessionCore *core, BaseCall *call, const SessionMail *mail, GError **error)
{
  return session_mail_try (core, call, mail, NULL, error);
}

gboolean
session_mail_try (SessionCore *core, BaseCall *call, const SessionMail *mail, char ***ret_left,
                  GError **error)
{
  static const BaseErrorFacts off = { .reason = "mail-off" };
  g_auto (SessionMailSettings) settings = { 0 };
  g_autoptr (BaseSecret) password = NULL;
  g_autoptr (GError) why = NULL;

  if (ret_left != NULL)
    *ret_left = NULL;
  if (!session_mail_load (core, &settings, error))
    return FALSE;
  if (*settings.host == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &off, "no mail server is set");
    return FALSE;
  }
  if (*settings.user != '\0')
    password = find_password (core, call, &why);
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  return hand_in (call, &settings, password, mail, ret_left, error);
}

gboolean
session_mail_test (SessionCore *core, BaseCall *call, const SessionMailSettings *settings,
                   BaseSecret *password, GError **error)
{
  static const BaseErrorFacts off = { .reason = "mail-off" };
  g_autoptr (BaseSecret) used = password != NULL ? base_secret_ref (password) : NULL;
  const SessionMail mail = {
    .subject = _ ("Absentia: a test message"),
    .text = _ ("This is a test message of Absentia. Whoever gets it will be told what needs "
               "attention: mailboxes that could not be written, an engine that stopped, secrets "
               "that end soon.\n")
  };

  if (!session_mail_check (settings, error))
    return FALSE;
  if (*settings->host == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &off, "no mail server is set");
    return FALSE;
  }
  if (used == NULL && *settings->user != '\0')
    used = find_password (core, call, NULL);
  return hand_in (call, settings, used, &mail, NULL, error);
}
