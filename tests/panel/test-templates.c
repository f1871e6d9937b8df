/* test-templates.c - every widget class can be made from its .ui and thrown away again
 *
 * A misspelt child, signal handler or property in a .ui is only a message at run time; the
 * environment of the test makes it fatal.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "panel-engine-bar.h"
#include "panel-holidays.h"
#include "panel-item-extra.h"
#include "panel-item-form.h"
#include "panel-item-members.h"
#include "panel-item-policy.h"
#include "panel-item-substitute.h"
#include "panel-item-texts.h"
#include "panel-item-when.h"
#include "panel-item-who.h"
#include "panel-item-window.h"
#include "panel-preflight-person.h"
#include "panel-preflight-table.h"
#include "panel-preflight.h"
#include "panel-preview.h"
#include "panel-recurrence-except.h"
#include "panel-recurrence-pattern.h"
#include "panel-recurrence-preview.h"
#include "panel-recurrence-range.h"
#include "panel-recurrence-time.h"
#include "panel-recurrence.h"
#include "panel-run-bar.h"
#include "panel-run.h"
#include "panel-template-form.h"
#include "panel-template-past.h"
#include "panel-templates.h"
#include "panel-wrong-row.h"
#include "panel-zone-group.h"

#include "panel-about.h"
#include "panel-ca-row.h"
#include "panel-details.h"
#include "panel-directory-names.h"
#include "panel-directory-picker.h"
#include "panel-directory-search.h"
#include "panel-editor.h"
#include "panel-error-page.h"
#include "panel-error-window.h"
#include "panel-evidence.h"
#include "panel-facet-row.h"
#include "panel-html-view.h"
#include "panel-locations.h"
#include "panel-moment-row.h"
#include "panel-name-chip.h"
#include "panel-out.h"
#include "panel-people.h"
#include "panel-person-row.h"
#include "panel-picker.h"
#include "panel-pill.h"
#include "panel-place-row.h"
#include "panel-problem.h"
#include "panel-reply.h"
#include "panel-sidebar.h"
#include "panel-sign-in.h"
#include "panel-test-banner.h"
#include "panel-test-row.h"
#include "panel-test.h"
#include "panel-wizard-admin.h"
#include "panel-wizard-check-row.h"
#include "panel-wizard-directory.h"
#include "panel-wizard-finish.h"
#include "panel-wizard-search-row.h"
#include "panel-wizard-search.h"
#include "panel-wizard-server.h"
#include "panel-wizard-verify.h"
#include "panel-wizard.h"
#include "panel-wrap.h"

#include "panel-resources.h"

#include <string.h>

static GType (*const types[]) (void) = {
  panel_about_get_type,
  panel_ca_row_get_type,
  panel_details_get_type,
  panel_directory_names_get_type,
  panel_directory_picker_get_type,
  panel_directory_search_get_type,
  panel_editor_get_type,
  panel_engine_bar_get_type,
  panel_error_page_get_type,
  panel_error_window_get_type,
  panel_evidence_get_type,
  panel_facet_row_get_type,
  panel_html_view_get_type,
  panel_item_extra_get_type,
  panel_item_form_get_type,
  panel_item_policy_get_type,
  panel_item_substitute_get_type,
  panel_item_texts_get_type,
  panel_item_when_get_type,
  panel_item_who_get_type,
  panel_item_window_get_type,
  panel_locations_get_type,
  panel_moment_row_get_type,
  panel_name_chip_get_type,
  panel_out_get_type,
  panel_people_get_type,
  panel_person_row_get_type,
  panel_picker_get_type,
  panel_pill_get_type,
  panel_place_row_get_type,
  panel_preflight_get_type,
  panel_preflight_table_get_type,
  panel_problem_get_type,
  panel_recurrence_except_get_type,
  panel_recurrence_get_type,
  panel_recurrence_pattern_get_type,
  panel_recurrence_preview_get_type,
  panel_recurrence_range_get_type,
  panel_recurrence_time_get_type,
  panel_reply_form_get_type,
  panel_reply_get_type,
  panel_run_get_type,
  panel_sidebar_get_type,
  panel_sign_in_get_type,
  panel_template_form_get_type,
  panel_templates_get_type,
  panel_test_banner_get_type,
  panel_test_get_type,
  panel_test_row_get_type,
  panel_wizard_admin_get_type,
  panel_wizard_check_row_get_type,
  panel_wizard_directory_get_type,
  panel_wizard_finish_get_type,
  panel_wizard_get_type,
  panel_wizard_search_get_type,
  panel_wizard_search_row_get_type,
  panel_wizard_server_get_type,
  panel_wizard_verify_get_type,
  panel_wrap_get_type,
  panel_wrong_row_get_type,
  panel_zone_group_get_type,
};

static void
test_template (gconstpointer data)
{
  GObject *object = g_object_new (types[GPOINTER_TO_UINT (data)](), NULL);
  gpointer gone = object;

  g_object_add_weak_pointer (object, &gone);
  if (GTK_IS_WINDOW (object)) {
    gtk_window_destroy (GTK_WINDOW (object));
  } else {
    g_object_ref_sink (object);
    g_object_unref (object);
  }
  while (gone != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (gone);
}

/* Other icon themes lack some of the names that the platform's own has. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto (GStrv) names = g_resources_enumerate_children (
      "/org/absentia/Absentia/icons/scalable/actions", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert_nonnull (names);
  gtk_icon_theme_add_resource_path (theme, "/org/absentia/Absentia/icons");
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *name = g_strndup (names[i], strlen (names[i]) - strlen (".svg"));

    g_test_message ("%s", name);
    g_assert_true (gtk_icon_theme_has_icon (theme, name));
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (panel_get_resource ());

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *path = g_strdup_printf ("/panel/template/%s", g_type_name (types[i]()));

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_template);
  }
  g_test_add_func ("/panel/icons", test_icons);
  return g_test_run ();
}
