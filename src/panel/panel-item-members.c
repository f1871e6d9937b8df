/* panel-item-members.c - how many people an absence reaches, as a link to who they are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-members.h"

#include "oof-date.h"
#include "panel-preview.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 200 /* while somebody still types or picks */

struct _PanelItemMembers
{
  GtkBox parent_instance;
  GtkButton *button;

  SessionHub *hub;
  PanelItemWho *who; /* borrowed: in the same form. NULL: not told yet; and so below */
  PanelItemWho *except;
  GCancellable *cancellable;
  guint pause; /* the timer; 0: none */
};

G_DEFINE_FINAL_TYPE (PanelItemMembers, panel_item_members, GTK_TYPE_BOX)

static void
show (PanelItemMembers *self, SessionPreview *preview)
{
  guint n = session_preview_people (preview)->len;
  guint n_skipped = session_preview_skipped (preview)->len;
  g_autofree char *people =
      g_strdup_printf (ngettext ("It reaches %'u person", "It reaches %'u people", n), n);
  g_autofree char *skipped =
      g_strdup_printf (ngettext ("%'u left out", "%'u left out", n_skipped), n_skipped);
  g_autofree char *words =
      n_skipped > 0 ? g_strdup_printf ("%s, %s", people, skipped) : g_steal_pointer (&people);

  gtk_button_set_label (self->button, words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelItemMembers) self = user_data; /* the window may be closed by now */
  g_autoptr (SessionPreview) preview =
      session_hub_preview_finish (SESSION_HUB (object), result, NULL);

  if (self->button != NULL && preview != NULL)
    show (self, preview);
}

/* Of whom it is; what else it says does not count. NULL: nobody. Caller unrefs. */
static OofItem *
make_item (PanelItemMembers *self)
{
  const OofWhenParts always = { .is_all_day = TRUE, .from_s = 0, .until_s = OOF_OPEN_END };
  g_autoptr (OofWhen) when = oof_when_new (&always, NULL);
  g_autoptr (GArray) who = panel_item_who_get (self->who);
  g_autoptr (GArray) except = panel_item_who_get (self->except);
  const OofItemParts parts = { .id = (char *) "members",
                               .who = (const OofFor *) (gpointer) who->data,
                               .n_who = who->len,
                               .except = (const OofFor *) (gpointer) except->data,
                               .n_except = except->len,
                               .is_living = TRUE,
                               .when = when,
                               .inside = (char *) "-" };

  return when != NULL && who->len > 0 ? oof_item_new (&parts, NULL) : NULL;
}

static gboolean
pause_over_cb (gpointer data)
{
  PanelItemMembers *self = data;
  g_autoptr (OofItem) item = make_item (self);

  self->pause = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (item == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    session_hub_preview_async (self->hub, item, SESSION_PREVIEW_WHO, self->cancellable, found_cb,
                               g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look (PanelItemMembers *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->hub != NULL && self->who != NULL)
    self->pause = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

void
panel_item_members_look (PanelItemMembers *self, PanelItemWho *who, PanelItemWho *except)
{
  self->who = who;
  self->except = except;
  look (self);
}

/* Who is there is known only once the list of people has come. */
void
panel_item_members_set_hub (PanelItemMembers *self, SessionHub *hub)
{
  if (g_set_object (&self->hub, hub) && hub != NULL)
    g_signal_connect_object (hub, "plan-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
}

static void
clicked_cb (PanelItemMembers *self)
{
  g_autoptr (OofItem) item = make_item (self);

  if (item != NULL)
    panel_preview_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->hub, item,
                        SESSION_PREVIEW_WHO);
}

static void
panel_item_members_dispose (GObject *object)
{
  PanelItemMembers *self = PANEL_ITEM_MEMBERS (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_MEMBERS);
  G_OBJECT_CLASS (panel_item_members_parent_class)->dispose (object);
}

static void
panel_item_members_class_init (PanelItemMembersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_members_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-members.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelItemMembers, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
panel_item_members_init (PanelItemMembers *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
