/* sim-main.c - the program absentia-sim: starts everything, says so in one line, serves, ends
 *
 * The ready line has the passwords on standard output on purpose: they open nothing but this
 * process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-main.h"

#include "sim-certificate.h"
#include "sim-control.h"
#include "sim-ldap-forest.h"
#include "sim-ldap-server.h"
#include "sim-server.h"

#include "wire-json.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#define CA_FILE "ca.pem"

/* A folder of our own that is removed with what we put into it. */
typedef struct
{
  char *folder;
  char *ca_file;
} Home;

static void
clear_home (Home *self)
{
  if (self->ca_file != NULL)
    g_unlink (self->ca_file);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->ca_file);
  g_free (self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Home, clear_home)

static gboolean
make_home (Home *self, GError **error)
{
  self->folder = g_dir_make_tmp ("absentia-sim-XXXXXX", error); /* 0700 */
  if (self->folder == NULL)
    return FALSE;

  self->ca_file = g_build_filename (self->folder, CA_FILE, NULL);
  return TRUE;
}

static void
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char ignored[256];
  gssize n = read (fd, ignored, sizeof ignored);

  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Everything that listens. */
typedef struct
{
  SimServer *server;
  SimLdapServer *ldap;
  SimControl *control;
} Services;

static void
clear_services (Services *self)
{
  g_clear_pointer (&self->control, sim_control_free);
  g_clear_pointer (&self->ldap, sim_ldap_server_free);
  g_clear_pointer (&self->server, sim_server_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Services, clear_services)

/* By number: libldap takes "localhost" for the name that the machine has elsewhere, and compares
 * that with the certificate. */
static void
add_ldap (JsonObject *object, const SimLdapServer *ldap)
{
  static const struct
  {
    const char *name;
    const char *scheme;
  } rows[SIM_LDAP_N_PORTS] = {
    [SIM_LDAP_PORT_TLS] = { "ldap", "ldaps" },
    [SIM_LDAP_PORT_PLAIN] = { "ldap_plain", "ldap" },
    [SIM_LDAP_PORT_CATALOG] = { "ldap_catalog", "ldaps" },
  };

  for (guint i = 0; i < SIM_LDAP_N_PORTS; i++) {
    g_autofree char *url = g_strdup_printf ("%s://127.0.0.1:%d", rows[i].scheme,
                                            sim_ldap_server_port (ldap, (SimLdapPort) i));

    json_object_set_string_member (object, rows[i].name, url);
  }
}

/* Exchange Online: its login server, and the application that is registered there. */
static void
add_online (JsonObject *object, const SimWorld *world, const SimServer *server)
{
  g_autofree char *login = g_strdup_printf ("https://localhost:%d", sim_server_port (server));
  g_autofree char *token = g_strconcat (login, "/" SIM_TENANT "/oauth2/v2.0/token", NULL);

  json_object_set_string_member (object, "login", login);
  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "tenant", SIM_TENANT);
  json_object_set_string_member (object, "client_id", SIM_CLIENT);
  json_object_set_string_member (object, "client_secret",
                                 base_secret_text (sim_tokens_secret (world->tokens)));
}

static void
add_powershell (JsonObject *object, const SimServer *server)
{
  int port = sim_server_sealed_port (server);
  g_autofree char *url =
      g_strdup_printf ("https://localhost:%d/PowerShell/", sim_server_port (server));
  g_autofree char *sealed = g_strdup_printf ("http://127.0.0.1:%d/PowerShell/", port);

  json_object_set_string_member (object, "powershell", url);
  if (port != 0)
    json_object_set_string_member (object, "powershell_sealed", sealed);
}

static void
print_ready (const SimWorld *world, const Services *services, const Home *home)
{
  const SimControl *control = services->control;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *ews = g_strdup_printf ("https://localhost:%d/EWS/Exchange.asmx",
                                          sim_server_port (services->server));
  g_autofree char *graph =
      g_strdup_printf ("https://localhost:%d", sim_server_port (services->server));
  g_autofree char *control_url =
      g_strdup_printf ("http://127.0.0.1:%d", sim_control_port (control));
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "ews", ews);
  json_object_set_string_member (object, "graph", graph);
  json_object_set_string_member (object, "admin_api", graph);
  add_online (object, world, services->server);
  add_powershell (object, services->server);
  add_ldap (object, services->ldap);
  json_object_set_string_member (object, "control", control_url);
  json_object_set_string_member (object, "control_token",
                                 base_secret_text (sim_control_token (control)));
  json_object_set_string_member (object, "ca", home->ca_file);
  json_object_set_string_member (object, "admin", sim_people_address (world->people, SIM_ADMIN));
  json_object_set_string_member (object, "password",
                                 base_secret_text (sim_accounts_password (world->accounts)));
  json_object_set_string_member (object, "bearer",
                                 base_secret_text (sim_accounts_token (world->accounts)));
  json_object_set_int_member (object, "people", sim_people_count (world->people));
  line = wire_json_to_text (object);
  puts (line);
  fflush (stdout);
}

/* The directory names the Exchange server by its port, so that comes first. */
static gboolean
start_services (Services *self, SimWorld *world, GTlsCertificate *certificate, GMainLoop *loop,
                GError **error)
{
  g_autofree char *autodiscover = NULL;

  self->server = sim_server_new (world, certificate, error);
  if (self->server == NULL)
    return FALSE;
  autodiscover = g_strdup_printf ("https://localhost:%d/Autodiscover/Autodiscover.xml",
                                  sim_server_port (self->server));
  sim_ldap_forest_set_autodiscover (world->directory, autodiscover);
  self->ldap = sim_ldap_server_new (world, certificate, error);
  if (self->ldap != NULL)
    self->control = sim_control_new (world, stop_cb, loop, error);
  return self->control != NULL;
}

static gboolean
serve (const SimOptions *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_auto (Home) home = { NULL };
  g_autoptr (SimWorld) world = sim_world_new (options);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_auto (Services) services = { NULL };

  if (options->faults != NULL && !sim_faults_add_file (world->faults, options->faults, error))
    return FALSE;
  if (options->dump != NULL && g_mkdir_with_parents (options->dump, 0700) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", options->dump,
                 g_strerror (errno));
    return FALSE;
  }
  if (!make_home (&home, error))
    return FALSE;
  certificate =
      sim_certificate_new (options->tls, (const char *const *) options->hosts, home.ca_file, error);
  if (certificate == NULL || !start_services (&services, world, certificate, loop, error))
    return FALSE;

  g_unix_signal_add (SIGTERM, signal_cb, loop);
  g_unix_signal_add (SIGINT, signal_cb, loop);
  if (options->ends_with_input)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  print_ready (world, &services, &home);
  g_main_loop_run (loop);
  return TRUE;
}

int
sim_main (int argc, char **argv)
{
  g_auto (SimOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  g_set_prgname ("absentia-sim");
  switch (sim_options_parse (&options, argc, argv)) {
  case SIM_OPTIONS_DONE:
    return 0;
  case SIM_OPTIONS_WRONG:
    return 2;
  case SIM_OPTIONS_RUN:
    break;
  }

  if (serve (&options, &error))
    return 0;
  g_printerr ("absentia-sim: %s\n", error->message);
  return 1;
}
