/* panel-problem.h - an error as a bar: the sentence, the remedy, the details on demand
 *
 * Hidden until there is something to show. "try-again" is emitted by its second button, which is
 * there when "has-try-again" is set in the .ui.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_PROBLEM (panel_problem_get_type ())
G_DECLARE_FINAL_TYPE (PanelProblem, panel_problem, PANEL, PROBLEM, GtkBox)

/* error: NULL hides the bar. */
void panel_problem_show (PanelProblem *self, const GError *error);
