/* web-load.c - finds and opens the module with the browser's engine
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "web-load.h"

#include "base-error.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "absentia-webkit.so"

static void
refuse (GError **error, const char *reason, const char *message)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "%s", message);
}

/* Can a process be locked in here? The engine asks the same, but when the answer is no it runs
 * without its sandbox in some containers, and ends the program elsewhere. */
static gboolean
has_sandbox (void)
{
  const char *argv[] = {
    "bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc",
    "--dev", "/dev",          "--new-session",     "true",      NULL
  };
  g_autofree char *proxy = g_find_program_in_path ("xdg-dbus-proxy");
  int status = 0;

  if (proxy == NULL || g_getenv ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS") != NULL)
    return FALSE;
  return g_spawn_sync ("/", (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

/* Of root, or of whoever runs this; and nobody else may write it. */
static gboolean
is_trusted (const char *path)
{
  struct stat facts;

  return stat (path, &facts) == 0 && S_ISREG (facts.st_mode) &&
         (facts.st_uid == 0 || facts.st_uid == geteuid ()) && (facts.st_mode & S_IWOTH) == 0;
}

/* Caller frees; NULL: it is not there. */
static char *
find_module (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, FILE_NAME, NULL) : NULL;
  g_autofree char *installed = g_build_filename (ABSENTIA_MODULE_DIR, FILE_NAME, NULL);

  if (beside != NULL && g_path_is_absolute (beside) && is_trusted (beside))
    return g_steal_pointer (&beside);
  return is_trusted (installed) ? g_steal_pointer (&installed) : NULL;
}

static const WebModule *
open_module (const char *path, GError **error)
{
  GModule *library = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer entry = NULL;
  const WebModule *module = NULL;

  if (library != NULL && g_module_symbol (library, WEB_ENTRY, &entry) && entry != NULL)
    module = ((WebEntry) entry) ();
  if (library == NULL || module == NULL || module->version != WEB_VERSION) {
    refuse (error, "web-damaged", library == NULL ? g_module_error () : "of another version");
    return NULL;
  }
  g_module_make_resident (library);
  return module;
}

static gpointer
load (gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *path = find_module ();
  const WebModule *module = NULL;
  GError *error = NULL;

  if (path == NULL)
    refuse (&error, "web-missing", "there is no " FILE_NAME);
  else if (!has_sandbox ())
    refuse (&error, "web-sandbox", "a process cannot be locked in here (bubblewrap)");
  else
    module = open_module (path, &error);

  if (module != NULL)
    g_task_return_pointer (task, (gpointer) module, NULL);
  else
    g_task_return_error (task, error);
  return NULL;
}

void
web_load_async (GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, done, user_data);

  g_task_set_source_tag (task, web_load_async);
  g_thread_unref (g_thread_new ("absentia-web", load, task));
}

const WebModule *
web_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
