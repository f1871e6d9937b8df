/* sim-faults.h - what shall go wrong, as data
 *
 * {"faults": [{"match": {…}, "action": {…}}, …]}. The first rule that matches a request acts.
 *
 * match, all optional: "operation" ("SetUserOofSettings"), "mailbox" (address of the impersonated
 * or named mailbox), and which of the requests that match these: "nth": 3, or "from": 2 and "to": 5
 * (both counted from 1), or "every": 10. Without an operation the rule is about requests to
 * Exchange's web service; those to Autodiscover are called "Autodiscover", those to the directory
 * are called "ldap-connect", "ldap-bind", "ldap-starttls", "ldap-whoami", "ldap-rootdse" and
 * "ldap-search", and their mailbox is who is logged in. Those of Graph stand in sim-graph.h.
 *
 * action, instead of an answer: "status": 503 with "retry_after": seconds or "www_authenticate":
 * text; "fault": "ErrorServerBusy" (a SOAP fault) with "backoff_ms"; "response_error": "ErrorX"
 * (inside the response); "redirect": url (302); for Autodiscover "redirect_address": address and
 * "redirect_url": url (both in its answer); "reset": true (the connection); "garbage": a name
 * of sim-garbage.h. With "executed": true the operation is done before.
 * action, on the true answer: "slow_ms" (may stand beside any other); "cut_after": n bytes of the
 * body.
 *
 * action, for the directory: "ldap": a name of sim-ldap-fault.h, with "number" and "text" as it is
 * said there; "reset" and "slow_ms".
 *
 * Errors are BASE_ERROR_PROTOCOL with the path of what is odd. One thread.
 */
#pragma once

#include "sim-garbage.h"
#include "sim-ldap-fault.h"

#include <json-glib/json-glib.h>

typedef enum
{
  SIM_ACTION_ANSWER, /* truly; perhaps late */
  SIM_ACTION_STATUS,
  SIM_ACTION_FAULT,
  SIM_ACTION_RESPONSE_ERROR,
  SIM_ACTION_REDIRECT,
  SIM_ACTION_REDIRECT_ADDRESS,
  SIM_ACTION_REDIRECT_URL,
  SIM_ACTION_RESET,
  SIM_ACTION_GARBAGE,
  SIM_ACTION_CUT,
  SIM_ACTION_LDAP
} SimActionKind;

typedef struct
{
  SimActionKind kind;
  gboolean is_executed;
  char *text;         /* the code, the URL, or the WWW-Authenticate header; LDAP: words */
  gint64 status;      /* STATUS */
  gint64 wait;        /* STATUS: seconds; FAULT: milliseconds; 0: not said */
  gint64 slow_ms;     /* all */
  gint64 bytes;       /* CUT */
  SimGarbage garbage; /* GARBAGE */
  SimLdapFault ldap;  /* LDAP */
  gint64 number;      /* LDAP */
} SimAction;

/* It needs the true answer. */
gboolean sim_action_shows_answer (const SimAction *action);

typedef struct _SimFaults SimFaults;

SimFaults *sim_faults_new (void);
void sim_faults_free (SimFaults *self);

/* Adds the rules of the document; none when one of them is odd. */
gboolean sim_faults_add (SimFaults *self, JsonObject *document, GError **error);
gboolean sim_faults_add_file (SimFaults *self, const char *file, GError **error);
void sim_faults_clear (SimFaults *self);
guint sim_faults_count (const SimFaults *self);

/* What shall happen to this request, or NULL; counts it. mailbox "": none. Borrowed until the rules
 * change. */
const SimAction *sim_faults_meet (SimFaults *self, const char *operation, const char *mailbox);
