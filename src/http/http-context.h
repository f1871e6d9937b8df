/* http-context.h - a Kerberos session with a web server: the tokens that begin it, and what it
 * encrypts. For this room only.
 *
 * It belongs to one connection. Every message is sealed and opened exactly once, and in order. One
 * thread.
 *
 * Errors: AUTH "no-ticket", "no-host-ticket" (Kerberos does not know the server by this name),
 * "clock-skew"; OFFLINE "no-kdc"; PROTOCOL "sealed-body" (what came is not from who it should be
 * from, or damaged).
 */
#pragma once

#include "http-sealed-body.h"

typedef struct _HttpContext HttpContext;

/* service: "HTTP", "host". */
HttpContext *http_context_new (HttpSeal seal, const char *service, const char *host);
void http_context_free (HttpContext *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpContext, http_context_free)

/* The next token, NULL when there is none to send. answer: the server's to the last one; NULL for
 * the first. */
gboolean http_context_step (HttpContext *self, GBytes *answer, GBytes **ret_token, GError **error);
gboolean http_context_is_complete (const HttpContext *self);

/* Whole bodies. Caller unrefs. */
GBytes *http_context_seal (HttpContext *self, GBytes *plain, GError **error);
GBytes *http_context_open (HttpContext *self, GBytes *body, GError **error);
