/* panel-item-remove.c - an absence goes: all of it, or one occurrence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item.h"

#include "oof-date.h"
#include "oof-when-cut.h"
#include "panel-question.h"
#include "session-explain.h"
#include "session-hub-items.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

/* What is to be removed, until that is answered and done. */
typedef struct
{
  GtkWindow *parent; /* NULL: it was closed meanwhile */
  SessionHub *hub;
  OofItem *item;
  gint32 day;
} Removal;

static void
removal_free (Removal *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->item, oof_item_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static Removal *
removal_new (GtkWindow *parent, SessionHub *hub, OofItem *item, gint32 day)
{
  Removal *self = g_new0 (Removal, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->hub = g_object_ref (hub);
  self->item = oof_item_ref (item);
  self->day = day;
  return self;
}

static void
closure_gone_cb (gpointer data, GClosure *closure)
{
  removal_free (data);
}

static void
tell (GtkWindow *parent, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  panel_question_tell (parent, sentence, remedy);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_edit_items_finish (SESSION_HUB (object), result, &error) && self->parent != NULL)
    tell (self->parent, error);
}

static void
remove_all_cb (Removal *self)
{
  const char *const ids[] = { oof_item_parts (self->item)->id, NULL };
  const SessionItemsEdit edit = { .removed = ids, .expected_revision = -1 };

  session_hub_edit_items_async (self->hub, &edit, _ ("Remove"), NULL, removed_cb,
                                removal_new (self->parent, self->hub, self->item, self->day));
}

static void
remove_one_cb (Removal *self)
{
  OofItemParts parts = *oof_item_parts (self->item);
  g_autoptr (OofWhen) when = oof_when_without (parts.when, self->day, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  const SessionItemsEdit edit = { .items = items, .expected_revision = -1 };
  g_autoptr (GError) error = NULL;
  OofItem *item;

  if (when == NULL) {
    remove_all_cb (self);
    return;
  }
  parts.when = when;
  item = oof_item_new (&parts, &error);
  if (item == NULL) {
    tell (self->parent, error);
    return;
  }
  g_ptr_array_add (items, item);
  session_hub_edit_items_async (self->hub, &edit, _ ("Remove Occurrence"), NULL, removed_cb,
                                removal_new (self->parent, self->hub, self->item, self->day));
}

static void
connect_answer (GObject *dialog, const char *signal, void (*answered_cb) (Removal *self),
                const Removal *removal)
{
  g_signal_connect_data (dialog, signal, G_CALLBACK (answered_cb),
                         removal_new (removal->parent, removal->hub, removal->item, removal->day),
                         closure_gone_cb, G_CONNECT_SWAPPED);
}

void
panel_item_remove (GtkWindow *parent, SessionHub *hub, OofItem *item, gint32 day)
{
  const OofWhenParts *when = oof_when_parts (oof_item_parts (item)->when);
  gboolean has_one =
      day != G_MININT32 && when->rule != NULL && when->rule->kind != OOF_RULE_OUTSIDE;
  g_autoptr (Removal) removal = removal_new (parent, hub, item, day);
  g_autofree char *summary = session_words_item (item);
  g_autofree char *date = has_one ? session_words_day (day) : NULL;
  g_autofree char *body = NULL;
  PanelQuestion question = { .heading = _ ("Remove This Item?"),
                             .refuse = _ ("_Cancel"),
                             .accept = has_one ? _ ("_All of It") : _ ("_Remove"),
                             .other = has_one ? _ ("_This Time Only") : NULL,
                             .look = ADW_RESPONSE_DESTRUCTIVE };
  GObject *dialog;

  if (has_one)
    /* Translators: what is planned, as one sentence, and a date */
    body = g_strdup_printf (_ ("%s.\n\nRemove all of it, or only the time on %s? Undo brings it "
                               "back."),
                            summary, date);
  else
    body = g_strdup_printf (_ ("%s.\n\nUndo brings it back."), summary);
  question.body = body;
  dialog = panel_question_ask (parent, &question);
  connect_answer (dialog, "response::accept", remove_all_cb, removal);
  connect_answer (dialog, "response::other", remove_one_cb, removal);
}
