/* panel-existing-row.c - a group of replies, or one of them, as a list shows it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-existing-row.h"

#include "base-text.h"
#include "oof-html.h"

#include <glib/gi18n-lib.h>

#define MOST_EXCERPT 120 /* characters */

struct _PanelExistingRow
{
  GObject parent_instance;
  SessionReplies *replies;
  const SessionReplyGroup *group;
  const SessionReply *reply;
};

G_DEFINE_FINAL_TYPE (PanelExistingRow, panel_existing_row, G_TYPE_OBJECT)

static void
panel_existing_row_finalize (GObject *object)
{
  session_replies_unref (PANEL_EXISTING_ROW (object)->replies);
  G_OBJECT_CLASS (panel_existing_row_parent_class)->finalize (object);
}

static void
panel_existing_row_class_init (PanelExistingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_existing_row_finalize;
}

static void
panel_existing_row_init (PanelExistingRow *self)
{
}

PanelExistingRow *
panel_existing_row_new (SessionReplies *replies, const SessionReplyGroup *group,
                        const SessionReply *reply)
{
  PanelExistingRow *self = g_object_new (PANEL_TYPE_EXISTING_ROW, NULL);

  self->replies = session_replies_ref (replies);
  self->group = group;
  self->reply = reply;
  return self;
}

SessionReplies *
panel_existing_row_replies (PanelExistingRow *self)
{
  return self->replies;
}

const SessionReplyGroup *
panel_existing_row_group (PanelExistingRow *self)
{
  return self->group;
}

const SessionReply *
panel_existing_row_reply (PanelExistingRow *self)
{
  return self->reply;
}

char *
panel_existing_row_excerpt (PanelExistingRow *self)
{
  const SessionReplyText *text = self->group != NULL ? self->group->text : self->reply->text;
  g_autofree char *inside = oof_html_to_text (text->inside);
  g_autofree char *outside = *inside == '\0' ? oof_html_to_text (text->outside) : NULL;
  char *line = g_strdelimit (outside != NULL ? outside : inside, "\r\n\t", ' ');

  return *line != '\0' ? base_text_for_display (line, MOST_EXCERPT) : g_strdup (_ ("(no text)"));
}
