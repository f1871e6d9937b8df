/* panel-memory.c - what the windows remember of how somebody likes them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-memory.h"

#include <string.h>

#define MOST_BYTES 65536

struct _PanelMemory
{
  GObject parent_instance;
  GFile *file;
  GKeyFile *values;
  gboolean is_known; /* the file was read, or cannot be */
  gboolean is_writing;
  gboolean is_changed; /* since the writing under way began */
};

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelMemory, panel_memory, G_TYPE_OBJECT)

static void write_values (PanelMemory *self);

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelMemory) self = user_data;
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_debug ("%s", error->message);
  else if (self->is_changed)
    write_values (self);
}

static void
write_values (PanelMemory *self)
{
  g_autofree char *text = g_key_file_to_data (self->values, NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  self->is_changed = self->is_writing || !self->is_known;
  if (self->is_changed)
    return;
  self->is_writing = TRUE;
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (self));
}

/* What was set meanwhile stays. */
static void
take_text (PanelMemory *self, const char *text, gsize length)
{
  g_autoptr (GKeyFile) read = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (length > MOST_BYTES || !g_key_file_load_from_data (read, text, length, 0, NULL))
    return;
  groups = g_key_file_get_groups (self->values, NULL);
  for (char **group = groups; *group != NULL; group++) {
    g_auto (GStrv) keys = g_key_file_get_keys (self->values, *group, NULL, NULL);

    for (char **key = keys; key != NULL && *key != NULL; key++) {
      g_autofree char *value = g_key_file_get_string (self->values, *group, *key, NULL);

      g_key_file_set_string (read, *group, *key, value);
    }
  }
  g_key_file_unref (self->values);
  self->values = g_steal_pointer (&read);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelMemory) self = user_data;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_load_contents_finish (G_FILE (object), result, &text, &length, NULL, NULL))
    take_text (self, text, length);
  self->is_known = TRUE;
  g_signal_emit (self, signals[READ], 0);
  if (self->is_changed)
    write_values (self);
}

char *
panel_memory_get (PanelMemory *self, const char *group, const char *key)
{
  return g_key_file_get_string (self->values, group, key, NULL);
}

void
panel_memory_set (PanelMemory *self, const char *group, const char *key, const char *value)
{
  g_autofree char *old = panel_memory_get (self, group, key);

  if (g_strcmp0 (old, value) == 0)
    return;
  g_key_file_set_string (self->values, group, key, value);
  write_values (self);
}

static void
panel_memory_finalize (GObject *object)
{
  PanelMemory *self = PANEL_MEMORY (object);

  g_key_file_unref (self->values);
  g_object_unref (self->file);
  G_OBJECT_CLASS (panel_memory_parent_class)->finalize (object);
}

static void
panel_memory_class_init (PanelMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_memory_finalize;
  signals[READ] = g_signal_new ("read", PANEL_TYPE_MEMORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
panel_memory_init (PanelMemory *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "absentia", "panel.ini", NULL);

  self->file = g_file_new_for_path (path);
  self->values = g_key_file_new ();
  g_file_load_contents_async (self->file, NULL, read_cb, g_object_ref (self));
}

PanelMemory *
panel_memory_new (void)
{
  return g_object_new (PANEL_TYPE_MEMORY, NULL);
}
