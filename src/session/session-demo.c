/* session-demo.c - the practice range
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-demo.h"

#include "base-error.h"
#include "session-folder.h"
#include "wire-json.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <poll.h>

#define SIMULATOR "absentia-sim"
#define MOST_READY_BYTES 65536
#define READY "ready line of the simulator" /* for errors */
#define END_MS 2000                         /* for the simulator to end by itself */

struct _SessionDemo
{
  GSubprocess *simulator;
  char *folder;
  SessionCore *core;
  ExchangeProfile *profile;
};

/* Beside this program, where both the build and the installation put it. */
static char *
find_simulator (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *path = folder != NULL ? g_build_filename (folder, SIMULATOR, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;

  g_free (path);
  return g_find_program_in_path (SIMULATOR);
}

/* options: NULL-terminated. */
static GSubprocess *
start_simulator (const char *const *options, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-simulator" };
  g_autofree char *path = find_simulator ();
  g_autoptr (GError) why = NULL;
  GSubprocess *simulator = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, path);
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) options[i]);
  g_ptr_array_add (argv, (char *) "--die-with-parent");
  g_ptr_array_add (argv, NULL);
  if (path != NULL)
    simulator =
        g_subprocess_newv ((const char *const *) argv->pdata,
                           G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &why);
  if (simulator == NULL)
    base_error_set_facts (error, BASE_ERROR_STORE, &facts, "cannot start %s: %s", SIMULATOR,
                          why != NULL ? why->message : "not found");
  return simulator;
}

static JsonObject *
read_ready_line (BaseCall *call, GSubprocess *simulator, GError **error)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (simulator));
  g_autofree char *line = NULL;
  gsize length = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), MOST_READY_BYTES);
  line = g_data_input_stream_read_line (lines, &length, base_call_cancellable (call), error);
  if (line == NULL) {
    if (error != NULL && *error == NULL)
      base_error_set (error, BASE_ERROR_STORE, "%s ended before it was ready", SIMULATOR);
    return NULL;
  }
  return wire_json_parse (line, length, READY, error);
}

/* Texts of draft are borrowed from ready. */
static void
add_online (ExchangeProfile *draft, JsonObject *ready)
{
  draft->kind = EXCHANGE_KIND_HYBRID;
  draft->tenant = (char *) wire_json_string (ready, READY, "tenant", NULL);
  draft->client_id = (char *) wire_json_string (ready, READY, "client_id", NULL);
  draft->login_url = (char *) wire_json_string (ready, READY, "login", NULL);
  draft->graph_url = (char *) wire_json_string (ready, READY, "graph", NULL);
}

static ExchangeProfile *
make_profile (JsonObject *ready, ExchangeKind kind, GError **error)
{
  const char *url = wire_json_need_string (ready, READY, "ews", error);
  const char *ca = url != NULL ? wire_json_need_string (ready, READY, "ca", error) : NULL;
  const char *admin = ca != NULL ? wire_json_need_string (ready, READY, "admin", error) : NULL;
  const char *directory = wire_json_string (ready, READY, "ldap", NULL);
  g_autofree char *pem = NULL;
  ExchangeProfile draft = { 0 };

  if (admin == NULL || !g_file_get_contents (ca, &pem, NULL, error))
    return NULL;

  draft = (ExchangeProfile){ .name = (char *) _ ("Demo organisation"),
                             .kind = EXCHANGE_KIND_ON_PREMISES,
                             .ews_url = (char *) url,
                             .ca_pem = pem,
                             .admin_upn = (char *) admin,
                             .test_mailbox = (char *) admin,
                             .directory = (char *) directory,
                             .directory_auth = EXCHANGE_DIRECTORY_AUTH_SIMPLE,
                             .directory_ca_pem = pem };
  if (kind == EXCHANGE_KIND_HYBRID)
    add_online (&draft, ready);
  return exchange_profile_new (&draft);
}

static gboolean
make_core (SessionDemo *self, BaseCall *call, JsonObject *ready, GError **error)
{
  const char *password = wire_json_need_string (ready, READY, "password", error);
  const char *client = wire_json_string (ready, READY, "client_secret", NULL);
  g_autofree char *store = NULL;
  g_autoptr (BaseSecret) secret = NULL;
  g_autoptr (BaseSecret) client_secret = NULL;

  self->folder = g_dir_make_tmp ("absentia-demo-XXXXXX", error);
  if (password == NULL || self->folder == NULL)
    return FALSE;

  store = g_build_filename (self->folder, "absentia.db", NULL);
  secret = base_secret_new (password, -1);
  if (self->profile->kind == EXCHANGE_KIND_HYBRID && client != NULL)
    client_secret = base_secret_new (client, -1);
  self->core = session_core_new (store, SESSION_SECRETS_MEMORY, error);
  return self->core != NULL &&
         session_core_keep_profile (self->core, call, self->profile,
                                    &(SessionPasswords){ .admin = secret, .client = client_secret },
                                    error) &&
         session_core_use_profile (self->core, self->profile, error);
}

static SessionDemo *
make_demo (BaseCall *call, ExchangeKind kind, GError **error)
{
  static const char *const premises[] = { NULL };
  static const char *const hybrid[] = { "--hybrid", "--cloud-only", "12", NULL };
  g_autoptr (SessionDemo) self = g_new0 (SessionDemo, 1);
  g_autoptr (JsonObject) ready = NULL;

  self->simulator = start_simulator (kind == EXCHANGE_KIND_HYBRID ? hybrid : premises, error);
  if (self->simulator == NULL)
    return NULL;

  ready = read_ready_line (call, self->simulator, error);
  if (ready == NULL)
    return NULL;

  self->profile = make_profile (ready, kind, error);
  if (self->profile == NULL || !make_core (self, call, ready, error))
    return NULL;

  return g_steal_pointer (&self);
}

SessionDemo *
session_demo_new (BaseCall *call, GError **error)
{
  return make_demo (call, EXCHANGE_KIND_ON_PREMISES, error);
}

SessionDemo *
session_demo_new_hybrid (BaseCall *call, GError **error)
{
  return make_demo (call, EXCHANGE_KIND_HYBRID, error);
}

/* Until it is gone: who asks the server afterwards gets no answer of it. It closes its output when
 * it ends. */
static void
end_simulator (GSubprocess *simulator)
{
  struct pollfd output = { .fd = g_unix_input_stream_get_fd (
                               G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (simulator))) };

  g_subprocess_send_signal (simulator, SIGTERM);
  if (poll (&output, 1, END_MS) != 1)
    g_subprocess_force_exit (simulator);
  g_subprocess_wait (simulator, NULL, NULL);
}

void
session_demo_free (SessionDemo *self)
{
  if (self == NULL)
    return;

  if (self->simulator != NULL)
    end_simulator (self->simulator);
  g_clear_object (&self->simulator);
  g_clear_pointer (&self->core, session_core_unref);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  if (self->folder != NULL)
    session_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

SessionCore *
session_demo_core (SessionDemo *self)
{
  return self->core;
}

ExchangeProfile *
session_demo_profile (SessionDemo *self)
{
  return self->profile;
}
