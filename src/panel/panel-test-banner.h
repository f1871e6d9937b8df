/* panel-test-banner.h - how a whole test of access came out. Hidden until there is something to
 * show. */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_TEST_BANNER (panel_test_banner_get_type ())
G_DECLARE_FINAL_TYPE (PanelTestBanner, panel_test_banner, PANEL, TEST_BANNER, GtkBox)

/* cause: a second line; NULL: none. */
void panel_test_banner_show (PanelTestBanner *self, gboolean is_good, const char *words,
                             const char *cause);
