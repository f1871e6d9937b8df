/* session-mail.h - e-mail of the program: where it is handed in, who gets it
 *
 * One setting for all connections, kept in the store; the password in the keyring. Blocks; any
 * thread.
 */
#pragma once

#include "session-core.h"

/* What is told. */
typedef enum
{
  SESSION_NOTIFY_RUN_FAILED, /* mailboxes that could not be written */
  SESSION_NOTIFY_STOPPED,    /* the engine stopped or paused by itself */
  SESSION_NOTIFY_GAP,        /* Exchange will soon do the wrong thing for a mailbox */
  SESSION_NOTIFY_ENDING,     /* a secret or certificate ends soon */
  SESSION_NOTIFY_DRIFT,      /* somebody changed a reply that the program had set */
  SESSION_N_NOTIFY
} SessionNotifyKind;

/* "failed", "stopped", "gap", "ending", "drift"; NULL-terminated */
extern const char *const session_notify_names[];
extern const char *const session_mail_tls_names[]; /* "starttls", "tls", "none" */

#define SESSION_MAIL_MOST_PERIOD_MIN (7 * 24 * 60)
#define SESSION_MAIL_MOST_THRESHOLD 100000

typedef struct
{
  char *host;       /* "": no mail is sent */
  guint port;       /* 0: the usual one */
  char *tls;        /* one of session_mail_tls_names */
  char *user;       /* "": nobody logs in */
  char *from;       /* an address */
  char *to;         /* addresses, apart by ", " */
  char *ca_pem;     /* authorities in place of the system's; "" */
  guint threshold;  /* so many mailboxes must have failed, or drifted, before it is told */
  guint period_min; /* at most one message in that time */
  gboolean tells[SESSION_N_NOTIFY];
} SessionMailSettings;

void session_mail_settings_clear (SessionMailSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionMailSettings, session_mail_settings_clear)
void session_mail_settings_copy (SessionMailSettings *self, const SessionMailSettings *other);

/* The usual ones where nothing was set. */
gboolean session_mail_load (SessionCore *core, SessionMailSettings *ret, GError **error);

/* The first thing that is wrong, as REJECTED with a sentence that is translated, and the field as
 * reason: "mail-host", "mail-port", "mail-tls", "mail-from", "mail-to", "mail-ca", "mail-plain",
 * "mail-threshold", "mail-period". With host "" nothing else is looked at. */
gboolean session_mail_check (const SessionMailSettings *self, GError **error);

/* Checks and keeps. password: NULL: the one that is kept stays; an empty one is taken away. */
gboolean session_mail_save (SessionCore *core, BaseCall *call, const SessionMailSettings *settings,
                            BaseSecret *password, GError **error);
/* There is one in the keyring, or in memory. */
gboolean session_mail_has_password (SessionCore *core, BaseCall *call);

typedef struct
{
  const char *const *to; /* addresses; NULL-terminated; NULL: those of the settings */
  const char *subject;
  const char *text; /* plain text; lines end with "\n" */
  const char *id;   /* a word that stays when it is sent once more; NULL: a new one */
  gint64 at_s;      /* its date, which stays, too; 0: now */
} SessionMail;

/* A server is set. */
gboolean session_mail_is_on (SessionCore *core);

/* Each recipient gets a copy. Errors: UNSUPPORTED "mail-off": no server is set; those of
 * mail-send.h and of the keyring. */
gboolean session_mail_send (SessionCore *core, BaseCall *call, const SessionMail *mail,
                            GError **error);
/* The same; ret_left as mail_send () has it. */
gboolean session_mail_try (SessionCore *core, BaseCall *call, const SessionMail *mail,
                           char ***ret_left, GError **error);

/* A message to the recipients of settings that need not be kept yet; password NULL: the one that is
 * kept. */
gboolean session_mail_test (SessionCore *core, BaseCall *call, const SessionMailSettings *settings,
                            BaseSecret *password, GError **error);
