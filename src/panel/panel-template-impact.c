/* panel-template-impact.c - with how many mailboxes a template's change is one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-template-impact.h"

#include "panel-question.h"
#include "session-impact.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWindow *parent;
  char *name;
} About;

static void
free_about (gpointer data)
{
  About *self = data;

  g_object_unref (self->parent);
  g_free (self->name);
  g_free (self);
}

/* Caller frees. */
static char *
make_body (const SessionImpact *impact)
{
  gulong n_absences = (gulong) MIN (impact->n_absences, G_MAXULONG);
  g_autofree char *items = g_strdup_printf (
      ngettext ("%'u absence that is still to come has its texts from it.",
                "%'u absences that are still to come have their texts from it.", impact->n_items),
      impact->n_items);
  g_autofree char *people =
      g_strdup_printf (ngettext ("%'u mailbox gets the new text", "%'u mailboxes get the new text",
                                 impact->n_people),
                       impact->n_people);
  g_autofree char *windows =
      g_strdup_printf (ngettext ("%'lu time away", "%'lu times away", n_absences), n_absences);

  /* Translators: "2 absences … have their texts from it. 30 mailboxes get the new text when the
   * plan is applied next, for 55 times away in the next two years." */
  return g_strdup_printf (_ ("%s %s when the plan is applied next, for %s in the next two years."),
                          items, people, windows);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const About *about = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SessionImpact impact = { 0 };
  gboolean is_known = session_hub_impact_finish (SESSION_HUB (object), result, &impact, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
  } else if (!is_known || impact.n_people == 0) {
    g_task_return_boolean (task, TRUE);
  } else {
    g_autofree char *heading = g_strdup_printf (_ ("Change “%s” for All Who Use It?"), about->name);
    g_autofree char *body = make_body (&impact);
    const PanelQuestion question = { .heading = heading,
                                     .body = body,
                                     .refuse = _ ("_Cancel"),
                                     .accept = _ ("_Save"),
                                     .look = ADW_RESPONSE_SUGGESTED };

    panel_question_ask_task (about->parent, &question, g_steal_pointer (&task));
  }
}

void
panel_template_impact_async (GtkWindow *parent, SessionHub *hub, const char *name,
                             GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (hub, NULL, done, user_data);
  About *about;

  if (name == NULL) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  about = g_new0 (About, 1);
  about->parent = g_object_ref (parent);
  about->name = g_strdup (name);
  g_task_set_task_data (task, about, free_about);
  session_hub_impact_async (hub, name, NULL, counted_cb, g_steal_pointer (&task));
}

gboolean
panel_template_impact_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
