/* sim-turn.c - a request from its arrival to its end
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-turn.h"

#include "sim-raw.h"
#include "sim-reply-head.h"

#include <string.h>

static void
clear_turn (gpointer data)
{
  SimTurn *self = data;

  g_clear_object (&self->message);
  sim_raw_clear (&self->raw);
}

void
sim_turn_unref (SimTurn *self)
{
  g_rc_box_release_full (self, clear_turn);
}

static void
unref_closure_data (gpointer data, GClosure *closure)
{
  sim_turn_unref (data);
}

static void
over_cb (SoupServerMessage *message, gpointer user_data)
{
  SimTurn *self = user_data;

  if (self->is_over)
    return;

  self->is_over = TRUE;
  if (self->due_us > 0)
    sim_delay_learn (self->delay, g_get_monotonic_time () - self->due_us);
  sim_counters_end (self->world->counters);
  /* The handler holds us and we hold the message: here the circle is cut. */
  g_clear_signal_handler (&self->finished, message);
}

/* Its clock is the organisation's. */
static void
set_date (const SimTurn *self)
{
  g_autoptr (GDateTime) now = sim_world_now (self->world);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Date",
                                date);
}

SimTurn *
sim_turn_new (SimWorld *world, SimDelay *delay, SoupServerMessage *message)
{
  SimTurn *self = g_rc_box_new0 (SimTurn);

  self->world = world;
  self->delay = delay;
  self->message = g_object_ref (message);
  /* When the loop found it readable, not when its turn came: requests that come together wait for
   * nobody on a real server, which has more than one thread. */
  self->came_us = g_source_get_time (g_main_current_source ());
  set_date (self);
  sim_counters_begin (world->counters);
  self->finished = g_signal_connect_data (message, "finished", G_CALLBACK (over_cb),
                                          g_rc_box_acquire (self), unref_closure_data, 0);
  return self;
}

void
sim_turn_set_status (SimTurn *self, guint status)
{
  char code[16];

  g_snprintf (code, sizeof code, "%u", status);
  sim_counters_refused (self->world->counters, code);
  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, "text/html", SOUP_MEMORY_STATIC, "", 0);
}

void
sim_turn_set_answer (SimTurn *self, const SimAnswer *answer)
{
  soup_server_message_set_status (self->message, (guint) answer->status, NULL);
  sim_reply_head_body (
      self->message, answer->status == 400 ? "text/html" : "text/xml; charset=utf-8", answer->body);
}

/* The head and the first bytes of the body, then the end. */
static void
set_cut_answer (SimTurn *self, const SimAnswer *answer, gsize bytes)
{
  gsize size;
  const char *body = g_bytes_get_data (answer->body, &size);
  GByteArray *all = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 %d Cut\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: "
      "%" G_GSIZE_FORMAT "\r\n\r\n",
      answer->status, size);

  g_byte_array_append (all, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (all, (const guint8 *) body, (guint) MIN (size, bytes));
  self->is_raw = TRUE;
  self->raw.before = g_byte_array_free_to_bytes (all);
}

void
sim_turn_set_garbage (SimTurn *self, SimGarbage garbage)
{
  sim_counters_refused (self->world->counters, sim_garbage_names[garbage]);
  self->is_raw = TRUE;
  self->raw = sim_garbage_make (garbage);
}

static void
set_reset (SimTurn *self)
{
  sim_counters_refused (self->world->counters, "reset");
  self->is_raw = self->is_reset = TRUE;
}

/* Bytes of our own, or a reset: the connection is taken away from libsoup. */
static void
send_raw (SimTurn *self)
{
  g_autoptr (GSocket) socket = g_object_ref (soup_server_message_get_socket (self->message));
  GIOStream *stream;

  over_cb (self->message, self);
  stream = soup_server_message_steal_connection (self->message);
  if (self->is_reset)
    sim_raw_reset (stream, socket);
  else
    sim_raw_send (stream, &self->raw);
}

static void
due_cb (gpointer data)
{
  SimTurn *self = data;

  if (self->is_over)
    return;
  if (self->is_raw)
    send_raw (self);
  else
    soup_server_message_unpause (self->message);
}

static void
unref_turn (gpointer data)
{
  sim_turn_unref (data);
}

static void
set_status (SimTurn *self, const SimAction *action)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  sim_turn_set_status (self, (guint) action->status);
  if (action->wait > 0) {
    g_autofree char *wait = g_strdup_printf ("%" G_GINT64_FORMAT, action->wait);

    soup_message_headers_replace (headers, "Retry-After", wait);
  }
  if (action->text != NULL)
    soup_message_headers_append (headers, "WWW-Authenticate", action->text);
}

void
sim_turn_set_action (SimTurn *self, const SimAction *action, const SimAnswer *answer)
{
  switch (action->kind) {
  case SIM_ACTION_CUT:
    set_cut_answer (self, answer, (gsize) action->bytes);
    break;
  case SIM_ACTION_STATUS:
    set_status (self, action);
    break;
  case SIM_ACTION_REDIRECT:
    sim_turn_set_status (self, SOUP_STATUS_FOUND);
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                  "Location", action->text);
    break;
  case SIM_ACTION_RESET:
    set_reset (self);
    break;
  case SIM_ACTION_GARBAGE:
    sim_turn_set_garbage (self, action->garbage);
    break;
  case SIM_ACTION_ANSWER:
  case SIM_ACTION_FAULT:
  case SIM_ACTION_RESPONSE_ERROR:
  case SIM_ACTION_REDIRECT_ADDRESS:
  case SIM_ACTION_REDIRECT_URL:
  case SIM_ACTION_LDAP: /* means nothing here */
    sim_turn_set_answer (self, answer);
    break;
  }
}

void
sim_turn_finish (SimTurn *self, gint64 slow_ms)
{
  gint64 wait_ms = self->world->options->latency_ms + slow_ms;

  if (wait_ms == 0 && !self->is_raw)
    return;

  soup_server_message_pause (self->message);
  if (!self->is_raw)
    self->due_us = self->came_us + wait_ms * 1000;
  sim_delay_add (self->delay, self->came_us + wait_ms * 1000, due_cb, g_rc_box_acquire (self),
                 unref_turn);
}
