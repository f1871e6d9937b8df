/* cli-holidays.c - holidays: the calendars of public holidays that absences skip or keep to
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-text.h"
#include "cli-commands.h"
#include "cli-file.h"
#include "cli-planned.h"
#include "cli-print.h"
#include "oof-date.h"
#include "session-ics.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 60
#define MOST_BYTES (8 * 1024 * 1024)

/* The span of days; NULL when there are none. Caller frees. */
static char *
describe_days (const OofDays *days)
{
  g_autofree char *first = days->n_days > 0 ? oof_date_format (days->days[0]) : NULL;
  g_autofree char *last = days->n_days > 0 ? oof_date_format (days->days[days->n_days - 1]) : NULL;

  return first != NULL ? g_strdup_printf ("%s – %s", first, last) : NULL;
}

static CliExit
list (CliContext *context, const CliPlanned *planned)
{
  const GPtrArray *all = session_items_holidays (planned->items);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const OofDays *days = all->pdata[i];
    g_autofree char *name = base_text_for_display (days->name, MOST_SHOWN_CHARS);
    g_autofree char *span = describe_days (days);
    g_autoptr (GPtrArray) using = session_items_using_holidays (planned->items, days->name);
    JsonObject *object;

    if (context->output == CLI_OUTPUT_TEXT) {
      g_print (ngettext ("%s  %u day  %s\n", "%s  %u days  %s\n", days->n_days), name, days->n_days,
               span != NULL ? span : "");
      continue;
    }
    object = json_object_new ();
    cli_print_put_text (object, "name", days->name);
    json_object_set_int_member (object, "days", days->n_days);
    json_object_set_int_member (object, "used_by", using->len);
    json_array_add_object_element (array, object);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (array);
  return CLI_EXIT_OK;
}

static OofDays *
read_file (CliContext *context, const char *path, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = cli_file_read (context, path, MOST_BYTES, error);
  g_autofree char *base = g_path_get_basename (path);
  const char *data;
  OofDays *days;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  days = session_ics_read (name != NULL ? name : base, data, size, error);
  if (days == NULL)
    g_prefix_error (error, "%s: ", path);
  return days;
}

static CliExit
import (CliContext *context, const CliPlanned *planned, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);
  const SessionItemsEdit edit = { .holidays = holidays, .expected_revision = -1 };
  OofDays *days;

  if (name == NULL && g_str_equal (path, "-"))
    return cli_context_misuse (_ ("say with --name what the calendar is to be called"));
  days = read_file (context, path, name, &error);
  if (days == NULL)
    return cli_context_fail (context, error);

  g_ptr_array_add (holidays, days);
  return session_items_edit (planned->core, planned->profile->id, &edit, &error)
             ? CLI_EXIT_OK
             : cli_context_fail (context, error);
}

static CliExit
run (CliContext *context, const CliPlanned *planned, char **words, const char *name)
{
  guint n = g_strv_length (words);

  if (g_str_equal (words[0], "list") && n == 1)
    return list (context, planned);
  if (g_str_equal (words[0], "show") && n == 2)
    return cli_planned_show (context, planned, SESSION_PLANNED_HOLIDAYS, words[1], 0);
  if (g_str_equal (words[0], "import") && n == 2)
    return import (context, planned, words[1], name);
  if (g_str_equal (words[0], "remove") && n >= 2)
    return cli_planned_remove (context, planned, SESSION_PLANNED_HOLIDAYS, words + 1);
  return cli_context_misuse (_ ("there is no verb “%s”, or it has too few or too many words"),
                             words[0]);
}

CliExit
cli_holidays (CliContext *context, int argc, char **argv)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = { { "name", 0, 0, G_OPTION_ARG_STRING, &name,
                                     N_ ("What the calendar is to be called (default: the file’s "
                                         "name)"),
                                     N_ ("NAME") },
                                   G_OPTION_ENTRY_NULL };
  g_auto (CliPlanned) planned = { NULL };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("list | show NAME | import FILE | remove NAME…"),
                          _ ("Keeps the calendars of public holidays that absences skip or keep "
                             "to. They come from calendar files (ICS)."),
                          &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("say what to do: list, show, import or remove"));
  return cli_planned_open (context, &planned, &status) ? run (context, &planned, argv + 1, name)
                                                       : status;
}
