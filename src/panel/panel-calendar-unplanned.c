/* panel-calendar-unplanned.c - absences that are in no row, because nobody knows their time zone:
 * they are told below the rows, and can be opened there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-item.h"
#include "session-words-item.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>

#define MOST_TOLD 8

static gboolean
is_unplanned (const SessionPlanProblem *problem)
{
  return g_str_equal (problem->reason, "zone");
}

/* The first of them. Borrowed; NULL: there is none. */
static OofItem *
find_first (PanelCalendar *self)
{
  const GArray *problems = session_hub_plan_problems (self->hub);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (is_unplanned (&g_array_index (problems, SessionPlanProblem, i)))
      return g_array_index (problems, SessionPlanProblem, i).item;
  return NULL;
}

/* Each with its zone. Gives how many there are. */
static guint
describe (const GArray *problems, GString *text)
{
  guint n = 0;

  for (guint i = 0; problems != NULL && i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);
    g_autofree char *item = NULL;
    g_autofree char *words = NULL;

    if (!is_unplanned (problem))
      continue;
    if (++n > MOST_TOLD)
      continue;
    item = session_words_item (problem->item);
    words = session_words_problem (problem);
    g_string_append_printf (text, "%s%s: %s", n > 1 ? "\n" : "", item, words);
  }
  if (n > MOST_TOLD)
    g_string_append (text, "\n…");
  return n;
}

void
panel_calendar_show_unplanned (PanelCalendar *self)
{
  g_autoptr (GString) tip = g_string_new (NULL);
  guint n = describe (session_hub_plan_problems (self->hub), tip);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%'u absence is not planned: nobody knows its time zone",
                                 "%'u absences are not planned: nobody knows their time zones", n),
                       n);

  gtk_widget_set_visible (GTK_WIDGET (self->unplanned), n > 0);
  gtk_label_set_text (self->unplanned_words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unplanned), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unplanned), n > 0 ? tip->str : NULL);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  OofItem *item = find_first (self);

  if (item != NULL)
    panel_item_open (GTK_WINDOW (gtk_widget_get_root (widget)), self->hub, item);
}

void
panel_calendar_install_unplanned (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calendar.unplanned", NULL, open_cb);
}
