/* mail-server.h - where mail is handed in, and how */
#pragma once

#include "base-secret.h"

typedef enum
{
  MAIL_TLS_START, /* STARTTLS, and nothing without it */
  MAIL_TLS_FIRST, /* from the first byte */
  MAIL_TLS_NEVER  /* a relay of one's own that offers none: no password goes there */
} MailTls;

extern const char *const mail_tls_names[]; /* "starttls", "tls", "none"; NULL-terminated */

/* Borrowed. */
typedef struct
{
  const char *host; /* a name, or an address */
  guint16 port;     /* 0: the usual one */
  MailTls tls;
  const char *ca_pem;   /* authorities in place of the system's; "" or NULL: the system's */
  const char *user;     /* "" or NULL: nobody logs in */
  BaseSecret *password; /* NULL: none */
} MailServer;
