/* fuzz.h - feeds a reader with damaged input: a small driver that needs no instrumented compiler
 *
 *   fuzz-x FILE…                   each file once
 *
 *   fuzz-x --seed S --rounds N DIR  N inputs made from the built-in samples and the files of DIR
 *
 *   fuzz-x --seconds N DIR          as many as the time allows; without --seed, of a new seed
 *
 *   fuzz-x --seed S --round R DIR   the one input that a crash named
 *
 * A round depends on the seed, its number and the samples alone. What crashes, hangs, takes too
 * much memory or breaks the target's promises ends the program: the input is written to a file in
 * the folder --crashes, and the file, the seed and the round are named on standard error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FUZZ_MOST_BYTES 65536
#define FUZZ_HANGS_S 20
#define FUZZ_MOST_MEMORY (512u << 20) /* of the whole process */

/* May take anything; checks its own promises with g_assert. */
typedef void (*FuzzTarget) (const guint8 *data, gsize size);

static guint64 fuzz_seed = 1;
static guint64 fuzz_round;
static const guint8 *fuzz_data; /* of the round */
static gsize fuzz_size;
static const char *fuzz_folder = "."; /* for crashes */
static const char *fuzz_name = "fuzz";

/* FALSE: the file is not there, or not whole. */
static gboolean
fuzz_keep_input (const char *file)
{
  int out = open (file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  gboolean is_kept = out >= 0 && write (out, fuzz_data, fuzz_size) == (gssize) fuzz_size;

  if (out >= 0)
    close (out);
  return is_kept;
}

static void
fuzz_died_cb (int number)
{
  char file[1024];
  char line[1280];
  int length;

  g_snprintf (file, sizeof file, "%s/%s-%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, fuzz_folder,
              fuzz_name, fuzz_seed, fuzz_round);
  length = g_snprintf (
      line, sizeof line,
      "%s died of signal %d: --seed %" G_GUINT64_FORMAT " --round %" G_GUINT64_FORMAT ", %s %s\n",
      fuzz_name, number, fuzz_seed, fuzz_round,
      fuzz_keep_input (file) ? "the input is in" : "the input could not be kept in", file);
  if (write (STDERR_FILENO, line, (size_t) length) < 0)
    length = 0;
  signal (number, SIG_DFL);
  raise (number);
}

/* A reader that takes all memory shall not take the computer's. AddressSanitizer takes address
 * space without end by itself. */
static inline void
fuzz_be_ready_to_die (void)
{
  static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGALRM };
#ifndef __SANITIZE_ADDRESS__
  const struct rlimit memory = { FUZZ_MOST_MEMORY, FUZZ_MOST_MEMORY };

  setrlimit (RLIMIT_AS, &memory);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], fuzz_died_cb);
  g_mkdir_with_parents (fuzz_folder, 0777);
}

static inline guint
fuzz_below (GRand *dice, gsize limit)
{
  return limit > 1 ? (guint) g_rand_int_range (dice, 0, (gint32) MIN (limit, G_MAXINT32)) : 0;
}

/* One damage: bytes changed, taken away, put in, repeated, or a piece of another sample. */
static inline void
fuzz_damage (GByteArray *bytes, GRand *dice, GPtrArray *samples)
{
  static const guint8 odd[] = { 0, 1, 0x7F, 0x80, 0xFF, '<', '>', '&', '_', '"', '=' };
  guint at = fuzz_below (dice, bytes->len + 1);
  guint length = fuzz_below (dice, MIN (bytes->len - at, 64) + 1);
  GBytes *other = g_ptr_array_index (samples, fuzz_below (dice, samples->len));
  gsize other_size = g_bytes_get_size (other);
  guint from = fuzz_below (dice, other_size + 1);
  g_autoptr (GByteArray) tail = g_byte_array_new ();

  g_byte_array_append (tail, bytes->data + at, bytes->len - at);
  switch (fuzz_below (dice, 7)) {
  case 0:
    if (at < bytes->len)
      bytes->data[at] ^= (guint8) (1u << fuzz_below (dice, 8));
    break;
  case 1:
    if (at < bytes->len)
      bytes->data[at] = odd[fuzz_below (dice, sizeof odd)];
    break;
  case 2:
    g_byte_array_remove_range (bytes, at, length);
    break;
  case 3:
    g_byte_array_set_size (bytes, at);
    g_byte_array_append (bytes, tail->data, length);
    g_byte_array_append (bytes, tail->data, tail->len);
    break;
  case 4:
    g_byte_array_set_size (bytes, at);
    g_byte_array_append (bytes, (const guint8 *) g_bytes_get_data (other, NULL) + from,
                         (guint) MIN (other_size - from, 256));
    g_byte_array_append (bytes, tail->data, tail->len);
    break;
  case 5:
    g_byte_array_set_size (bytes, at);
    break;
  default:
    if (at + 4 <= bytes->len)
      memset (bytes->data + at, fuzz_below (dice, 2) ? 0xFF : 0, 4);
  }
  g_byte_array_set_size (bytes, MIN (bytes->len, FUZZ_MOST_BYTES));
}

static inline void
fuzz_one (FuzzTarget target, GPtrArray *samples)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed_array (
      (const guint32[]){ (guint32) fuzz_seed, (guint32) fuzz_round, (guint32) (fuzz_round >> 32) },
      3);
  GBytes *sample = g_ptr_array_index (samples, fuzz_below (dice, samples->len));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (sample, NULL), (guint) g_bytes_get_size (sample));
  for (guint n = fuzz_below (dice, 8); n > 0; n--)
    fuzz_damage (bytes, dice, samples);
  fuzz_data = bytes->data;
  fuzz_size = bytes->len;
  alarm (FUZZ_HANGS_S);
  target (bytes->data, bytes->len);
}

static inline gboolean
fuzz_add_file (GPtrArray *samples, const char *file)
{
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (file, &text, &size, NULL))
    return FALSE;

  g_ptr_array_add (samples, g_bytes_new_take (g_steal_pointer (&text), size));
  return TRUE;
}

static inline int
fuzz_compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that a round is the same on every computer. */
static inline void
fuzz_add_folder (GPtrArray *samples, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, fuzz_compare_names);
  for (guint i = 0; i < files->len; i++)
    fuzz_add_file (samples, files->pdata[i]);
}

static inline void
fuzz_run (FuzzTarget target, GPtrArray *samples, gint64 n_rounds, gint64 seconds)
{
  gint64 end_us = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  for (fuzz_round = 0;
       seconds > 0 ? g_get_monotonic_time () < end_us : fuzz_round < (guint64) n_rounds;
       fuzz_round++)
    fuzz_one (target, samples);
  printf ("%" G_GUINT64_FORMAT " rounds of seed %" G_GUINT64_FORMAT ", %u samples\n", fuzz_round,
          fuzz_seed, samples->len);
}

/* samples: what the target likes, GBytes; taken. */
static inline int
fuzz_main (int argc, char **argv, FuzzTarget target, GPtrArray *samples)
{
  gint64 seed = -1, rounds = 0, seconds = 0, round = -1;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "rounds", 0, 0, G_OPTION_ARG_INT64, &rounds, NULL, NULL },
    { "seconds", 0, 0, G_OPTION_ARG_INT64, &seconds, NULL, NULL },
    { "round", 0, 0, G_OPTION_ARG_INT64, &round, NULL, NULL },
    { "crashes", 0, 0, G_OPTION_ARG_FILENAME, &fuzz_folder, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE…]");
  gboolean is_driven;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;

  fuzz_name = g_path_get_basename (argv[0]); /* for as long as the program lives */
  fuzz_seed = seed >= 0 ? (guint64) seed : seconds > 0 ? g_random_int () : 1;
  is_driven = rounds > 0 || seconds > 0 || round >= 0;
  for (gsize i = 0; rest != NULL && rest[i] != NULL; i++) {
    if (is_driven)
      fuzz_add_folder (samples, rest[i]);
    else if (fuzz_add_file (samples, rest[i]))
      target (g_bytes_get_data (g_ptr_array_index (samples, samples->len - 1), NULL),
              g_bytes_get_size (g_ptr_array_index (samples, samples->len - 1)));
  }
  if (is_driven)
    fuzz_be_ready_to_die ();
  fuzz_round = (guint64) MAX (round, 0);
  if (round >= 0)
    fuzz_one (target, samples);
  else if (is_driven)
    fuzz_run (target, samples, rounds, seconds);
  g_ptr_array_unref (samples);
  return 0;
}

static inline GPtrArray *
fuzz_samples_new (const char *const *texts)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (samples, g_bytes_new (texts[i], strlen (texts[i])));
  return samples;
}
