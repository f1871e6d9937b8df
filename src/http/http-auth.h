/* http-auth.h - which ways to log in a server offers, which ones we have, and which one to take
 *
 * Any thread. http_auth_has_ticket () may read a credential cache and block for a moment.
 */
#pragma once

#include "base-call.h"
#include "http-request.h"

/* What the WWW-Authenticate lines offer, as bits of 1 << HttpAuth; unknown schemes are passed over.
 */
guint http_auth_offered (const char *const *challenges);

/* What the server says to a login with that scheme. NULL: nothing. Caller unrefs. For this room
 * only. */
GBytes *http_auth_token (const HttpReply *reply, const char *scheme);
/* The header line that sends one: caller frees. For this room only. */
char *http_auth_line (const char *scheme, GBytes *token);

/* "Negotiate, NTLM, Basic": for people. Caller frees. */
char *http_auth_describe (guint offered);

gboolean http_auth_has_ticket (void); /* a Kerberos ticket that is still valid */
gboolean http_auth_can_ntlm (void);   /* libcurl drops NTLM in newer versions */

/* What we have to log in with. */
typedef enum
{
  HTTP_HAVE_TICKET = 1 << 0,
  HTTP_HAVE_PASSWORD = 1 << 1,
  HTTP_HAVE_NTLM = 1 << 2,
  HTTP_HAVE_GSS_NTLM = 1 << 3 /* which goes by the name Negotiate, too */
} HttpHave;

/* But for tickets. */
HttpHave http_auth_have (BaseSecret *password);

/* Negotiate with a ticket, else NTLM, else Basic; NTLM by the name Negotiate where that is all
 * there is. FALSE when nothing of what is offered works:
 * UNSUPPORTED "no-method" (or AUTH "no-password" when a password would have helped). */
gboolean http_auth_choose (guint offered, HttpHave have, HttpAuth *ret, GError **error);

/* The same for server, once it has said what it offers. Where that is Negotiate, a ticket for it is
 * got, with the password of server->account if need be: blocks, and can be cancelled.
 * ret_no_ticket: why there is none, although the server would take it; caller frees; may be NULL.
 * FALSE also when Kerberos has refused the password: then it must not be tried in another way.
 * Errors: those of http_auth_choose () and kerberos-login.h. */
gboolean http_auth_settle (BaseCall *call, const HttpServer *server, guint offered, HttpAuth *ret,
                           GError **ret_no_ticket, GError **error);

/* Why a request with Negotiate came to nothing: the password itself was refused, or the account. */
gboolean http_auth_is_final (const GError *error);
