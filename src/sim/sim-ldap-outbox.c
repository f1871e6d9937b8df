/* sim-ldap-outbox.c - the answers of a connection that are on their way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-outbox.h"

typedef struct
{
  SimLdapOutbox *outbox; /* while it is late */
  SimLdapAnswer answer;
} Item;

struct _SimLdapOutbox
{
  SimDelay *delay;
  void (*due) (gpointer data);
  gpointer data;
  GQueue items;    /* Item: due, in the order of sending */
  GPtrArray *late; /* Item: the delay's */
  gsize bytes;
  gboolean is_closed;
};

SimLdapOutbox *
sim_ldap_outbox_new (SimDelay *delay, void (*due) (gpointer data), gpointer data)
{
  SimLdapOutbox *self = g_rc_box_new0 (SimLdapOutbox);

  self->delay = delay;
  self->due = due;
  self->data = data;
  self->late = g_ptr_array_new ();
  g_queue_init (&self->items);
  return self;
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_bytes_unref (item->answer.bytes);
  g_free (item);
}

static void
clear_outbox (gpointer data)
{
  SimLdapOutbox *self = data;

  g_queue_clear_full (&self->items, free_item);
  g_ptr_array_unref (self->late);
}

static void
unref_outbox (SimLdapOutbox *self)
{
  g_rc_box_release_full (self, clear_outbox);
}

void
sim_ldap_outbox_close (SimLdapOutbox *self)
{
  if (self == NULL)
    return;

  self->is_closed = TRUE;
  unref_outbox (self); /* those who are late hold it */
}

static void
due_cb (gpointer data)
{
  Item *item = data;
  SimLdapOutbox *self = item->outbox;

  /* An answer that was given up is not among them. */
  if (!g_ptr_array_remove_fast (self->late, item) || self->is_closed)
    return;

  item->outbox = NULL;
  g_queue_push_tail (&self->items, item);
  self->due (self->data);
  unref_outbox (self);
}

/* What is due by now is the queue's. */
static void
waited_cb (gpointer data)
{
  Item *item = data;

  if (item->outbox == NULL)
    return;
  g_ptr_array_remove_fast (item->outbox->late, item);
  unref_outbox (item->outbox);
  free_item (item);
}

void
sim_ldap_outbox_add (SimLdapOutbox *self, const SimLdapAnswer *answer, gint64 latency_ms)
{
  gint64 wait_ms = answer->slow_ms + latency_ms;
  Item *item = g_new0 (Item, 1);

  item->answer = *answer;
  self->bytes += g_bytes_get_size (answer->bytes);
  if (wait_ms == 0) {
    g_queue_push_tail (&self->items, item);
    self->due (self->data);
    return;
  }
  item->outbox = g_rc_box_acquire (self);
  g_ptr_array_add (self->late, item);
  sim_delay_add (self->delay, g_get_monotonic_time () + wait_ms * 1000, due_cb, item, waited_cb);
}

void
sim_ldap_outbox_abandon (SimLdapOutbox *self, ber_int_t id)
{
  for (guint i = self->late->len; i > 0; i--) {
    Item *item = self->late->pdata[i - 1];

    if (item->answer.id == id) {
      self->bytes -= g_bytes_get_size (item->answer.bytes);
      g_ptr_array_remove_index_fast (self->late, i - 1);
    }
  }
}

GBytes *
sim_ldap_outbox_peek (const SimLdapOutbox *self)
{
  const Item *item = g_queue_peek_head ((GQueue *) &self->items);

  return item != NULL ? item->answer.bytes : NULL;
}

SimLdapThen
sim_ldap_outbox_pop (SimLdapOutbox *self)
{
  Item *item = g_queue_pop_head (&self->items);
  SimLdapThen then = item->answer.then;

  self->bytes -= g_bytes_get_size (item->answer.bytes);
  free_item (item);
  return then;
}

gsize
sim_ldap_outbox_bytes (const SimLdapOutbox *self)
{
  return self->bytes;
}
