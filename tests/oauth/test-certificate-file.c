/* test-certificate-file.c - files that somebody chose for a certificate
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oauth-certificate-file.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("absentia-certificate-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "file", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
assert_refused (const char *path, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthCertificate) certificate = oauth_certificate_file_read (path, NULL, &error);

  g_assert_null (certificate);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  assert_refused (self->path, "certificate-file");
  assert_refused (self->folder, "certificate-file");
}

/* Nobody writes into it: it would be waited for as long as the program runs. */
static void
test_pipe (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  assert_refused (self->path, "certificate-file");
  assert_refused ("/dev/zero", "certificate-file");
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (10 * 1024 * 1024, 'x');

  g_assert_true (g_file_set_contents (self->path, "", 0, NULL));
  assert_refused (self->path, "certificate-format");
  g_assert_true (g_file_set_contents (self->path, large, -1, NULL));
  assert_refused (self->path, "certificate-format");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/oauth/certificate-file/none", test_no_file);
  ADD ("/oauth/certificate-file/pipe", test_pipe);
  ADD ("/oauth/certificate-file/sizes", test_sizes);
  return g_test_run ();
}
