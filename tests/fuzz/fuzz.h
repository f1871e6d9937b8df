/* fuzz.h - feeds a reader with damaged input: a small driver that needs no instrumented compiler
 *
 *   fuzz-x FILE…                          each file once
 *   fuzz-x --seed S --rounds N [DIR]      N inputs made from the built-in samples and the files of
 * DIR fuzz-x --seed S --seconds N [DIR]     as many as N seconds allow fuzz-x --seed S --round R
 * [DIR]       the one input that a crash named
 *
 * A round depends on the seed and its number alone. What crashes, hangs or breaks the target's
 * promises ends the program with the round's number on standard error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FUZZ_MOST_BYTES 65536
#define FUZZ_HANGS_S 20

/* May take anything; checks its own promises with g_assert. */
typedef void (*FuzzTarget) (const guint8 *data, gsize size);

static guint64 fuzz_seed = 1;
static guint64 fuzz_round;

static void
fuzz_died_cb (int number)
{
  char line[128];
  int length =
      g_snprintf (line, sizeof line,
                  "died of signal %d: --seed %" G_GUINT64_FORMAT " --round %" G_GUINT64_FORMAT "\n",
                  number, fuzz_seed, fuzz_round);

  if (write (STDERR_FILENO, line, (size_t) length) < 0)
    length = 0;
  signal (number, SIG_DFL);
  raise (number);
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

static inline void
fuzz_add_folder (GPtrArray *samples, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (folder, name, NULL);

    fuzz_add_file (samples, file);
  }
}

static inline void
fuzz_run (FuzzTarget target, GPtrArray *samples, gint64 n_rounds, gint64 seconds)
{
  gint64 end_us = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  signal (SIGSEGV, fuzz_died_cb);
  signal (SIGABRT, fuzz_died_cb);
  signal (SIGALRM, fuzz_died_cb);
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
  gint64 seed = 1, rounds = 0, seconds = 0, round = -1;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = { { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
                                   { "rounds", 0, 0, G_OPTION_ARG_INT64, &rounds, NULL, NULL },
                                   { "seconds", 0, 0, G_OPTION_ARG_INT64, &seconds, NULL, NULL },
                                   { "round", 0, 0, G_OPTION_ARG_INT64, &round, NULL, NULL },
                                   { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest,
                                     NULL, NULL },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE…]");
  gboolean is_driven;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;

  fuzz_seed = (guint64) seed;
  is_driven = rounds > 0 || seconds > 0 || round >= 0;
  for (gsize i = 0; rest != NULL && rest[i] != NULL; i++) {
    if (is_driven)
      fuzz_add_folder (samples, rest[i]);
    else if (fuzz_add_file (samples, rest[i]))
      target (g_bytes_get_data (g_ptr_array_index (samples, samples->len - 1), NULL),
              g_bytes_get_size (g_ptr_array_index (samples, samples->len - 1)));
  }
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
