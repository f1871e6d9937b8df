/* lab-person.c - what the directory knows of a person beyond the list: the photo, and attributes
 * for placeholders
 *
 *     lab-person DOMAIN CA ADMIN ATTRIBUTE…
 *
 * Names come on standard input, after a first line with the password. For each name that is exactly
 * one person a line of JSON: the photo's length and first byte (0 and -1: none), and the
 * attributes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-names.h"
#include "directory-people.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
stop (const GError *error)
{
  fprintf (stderr, "lab-person: %s: %s\n", base_error_name (error), error->message);
  exit (1);
}

static void
keep_one (const ExchangeMatch *match, gpointer data)
{
  if (match->persons->len == 1)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (match->persons, 0)));
}

static void
print_person (DirectoryForest *forest, BaseCall *call, const ExchangePerson *person,
              const char *const *attributes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = directory_people_photo (forest, call, person, &error);
  g_autoptr (GHashTable) fields = NULL;
  gsize length = 0;
  const guint8 *bytes = photo != NULL ? g_bytes_get_data (photo, &length) : NULL;

  if (error == NULL)
    fields = directory_people_fields (forest, call, person, attributes, &error);
  if (error != NULL)
    stop (error);

  printf ("{\"logon\": \"%s\", \"photo\": %zu, \"begins\": %d", person->logon, length,
          length > 0 ? bytes[0] : -1);
  for (guint i = 0; attributes[i] != NULL; i++)
    if (g_hash_table_contains (fields, attributes[i]))
      printf (", \"%s\": \"%s\"", attributes[i],
              (const char *) g_hash_table_lookup (fields, attributes[i]));
  puts ("}");
}

static char **
read_names (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    g_strv_builder_add (builder, g_strchomp (line));
  return g_strv_builder_end (builder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseLocals) locals = base_locals_new ();
  g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);
  g_autoptr (BaseSecret) password = base_secret_read_line (STDIN_FILENO, &error);
  g_autoptr (GPtrArray) persons =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (DirectoryForest) forest = NULL;
  g_autofree char *ca = NULL;
  g_auto (GStrv) names = NULL;

  if (password == NULL || argc < 4 || !g_file_get_contents (argv[2], &ca, NULL, &error)) {
    fputs ("lab-person DOMAIN CA ADMIN ATTRIBUTE…\n", stderr);
    return 2;
  }

  names = read_names ();
  profile = exchange_profile_new (
      &(ExchangeProfile){ .directory = argv[1], .directory_ca_pem = ca, .admin_upn = argv[3] });
  forest = directory_forest_new (profile, password);
  if (!directory_names_check (forest, call, NULL, (const char *const *) names, keep_one, persons,
                              &error))
    stop (error);
  for (guint i = 0; i < persons->len; i++)
    print_person (forest, call, g_ptr_array_index (persons, i), (const char *const *) argv + 4);
  return 0;
}
