/* sim-ldap-session.c - one client of the simulated controller
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-session.h"

#include "sim-ldap-bind.h"
#include "sim-ldap-reply.h"
#include "sim-ldap-search.h"

#include <string.h>

static const char garbage[] =
    "\x30\x84\x00\x00\x00\x1FHTTP/1.1 400 Bad Request\r\n\r\n\xFF\xFF\xFF";

/* What each operation is called in faults and counters, and the tag of its answer. */
static const struct
{
  ber_tag_t operation;
  const char *name;
  ber_tag_t answer;
} operations[] = {
  { SIM_LDAP_BIND, "ldap-bind", SIM_LDAP_BIND_ANSWER },
  { SIM_LDAP_SEARCH, "ldap-search", SIM_LDAP_SEARCH_DONE },
  { SIM_LDAP_EXTENDED, "ldap-extended", SIM_LDAP_EXTENDED_ANSWER },
  { SIM_LDAP_MODIFY, "ldap-modify", 0x67 },
  { SIM_LDAP_ADD, "ldap-add", 0x69 },
  { SIM_LDAP_DELETE, "ldap-delete", 0x6B },
  { SIM_LDAP_RENAME, "ldap-rename", 0x6D },
  { SIM_LDAP_COMPARE, "ldap-compare", 0x6F },
};

static void
free_cursor (gpointer data)
{
  sim_ldap_cursor_free (data);
}

void
sim_ldap_session_init (SimLdapSession *self, SimWorld *world, SimLdapSide side)
{
  *self = (SimLdapSession){
    .world = world, .tree = world->directory, .side = side, .person = SIM_NOBODY
  };
  self->pages = g_ptr_array_new_with_free_func (free_cursor);
}

void
sim_ldap_session_clear (SimLdapSession *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
}

static gboolean
is_root_search (const SimLdapAsk *ask)
{
  BerElement *reader = sim_ldap_ask_reader (&ask->content);
  struct berval base;
  ber_int_t depth;
  gboolean is_root = sim_ldap_ask_bytes (reader, &base) &&
                     ber_scanf (reader, "e", &depth) != LBER_ERROR && base.bv_len == 0 &&
                     depth == 0;

  sim_ldap_ask_reader_free (reader);
  return is_root;
}

static const char *
find_name (const SimLdapAsk *ask, ber_tag_t *ret_answer)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (operations[i].operation == ask->operation) {
      *ret_answer = operations[i].answer;
      if (ask->operation == SIM_LDAP_SEARCH && is_root_search (ask))
        return "ldap-rootdse";
      if (ask->operation == SIM_LDAP_EXTENDED)
        return sim_ldap_extended_name (ask);
      return operations[i].name;
    }
  return NULL;
}

/* What takes the place of the answer. FALSE: the operation is done, perhaps with a fault in it. */
static gboolean
answer_by_fault (const SimLdapAsk *ask, ber_tag_t tag, const SimAction *fault, BerElement *out,
                 SimLdapAnswer *answer)
{
  switch (fault->ldap) {
  case SIM_LDAP_FAULT_SILENCE:
    return TRUE;
  case SIM_LDAP_FAULT_RESULT:
    sim_ldap_reply_result (out, ask->id, tag,
                           &(SimLdapResult){ .code = (int) fault->number, .text = fault->text });
    return TRUE;
  case SIM_LDAP_FAULT_REFERRAL:
    sim_ldap_reply_result (
        out, ask->id, tag,
        &(SimLdapResult){ .code = SIM_LDAP_REFERRAL,
                          .text = SIM_LDAP_REFERRAL_WORDS,
                          .referral = fault->text != NULL ? fault->text : SIM_LDAP_CHILD_URL });
    return TRUE;
  case SIM_LDAP_FAULT_GARBAGE:
    ber_write (out, garbage, sizeof garbage - 1, 0);
    return TRUE;
  case SIM_LDAP_FAULT_TLS_SILENCE:
    if (ask->operation == SIM_LDAP_EXTENDED)
      answer->then = SIM_LDAP_FALL_SILENT;
    return FALSE;
  default:
    return FALSE;
  }
}

static void
execute (SimLdapSession *self, const SimLdapAsk *ask, ber_tag_t tag, const SimAction *fault,
         BerElement *out, SimLdapAnswer *answer)
{
  SimLdapThen then = SIM_LDAP_GO_ON;

  if (ask->has_unknown_control) {
    sim_ldap_reply_result (
        out, ask->id, tag,
        &(SimLdapResult){ .code = SIM_LDAP_UNAVAILABLE_CONTROL,
                          .text = "00000057: LdapErr: DSID-0C090B1F, comment: Error processing "
                                  "control, data 0, v4563" });
    return;
  }
  if (ask->operation == SIM_LDAP_BIND)
    sim_ldap_bind (self, ask, out);
  else if (ask->operation == SIM_LDAP_SEARCH)
    then = sim_ldap_search (self, ask, fault, out);
  else if (ask->operation == SIM_LDAP_EXTENDED)
    then = sim_ldap_extended (self, ask, out);
  else
    sim_ldap_reply_result (out, ask->id, tag,
                           &(SimLdapResult){ .code = SIM_LDAP_UNWILLING,
                                             .text =
                                                 "0000209A: SvcErr: DSID-031A1244, problem 5003 "
                                                 "(WILL_NOT_PERFORM), data 0" });
  if (answer->then == SIM_LDAP_GO_ON || then == SIM_LDAP_RESET)
    answer->then = then;
}

/* Nobody understands the other one any more: the notice of disconnection. */
static void
give_up (BerElement *out, SimLdapAnswer *answer)
{
  sim_ldap_reply_result (out, 0, SIM_LDAP_EXTENDED_ANSWER,
                         &(SimLdapResult){ .code = SIM_LDAP_PROTOCOL_ERROR,
                                           .text = "the message could not be read",
                                           .name = "1.3.6.1.4.1.1466.20036" });
  answer->then = SIM_LDAP_CLOSE;
}

/* A fault that is meant for HTTP is none here, but for those that end the connection. */
static void
meet_fault (SimLdapSession *self, const SimLdapAsk *ask, const char *name, ber_tag_t tag,
            BerElement *out, SimLdapAnswer *answer)
{
  const char *who =
      self->person != SIM_NOBODY ? sim_people_address (self->world->people, self->person) : "";
  const SimAction *fault = sim_faults_meet (self->world->faults, name, who);

  answer->slow_ms = fault != NULL ? fault->slow_ms : 0;
  if (fault != NULL && fault->kind == SIM_ACTION_RESET) {
    answer->then = SIM_LDAP_RESET;
    return;
  }
  if (fault == NULL || fault->kind != SIM_ACTION_LDAP ||
      !answer_by_fault (ask, tag, fault, out, answer))
    execute (self, ask, tag, fault, out, answer);
}

SimLdapAnswer
sim_ldap_session_answer (SimLdapSession *self, const struct berval *message)
{
  SimLdapAnswer answer = { NULL };
  BerElement *out = ber_alloc_t (0);
  ber_tag_t tag = 0;
  const char *name;
  SimLdapAsk ask;

  if (!sim_ldap_ask_read (&ask, message)) {
    give_up (out, &answer);
  } else if (ask.operation == SIM_LDAP_UNBIND) {
    answer.then = SIM_LDAP_CLOSE;
  } else if (ask.operation == SIM_LDAP_ABANDON) {
    answer.abandons = sim_ldap_abandoned (&ask);
  } else {
    answer.id = ask.id;
    name = find_name (&ask, &tag);
    if (name == NULL) {
      give_up (out, &answer);
    } else {
      sim_counters_operation (self->world->counters, name);
      meet_fault (self, &ask, name, tag, out, &answer);
    }
  }
  answer.bytes = sim_ldap_reply_take (out);
  return answer;
}
