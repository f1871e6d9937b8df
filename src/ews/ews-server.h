/* ews-server.h - one opened server: how to reach it, and what has been learnt about it
 *
 * Shared by all workers. Immutable but for what it learns, which is behind atomics and the gate's
 * own lock.
 */
#pragma once

#include "ews-gate.h"
#include "exchange-backend.h"
#include "http-send.h"

/* How a request gets to the server: http_send () or a test's. */
typedef HttpReply *(*EwsSend) (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                               gpointer data, GError **error);

/* What a request may call itself, newest first. Later servers have no names of their own that they
 * would all take; nothing here needs more than 2013 SP1, which is where finding out begins. */
typedef enum
{
  EWS_VERSION_ANY, /* where a least version is asked for: none */
  EWS_VERSION_2016,
  EWS_VERSION_2013_SP1,
  EWS_VERSION_2013,
  EWS_VERSION_2010_SP2,
  EWS_VERSION_2010_SP1,
  EWS_VERSION_2010,
  EWS_VERSION_2007_SP1
} EwsVersion;

extern const char *const ews_version_names[]; /* of ANY: NULL */

typedef struct
{
  ExchangeBackend head;
  ExchangeProfile *profile;
  BaseSecret *password;     /* NULL when there is none */
  HttpServer http;          /* points into profile and password; its auth may change until the first
                               login has been accepted, while nobody else is on the way */
  guint offered;            /* ways to log in, as bits of 1 << HttpAuth; 0: not asked */
  KerberosAccount *account; /* what http may get tickets with; NULL without a password */
  GError *no_ticket; /* why there is none, although the server would take it; NULL: nothing to tell;
                        does not change once the login was chosen */
  char *host;        /* of the URL, for errors */
  EwsGate *gate;
  EwsSend send;
  gpointer send_data;
  int version;           /* EwsVersion; atomic; never changes where the profile names one */
  int is_version_proven; /* atomic: a request of that version has been understood */
  int is_mailboxless;    /* atomic: the account has no mailbox of its own */
  int is_logged_in;      /* atomic: some request has been let in */
  int is_bound;          /* atomic: with a login that is tied to the server's certificate */
} EwsServer;

EwsServer *ews_server_new (const ExchangeProfile *profile, BaseSecret *password, HttpAuth auth);
void ews_server_free (EwsServer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsServer, ews_server_free)
