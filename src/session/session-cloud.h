/* session-cloud.h - what there is to know of an organisation online before one is connected to it:
 * Microsoft's clouds, a tenant by its domain, the certificate of the application
 *
 * Plain values. Any thread; what asks a server or reads a file blocks.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"
#include "exchange-profile.h"

typedef struct
{
  char *id;   /* what a profile keeps */
  char *name; /* a name, not translated */
} SessionCloud;

/* SessionCloud, in the order in which they are offered. Caller unrefs. */
GPtrArray *session_cloud_list (void);

typedef struct
{
  char *id;     /* the GUID */
  char *name;   /* what the organisation calls itself; "": not told */
  char *region; /* "GCC"; "" for most */
} SessionTenant;

/* The tenant of a draft's cloud. Errors: those of oauth-tenant.h; REJECTED "cloud-unknown",
 * "cloud-address"; AUTH "other-cloud", and "other-cloud-known" when object is the name of the cloud
 * where it is. Caller frees. */
SessionTenant *session_tenant_find (BaseCall *call, const ExchangeProfile *draft,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void session_tenant_free (SessionTenant *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionTenant, session_tenant_free)

/* When what the application logs in with ends. */
typedef enum
{
  SESSION_END_FAR,
  SESSION_END_SOON, /* within SESSION_SOON_DAYS */
  SESSION_END_OVER
} SessionEnd;
#define SESSION_SOON_DAYS 30

SessionEnd session_end (GDateTime *until, GDateTime *now);

typedef struct
{
  char *subject;
  char *thumbprint; /* as the portal shows it */
  GDateTime *until; /* UTC */
} SessionCertificate;

/* Errors: those of oauth-certificate-file.h. Caller frees. */
SessionCertificate *session_certificate_read (const char *path, BaseSecret *passphrase,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void session_certificate_free (SessionCertificate *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCertificate, session_certificate_free)

/* Why the application will soon not log in any more, or does not already, for session_explain ():
 * AUTH "secret-ending", "secret-over", "certificate-ending", "certificate-over"; object is the day.
 * NULL when there is time, or when nobody told. A certificate that cannot be read tells nothing.
 * Caller frees. */
GError *session_cloud_reminder (const ExchangeProfile *profile, BaseSecret *passphrase,
                                GDateTime *now);
