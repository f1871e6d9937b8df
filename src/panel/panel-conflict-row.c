/* panel-conflict-row.c - one conflict: who competes, and the buttons for what can be done
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-conflict-private.h"

#include "panel-wrap.h"
#include "session-words-conflict.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define MOST_RIVALS 8

/* A button: what it does to which absence. */
typedef struct
{
  PanelConflict *window;
  const SessionConflict *conflict;
  const SessionRival *rival;
  PanelConflictVerb verb;
} Choice;

static char *
tell_rival (const SessionConflict *conflict, const SessionRival *rival)
{
  const OofItemParts *parts;
  g_autofree char *when = NULL;

  if (rival->item == NULL)
    return g_strdup (conflict->kind == SESSION_CONFLICT_OWN ? _ ("The person’s own reply")
                                                            : _ ("What the mailbox holds"));
  parts = oof_item_parts (rival->item);
  when = session_words_when (parts->when);
  /* Translators: "Vacation, Mon 3 May – Fri 7 May 2032, priority 2" */
  return g_strdup_printf (_ ("%s, %s, priority\u00a0%d"), session_words_type (parts->type), when,
                          parts->priority);
}

static void
clicked_cb (GtkButton *button, Choice *choice)
{
  panel_conflict_do (choice->window, choice->verb, choice->conflict, choice->rival);
}

static void
write_cb (GtkButton *button, Choice *choice)
{
  panel_conflict_write (choice->window, choice->conflict);
}

static void
free_choice (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
new_button (const Choice *choice, const char *label, const char *tip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_data (button, "clicked", clicked, g_memdup2 (choice, sizeof *choice),
                         free_choice, 0);
  return button;
}

/* For how many a change is, where it is more than this person. Caller frees. */
static char *
tell_reach (PanelConflict *self, const SessionConflict *conflict, const SessionRival *rival)
{
  guint n = rival->item != NULL ? session_hub_count_reached (self->hub, rival->item) : 0;
  const char *words = rival != &conflict->winner              ? _ ("It waits behind.")
                      : conflict->kind > SESSION_CONFLICT_OWN ? _ ("It stays.")
                                                              : _ ("It goes out.");

  if (rival == &conflict->winner && rival->item != NULL &&
      oof_item_parts (rival->item)->approval == OOF_APPROVAL_WANTED)
    words = _ ("It waits until somebody has decided.");
  if (n < 2)
    return g_strdup (words);
  /* Translators: %s is a whole sentence, such as “It waits behind.” */
  return g_strdup_printf (ngettext ("%s It is for %'u person.", "%s It is for %'u people.", n),
                          words, n);
}

typedef struct
{
  PanelConflictVerb verb;
  gboolean can;
  const char *label;
  const char *tip;
} Offer;

static void
add_offers (PanelWrap *wrap, Choice *choice, const Offer *offers, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    if (!offers[i].can)
      continue;
    choice->verb = offers[i].verb;
    panel_wrap_append (
        wrap, new_button (choice, _ (offers[i].label), _ (offers[i].tip), G_CALLBACK (clicked_cb)));
  }
}

/* What can be done for one that waits behind. */
static void
add_raising (PanelConflict *self, PanelWrap *wrap, Choice *choice)
{
  const SessionConflict *conflict = choice->conflict;
  const SessionRival *rival = choice->rival;
  guint n = session_hub_count_reached (self->hub, rival->item);
  const Offer offers[] = {
    { PANEL_CONFLICT_RAISE, session_conflict_can_raise (conflict, rival), N_ ("_Let It Win"),
      N_ ("It gets a higher priority, for all it is for") },
    { PANEL_CONFLICT_REMEMBER, session_conflict_rule (conflict, rival) != OOF_N_TRAITS,
      N_ ("Remember as _Rule…"), N_ ("Such absences win from now on") },
    { PANEL_CONFLICT_MERGE, session_conflict_can_merge (conflict, rival), N_ ("_Merge Texts…"),
      N_ ("One text for this person that names both, to be looked at before it is saved") },
    { PANEL_CONFLICT_TRIM, n < 2 && session_conflict_can_trim (conflict, rival), N_ ("_Trim"),
      N_ ("It ends where the other begins, or begins after it") },
    { PANEL_CONFLICT_SKIP, n > 1, N_ ("_Skip"), N_ ("It is not for this person any more") },
  };

  add_offers (wrap, choice, offers, G_N_ELEMENTS (offers));
}

static void
add_answers (PanelWrap *wrap, Choice *choice)
{
  const SessionConflict *conflict = choice->conflict;
  const SessionRival *rival = choice->rival;
  gboolean is_own = conflict->kind == SESSION_CONFLICT_OWN;
  const Offer offers[] = {
    { PANEL_CONFLICT_ACCEPT, session_conflict_can_answer (conflict, rival, SESSION_ANSWER_ITEM),
      is_own ? N_ ("Let It _Replace the Own Reply") : N_ ("_Approve"),
      is_own ? N_ ("What the person has is put back afterwards")
             : N_ ("It is written when it is due") },
    { PANEL_CONFLICT_LEAVE, session_conflict_can_answer (conflict, rival, SESSION_ANSWER_NOTHING),
      N_ ("Let the _Own Reply Win"), N_ ("The absence leaves it alone") },
    { PANEL_CONFLICT_ASK, session_conflict_can_answer (conflict, rival, SESSION_ANSWER_ASK),
      N_ ("_Wait for a Decision"),
      N_ ("It is not written before somebody has decided; the filter “To decide” lists it") },
  };

  add_offers (wrap, choice, offers, G_N_ELEMENTS (offers));
}

static void
add_choices (PanelConflict *self, GtkWidget *group, Choice *choice)
{
  GtkWidget *wrap = g_object_new (PANEL_TYPE_WRAP, NULL);
  GtkWidget *row;
  g_autofree char *name = tell_rival (choice->conflict, choice->rival);

  if (choice->rival != &choice->conflict->winner)
    add_raising (self, PANEL_WRAP (wrap), choice);
  add_answers (PANEL_WRAP (wrap), choice);
  if (gtk_widget_get_first_child (wrap) == NULL) {
    g_object_ref_sink (wrap);
    g_object_unref (wrap);
    return;
  }
  gtk_widget_add_css_class (wrap, "conflict-choices");
  gtk_accessible_update_property (GTK_ACCESSIBLE (wrap), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child",
                      wrap, "use-markup", FALSE, "title", name, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_rival (PanelConflict *self, GtkWidget *group, const SessionConflict *conflict,
           const SessionRival *rival)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = tell_rival (conflict, rival);
  g_autofree char *reach = tell_reach (self, conflict, rival);
  Choice choice = { self, conflict, rival, PANEL_CONFLICT_EDIT };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reach);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (rival->item == NULL) {
    panel_conflict_add_swatch (row, SESSION_ORIGIN_OWN, -1);
    return;
  }
  panel_conflict_add_swatch (row, SESSION_ORIGIN_PERSON, (int) oof_item_parts (rival->item)->type);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             new_button (&choice, _ ("_Edit…"), NULL, G_CALLBACK (clicked_cb)));
  add_choices (self, group, &choice);
}

GtkWidget *
panel_conflict_new_group (PanelConflict *self, const SessionConflict *conflict)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *span = panel_conflict_tell_span (self, conflict->from_s, conflict->until_s);
  g_autofree char *words = g_markup_escape_text (conflict->words, -1);
  const Choice choice = { self, conflict, NULL, PANEL_CONFLICT_ASK };
  guint n = conflict->others->len;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), span);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), words);
  if (conflict->kind <= SESSION_CONFLICT_OWN)
    adw_preferences_group_set_header_suffix (
        ADW_PREFERENCES_GROUP (group),
        new_button (&choice, _ ("Ask the _Person…"),
                    _ ("Begins a message to the person in your mail program"),
                    G_CALLBACK (write_cb)));
  add_rival (self, group, conflict, &conflict->winner);
  for (guint i = 0; i < MIN (n, MOST_RIVALS); i++)
    add_rival (self, group, conflict, &g_array_index (conflict->others, SessionRival, i));
  panel_conflict_add_more (group, conflict->n_others - MIN (n, MOST_RIVALS));
  return group;
}
