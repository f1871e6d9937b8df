/* cli-planned.c - what the commands items, templates and holidays have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-planned.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "cli-file.h"
#include "cli-plan.h"
#include "cli-print.h"
#include "session-past.h"
#include "session-plan-load.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 120

void
cli_planned_clear (CliPlanned *self)
{
  g_clear_pointer (&self->items, session_items_unref);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  g_clear_pointer (&self->core, session_core_unref);
}

gboolean
cli_planned_open (CliContext *context, CliPlanned *ret, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  g_auto (CliPlanned) self = { .core = cli_context_open_core (context, ret_exit) };

  if (self.core == NULL)
    return FALSE;
  self.profile = session_core_find_profile (self.core, context->profile, &error);
  if (self.profile != NULL)
    self.items = session_items_load (self.core, self.profile->id, &error);
  if (self.items == NULL) {
    *ret_exit = cli_context_fail (context, error);
    return FALSE;
  }
  *ret = self;
  self = (CliPlanned){ NULL };
  return TRUE;
}

/* Sentences with one %s, which is a name. */
static const struct
{
  const char *none;
  const char *already;
  const char *only;
} words[] = {
  [SESSION_PLANNED_ITEM] = { N_ ("There is no absence “%s”."),
                             N_ ("There is an absence “%s” already: use “items edit”."),
                             N_ ("The file has to hold the absence “%s”, and nothing else.") },
  [SESSION_PLANNED_TEMPLATE] = { N_ ("There is no template “%s”."),
                                 N_ ("There is a template “%s” already: use “templates edit”."),
                                 N_ ("The file has to hold the template “%s”, and nothing else.") },
  [SESSION_PLANNED_HOLIDAYS] = { N_ ("There is no holiday calendar “%s”."), NULL, NULL },
};

static CliExit
refuse (CliContext *context, const char *sentence, const char *name)
{
  g_autofree char *shown = base_text_for_display (name, MOST_SHOWN_CHARS);
  g_auto (GStrv) parts = g_strsplit (_ (sentence), "%s", 2);
  g_autofree char *filled = g_strjoinv (shown, parts);
  g_autoptr (GError) error = NULL;

  base_error_set (&error, BASE_ERROR_REJECTED, "%s", filled);
  return cli_context_fail (context, error);
}

static gboolean
is_there (const CliPlanned *planned, SessionPlanned kind, const char *name)
{
  if (kind == SESSION_PLANNED_ITEM)
    return session_items_find (planned->items, name) != NULL;
  if (kind == SESSION_PLANNED_TEMPLATE)
    return session_items_find_template (planned->items, name) != NULL;
  return session_items_find_holidays (planned->items, name) != NULL;
}

static void
print_problem (CliContext *context, const char *path, const SessionImportProblem *problem)
{
  g_autofree char *name =
      base_text_for_display (problem->name != NULL ? problem->name : "", MOST_SHOWN_CHARS);
  JsonObject *object;

  if (context->output == CLI_OUTPUT_TEXT) {
    g_printerr ("%s:%u: %s%s%s\n", path, problem->line, name, *name != '\0' ? ": " : "",
                problem->words);
    return;
  }
  object = json_object_new ();
  json_object_set_int_member (object, "line", problem->line);
  cli_print_put_text (object, "name", problem->name);
  cli_print_put_text (object, "reason", problem->reason);
  cli_print_put_text (object, "message", problem->words);
  cli_print_put_text (object, "result", "failed");
  cli_print_json (object);
}

static void
print_row (CliContext *context, const CliIntake *intake, const SessionImportRow *row)
{
  gboolean is_same = row->state == SESSION_IMPORT_SAME;
  JsonObject *object;

  if (context->output == CLI_OUTPUT_TEXT) {
    g_autofree char *name = base_text_for_display (row->name, MOST_SHOWN_CHARS);

    g_print ("%-8s %-9s %s\n", session_import_names[row->state], session_planned_names[row->kind],
             name);
    return;
  }
  object = json_object_new ();
  cli_print_put_text (object, "kind", session_planned_names[row->kind]);
  cli_print_put_text (object, "name", row->name);
  cli_print_put_text (object, "state", session_import_names[row->state]);
  cli_print_put_text (object, "result",
                      is_same                ? "skipped"
                      : intake->is_rehearsal ? "planned"
                                             : "written");
  cli_print_json (object);
}

/* FALSE with the status when the file is not what the command takes. */
static gboolean
check_rows (CliContext *context, const CliIntake *intake, const GArray *rows, CliExit *ret_exit)
{
  gboolean is_one = intake->takes == CLI_TAKES_ONE;

  for (guint i = 0; i < rows->len && intake->takes != CLI_TAKES_ANY; i++) {
    const SessionImportRow *row = &g_array_index (rows, SessionImportRow, i);

    if (row->kind != intake->kind || (is_one && g_strcmp0 (row->name, intake->name) != 0)) {
      *ret_exit = is_one ? refuse (context, words[intake->kind].only, intake->name)
                         : cli_context_misuse (_ ("the file holds more than “%s” keeps"),
                                               session_planned_names[intake->kind]);
      return FALSE;
    }
    if (!is_one && row->state != SESSION_IMPORT_NEW) {
      *ret_exit = refuse (context, words[row->kind].already, row->name);
      return FALSE;
    }
  }
  if (is_one && rows->len == 0)
    *ret_exit = refuse (context, words[intake->kind].only, intake->name);
  return !is_one || rows->len > 0;
}

/* What is wrong with the file as a whole is the only problem of it, and the error as well. */
static gboolean
is_told (const GArray *problems, const GError *error)
{
  return problems->len == 1 &&
         g_strcmp0 (g_array_index (problems, SessionImportProblem, 0).words, error->message) == 0;
}

/* Absences that do not follow their groups are for the people of now. */
static CliExit
keep_people (CliContext *context, const CliPlanned *planned)
{
  CliExit status = CLI_EXIT_FAILED;
  gint64 now_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_auto (SessionPlanFile) file = { NULL };
  g_autoptr (CliOrg) org = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_needed;

  if (!session_plan_lacks_people (planned->core, planned->profile->id, &is_needed, &error))
    return cli_context_fail (context, error);
  if (!is_needed)
    return CLI_EXIT_OK;

  org = cli_context_open_org (context, 0, &status);
  if (org != NULL && session_plan_load (planned->core, org, call, now_s, &file, &error)) {
    cli_plan_tell_problems (file.plan);
    return CLI_EXIT_OK;
  }
  if (org != NULL)
    status = cli_context_fail (context, error);
  g_printerr ("%s\n",
              _ ("It is saved. The people it is for will be those of the moment when the plan "
                 "is looked at next, because they could not be looked up now."));
  return status;
}

/* What is taken in and nothing acts on is not taken in silently. */
static void
tell_unacted (const CliPlanned *planned, const GArray *rows)
{
  g_autoptr (SessionItems) items = session_items_load (planned->core, planned->profile->id, NULL);

  for (guint i = 0; items != NULL && i < rows->len; i++) {
    const SessionImportRow *row = &g_array_index (rows, SessionImportRow, i);
    OofItem *item = row->kind == SESSION_PLANNED_ITEM && row->state != SESSION_IMPORT_SAME
                        ? session_items_find (items, row->name)
                        : NULL;
    g_autofree char *sentences = item != NULL ? session_words_unacted (item) : NULL;

    if (sentences != NULL)
      g_printerr ("absentiactl: %s: %s\n", row->name, sentences);
  }
}

static CliExit
take_import (CliContext *context, const CliPlanned *planned, const CliIntake *intake,
             SessionImport *import)
{
  const GArray *problems = session_import_problems (import);
  const GArray *rows = session_import_rows (import);
  g_autoptr (GError) error = NULL;
  CliExit status;

  for (guint i = 0; i < problems->len; i++)
    print_problem (context, intake->path, &g_array_index (problems, SessionImportProblem, i));
  if (problems->len == 0 && !check_rows (context, intake, rows, &status))
    return status;
  if ((problems->len > 0 || !intake->is_rehearsal) &&
      !session_import_apply (import, planned->core, &error))
    return is_told (problems, error) ? cli_context_exit_of (error)
                                     : cli_context_fail (context, error);

  for (guint i = 0; i < rows->len; i++)
    print_row (context, intake, &g_array_index (rows, SessionImportRow, i));
  if (intake->is_rehearsal)
    return CLI_EXIT_OK;
  tell_unacted (planned, rows);
  return keep_people (context, planned);
}

CliExit
cli_planned_take (CliContext *context, const CliPlanned *planned, const CliIntake *intake)
{
  SessionImportOrder order = { .profile_id = planned->profile->id, .default_id = intake->name };
  g_autoptr (SessionImport) import = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (intake->takes == CLI_TAKES_ONE && !is_there (planned, intake->kind, intake->name))
    return refuse (context, words[intake->kind].none, intake->name);
  bytes = cli_file_read (context, intake->path, SESSION_IMPORT_MOST_BYTES, &error);
  if (bytes == NULL)
    return cli_context_fail (context, error);

  order.bytes = g_bytes_get_data (bytes, &order.size);
  import = session_import_new (planned->core, &order, &error);
  return import != NULL ? take_import (context, planned, intake, import)
                        : cli_context_fail (context, error);
}

static SessionFormat
format_of (const CliContext *context)
{
  return context->output == CLI_OUTPUT_JSON ? SESSION_FORMAT_JSON : SESSION_FORMAT_YAML;
}

static CliExit
show_past (CliContext *context, const CliPlanned *planned, SessionPlanned kind, const char *name,
           guint past)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      session_past_list (planned->core, planned->profile->id, kind, name, &error);

  if (list == NULL)
    return cli_context_fail (context, error);
  if (past > list->len)
    return refuse (context, N_ ("Nothing so old is kept of “%s”."), name);
  g_print ("%s", ((SessionPast *) list->pdata[past - 1])->text);
  return CLI_EXIT_OK;
}

CliExit
cli_planned_show (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                  const char *name, guint past)
{
  g_autofree char *text = session_items_write_one (planned->items, kind, name, format_of (context));

  if (past > 0)
    return show_past (context, planned, kind, name, past);
  if (text == NULL)
    return refuse (context, words[kind].none, name);
  g_print ("%s", text);
  return CLI_EXIT_OK;
}

CliExit
cli_planned_history (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                     const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      session_past_list (planned->core, planned->profile->id, kind, name, &error);
  g_autoptr (JsonArray) array = json_array_new ();

  if (list == NULL)
    return cli_context_fail (context, error);
  if (list->len == 0 && !is_there (planned, kind, name))
    return refuse (context, words[kind].none, name);

  for (guint i = 0; i < list->len; i++) {
    const SessionPast *past = list->pdata[i];
    g_autofree char *at = cli_print_when (past->at);
    JsonObject *object;

    if (context->output == CLI_OUTPUT_TEXT) {
      g_print ("%u  %s  %s\n", i + 1, at, past->who);
      continue;
    }
    object = json_object_new ();
    json_object_set_int_member (object, "past", i + 1);
    cli_print_put_time (object, "at", past->at);
    cli_print_put_text (object, "who", past->who);
    cli_print_put_text (object, "text", past->text);
    json_array_add_object_element (array, object);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (array);
  return CLI_EXIT_OK;
}

CliExit
cli_planned_export (CliContext *context, const CliPlanned *planned, guint kinds, const char *path)
{
  g_autofree char *text = session_items_write (planned->items, kinds, format_of (context));
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return refuse (context, N_ ("What is planned for “%s” is too large for one file."),
                   planned->profile->name);
  return cli_file_write (path, text, &error) ? CLI_EXIT_OK : cli_context_fail (context, error);
}

CliExit
cli_planned_remove (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                    char **names)
{
  const char *const *list = (const char *const *) names;
  SessionItemsEdit edit = { .expected_revision = session_items_revision (planned->items) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    if (!is_there (planned, kind, names[i]))
      return refuse (context, words[kind].none, names[i]);
  if (kind == SESSION_PLANNED_ITEM)
    edit.removed = list;
  else if (kind == SESSION_PLANNED_TEMPLATE)
    edit.removed_templates = list;
  else
    edit.removed_holidays = list;
  return session_items_edit (planned->core, planned->profile->id, &edit, &error)
             ? CLI_EXIT_OK
             : cli_context_fail (context, error);
}

CliExit
cli_planned_approve (CliContext *context, const CliPlanned *planned, char **ids)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  const SessionItemsEdit edit = { .items = items,
                                  .expected_revision = session_items_revision (planned->items) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; ids[i] != NULL; i++) {
    OofItem *item = session_items_find (planned->items, ids[i]);
    OofItemParts parts;

    if (item == NULL)
      return refuse (context, words[SESSION_PLANNED_ITEM].none, ids[i]);
    parts = *oof_item_parts (item);
    if (parts.approval != OOF_APPROVAL_WANTED)
      return refuse (context, N_ ("“%s” does not wait for an approval."), ids[i]);
    parts.approval = OOF_APPROVAL_GIVEN;
    item = oof_item_new (&parts, &error);
    if (item == NULL)
      return cli_context_fail (context, error);
    g_ptr_array_add (items, item);
  }
  return session_items_edit (planned->core, planned->profile->id, &edit, &error)
             ? CLI_EXIT_OK
             : cli_context_fail (context, error);
}
