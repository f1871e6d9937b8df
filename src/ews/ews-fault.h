/* ews-fault.h - what a server says in XML when it does not do what it was asked to
 *
 * It may come as a SOAP fault (at any HTTP status, with or without a detail, with any prefix) or in
 * a response message. One table says which code is which BASE_ERROR; a code that is not in it is
 * judged by its class.
 *
 * Reasons: "impersonation-denied", "no-mailbox", "not-primary", "access-denied",
 * "caller-without-mailbox", "reply-missing", "bad-window", "connection-limit", "page-too-big",
 * "moving" (the mailbox), "other-site", "version", "account-disabled", "password-expired",
 * "password-change", "mailtips-disabled", "rules-quota", "no-such-item", "server-fault",
 * "refused-value", "outlook-rules", "rule-refused".
 */
#pragma once

#include "wire-soap.h"

#define EWS_NS_MESSAGES "http://schemas.microsoft.com/exchange/services/2006/messages"
#define EWS_NS_TYPES "http://schemas.microsoft.com/exchange/services/2006/types"

typedef struct
{
  char *code;      /* "ErrorServerBusy"; never NULL */
  char *words;     /* what it says in its own language; never NULL */
  char *primary;   /* the address that it would rather have; NULL when it names none */
  guint64 wait_ms; /* BackOffMilliseconds, else 0 */
  gboolean
      is_client; /* a fault of class Client without a code of its own: asking again is no use */
} EwsFault;

void ews_fault_free (EwsFault *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsFault, ews_fault_free)

EwsFault *ews_fault_new_soap (const WireSoapFault *soap);
/* message: an element with ResponseClass="Error". */
EwsFault *ews_fault_new_message (const xmlNode *message);

/* What is known from the HTTP answer that brought it. */
typedef struct
{
  const char *host;
  const char *request_id;
  int http_status;
} EwsFaultOrigin;

void ews_fault_set_error (const EwsFault *self, const EwsFaultOrigin *origin, GError **error);
