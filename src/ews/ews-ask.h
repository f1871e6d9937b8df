/* ews-ask.h - sends one request in its envelope and finds the answer, or what went wrong, in what
 * comes back
 *
 * Steps the version down and remembers it, goes through the login gate, takes the primary address
 * that a server names and asks once more with it, and looks for errors in all three layers (SOAP
 * fault, response message, HTTP). Besides the reasons of ews-fault.h and ews-status.h:
 * "bad-address" (REJECTED, nothing was sent) and "other-answer" (PROTOCOL, the answer is one to
 * another request).
 *
 * Blocks; any thread, a BaseCall each.
 */
#pragma once

#include "ews-fault.h"
#include "ews-server.h"
#include "wire-xml-scan.h"
#include "wire-xml-write.h"

/* Constant, because administrators allow and block programs by it. */
#define EWS_USER_AGENT "User-Agent: Absentia/" ABSENTIA_VERSION

typedef struct _EwsAsk EwsAsk;

/* Writes the one element that goes into the body. */
typedef void (*EwsEncode) (WireXml *xml, const EwsAsk *ask, EwsVersion version);

/* Takes an element of the response that was entered, and leaves it. FALSE when that is not as
 * usual. scan NULL: that was all; FALSE when something is missing. */
typedef gboolean (*EwsQuick) (WireXmlScan *scan, gpointer data);

struct _EwsAsk
{
  const char *operation; /* "GetFolder": the answer must be its …Response */
  const char *as;        /* the mailbox to impersonate; NULL: the account itself */
  EwsEncode encode;
  gconstpointer data; /* for encode */
  gboolean is_change; /* not to be sent twice without a look */
  EwsQuick quick;     /* reads the usual answer without a tree; NULL: there is a tree for each */
  gpointer quick_data;
  EwsVersion oldest; /* that has the operation: an older server is UNSUPPORTED "version" without
                         being asked */
};

typedef struct
{
  xmlDoc *doc;         /* this and the next two: NULL where quick has read it */
  const xmlNode *root; /* GetFolderResponse */
  const xmlNode
      *message; /* the element with ResponseClass, which is not Error; NULL when there is none */
  char *request_id; /* NULL when the server gave none */
  char *address;    /* the primary address, where the server wanted that one; else NULL */
  GBytes *bytes;    /* what came */
} EwsAnswer;

void ews_answer_free (EwsAnswer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsAnswer, ews_answer_free)

/* The whole request. Caller unrefs. */
GBytes *ews_ask_encode (const EwsAsk *ask, EwsVersion version, GError **error);

EwsAnswer *ews_ask (BaseCall *call, EwsServer *server, const EwsAsk *ask,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For questions about the directory, which need no mailbox in particular but some: as the account
 * itself, or, when that has no mailbox, as the profile's test mailbox. ask->as is set by this. */
EwsAnswer *ews_ask_directory (BaseCall *call, EwsServer *server, EwsAsk *ask,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
