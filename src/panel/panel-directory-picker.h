/* panel-directory-picker.h - "Select Active Directory user": the object picker
 *
 * What comes out are persons with their stable ids, never the text that was typed.
 */
#pragma once

#include "panel-directory-names.h"
#include "session-lookup.h"

#include <adwaita.h>

#define PANEL_TYPE_DIRECTORY_PICKER (panel_directory_picker_get_type ())
G_DECLARE_FINAL_TYPE (PanelDirectoryPicker, panel_directory_picker, PANEL, DIRECTORY_PICKER,
                      AdwWindow)

/* What is to be chosen; borrowed for the time of the call. */
typedef struct
{
  GtkWindow *parent;
  SessionLookup *lookup;
  PanelPickMode mode;
  ExchangeWant allowed; /* the kinds that can be looked for */
  ExchangeWant want;    /* those of them that are, to begin with */
} PanelPick;

/* Opens the dialog over parent, and goes with it. */
void panel_directory_picker_choose_async (const PanelPick *pick, GAsyncReadyCallback done,
                                          gpointer user_data);

/* ExchangePerson, at least one; caller unrefs. NULL with G_IO_ERROR_CANCELLED when nobody was
 * chosen. */
GPtrArray *panel_directory_picker_choose_finish (GAsyncResult *result, GError **error);
