/* cli-replies-list.c - replies list, replies export: who has which
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "cli-file.h"
#include "cli-print.h"
#include "cli-replies.h"
#include "oof-html.h"
#include "session-replies-file.h"
#include "session-words-replies.h"

#include <glib/gi18n-lib.h>

#define MOST_EXCERPT 100 /* characters */

/* NULL: an absence has put it there. */
static const SessionReplyGroup *
group_of (SessionReplies *replies, const SessionReply *reply, GHashTable *groups)
{
  const GPtrArray *all = session_replies_groups (replies);

  if (g_hash_table_size (groups) == 0)
    for (guint i = 0; i < all->len; i++) {
      SessionReplyGroup *group = all->pdata[i];

      for (guint j = 0; j < group->replies->len; j++)
        g_hash_table_insert (groups, group->replies->pdata[j], group);
    }
  return g_hash_table_lookup (groups, reply);
}

static JsonObject *
make_object (CliReplies *self, const SessionReply *reply, const SessionReplyGroup *group)
{
  JsonObject *object = json_object_new ();
  JsonArray *stale = json_array_new ();
  g_autoptr (OofState) held = session_reply_held (reply);
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (reply->first_s);
  g_autofree char *wrong = session_words_reply_wrong (self->replies, reply);

  json_object_set_string_member (object, "mailbox", reply->mailbox);
  cli_print_put_text (object, "name", reply->person != NULL ? reply->person->name : NULL);
  cli_print_put_state (object, held);
  json_object_set_string_member (object, "reply", session_reply_state_names[reply->state]);
  cli_print_put_text (object, "group", group != NULL ? group->id : NULL);
  json_object_set_int_member (object, "group_size", group != NULL ? group->replies->len : 0);
  cli_print_put_text (object, "same",
                      group == NULL         ? NULL
                      : group->n_texts == 1 ? "text"
                                            : "template");
  cli_print_put_time (object, "first_seen", first);
  json_object_set_int_member (object, "length", reply->text->length);
  for (guint i = 0; i < SESSION_STALE_N; i++)
    if (reply->stale & (1u << i))
      json_array_add_string_element (stale, session_stale_names[i]);
  json_object_set_array_member (object, "stale", stale);
  cli_print_put_text (object, "leaver", reply->leaver);
  json_object_set_boolean_member (object, "forgotten", reply->is_forgotten);
  json_object_set_boolean_member (object, "drifted", reply->is_drifted);
  json_object_set_string_member (object, "protection", oof_protection_names[reply->protection]);
  cli_print_put_text (object, "item", reply->item);
  cli_print_put_text (object, "wrong", wrong);
  json_object_set_member (object, "error", cli_print_error (NULL));
  return object;
}

static void
print_failures_json (CliReplies *self)
{
  const GArray *failures = session_replies_failures (self->replies);

  for (guint i = 0; i < failures->len; i++) {
    const SessionReplyFailure *failure = &g_array_index (failures, SessionReplyFailure, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "mailbox", failure->mailbox);
    cli_print_put_state (object, NULL);
    json_object_set_null_member (object, "reply");
    json_object_set_member (object, "error", cli_print_error (failure->error));
    cli_print_json (object);
  }
}

static void
print_group (const SessionReplyGroup *group)
{
  g_autofree char *who = session_words_reply_group (group);
  g_autofree char *states = session_words_reply_states (group);
  g_autofree char *text = oof_html_to_text (group->text->inside);
  g_autofree char *excerpt =
      base_text_for_display (g_strdelimit (text, "\r\n\t", ' '), MOST_EXCERPT);

  g_print ("%s  %s: %s\n          %s\n", group->id, who, states,
           *excerpt != '\0' ? excerpt : _ ("(no text)"));
}

static void
print_reply (CliReplies *self, const SessionReply *reply)
{
  g_autofree char *when = session_words_reply_when (self->replies, reply);
  g_autofree char *age = session_words_reply_age (self->replies, reply);
  g_autofree char *wrong = session_words_reply_wrong (self->replies, reply);
  const char *mark = session_words_reply_mark (reply);

  g_print ("  %s  %s%s%s  %s%s%s\n", reply->mailbox, session_words_reply_state (reply->state),
           when != NULL ? "  " : "", when != NULL ? when : "", age, *mark != '\0' ? "  " : "",
           mark);
  if (wrong != NULL)
    g_print ("    %s\n", wrong);
}

void
cli_replies_print (CliReplies *self, const GPtrArray *chosen)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  const GPtrArray *all = session_replies_groups (self->replies);

  for (guint i = 0; i < chosen->len; i++) {
    if (self->context->output == CLI_OUTPUT_JSON)
      cli_print_json (
          make_object (self, chosen->pdata[i], group_of (self->replies, chosen->pdata[i], groups)));
    g_hash_table_add (wanted, chosen->pdata[i]);
  }
  if (self->context->output == CLI_OUTPUT_JSON)
    return;

  for (guint i = 0; i < all->len; i++) {
    const SessionReplyGroup *group = all->pdata[i];
    gboolean is_told = FALSE;

    for (guint j = 0; j < group->replies->len; j++)
      if (g_hash_table_remove (wanted, group->replies->pdata[j])) {
        if (!is_told)
          print_group (group);
        is_told = TRUE;
        print_reply (self, group->replies->pdata[j]);
      }
  }
  for (guint i = 0; i < chosen->len; i++) /* what absences have put there */
    if (g_hash_table_contains (wanted, chosen->pdata[i]))
      print_reply (self, chosen->pdata[i]);
}

static guint
count_protected (const GPtrArray *chosen)
{
  guint n = 0;

  for (guint i = 0; i < chosen->len; i++)
    n += ((const SessionReply *) chosen->pdata[i])->protection == OOF_PROTECTION_FOUND;
  return n;
}

CliExit
cli_replies_list (CliReplies *self)
{
  SessionExistingThen then =
      self->options->is_kept_unprotected ? SESSION_EXISTING_LEAVE : SESSION_EXISTING_PROTECT;
  g_autoptr (GPtrArray) chosen = NULL;
  CliExit status;
  guint n;

  if (!cli_replies_open (self, then, self->options->operands, &status) ||
      (chosen = cli_replies_choose (self, self->options->operands, &status)) == NULL)
    return status;

  cli_replies_print (self, chosen);
  if (self->context->output == CLI_OUTPUT_JSON)
    print_failures_json (self);
  n = count_protected (session_replies_all (self->replies));
  if (n > 0 && self->options->file == NULL)
    g_printerr (ngettext ("%u of them is protected: no absence replaces it until it is adopted, or "
                          "that is lifted.\n",
                          "%u of them are protected: no absence replaces them until they are "
                          "adopted, or that is lifted.\n",
                          n),
                n);
  return cli_replies_end (self);
}

CliExit
cli_replies_export (CliReplies *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_replies_open (self, SESSION_EXISTING_LEAVE, NULL, &status))
    return status;
  text = session_replies_write (self->replies,
                                self->org != NULL ? session_org_profile (self->org)->name : "");
  if (!cli_file_write (self->options->operands[0], text, &error))
    return cli_context_fail (self->context, error);
  return cli_replies_end (self);
}
