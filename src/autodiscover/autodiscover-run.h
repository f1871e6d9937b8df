/* autodiscover-run.h - finds the web service of an administrator's mailbox
 *
 * The order is Microsoft's: service connection points of Active Directory, https on the mail domain
 * and on autodiscover.domain (both at once), a redirect read over http without any login, the SRV
 * record. SOAP is asked first, then plain XML. Blocks; any thread.
 *
 * The password is tried at two services at most. It goes over https only, to hosts of the mail
 * domain, to those that the directory names, and to those that a person has confirmed; a redirect
 * to any other host is remembered and ends the search when nothing else was found. At most ten
 * redirects, no URL and no address twice. Reasons:
 *   NOT_FOUND    "autodiscover-nothing" (nobody answered; facts->host is the domain)
 *   REJECTED     "autodiscover-unconfirmed" (facts->host may be the one: ask the person),
 *                "bad-address" (no domain in it)
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
  AUTODISCOVER_END_NOTHING,     /* nobody there, or something else */
  AUTODISCOVER_END_REFUSED,     /* Autodiscover, but it did not let us in */
  AUTODISCOVER_END_UNCONFIRMED, /* leads to a host that a person must confirm */
  AUTODISCOVER_END_PASSED_ON,   /* leads on */
  AUTODISCOVER_END_FOUND
} AutodiscoverEnd;

extern const char *const autodiscover_end_names[]; /* "nothing", "refused" … */

/* One step that was tried. Borrowed for the time of the report. */
typedef struct
{
  AutodiscoverWay way;
  const char *url; /* or the name of the SRV record */
  AutodiscoverEnd end;
  const char *words;   /* what came: "HTTP 404", the target of a redirect; never NULL */
  const GError *error; /* why nothing came, or NULL */
  guint64 took_ms;
} AutodiscoverStep;

typedef void (*AutodiscoverReport) (const AutodiscoverStep *step, gpointer data);

typedef struct
{
  char *ews_url;
  char *address; /* the one that was found at last: a server may give another one */
  char *version; /* as the server writes it; NULL when unknown */
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
  gboolean (*send) (BaseCall *call, HttpParallel *parallels, guint n, guint limit_ms, gpointer data,
                    GError **error);
  /* The hosts of _autodiscover._tcp.domain that name port 443, the best first; empty: none. */
  char **(*service) (BaseCall *call, const char *domain, gpointer data);
  gpointer data;
} AutodiscoverWorld;

/* Borrowed for the time of the call. */
typedef struct
{
  const char *address;  /* whose mailbox: the administrator's mail address or UPN */
  const char *user;     /* as whom to log in */
  BaseSecret *password; /* NULL: with a Kerberos ticket, or not at all */
  HttpAuth auth;        /* HTTP_AUTH_NONE: the best of what is offered */
  const char *ca_pem;
  const char *const *service_points; /* URLs from the directory, the best first; NULL: none */
  const char *const *confirmed;      /* hosts that a person has agreed to; NULL: none */
  const AutodiscoverWorld *world;    /* NULL: the real one */
  AutodiscoverReport report;         /* NULL: nobody listens */
  gpointer report_data;
} AutodiscoverAsk;

AutodiscoverFound *autodiscover_run (BaseCall *call, const AutodiscoverAsk *ask, GError **error);
