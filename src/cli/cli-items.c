/* cli-items.c - items: the absences that are planned, and templates: the texts that they share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "cli-commands.h"
#include "cli-planned.h"
#include "cli-print.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 60
#define ALL_KINDS                                                                                  \
  (1u << SESSION_PLANNED_ITEM | 1u << SESSION_PLANNED_TEMPLATE | 1u << SESSION_PLANNED_HOLIDAYS)

/* What a verb works on. */
typedef struct
{
  CliContext *context;
  CliPlanned planned;
  SessionPlanned kind;
  gboolean is_rehearsal;
  gboolean is_all;
  int past;
  const char *using; /* a template: only absences that have it; NULL: all */
  char **operands;   /* behind the verb */
} Work;

/* "ann@corp.example, sales@corp.example, and 48 more". Caller frees. */
static char *
describe_who (const OofItemParts *parts)
{
  g_autofree char *first = base_text_for_display (parts->who[0].text, MOST_SHOWN_CHARS);

  if (parts->n_who == 1)
    return g_steal_pointer (&first);
  /* Translators: somebody's address, and how many more there are */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", parts->n_who - 1), first,
                          parts->n_who - 1);
}

static void
print_item (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  g_autofree char *id = base_text_for_display (parts->id, MOST_SHOWN_CHARS);
  g_autofree char *who = describe_who (parts);
  g_autofree char *when = session_words_when (parts->when);

  g_print ("%s  %s  %s  %s\n", id, session_words_type (parts->type), who, when);
}

static void
print_text (const SessionItems *items, const OofText *text)
{
  g_autofree char *name = base_text_for_display (text->name, MOST_SHOWN_CHARS);
  g_autoptr (GPtrArray) using = session_items_using_template (items, text->name);

  g_print ("%s  %s  %s  ", name, session_words_type (text->type),
           text->is_approved ? _ ("approved") : _ ("draft"));
  g_print (ngettext ("used by %u absence\n", "used by %u absences\n", using->len), using->len);
}

static gboolean
is_among (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (oof_item_parts (items->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* The list inside the file that JSON is of it; only: NULL: all. */
static CliExit
print_json (const Work *work, const GPtrArray *only)
{
  static const char *const keys[] = {
    [SESSION_PLANNED_ITEM] = "items", [SESSION_PLANNED_TEMPLATE] = "templates"
  };
  g_autofree char *text =
      session_items_write (work->planned.items, 1u << work->kind, SESSION_FORMAT_JSON);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonArray) shown = json_array_new ();
  JsonArray *all;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return CLI_EXIT_FAILED;
  all = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                      keys[work->kind]);
  for (guint i = 0; i < json_array_get_length (all); i++) {
    JsonObject *object = json_array_get_object_element (all, i);

    if (only == NULL || is_among (only, json_object_get_string_member (object, "id")))
      json_array_add_object_element (shown, json_object_ref (object));
  }
  return cli_print_json_array (shown) ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}

static CliExit
list (const Work *work)
{
  const SessionItems *items = work->planned.items;
  g_autoptr (GPtrArray) using =
      work->using != NULL ? session_items_using_template (items, work->using) : NULL;
  const GPtrArray *all = session_items_templates (items);

  if (work->context->output == CLI_OUTPUT_JSON)
    return print_json (work, using);
  if (work->kind == SESSION_PLANNED_ITEM)
    all = using != NULL ? using : session_items_all (items);
  for (guint i = 0; i < all->len; i++) {
    if (work->kind == SESSION_PLANNED_ITEM)
      print_item (all->pdata[i]);
    else
      print_text (items, all->pdata[i]);
  }
  return CLI_EXIT_OK;
}

static CliExit
show (const Work *work)
{
  return cli_planned_show (work->context, &work->planned, work->kind, work->operands[0],
                           (guint) work->past);
}

static CliExit
history (const Work *work)
{
  return cli_planned_history (work->context, &work->planned, work->kind, work->operands[0]);
}

static CliExit
take (const Work *work, CliTakes takes, const char *name, const char *path)
{
  const CliIntake intake = { .kind = work->kind,
                             .takes = takes,
                             .name = name,
                             .path = path,
                             .is_rehearsal = work->is_rehearsal };

  return cli_planned_take (work->context, &work->planned, &intake);
}

static CliExit
add (const Work *work)
{
  return take (work, CLI_TAKES_NEW, NULL, work->operands[0]);
}

static CliExit
edit (const Work *work)
{
  return take (work, CLI_TAKES_ONE, work->operands[0], work->operands[1]);
}

static CliExit
import (const Work *work)
{
  return take (work, CLI_TAKES_ANY, NULL, work->operands[0]);
}

static CliExit
remove_some (const Work *work)
{
  return cli_planned_remove (work->context, &work->planned, work->kind, work->operands);
}

static CliExit
approve (const Work *work)
{
  if (work->kind != SESSION_PLANNED_ITEM)
    return cli_context_misuse (_ ("only absences wait for an approval"));
  return cli_planned_approve (work->context, &work->planned, work->operands);
}

static CliExit export(const Work *work)
{
  return cli_planned_export (work->context, &work->planned,
                             work->is_all ? ALL_KINDS : 1u << work->kind, work->operands[0]);
}

static const struct
{
  const char *name;
  CliExit (*run) (const Work *work);
  guint least; /* operands */
  guint most;
} verbs[] = {
  { "list", list, 0, 0 },     { "show", show, 1, 1 },     { "history", history, 1, 1 },
  { "add", add, 1, 1 },       { "edit", edit, 2, 2 },     { "remove", remove_some, 1, G_MAXUINT },
  { "export", export, 0, 1 }, { "import", import, 1, 1 }, { "approve", approve, 1, G_MAXUINT },
};

static CliExit
run_verb (Work *work, const char *verb)
{
  guint n = g_strv_length (work->operands);
  CliExit status;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    if (!g_str_equal (verbs[i].name, verb))
      continue;
    if (n < verbs[i].least || n > verbs[i].most)
      return cli_context_misuse (_ ("too few or too many words behind “%s”"), verb);
    if (!cli_planned_open (work->context, &work->planned, &status))
      return status;
    return verbs[i].run (work);
  }
  return cli_context_misuse (_ ("there is no verb “%s”"), verb);
}

static CliExit
run (CliContext *context, SessionPlanned kind, const char *what, const char *summary, int argc,
     char **argv)
{
  g_autofree char *using = NULL;
  Work work = { .context = context, .kind = kind };
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &work.is_rehearsal,
      N_ ("Say what is new, changed and the same, and change nothing"), NULL },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &work.is_all,
      N_ ("Export absences, templates and holidays in one file"), NULL },
    { "using", 0, 0, G_OPTION_ARG_STRING, &using, N_ ("List only absences that have this template"),
      N_ ("TEMPLATE") },
    { "past", 0, 0, G_OPTION_ARG_INT, &work.past, N_ ("Show what it was so many edits ago"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (context, entries, what, summary, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (
        _ ("say what to do: list, show, history, add, edit, remove, approve, export or import"));
  if (work.past < 0 || (using != NULL && kind != SESSION_PLANNED_ITEM))
    return cli_context_misuse (_ ("--past takes a number of edits, and --using is for “items”"));

  work.using = using;
  work.operands = argv + 2;
  status = run_verb (&work, argv[1]);
  cli_planned_clear (&work.planned);
  return status;
}

CliExit
cli_items (CliContext *context, int argc, char **argv)
{
  return run (context, SESSION_PLANNED_ITEM,
              _ ("list | show ID | history ID | add FILE | edit ID FILE | remove ID… | "
                 "approve ID… | export [FILE] | import FILE"),
              _ ("Keeps the absences that are planned. Files are YAML or JSON, see "
                 "absentia-items(5); “-” is standard input or output."),
              argc, argv);
}

CliExit
cli_templates (CliContext *context, int argc, char **argv)
{
  return run (context, SESSION_PLANNED_TEMPLATE,
              _ ("list | show NAME | history NAME | add FILE | edit NAME FILE | remove NAME… | "
                 "export [FILE] | "
                 "import FILE"),
              _ ("Keeps the texts that absences share. Files are YAML or JSON, see "
                 "absentia-items(5); “-” is standard input or output."),
              argc, argv);
}
