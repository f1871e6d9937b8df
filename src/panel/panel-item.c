/* panel-item.c - the windows of an absence: new and edit
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item.h"

#include "oof-date.h"
#include "panel-item-window.h"
#include "session-hub-items.h"

/* A whole day, from the next one on. */
static OofWhen *
propose_when (SessionHub *hub)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  g_autoptr (GDateTime) here = g_date_time_to_local (now);
  gint64 day_s = (gint64) oof_date_day (g_date_time_get_year (here), g_date_time_get_month (here),
                                        g_date_time_get_day_of_month (here)) *
                 OOF_DAY_S;

  return oof_when_new (&(OofWhenParts){ .zone_kind = session_hub_defaults (hub)->zone,
                                        .is_all_day = TRUE,
                                        .from_s = day_s + OOF_DAY_S,
                                        .until_s = day_s + 2 * OOF_DAY_S },
                       NULL);
}

/* One is about to be shown: the key was pressed twice. */
static gboolean
is_opening (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (PANEL_IS_ITEM_WINDOW (at->data) && !gtk_widget_get_visible (at->data))
      return TRUE;
  return FALSE;
}

static GArray *
list_people (const PanelItemStart *start)
{
  GArray *who = g_array_new (FALSE, FALSE, sizeof (OofFor));

  for (gsize i = 0; start != NULL && start->people != NULL && start->people[i] != NULL; i++) {
    const OofFor person = { OOF_FOR_PERSON, start->people[i] };

    g_array_append_val (who, person);
  }
  return who;
}

/* A template says what kind of absence it is for, and who gets it. */
static void
take_template (SessionHub *hub, OofItemParts *parts)
{
  SessionItems *items = session_hub_saved_items (hub);
  const OofText *text = items != NULL && parts->template_name != NULL
                            ? session_items_find_template (items, parts->template_name)
                            : NULL;

  if (text == NULL)
    return;
  parts->type = text->type;
  parts->audience = text->audience;
}

void
panel_item_open_new (GtkWindow *parent, SessionHub *hub, const PanelItemStart *start)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  g_autoptr (GArray) who = list_people (start);
  g_autoptr (OofWhen) when =
      start != NULL && start->when != NULL ? oof_when_ref (start->when) : propose_when (hub);
  g_autofree char *id = session_items_new_id ();
  OofItemParts parts = { .id = id,
                         .creator = g_get_user_name (),
                         .created_s = g_date_time_to_unix (now),
                         .type = OOF_TYPE_VACATION,
                         .who = (const OofFor *) (gpointer) who->data,
                         .n_who = who->len,
                         .is_living = TRUE,
                         .when = when,
                         .template_name = start != NULL ? start->template_name : NULL,
                         .own = start != NULL && start->own != OOF_OWN_LEAVE
                                    ? start->own
                                    : session_hub_defaults (hub)->own,
                         .repeat_days = session_hub_defaults (hub)->repeat_days,
                         .audience = OOF_AUDIENCE_KNOWN };

  take_template (hub, &parts);
  if (start != NULL && start->is_calendar_only) {
    parts.audience = OOF_AUDIENCE_NONE;
    parts.meetings.is_shown = TRUE;
  }
  if (!is_opening ())
    panel_item_window_present (panel_item_window_new (parent, hub, &parts, NULL));
}

void
panel_item_open_draft (GtkWindow *parent, SessionHub *hub, OofItem *draft)
{
  if (!is_opening ())
    panel_item_window_present (panel_item_window_new_draft (parent, hub, draft));
}

void
panel_item_open (GtkWindow *parent, SessionHub *hub, OofItem *item)
{
  if (!is_opening ())
    panel_item_window_present (panel_item_window_new (parent, hub, oof_item_parts (item), item));
}
