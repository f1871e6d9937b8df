/* session-folder.c - a folder that is only there for as long as something runs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-folder.h"

#include <glib.h>
#include <glib/gstdio.h>

void
session_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}
