/* test-program.c - absentia-sim as a program: its ready line, its end, its exit status
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-json.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

typedef struct
{
  GSubprocess *process;
  GDataInputStream *out;
  JsonObject *ready;
} Program;

static char *
find_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "absentia-sim", NULL);
}

/* words: the arguments, NULL-terminated. */
static void
start (Program *self, const char *const *words)
{
  g_autofree char *file = find_program ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_add (builder, file);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  self->process =
      g_subprocess_newv ((const char *const *) argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->ready = wire_json_parse (line, strlen (line), "ready line", &error);
  g_assert_no_error (error);
}

/* It ends well, has said nothing more, and leaves nothing behind. */
static void
finish (Program *self)
{
  g_autofree char *more = NULL;
  g_autofree char *ca_file = g_strdup (json_object_get_string_member (self->ready, "ca"));
  g_autofree char *folder = g_path_get_dirname (ca_file);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_wait (self->process, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  more = g_data_input_stream_read_line (self->out, NULL, NULL, NULL);
  g_assert_null (more);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_object_unref (self->process);
  g_object_unref (self->out);
  json_object_unref (self->ready);
}

static void
test_ready (void)
{
  static const char *const words[] = { "--people", "17", NULL };
  static const char *const members[] = { "ews",          "control", "control_token",
                                         "ca",           "admin",   "password",
                                         "bearer",       "ldap",    "ldap_plain",
                                         "ldap_catalog", NULL };
  Program program;
  g_autofree char *pem = NULL;

  start (&program, words);
  for (guint i = 0; members[i] != NULL; i++)
    g_assert_nonnull (json_object_get_string_member_with_default (program.ready, members[i], NULL));
  g_assert_cmpint (json_object_get_int_member (program.ready, "people"), ==, 17);
  g_assert_true (
      g_file_get_contents (json_object_get_string_member (program.ready, "ca"), &pem, NULL, NULL));
  g_assert_nonnull (strstr (pem, "BEGIN CERTIFICATE"));
  g_assert_null (strstr (pem, "PRIVATE KEY"));
  g_subprocess_send_signal (program.process, SIGTERM);
  finish (&program);
}

static void
test_interrupt (void)
{
  static const char *const words[] = { NULL };
  Program program;

  start (&program, words);
  g_subprocess_send_signal (program.process, SIGINT);
  finish (&program);
}

static void
test_end_of_input (void)
{
  static const char *const words[] = { "--die-with-parent", NULL };
  Program program;

  start (&program, words);
  g_output_stream_close (g_subprocess_get_stdin_pipe (program.process), NULL, NULL);
  finish (&program);
}

/* The kernel's own count of what it took at most. */
static guint64
read_peak_kib (const Program *program)
{
  g_autofree char *file =
      g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (program->process));
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  line = strstr (text, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}

static void
test_many (void)
{
  static const char *const words[] = { "--people", "100000", "--die-with-parent", NULL };
  Program program;

  start (&program, words);
  g_assert_cmpint (json_object_get_int_member (program.ready, "people"), ==, 100000);
  g_test_message ("%" G_GUINT64_FORMAT " KiB", read_peak_kib (&program));
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (read_peak_kib (&program), <, 64 * 1024);
#endif
  g_output_stream_close (g_subprocess_get_stdin_pipe (program.process), NULL, NULL);
  finish (&program);
}

/* What is said on standard error is for people; scripts look at the status. */
static void
test_usage (void)
{
  static const struct
  {
    const char *words[3];
    int status;
  } rows[] = {
    { { "--help" }, 0 },
    { { "--version" }, 0 },
    { { "--people", "0" }, 2 },
    { { "--people", "many" }, 2 },
    { { "--character", "grumpy" }, 2 },
    { { "--tls", "none" }, 2 },
    { { "--scope", "Sales" }, 2 },
    { { "--now", "tomorrow" }, 2 },
    { { "--port", "70000" }, 2 },
    { { "--ldap-port", "-1" }, 2 },
    { { "--latency", "-1" }, 2 },
    { { "--what" }, 2 },
    { { "what" }, 2 },
    { { "--faults", "/nonexistent/faults.json" }, 1 },
  };
  g_autofree char *file = find_program ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *argv[] = { file, rows[i].words[0], rows[i].words[1], NULL };
    g_autoptr (GSubprocess) process = g_subprocess_newv (
        argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL);
    g_autofree char *words = NULL;

    g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &words, NULL));
    g_test_message ("%s %s", rows[i].words[0], rows[i].words[1]);
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, rows[i].status);
    g_assert_cmpint (*words != '\0', ==, rows[i].status != 0);
  }
}

static void
test_taken_ports (void)
{
  static const char *const words[] = { "--die-with-parent", NULL };
  static const char *const rows[][2] = {
    { "ews", "--port" },
    { "ldap", "--ldap-port" },
    { "ldap_plain", "--ldap-plain-port" },
    { "ldap_catalog", "--ldap-catalog-port" },
  };
  Program program;
  g_autofree char *file = find_program ();

  start (&program, words);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GUri) url = g_uri_parse (json_object_get_string_member (program.ready, rows[i][0]),
                                        G_URI_FLAGS_NONE, NULL);
    g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (url));
    g_autoptr (GSubprocess) second =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          NULL, file, rows[i][1], port, NULL);

    g_assert_true (g_subprocess_wait (second, NULL, NULL));
    g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 1);
  }
  g_output_stream_close (g_subprocess_get_stdin_pipe (program.process), NULL, NULL);
  finish (&program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/program/ready", test_ready);
  g_test_add_func ("/sim/program/interrupt", test_interrupt);
  g_test_add_func ("/sim/program/end-of-input", test_end_of_input);
  g_test_add_func ("/sim/program/many", test_many);
  g_test_add_func ("/sim/program/usage", test_usage);
  g_test_add_func ("/sim/program/taken-ports", test_taken_ports);
  return g_test_run ();
}
