/* session-hub-mail.h - the settings of the program itself, for the panel: e-mail, desktop, log,
 * defaults. Main thread only. */
#pragma once

#include "session-defaults.h"
#include "session-hub.h"
#include "session-mail.h"
#include "session-preferences.h"

typedef struct
{
  SessionMailSettings mail;
  gboolean has_password; /* one is kept */
  SessionPreferences preferences;
  char *defaults[SESSION_N_DEFAULTS]; /* as session_default_get () says */
} SessionSettings;

void session_settings_free (SessionSettings *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionSettings, session_settings_free)

void session_hub_settings_async (SessionHub *self, GCancellable *cancellable,
                                 GAsyncReadyCallback done, gpointer user_data);
SessionSettings *session_hub_settings_finish (SessionHub *self, GAsyncResult *result,
                                              GError **error);

/* Whether a mail server is set; asks no keyring. */
void session_hub_mails_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                              gpointer user_data);
gboolean session_hub_mails_finish (SessionHub *self, GAsyncResult *result, GError **error);

typedef enum
{
  SESSION_SETTINGS_KEEP,        /* all of it */
  SESSION_SETTINGS_PREFERENCES, /* those alone */
  SESSION_SETTINGS_TRY,         /* nothing is kept: a test message is sent */
  SESSION_SETTINGS_DEFAULT      /* one of them: session_hub_set_default_async () */
} SessionSettingsTask;

/* settings: copied. password: of the mail server; NULL: the one that is kept. Errors: those of
 * session-mail.h. */
void session_hub_set_async (SessionHub *self, SessionSettingsTask what,
                            const SessionSettings *settings, BaseSecret *password,
                            GCancellable *cancellable, GAsyncReadyCallback done,
                            gpointer user_data);
gboolean session_hub_set_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* As session_default_set (); ends with session_hub_set_finish (). */
void session_hub_set_default_async (SessionHub *self, SessionDefault which, const char *text,
                                    GCancellable *cancellable, GAsyncReadyCallback done,
                                    gpointer user_data);
