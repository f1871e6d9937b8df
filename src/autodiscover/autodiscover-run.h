/* autodiscover-run.h - finds the web service of an administrator's mailbox
 *
 * The order is Microsoft's: service connection points of Active Directory, https on the mail domain
 * and on autodiscover.domain (both at once), a redirect read over http without any login, the SRV
 * record. SOAP is asked first, then plain XML. Blocks; any thread.
 *
 * After two refusals the password is not tried any more. It goes over https only, to hosts of the
 * mail domain, to those that the directory names, and to those that a person has confirmed; a
 * redirect to any other host, or to an address in another domain, is remembered and ends the search
 * when nothing else was found. At most ten redirects, no address twice and for an address no URL
 * twice; a question has ten seconds, the search two minutes.
 *
 * Reasons:
 *   NOT_FOUND    "autodiscover-nothing" (nobody answered; facts->host is the domain)
 *   REJECTED     "autodiscover-unconfirmed" (facts->host may be the one: ask the person),
 *                "bad-address" (no domain in it)
 *   PROTOCOL     "autodiscover-circle" (redirects without an end, and nothing else)
 *   WRONG_SERVER "autodiscover-cloud" (Exchange Online has the mailbox)
 *   AUTH         "credentials-refused", "no-password"
 *   UNSUPPORTED  "no-method"
 */
#pragma once

#include "http-auth.h"
#include "http-send.h"

typedef enum
{
  AUTODISCOVER_WAY_DIRECTORY, /* a service connection point */
  AUTODISCOVER_WAY_DOMAIN,    /* https on the mail domain */
  AUTODISCOVER_WAY_HOST,      /* https on autodiscover.domain */
  AUTODISCOVER_WAY_REDIRECT,  /* http on autodiscover.domain says where */
  AUTODISCOVER_WAY_SRV
} AutodiscoverWay;

extern const char *const autodiscover_way_names[]; /* "directory", "domain", "host" … */

typedef enum
{
  AUTODISCOVER_END_ASKING,      /* not yet: the step begins */
  AUTODISCOVER_END_NOTHING,     /* nobody there, or something else */
  AUTODISCOVER_END_REFUSED,     /* Autodiscover, but it did not let us in */
  AUTODISCOVER_END_UNCONFIRMED, /* leads to a host that a person must confirm */
  AUTODISCOVER_END_PASSED_ON,   /* leads on */
  AUTODISCOVER_END_FOUND
} AutodiscoverEnd;

extern const char *const autodiscover_end_names[]; /* "asking", "nothing" … */

/* One step, when it begins and when it has ended: the same way and url. Borrowed for the time of
 * the report. */
typedef struct
{
  AutodiscoverWay way;
  const char *url; /* or the name of the SRV record */
  AutodiscoverEnd end;
  /* Why there is nothing for us: "circle", "asked-before", "not-https" (where it leads to),
   * "web-service-not-https", "no-web-service" (it names none),
   * "password-spared" (refused twice elsewhere); NULL: words or error tell. */
  const char *reason;
  const char *words;   /* what came: "HTTP 404", the target of a redirect; never NULL */
  const GError *error; /* why nothing came, or NULL */
  guint64 took_ms;
} AutodiscoverStep;

typedef void (*AutodiscoverReport) (const AutodiscoverStep *step, gpointer data);

typedef struct
{
  char *ews_url;
  char *address; /* the mailbox's primary one, as far as the server says it */
  char *version; /* "15.1.2507.6", or "15.1.2507"; NULL when unknown */
  char *url;     /* the service that answered */
  guint offered; /* ways to log in there, bits of 1 << HttpAuth */
  AutodiscoverWay way;
} AutodiscoverFound;

void autodiscover_found_free (AutodiscoverFound *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AutodiscoverFound, autodiscover_found_free)

/* How the world is asked; tests give their own. */
typedef struct
{
  /* As http_send_parallel (). */
  gboolean (*send) (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
                    gpointer data, GError **error);
  /* The hosts of _autodiscover._tcp.domain that name port 443, the best first; empty: none. NULL
   * with an error. */
  char **(*service) (BaseCall *call, const char *domain, gpointer data, GError **error);
  gpointer data;
} AutodiscoverWorld;

/* Borrowed for the time of the call. */
typedef struct
{
  const char *address;      /* whose mailbox: the administrator's mail address or UPN */
  const char *user;         /* as whom to log in */
  BaseSecret *password;     /* NULL: with a Kerberos ticket, or not at all */
  KerberosAccount *account; /* gets tickets with it; NULL: only this computer's ticket */
  HttpAuth auth;            /* HTTP_AUTH_NONE: the best of what is offered */
  const char *ca_pem;
  const char *const *service_points; /* URLs from the directory, the best first; NULL: none */
  const char *const *confirmed;      /* hosts and domains that a person has agreed to; NULL: none */
  const AutodiscoverWorld *world;    /* NULL: the real one */
  AutodiscoverReport report;         /* NULL: nobody listens */
  gpointer report_data;
} AutodiscoverAsk;

AutodiscoverFound *autodiscover_run (BaseCall *call, const AutodiscoverAsk *ask, GError **error);
