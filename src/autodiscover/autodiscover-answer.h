/* autodiscover-answer.h - what one Autodiscover service said, whichever way it was asked. Inside
 * the room. A value; belongs to whoever asked.
 */
#pragma once

#include "wire-xml-read.h"

typedef enum
{
  AUTODISCOVER_ANSWER_SETTINGS,         /* ews_url is known */
  AUTODISCOVER_ANSWER_REDIRECT_ADDRESS, /* ask again for the address in target */
  AUTODISCOVER_ANSWER_REDIRECT_URL,     /* ask at the URL in target */
  AUTODISCOVER_ANSWER_NOTHING           /* it is Autodiscover, but knows nothing for us: words */
} AutodiscoverAnswerKind;

typedef struct
{
  AutodiscoverAnswerKind kind;
  char *ews_url;
  char *target;
  char *address; /* the mailbox's primary one; NULL when the server did not say */
  char *version; /* "15.1.2507.6", or "15.1.2507"; NULL when the server did not say */
  char *words;   /* the server's own, in its language; NULL when there are none */
} AutodiscoverAnswer;

void autodiscover_answer_free (AutodiscoverAnswer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AutodiscoverAnswer, autodiscover_answer_free)

/* The two ways to ask: bodies and readers of answers. url: where it goes; a decoder's NULL is
 * BASE_ERROR_PROTOCOL: this is no such answer. */
GBytes *autodiscover_soap_encode (const char *url, const char *address, GError **error);
AutodiscoverAnswer *autodiscover_soap_decode (xmlDoc *reply, GError **error);

GBytes *autodiscover_pox_encode (const char *address, GError **error);
AutodiscoverAnswer *autodiscover_pox_decode (xmlDoc *reply, GError **error);
