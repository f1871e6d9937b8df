/* session-hub-holidays.c - the calendars of public holidays, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-holidays.h"

#include "base-error.h"
#include "session-hub-private.h"
#include "session-ics.h"
#include "session-run.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *name;
  GBytes *bytes;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *self = data;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static gpointer
read_work (BaseCall *call, gpointer data, GError **error)
{
  const Reading *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (self->bytes, &size);

  return session_ics_read (self->name, bytes, size, error);
}

static void
read_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) oof_days_unref);
  else
    g_task_return_error (task, error);
}

void
session_hub_read_ics_async (SessionHub *self, const char *name, GBytes *bytes,
                            GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->name = g_strdup (name);
  reading->bytes = g_bytes_ref (bytes);
  g_task_set_task_data (task, reading, free_reading);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, read_work, read_done);
}

OofDays *
session_hub_read_ics_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The same absence with that calendar. NULL with an error. */
static OofItem *
exchange_calendar (const OofItem *item, OofDays *days, GError **error)
{
  OofItemParts parts = *oof_item_parts (item);
  OofWhenParts when_parts = *oof_when_parts (parts.when);
  g_autoptr (OofWhen) when = NULL;

  when_parts.holidays = days;
  when = oof_when_new (&when_parts, error);
  parts.when = when;
  return when != NULL ? oof_item_new (&parts, error) : NULL;
}

static void
refuse (const char *reason, const char *words, GError **error)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
}

/* The calendar under its new name. NULL with an error. */
static OofDays *
name_anew (const SessionItems *items, const char *name, const char *wanted, GError **error)
{
  const OofDays *days = items != NULL ? session_items_find_holidays (items, name) : NULL;

  if (days == NULL)
    refuse ("no-calendar", _ ("This calendar is not there any more."), error);
  else if (session_items_find_holidays (items, wanted) != NULL)
    refuse ("name-taken", _ ("There is a calendar of that name already."), error);
  else
    return oof_days_new (wanted, days->days, days->n_days);
  return NULL;
}

static gboolean
exchange_all (const SessionItems *items, const char *name, OofDays *days, GPtrArray *ret,
              GError **error)
{
  g_autoptr (GPtrArray) using = session_items_using_holidays (items, name);

  for (guint i = 0; i < using->len; i++) {
    OofItem *item = exchange_calendar (using->pdata[i], days, error);

    if (item == NULL)
      return FALSE;
    g_ptr_array_add (ret, item);
  }
  return TRUE;
}

void
session_hub_rename_holidays_async (SessionHub *self, const char *name, const char *wanted,
                                   GAsyncReadyCallback done, gpointer user_data)
{
  SessionItems *items = session_hub_saved_items (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofDays) days = name_anew (items, name, wanted, &error);
  g_autoptr (GPtrArray) holidays = g_ptr_array_new ();
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  const char *const removed[] = { name, NULL };
  const SessionItemsEdit edit = {
    .items = changed, .holidays = holidays, .removed_holidays = removed, .expected_revision = -1
  };

  if (days == NULL || !exchange_all (items, name, days, changed, &error)) {
    g_task_report_error (self, done, user_data, NULL, g_steal_pointer (&error));
    return;
  }
  g_ptr_array_add (holidays, days);
  session_hub_edit_items_async (self, &edit, _ ("Rename Calendar"), NULL, done, user_data);
}
