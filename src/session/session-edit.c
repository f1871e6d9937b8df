/* session-edit.c - an edit of what is planned that is kept
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-edit.h"

#include "base-error.h"

struct _SessionEdit
{
  SessionItemsEdit value; /* its lists are these */
  GPtrArray *items;
  GPtrArray *templates;
  GPtrArray *holidays;
  GPtrArray *removed; /* char *, NULL at the end once it is made; and so below */
  GPtrArray *removed_templates;
  GPtrArray *removed_holidays;
  OofOrder order;
};

static SessionEdit *
new_edit (gint64 expected_revision)
{
  SessionEdit *self = g_atomic_rc_box_new0 (SessionEdit);

  self->value.expected_revision = expected_revision;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref);
  self->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->removed_templates = g_ptr_array_new_with_free_func (g_free);
  self->removed_holidays = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static const char *const *
end_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return (const char *const *) names->pdata;
}

static SessionEdit *
finish_edit (SessionEdit *self)
{
  self->value.items = self->items;
  self->value.templates = self->templates;
  self->value.holidays = self->holidays;
  self->value.removed = end_names (self->removed);
  self->value.removed_templates = end_names (self->removed_templates);
  self->value.removed_holidays = end_names (self->removed_holidays);
  return self;
}

static void
copy_names (GPtrArray *names, const char *const *from)
{
  for (guint i = 0; from != NULL && from[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (from[i]));
}

static void
set_order (SessionEdit *self, const OofOrder *order)
{
  self->order = *order;
  self->value.order = &self->order;
}

SessionEdit *
session_edit_new (const SessionItemsEdit *edit)
{
  SessionEdit *self = new_edit (edit->expected_revision);

  for (guint i = 0; edit->items != NULL && i < edit->items->len; i++)
    g_ptr_array_add (self->items, oof_item_ref (edit->items->pdata[i]));
  for (guint i = 0; edit->templates != NULL && i < edit->templates->len; i++)
    g_ptr_array_add (self->templates, oof_text_ref (edit->templates->pdata[i]));
  for (guint i = 0; edit->holidays != NULL && i < edit->holidays->len; i++)
    g_ptr_array_add (self->holidays, oof_days_ref (edit->holidays->pdata[i]));
  copy_names (self->removed, edit->removed);
  copy_names (self->removed_templates, edit->removed_templates);
  copy_names (self->removed_holidays, edit->removed_holidays);
  if (edit->order != NULL)
    set_order (self, edit->order);
  return finish_edit (self);
}

static void
undo_item (SessionEdit *self, const SessionItems *before, const char *id)
{
  OofItem *item = session_items_find (before, id);

  if (item != NULL)
    g_ptr_array_add (self->items, oof_item_ref (item));
  else
    g_ptr_array_add (self->removed, g_strdup (id));
}

static void
undo_template (SessionEdit *self, const SessionItems *before, const char *name)
{
  OofText *text = session_items_find_template (before, name);

  if (text != NULL)
    g_ptr_array_add (self->templates, oof_text_ref (text));
  else
    g_ptr_array_add (self->removed_templates, g_strdup (name));
}

static void
undo_holidays (SessionEdit *self, const SessionItems *before, const char *name)
{
  OofDays *days = session_items_find_holidays (before, name);

  if (days != NULL)
    g_ptr_array_add (self->holidays, oof_days_ref (days));
  else
    g_ptr_array_add (self->removed_holidays, g_strdup (name));
}

SessionEdit *
session_edit_new_inverse (const SessionEdit *edit, const SessionItems *before)
{
  SessionEdit *self = new_edit (-1);

  for (guint i = 0; i < edit->items->len; i++)
    undo_item (self, before, oof_item_parts (edit->items->pdata[i])->id);
  for (guint i = 0; edit->value.removed[i] != NULL; i++)
    if (session_items_find (before, edit->value.removed[i]) != NULL)
      undo_item (self, before, edit->value.removed[i]);
  for (guint i = 0; i < edit->templates->len; i++)
    undo_template (self, before, ((const OofText *) edit->templates->pdata[i])->name);
  for (guint i = 0; edit->value.removed_templates[i] != NULL; i++)
    if (session_items_find_template (before, edit->value.removed_templates[i]) != NULL)
      undo_template (self, before, edit->value.removed_templates[i]);
  for (guint i = 0; i < edit->holidays->len; i++)
    undo_holidays (self, before, ((const OofDays *) edit->holidays->pdata[i])->name);
  for (guint i = 0; edit->value.removed_holidays[i] != NULL; i++)
    if (session_items_find_holidays (before, edit->value.removed_holidays[i]) != NULL)
      undo_holidays (self, before, edit->value.removed_holidays[i]);
  if (edit->value.order != NULL)
    set_order (self, session_items_order (before));
  return finish_edit (self);
}

SessionEdit *
session_edit_ref (SessionEdit *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_edit (gpointer data)
{
  SessionEdit *self = data;

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->holidays);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->removed_templates);
  g_ptr_array_unref (self->removed_holidays);
}

void
session_edit_unref (SessionEdit *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_edit);
}

const SessionItemsEdit *
session_edit_value (const SessionEdit *self)
{
  return &self->value;
}

/* To the very moment: two edits may be within a second. */
static gboolean
is_same_time (GDateTime *a, GDateTime *b)
{
  return a == NULL || b == NULL ? a == b : g_date_time_equal (a, b);
}

static gboolean
is_as_seen (const SessionItems *seen, const SessionItems *now, const char *id)
{
  return is_same_time (session_items_changed_at (seen, id), session_items_changed_at (now, id));
}

gboolean
session_edit_check (const SessionEdit *self, const SessionItems *seen, const SessionItems *now,
                    GError **error)
{
  static const BaseErrorFacts facts = { .reason = "plan-changed-meanwhile" };
  const SessionItemsEdit *edit = session_edit_value (self);
  gboolean is_right = TRUE;

  for (guint i = 0; edit->items != NULL && i < edit->items->len; i++)
    is_right = is_right && is_as_seen (seen, now, oof_item_parts (edit->items->pdata[i])->id);
  for (guint i = 0; edit->removed != NULL && edit->removed[i] != NULL; i++)
    is_right = is_right && is_as_seen (seen, now, edit->removed[i]);
  for (guint i = 0; edit->templates != NULL && i < edit->templates->len; i++) {
    const char *name = ((const OofText *) edit->templates->pdata[i])->name;

    is_right = is_right && is_same_time (session_items_template_changed_at (seen, name),
                                         session_items_template_changed_at (now, name));
  }
  if (!is_right)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "somebody else has edited it");
  return is_right;
}
