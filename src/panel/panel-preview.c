/* panel-preview.c - what an absence would be, before it is saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preview.h"

#include "panel-error-page.h"
#include "panel-html-view.h"
#include "panel-lines.h"

#include <glib/gi18n-lib.h>

#define FRAMES_FIRST 2

struct _PanelPreview
{
  AdwWindow parent_instance;
  GtkStack *stack;
  GtkStack *pages;
  PanelErrorPage *error_page;
  GtkDropDown *person;
  GtkLabel *when;
  GtkLabel *gaps;
  PanelHtmlView *inside;
  GtkWidget *outside_box;
  GtkLabel *outside_note;
  PanelHtmlView *outside;
  GtkListView *people;
  GtkListView *skipped;
  GtkListView *missing;

  SessionHub *hub;
  OofItem *item;
  SessionPreviewWhat what;
  SessionPreview *preview; /* NULL until it has come */
  GCancellable *cancellable;
  guint n_frames; /* drawn since it was found */
};

G_DEFINE_FINAL_TYPE (PanelPreview, panel_preview, ADW_TYPE_WINDOW)

static void
show_text (PanelPreview *self)
{
  const GPtrArray *texts = session_preview_texts (self->preview);
  guint chosen = gtk_drop_down_get_selected (self->person);
  const SessionPreviewText *text = chosen < texts->len ? texts->pdata[chosen] : NULL;
  g_autofree char *gaps = NULL;
  gboolean has_outside = text != NULL && text->outside != NULL;

  if (text == NULL)
    return;
  if (text->gaps != NULL)
    /* Translators: names of placeholders */
    gaps = g_strdup_printf (_ ("Nobody knows what to fill in for: %s."), text->gaps);
  else if (text->problem != NULL)
    gaps = g_strdup (text->problem);
  gtk_label_set_text (self->when, text->when != NULL ? text->when : "");
  gtk_label_set_text (self->gaps, gaps != NULL ? gaps : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gaps), gaps != NULL);
  panel_html_view_show (self->inside, text->inside != NULL ? text->inside : "");
  panel_html_view_show (self->outside, has_outside ? text->outside : "");
  gtk_widget_set_visible (self->outside_box, has_outside);
  gtk_widget_set_visible (GTK_WIDGET (self->outside_note), !has_outside);
}

static void
chosen_cb (GtkDropDown *person, GParamSpec *pspec, PanelPreview *self)
{
  if (self->preview != NULL)
    show_text (self);
}

/* A line for each. */
static void
fill_list (GtkListView *view, const GPtrArray *people)
{
  GtkStringList *lines = gtk_string_list_new (NULL);

  for (guint i = 0; i < people->len; i++) {
    const SessionPreviewPerson *person = people->pdata[i];
    const char *details[] = { *person->mail != '\0' ? person->mail : person->reason,
                              *person->mail != '\0' ? person->reason : NULL, NULL };
    g_autofree char *detail = g_strjoinv (" – ", (char **) details);

    gtk_string_list_take (lines, g_strconcat (person->name, "\n", detail, NULL));
  }
  panel_lines_show (view, lines);
}

static void
set_title (PanelPreview *self, const char *page, const char *title, guint n)
{
  GtkWidget *child = gtk_stack_get_child_by_name (self->pages, page);
  GtkStackPage *shown = gtk_stack_get_page (self->pages, child);
  /* Translators: the title of a list and how many are in it */
  g_autofree char *words = g_strdup_printf (_ ("%s (%'u)"), title, n);

  gtk_stack_page_set_title (shown, words);
}

static void
show_preview (PanelPreview *self)
{
  const GPtrArray *texts = session_preview_texts (self->preview);
  const GPtrArray *people = session_preview_people (self->preview);
  const GPtrArray *skipped = session_preview_skipped (self->preview);
  const GPtrArray *gaps = session_preview_gaps (self->preview);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    gtk_string_list_append (names, ((const SessionPreviewText *) texts->pdata[i])->name);
  fill_list (self->people, people);
  fill_list (self->skipped, skipped);
  fill_list (self->missing, gaps);
  set_title (self, "people", _ ("People"), people->len);
  set_title (self, "skipped", _ ("Left Out"), skipped->len);
  set_title (self, "gaps", _ ("Gaps"), gaps->len);
  gtk_stack_page_set_visible (
      gtk_stack_get_page (self->pages, gtk_stack_get_child_by_name (self->pages, "texts")),
      texts->len > 0);
  gtk_stack_page_set_visible (
      gtk_stack_get_page (self->pages, gtk_stack_get_child_by_name (self->pages, "gaps")),
      gaps->len > 0);
  gtk_drop_down_set_model (self->person, G_LIST_MODEL (names));
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_stack_set_visible_child_name (self->pages, texts->len > 0 ? "texts" : "people");
  show_text (self);
}

/* GTK 4.8 gives a text no height that is shown before its window was laid out once. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PanelPreview *self = PANEL_PREVIEW (widget);

  if (self->n_frames++ < FRAMES_FIRST)
    return G_SOURCE_CONTINUE;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelPreview) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionPreview) preview =
      session_hub_preview_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (preview == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  g_clear_pointer (&self->preview, session_preview_unref);
  self->preview = g_steal_pointer (&preview);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
look (PanelPreview *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  session_hub_preview_async (self->hub, self->item, self->what, self->cancellable, found_cb,
                             g_object_ref (self));
}

static void
try_again_cb (PanelErrorPage *page, PanelPreview *self)
{
  look (self);
}

static void
panel_preview_dispose (GObject *object)
{
  PanelPreview *self = PANEL_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->item, oof_item_unref);
  g_clear_pointer (&self->preview, session_preview_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PREVIEW);
  G_OBJECT_CLASS (panel_preview_parent_class)->dispose (object);
}

static void
panel_preview_class_init (PanelPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preview_dispose;
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, pages);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, person);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, when);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, gaps);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, outside_box);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, outside_note);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, outside);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, people);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, skipped);
  gtk_widget_class_bind_template_child (widget_class, PanelPreview, missing);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_preview_init (PanelPreview *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
panel_preview_open (GtkWindow *parent, SessionHub *hub, OofItem *item, SessionPreviewWhat what)
{
  PanelPreview *self = g_object_new (PANEL_TYPE_PREVIEW, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  self->item = oof_item_ref (item);
  self->what = what;
  look (self);
  gtk_window_present (GTK_WINDOW (self));
}
