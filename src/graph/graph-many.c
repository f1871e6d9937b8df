/* graph-many.c - the automatic replies of several mailboxes in one request
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-many.h"

#include "base-error.h"
#include "graph-mailbox.h"
#include "graph-oof.h"

#include <string.h>

/* Graph takes requests of up to 4 MB; a character of a text is up to six bytes of JSON ("\u003C"),
 * but hardly any is. */
#define MOST_TEXT_BYTES (2 * 1024 * 1024)

typedef struct
{
  GraphPart parts[GRAPH_MOST_PARTS];
  ExchangeItem *items[GRAPH_MOST_PARTS];
  GraphOofQuick quicks[GRAPH_MOST_PARTS];
  GraphOofChange changes[GRAPH_MOST_PARTS];
  guint n;
} Batch;

/* FALSE when the mailbox is none; then the item says so. */
static gboolean
add_part (Batch *self, GraphServer *server, ExchangeItem *item, const char *property)
{
  GraphPart *part = &self->parts[self->n];

  part->path = graph_mailbox_path (server, item->mailbox, property, &item->error);
  if (part->path == NULL)
    return FALSE;

  part->mailbox = item->mailbox;
  self->items[self->n++] = item;
  return TRUE;
}

static void
clear_batch (Batch *self)
{
  for (guint i = 0; i < self->n; i++) {
    graph_part_clear (&self->parts[i]);
    graph_oof_quick_clear (&self->quicks[i]);
  }
  self->n = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

static gboolean
is_named_otherwise (const GError *problem)
{
  return g_strcmp0 (base_error_facts (problem)->reason, "no-mailbox") == 0;
}

static void
take_reading (BaseCall *call, GraphServer *server, GraphPart *part, ExchangeItem *item)
{
  GError *why = NULL;

  if (part->error != NULL && is_named_otherwise (part->error)) {
    item->held = graph_oof_get (call, server, item->mailbox, &item->reading, &item->error);
    return;
  }
  if (part->error != NULL) {
    item->error = g_steal_pointer (&part->error);
    return;
  }
  item->held = graph_oof_take (part->answer, part->quick_data, &item->reading, &why);
  item->error = why;
}

gboolean
graph_many_get (BaseCall *call, GraphServer *server, ExchangeItem *items, guint n, GError **error)
{
  g_auto (Batch) batch = { .n = 0 };

  g_return_val_if_fail (n <= GRAPH_MOST_PARTS, FALSE);

  for (guint i = 0; i < n; i++)
    if (add_part (&batch, server, &items[i], GRAPH_OOF_PROPERTY)) {
      GraphPart *part = &batch.parts[batch.n - 1];

      part->quick = graph_oof_quick;
      part->quick_data = &batch.quicks[batch.n - 1];
    }
  if (batch.n > 0 && !graph_batch (call, server, batch.parts, batch.n, error))
    return FALSE;
  for (guint i = 0; i < batch.n; i++)
    take_reading (call, server, &batch.parts[i], batch.items[i]);
  return TRUE;
}

static void
take_written (BaseCall *call, GraphServer *server, GraphPart *part, ExchangeItem *item)
{
  if (part->error != NULL && is_named_otherwise (part->error))
    graph_oof_set (call, server, item->mailbox, item->wanted, &item->reading.request_id,
                   &item->error);
  else if (part->error != NULL)
    item->error = g_steal_pointer (&part->error);
  else
    item->reading.request_id = g_steal_pointer (&part->answer->request_id);
}

static gsize
count_bytes (const OofState *state)
{
  return strlen (state->inside) + strlen (state->outside);
}

/* As many as fit into one request, the first in any case. How many that were. */
static guint
fill (Batch *self, BaseCall *call, GraphServer *server, ExchangeItem *items, guint n)
{
  gsize bytes = 0;
  GraphPart *part;
  guint i;

  for (i = 0; i < n; i++) {
    bytes += count_bytes (items[i].wanted);
    if (i > 0 && bytes > MOST_TEXT_BYTES)
      break;
    if (!add_part (self, server, &items[i], ""))
      continue;
    part = &self->parts[self->n - 1];
    part->method = "PATCH";
    part->write = graph_oof_write;
    self->changes[self->n - 1] = graph_oof_change (call, items[i].wanted);
    part->data = &self->changes[self->n - 1];
    part->quick = graph_oof_skip;
  }
  return i;
}

gboolean
graph_many_set (BaseCall *call, GraphServer *server, ExchangeItem *items, guint n, GError **error)
{
  g_return_val_if_fail (n <= GRAPH_MOST_PARTS, FALSE);

  for (guint i = 0; i < n;) {
    g_auto (Batch) batch = { .n = 0 };
    guint used = fill (&batch, call, server, &items[i], n - i);
    g_autoptr (GError) why = NULL;

    if (batch.n > 0 && !graph_batch (call, server, batch.parts, batch.n, &why) && i == 0) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
    for (guint k = 0; k < batch.n; k++) {
      if (why != NULL)
        batch.items[k]->error = g_error_copy (why);
      else
        take_written (call, server, &batch.parts[k], batch.items[k]);
    }
    i += used;
  }
  return TRUE;
}
