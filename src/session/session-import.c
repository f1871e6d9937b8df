/* session-import.c - what a file of absences would change, and changing it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-import.h"

#include "base-error.h"
#include "base-time.h"
#include "files-json.h"
#include "files-node.h"
#include "oof-date.h"
#include "session-items-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (SESSION_IMPORT_MOST_BYTES == FILES_MOST_BYTES);
G_STATIC_ASSERT ((int) SESSION_PLANNED_ITEM == (int) STORE_DOCUMENT_ITEM);
G_STATIC_ASSERT ((int) SESSION_PLANNED_TEMPLATE == (int) STORE_DOCUMENT_TEMPLATE);
G_STATIC_ASSERT ((int) SESSION_PLANNED_HOLIDAYS == (int) STORE_DOCUMENT_HOLIDAYS);

const char *const session_planned_names[] = { [SESSION_PLANNED_ITEM] = "item",
                                              [SESSION_PLANNED_TEMPLATE] = "template",
                                              [SESSION_PLANNED_HOLIDAYS] = "holidays",
                                              NULL };
const char *const session_import_names[] = { [SESSION_IMPORT_NEW] = "new",
                                             [SESSION_IMPORT_CHANGED] = "changed",
                                             [SESSION_IMPORT_SAME] = "same",
                                             NULL };

struct _SessionImport
{
  char *profile_id;
  SessionItems *kept;
  FilesDocument document;
  GPtrArray *found; /* FilesProblem */
  GArray *rows;     /* SessionImportRow */
  GArray *problems; /* SessionImportProblem, of found */
  GError *error;    /* the file's */
};

void
session_import_free (SessionImport *self)
{
  if (self == NULL)
    return;
  g_free (self->profile_id);
  session_items_unref (self->kept);
  files_document_clear (&self->document);
  g_ptr_array_unref (self->found);
  g_array_unref (self->rows);
  g_array_unref (self->problems);
  g_clear_error (&self->error);
  g_free (self);
}

static OofItem *
find_item_cb (const char *id, gpointer data)
{
  return session_items_find (data, id);
}

static OofText *
find_text_cb (const char *name, gpointer data)
{
  return session_items_find_template (data, name);
}

static OofDays *
find_holidays_cb (const char *name, gpointer data)
{
  return session_items_find_holidays (data, name);
}

/* Equal values are equal bytes. */
static SessionImportState
compare (SessionPlanned kind, gpointer before, gpointer now)
{
  g_autofree char *old =
      before != NULL ? session_items_write_alone ((StoreDocumentKind) kind, before) : NULL;
  g_autofree char *new = session_items_write_alone ((StoreDocumentKind) kind, now);

  if (old == NULL)
    return SESSION_IMPORT_NEW;
  return g_str_equal (old, new) ? SESSION_IMPORT_SAME : SESSION_IMPORT_CHANGED;
}

static void
add_row (SessionImport *self, SessionPlanned kind, const char *name, gpointer before, gpointer now)
{
  const SessionImportRow row = { .kind = kind, .state = compare (kind, before, now), .name = name };

  g_array_append_val (self->rows, row);
}

static void
add_rows (SessionImport *self)
{
  const FilesDocument *read = &self->document;

  for (guint i = 0; i < read->holidays->len; i++) {
    OofDays *days = read->holidays->pdata[i];

    add_row (self, SESSION_PLANNED_HOLIDAYS, days->name,
             session_items_find_holidays (self->kept, days->name), days);
  }
  for (guint i = 0; i < read->texts->len; i++) {
    OofText *text = read->texts->pdata[i];

    add_row (self, SESSION_PLANNED_TEMPLATE, text->name,
             session_items_find_template (self->kept, text->name), text);
  }
  for (guint i = 0; i < read->items->len; i++) {
    OofItem *item = read->items->pdata[i];
    const char *id = oof_item_parts (item)->id;

    add_row (self, SESSION_PLANNED_ITEM, id, session_items_find (self->kept, id), item);
  }
}

static void
add_problems (SessionImport *self)
{
  for (guint i = 0; i < self->found->len; i++) {
    const FilesProblem *found = self->found->pdata[i];
    const SessionImportProblem problem = {
      .line = found->line, .name = found->name, .reason = found->reason, .words = found->words
    };

    g_array_append_val (self->problems, problem);
  }
}

SessionImport *
session_import_new (SessionCore *core, const SessionImportOrder *order, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autofree char *who = session_core_who ();
  SessionItems *kept = session_items_load (core, order->profile_id, error);
  const FilesKnown known = { .creator = who,
                             .now_s = g_date_time_to_unix (now),
                             .default_id = order->default_id,
                             .find_item = find_item_cb,
                             .find_text = find_text_cb,
                             .find_holidays = find_holidays_cb,
                             .data = kept };
  SessionImport *self;

  if (kept == NULL)
    return NULL;

  self = g_new0 (SessionImport, 1);
  self->profile_id = g_strdup (order->profile_id);
  self->kept = kept;
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (SessionImportRow));
  self->problems = g_array_new (FALSE, FALSE, sizeof (SessionImportProblem));
  if (files_document_read (order->bytes, order->size, &known, &self->document, self->found,
                           &self->error))
    add_rows (self);
  else
    add_problems (self);
  return self;
}

const GArray *
session_import_rows (const SessionImport *self)
{
  return self->rows;
}

const GArray *
session_import_problems (const SessionImport *self)
{
  return self->problems;
}

gboolean
session_import_apply (SessionImport *self, SessionCore *core, GError **error)
{
  const SessionItemsEdit edit = { .items = self->document.items,
                                  .templates = self->document.texts,
                                  .holidays = self->document.holidays,
                                  .expected_revision = session_items_revision (self->kept) };

  if (self->error != NULL) {
    g_propagate_error (error, g_error_copy (self->error));
    return FALSE;
  }
  return session_items_edit (core, self->profile_id, &edit, error);
}

char *
session_items_write (const SessionItems *self, guint kinds, SessionFormat format)
{
  const GPtrArray *lists[] = { [SESSION_PLANNED_ITEM] = session_items_all (self),
                               [SESSION_PLANNED_TEMPLATE] = session_items_templates (self),
                               [SESSION_PLANNED_HOLIDAYS] = session_items_holidays (self) };
  FilesDocument document;
  g_autofree char *text = NULL;

  for (guint i = 0; i < SESSION_N_PLANNED; i++)
    if ((kinds & 1u << i) == 0)
      lists[i] = NULL;
  document = (FilesDocument){ (GPtrArray *) lists[SESSION_PLANNED_ITEM],
                              (GPtrArray *) lists[SESSION_PLANNED_TEMPLATE],
                              (GPtrArray *) lists[SESSION_PLANNED_HOLIDAYS] };
  text = files_document_write (&document);
  return format == SESSION_FORMAT_JSON ? files_yaml_to_json (text) : g_steal_pointer (&text);
}

static gpointer
find_planned (const SessionItems *self, SessionPlanned kind, const char *name)
{
  if (kind == SESSION_PLANNED_ITEM)
    return session_items_find (self, name);
  if (kind == SESSION_PLANNED_TEMPLATE)
    return session_items_find_template (self, name);
  return session_items_find_holidays (self, name);
}

char *
session_items_write_one (const SessionItems *self, SessionPlanned kind, const char *name,
                         SessionFormat format)
{
  gpointer value = find_planned (self, kind, name);
  g_autofree char *text =
      value != NULL ? session_items_write_alone ((StoreDocumentKind) kind, value) : NULL;

  return text != NULL && format == SESSION_FORMAT_JSON ? files_yaml_to_json (text)
                                                       : g_steal_pointer (&text);
}
