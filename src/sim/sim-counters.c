/* sim-counters.c - what the simulator has been asked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-counters.h"

#define MOST_BODY_BYTES (64 * 1024)

typedef struct
{
  char *head;
  char *body;
} Entry;

struct _SimCounters
{
  guint requests;
  guint at_once;
  guint peak_at_once;
  guint shells;
  guint peak_shells;
  guint connections;
  guint failed_log_ins;
  guint unanchored;
  guint in_back_off;
  guint writes;
  guint written_twice;
  GHashTable *operations; /* name → number */
  GHashTable *refusals;   /* code → number */
  GHashTable *written;    /* person → number */
  GHashTable *sockets;    /* to know them again; libsoup 3.2 never frees one */
  GQueue log;
  guint most_logged;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->head);
  g_free (entry->body);
  g_free (entry);
}

SimCounters *
sim_counters_new (guint most_logged)
{
  SimCounters *self = g_new0 (SimCounters, 1);

  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->written = g_hash_table_new (NULL, NULL);
  self->sockets = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->log);
  self->most_logged = most_logged;
  return self;
}

void
sim_counters_free (SimCounters *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->operations);
  g_hash_table_unref (self->refusals);
  g_hash_table_unref (self->written);
  g_hash_table_unref (self->sockets);
  g_queue_clear_full (&self->log, free_entry);
  g_free (self);
}

void
sim_counters_begin (SimCounters *self)
{
  self->requests++;
  self->at_once++;
  self->peak_at_once = MAX (self->peak_at_once, self->at_once);
}

void
sim_counters_end (SimCounters *self)
{
  self->at_once--;
}

guint
sim_counters_at_once (const SimCounters *self)
{
  return self->at_once;
}

static void
count_word (GHashTable *table, const char *word)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (table, word));

  g_hash_table_insert (table, g_strdup (word), GUINT_TO_POINTER (n + 1));
}

void
sim_counters_operation (SimCounters *self, const char *operation)
{
  count_word (self->operations, operation);
}

void
sim_counters_refused (SimCounters *self, const char *code)
{
  count_word (self->refusals, code);
}

void
sim_counters_written (SimCounters *self, guint person)
{
  gpointer key = GUINT_TO_POINTER (person);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->written, key)) + 1;

  g_hash_table_insert (self->written, key, GUINT_TO_POINTER (n));
  self->writes++;
  if (n == 2)
    self->written_twice++;
}

gboolean
sim_counters_connection (SimCounters *self, gconstpointer socket)
{
  gboolean is_new = g_hash_table_add (self->sockets, (gpointer) socket);

  if (is_new)
    self->connections++;
  return is_new;
}

void
sim_counters_forget_connection (SimCounters *self, gconstpointer socket)
{
  g_hash_table_remove (self->sockets, socket);
}

void
sim_counters_shells (SimCounters *self, int delta)
{
  self->shells = (guint) ((int) self->shells + delta);
  self->peak_shells = MAX (self->peak_shells, self->shells);
}

void
sim_counters_failed_log_in (SimCounters *self)
{
  self->failed_log_ins++;
}

void
sim_counters_in_back_off (SimCounters *self, const SimThrottle *throttle)
{
  self->in_back_off = MAX (self->in_back_off, throttle->in_back_off);
}

void
sim_counters_unanchored (SimCounters *self)
{
  self->unanchored++;
}

gboolean
sim_counters_is_logging (const SimCounters *self)
{
  return self->most_logged > 0;
}

void
sim_counters_log (SimCounters *self, const char *head, const char *body, gsize size)
{
  Entry *entry;

  if (self->most_logged == 0)
    return;

  entry = g_new0 (Entry, 1);
  entry->head = g_utf8_make_valid (head, -1);
  entry->body = g_utf8_make_valid (body, (gssize) MIN (size, MOST_BODY_BYTES));
  g_queue_push_tail (&self->log, entry);
  if (g_queue_get_length (&self->log) > self->most_logged)
    free_entry (g_queue_pop_head (&self->log));
}

static JsonObject *
table_to_json (GHashTable *table)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer word;
  gpointer n;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &word, &n))
    json_object_set_int_member (object, word, GPOINTER_TO_UINT (n));
  return object;
}

JsonObject *
sim_counters_to_json (const SimCounters *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "requests", self->requests);
  json_object_set_object_member (object, "operations", table_to_json (self->operations));
  json_object_set_object_member (object, "refusals", table_to_json (self->refusals));
  json_object_set_int_member (object, "writes", self->writes);
  json_object_set_int_member (object, "mailboxes_written", g_hash_table_size (self->written));
  json_object_set_int_member (object, "mailboxes_written_twice", self->written_twice);
  json_object_set_int_member (object, "at_once", self->at_once);
  json_object_set_int_member (object, "peak_at_once", self->peak_at_once);
  json_object_set_int_member (object, "shells", self->shells);
  json_object_set_int_member (object, "peak_shells", self->peak_shells);
  json_object_set_int_member (object, "connections", self->connections);
  json_object_set_int_member (object, "failed_log_ins", self->failed_log_ins);
  json_object_set_int_member (object, "unanchored", self->unanchored);
  json_object_set_int_member (object, "in_back_off", self->in_back_off);
  return object;
}

JsonObject *
sim_counters_log_to_json (const SimCounters *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *requests = json_array_new ();

  for (const GList *item = self->log.head; item != NULL; item = item->next) {
    const Entry *entry = item->data;
    JsonObject *request = json_object_new ();

    json_object_set_string_member (request, "head", entry->head);
    json_object_set_string_member (request, "body", entry->body);
    json_array_add_object_element (requests, request);
  }
  json_object_set_array_member (object, "requests", requests);
  return object;
}

void
sim_counters_reset (SimCounters *self)
{
  self->requests = 0;
  self->peak_at_once = self->at_once;
  self->peak_shells = self->shells;
  self->failed_log_ins = 0;
  self->unanchored = 0;
  self->in_back_off = 0;
  self->writes = 0;
  self->written_twice = 0;
  g_hash_table_remove_all (self->operations);
  g_hash_table_remove_all (self->refusals);
  g_hash_table_remove_all (self->written);
  g_queue_clear_full (&self->log, free_entry);
}
