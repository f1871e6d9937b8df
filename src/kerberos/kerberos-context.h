/* kerberos-context.h - a login at a server through GSSAPI: the tokens that go to and fro, and what
 * is encrypted afterwards
 *
 * It belongs to one connection. With a ticket that is in the cache already nobody else is asked, so
 * a step never waits. Every message is sealed and opened exactly once, and in order. One thread.
 *
 * Errors: AUTH "no-ticket", "no-service-ticket", "clock-skew", "no-ntlm" (NTLM was wanted, and its
 * mechanism does not work here); PROTOCOL "sealed-body" (what came is not from who it should be
 * from, or damaged).
 */
#pragma once

#include "base-secret.h"

typedef enum
{
  KERBEROS_FORM_BARE,   /* Kerberos' own tokens */
  KERBEROS_FORM_SPNEGO, /* wrapped, as "Negotiate" has them: RFC 4178 */
  KERBEROS_FORM_NTLM    /* NTLM's own, which "NTLM" and "Negotiate" both take */
} KerberosForm;

typedef enum
{
  KERBEROS_USE_LOGIN, /* over TLS, which encrypts */
  KERBEROS_USE_SEAL   /* and then to encrypt with it */
} KerberosUse;

/* Borrowed for the time of kerberos_context_new (). */
typedef struct
{
  KerberosForm form;
  KerberosUse use;
  const char *host;     /* for errors, and whom NTLM names */
  const char *cache;    /* "MEMORY:…", which holds a ticket for service; not for NTLM */
  const char *service;  /* "HTTP/mail.corp.example@CORP.EXAMPLE" */
  GBytes *end_point;    /* kerberos_end_point () of the connection; NULL: it has none */
  const char *user;     /* for NTLM: a UPN or "CORP\\ann" */
  BaseSecret *password; /* for NTLM */
} KerberosAim;

/* Whether there is a mechanism for NTLM, which is a package of its own: gss-ntlmssp. Any thread. */
gboolean kerberos_has_ntlm (void);

typedef struct _KerberosContext KerberosContext;

KerberosContext *kerberos_context_new (const KerberosAim *aim, GError **error);
void kerberos_context_free (KerberosContext *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KerberosContext, kerberos_context_free)

/* The next token, NULL when there is none to send. answer: the server's to the last one; NULL for
 * the first. */
gboolean kerberos_context_step (KerberosContext *self, GBytes *answer, GBytes **ret_token,
                                GError **error);
gboolean kerberos_context_is_complete (const KerberosContext *self);
/* The server has proved who it is. */
gboolean kerberos_context_is_mutual (const KerberosContext *self);

/* Whole bodies: the head and what follows it. Callers unref. */
gboolean kerberos_context_seal (KerberosContext *self, GBytes *plain, GBytes **ret_head,
                                GBytes **ret_cipher, GError **error);
/* sealed: both in one piece; length: of what is in it. Caller unrefs. */
GBytes *kerberos_context_open (KerberosContext *self, GBytes *sealed, gsize length, GError **error);

/* The gss_ctx_id_t of a complete one, for who wraps streams; the caller deletes it. NULL when it
 * does not encrypt. */
struct gss_ctx_id_struct *kerberos_context_take (KerberosContext *self);
