/* sim-ews.h - the operations of EWS that the simulator knows */
#pragma once

#include "sim-ask.h"

/* How an answer came out. */
typedef struct
{
  int status; /* of HTTP */
  GBytes *body;
  const char *code; /* static or the action's: the EWS error; NULL: none */
} SimAnswer;

void sim_answer_clear (SimAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimAnswer, sim_answer_clear)

/* "GetFolder", for counting: "other" for what is no operation here. Borrowed. */
const char *sim_ews_name (const SimAsk *ask);

/* What the request deserves; does it. */
SimAnswer sim_ews_answer (SimAsk *ask);

/* An error instead, in the place where the operation has them: in its response, or as a fault for
 * an operation that nobody knows. code must outlive the answer. */
SimAnswer sim_ews_refuse (const SimAsk *ask, const char *code);
SimAnswer sim_ews_fault (const SimAsk *ask, const char *code, const SimFaultFacts *facts);

/* What an operation made of a request. */
typedef enum
{
  SIM_DONE,    /* the response is written */
  SIM_REFUSED, /* an error inside the response: *ret_code */
  SIM_FAULT    /* a SOAP fault: *ret_code */
} SimOutcome;

/* A folder of the mailbox that is acting, as a request names it. NULL, or the error; *ret_folder:
 * "calendar". */
const char *sim_ews_open_folder (const SimAsk *ask, const xmlNode *id, const char **ret_folder);

/* The operations. Each writes its whole response element when it is SIM_DONE. */
SimOutcome sim_ews_get_oof (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_set_oof (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_user_availability (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_folder (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_user_configuration (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_server_time_zones (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_inbox_rules (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_update_inbox_rules (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_find_people (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_resolve_names (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_find_item (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_item (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_create_item (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_delete_item (SimAsk *ask, WireXml *xml, const char **ret_code);
SimOutcome sim_ews_get_mail_tips (SimAsk *ask, WireXml *xml, const char **ret_code);
