/* cli-replies-do.c - replies adopt, protect, unprotect, clean, template: what becomes of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-print.h"
#include "cli-replies.h"
#include "session-adopt.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_adoption (CliReplies *self, const SessionAdoption *adoption)
{
  g_autofree char *words = adoption->error != NULL ? session_explain (adoption->error) : NULL;
  const char *id = adoption->item != NULL ? oof_item_parts (adoption->item)->id : NULL;

  for (guint i = 0; i < adoption->replies->len; i++) {
    const SessionReply *reply = adoption->replies->pdata[i];
    JsonObject *object;

    if (self->context->output == CLI_OUTPUT_TEXT) {
      if (id != NULL && self->options->is_rehearsal) /* it gets another id */
        g_print ("%s  %s\n", reply->mailbox, _ ("would be adopted"));
      else
        g_print ("%s  %s  %s\n", reply->mailbox, id != NULL ? _ ("adopted") : _ ("not adopted"),
                 id != NULL ? id : words);
      continue;
    }
    object = json_object_new ();
    json_object_set_string_member (object, "mailbox", reply->mailbox);
    cli_print_put_text (object, "item", self->options->is_rehearsal ? NULL : id);
    json_object_set_string_member (object, "result",
                                   id == NULL                    ? "skipped"
                                   : self->options->is_rehearsal ? "planned"
                                                                 : "adopted");
    json_object_set_member (object, "error", cli_print_error (adoption->error));
    cli_print_json (object);
  }
}

/* Where nobody named them, those that cannot be adopted are not told. */
static CliExit
tell_adoptions (CliReplies *self, const GPtrArray *adoptions)
{
  guint n_refused = 0;
  CliExit status;

  for (guint i = 0; i < adoptions->len; i++) {
    const SessionAdoption *adoption = adoptions->pdata[i];

    if (adoption->item == NULL && self->options->is_all)
      continue;
    n_refused += adoption->item == NULL;
    print_adoption (self, adoption);
  }
  status = cli_replies_end (self);
  if (status != CLI_EXIT_OK || n_refused == 0)
    return status;
  return n_refused < adoptions->len ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

CliExit
cli_replies_adopt (CliReplies *self)
{
  const CliRepliesOptions *options = self->options;
  char **named = options->group != NULL ? NULL : options->operands;
  g_autofree char *who = session_core_who ();
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) adoptions = NULL;
  g_autoptr (GError) error = NULL;
  int type = OOF_TYPE_OTHER;
  CliExit status;
  SessionAdoptOrder order = { .who = who };

  if (options->operands[0] == NULL && options->group == NULL && !options->is_all)
    return cli_context_misuse (_ ("name mailboxes, or --group, or --all"));
  if (!cli_replies_open (self, SESSION_EXISTING_LEAVE, named, &status) ||
      (chosen = cli_replies_choose (self, options->operands, &status)) == NULL)
    return status;

  cli_context_take_word (oof_type_names, options->type, "--type", &type, NULL);
  order.replies = chosen;
  order.type = (OofType) type;
  order.how = options->is_each ? SESSION_ADOPT_EACH : SESSION_ADOPT_TOGETHER;
  adoptions = session_adopt_plan (self->replies, &order);
  if (!options->is_rehearsal &&
      !session_adopt_keep (self->core, session_org_profile (self->org)->id, adoptions, &error))
    return cli_context_fail (self->context, error);
  return tell_adoptions (self, adoptions);
}

static CliExit
set_protection (CliReplies *self, OofProtection protection)
{
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
  CliExit status;

  self->core = cli_context_open_core (self->context, &status);
  if (self->core == NULL)
    return status;
  profile = session_core_find_profile (self->core, self->context->profile, &error);
  if (profile == NULL || !session_existing_protect (self->core, profile->id,
                                                    (const char *const *) self->options->operands,
                                                    protection, now_s, &error))
    return cli_context_fail (self->context, error);
  return CLI_EXIT_OK;
}

CliExit
cli_replies_protect (CliReplies *self)
{
  return set_protection (self, OOF_PROTECTION_CHOSEN);
}

CliExit
cli_replies_unprotect (CliReplies *self)
{
  return set_protection (self, OOF_PROTECTION_LIFTED);
}

static gboolean
cleaned_cb (const SessionOutcome *outcome, gpointer data)
{
  static const struct
  {
    const char *json;
    const char *text;
  } words[] = {
    [SESSION_RESULT_READ] = { "skipped", "" },
    [SESSION_RESULT_WRITTEN] = { "written", N_ ("✓ switched off") },
    [SESSION_RESULT_SKIPPED] = { "skipped",
                                 N_ ("– left alone: it is protected, or was changed meanwhile") },
    [SESSION_RESULT_PLANNED] = { "planned", N_ ("would be switched off") },
    [SESSION_RESULT_TESTED] = { "skipped", "" },
    [SESSION_RESULT_FAILED] = { "failed", N_ ("✗ failed") },
  };
  const CliReplies *self = data;
  JsonObject *object;

  if (self->context->output == CLI_OUTPUT_TEXT) {
    g_print ("%s  %s\n", outcome->mailbox, _ (words[outcome->result].text));
    if (outcome->error != NULL)
      cli_context_fail (self->context, outcome->error);
    return fflush (stdout) == 0;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "mailbox", outcome->mailbox);
  cli_print_put_state (object, outcome->state);
  json_object_set_string_member (object, "result", words[outcome->result].json);
  json_object_set_member (object, "error", cli_print_error (outcome->error));
  return cli_print_json (object);
}

/* What is out of date, unless something else was asked for. */
static GPtrArray *
choose_stale (CliReplies *self, CliExit *ret_exit)
{
  g_autoptr (GPtrArray) chosen = cli_replies_choose (self, self->options->operands, ret_exit);
  GPtrArray *stale = chosen != NULL ? g_ptr_array_new () : NULL;

  for (guint i = 0; chosen != NULL && i < chosen->len; i++) {
    const SessionReply *reply = chosen->pdata[i];

    if (reply->item == NULL &&
        (reply->stale != 0 || (self->options->is_forgotten && reply->is_forgotten)))
      g_ptr_array_add (stale, chosen->pdata[i]);
  }
  return stale;
}

CliExit
cli_replies_clean (CliReplies *self)
{
  g_autoptr (GPtrArray) stale = NULL;
  g_autoptr (GError) error = NULL;
  SessionCleanOrder order = { .how = self->options->is_rehearsal ? SESSION_CLEAN_REHEARSE
                                                                 : SESSION_CLEAN_WRITE,
                              .why = "out of date, switched off from the command line",
                              .each = cleaned_cb,
                              .data = self };
  SessionBulkSummary summary;
  CliExit status;

  if (!cli_replies_open (self, SESSION_EXISTING_LEAVE, self->options->operands, &status) ||
      (stale = choose_stale (self, &status)) == NULL)
    return status;

  status = cli_replies_end (self);
  order.replies = stale;
  session_existing_clean (self->org, self->context->cancellable, &order, &summary, &error);
  if (error != NULL)
    return cli_context_fail (self->context, error);
  if (self->options->is_rehearsal)
    return status;
  g_printerr (
      ngettext ("%u reply was out of date: %u switched off, %u left alone, %u failed. Run %s\n",
                "%u replies were out of date: %u switched off, %u left alone, %u failed. "
                "Run %s\n",
                summary.done),
      summary.done, summary.written, summary.skipped, summary.failed, summary.run);
  if (summary.failed == 0)
    return status;
  return summary.done > summary.failed ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

/* Of a group the text that most of them have. */
static const SessionReply *
find_source (CliReplies *self, const GPtrArray *chosen)
{
  const SessionReplyGroup *group =
      self->options->group != NULL
          ? session_replies_find_group (self->replies, self->options->group)
          : NULL;

  for (guint i = 0; i < chosen->len; i++)
    if (group == NULL || ((const SessionReply *) chosen->pdata[i])->text == group->text)
      return chosen->pdata[i];
  return NULL;
}

CliExit
cli_replies_template (CliReplies *self)
{
  char **operands = self->options->operands;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionItems) items = NULL;
  const SessionReply *source;
  OofText *text = NULL;
  const char *profile;
  CliExit status;

  if ((operands[1] == NULL) == (self->options->group == NULL))
    return cli_context_misuse (_ ("name a mailbox, or --group"));
  if (!cli_replies_open (self, SESSION_EXISTING_LEAVE, operands + 1, &status) ||
      (chosen = cli_replies_choose (self, operands + 1, &status)) == NULL)
    return status;

  profile = session_org_profile (self->org)->id;
  source = find_source (self, chosen);
  if (source == NULL)
    return cli_context_misuse (_ ("“%s” holds no reply"), operands[1]);
  items = session_items_load (self->core, profile, &error);
  if (items == NULL)
    return cli_context_fail (self->context, error);
  if (session_items_find_template (items, operands[0]) != NULL)
    return cli_context_misuse (_ ("There is a template “%s” already: use “templates edit”."),
                               operands[0]);
  text = session_adopt_template (self->replies, source, operands[0], &error);
  if (text != NULL)
    g_ptr_array_add (texts, text);
  if (text == NULL ||
      !session_items_edit (self->core, profile,
                           &(SessionItemsEdit){ .templates = texts, .expected_revision = -1 },
                           &error))
    return cli_context_fail (self->context, error);
  return CLI_EXIT_OK;
}
