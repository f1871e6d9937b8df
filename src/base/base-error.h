/* base-error.h - the one error domain of everything that talks to servers, files and keyrings
 *
 * A code says what has to happen next, not what the server called it; the server's own words and
 * ids ride along as facts. Cancelling is never one of these: it is G_IO_ERROR_CANCELLED. Any
 * thread. Messages are in English and for the detail pane and the log; session_explain () makes the
 * sentence and the remedy that a person reads.
 */
#pragma once

#include <glib.h>

#define BASE_ERROR (base_error_quark ())

typedef enum
{
  BASE_ERROR_OFFLINE, /* no name, no route, refused, timed out: retry later */
  BASE_ERROR_TLS,     /* the certificate is not to be trusted: stop */
  BASE_ERROR_AUTH,    /* the credentials were refused: stop, never try again by itself (lock-out) */
  BASE_ERROR_FORBIDDEN,    /* no right for this mailbox: skip it */
  BASE_ERROR_NOT_FOUND,    /* no such mailbox: skip it */
  BASE_ERROR_WRONG_SERVER, /* the mailbox lives elsewhere: re-route once */
  BASE_ERROR_THROTTLED,    /* the budget is used up: wait facts->wait_ms, then the same again */
  BASE_ERROR_BUSY,         /* a passing fault of the server: retry with back-off */
  BASE_ERROR_REJECTED,     /* the value is refused: skip, tell the person */
  BASE_ERROR_UNSUPPORTED,  /* this server cannot do it: skip the feature */
  BASE_ERROR_PROTOCOL,     /* the answer was not understood: skip, count */
  BASE_ERROR_STORE         /* the local database or the keyring: stop */
} BaseErrorCode;

/* What is known beside the message. Strings are NULL and numbers 0 when unknown. */
typedef struct
{
  const char
      *reason; /* our own token for what exactly it was, such as "tls-expired"; static string */
  const char *server_code; /* the server's word, such as "ErrorImpersonateUserDenied" */
  const char *request_id;  /* the server's id of the request, for its log */
  const char *host;
  const char *account; /* who asked: for remedies that name the account */
  const char *answer;  /* what the server answered, as far as it can be shown: for people who ask
                          for it, never for a log */
  const char *object;  /* what of the server it is about, by the server's name for it */
  int http_status;
  guint64 wait_ms; /* THROTTLED: how long the server asks us to stay away; 0 when it did not say */
} BaseErrorFacts;

typedef enum
{
  BASE_VERDICT_STOP,    /* the whole run: nothing else will succeed either */
  BASE_VERDICT_SKIP,    /* this mailbox only */
  BASE_VERDICT_RETRY,   /* the same again, after a growing pause */
  BASE_VERDICT_WAIT,    /* the same again, after the announced pause, for everybody */
  BASE_VERDICT_REROUTE, /* ask another server */
  BASE_VERDICT_CANCELLED
} BaseVerdict;

/* A line of a table that says which numbers of a library or of a protocol are which error. */
typedef struct
{
  int key;
  BaseErrorCode code;
  const char *reason;
} BaseErrorRow;

GQuark base_error_quark (void);

/* NULL when the table has no such key. */
const BaseErrorRow *base_error_row (const BaseErrorRow *rows, gsize n, int key);

void base_error_set (GError **error, BaseErrorCode code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void base_error_set_facts (GError **error, BaseErrorCode code, const BaseErrorFacts *facts,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);

/* At the end of what goes on after something went wrong: TRUE without a problem; else FALSE, and
 * the problem becomes the error. problem: any domain, taken. */
gboolean base_error_pass (GError *problem, GError **error);

/* Adds who asked to an error of this domain; others stay as they are. */
void base_error_set_account (GError *error, const char *account);

/* Adds the bytes that a server answered with, cut and made showable, to an error of this domain. */
void base_error_set_answer (GError *error, const char *bytes, gsize size);

/* Never NULL: empty facts for an error of another domain. Owned by the error. */
const BaseErrorFacts *base_error_facts (const GError *error);

/* The code as scripts see it: "OFFLINE"; "CANCELLED" or "FAILED" for other domains. Static. */
const char *base_error_name (const GError *error);
/* The code of a name; FALSE: it is not one of this domain's. */
gboolean base_error_find_code (const char *name, BaseErrorCode *ret);

/* What a run does about it: the one place that decides. */
BaseVerdict base_error_verdict (const GError *error);
