/* session-replies-file.c - the replies that mailboxes hold, as a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-replies-file.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "oof-date.h"
#include "session-entry.h"
#include "wire-json.h"

#define VERSION 1
#define FORMAT "replies"
#define MOST_MESSAGE 400

static void
put_instant (JsonObject *object, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);
  g_autofree char *text = base_time_format_utc (when);

  json_object_set_string_member (object, name, text);
}

static JsonObject *
write_reply (const SessionReply *reply)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mailbox", reply->mailbox);
  if (reply->person != NULL)
    json_object_set_string_member (object, "name", reply->person->name);
  json_object_set_string_member (object, "state", oof_mode_names[reply->mode]);
  json_object_set_string_member (object, "audience", oof_audience_names[reply->audience]);
  if (reply->from != NULL)
    put_instant (object, "from", g_date_time_to_unix (reply->from));
  if (reply->until != NULL)
    put_instant (object, "until", g_date_time_to_unix (reply->until));
  put_instant (object, "first_seen", reply->first_s);
  json_object_set_string_member (object, "protection", oof_protection_names[reply->protection]);
  if (reply->item != NULL)
    json_object_set_string_member (object, "item", reply->item);
  json_object_set_string_member (object, "inside", reply->text->inside);
  json_object_set_string_member (object, "outside", reply->text->outside);
  return object;
}

char *
session_replies_write (const SessionReplies *self, const char *profile)
{
  const GPtrArray *all = session_replies_all (self);
  const GArray *failures = session_replies_failures (self);
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *mailboxes = json_array_sized_new (all->len);
  JsonArray *failed = json_array_new ();

  json_object_set_string_member (root, "absentia", FORMAT);
  json_object_set_int_member (root, "version", VERSION);
  json_object_set_string_member (root, "profile", profile);
  put_instant (root, "read_at", session_replies_now_s (self));
  json_object_set_int_member (root, "read", session_replies_n_read (self));
  json_object_set_int_member (root, "not_asked", session_replies_n_left (self));
  for (guint i = 0; i < all->len; i++)
    json_array_add_object_element (mailboxes, write_reply (all->pdata[i]));
  json_object_set_array_member (root, "mailboxes", mailboxes);
  for (guint i = 0; i < failures->len; i++) {
    const SessionReplyFailure *failure = &g_array_index (failures, SessionReplyFailure, i);
    g_autofree char *message = base_text_for_display (failure->error->message, MOST_MESSAGE);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "mailbox", failure->mailbox);
    json_object_set_string_member (object, "code", base_error_name (failure->error));
    json_object_set_string_member (object, "message", message);
    json_array_add_object_element (failed, object);
  }
  json_object_set_array_member (root, "failed", failed);
  return wire_json_to_text (root);
}

/* One mailbox of the file, before it is known who all of them are. */
typedef struct
{
  char *mailbox;
  char *item;
  OofState *held;
  char *digest;
  gint64 first_s;
  OofProtection protection;
} Line;

static void
clear_line (gpointer data)
{
  Line *self = data;

  g_free (self->mailbox);
  g_free (self->item);
  g_free (self->digest);
  oof_state_unref (self->held);
}

static gboolean
damaged (const char *path, const char *name, GError **error)
{
  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is not what it should be", path, name);
  return FALSE;
}

/* NULL in ret: it is missing. */
static gboolean
read_instant (JsonObject *object, const char *path, const char *name, GDateTime **ret,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *text = wire_json_string (object, path, name, &problem);

  *ret = text != NULL ? base_time_parse (text, NULL, NULL) : NULL;
  return (problem == NULL && (text == NULL || *ret != NULL)) || damaged (path, name, error);
}

static gboolean
read_word (JsonObject *object, const char *path, const char *name, const char *const *words,
           int *ret, GError **error)
{
  const char *text = wire_json_need_string (object, path, name, error);

  for (int i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], text)) {
      *ret = i;
      return TRUE;
    }
  return text != NULL && damaged (path, name, error);
}

/* Everything but the texts. */
typedef struct
{
  int mode;
  int audience;
  int protection;
  GDateTime *from;
  GDateTime *until;
  GDateTime *first;
} Facts;

static void
clear_facts (Facts *self)
{
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->first, g_date_time_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, clear_facts)

static gboolean
read_facts (JsonObject *object, const char *path, Facts *ret, GError **error)
{
  if (!read_word (object, path, "state", oof_mode_names, &ret->mode, error) ||
      !read_word (object, path, "audience", oof_audience_names, &ret->audience, error) ||
      !read_word (object, path, "protection", oof_protection_names, &ret->protection, error) ||
      !read_instant (object, path, "from", &ret->from, error) ||
      !read_instant (object, path, "until", &ret->until, error) ||
      !read_instant (object, path, "first_seen", &ret->first, error))
    return FALSE;
  return ret->mode != OOF_MODE_SCHEDULED || (ret->from != NULL && ret->until != NULL) ||
         damaged (path, "from", error);
}

static gboolean
read_line (JsonObject *object, const char *path, Line *ret, GError **error)
{
  static const char *const names[] = { "mailbox", "inside", "outside" };
  const char *texts[G_N_ELEMENTS (names)];
  g_auto (Facts) facts = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((texts[i] = wire_json_need_string (object, path, names[i], error)) == NULL)
      return FALSE;
  if (!read_facts (object, path, &facts, error))
    return FALSE;

  ret->mailbox = g_strdup (texts[0]);
  ret->item = g_strdup (wire_json_string (object, path, "item", NULL));
  ret->held = oof_state_new ((OofMode) facts.mode, (OofAudience) facts.audience, facts.from,
                             facts.until, texts[1], texts[2]);
  ret->digest = session_reply_digest (ret->held);
  ret->first_s = facts.first != NULL ? g_date_time_to_unix (facts.first) : G_MAXINT64;
  ret->protection = (OofProtection) facts.protection;
  return TRUE;
}

/* Who the people were goes to entries. */
static GArray *
read_lines (JsonObject *root, GPtrArray *entries, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  JsonNode *node = json_object_get_member (root, "mailboxes");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  g_array_set_clear_func (lines, clear_line);
  if (array == NULL) {
    damaged ("file", "mailboxes", error);
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *path = g_strdup_printf ("mailboxes[%u]", i);
    JsonNode *element = json_array_get_element (array, i);
    Line line = { NULL };

    if (!JSON_NODE_HOLDS_OBJECT (element)) {
      damaged ("file", path, error);
      return NULL;
    }
    if (!read_line (json_node_get_object (element), path, &line, error))
      return NULL;
    g_array_append_val (lines, line);
    {
      const char *name = wire_json_string (json_node_get_object (element), path, "name", NULL);
      g_autoptr (ExchangePerson) person = exchange_person_new (
          &(ExchangePerson){ .name = name, .mail = line.mailbox, .upn = line.mailbox });

      g_ptr_array_add (entries, session_entry_new (person));
    }
  }
  return g_steal_pointer (&lines);
}

static SessionReplies *
open (GPtrArray *entries, GTimeZone *zone, gint64 now_s, guint forgotten_days, GError **error)
{
  g_autoptr (SessionRoster) roster = session_roster_new (entries, NULL);
  g_autoptr (SessionMembers) members = session_members_new (roster, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SessionPlan) plan =
      session_plan_new (members, none, (gint32) (now_s / OOF_DAY_S), 1, error);

  return plan != NULL ? session_replies_new (plan, zone, now_s, forgotten_days) : NULL;
}

static void
add_failures (SessionReplies *replies, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "failed");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
    const char *mailbox =
        object != NULL ? wire_json_string (object, "failed", "mailbox", NULL) : NULL;
    const char *code = object != NULL ? wire_json_string (object, "failed", "code", NULL) : NULL;
    const char *message =
        object != NULL ? wire_json_string (object, "failed", "message", NULL) : NULL;
    BaseErrorCode found = BASE_ERROR_PROTOCOL;
    g_autoptr (GError) problem = NULL;

    if (mailbox == NULL)
      continue;
    if (code != NULL)
      base_error_find_code (code, &found);
    base_error_set (&problem, found, "%s", message != NULL ? message : "");
    session_replies_add_failed (replies, mailbox, problem);
  }
}

static JsonObject *
open_file (const char *bytes, gsize size, GDateTime **ret_read_at, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "replies-file" };
  g_autoptr (JsonObject) root = wire_json_parse (bytes, size, "file", error);
  gint64 version = 0;

  if (root == NULL)
    return NULL;
  if (g_strcmp0 (wire_json_string (root, "file", "absentia", NULL), FORMAT) != 0) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "the file does not hold replies that were exported");
    return NULL;
  }
  if (!wire_json_integer (root, "file", "version", 1, G_MAXINT32, 1, &version, error))
    return NULL;
  if (version > VERSION) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "the file was made by a newer version of this program");
    return NULL;
  }
  if (!read_instant (root, "file", "read_at", ret_read_at, error))
    return NULL;
  if (*ret_read_at == NULL) {
    damaged ("file", "read_at", error);
    return NULL;
  }
  return g_steal_pointer (&root);
}

SessionReplies *
session_replies_read_file (const char *bytes, gsize size, GTimeZone *zone, guint forgotten_days,
                           GError **error)
{
  g_autoptr (GDateTime) read_at = NULL;
  g_autoptr (JsonObject) root = open_file (bytes, size, &read_at, error);
  g_autoptr (GPtrArray) entries = session_entry_array ();
  g_autoptr (GArray) lines = root != NULL ? read_lines (root, entries, error) : NULL;
  SessionReplies *replies =
      lines != NULL ? open (entries, zone, g_date_time_to_unix (read_at), forgotten_days, error)
                    : NULL;

  for (guint i = 0; replies != NULL && i < lines->len; i++) {
    const Line *line = &g_array_index (lines, Line, i);
    const SessionReplyRead read = { .mailbox = line->mailbox,
                                    .held = line->held,
                                    .item = line->item,
                                    .known_digest =
                                        line->first_s != G_MAXINT64 ? line->digest : NULL,
                                    .known_first_s = line->first_s,
                                    .protection = line->protection };

    session_replies_add (replies, &read);
  }
  if (replies != NULL)
    add_failures (replies, root);
  return replies;
}
