/* panel-people.c - the list of people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-people.h"

#include "panel-calendar.h"
#include "panel-error-page.h"
#include "panel-person-row.h"
#include "panel-when.h"
#include "session-explain.h"
#include "session-view.h"

#include <glib/gi18n-lib.h>

/* While states come in, those who turn out to be away join the list of those out now. */
#define REFILTER_MS 700

struct _PanelPeople
{
  GtkBox parent_instance;
  GtkToggleButton *everyone;
  GtkToggleButton *out_now;
  GtkSpinner *busy;
  GtkLabel *count;
  GtkLabel *age;
  GtkStack *stack;
  GtkStack *body;
  GtkListView *list;
  PanelCalendar *calendar; /* NULL until it is first shown: a window opens sooner without it */
  GtkLabel *loaded;
  PanelErrorPage *error_page;

  SessionHub *hub;
  PanelHomes homes;
  char *search;        /* never NULL */
  SessionFacet *facet; /* NULL: everybody */
  SessionView *shown;  /* NULL until there is a hub */
  GtkSingleSelection *selection;
  guint refilter; /* the timer; 0: none */
};

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelPeople, panel_people, GTK_TYPE_BOX)

static gboolean
is_filtered (PanelPeople *self)
{
  return *self->search != '\0' || self->facet != NULL ||
         gtk_toggle_button_get_active (self->out_now);
}

static const GError *
find_problem (PanelPeople *self)
{
  const GError *problem = session_hub_people_problem (self->hub);

  return problem != NULL ? problem : session_hub_problem (self->hub);
}

static const char *
choose_page (PanelPeople *self, guint n_all, guint n_shown)
{
  SessionState state = session_hub_state (self->hub);

  if (n_shown > 0)
    return "list";
  if (n_all > 0)
    return session_view_is_busy (self->shown) ? "list" : "nobody";
  if (state == SESSION_STATE_NO_PROFILE)
    return "unconfigured";
  if (find_problem (self) != NULL)
    return "error";
  if (state == SESSION_STATE_CONNECTED && !session_hub_is_loading (self->hub))
    return "empty";
  return "loading";
}

static char *
tell_count (PanelPeople *self, guint n_all, guint n_shown)
{
  if (n_all == 0)
    return g_strdup ("");
  if (is_filtered (self))
    /* Translators: "12 of 240 people" */
    return g_strdup_printf (ngettext ("%'u of %'u person", "%'u of %'u people", n_all), n_shown,
                            n_all);
  if (session_hub_is_loading (self->hub) && session_hub_people_read_at (self->hub) == NULL)
    return g_strdup_printf (ngettext ("%'u person so far…", "%'u people so far…", n_all), n_all);
  return g_strdup_printf (ngettext ("%'u person", "%'u people", n_all), n_all);
}

/* How old the list is, where that is not "just read", and why. */
static void
show_age (PanelPeople *self)
{
  const GError *problem = session_hub_people_problem (self->hub);
  GDateTime *read_at = session_hub_people_read_at (self->hub);
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autofree char *when = read_at != NULL ? panel_when_format_recent (read_at, now) : NULL;
  g_autofree char *why = problem != NULL ? session_explain (problem) : NULL;
  g_autofree char *remedy = problem != NULL ? session_remedy (problem) : NULL;
  g_autofree char *text = NULL;
  gboolean has_age = when != NULL && !session_hub_people_are_current (self->hub);

  if (has_age && why != NULL)
    /* Translators: the first is a time, the second a sentence that says what is wrong. */
    text = g_strdup_printf (_ ("People as of %s. %s"), when, why);
  else if (has_age)
    /* Translators: a time: when the list of people was read. */
    text = g_strdup_printf (_ ("People as of %s"), when);
  gtk_label_set_text (self->age, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->age), text != NULL);
}

static void
show_homes (PanelPeople *self, PanelHomes homes)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (self->homes == homes && gtk_list_view_get_factory (self->list) != NULL)
    return;

  factory = panel_person_row_factory (homes);
  self->homes = homes;
  gtk_list_view_set_factory (self->list, factory);
}

static void
update (PanelPeople *self)
{
  const ExchangeProfile *profile = session_hub_profile (self->hub);
  guint n_all = g_list_model_get_n_items (session_hub_people (self->hub));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *count = tell_count (self, n_all, n_shown);
  const char *page = choose_page (self, n_all, n_shown);

  if (g_str_equal (page, "error"))
    panel_error_page_show (self->error_page, find_problem (self));
  if (g_strcmp0 (gtk_label_get_text (self->count), count) != 0)
    gtk_label_set_text (self->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), count);
  gtk_label_set_text (self->loaded, session_hub_state (self->hub) == SESSION_STATE_CONNECTED
                                        ? _ ("Fetching the people…")
                                        : _ ("Connecting…"));
  gtk_stack_set_visible_child_name (self->stack, page);
  show_homes (self, profile != NULL && profile->kind == EXCHANGE_KIND_HYBRID ? PANEL_HOMES_SHOWN
                                                                             : PANEL_HOMES_HIDDEN);
  show_age (self);
}

void
panel_people_refilter (PanelPeople *self)
{
  if (gtk_toggle_button_get_active (self->out_now))
    session_view_look_again (self->shown);
}

static gboolean
refilter_cb (gpointer user_data)
{
  panel_people_refilter (user_data);
  return G_SOURCE_CONTINUE;
}

static void
loading_changed_cb (PanelPeople *self)
{
  gboolean is_loading = session_hub_is_loading (self->hub);

  if (is_loading && self->refilter == 0)
    self->refilter = g_timeout_add (REFILTER_MS, refilter_cb, self);
  if (!is_loading)
    g_clear_handle_id (&self->refilter, g_source_remove);

  gtk_spinner_set_spinning (self->busy, is_loading);
  panel_people_refilter (self);
  update (self);
}

static void
apply_filter (PanelPeople *self)
{
  gboolean is_out = gtk_toggle_button_get_active (self->out_now);
  g_autofree char *text = g_strconcat (is_out ? "is:out " : "", self->search, NULL);
  g_autoptr (SessionQuery) query = session_hub_new_query (self->hub, text, self->facet);

  session_view_set_query (self->shown, query);
  update (self);
}

void
panel_people_set_search (PanelPeople *self, const char *text)
{
  g_free (self->search);
  self->search = g_strdup (text);
  apply_filter (self);
}

void
panel_people_set_facet (PanelPeople *self, SessionFacet *facet)
{
  g_set_object (&self->facet, facet);
  apply_filter (self);
}

static void
out_now_toggled_cb (GtkToggleButton *button, PanelPeople *self)
{
  if (self->hub != NULL)
    apply_filter (self);
}

void
panel_people_show_everyone (PanelPeople *self)
{
  gtk_toggle_button_set_active (self->everyone, TRUE);
}

static void
selected_cb (PanelPeople *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
activated_cb (GtkListView *list, guint position, PanelPeople *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit", NULL);
}

static void
try_again_cb (PanelErrorPage *page, PanelPeople *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

void
panel_people_set_hub (PanelPeople *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  g_set_object (&self->shown, NULL);
  self->shown = session_view_new (session_hub_people (hub));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->shown, "settled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session_hub_people (hub), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (hub, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::people-read-at", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::is-loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->shown));
  loading_changed_cb (self);
}

SessionRow *
panel_people_selected (PanelPeople *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static gboolean
is_calendar (PanelPeople *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->body), "calendar");
}

void
panel_people_enter (PanelPeople *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (n > 0 && panel_people_selected (self) == NULL)
    gtk_single_selection_set_selected (self->selection, 0);
  if (is_calendar (self))
    panel_calendar_enter (self->calendar);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
add_calendar (PanelPeople *self)
{
  self->calendar = g_object_new (PANEL_TYPE_CALENDAR, NULL);
  gtk_stack_add_named (self->body, GTK_WIDGET (self->calendar), "calendar");
  panel_calendar_set_people (self->calendar, self->hub, GTK_SELECTION_MODEL (self->selection));
}

void
panel_people_set_calendar (PanelPeople *self, gboolean is_wanted)
{
  gtk_list_view_set_model (self->list, is_wanted ? NULL : GTK_SELECTION_MODEL (self->selection));
  if (self->calendar == NULL)
    add_calendar (self);
  panel_calendar_set_shown (self->calendar, is_wanted);
  gtk_stack_set_visible_child_name (self->body, is_wanted ? "calendar" : "list");
}

static void
panel_people_dispose (GObject *object)
{
  PanelPeople *self = PANEL_PEOPLE (object);

  g_clear_handle_id (&self->refilter, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PEOPLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->facet);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (panel_people_parent_class)->dispose (object);
}

static void
panel_people_finalize (GObject *object)
{
  g_free (PANEL_PEOPLE (object)->search);
  G_OBJECT_CLASS (panel_people_parent_class)->finalize (object);
}

static void
panel_people_class_init (PanelPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_people_finalize;
  signals[SELECTED] = g_signal_new ("selected", PANEL_TYPE_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-people.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, everyone);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, out_now);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, count);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, age);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, busy);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, body);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, list);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, loaded);
  gtk_widget_class_bind_template_child (widget_class, PanelPeople, error_page);
  gtk_widget_class_bind_template_callback (widget_class, out_now_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
panel_people_init (PanelPeople *self)
{
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_error_page_offer_connection (self->error_page);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  show_homes (self, PANEL_HOMES_HIDDEN);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
