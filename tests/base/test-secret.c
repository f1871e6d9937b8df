/* test-secret.c - secrets in memory, and reading one from standard input
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-secret.h"

#include <string.h>
#include <unistd.h>

#define MOST_BYTES 4096

/* The reading end of a pipe that holds these bytes and is then closed. */
static int
make_input (const char *bytes, gsize length)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], bytes, length), ==, length);
  close (ends[1]);
  return ends[0];
}

static void
test_new (void)
{
  g_autoptr (BaseSecret) whole = base_secret_new ("pässword", -1);
  g_autoptr (BaseSecret) part = base_secret_new ("password", 4);
  g_autoptr (BaseSecret) empty = base_secret_new ("", -1);
  BaseSecret *again = base_secret_ref (whole);

  g_assert_cmpstr (base_secret_text (whole), ==, "pässword");
  g_assert_cmpstr (base_secret_text (part), ==, "pass");
  g_assert_cmpstr (base_secret_text (empty), ==, "");
  g_assert_false (base_secret_is_empty (whole));
  g_assert_true (base_secret_is_empty (empty));
  g_assert_true (base_secret_is_empty (NULL));
  base_secret_unref (again);
  g_assert_cmpstr (base_secret_text (whole), ==, "pässword");
  base_secret_unref (NULL);
}

static void
test_read_line (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *secret; /* NULL: refused */
  } rows[] = {
    { "word\n", 5, "word" },
    { "word", 4, "word" },
    { "word\r\n", 6, "word" },
    { "  wo rd \t\n", 10, "  wo rd \t" },
    { "w\rord\r\r\n", 8, "w\rord\r" },
    { "p\xc3\xa4ss\n", 6, "p\xc3\xa4ss" },
    { "one\ntwo\n", 8, "one" },
    { "", 0, NULL },
    { "\n", 1, NULL },
    { "\r\n", 2, NULL },
    { "wo\0rd\n", 6, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    int fd = make_input (rows[i].bytes, rows[i].length);
    g_autoptr (GError) error = NULL;
    g_autoptr (BaseSecret) secret = base_secret_read_line (fd, &error);

    g_test_message ("row %u", i);
    if (rows[i].secret != NULL) {
      g_assert_no_error (error);
      g_assert_cmpstr (base_secret_text (secret), ==, rows[i].secret);
    } else {
      g_assert_null (secret);
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
      g_assert_null (strstr (error->message, "wo"));
    }
    close (fd);
  }
}

/* Not a byte more is taken than the line. */
static void
test_two_lines (void)
{
  int fd = make_input ("one\r\ntwo\nrest", 13);
  g_autoptr (BaseSecret) one = base_secret_read_line (fd, NULL);
  g_autoptr (BaseSecret) two = base_secret_read_line (fd, NULL);
  char rest[8] = { 0 };

  g_assert_cmpstr (base_secret_text (one), ==, "one");
  g_assert_cmpstr (base_secret_text (two), ==, "two");
  g_assert_cmpint (read (fd, rest, sizeof rest), ==, 4);
  g_assert_cmpstr (rest, ==, "rest");
  close (fd);
}

static void
test_length (void)
{
  static const struct
  {
    gsize length;
    const char *end;
    gboolean is_taken;
  } rows[] = { { MOST_BYTES - 1, "\n", TRUE },  { MOST_BYTES, "\n", TRUE },
               { MOST_BYTES, "\r\n", TRUE },    { MOST_BYTES, "", TRUE },
               { MOST_BYTES + 1, "\n", FALSE }, { MOST_BYTES + 1, "", FALSE },
               { 3 * MOST_BYTES, "\n", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strnfill (rows[i].length, 'x');
    g_autofree char *line = g_strconcat (text, rows[i].end, NULL);
    int fd = make_input (line, strlen (line));
    g_autoptr (GError) error = NULL;
    g_autoptr (BaseSecret) secret = base_secret_read_line (fd, &error);

    g_test_message ("row %u", i);
    if (rows[i].is_taken) {
      g_assert_no_error (error);
      g_assert_true (strcmp (base_secret_text (secret), text) == 0);
    } else {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    }
    close (fd);
  }
}

static void
test_no_input (void)
{
  int fd = make_input ("x", 1);
  g_autoptr (GError) error = NULL;

  close (fd);
  g_assert_null (base_secret_read_line (fd, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
}

static void
test_wipe (void)
{
  char bytes[] = "secret";
  const char zeros[sizeof bytes] = { 0 };

  base_secret_wipe (bytes, sizeof bytes);
  g_assert_cmpmem (bytes, sizeof bytes, zeros, sizeof zeros);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/new", test_new);
  g_test_add_func ("/base/secret/read-line", test_read_line);
  g_test_add_func ("/base/secret/two-lines", test_two_lines);
  g_test_add_func ("/base/secret/length", test_length);
  g_test_add_func ("/base/secret/no-input", test_no_input);
  g_test_add_func ("/base/secret/wipe", test_wipe);
  return g_test_run ();
}
