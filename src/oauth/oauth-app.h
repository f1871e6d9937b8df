/* oauth-app.h - the application that asks for tokens: where it is registered, and how it proves who
 * it is
 *
 * A plain struct of borrowed pointers, as HttpServer is one.
 */
#pragma once

#include "oauth-certificate.h"
#include "oauth-cloud.h"
#include "oauth-keeper.h"

typedef struct
{
  OauthCloud *cloud;
  const char *tenant;            /* a GUID, or one of its domains */
  const char *id;                /* the application's (client) id */
  OauthCertificate *certificate; /* NULL: the secret is used */
  BaseSecret *secret;            /* NULL without a certificate: a public client */
  BaseSecret *refresh;           /* of a person who has signed in, for whom tokens are then; the
                                    application is a public one. NULL: tokens are its own */
  OauthKeeper *keeper;           /* of the next refresh token; may be NULL */
} OauthApp;
