/* http-request.h - one request and its answer, as values
 *
 * Requests are plain structs of borrowed pointers that live as long as the call. A reply belongs to
 * whoever asked.
 */
#pragma once

#include "base-secret.h"

typedef struct _KerberosAccount KerberosAccount; /* kerberos-account.h */

#define HTTP_MOST_BODY_BYTES                                                                       \
  (16 * 1024 * 1024)                       /* after decoding: a gzip bomb counts as what it is */
#define HTTP_MOST_HEADER_BYTES (64 * 1024) /* of all header lines of a request together */

typedef enum
{
  HTTP_AUTH_NONE,
  HTTP_AUTH_BASIC,
  HTTP_AUTH_NTLM,
  HTTP_AUTH_NEGOTIATE, /* with a Kerberos ticket; user and secret are not used, account is */
  HTTP_AUTH_BEARER     /* secret is the token */
} HttpAuth;

extern const char *const http_auth_names[]; /* "none", "basic" … */

/* Where to send and as whom. Borrowed. */
typedef struct
{
  const char *url;    /* https */
  const char *ca_pem; /* the only authorities to trust, as PEM; NULL or "": the system's */
  HttpAuth auth;
  const char *user;         /* a UPN, or DOMAIN\user */
  BaseSecret *secret;       /* the password or the token; NULL when auth needs none */
  KerberosAccount *account; /* whose password may get a ticket; NULL: only this computer's ticket */
} HttpServer;

typedef enum
{
  HTTP_ASK_TLS = 1 << 0,              /* a new connection, and the facts of its certificate */
  HTTP_ALLOW_PLAIN_LOOPBACK = 1 << 1, /* http to 127.0.0.1 or ::1, by no proxy */
  HTTP_PLAIN_ANONYMOUS = 1 << 2,      /* a GET over http without any login: Autodiscover asks so for
                                         a redirect */
  HTTP_ONCE = 1 << 3 /* it changes something: when a kept connection ends before any answer, that is
                        OFFLINE "closed", and not sent again unseen, as others are */
} HttpFlags;

typedef struct
{
  const char *const *headers; /* "Name: value", a strv; NULL for none */
  GBytes *body;               /* NULL: none */
  const char *method;         /* "PATCH"; NULL: GET without a body, POST with one */
  HttpFlags flags;
  const char *label; /* for the trace: "GetFolder"; NULL for none */
} HttpRequest;

typedef struct
{
  char *version; /* "TLSv1.3"; NULL when unknown */
  char *subject;
  char *issuer;
  GDateTime *not_after; /* UTC; NULL when unknown */
  char *fingerprint;    /* SHA-256 of the certificate, "AB:CD:…"; NULL when unknown */
  char *names;          /* that it is made out for: "mail.corp.example, 10.0.0.5"; NULL: none */
} HttpTls;

void http_tls_free (HttpTls *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpTls, http_tls_free)

typedef struct
{
  int status;
  HttpAuth auth;      /* as what the request went */
  gboolean is_bound;  /* the login was tied to the server's certificate (Extended Protection) */
  GBytes *body;       /* never NULL */
  char **challenges;  /* the values of all WWW-Authenticate lines; never NULL */
  char **cookies;     /* of all Set-Cookie lines: "name=value", without what follows; never NULL */
  char *content_type; /* the others: NULL when there was no such line */
  char *location;
  char *request_id; /* request-id, else the client-request-id that came back */
  char *front_end;  /* X-FEServer */
  char *cas_error;  /* X-CasErrorCode */
  char *retry_after;
  char *date;            /* the server's clock */
  char *persistent_auth; /* "true": the whole connection is logged in now, as IIS says */
  HttpTls *tls;          /* NULL unless asked for */
  guint64 took_ms;
} HttpReply;

void http_reply_free (HttpReply *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpReply, http_reply_free)

/* By how many seconds the server's clock was ahead of now. FALSE when it does not say. */
gboolean http_reply_skew_s (const HttpReply *self, GDateTime *now, gint64 *ret);

/* How long Retry-After asks us to stay away, seconds or a date; 0 when it does not say. At most an
 * hour: a longer one is a mistake or an attack. */
guint64 http_reply_wait_ms (const HttpReply *self, GDateTime *now);
