/* sim-dump.c - every request and answer as files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-dump.h"

void
sim_dump (const char *folder, guint number, const char *operation, const char *which,
          gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = g_strndup (operation, 40);
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;

  g_strcanon (clean, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '_');
  name = g_strdup_printf ("%06u-%s-%s.xml", number, *clean != '\0' ? clean : "other", which);
  file = g_build_filename (folder, name, NULL);
  if (!g_file_set_contents_full (file, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    g_error ("%s", error->message);
}
