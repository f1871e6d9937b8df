/* delivery-line-entry.c - entries in calendars, through the gate
 *
 * Asked again only when it was refused for being too much: then surely nothing was done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line-private.h"

#include "base-error.h"

/* One of the three questions. */
typedef struct
{
  const char *mailbox;
  const ExchangeEntry *wanted;
  ExchangeEntry *ret_held; /* find */
  char **ret_id;           /* make */
  const char *id;          /* remove */
} Question;

static gboolean
ask_once (DeliveryLine *self, BaseCall *call, const Question *question, GError **error)
{
  const ExchangeBackendOps *ops = self->backend->ops;

  if (question->ret_held != NULL)
    return ops->find_entry (self->backend, call, question->mailbox, question->wanted,
                            question->ret_held, error);
  if (question->ret_id != NULL)
    return ops->make_entry (self->backend, call, question->mailbox, question->wanted,
                            question->ret_id, error);
  return ops->remove_entry (self->backend, call, question->mailbox, question->id, error);
}

static gboolean
ask (ExchangeBackend *backend, BaseCall *call, const Question *question, GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &question->mailbox, .n = 1 };

  for (guint n = 0; delivery_gate_enter (self->gate, call, &turn, error); n++) {
    GError *problem = NULL;
    gboolean is_done = ask_once (self, call, question, &problem);

    delivery_gate_leave (self->gate, &turn, problem);
    if (is_done)
      return TRUE;
    if (base_error_verdict (problem) != BASE_VERDICT_WAIT || n >= DELIVERY_MOST_WAITS) {
      g_propagate_error (error, problem);
      return FALSE;
    }
    g_error_free (problem);
  }
  return FALSE;
}

gboolean
delivery_line_find_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error)
{
  const Question question = { .mailbox = mailbox, .wanted = wanted, .ret_held = ret_held };

  return ask (backend, call, &question, error);
}

gboolean
delivery_line_make_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, char **ret_id, GError **error)
{
  const Question question = { .mailbox = mailbox, .wanted = wanted, .ret_id = ret_id };

  return ask (backend, call, &question, error);
}

gboolean
delivery_line_remove_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                            const char *id, GError **error)
{
  const Question question = { .mailbox = mailbox, .id = id };

  return ask (backend, call, &question, error);
}
