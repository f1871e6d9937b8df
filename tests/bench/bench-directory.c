/* bench-directory.c - what it costs to read a directory: numbers for bench.py, one JSON object
 *
 *     bench-directory people URL CA ADMIN MOST    reads everybody (MOST 0) or so many
 *     bench-directory names URL CA ADMIN          checks the names on standard input
 *
 * The first line of standard input is the password.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-names.h"
#include "directory-people.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  GPtrArray *persons;
  gint64 start_us;
  gint64 first_us;
  guint n_one;
} Bench;

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long
peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void
stop (const GError *error)
{
  fprintf (stderr, "bench-directory: %s: %s\n", base_error_name (error), error->message);
  exit (1);
}

static gboolean
keep_page (GPtrArray *page, gpointer data)
{
  Bench *bench = data;

  if (bench->first_us == 0)
    bench->first_us = g_get_monotonic_time ();
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (bench->persons, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

static void
count_match (const ExchangeMatch *match, gpointer data)
{
  ((Bench *) data)->n_one += match->persons->len == 1;
}

static void
measure_people (DirectoryForest *forest, BaseCall *call, guint most)
{
  Bench bench = { .persons =
                      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref) };
  g_autoptr (GError) error = NULL;
  double cpu = cpu_seconds ();
  gsize bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  double seconds;

  bench.start_us = g_get_monotonic_time ();
  if (!directory_people_find (forest, call, NULL, most, keep_page, &bench, NULL, &error))
    stop (error);

  seconds = (double) (g_get_monotonic_time () - bench.start_us) / 1e6;
  printf ("{\"people\": %u, \"seconds\": %.6f, \"first_ms\": %.3f, \"cpu\": %.6f, \"bytes\": %zu, "
          "\"peak_kib\": %ld}\n",
          bench.persons->len, seconds, (double) (bench.first_us - bench.start_us) / 1e3,
          cpu_seconds () - cpu, mallinfo2 ().uordblks + mallinfo2 ().hblkhd - bytes, peak_kib ());
  g_ptr_array_unref (bench.persons);
}

static void
measure_names (DirectoryForest *forest, BaseCall *call)
{
  g_autofree char *line = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  Bench bench = { .start_us = g_get_monotonic_time () };
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    g_strv_builder_add (builder, g_strchomp (line));
  names = g_strv_builder_end (builder);
  if (!directory_names_check (forest, call, NULL, (const char *const *) names, count_match, &bench,
                              &error))
    stop (error);

  printf ("{\"names\": %u, \"one\": %u, \"seconds\": %.6f}\n", g_strv_length (names), bench.n_one,
          (double) (g_get_monotonic_time () - bench.start_us) / 1e6);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseLocals) locals = base_locals_new ();
  g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);
  g_autoptr (BaseSecret) password = base_secret_read_line (STDIN_FILENO, &error);
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (DirectoryForest) forest = NULL;
  g_autoptr (DirectoryRoot) root = NULL;
  g_autofree char *ca = NULL;

  if (password == NULL || argc < 5 || !g_file_get_contents (argv[3], &ca, NULL, &error)) {
    fputs ("bench-directory: people|names URL CA ADMIN, and the password on standard input\n",
           stderr);
    return 2;
  }

  profile =
      exchange_profile_new (&(ExchangeProfile){ .directory = argv[2],
                                                .directory_ca_pem = ca,
                                                .admin_upn = argv[4],
                                                .directory_auth = EXCHANGE_DIRECTORY_AUTH_SIMPLE });
  forest = directory_forest_new (profile, password);
  root = directory_forest_root (forest, call, &error);
  if (root == NULL)
    stop (error);

  if (g_str_equal (argv[1], "people"))
    measure_people (forest, call, argc > 5 ? (guint) g_ascii_strtoull (argv[5], NULL, 10) : 0);
  else
    measure_names (forest, call);
  return 0;
}
