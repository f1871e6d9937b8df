/* session-notify-past.c - what was told when, and which messages some have not got yet: kept in the
 * store, so that a restart tells nothing twice and forgets nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core-private.h"
#include "session-notify-private.h"
#include "store-setting.h"
#include "wire-json.h"

#include <string.h>

#define MOST_TOLD 5000
#define MOST_LETTERS 20
#define OLD_S (7 * 24 * 3600)

static char *
make_name (const char *profile_id)
{
  return g_strconcat ("notified/", profile_id, NULL);
}

void
session_letter_free (SessionLetter *self)
{
  g_free (self->subject);
  g_free (self->text);
  g_strfreev (self->to);
  g_free (self);
}

void
session_past_clear (SessionPast *self)
{
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
}

void
session_past_note (SessionPast *self, const char *key, gint64 at_s)
{
  gint64 *kept = g_new (gint64, 1);

  *kept = at_s;
  g_hash_table_replace (self->told, g_strdup (key), kept);
}

void
session_past_add_letter (SessionPast *self, const char *subject, const char *text,
                         const char *const *to, gint64 at_s)
{
  SessionLetter *letter = g_new0 (SessionLetter, 1);

  letter->subject = g_strdup (subject);
  letter->text = g_strdup (text);
  letter->to = g_strdupv ((char **) to);
  letter->at_s = at_s;
  g_ptr_array_add (self->letters, letter);
  if (self->letters->len > MOST_LETTERS)
    g_ptr_array_remove_index (self->letters, 0);
}

/* NULL: it names nobody. Caller frees. */
static char **
read_addresses (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "to");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (json_node_get_value_type (element) == G_TYPE_STRING)
      g_ptr_array_add (to, g_strdup (json_node_get_string (element)));
  }
  if (to->len == 0)
    return NULL;
  g_ptr_array_add (to, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&to), FALSE);
}

static void
read_letter (SessionPast *self, JsonObject *object, const char *name)
{
  const char *subject = wire_json_string (object, name, "subject", NULL);
  const char *text = wire_json_string (object, name, "text", NULL);
  g_auto (GStrv) to = read_addresses (object);
  gint64 at_s = 0;

  if (subject != NULL && text != NULL &&
      wire_json_integer (object, name, "at", 0, G_MAXINT64, 0, &at_s, NULL))
    session_past_add_letter (self, subject, text, (const char *const *) to, at_s);
}

static void
read_told (SessionPast *self, JsonObject *told, const char *name)
{
  g_autoptr (GList) keys = json_object_get_members (told);

  for (GList *key = keys; key != NULL; key = key->next) {
    gint64 at_s = 0;

    if (wire_json_integer (told, name, key->data, 0, G_MAXINT64, 0, &at_s, NULL))
      session_past_note (self, key->data, at_s);
  }
}

void
session_past_load (SessionPast *self, SessionCore *core, const char *profile_id)
{
  g_autofree char *name = make_name (profile_id);
  g_autofree char *text = store_setting_get (session_core_db (core), name, NULL);
  g_autoptr (JsonObject) object =
      text != NULL ? wire_json_parse (text, strlen (text), name, NULL) : NULL;
  JsonNode *told = object != NULL ? json_object_get_member (object, "told") : NULL;
  JsonNode *letters = object != NULL ? json_object_get_member (object, "letters") : NULL;

  *self = (SessionPast){ .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                         .letters = g_ptr_array_new_with_free_func (
                             (GDestroyNotify) session_letter_free) };
  if (object != NULL)
    wire_json_integer (object, name, "sent", 0, G_MAXINT64, 0, &self->sent_s, NULL);
  if (told != NULL && JSON_NODE_HOLDS_OBJECT (told))
    read_told (self, json_node_get_object (told), name);
  if (letters == NULL || !JSON_NODE_HOLDS_ARRAY (letters))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (letters)); i++) {
    JsonNode *letter = json_array_get_element (json_node_get_array (letters), i);

    if (JSON_NODE_HOLDS_OBJECT (letter))
      read_letter (self, json_node_get_object (letter), name);
  }
}

static JsonObject *
write_letter (const SessionLetter *letter)
{
  JsonObject *object = json_object_new ();
  JsonArray *to = json_array_new ();

  for (guint i = 0; letter->to != NULL && letter->to[i] != NULL; i++)
    json_array_add_string_element (to, letter->to[i]);
  json_object_set_string_member (object, "subject", letter->subject);
  json_object_set_string_member (object, "text", letter->text);
  json_object_set_array_member (object, "to", to);
  json_object_set_int_member (object, "at", letter->at_s);
  return object;
}

gboolean
session_past_save (const SessionPast *self, SessionCore *core, const char *profile_id, gint64 now_s,
                   GError **error)
{
  g_autofree char *name = make_name (profile_id);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *told = json_object_new ();
  JsonArray *letters = json_array_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer at_s;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &key, &at_s))
    if (now_s - *(gint64 *) at_s < SESSION_NOTIFY_AGAIN_S && n++ < MOST_TOLD)
      json_object_set_int_member (told, key, *(gint64 *) at_s);
  for (guint i = 0; i < self->letters->len; i++)
    if (now_s - ((SessionLetter *) self->letters->pdata[i])->at_s < OLD_S)
      json_array_add_object_element (letters, write_letter (self->letters->pdata[i]));
  json_object_set_int_member (object, "sent", self->sent_s);
  json_object_set_object_member (object, "told", told);
  json_object_set_array_member (object, "letters", letters);
  text = wire_json_to_text (object);
  return store_setting_set (session_core_db (core), name, text, error);
}
