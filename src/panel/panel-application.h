/* panel-application.h - the program absentia: one instance, its options, what belongs to no window
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_APPLICATION (panel_application_get_type ())
G_DECLARE_FINAL_TYPE (PanelApplication, panel_application, PANEL, APPLICATION, AdwApplication)
