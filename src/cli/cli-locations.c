/* cli-locations.c - locations: the places of the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "cli-commands.h"
#include "cli-directory.h"
#include "cli-print.h"

#include "session-explain.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARS 300

typedef struct
{
  CliContext *context;
  CliDirectory *directory;
  gboolean is_checking;
  JsonArray *array;
  guint n_failed;
  GError *failure; /* the first one */
} Places;

static void
clear_places (Places *self)
{
  json_array_unref (self->array);
  g_clear_error (&self->failure);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, clear_places)

static void
put (JsonObject *object, const char *name, const char *text)
{
  cli_print_put_text (object, name, *text != '\0' ? text : NULL);
}

static void
add_place (Places *places, const ExchangeLocation *place, const GError *problem)
{
  JsonObject *object = json_object_new ();

  put (object, "name", place->name);
  put (object, "dns", place->dns);
  put (object, "netbios", place->netbios);
  put (object, "kind", exchange_location_kind_names[place->kind]);
  put (object, "direction", exchange_trust_names[place->trust]);
  if (places->is_checking)
    json_object_set_boolean_member (object, "reachable", problem == NULL);
  else
    json_object_set_null_member (object, "reachable");
  json_object_set_member (object, "error", cli_print_error (problem));
  put (object, "path", place->path);
  put (object, "base", place->base);
  put (object, "parent", place->parent);
  json_object_set_boolean_member (object, "is_forest_trust", place->is_forest_trust);
  json_object_set_boolean_member (object, "needs_sign_in", place->needs_sign_in);
  json_array_add_object_element (places->array, object);
}

static const char *
kind_of (const ExchangeLocation *place)
{
  static const char *const kinds[] = { [EXCHANGE_LOCATION_FOREST] = N_ ("the entire directory"),
                                       [EXCHANGE_LOCATION_DOMAIN] = N_ ("domain"),
                                       [EXCHANGE_LOCATION_TRUST] = N_ ("trusted domain"),
                                       [EXCHANGE_LOCATION_UNIT] = N_ ("organisational unit") };

  if (place->is_forest_trust)
    return _ ("trusted forest");
  return _ (kinds[place->kind]);
}

static const char *
direction_of (const ExchangeLocation *place)
{
  static const char *const directions[] = { [EXCHANGE_TRUST_NONE] = NULL,
                                            [EXCHANGE_TRUST_INBOUND] = N_ ("it trusts us"),
                                            [EXCHANGE_TRUST_OUTBOUND] = N_ ("we trust it"),
                                            [EXCHANGE_TRUST_BOTH] = N_ ("trusting each other") };

  return directions[place->trust] != NULL ? _ (directions[place->trust]) : NULL;
}

static void
print_place (Places *places, const ExchangeLocation *place, const GError *problem)
{
  const char *direction = direction_of (place);
  const char *mark = problem == NULL ? "✓ " : "✗ ";
  /* What is no domain is known by its path. */
  g_autofree char *name = base_text_for_display (
      place->kind == EXCHANGE_LOCATION_UNIT && *place->path != '\0' ? place->path : place->name,
      MOST_CHARS);

  g_print ("%s%s  %s", places->is_checking ? mark : "", name, kind_of (place));
  if (place->kind != EXCHANGE_LOCATION_UNIT && *place->netbios != '\0')
    g_print ("  %s", place->netbios);
  if (direction != NULL)
    g_print ("  %s", direction);
  if (place->needs_sign_in)
    g_print ("  %s", _ ("(asks for an account of its own)"));
  g_print ("\n");
  if (problem != NULL) {
    g_autofree char *sentence = session_explain (problem);
    g_autofree char *remedy = session_remedy (problem);

    g_print ("    %s\n", sentence);
    if (remedy != NULL)
      g_print ("    → %s\n", remedy);
  }
}

/* FALSE when cancelled. */
static gboolean
tell_place (Places *places, ExchangeLocation *place)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (ExchangeLocation) reached =
      places->is_checking ? session_directory_reach (places->directory->directory,
                                                     places->directory->call, place, &problem)
                          : NULL;
  const ExchangeLocation *shown = reached != NULL ? reached : place;

  if (places->context->output == CLI_OUTPUT_JSON)
    add_place (places, shown, problem);
  else
    print_place (places, shown, problem);
  if (problem == NULL)
    return TRUE;

  places->n_failed++;
  if (places->failure == NULL)
    places->failure = g_error_copy (problem);
  return !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GPtrArray *
find_places (CliDirectory *directory, const char *below, GError **error)
{
  g_autoptr (ExchangeLocation) place = NULL;

  if (below == NULL)
    return session_directory_locations (directory->directory, directory->call, error);
  if (!cli_directory_find_place (directory, below, &place, error))
    return NULL;
  return session_directory_children (directory->directory, directory->call, place, error);
}

static CliExit
list (CliContext *context, const char *below, gboolean is_checking)
{
  g_auto (CliDirectory) directory = { 0 };
  g_auto (Places) places = { .context = context,
                             .directory = &directory,
                             .is_checking = is_checking,
                             .array = json_array_new () };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  gboolean goes_on = TRUE;
  CliExit status;

  if (!cli_directory_open (context, &directory, &status))
    return status;
  found = find_places (&directory, below, &error);
  if (found == NULL)
    return cli_context_fail (context, error);

  for (guint i = 0; i < found->len && goes_on; i++)
    goes_on = tell_place (&places, found->pdata[i]);
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (places.array);

  if (!goes_on)
    return CLI_EXIT_CANCELLED;
  if (places.n_failed > 0)
    return places.n_failed < found->len ? CLI_EXIT_PARTLY : cli_context_exit_of (places.failure);
  return CLI_EXIT_OK;
}

CliExit
cli_locations (CliContext *context, int argc, char **argv)
{
  gboolean is_checking = FALSE;
  const GOptionEntry entries[] = { { "check", 'c', 0, G_OPTION_ARG_NONE, &is_checking,
                                     N_ ("Ask each of them whether it answers"), NULL },
                                   G_OPTION_ENTRY_NULL };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[LOCATION]"),
                          _ ("Lists the domains of the directory and those that it trusts, or what "
                             "lies below one place."),
                          &argc, &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("one location at most"));

  return list (context, argv[1], is_checking);
}
